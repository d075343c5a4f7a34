"""Whether text that nobody has makes people doubtful."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.doubts import doubt_people
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment

SEX, RELATIONSHIP = "members[].sex", "members[].relationship"
HITS = [
    Hit(SEX, segment("性別", 500, 0), (Spot((segment("男", 500, 100),)), Spot((segment("女", 500, 200),)))),
    Hit(RELATIONSHIP, segment("続柄", 800, 0), (Spot((segment("本人", 800, 100),)), Spot((segment("妻", 800, 200),)))),
]


@pytest.mark.parametrize(
    ("text", "left", "top", "clear"),
    [
        ("女", 500, 300, False),
        ("女", 520, 900, False),
        ("女", 1500, 110, False),
        ("女", 1500, 10, False),
        ("女", 1500, 900, True),
        ("子", 500, 900, True),
        ("子", 790, 900, False),
        ("係", 500, 300, True),
    ],
)
def test_a_scrap_in_no_row_and_no_column_of_its_field_is_nobodys(text: str, left: int, top: int, clear: bool) -> None:
    found = doubt_people(HITS, [segment(text, left, top)])
    assert [hit.clear for hit in found] == [clear] * len(HITS)
