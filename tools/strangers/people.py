"""Households that move: who they are, where from and where to. All invented; the towns are real."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tools.strangers import numbers

HERE = Path(__file__).resolve().parent
FIRST_ISSUE = date(2026, 9, 1)
WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
PERMANENT = ("永住者", "特別永住者")


@cache
def data(name: str) -> dict:
    """One of the tables beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Person:
    """One who moves; values as data, empty where the register has none. The attributes are the fields' names."""

    name: str
    kana: str
    sex: str
    birth_date: date
    relationship: str
    number: str
    resident_code: str
    former_surname: str = ""
    alias: str = ""
    nationality: str = ""
    status_of_residence: str = ""
    period_of_stay: str = ""
    stay_until: date | None = None
    card_number: str = ""
    health_insurance: str = ""
    pension: str = ""
    care_insurance: str = ""
    child_allowance: str = ""

    @property
    def foreign(self) -> bool:
        return bool(self.nationality)


@dataclass
class Household:
    """What a sheet tells. Addresses have full-width digits; an empty one is not printed."""

    town: str
    issuer: str
    mayor: str
    former_address: str
    former_building: str
    new_address: str
    new_building: str
    registered_domicile: str
    register_head: str
    former: str
    new: str
    planned_on: date
    notified_on: date
    issued_on: date
    whole: bool
    persons: list[Person] = field(default_factory=list)
    new_town: str = ""


def _address(rng: Random, town: dict) -> str:
    area, manner = rng.choice(town["areas"]).rsplit(" ", 1)
    first, second, third = rng.randint(1, 7), rng.randint(1, 38), rng.randint(1, 24)
    if manner == "c":
        ends = (f"{first}丁目{second}番{third}号", f"{first}丁目{second}番地{third}", f"{first}－{second}－{third}")
    elif manner == "b":
        ends = (f"{second}番{third}号", f"{second}番{third}号", f"{second}－{third}")
    elif manner == "w":
        ends = (f"第{second}地割{third * 7}番地", f"第{second}地割{third * 5}番地{first}")
    else:
        ends = (f"{second * 37}番地", f"{second * 31}番地{third}", f"{second * 29}番地の{third}")
    return town["name"] + area + rng.choice(ends).translate(WIDTH)


def _domicile(rng: Random, town: dict) -> str:
    area, manner = rng.choice(town["areas"]).rsplit(" ", 1)
    block = f"{rng.randint(1, 6)}丁目" if manner == "c" else ""
    return town["name"] + area + f"{block}{rng.randint(1, 2400)}番{rng.choice(('地', '地', ''))}".translate(WIDTH)


def _building(rng: Random, names: dict, often: float) -> str:
    if rng.random() > often:
        return ""
    return rng.choice(names["lodgers"] if rng.random() < 0.12 else names["buildings"])


def _person(
    rng: Random, names: dict, surname: str, group: str, sex: str, ages: tuple[int, int], relationship: str
) -> Person:
    """One with a Japanese name; `ages` in years."""
    family, family_kana = surname.split()
    given, given_kana = rng.choice(names[group]).split()
    birth = date(2026, 9, 1) - timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
    kana = f"{family_kana}　{given_kana}"
    if rng.random() < 0.08:
        kana = rng.choice(("", family_kana))
    number, code = numbers.individual_number(rng), numbers.resident_code(rng)
    return Person(f"{family}　{given}", kana, sex, birth, relationship, number, code)


def _foreigner(rng: Random, names: dict, row: dict, relationship: str) -> Person:
    birth = date(2026, 9, 1) - timedelta(days=rng.randint(21 * 366, 55 * 365))
    status, period = rng.choice(names["statuses"])
    person = Person(row["name"], row["kana"], row["sex"], birth, relationship, *_two_numbers(rng))
    person.nationality, person.alias = row["nationality"], row.get("alias", "")
    person.status_of_residence, person.period_of_stay = status, period
    if status not in PERMANENT:
        person.stay_until = FIRST_ISSUE + timedelta(days=rng.randint(200, 1100))
    person.card_number = numbers.card_number(rng)
    return person


def _two_numbers(rng: Random) -> tuple[str, str]:
    return numbers.individual_number(rng), numbers.resident_code(rng)


def _family(rng: Random, names: dict, size: int, with_old: bool) -> list[Person]:
    """A householder of either sex, a spouse, children and perhaps a mother."""
    surname = rng.choice(names["surnames"])
    groups = (("men", "male", "妻"), ("women", "female", "夫"))
    own, other = groups if rng.random() < 0.75 else groups[::-1]
    ages = (36, 52) if size > 2 else (22, 68)
    people = [_person(rng, names, surname, own[0], own[1], ages, "世帯主")]
    if size > 1:
        people.append(_person(rng, names, surname, other[0], other[1], ages, own[2]))
        if rng.random() < 0.3:
            people[-1].former_surname = rng.choice(names["surnames"]).split()[0]
    for _ in range(size - 2):
        group, sex = rng.choice((("boys", "male"), ("girls", "female")))
        child = _person(rng, names, surname, group, sex, (0, 16), "子")
        while child.name in (person.name for person in people):
            child = _person(rng, names, surname, group, sex, (0, 16), "子")
        people.append(child)
    if with_old and size > 2 and rng.random() < 0.5:
        surname = rng.choice(names["surnames"])
        people[-1] = _person(rng, names, surname, "old_women", "female", (70, 92), people[1].relationship + "の母")
    return people


def _strangers(rng: Random, names: dict, size: int) -> list[Person]:
    rows = rng.sample(names["foreign"], size)
    return [_foreigner(rng, names, row, "世帯主" if place == 0 else "同居人") for place, row in enumerate(rows)]


def _mixed(rng: Random, names: dict, size: int) -> list[Person]:
    """A Japanese family with a spouse from abroad."""
    people = _family(rng, names, max(2, size), False)
    sex = people[1].sex
    rows = [row for row in names["foreign"] if row["sex"] == sex]
    people[1] = _foreigner(rng, names, rng.choice(rows), people[1].relationship)
    return people


def _parent_stays(rng: Random, names: dict, persons: list[Person]) -> str:
    """Makes them part of a parent's household, and gives the parent's name, who does not move."""
    spouse = "子の妻" if persons[0].sex == "male" else "子の夫"
    for place, person in enumerate(persons):
        person.relationship = ("子", spouse)[place] if place < 2 else "子の子"
    surname = persons[0].name.split("\u3000")[0]
    return f"{surname}\u3000{rng.choice(names['old_men']).split()[0]}"


def _insure(rng: Random, words: dict, person: Person) -> None:
    """`words` is what the town prints: of a child allowance first that there is one, then that there is none."""
    age = (FIRST_ISSUE - person.birth_date).days // 365
    person.health_insurance = rng.choice(words["health_insurance"])
    person.pension = rng.choice(words["pension"]) if 20 <= age < 60 else ""
    person.care_insurance = rng.choice(words["care_insurance"]) if age >= 65 else words["no_care_insurance"]
    person.child_allowance = words["child_allowance"][age >= 18]


def household(rng: Random, towns: dict, names: dict, size: int, kind: str, with_old: bool = False) -> Household:
    """A household of `size` persons; `kind` is ``family``, ``foreign`` or ``mixed``."""
    town = rng.choice(towns["from"])
    makers = {"foreign": lambda: _strangers(rng, names, size), "mixed": lambda: _mixed(rng, names, size)}
    persons = makers.get(kind, lambda: _family(rng, names, size, with_old))()
    for person in persons:
        _insure(rng, names["insured"], person)
    issued = FIRST_ISSUE + timedelta(days=rng.randint(0, 100))
    whole = rng.random() < 0.75 or kind != "family" or with_old
    head = persons[0].name
    if not whole:
        head = _parent_stays(rng, names, persons)
    domicile = "" if kind == "foreign" else _domicile(rng, rng.choice([town, rng.choice(towns["from"])]))
    return Household(
        town=town["name"],
        issuer=town["issuer"],
        mayor=rng.choice(names["mayors"]),
        former_address=_address(rng, town),
        former_building=_building(rng, names, 0.5),
        new_address=_address(rng, there := rng.choice(towns["to"])),
        new_building=_building(rng, names, 0.6),
        registered_domicile=domicile,
        register_head="" if kind == "foreign" else persons[0].name,
        former=head,
        new=persons[0].name,
        planned_on=issued + timedelta(days=rng.randint(0, 25)),
        notified_on=issued - timedelta(days=rng.choice((0, 0, 0, 1, 3))),
        issued_on=issued,
        whole=whole,
        persons=persons,
        new_town=there["name"],
    )
