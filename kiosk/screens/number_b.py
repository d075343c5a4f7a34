"""照合番号B: what the face of a My Number card shows, for whoever does not know its PIN.

How the card writes the year of birth is asked, never guessed: a wrong number costs a try.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.card_number_b import YearForm
from kiosk.boards.keypad import USUAL, Keypad
from kiosk.screens.base import Notice, box
from kiosk.screens.drawing import Drawing
from kiosk.screens.keyed import Keyed
from kiosk.states import Event
from look.buttons import Button, CardButton
from look.flow import Grid, Row, Split
from look.frame import Panel
from look.text import Text


@dataclass(frozen=True)
class Part:
    """A part of the number.

    Attributes:
        name: ``birth``, ``expiry`` or ``code``.
        groups: how its digits stand together.
    """

    name: str
    groups: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many digits."""
        return sum(self.groups)

    def shown(self, digits: str) -> str:
        """The digits in their groups, with a line for each that is still to come."""
        digits += "_" * (self.size - len(digits))
        found, at = [], 0
        for group in self.groups:
            found.append(digits[at : at + group])
            at += group
        return " ".join(found)

    def is_possible(self, digits: str) -> bool:
        """Whether a card can show this."""
        match self.name:
            case "birth":
                # The register may know no month or no day: 00.
                return int(digits[2:4]) <= 12 and int(digits[4:]) <= 31
            case "expiry":
                return digits.startswith("20")
        return True


PARTS = (Part("birth", (2, 2, 2)), Part("expiry", (4,)), Part("code", (4,)))
LABEL_MM = 88
"""Millimetres that the name of a part takes beside its digits; twice as much in large type."""
SIZE = sum(part.size for part in PARTS)


def split(digits: str) -> list[str]:
    """What is typed, part by part."""
    found, at = [], 0
    for part in PARTS:
        found.append(digits[at : at + part.size])
        at += part.size
    return found


def fault(digits: str) -> str | None:
    """The first part that is whole and cannot be, or None."""
    for part, said in zip(PARTS, split(digits), strict=True):
        if len(said) == part.size and not part.is_possible(said):
            return part.name
    return None


class NumberB(Keyed):
    """First how the year is written, then the digits, part by part."""

    def heading_asked(self) -> str:
        return self.words("number_b.form_heading" if self._choosing else "number_b.heading")

    @property
    def _choosing(self) -> bool:
        return self.context.journey.year_form is None

    def fill(self) -> None:
        self._digits = ""
        self.fault: Notice | None = None
        if self.context.journey.year_form is None:
            self._ask_form()
        else:
            self._ask_digits(self.context.journey.year_form)

    def _ask_form(self) -> None:
        words, look = self.words, self.look
        self.ask(Text(words("number_b.form_lead"), look, "lead", "quiet"))
        self.notice()
        cards: list[QWidget] = []
        for form in (YearForm.ERA, YearForm.WESTERN):
            card = CardButton(words(f"number_b.{form}"), look, "card", words(f"number_b.{form}_example"))
            card.setObjectName(f"number_b.{form}")
            card.clicked.connect(self.go(Event.YEAR_FORM, form=form))
            cards.append(card)
        drawing = Drawing("card-face", look)
        choice = Grid(cards, look, (2, 1))
        if not self.large:
            self.rows.addWidget(Split(box(drawing, look=look), box(choice, look=look), look, 0.42))
        else:
            self.rows.addWidget(choice)
            self.rows.addWidget(Text(words("number_b.form_lead"), look, "lead", "quiet"))
        self.stretch()

    def _ask_digits(self, form: YearForm) -> None:
        words, look, journey = self.words, self.look, self.context.journey
        panel = Panel(look)
        self._form = form
        self._values: list[Text] = []
        self._rows_of_parts: list[QWidget] = []
        for part in PARTS:
            label = Text(words(f"number_b.{part.name}"), look, "small", "quiet")
            value = Text(part.shown(""), look, "title", wrap=False)
            value.setObjectName(f"number_b.{part.name}")
            self._values.append(value)
            row = self._row(label, value)
            self._rows_of_parts.append(row)
            panel.rows.addWidget(row)
        self.hint = Text("", look, "body", "text")
        tries = Text(words("pin.tries", tries=journey.tries_left or 0), look, "body", "quiet")
        self.pad = Keypad("number_b", self.type_, self.erase, words, look, wide=journey.trouble is not None)
        if self.large:
            self.lay_out(self._rows_of_parts, [self.hint, tries], self.pad)
        else:
            self.lay_out([panel, self.hint], [] if journey.trouble else [tries], self.pad)
        self._show_parts()

    def _row(self, label: Text, value: Text) -> QWidget:
        """Name and digits, side by side; in large type below each other where they have to be."""
        if self.large:
            return Row([label, value], self.look)
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.look.gap(1))
        label.setFixedWidth(self.look.px(LABEL_MM))
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(value, 1)
        return made

    def _show_parts(self) -> None:
        """The digits; and what the part in hand is. In large type only that part is there."""
        parts = split(self._digits)
        now = next((at for at, part in enumerate(PARTS) if len(parts[at]) < part.size), len(PARTS) - 1)
        for at, (part, value) in enumerate(zip(PARTS, self._values, strict=True)):
            value.set_text(part.shown(parts[at]))
            self._rows_of_parts[at].setVisible(not self.large or at == now)
        name = PARTS[now].name
        self.hint.set_text(self.words(f"number_b.hint_{f'birth_{self._form}' if name == 'birth' else name}"))

    def main(self) -> Button | None:
        if self.context.journey.year_form is None:
            return None
        self.send = self.main_button("number_b.go", self._send)
        if self.large:
            self.send.set_text(self.words("pin.read_open"))
        self.send.setEnabled(False)
        return self.send

    def type_(self, char: str) -> None:
        if not self._choosing and len(self._digits) < SIZE and char in USUAL:
            self._digits += char
            self._show()

    def erase(self) -> None:
        if not self._choosing:
            self._digits = self._digits[:-1]
            self._show()

    def _show(self) -> None:
        self._show_parts()
        if self.fault is not None:
            self.fault.hide()
            self.fault.deleteLater()
            self.fault = None
        if wrong := fault(self._digits):
            self.fault = Notice(self.words(f"number_b.fault_{wrong}"), "", self.look)
            rows = self.rows if self.top is None else self.top.layout()
            rows.insertWidget(1 if self.top is None else 0, self.fault)
        self.send.setEnabled(len(self._digits) == SIZE and self.fault is None)

    def _send(self) -> None:
        number = self._digits
        self._digits = ""
        self._show()
        self.context.conductor.open_card(number)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        self._digits = ""
        super().hideEvent(event)
