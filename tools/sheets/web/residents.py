"""Who lives in the web pages' households: names, buildings and words from far wider tables than the corpus has.

What a text is must be told by where it stands and what it looks like, not by a few names that are met again and again.
"""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path

import numpy as np

import forms.names
from forms.certificate.words.catalogue import LABELS
from forms.kana import to_katakana
from tools.sheets.people import INSURANCE, Family, Someone
from tools.sheets.web.groups import BLANK

WIDER = 0.85
"""How many households are made wider than the corpus's."""
USUAL = 0.6
"""How many have one of the two thousand most usual surnames; the others any of 70,000."""
IN_KANA = 0.06
"""How many given names are written in kana."""
PLAIN = 0.25
"""In how many households the same two words say whether somebody is insured."""
PLAIN_WORDS = (("あり", "なし"), ("有り", "無し"), ("加入", "なし"), ("該当", "該当なし"), ("有", "無"))

Pair = tuple[str, str]
"""How a name is written, and how it is read in katakana."""


def widen(rng: random.Random, family: Family) -> None:
    """Gives a household other names, buildings and words, for most households."""
    if rng.random() >= WIDER:
        return
    kept = rng.random() < 0.5
    surname = _surname(rng)
    for index, person in enumerate(family.people):
        if person.foreign:
            _widen_foreigner(rng, person)
        else:
            if index and not kept and rng.random() < 0.3:
                surname = _surname(rng)
            _name(rng, person, surname)
        _words(rng, person, index)
    if rng.random() < PLAIN:
        _say_plainly(rng, family.people)
    head = family.people[0].values["name"]
    family.values["householder.former"] = head
    if "register_head" in family.values:
        family.values["register_head"] = head
    if rng.random() < 0.15:
        family.values["householder.former"] = stranger(rng)
        family.people[0].values["relationship"] = rng.choice(("妻", "夫", "子", "長男", "長女", "同居人", "母"))
    if rng.random() < 0.1 and "register_head" in family.values:
        family.values["register_head"] = stranger(rng)
    for path in ("former_building", "new_building"):
        if family.values.get(path):
            family.values[path] = _building(rng)
    for path in ("former_address", "new_address", "registered_domicile"):
        if family.values.get(path) and rng.random() < 0.4:
            family.values[path] = _other_address(rng, family.values[path])


def stranger(rng: random.Random) -> str:
    """Somebody's name."""
    return f"{_surname(rng)[0]}{BLANK}{_given(rng)[0]}"


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    """Lines of ``names.npz``: a reading, and the ways of writing it."""
    with np.load(Path(forms.names.__file__).with_name("names.npz")) as packed:
        return tuple(tuple(line.split(" ")) for line in packed[name].tobytes().decode().strip("\n").split("\n"))


@cache
def _parts() -> dict:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _surname(rng: random.Random) -> Pair:
    reading, *texts = rng.choice(_table("usual" if rng.random() < USUAL else "surnames"))
    return rng.choice(texts), to_katakana(reading)


def _given(rng: random.Random) -> Pair:
    reading, *texts = rng.choice(_table("given"))
    kana = to_katakana(reading)
    if rng.random() < IN_KANA:
        return rng.choice((reading, kana)), kana
    # The most usual ways of writing come first.
    return texts[min(len(texts) - 1, int(rng.expovariate(0.5)))], kana


def _name(rng: random.Random, person: Someone, surname: Pair) -> None:
    given = _given(rng)
    person.values["name"] = f"{surname[0]}{BLANK}{given[0]}"
    if person.values.get("kana"):
        person.values["kana"] = f"{surname[1]}{BLANK}{given[1]}"
    if person.values.get("former_surname"):
        person.values["former_surname"] = _surname(rng)[0]


def _widen_foreigner(rng: random.Random, person: Someone) -> None:
    parts = [each.split("=") for each in rng.sample(_parts()["foreign"].split(), rng.choice((2, 2, 3, 3, 4)))]
    person.values["name"] = " ".join(latin for latin, _ in parts)
    person.values["kana"] = BLANK.join(kana for _, kana in parts) if rng.random() < 0.5 else ""
    if rng.random() < 0.15:
        # Chinese and Korean names are printed in kanji beside the Latin ones, or alone.
        person.values["name"] = stranger(rng)
    closed = _closed()
    person.values["nationality"] = rng.choice(closed["members[].nationality"])
    person.values["status_of_residence"] = rng.choice(closed["members[].status_of_residence"])
    if person.values["period_of_stay"] and rng.random() < 0.7:
        person.values["period_of_stay"] = rng.choice(_parts()["periods"].split())


def _words(rng: random.Random, person: Someone, index: int) -> None:
    """Other relationships and words of insurance."""
    closed = _closed()
    if index and rng.random() < 0.4:
        person.values["relationship"] = rng.choice(closed["relationships"])
    if rng.random() < 0.5:
        for name in INSURANCE:
            person.values[name] = rng.choice((*closed[f"members[].{name}"], "未加入"))


def _say_plainly(rng: random.Random, people: list[Someone]) -> None:
    """One pair of words for all insurance: なし is a value there, though elsewhere it says that there is none."""
    words = rng.choice(PLAIN_WORDS)
    for person in people:
        person.values |= {name: words[rng.random() < 0.6] for name in INSURANCE if rng.random() < 0.9}


@cache
def _closed() -> dict[str, tuple[str, ...]]:
    """Field → all that it may say."""
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    found = {name: tuple(words.split()) for name, words in table["closed"].items()}
    return found | {"relationships": tuple(table["values"]["relationships"].split())}


def _building(rng: random.Random) -> str:
    if rng.random() < 0.08:
        return f"{_surname(rng)[0]}方"
    parts = _parts()["building"]
    name = rng.choice(parts["first"].split()) + rng.choice(["", *parts["middle"].split()])
    name += rng.choice(["", *parts["last"].split()])
    block, floor = rng.choice(parts["blocks"].split()), rng.randrange(1, 15)
    return name + rng.choice(parts["rooms"]).format(n=f"{floor}{rng.randrange(1, 20):02}", b=block, f=floor)


def _other_address(rng: random.Random, address: str) -> str:
    """The same with hyphens, without an end, or with 字."""
    match rng.choice(("hyphens", "hyphens", "chome", "section", "short")):
        case "hyphens":
            return re.sub("(?<=[0-9])(?:丁目|番地|番)(?=[0-9])", "-", address).removesuffix("号").removesuffix("番地")
        case "chome":
            return re.sub("(?<=[0-9])(?:番地|番)(?=[0-9])", rng.choice(("番", "-", "の")), address).removesuffix("号")
        case "section":
            section = rng.choice(("字", "大字")) + rng.choice(_parts()["building"]["middle"].split())
            return re.sub("([0-9]+丁目)?(?=[0-9])", section, address, count=1)
        case _:
            return address.removesuffix("号")
