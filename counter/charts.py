"""Simple drawn charts: bars with their names and numbers, so that they are read without colour and without a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from look import fonts
from look.tokens import Look


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: what it stands for.
        value: how long it is.
        shown: the number beside it.
        part: how much of it is filled; the rest is only outlined. None fills all of it.
    """

    name: str
    value: float
    shown: str
    part: float | None = None


class BarChart(QWidget):
    """Bars that lie, one a line: name, bar, number."""

    NAME_MM, NUMBER_MM = 46, 24

    def __init__(self, bars: Sequence[Bar], look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars, self.look = tuple(bars), look
        self.setAccessibleName(f"{name} " + " ".join(f"{each.name} {each.shown}" for each in bars))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._metrics = fonts.metrics(look, "small")

    @property
    def _line(self) -> int:
        return self.look.line_px("small") + self.look.gap(1)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self.look.px(110), max(1, len(self.bars)) * self._line)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.look.px(self.NAME_MM + self.NUMBER_MM + 20), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        painter.setFont(fonts.font(look, "small"))
        number_px, gap = look.px(self.NUMBER_MM), look.gap(1)
        longest = max((self._metrics.horizontalAdvance(each.name) for each in self.bars), default=0) + 2
        name_px = int(min(max(longest, look.px(self.NAME_MM)), self.width() / 2))
        room = self.width() - name_px - number_px - 2 * gap
        most = max((each.value for each in self.bars), default=0) or 1
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for at, each in enumerate(self.bars):
            top = at * self._line
            shown = self._metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, name_px)
            painter.setPen(QColor(look.colour("text")))
            painter.drawText(QRectF(0, top, name_px, self._line), middle, shown)
            wide = room * each.value / most
            where = QRectF(name_px + gap, top + look.gap(0), wide, self._line - 2 * look.gap(0))
            _paint_bar(painter, look, where, each, lying=True)
            painter.setPen(QColor(look.colour("text")))
            painter.drawText(QRectF(where.right() + gap, top, number_px, self._line), middle, each.shown)


class ColumnChart(QWidget):
    """Bars that stand, side by side: number, bar, name. For the hours of a day."""

    HIGH_MM = 34

    def __init__(self, bars: Sequence[Bar], look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars, self.look = tuple(bars), look
        self.setAccessibleName(f"{name} " + " ".join(f"{each.name} {each.shown}" for each in bars))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.look.px(110), self.look.px(self.HIGH_MM) + 2 * self.look.line_px("small"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.look.px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        painter.setFont(fonts.font(look, "small"))
        line, high = look.line_px("small"), look.px(self.HIGH_MM)
        ground = QColor(look.colour("firm_edge"))
        painter.fillRect(0, line + high, self.width(), look.px(look.profile.hair), ground)
        most = max((each.value for each in self.bars), default=0) or 1
        wide = self.width() / max(1, len(self.bars))
        metrics = fonts.metrics(look, "small")
        widest = max((metrics.horizontalAdvance(each.name) for each in self.bars), default=0) + look.gap(0)
        every = 1 + int(widest // wide)  # names that would run into each other: every second, every third …
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for at, each in enumerate(self.bars):
            tall = high * each.value / most
            where = QRectF(at * wide + wide * 0.15, line + high - tall, wide * 0.7, tall)
            if each.value:
                _paint_bar(painter, look, where, each, lying=False)
            painter.setPen(QColor(look.colour("text")))
            if at % every == 0:
                painter.drawText(QRectF((at - 1) * wide, line + high, 3 * wide, line), centre, each.name)
            if each.value:
                painter.drawText(QRectF(at * wide, where.top() - line, wide, line), centre, each.shown)


def _paint_bar(painter: QPainter, look: Look, where: QRectF, bar: Bar, *, lying: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    firm = QColor(look.colour("firm_edge"))
    painter.setPen(QPen(firm, look.px(look.profile.hair)))
    painter.setBrush(QColor(look.colour("raised")))
    painter.drawRect(where)
    part = 1.0 if bar.part is None else bar.part
    filled = QRectF(where)
    if lying:
        filled.setWidth(where.width() * part)
    else:
        filled.setTop(where.bottom() - where.height() * part)
    painter.fillRect(filled, firm)
