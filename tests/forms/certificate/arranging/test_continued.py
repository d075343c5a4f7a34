"""Pages that tell more of the people of the pages before them."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.continued import doubt_unless_as_many, first_member
from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.data.values import Value
from forms.fields import Kind
from tests.forms.certificate.lines import segment

TOLD = ["former_address", *(f"members[{at}].{name}" for at in range(2) for name in ("name", "sex"))]


def page(*targets: str) -> Sheet:
    return Sheet([Hit(f"members[].{name}", segment("番号", 0, 0), (Spot((segment("1", 0, 0),)),)) for name in targets])


@pytest.mark.parametrize(
    ("told", "targets", "first"),
    [
        (TOLD, ("kana", "birth_date"), 0),
        (TOLD, ("name", "birth_date"), 2),
        (TOLD, ("sex", "birth_date"), 2),
        (TOLD, (), 2),
        ([*TOLD, "members[1].kana"], ("kana", "birth_date"), 0),
        (["members[0].sex"], ("birth_date",), 1),
        ([], ("birth_date",), 0),
    ],
    ids=[
        "more of the same",
        "others, named",
        "others, not named",
        "nobody",
        "a text of one taken for more",
        "nobody was named",
        "the first page",
    ],
)
def test_a_page_that_names_nobody_and_repeats_nothing_begins_with_the_first_person(
    told: list[str], targets: tuple[str, ...], first: int
) -> None:
    assert first_member(page(*targets), told) == first


def test_an_empty_column_of_names_is_no_name() -> None:
    sheet = page("birth_date")
    sheet.hits.append(Hit("members[].name", segment("氏名", 0, 0), (Spot(()),)))
    assert first_member(sheet, TOLD) == 0


@pytest.mark.parametrize(("count", "placed"), [(1, False), (2, True)])
def test_people_are_in_doubt_where_not_all_are_told_of_again(count: int, placed: bool) -> None:
    value = Value("平成8年2月22日", "1996-02-22", 0.99, True, ())
    entries = [Entry(f"members[{at}].birth_date", Kind.DATE, value) for at in range(count)]
    entries.append(Entry("registered_domicile", Kind.ADDRESS, value))
    told = doubt_unless_as_many(entries, TOLD)
    assert [entry.placed for entry in told] == [placed] * count + [True]
