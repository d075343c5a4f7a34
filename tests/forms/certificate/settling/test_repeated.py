"""Who is householder is one of the persons, and told as certainly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.repeated import confirm_repeated
from forms.fields import Kind

QUAD = np.float32([[0, 0], [400, 0], [400, 50], [0, 50]])


def name(path: str, text: str) -> Entry:
    glyphs = tuple(Glyph(char, 0.9, (at + 0.5) * 40.0) for at, char in enumerate(text) if char != "\u3000")
    line = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    segment = Segment(glyphs, QUAD, 0, line, 40.0, np.zeros(200, bool))
    return Entry(path, Kind.NAME, Value(text, text, 0.9, True, (segment,)))


MEMBER = name("members[0].name", "髙木　誠")
DOUBTED = replace(name("householder.former", "髙木　誠"), firm=False, shaky=True)


@pytest.mark.parametrize(
    ("member", "certain"),
    [
        (MEMBER, True),
        (replace(MEMBER, shaky=True), False),
        (replace(MEMBER, firm=False), False),
        (replace(MEMBER, placed=False), False),
        (name("members[0].name", "高木　誠"), False),
    ],
)
def test_a_name_is_certain_where_one_read_the_same_is(member, certain):
    told = confirm_repeated([member, DOUBTED])[1]
    assert (told.firm and told.vouched) is certain


def test_a_name_that_may_be_somebody_elses_stays_so():
    assert not confirm_repeated([MEMBER, replace(DOUBTED, placed=False)])[1].placed


@pytest.mark.parametrize(("clear", "firm"), [(1, False), (2, False), (3, True)])
def test_a_surname_that_may_have_a_variant_in_half_of_its_places_is_never_sure(clear, firm):
    unclear = [
        replace(name(path, "高木　誠"), firm=False, candidates=("髙木　誠",))
        for path in ("householder.former", "register_head")
    ]
    others = [name(f"members[{at}].name", "高木　" + "誠直豊"[at]) for at in range(clear)]
    assert all(row.firm is firm for row in confirm_repeated([*unclear, *others])[2:])


def test_a_name_doubtful_in_its_given_name_says_nothing_of_its_surname():
    both = [
        replace(name(path, "島﨑　吉雄"), firm=False, candidates=("島崎　吉雄", "島﨑　𠮷雄"))
        for path in ("householder.former", "register_head")
    ]
    *doubted, member = confirm_repeated([*both, name("members[1].name", "島﨑　凪")])
    assert member.firm and not any(row.firm for row in doubted)


@pytest.mark.parametrize(
    ("others", "firm"),
    [
        (["辻　浩二"], False),
        (["辻　浩二", "辻　浩"], True),  # there is such a person
        (["辻　大輔"], True),
    ],
)
def test_a_householder_who_only_begins_as_somebody_on_the_page_may_have_lost_a_character(others, firm):
    people = [name(f"members[{at}].name", text) for at, text in enumerate(others)]
    told = confirm_repeated([name("householder.new", "辻　浩"), *people])[0]
    assert (told.firm, "辻　浩二" in told.candidates) == (firm, not firm)


@pytest.mark.parametrize(
    ("others", "firm"),
    [
        (["國分　真由美"], False),
        (["國分　真由美", "國分　真山美"], True),  # there is such a person
        (["國分　真奈美"], True),  # a sister's name, which nobody takes for this one
    ],
)
def test_a_householder_who_differs_from_a_person_in_a_look_alike_may_be_misread(others, firm):
    people = [name(f"members[{at}].name", text) for at, text in enumerate(others)]
    told = confirm_repeated([name("householder.new", "國分　真山美"), *people])[0]
    assert (told.firm, "國分　真由美" in told.candidates) == (firm, not firm)
