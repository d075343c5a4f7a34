"""The office's figures, over the place of page and fields: what came, when, how long it took, what was misread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter.calls import SCREENS
from counter.charts import Bar, BarChart, ColumnChart
from counter.choices import Choice
from counter.side import SidePage
from counter.wording import Wording
from forms import display
from forms.fields import get_field_type
from look import style
from look.frame import Panel
from look.text import Text
from look.tokens import Look

PERIODS = (1, 7, 30, 365)
"""Days up to today, behind the digits 1–4."""
NO_SOURCE = "none"
MOST_FIELDS = 10
"""Corrected fields that are shown; the table on the command line has all."""


class Duration(Protocol):
    """As ``db.statistics.Duration``."""

    count: int
    median: float | None
    p90: float | None


class Corrections(Protocol):
    """As ``db.statistics.Corrections``."""

    field: str
    read: int
    corrected: int
    corrected_though_sure: int


class Statistics(Protocol):
    """What the page needs of ``db.statistics.Statistics``."""

    first: date
    last: date
    visits: int
    by_kind: Mapping[str, int]
    by_status: Mapping[str, int]
    by_hour: Mapping[int, int]
    by_source: Mapping[str, int]
    arrival_to_filing: Duration
    at_kiosk: Duration
    waiting: Duration
    corrections: Sequence[Corrections]
    left: int
    left_at: Mapping[str, int]
    before_leaving: Duration


def period(days: int, today: date) -> tuple[date, date]:
    """First and last of so many days up to today."""
    return today - timedelta(days=days - 1), today


class StatisticsPage(SidePage):
    """Digits choose the period.

    Signals:
        asked: so many days up to today are wanted.
    """

    asked = Signal(int)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # takes the digits
        self.setProperty("quiet_focus", True)
        self.setAccessibleName(wording("statistics.title"))
        style.ground(self, look, "ground")
        self.days = PERIODS[1]
        self.shown: Statistics | None = None

    def wait(self, days: int) -> None:
        """Says that the figures are being counted."""
        self.days, self.shown = days, None
        self._begin()
        self.column.addWidget(Text(self.wording("statistics.counting"), self.look))
        self.foot(self.back_button())
        self.setFocus()

    def open(self, found: Statistics) -> None:
        """Shows the figures."""
        wording, look = self.wording, self.look
        self.shown = found
        self._begin()
        first, last = (display.date_text(each, wording.language) for each in (found.first, found.last))
        self.column.addWidget(Text(wording("statistics.period", first=first, last=last), look, "small", "quiet"))
        self.column.addSpacing(look.gap(1))
        self.column.addLayout(self._figures(found))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.gap(4))
        grid.setVerticalSpacing(look.gap(2))
        for at, part in enumerate(self._parts(found)):
            grid.addWidget(part, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)
        self.column.addSpacing(look.gap(2))
        self.column.addLayout(grid)
        self.column.addSpacing(look.gap(2))
        self.column.addWidget(Text(self._left(found), look, "small", "quiet"))
        self.foot(self.back_button())
        self.setFocus()

    def _begin(self) -> None:
        self._fresh()
        self.title(self.wording("statistics.title"))
        line = QHBoxLayout()
        line.setSpacing(self.look.gap(1))
        for digit, days in enumerate(PERIODS, 1):
            choice = Choice(str(digit), self.wording(f"statistics.days_{days}"), self.look)
            choice.setChecked(days == self.days)
            choice.clicked.connect(lambda _checked=False, days=days: self.asked.emit(days))
            line.addWidget(choice, 1)
        self.column.addLayout(line)
        self.column.addSpacing(self.look.gap(1))

    def _figures(self, found: Statistics) -> QHBoxLayout:
        wording, look = self.wording, self.look
        line = QHBoxLayout()
        line.setSpacing(look.gap(2))
        figures = [
            (wording("statistics.visits"), str(found.visits), wording("statistics.filed", count=self._filed(found)))
        ]
        for name in ("arrival_to_filing", "at_kiosk", "waiting"):
            each: Duration = getattr(found, name)
            minutes = wording("minutes", minutes=_number(each.median)) if each.median is not None else "–"
            nine = wording("statistics.p90", minutes=_number(each.p90)) if each.p90 is not None else ""
            figures.append((wording(f"statistics.{name}"), minutes, nine))
        for label, value, note in figures:
            panel = Panel(look)
            panel.rows.setContentsMargins(look.gap(2), look.gap(1), look.gap(2), look.gap(1))
            panel.rows.setSpacing(0)
            panel.rows.addWidget(Text(label, look, "small", "quiet"))
            panel.rows.addWidget(Text(value, look, "title"))
            panel.rows.addWidget(Text(note, look, "small", "quiet"))
            line.addWidget(panel, 1)
        return line

    @staticmethod
    def _filed(found: Statistics) -> int:
        return found.by_status.get("filed", 0)

    def _parts(self, found: Statistics) -> list[QWidget]:
        wording = self.wording
        kinds = [Bar(wording.kind_of(kind), count, str(count)) for kind, count in found.by_kind.items()]
        sources = [
            Bar(wording("statistics.no_source") if each == NO_SOURCE else wording(f"source.{each}"), count, str(count))
            for each, count in found.by_source.items()
        ]
        hours = range(min(found.by_hour, default=9), max(found.by_hour, default=17) + 1)
        columns = [Bar(str(hour), found.by_hour.get(hour, 0), str(found.by_hour.get(hour, 0))) for hour in hours]
        fields = [
            Bar(
                self._label(each),
                each.corrected,
                f"{each.corrected} / {each.read}",
                each.corrected_though_sure / each.corrected,
            )
            for each in found.corrections[:MOST_FIELDS]
            if each.corrected
        ]
        left = [
            Bar(wording(f"call.at_{screen}"), count, str(count))
            for screen, count in found.left_at.items()
            if screen in SCREENS
        ]
        return [
            self._part(
                "by_hour", ColumnChart(columns, self.look, wording("statistics.by_hour")) if found.by_hour else None
            ),
            self._part("by_kind", BarChart(kinds, self.look, wording("statistics.by_kind")) if kinds else None),
            self._part("by_source", BarChart(sources, self.look, wording("statistics.by_source")) if sources else None),
            self._part(
                "corrections", BarChart(fields, self.look, wording("statistics.corrections")) if fields else None
            ),
            self._part("left_at", BarChart(left, self.look, wording("statistics.left_at")) if left else None),
        ]

    def _left(self, found: Statistics) -> str:
        minutes = _number(found.before_leaving.median)
        return self.wording("statistics.left", count=found.left, minutes=minutes) if found.left else ""

    def _label(self, each: Corrections) -> str:
        row = get_field_type(each.field.replace("[]", "[0]"))
        return row.label if self.wording.language in ("ja", "ja-easy") else row.english

    def _part(self, name: str, chart: QWidget | None) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.gap(0))
        column.addWidget(Text(self.wording(f"statistics.{name}"), self.look, "body"))
        if name == "corrections" and chart is not None:
            column.addWidget(Text(self.wording("statistics.corrections_note"), self.look, "small", "quiet"))
        column.addWidget(chart or Text(self.wording("statistics.nothing"), self.look, "small", "quiet"))
        return inside

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        digits = {Qt.Key.Key_1 + at: days for at, days in enumerate(PERIODS)}
        match event.key():
            case key if key in digits:
                self.asked.emit(digits[key])
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                bar = self._scroll.verticalScrollBar()
                bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * 2 * self.look.row_px)
            case _:
                super().keyPressEvent(event)


def _number(minutes: float | None) -> str:
    return f"{minutes:.1f}".removesuffix(".0") if minutes is not None else "–"
