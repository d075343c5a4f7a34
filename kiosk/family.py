"""The sample family: its truth, and what each source says of it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from forms.reading import ReadField, Reading, Source
from look import exact
from look.colours import LIGHT

_HOUSEHOLD = Path(__file__).resolve().parent.parent / "samples" / "household.json"
_LINE = 64
_LEFT, _EM = 560, 44


def household() -> dict[str, str]:
    """The truth of the sample family: path → value."""
    return json.loads(_HOUSEHOLD.read_text(encoding="utf-8"))


@cache
def sample_readings() -> tuple[Reading, Reading, Reading, bytes]:
    """A pre-entry, a certificate and a card of the sample family, and the certificate's page as PNG.

    The pre-entry spells the first name with the usual character, so there is one conflict to settle, and the
    certificate is unsure of one building.
    """
    truth = household()
    variant = "members[0].name"
    usual = truth[variant].replace("髙", "高")
    home = {
        path: (usual if path == variant else value)
        for path, value in truth.items()
        if path not in ("issuer", "issued_on", "planned_on", "kind", "notified_on")
        and not path.startswith(("registered", "register_"))
    }
    pre_entry = Reading(Source.PRE_ENTRY, tuple(ReadField(path, value, value) for path, value in home.items()))
    boxes: dict[str, tuple[int, int, int, int]] = {}
    printed = {
        path: value
        for path, value in truth.items()
        if path not in ("kind", "phone", "notified_on", "moved_on", "new_building") and not path.startswith("notifier")
    }
    for number, path in enumerate(printed):
        top = 120 + number * _LINE
        boxes[path] = (_LEFT, top, _LEFT + round(exact.width(printed[path], _EM)) + 16, top + _LINE - 12)
    certificate = Reading(
        Source.CERTIFICATE,
        tuple(ReadField(path, value, value, 0.98, True, 0, boxes[path]) for path, value in printed.items()),
        document="moving_out_certificate",
        pages=1,
        blacked_out=("individual_number", "resident_code"),
    )
    card = Reading(
        Source.MY_NUMBER_CARD,
        tuple(
            ReadField(path, truth[path], truth[path])
            for path in ("members[0].name", "members[0].birth_date", "members[0].sex", "former_address")
        ),
    )
    return pre_entry, certificate, card, _page(printed, boxes)


def _page(printed: dict[str, str], boxes: dict[str, tuple[int, int, int, int]]) -> bytes:
    """A page with the values where the boxes say, set as certificates are."""
    image = QImage(1654, 2339, QImage.Format.Format_RGB32)
    image.fill(LIGHT.paper)
    painter = QPainter(image)
    for path, value in printed.items():
        left, top, _right, low = boxes[path]
        line = exact.shape(value, _EM)
        line.paint(painter, left + 8, top + (low - top + line.ascent - line.descent) / 2, LIGHT.ink)
    painter.end()
    return _png(image)


def picture_of(text: str) -> bytes:
    """A text as a card has it as a picture: black on white, as PNG."""
    line = exact.shape(text, _EM)
    image = QImage(round(line.width) + 16, _LINE, QImage.Format.Format_RGB32)
    image.fill(LIGHT.paper)
    painter = QPainter(image)
    line.paint(painter, 8, (_LINE + line.ascent - line.descent) / 2, LIGHT.ink)
    painter.end()
    return _png(image)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
