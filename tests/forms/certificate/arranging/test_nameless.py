"""Names without a label: whose they are is told by the readings at them, and certain in no table."""

from __future__ import annotations

from forms.certificate.arranging.hits import Hit, Sheet, Spot
from forms.certificate.arranging.nameless import named
from tests.forms.certificate.lines import EM, segment

BORN = "members[].birth_date"


def test_a_name_beside_a_table_whose_first_row_is_empty_is_given_in_doubt() -> None:
    reading, name = segment("さとうはなこ", 100, 365, em=0.7 * EM), segment("佐藤花子", 100, 400)
    births = (Spot(()), Spot((segment("平2.4.1", 700, 400),)))
    sheet = named(Sheet([Hit(BORN, segment("生年月日", 700, 100), births, 0)], [reading, name]))
    names = [hit for hit in sheet.hits if hit.target == "members[].name"]
    assert [(hit.member, hit.spots[0].segments, hit.clear) for hit in names] == [(1, (name,), False)]
