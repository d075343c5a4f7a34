"""Line drawings that show what to do with the hands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from look import icons
from look.flow import Place, Split, height_for
from look.tokens import Look


class Drawing(QWidget):
    """A drawing out of :mod:`look.icons`, as large as its place allows, twice as wide as high.

    Args:
        name: of the SVG.
        look: how.
        mm: its greatest width.
    """

    def __init__(self, name: str, look: Look, mm: float = 150, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._look, self._widest = name, look, look.px(mm)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return min(width, self._widest) // 2

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._widest, self._widest // 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._widest // 3, self._widest // 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        wide = min(self.width(), self._widest, self.height() * 2)
        where = QRectF((self.width() - wide) / 2, (self.height() - wide / 2) / 2, wide, wide / 2)
        icons.paint(QPainter(self), self._name, where, self._look.colour("text"))


class Scene(Split):
    """Words and a drawing beside or below them; no drawing where nobody would see both without turning pages."""

    def __init__(self, words: QWidget, drawing: Drawing, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(words, drawing, look, 0.48, parent=parent)
        self._upright = False

    def places(self, width: int) -> list[Place]:
        window = self.window()
        upright = window.height() > window.width()
        if upright is not self._upright:
            self._upright = upright
            self._known.clear()
        return super().places(width)

    def _places(self, width: int) -> list[Place]:
        if self.is_wide(width) or self._upright:
            return super()._places(width)
        words, drawing = self.items
        return [(words, QRect(0, 0, width, height_for(words, width))), (drawing, QRect())]
