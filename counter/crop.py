"""A piece of a page at reading size: what a value was read from, above the value itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from look.tokens import Look

LINE_MM = 12
"""Height of a line in a piece: its characters are about as large as an official value below them (``exact``, 7 mm)."""
MOST_LINES = 3
"""What is printed on more lines is made smaller."""
MOST_MM = 100
"""A piece is no wider; the narrow pane has no more room."""


def lines_in(image: QImage, text: str) -> int:
    """On how many lines a text stands in its piece of a page, told by the shape of the piece.

    Characters are about as wide as lines are high; digits and letters are narrower and never make it one line more.
    """
    likely = round((len(text) * image.height() / max(1, image.width())) ** 0.5)
    return min(MOST_LINES, max(1, likely))


class Crop(QLabel):
    """A piece of a page.

    Args:
        image: as cut out.
        text: what was read from it.
        name: what a screen reader says.
    """

    def __init__(self, image: QImage, text: str, look: Look, name: str) -> None:
        super().__init__()
        ratio = self.devicePixelRatioF()
        scaled = image.scaledToHeight(
            round(look.px(LINE_MM) * lines_in(image, text) * ratio), Qt.TransformationMode.SmoothTransformation
        )
        most = round(look.px(MOST_MM) * ratio)
        if scaled.width() > most:
            scaled = image.scaledToWidth(most, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(scaled))
        hair, edge, above = look.px(look.profile.hair), look.colours.firm_edge, look.gap(0)
        self.setStyleSheet(f"border: {hair}px solid {edge}; margin-top: {above}px;")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
