"""What one sheet of a city has to show: the head of the household, unless it is continued, and some of the people."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.sheets.paper import Paper
from tools.sheets.people import Family, Someone


@dataclass
class Page:
    """What one sheet has to show.

    Attributes:
        paper: where to draw.
        family: the household.
        people: those on this sheet with their numbers from 0; None for an unused row.
        number, count: which sheet of how many.
        rng: for the small choices.
    """

    paper: Paper
    family: Family
    people: list[tuple[int, Someone | None]]
    number: int
    count: int
    rng: random.Random

    def of(self, path: str) -> str:
        return self.family.values.get(path, "")

    def title(self, x: float, y: float, points: float) -> None:
        gap = self.rng.choice(("", "　", " "))
        self.paper.text(x, y, gap.join("転出証明書"), points, "mm")
        if self.count > 1:
            self.paper.text(x + 72, y, f"{self.number}/{self.count} 枚", 9, "rm")

    def fields(self, index: int, person: Someone | None, *names: str) -> list[tuple[str, str, str]]:
        """For each name the name, its path and its value, empty where there is nobody."""
        return [(name, f"members[{index}].{name}", person.values.get(name, "") if person else "") for name in names]

    def filled(self, x, y, w, h, field, path, value, person=None, points=9.5) -> None:
        """A ruled cell with a value, or with one of a person's numbers."""
        if field in SECRETS:
            self.paper.box(x, y, w, h)
            if person:
                self.paper.secret(x + 1.5, y + h / 2, person, field, points)
            else:
                self.paper.text(x + 1.5, y + h / 2, self.paper.manner.blank, points)
        else:
            self.paper.valued(x, y, w, h, path, value, points)

    def sign(self, x: float, y: float, dated: bool = True) -> None:
        """The sentence, the date and the mayor with the seal."""
        paper = self.paper
        paper.text(x - 85, y - 20, "上記のとおり転出届があったことを証明します。", 9)
        if dated:
            paper.value(x - 85, y - 8, "issued_on", self.of("issued_on"), 10)
        issuer = self.of("issuer")
        text = issuer + "　見本　太郎"
        paper.text(x - 5, y, text, 13)
        width = paper.width(issuer, 13)
        paper.note("issuer", issuer, tuple(round(v * 300 / 25.4) for v in (x - 5, y - 3, x - 5 + width, y + 3)))
        if self.rng.random() < 0.8:
            shift = self.rng.choice((-2, -8, 2))
            paper.seal(x - 5 + paper.width(text, 13) + shift, y - 8, 16, (issuer[:2], "長之印"))


SECRETS = ("individual_number", "resident_code")
HEAD = (
    "former_address",
    "former_building",
    "new_address",
    "new_building",
    "householder.former",
    "planned_on",
    "registered_domicile",
    "register_head",
)
