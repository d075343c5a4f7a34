"""The head of every screen: where I am at the left, how far at the right, a hairline below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from look import style
from look.flow import Flowing, Place, height_for
from look.frame import Rule
from look.text import Text
from look.tokens import Look


class Steps(QWidget):
    """Where one is: a short bar for every step, the done ones filled."""

    def __init__(self, step: int, steps: int, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.step, self.steps = look, step, steps
        self._bar, self._thick, self._gap = look.px(14), look.px(2.5), look.gap(0)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self.steps * self._bar + (self.steps - 1) * self._gap, self._thick)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self.steps):
            painter.setBrush(QColor(self.look.colour("step_done" if number < self.step else "step_left")))
            where = QRectF(number * (self._bar + self._gap), 0, self._bar, self._thick)
            painter.drawRoundedRect(where, self._thick / 2, self._thick / 2)


class _Line(Flowing):
    """Names and bars in one line; where words would be cut the bars go first, then the names stand in two lines."""

    def __init__(self, left: Text, bars: Steps | None, place: Text | None, right: Text | None, look: Look) -> None:
        super().__init__([each for each in (left, bars, place, right) if each is not None], look)
        self._left, self._bars = left, bars
        self._behind = [each for each in (place, right) if each is not None]

    def _places(self, width: int) -> list[Place]:
        gap = self.look.gap(2)
        behind = sum(each.sizeHint().width() + gap for each in self._behind)
        room = width - self._left.sizeHint().width() - behind
        own = self._bars.sizeHint() if self._bars is not None else QSize()
        bars = own.width() + gap if own.width() + gap <= room else 0
        if room < 0:
            return self._two_lines(width, gap)
        places: list[Place] = []
        at = width
        for each in reversed(self._behind):
            at -= each.sizeHint().width()
            places.append((each, QRect(at, 0, each.sizeHint().width(), height_for(each, width))))
            at -= gap
        high = max(height_for(each, width) for each in (self._left, *self._behind))
        if self._bars is not None:
            top = (high - own.height()) // 2
            places.append((self._bars, QRect(at - own.width(), top, own.width(), own.height()) if bars else QRect()))
            at -= bars
        return [(self._left, QRect(0, 0, at, high)), *places]

    def _two_lines(self, width: int, gap: int) -> list[Place]:
        upper = height_for(self._left, width)
        places: list[Place] = [(self._left, QRect(0, 0, width, upper))]
        at = 0
        for each in self._behind:
            wide = min(each.sizeHint().width(), width - at)
            places.append((each, QRect(at, upper, wide, height_for(each, wide))))
            at += wide + gap
        if self._bars is not None:
            places.append((self._bars, QRect()))
        return places


LARGEST_STEP = 1.25
"""The head says where one is and is no larger than that: the screen's heading says what to do, in full size."""


class Header(QWidget):
    """The head of a screen.

    Args:
        left: the procedure, or the office.
        look: how.
        right: the name of this step, or of the service.
        step, steps: this step and how many there are; no bars where steps is 0.
    """

    def __init__(
        self, left: str, look: Look, right: str = "", step: int = 0, steps: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = look.with_(text_step=min(look.text_step, LARGEST_STEP))
        style.ground(self, look, "ground")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(look.gap(4), look.gap(2), look.gap(4), look.gap(2))
        line = _Line(
            Text(left, look, "small", "quiet"),
            Steps(step, steps, look) if steps else None,
            Text(f"{step} / {steps}", look, "small", "quiet", wrap=False) if steps else None,
            Text(right, look, "small", "quiet") if right else None,
            look,
        )
        row.addWidget(line)
        column.addLayout(row)
        column.addWidget(Rule(look))
