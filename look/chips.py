"""The sign of a state: sign, word and colour together, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from base.texts import text
from forms.fusing import State
from look import fonts, icons, ruby
from look.colours import STATE_COLOURS
from look.tokens import Look

SIGNS = {
    State.AGREED: "check",
    State.SINGLE: "circle",
    State.DOUBTFUL: "question",
    State.CONFLICT: "exclamation",
    State.MISSING: "pencil",
    State.CONFIRMED: "check-double",
}


class StateChip(QLabel):
    """A state as a small sign.

    Args:
        state: of a field.
        look: how.
        word: what to say; the state's own word where it is left out. For agreed and single: the sources' names.
    """

    def __init__(self, state: State, look: Look, word: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.look = state, look
        own = text(f"look.state.{state}", look.written)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(word or own)
        self.setAccessibleName(ruby.plain(own if word in (None, own) else f"{own} {word}", look.written))
        self.setFont(fonts.font(look, "small"))
        self._metrics = fonts.metrics(look, "small")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _sign_px(self) -> int:
        return round(self.look.type_px("small") * 0.95)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        look = self.look
        wide = self._metrics.horizontalAdvance(self.text()) + self._sign_px() + look.gap(0) + 2 * look.gap(1)
        return QSize(int(wide) + 2, look.line_px("small") + look.gap(0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        ink, ground = (look.colour(role) for role in STATE_COLOURS[self.state])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lined = self.state is State.CONFIRMED or ground == look.colour("ground")
        hair = look.px(look.profile.hair)
        painter.setPen(QPen(QColor(ink), hair) if lined else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        radius = look.px(look.profile.chip_radius)
        inset = hair / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        size = self._sign_px()
        icons.paint(painter, SIGNS[self.state], QRectF(look.gap(1), (self.height() - size) / 2, size, size), ink)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        left = look.gap(1) + size + look.gap(0)
        where = QRectF(left, 0, self.width() - left, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        ruby.draw(painter, where, flags, self.text(), self.text(), look.written)
