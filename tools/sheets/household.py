"""What stands on the sheets: the sample family, in the words that a city prints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms.certificate.data.checkdigits import check_digit
from forms.dates import era_text

ROOT = Path(__file__).resolve().parents[2]
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SEXES = {"male": "男", "female": "女"}


@dataclass(frozen=True)
class Person:
    """One person as printed; the numbers are invented and end in their right check digit."""

    name: str
    kana: str
    born: str
    sex: str
    relationship: str
    individual_number: str
    resident_code: str


@dataclass(frozen=True)
class Household:
    """One certificate as printed."""

    values: dict[str, str]
    people: tuple[Person, ...]


def era_date(iso: str) -> str:
    """``1985-03-14`` as 昭和６０年３月１４日."""
    return era_text(date.fromisoformat(iso)).translate(_WIDE)


def sample_numbers(index: int) -> tuple[str, str]:
    """An individual number and a resident record code that are plainly invented: 123456789018, 11111111113 …"""
    number = "12345678901" if index == 0 else str(index + 1) * 11
    code = str(index + 1) * 10
    return number + check_digit(number), code + check_digit(code)


def load_household() -> Household:
    """The family of ``samples/household.json``."""
    values = json.loads((ROOT / "samples" / "household.json").read_text(encoding="utf-8"))
    people = []
    while (head := f"members[{len(people)}]") + ".name" in values:
        number, code = sample_numbers(len(people))
        people.append(
            Person(
                values[f"{head}.name"],
                values[f"{head}.kana"],
                era_date(values[f"{head}.birth_date"]),
                _SEXES[values[f"{head}.sex"]],
                values[f"{head}.relationship"],
                number,
                code,
            )
        )
    return Household(values, tuple(people))
