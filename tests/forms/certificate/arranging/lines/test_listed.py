"""People in numbered lines beneath one line of joined labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.lines.listed import take_listed
from forms.certificate.layout import arrange
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment

HEAD = "世帯主との関係・転出者氏名・よみがな／生まれた日・性別"
PEOPLE = [
    ("1.世帯主　瀬戸　ゆき乃（セト　ユキノ）", "昭和40年　5月24日生　女"),
    ("2.夫　瀬戸　光（セト　ヒカル）", "平成6年　4月26日生　男"),
]


def line(text: str, left: float, top: float) -> Segment:
    """A line whose blanks are white, for which no reader gives a character."""
    whole = segment(text, left, top)
    return replace(whole, glyphs=tuple(glyph for glyph in whole.glyphs if glyph.text != "　"))


def page(people: list[tuple[str, str]]) -> list[Segment]:
    found = [
        segment("本籍", 100, 100),
        segment("熊本県益城町大字木山1593番地", 500, 100),
        segment(HEAD, 100, 200, em=28),
    ]
    for at, (first, second) in enumerate(people):
        found += [line(first, 100, 280 + 150 * at), line(second, 200, 340 + 150 * at)]
        found += [segment("住民票コード番号", 1000, 340 + 150 * at), segment("27933838744", 1400, 340 + 150 * at)]
    return found


def listed(people: list[tuple[str, str]]) -> dict[str, tuple[list[str], bool]]:
    hits, _ = take_listed(page(people))
    return {
        hit.target: (["".join(part.text for part in spot.segments) for spot in hit.spots], hit.clear) for hit in hits
    }


def test_values_stand_in_the_order_of_the_labels_above_them():
    assert listed(PEOPLE) == {
        "members[].relationship": (["世帯主", "夫"], True),
        "members[].name": (["瀬戸ゆき乃", "瀬戸光"], True),
        "members[].kana": (["セトユキノ", "セトヒカル"], True),
        "members[].birth_date": (["昭和40年5月24日", "平成6年4月26日"], True),
        "members[].sex": (["女", "男"], True),
    }


def test_what_else_stands_in_the_list_and_on_the_page_keeps_its_labels():
    hits = [hit for hit in arrange(page(PEOPLE), bare()).hits if not hit.target.startswith("members[]")]
    told = [(hit.target, ["".join(part.text for part in spot.segments) for spot in hit.spots]) for hit in hits]
    assert told == [
        ("registered_domicile", ["熊本県益城町大字木山1593番地"]),
        ("resident_code", ["27933838744"]),
        ("resident_code", ["27933838744"]),
    ]


@pytest.mark.parametrize(
    ("first", "names"),
    [("1.世帯王瀬戸　ゆき乃（セト　ユキノ）", ["", "瀬戸光"]), ("1.子安　花子（コヤス　ハナコ）", ["", "瀬戸光"])],
)
def test_nobody_is_certain_where_one_of_them_was_not_understood(first, names):
    found = listed([(first, PEOPLE[0][1]), PEOPLE[1]])
    assert found["members[].name"] == (names, False)


def test_a_name_alone_in_numbered_lines_is_no_list():
    assert take_listed([segment(HEAD, 100, 200, em=28), line("1.世帯主　瀬戸　ゆき乃", 100, 280)])[0] == []


def test_the_order_may_be_told_in_brackets_and_readings_stand_below():
    found = [segment("異動者（続柄・氏名・生年月日・性別・振り仮名の順に記載）", 100, 200)]
    for at, (first, below) in enumerate((("1　子　瀬戸　仁", "セト　ジン"), ("2　子の妻　瀬戸　志津", "セト　シヅ"))):
        top = 280 + 150 * at
        found += [
            line(first, 100, top),
            line("平成8年1月5日生", 900, top),
            line("男", 1400, top),
            line(below, 300, top + 60),
        ]
    hits, _ = take_listed(found)
    told = {hit.target: ["".join(part.text for part in spot.segments) for spot in hit.spots] for hit in hits}
    assert told["members[].relationship"] == ["子", "子の妻"]
    assert told["members[].name"] == ["瀬戸仁", "瀬戸志津"]
    assert told["members[].kana"] == ["セトジン", "セトシヅ"]
    assert all(hit.clear for hit in hits)
