"""一 at the end of a name that a fax has thinned: put back where the reading has it, doubted where a spot is left."""

from __future__ import annotations

from dataclasses import replace

import cv2
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.names.faded import mend_faded
from forms.certificate.pixels.pages import Page
from forms.fields import Kind
from tests.forms.certificate.scanned import PX, read


def reading(text: str) -> Entry:
    return Entry("members[0].kana", Kind.KANA, Value(text, text, 0.9, True, ()))


@pytest.mark.parametrize(
    ("kana", "name", "firm"),
    [("ワタナベ　シンイチ", "渡辺　真一", False), ("ワタナベ　マコト", "渡辺　真", True)],
)
def test_the_reading_says_what_is_lost(kana: str, name: str, firm: bool) -> None:
    entry, page = read("渡辺　真", "渡辺　真")
    told, _ = mend_faded([entry, reading(kana)], page)
    assert (told.value.value, told.firm) == (name, firm)


def test_another_place_of_the_name_has_it_too() -> None:
    entry, page = read("渡辺　真", "渡辺　真")
    head, other = read("渡辺　真", "渡辺　真", path="register_head")[0], read("渡辺　茂", "渡辺　茂")[0]
    told = mend_faded([entry, reading("ワタナベ　シンイチ"), head, other], page)
    assert [each.value.value for each in told[2:]] == ["渡辺　真一", "渡辺　茂"]


@pytest.mark.parametrize(
    ("person", "householder", "kana", "told"),
    [
        ("鮫島　惠", "鮫島　惠一", "", ["鮫島　惠一", "鮫島　惠一"]),
        ("鮫島　惠一", "鮫島　惠", "", ["鮫島　惠一", "鮫島　惠一"]),
        ("鮫島　眞", "鮫島　眞一", "サメジマ　マコト", ["鮫島　眞", "鮫島　眞一"]),
        ("鮫島　惠", "鮫島　直美", "", ["鮫島　惠", "鮫島　直美"]),
    ],
)
def test_the_householder_is_one_of_the_people(person: str, householder: str, kana: str, told: list[str]) -> None:
    entry, page = read(person, person)
    other, _ = read(householder, householder, path="householder.former")
    said = [replace(reading(kana), vouched=True)] if kana else []
    found = [each for each in mend_faded([entry, other, *said], page) if each.kind is Kind.NAME]
    assert [each.value.value for each in found] == told
    assert [each.firm for each in found] == [
        shown == each.value.value for shown, each in zip((person, householder), found, strict=True)
    ]


def test_of_two_people_neither_has_lost_the_end_of_the_others_name() -> None:
    entry, page = read("鮫島　惠", "鮫島　惠")
    other, _ = read("鮫島　惠一", "鮫島　惠一", path="members[1].name")
    assert [each.value.value for each in mend_faded([entry, other], page)] == ["鮫島　惠", "鮫島　惠一"]


@pytest.mark.parametrize(("steps", "firm"), [(1, False), (4, True)])
def test_a_spot_where_the_next_character_would_stand_makes_doubtful(steps: int, firm: bool) -> None:
    entry, page = spotted("大野　眞", steps)
    (told,) = mend_faded([entry], page)
    assert told.value.value == "大野　眞" and told.firm == firm


@pytest.mark.parametrize(
    ("name", "kana", "vouched", "firm"),
    [
        ("大野　眞", "オオノ　マコト", True, True),
        ("大野　眞", "オオノ　マコト", False, False),
        ("大野　眞", "オオノ　チヨコ", True, False),
        ("大野　玲", "オオノ　レイ", True, False),
    ],
)
def test_a_spot_is_nothing_lost_where_the_reading_says_all_of_the_name(name, kana, vouched, firm) -> None:
    entry, page = spotted(name)
    head, other = replace(entry, path="register_head"), replace(spotted("大野　茂")[0], path="householder.new")
    told = mend_faded([entry, replace(reading(kana), vouched=vouched), head, other], page)
    assert [each.firm for each in told] == [firm, True, firm, False]


def spotted(name: str, steps: int = 1) -> tuple[Entry, Page]:
    """A name on a fax, with a flat spot so many characters behind it."""
    entry, page = read(f"{name}　　　　　", name)
    middle = (round((4 + steps) * PX), PX)
    cv2.rectangle(page.ink, (middle[0] - 4, middle[1] - 2), (middle[0] + 4, middle[1] + 2), 30, -1)
    return entry, page
