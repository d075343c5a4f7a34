"""A day by touch: the parts in a line, and below it only what is possible for the part in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.dates import Era, era_text
from kiosk.boards.days import DayPicker, Part
from kiosk.boards.keys import KeyButton, focus_again, focused_in
from kiosk.wording import Words
from look.buttons import QUIET, SECOND, Button
from look.flow import Grid, Row
from look.text import Text
from look.tokens import Look

_COLUMNS = {
    Part.ERA: (5, 3, 2),
    Part.DECADE: (7, 5, 4, 3),
    Part.YEAR: (13, 10, 8, 6, 5, 4, 3),
    Part.MONTH: (6, 4, 3),
    Part.DAY: (11, 8, 7, 5, 4),
}
"""The most columns that fit are taken: all 64 years of 昭和 stand on one screen."""


class DayPane(QWidget):
    """What stands below :attr:`line`.

    Signals:
        changed: the day is another one, or none.
        rebuilt: other widgets stand here now.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(
        self, picker: DayPicker, words: Words, look: Look, choices: Callable[[], QWidget] | None = None
    ) -> None:
        super().__init__()
        self.picker, self.words, self.look, self._choices = picker, words, look, choices
        self.line = QWidget()
        self._top = QVBoxLayout(self.line)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.gap(1))
        self.build()

    def build(self) -> None:
        """Shows the parts, and what may be chosen for the one in hand."""
        words, look, picker = self.words, self.look, self.picker
        focused, above = focused_in(self), focused_in(self.line)
        _empty(self._top)
        _empty(self._rows)
        parts: list[QWidget] = [self._part(part) for part in picker.parts]
        other = Button(words("board.japanese" if picker.western else "board.western"), look, QUIET)
        other.setObjectName("day.counted")
        other.clicked.connect(lambda _on=False: self._set(picker.counted(not picker.western)))
        day = picker.value
        if day is not None:
            # The same day in the other way of counting.
            same = era_text(day) if picker.western else words("board.year", value=day.year)
            parts.append(Text(f"＝ {same}", look, "title", "quiet", wrap=False))
        self._top.addWidget(Row([*parts, other], look))
        if self._choices is not None and picker.value is None and picker.part is picker.parts[0]:
            self._rows.addWidget(Text(words("edit.candidates"), look, "small", "quiet"))
            self._rows.addWidget(self._choices())
        self._rows.addWidget(Text(words(f"board.ask_{picker.part}"), look, "lead", "quiet"))
        large = picker.part in (Part.ERA, Part.DECADE)
        made = [self._option(option) for option in picker.options()]
        columns = _COLUMNS[picker.part]
        self._rows.addWidget(Grid(made, look, columns, gap=0 if not large else 1))
        self._rows.addStretch(1)
        self.rebuilt.emit()
        focus_again(self, focused)
        focus_again(self.line, above)

    def _part(self, part: Part) -> Button:
        """A part of the day; touched, it is asked for again."""
        picker, words = self.picker, self.words
        made = Button(
            self._part_text(part), self.look, QUIET, checkable=True, language="ja" if part is Part.ERA else None
        )
        made.setObjectName(f"day.part.{part}")
        asked = "year" if part is Part.DECADE else part
        made.setAccessibleName(f"{words(f'edit.{asked}')} {made.text()}")
        made.setChecked(part is picker.part)
        earlier = picker.parts[: picker.parts.index(part)]
        made.setEnabled(all(getattr(picker, each.value) is not None for each in earlier))
        made.clicked.connect(lambda _on=False: self._set(picker.without(part)))
        return made

    def _part_text(self, part: Part) -> str:
        picker, words = self.picker, self.words
        chosen = getattr(picker, part.value)
        if chosen is None:
            return words("edit.year" if part is Part.DECADE else f"edit.{part}")
        return self._text(part, chosen)

    def _text(self, part: Part, option: Era | int) -> str:
        if isinstance(option, Era):
            return option.name
        if part is Part.YEAR:
            number = self.picker.year_number(option)
            first = number == 1 and self.picker.era is not None and self.look.language.startswith("ja")
            return self.words("board.year", value="元" if first else number)
        return self.words(f"board.{part}", value=option)

    def _option(self, option: Era | int) -> KeyButton:
        picker, part = self.picker, self.picker.part
        whole = self._text(part, option)
        if isinstance(option, Era) or part is Part.DECADE:
            shown = whole
        else:
            number = picker.year_number(option) if part is Part.YEAR else option
            shown = "元" if part is Part.YEAR and picker.era is not None and number == 1 else str(number)
        made = KeyButton(shown, self.look, SECOND, whole, checkable=True)
        made.setObjectName(f"day.{part}.{option.letter if isinstance(option, Era) else option}")
        made.setChecked(option == getattr(picker, part.value))
        made.clicked.connect(lambda _on=False: self._choose(option))
        return made

    def _choose(self, option: Era | int) -> None:
        picker = self.picker
        self._set((picker.without(Part.DAY) if picker.part is Part.DAY else picker).chosen(option))

    def _set(self, picker: DayPicker) -> None:
        self.picker = picker
        self.build()
        self.changed.emit()


def _empty(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
