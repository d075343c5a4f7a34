"""A name with a box before it: one of several that may each be ticked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from look import icons
from look.buttons import ExactButton
from look.tokens import Look


class TickButton(ExactButton):
    """An exact value with a box at its left; the tick, the colour and the words below say the same.

    Args:
        value: exact.
        look: how.
        ticked: whether the box is ticked.
        note: says in words what the tick says.
    """

    def __init__(self, value: str, look: Look, ticked: bool, note: str, parent: QWidget | None = None) -> None:
        super().__init__(value, look, note, role="exact", parent=parent)
        self.setCheckable(True)
        self.setChecked(ticked)

    @property
    def _aside(self) -> int:
        """Pixels at each side that the box takes; at the right they keep the value in the middle."""
        return self.look.icon_px + 2 * self.look.gap(1)

    def _rows(self, width: float) -> tuple[list[str], list[str]]:
        return super()._rows(width - 2 * self._aside)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return super().minimumSizeHint() + QSize(2 * self._aside, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        look = self.look
        colour = self._colours()[0] if self.isChecked() else look.colour("text")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.icon_px
        where = QRectF(look.gap(2), (self.height() - size) / 2, size, size)
        painter.setPen(QPen(QColor(colour), look.px(look.profile.line)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where)
        if self.isChecked():
            icons.paint(painter, "check", where, colour)
