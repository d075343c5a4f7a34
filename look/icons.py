"""Icons: line drawings of one stroke, kept as SVG, drawn in any colour and size. Never used without a word."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).with_name("icons")


def names() -> list[str]:
    """The names of all icons."""
    return sorted(file.stem for file in _FOLDER.glob("*.svg"))


@cache
def _svg(name: str, colour: str) -> bytes:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour).encode()


def paint(painter: QPainter, name: str, where: QRectF, colour: str) -> None:
    """Draws an icon into a square of the painter's frame."""
    QSvgRenderer(QByteArray(_svg(name, colour))).render(painter, where)
