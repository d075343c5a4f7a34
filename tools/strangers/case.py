"""What one sheet shows. A layout asks for each value here, and what it asks for becomes the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import escape
from random import Random

from tools.strangers.people import Household, Person, data
from tools.strangers.writing import SEXES, Manner

TOP = {
    "planned_on": "planned_on",
    "notified_on": "notified_on",
    "issued_on": "issued_on",
    "issuer": "issuer",
    "householder.former": "former",
    "householder.new": "new",
    "former_address": "former_address",
    "former_building": "former_building",
    "new_address": "new_address",
    "new_building": "new_building",
    "registered_domicile": "registered_domicile",
    "register_head": "register_head",
}
"""Paths of the whole sheet, and where the household has them."""


@dataclass
class Case:
    """A household, the manner of writing, the words for labels, and the truth that gathers.

    Attributes:
        words: one city's words by field; a label's choice is made once for the sheet.
        copy: whether the sheet is a photocopy, on which the hidden word 複写 has come out.
        truth: value as data by path, of what was drawn.
        hidden: the numbers that were drawn and that nobody may give away.
    """

    household: Household
    manner: Manner
    words: dict[str, str]
    rng: Random
    copy: bool = False
    truth: dict[str, str] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)

    @property
    def persons(self) -> list[Person]:
        return self.household.persons

    @property
    def foreign(self) -> bool:
        """Whether anybody comes from abroad, so that the sheet shows the boxes for that."""
        return any(person.foreign for person in self.persons)

    def dress(self, written: str) -> str:
        """A value as HTML, from what is to be seen of it."""
        return f'<span class="v">{escape(written)}</span>'

    def label(self, name: str) -> str:
        """The city's word for a field, as HTML."""
        return escape(self.words[name])

    def show(self, path: str) -> str:
        """A value of the whole sheet as HTML; what is empty becomes the sheet's blank."""
        return self._put(path, getattr(self.household, TOP[path]), False)

    def member(self, index: int, name: str) -> str:
        """A person's value as HTML."""
        person = self.persons[index]
        return self._put(f"members[{index}].{name}", getattr(person, name), person.foreign)

    def person(self, index: int, names: str) -> dict[str, str]:
        """Several of a person's values by field name; `names` has blanks between."""
        return {name: self.member(index, name) for name in names.split()}

    def number(self, index: int, gap: str = "") -> str:
        """個人番号 in groups of four."""
        number = self.persons[index].number
        self.hidden.append(number)
        return self.dress(gap.join(number[place : place + 4] for place in (0, 4, 8)))

    def code(self, index: int) -> str:
        """住民票コード."""
        self.hidden.append(self.persons[index].resident_code)
        return self.dress(self.persons[index].resident_code)

    def marked(self, path: str, html: str) -> str:
        """A value's HTML with its path, for whoever asks a browser where it stands."""
        return f'<span data-path="{path}">{html}</span>'

    @property
    def blank(self) -> str:
        return self.dress(self.manner.blank)

    def _put(self, path: str, value: str | date | None, foreign: bool) -> str:
        name = path.rpartition(".")[2]
        if not value:
            no_entry_yet = name == "kana" and "＊" not in self.manner.blank
            return "" if no_entry_yet else self.blank
        if isinstance(value, date):
            self.truth[path], written = value.isoformat(), self.manner.date(value, foreign)
        elif name == "kana":
            self.truth[path], written = value, self.manner.reading(value)
        elif name == "sex":
            self.truth[path], written = value, SEXES[value]
        else:
            self.truth[path] = written = self.manner.text(value)
        return self.marked(path, self.dress(written))


def choose_words(rng: Random, name: str) -> dict[str, str]:
    """One city's labels, from the table of words of that name."""
    table = data(name)
    return {name: rng.choice(choices) for name, choices in table["common"].items()} | rng.choice(table["manner"])
