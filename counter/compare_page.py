"""Two visits side by side, over the place of page and fields, with what a clerk may make of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from base.clock import JAPAN
from counter.choices import Choice
from counter.comparison import Comparison, Difference, Pair
from counter.duplicates import Duplicate
from counter.field_row import OFFICIAL
from counter.joining import may_be_joined
from counter.pane_row import LABEL_MM
from counter.side import SidePage
from counter.wording import Wording
from forms import display
from forms.fields import get_field_type
from forms.fusing import State
from forms.visit import Visit
from look import style
from look.buttons import MAIN, QUIET, Button
from look.chips import StateChip
from look.frame import Rule
from look.text import ExactText, Text
from look.tokens import Look


class Verdict(StrEnum):
    """What a clerk makes of two visits. In the order of the keys 1–3."""

    APART = "apart"
    WITHDRAW = "withdraw"
    JOIN = "join"


_STATE = {
    Difference.SAME: State.AGREED,
    Difference.NOTATION: State.AGREED,
    Difference.VARIANT: State.DOUBTFUL,
    Difference.DIFFERENT: State.CONFLICT,
    Difference.ONLY_HERE: State.SINGLE,
    Difference.ONLY_THERE: State.SINGLE,
}


class ComparePage(SidePage):
    """Shows a comparison; a digit chooses a verdict, Enter records it, Page Down goes on to the next visit.

    Signals:
        judged: the verdict and the id of the other visit.
        other_asked: the visit to be laid beside instead, by id.
    """

    judged = Signal(object, str)
    other_asked = Signal(str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # takes the keys of the verdicts
        self.setProperty("quiet_focus", True)
        self.setAccessibleName(wording("duplicates.title"))
        style.ground(self, look, "ground")
        self._others: list[str] = []
        self._comparison: Comparison | None = None
        self._verdict: Verdict | None = None
        self._choices: dict[Verdict, Choice] = {}
        self._record = Button("", look, MAIN)

    @property
    def verdict(self) -> Verdict | None:
        """What is chosen and not yet recorded."""
        return self._verdict

    @property
    def other_number(self) -> str:
        """The reception number of the other visit, or a dash."""
        there = self._comparison.there if self._comparison else None
        return (there.reception_number if there else None) or "–"

    def open(self, comparison: Comparison, duplicates: Sequence[Duplicate], mine: bool, actor: str) -> None:
        """Shows two visits.

        Args:
            comparison: of them.
            duplicates: all that were found, the other among them.
            mine: the clerk has the visit in hand and may decide.
            actor: who the clerk is.
        """
        wording, look = self.wording, self.look
        self._comparison, self._verdict = comparison, None
        self._others = [each.summary.id for each in duplicates]
        found = next((each for each in duplicates if each.summary.id == comparison.there.id), None)
        self._fresh()
        self.column.setSpacing(0)
        self.title(wording("duplicates.title"))
        self.column.addSpacing(look.gap(1))
        self.column.addLayout(self._shared(found))
        self.column.addSpacing(look.gap(1))
        self.column.addWidget(self._head(comparison))
        differing = [pair for pair in comparison.pairs if pair.difference.counts]
        same = [pair for pair in comparison.pairs if not pair.difference.counts]
        for key, pairs in (("differences", differing), ("same", same)):
            self.column.addSpacing(look.gap(1))
            self.column.addWidget(Text(wording(f"duplicates.{key}", count=len(pairs)), look, "small", "quiet"))
            for pair in pairs:
                self.column.addWidget(PairRow(pair, look, wording))
        self._foot(comparison, mine, actor)
        (self if mine else self._back).setFocus()

    def _shared(self, found: Duplicate | None) -> QHBoxLayout:
        """Why the other visit was found, as signs."""
        line = QHBoxLayout()
        line.setSpacing(self.look.gap(1))
        line.addWidget(Text(self.wording("duplicates.found"), self.look, "small", "quiet", wrap=False))
        for each in found.shared if found else ():
            state = State.DOUBTFUL if found and found.may_be_same else State.SINGLE
            line.addWidget(StateChip(state, self.look, self.wording(f"duplicates.shared.{each}")))
        line.addStretch(1)
        return line

    def _head(self, comparison: Comparison) -> QWidget:
        inside = QWidget()
        grid = _grid(inside, self.look)
        for column in (0, 2):  # a grid gives no room around a column that holds nothing
            grid.addWidget(QWidget(), 0, column)
        for column, (visit, key) in ((1, (comparison.here, "here")), (3, (comparison.there, "there"))):
            number = visit.reception_number or "–"
            title = Text(self.wording(f"duplicates.{key}", number=number), self.look, "title")
            about = Text(self._about(visit), self.look, "small", "quiet")
            for row, each in enumerate((title, about)):
                each.setSizePolicy(_as_wide_as_its_column())
                grid.addWidget(each, row, column)
        return inside

    def _about(self, visit: Visit) -> str:
        wording = self.wording
        at = (visit.submitted_at or visit.opened_at).astimezone(JAPAN)
        words = [display.date_text(at.date(), wording.language), f"{at:%H:%M}", wording(f"status.{visit.status}")]
        return "  ".join([*words, wording.people(visit.movers)])

    def _foot(self, comparison: Comparison, mine: bool, actor: str) -> None:
        wording, look = self.wording, self.look
        number = comparison.there.reception_number or "–"
        self._choices = {}
        self._record = Button(f"{wording('duplicates.record')}  Enter", look, MAIN)
        self._record.setEnabled(False)
        self._record.clicked.connect(self.record)
        self._back = self.back_button()
        buttons = [self._back]
        if len(self._others) > 1:
            at = self._others.index(comparison.there.id) + 1 if comparison.there.id in self._others else 1
            following = wording("duplicates.following", at=at, count=len(self._others))
            on = Button(f"{following}  PageDown", look, QUIET)
            on.clicked.connect(lambda: self.turn(1))
            buttons.insert(0, on)
        self.foot(*buttons, *([self._record] if mine else []))
        if not mine:
            return
        line = QHBoxLayout()
        line.setSpacing(look.gap(2))
        for digit, verdict in enumerate(Verdict, 1):
            choice = Choice(str(digit), wording(f"duplicates.{verdict}", number=number), look)
            choice.setEnabled(verdict is not Verdict.JOIN or may_be_joined(comparison.there, actor))
            if not choice.isEnabled():
                choice.hide()  # nothing is shown before it stands in its page: it would be a window of its own
            choice.clicked.connect(lambda _checked=False, verdict=verdict: self.choose(verdict))
            self._choices[verdict] = choice
            line.addWidget(choice, 1)
        self._bar.layout().insertLayout(0, line)

    def choose(self, verdict: Verdict) -> None:
        """Chooses a verdict, or no longer. Where it is not possible nothing happens."""
        if verdict not in self._choices or not self._choices[verdict].isEnabled():
            return
        self._verdict = None if self._verdict is verdict else verdict
        for each, choice in self._choices.items():
            choice.setChecked(each is self._verdict)
        self._record.setEnabled(self._verdict is not None)
        (self._record if self._verdict else self).setFocus()

    def record(self) -> None:
        """Hands the verdict over."""
        if self._verdict and self._comparison:
            self.judged.emit(self._verdict, self._comparison.there.id)

    def turn(self, step: int) -> None:
        """On to the next visit that was found, or back."""
        if self._comparison and len(self._others) > 1 and self._comparison.there.id in self._others:
            at = self._others.index(self._comparison.there.id)
            self.other_asked.emit(self._others[(at + step) % len(self._others)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        verdicts = {Qt.Key.Key_1 + at: verdict for at, verdict in enumerate(Verdict)}
        match event.key():
            case key if key in verdicts:
                self.choose(verdicts[key])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.record()
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                bar = self._scroll.verticalScrollBar()
                bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * 2 * self.look.row_px)
            case _:
                super().keyPressEvent(event)


def _grid(inside: QWidget, look: Look) -> QGridLayout:
    grid = QGridLayout(inside)
    grid.setContentsMargins(look.gap(1), look.gap(0), look.gap(1), look.gap(0))
    grid.setHorizontalSpacing(look.gap(2))
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, look.px(LABEL_MM))
    grid.setColumnMinimumWidth(2, look.px(SIGN_MM))
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return grid


def _as_wide_as_its_column() -> QSizePolicy:
    # Otherwise a long value would make its own row's columns wider than those of the rows around it.
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


SIGN_MM = 30
"""Width of the column of signs between the two values."""


class PairRow(QWidget):
    """One field of both visits: its label, the one value, the sign, the other value."""

    def __init__(self, pair: Pair, look: Look, wording: Wording) -> None:
        super().__init__()
        self.pair = pair
        style.ground(self, look, "doubtful_row_ground" if pair.difference.counts else "ground")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        grid = _grid(inside, look)
        label = Text(wording.label(pair.path), look, "small", "quiet")
        label.setFixedWidth(look.px(LABEL_MM))
        grid.addWidget(label, 0, 0)
        official = get_field_type(pair.path).kind in OFFICIAL
        words = []
        for column, value in ((1, pair.here), (3, pair.there)):
            shown = wording.value(pair.path, value)
            words.append(shown)
            exact = ExactText(shown, look, "value", official=official and value is not None)
            exact.setSizePolicy(_as_wide_as_its_column())
            grid.addWidget(exact, 0, column)
        chip = StateChip(_STATE[pair.difference], look, wording(f"duplicates.difference.{pair.difference}"))
        grid.addWidget(chip, 0, 2, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(f"{wording.label(pair.path)} {words[0]} {chip.text()} {words[1]}")
        outer.addWidget(inside)
        outer.addWidget(Rule(look))
