"""One of many things to tick: its key, its words, and a tick that does not rest on colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from look import fonts, icons, phrases
from look.tokens import Look


class Choice(QAbstractButton):
    """A box to tick.

    Args:
        key: what ticks it on the keyboard.
        words: what it stands for.
        look: how.
    """

    def __init__(self, key: str, words: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.words, self.look = key, words, look
        self.setCheckable(True)
        self.setText(words)
        self.setAccessibleName(f"{key} {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._metrics = fonts.metrics(look, "small")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _key_px(self) -> int:
        return self.look.line_px("small")

    def _lines(self, width: int) -> list[str]:
        look = self.look
        room = width - self._key_px - 3 * look.gap(1)
        return phrases.lines(self.words, look.language, max(1, room), self._metrics.horizontalAdvance)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        lines = len(self._lines(width))
        return max(self.look.px(self.look.profile.row * 0.75), lines * self.look.line_px("small") + self.look.gap(1))

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.width() or self.look.px(50)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.look.px(30), self.look.px(self.look.profile.row * 0.75))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look, colours = self.look, self.look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = self.isChecked()
        firm = look.px(look.profile.line if ticked else look.profile.hair)
        painter.setPen(QPen(QColor(colours.touch), firm))
        painter.setBrush(QColor(colours.chosen_ground if ticked or self.isDown() else colours.ground))
        radius = look.px(look.profile.radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(firm / 2, firm / 2, -firm / 2, -firm / 2), radius, radius)
        gap, key = look.gap(1), self._key_px
        box = QRectF(gap, (self.height() - key) / 2, key, key)
        painter.setPen(QPen(QColor(colours.touch if ticked else colours.firm_edge), look.px(look.profile.hair)))
        painter.setBrush(QColor(colours.main_ground if ticked else colours.ground))
        painter.drawRoundedRect(box, look.gap(0), look.gap(0))
        painter.setFont(fonts.font(look, "small"))
        if ticked:
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), colours.main)
        else:
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)
        painter.setPen(QColor(colours.text))
        rows = self._lines(self.width())
        high = look.line_px("small")
        top = (self.height() - high * len(rows)) / 2
        for row in rows:
            where = QRectF(box.right() + gap, top, self.width(), high)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, row)
            top += high
