"""People counted anew as the network sees them."""

from __future__ import annotations

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.counting import counted_anew
from tests.forms.certificate.lines import segment
from tests.forms.certificate.opinions import told

NAME, BORN = "members[].name", "members[].birth_date"
INSURANCE, CARE = "members[].health_insurance", "members[].care_insurance"


def test_where_somebody_is_given_two_words_that_several_fields_have_that_column_is_certain_of_nobody() -> None:
    people = [("佐藤一郎", "昭和60年3月14日"), ("高橋花子", "平成2年4月1日")]
    words = [("有", "無"), ("無", "有"), ("なし", "なし")]
    lines = [segment(text, 100 + 300 * at, 200 * row) for row, own in enumerate(people) for at, text in enumerate(own)]
    lines += [segment(text, 800 + 300 * at, 200 * row) for row, own in enumerate(words) for at, text in enumerate(own)]
    label = segment("氏名", 0, 0)
    hits = [Hit((NAME, BORN)[at % 2], label, (Spot((lines[at],)),), at // 2, False) for at in range(4)]
    hits += [Hit((INSURANCE, CARE)[at % 2], label, (Spot((lines[4 + at],)),), at // 2, False) for at in range(6)]
    whose = [0, 0, 1, 1, 0, 0, 0, 1, 1, None]
    opinion = told(lines, [NAME, BORN] * 2 + [INSURANCE, CARE] * 3, whose)
    found = counted_anew(hits, Compared(Sheet(hits, []), opinion), sound=True)
    sure = {(hit.target, hit.member) for hit in found for spot in hit.spots if spot.confirmed}
    assert sure == {(NAME, 0), (BORN, 0), (NAME, 1), (BORN, 1), (CARE, 0), (CARE, 1)}
