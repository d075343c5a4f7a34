"""The strangers' layouts with other households, to be learned from: what Chromium laid out, or a canvas was
asked for, is told with its place."""

from __future__ import annotations

import pytest

from forms.fields import Kind, find_field_type
from tools.arranger.strangers import LAYOUTS, papers
from tools.sheets.paper import Paper
from tools.sheets.simulated import folded

MARKED_BY_HAND = ("combs", "ticked", "parted", "host", "stub")
"""Layouts that draw dates or sexes in their own manner, as codes or with rings around words."""
DRAWN = ("green-bars", "bilingual")
FIRST = 902 * len(LAYOUTS)
TURNS = 4
"""Sheets of a layout that are tried: one whose words run over its page is left out, and each word that we learn changes
the words that others are given."""


def _pages(name: str) -> list[Paper]:
    (place,) = (at for at, (layout, _) in enumerate(LAYOUTS) if layout.name == name)
    numbers = (FIRST + turn * len(LAYOUTS) + place for turn in range(TURNS))
    return next((found for number in numbers if (found := papers([number]))), [])


def _texts(paper: Paper, path: str) -> str:
    """What is drawn where a page says that a value stands."""
    boxes = [box for other, box in paper.placed if other == path]
    return "".join(
        run.text
        for run in paper.runs
        for left, top, right, bottom in boxes
        if left <= (run.left + run.right) / 2 <= right and top <= (run.top + run.bottom) / 2 <= bottom
    )


@pytest.mark.parametrize("name", [*MARKED_BY_HAND, *DRAWN, "continued", "line-printer"])
def test_values_stand_where_they_are_said_to_be(name: str) -> None:
    pages = _pages(name)
    assert pages
    told = {path for paper in pages for path in paper.truth}
    assert {"planned_on", "former_address", "members[0].name", "members[0].birth_date", "members[0].sex"} <= told
    for paper in pages:
        for path, value in paper.truth.items():
            drawn, kind = _texts(paper, path), find_field_type(path).kind
            if kind is Kind.DATE:
                assert str(int(value[-2:])) in folded(drawn), path
            elif kind is not Kind.SEX and kind is not Kind.KANA:
                assert folded(value) in folded(drawn), path
        drawn = folded("".join(run.text for run in paper.runs)).replace("-", "")
        assert all(number in drawn for number in paper.hidden)


def test_people_are_none_of_the_strangers() -> None:
    first, again = (_pages("underlined")[0].truth for _ in range(2))
    other = papers([FIRST + len(LAYOUTS)])[0].truth
    assert first == again
    assert first["former_address"] != other["former_address"]
