"""Names without a label: whose they are is told by the readings at them, and certain in no table."""

from __future__ import annotations

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.unlabelled.named import with_unlabelled_names
from tests.forms.certificate.lines import EM, segment

BORN = "members[].birth_date"


def test_a_name_beside_a_table_whose_first_row_is_empty_is_given_in_doubt() -> None:
    reading, name = segment("さとうはなこ", 100, 365, em=0.7 * EM), segment("佐藤花子", 100, 400)
    births = (Spot(()), Spot((segment("平2.4.1", 700, 400),)))
    sheet = with_unlabelled_names(Sheet([Hit(BORN, segment("生年月日", 700, 100), births, 0)], [reading, name]))
    names = [hit for hit in sheet.hits if hit.target == "members[].name"]
    assert [(hit.member, hit.spots[0].segments, hit.clear) for hit in names] == [(1, (name,), False)]


def test_names_that_everybodys_line_begins_with_are_given_in_doubt() -> None:
    hits, loose = [], []
    for member, (name, top) in enumerate([("林志津", 200), ("林哲朗", 400)]):
        hits.append(
            Hit("members[].kana", segment("カナ氏名", 400, top), (Spot((segment("ハヤシ", 600, top),)),), member)
        )
        born = Spot((segment("昭36.10.22", 600, top + 60),))
        hits.append(Hit(BORN, segment("お生まれ", 400, top + 60), (born,), member))
        loose.append(segment(name, 200, top))
    sheet = with_unlabelled_names(Sheet(hits, loose))
    names = [hit for hit in sheet.hits if hit.target == "members[].name"]
    assert [(hit.member, hit.spots[0].segments[0], hit.clear) for hit in names] == [
        (0, loose[0], False),
        (1, loose[1], False),
    ]
    assert sheet.loose == []
    assert with_unlabelled_names(Sheet(hits, loose[:1])).hits == hits  # the other one's name may be anywhere


def test_people_of_a_table_have_no_lines_that_begin_with_names() -> None:
    births = tuple(Spot((segment(text, 700, top),)) for text, top in [("昭36.10.22", 300), ("平2.4.1", 400)])
    sheet = Sheet([Hit(BORN, segment("生年月日", 700, 100), births, 0)], [segment("佐藤花子", 100, 100)])
    assert with_unlabelled_names(sheet) == sheet
