"""Pages that have their labels beneath their values."""

from __future__ import annotations

import pytest

from forms.certificate.layout import arrange
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment

ROWS = [
    [("新潟県長岡市蓮潟3丁目35番1号", "旧住所", 100)],
    [("愛知県名古屋市千種区星が丘元町29番14", "転入地", 100)],
    [("令和8年9月22日", "転出の予定年月日", 100), ("瀬戸翔", "転出地の世帯主", 1200)],
    [("新潟県長岡市蓮潟3丁目1945番地", "本籍", 100), ("瀬戸翔", "筆頭者", 1200)],
    [("瀬戸翔", "氏名", 100), ("平成1年3月5日", "生年月日", 700), ("男", "性別", 1300), ("世帯主", "続柄", 1600)],
    [("瀬戸裕子", "氏名", 100), ("昭和45年3月25日", "生年月日", 700), ("女", "性別", 1300), ("妻", "続柄", 1600)],
]


def page(offset: int) -> list[Segment]:
    """Lines 150 px apart, each label so far below its value."""
    found = [segment("転出証明書", 1000, 50, em=70)]
    for at, row in enumerate(ROWS):
        found += [segment(value, x + 10, 200 + 150 * at) for value, _, x in row]
        found += [segment(label, x, 200 + 150 * at + offset, em=26) for _, label, x in row]
    return found


def told(segments: list[Segment]) -> dict[tuple[str, int | None], tuple[str, bool]]:
    return {
        (hit.target, hit.member): ("".join(part.text for part in hit.spots[0].segments), hit.clear)
        for hit in arrange(segments, bare()).hits
    }


def test_a_value_stands_above_its_label_where_all_of_a_page_do():
    assert told(page(60)) == {
        ("former_address", None): ("新潟県長岡市蓮潟3丁目35番1号", True),
        ("new_address", None): ("愛知県名古屋市千種区星が丘元町29番14", True),
        ("planned_on", None): ("令和8年9月22日", True),
        ("householder.former", None): ("瀬戸翔", True),
        ("registered_domicile", None): ("新潟県長岡市蓮潟3丁目1945番地", True),
        ("register_head", None): ("瀬戸翔", True),
        ("members[].name", 0): ("瀬戸翔", True),
        ("members[].birth_date", 0): ("平成1年3月5日", True),
        ("members[].sex", 0): ("男", True),
        ("members[].relationship", 0): ("世帯主", True),
        ("members[].name", 1): ("瀬戸裕子", True),
        ("members[].birth_date", 1): ("昭和45年3月25日", True),
        ("members[].sex", 1): ("女", True),
        ("members[].relationship", 1): ("妻", True),
    }


def test_values_and_labels_may_be_centred_on_each_other():
    found = [segment("転出証明書", 1000, 50, em=70)]
    for at, row in enumerate(ROWS):
        for value, label, x in row:
            wide, narrow = 40 * len(value), 26 * len(label)
            found.append(segment(value, x + (500 - wide) / 2, 200 + 150 * at))
            found.append(segment(label, x + (500 - narrow) / 2, 260 + 150 * at, em=26))
    assert told(found) == told(page(60))


def test_nothing_stands_above_labels_that_have_their_values_beneath():
    found = told(page(-45))
    assert found["former_address", None] == ("新潟県長岡市蓮潟3丁目35番1号", True)
    assert found["members[].name", 1][0] == "瀬戸裕子"


@pytest.mark.parametrize("lost", ["平成1年3月5日", "瀬戸裕子", "愛知県名古屋市千種区星が丘元町29番14"])
def test_a_line_left_blank_has_nothing_of_the_line_above_it(lost):
    whole, found = told(page(60)), told([each for each in page(60) if each.text != lost])
    assert {key: text for key, (text, _) in found.items() if text} == {
        key: text for key, (text, _) in whole.items() if text != lost
    }
