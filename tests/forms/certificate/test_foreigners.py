"""The data of a foreign resident in a part of their own below the table of all."""

from __future__ import annotations

import pytest

from forms.certificate.foreigners import with_owners
from forms.certificate.hits import Hit, Spot
from tests.forms.certificate.lines import segment


def spots(texts: list[str], left: int) -> tuple[Spot, ...]:
    return tuple(Spot((segment(text, left, 600 + 100 * at),)) for at, text in enumerate(texts))


def sheet(names: list[str]) -> list[Hit]:
    """A table of names, and one part with a nationality below it."""
    table = Hit("members[].name", segment("氏名", 300, 500), spots(names, 300), 0)
    part = Hit("members[].nationality", segment("国籍・地域", 100, 1300), (Spot((segment("ネパール", 600, 1300),)),), 0)
    return [table, part]


@pytest.mark.parametrize(
    ("heading", "names", "whose", "clear"),
    [
        ("外国人住民に関する事項（番号３の方）", ["島袋守", "GURUNG", "THAPA"], 2, True),
        ("外国人住民に関する事項", ["島袋守", "GURUNG"], 1, False),
        ("外国人住民に関する事項（番号７の方）", ["島袋守", "GURUNG"], 1, False),
        ("外国人住民に関する事項", ["RAI", "GURUNG"], 0, False),
    ],
)
def test_a_number_in_the_heading_or_a_name_in_latin_letters_tells_whose_they_are(heading, names, whose, clear):
    _, part = with_owners(sheet(names), [segment(heading, 100, 1230)])
    assert (part.member, part.clear) == (whose, clear)
