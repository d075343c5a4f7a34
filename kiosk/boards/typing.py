"""Typing by touch: the line, and below it the pane in hand: keys, a postal code, other forms, or a choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.fields import FieldType, Kind
from forms.names.spellings import Known, Spelling, find_spellings
from kiosk.boards.bar import CandidateBar
from kiosk.boards.board import Act, Board, Key, Pane
from kiosk.boards.converting import CONVERTED, converted, find_reading, sort_of
from kiosk.boards.entry import Entry
from kiosk.boards.keys import KEY_MM, LOW_KEY_MM, KeyGrid, focus_again, focused_in, make_key
from kiosk.boards.line import Line
from kiosk.boards.postal import CODE_DIGITS, find_addresses
from kiosk.boards.variants import find_forms
from kiosk.boards.writing import Writing
from kiosk.jobs import Jobs
from kiosk.wording import Words
from look.buttons import SECOND, Button, ExactButton
from look.flow import Grid, Row, Split
from look.text import Text
from look.tokens import Look

LARGE_STEP = 1.5
"""From this text step on the line is no larger than the text: the board has to stay on the screen."""


class Typing(QWidget):
    """What stands below :attr:`entry`.

    Args:
        field: what is typed.
        label, text: its name, and what it holds already.
        choices: makes what there is to choose from anew each time; None where there is nothing.
        official: whether every stroke counts.
        known: surnames of the others in the household.
        jobs: runs what takes longer than a touch may.

    Signals:
        rebuilt: other widgets stand here now.
    """

    rebuilt = Signal()

    def __init__(
        self,
        field: FieldType,
        label: str,
        text: str,
        choices: Callable[[], QWidget] | None,
        official: bool,
        known: tuple[Known, ...],
        words: Words,
        look: Look,
        jobs: Jobs,
    ) -> None:
        super().__init__()
        self._kind, self._official, self._known = field.kind, official, known
        self._bar: CandidateBar | None = None
        self.look, self.words, self._jobs, self._choices = look, words, jobs, choices
        large = field.kind is Kind.NAME and look.text_step < LARGE_STEP
        self.entry = Entry(label, text, look, "exact_large" if large else "exact", official, field.max_length)
        self.entry.moved.connect(self._caret_moved)
        self.board = Board.start(field.kind, look.language, text)
        self._home = self.board.pane
        self._code = ""
        self._looked_at: str | None = None
        self._builds = 0
        if choices is not None:
            self.board = replace(self.board, pane=Pane.CHOICES)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.gap(1))
        self.build()

    # --- the panes -----------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Shows the pane in hand."""
        self._builds += 1
        focused = focused_in(self)
        self._bar = None
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        match self.board.pane:
            case Pane.CHOICES:
                assert self._choices is not None  # the pane is offered only then
                self._add(self._choices(), self._to(self._home, "confirm.enter", "pencil"))
            case Pane.VARIANTS:
                self._variants()
            case Pane.WRITING:
                self._writing()
            case Pane.POSTAL:
                self._postal()
            case Pane.KANA if self._kind in CONVERTED:
                self._converting()
            case _:
                self._add(self._keys())
        self._rows.addStretch(1)
        self.rebuilt.emit()
        focus_again(self, focused)

    def _add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._rows.addWidget(widget)

    def _to(self, pane: Pane, key: str, icon: str) -> Row:
        """A button back to the keys."""
        made = Button(self.words(key), self.look, SECOND, icon=icon)
        made.setObjectName(f"key.pane.{pane}")
        made.clicked.connect(lambda _on=False: self.press(Key(Act.PANE, pane)))
        return Row([made], self.look)

    def _keys(self, high_mm: int = KEY_MM) -> KeyGrid:
        layout = self.board.layout(self._choices is not None)

        def made(key: Key) -> QWidget:
            return make_key(key, self.board, self.words, self.look, self.press, high_mm)

        rows = [[made(key) if key else None for key in row] for row in layout.rows]
        return KeyGrid(rows, [made(key) for key in layout.functions], self.look)

    # --- kanji ---------------------------------------------------------------------------------------------------

    def _converting(self) -> None:
        """Kana, with what they may be written as above them."""
        self._bar = CandidateBar(self._official, self.words, self.look, self._jobs, self._take_spelling)
        self._bar.rebuilt.connect(self.rebuilt)
        self._add(self._bar, self._keys(LOW_KEY_MM))
        self._ask()

    def _ask(self) -> None:
        """Asks the bar for the kana before the caret."""
        if self._bar is None:
            return
        line = self.entry.line()
        reading = find_reading(line, self._kind)
        sort, known = sort_of(line, self._kind, reading), self._known
        self._bar.ask((lambda: find_spellings(reading, sort, known)) if reading else None)

    def _take_spelling(self, spelling: Spelling) -> None:
        line = self.entry.line()
        reading = find_reading(line, self._kind)
        self.entry.set_line(converted(line, reading, spelling, sort_of(line, self._kind, reading)))

    # --- with the finger -----------------------------------------------------------------------------------------

    def _writing(self) -> None:
        keys = (Key(Act.ERASE), Key(Act.PANE, self._home), Key(Act.PANE, Pane.VARIANTS))
        others = [make_key(key, self.board, self.words, self.look, self.press, LOW_KEY_MM) for key in keys]
        pad = Writing(self.words, self.look, self._jobs, self._take_written, others)
        pad.rebuilt.connect(self.rebuilt)
        self._add(pad)

    def _take_written(self, char: str) -> None:
        self.entry.set_line(self.entry.line().typed(char))

    # --- a postal code -------------------------------------------------------------------------------------------

    def _postal(self) -> None:
        words, look = self.words, self.look
        found = find_addresses(self._code)
        shown = self._code[:3] + ("-" + self._code[3:] if len(self._code) > 3 else "")
        code = Text(words("board.postal_code", code=shown or "―"), look, "title")
        full = len(self._code) == CODE_DIGITS
        key = "postal_pick" if found else "postal_none" if full else "postal_lead"
        lead = Text(words(f"board.{key}"), look, "body", "quiet")
        buttons: list[QWidget] = []
        for address in found:
            button = ExactButton(address, look, role="exact")
            button.setObjectName(f"address.{address}")
            button.clicked.connect(lambda _on=False, chosen=address: self._take_address(chosen))
            buttons.append(button)
        if look.text_step < LARGE_STEP:
            self._add(Split(self._keys(), _column([code, lead, *buttons], look), look, 0.55, swap=True))
        else:
            self._add(*buttons, code, self._keys(), lead)

    def _take_address(self, address: str) -> None:
        self._code = ""
        self.board = replace(self.board, pane=Pane.NUMBERS)
        self.entry.set_line(Line.of(address, limit=self.entry.line().limit))
        self.build()

    # --- other forms of a character ------------------------------------------------------------------------------

    def _variants(self) -> None:
        """Looks the forms up off the window's thread: the first time it takes a second or two."""
        char = self._looked_at = self.entry.line().last
        build = self._builds
        self._add(Text(self.words("board.variants_wait"), self.look, "body", "quiet"))
        self._add(self._to(self._home, "confirm.enter", "pencil"))
        self._jobs.run(lambda: find_forms(char), lambda forms: self._show_forms(char, forms, build), lambda _none: None)

    def _show_forms(self, char: str, forms: list[str], build: int) -> None:
        if build != self._builds:
            return  # another pane, or another character, meanwhile
        words, look = self.words, self.look
        waiting = self._rows.itemAt(0).widget()
        assert isinstance(waiting, Text)
        if not forms:
            waiting.set_text(words("board.variants_none"))
            return
        waiting.set_text(words("board.variants_lead", char=char))
        buttons: list[QWidget] = []
        for number, form in enumerate(forms, 1):
            button = ExactButton(form, look, name=f"{words('board.variant_name', number=number)} {form}")
            button.setObjectName(f"form.{number}")
            button.clicked.connect(lambda _on=False, chosen=form: self._take_form(chosen))
            buttons.append(button)
        self._rows.insertWidget(0, Grid(buttons, look, (12, 10, 8, 6, 4, 3), gap=0, least_mm=28))
        self.rebuilt.emit()

    def _take_form(self, form: str) -> None:
        self.entry.set_line(self.entry.line().with_last(form))

    def _caret_moved(self) -> None:
        self._ask()
        if self.board.pane is Pane.VARIANTS and self.entry.line().last != self._looked_at:
            self.build()

    # --- keys ----------------------------------------------------------------------------------------------------

    def press(self, key: Key) -> None:
        """What a touched key does."""
        if self.board.pane is Pane.POSTAL and key.act in (Act.TYPE, Act.ERASE):
            self._code = self._code[:-1] if key.act is Act.ERASE else (self._code + key.text)[:CODE_DIGITS]
            self.build()
            return
        before = self.board
        self.board, line = self.board.press(key, self.entry.line())
        if self.board.pane not in (Pane.CHOICES, Pane.VARIANTS, Pane.WRITING, Pane.POSTAL):
            self._home = self.board.pane
        self.entry.set_line(line)
        if self.board != before:
            self.build()


def _column(widgets: list[QWidget], look: Look) -> QWidget:
    """Widgets one below the other."""
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(look.gap(1))
    for widget in widgets:
        rows.addWidget(widget)
    rows.addStretch(1)
    return made
