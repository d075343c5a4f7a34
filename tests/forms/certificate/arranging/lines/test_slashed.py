"""Values joined by strokes beneath labels joined alike."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.lines.slashed import take_slashed, without_strokes
from forms.certificate.arranging.places.hits import Hit
from tests.forms.certificate.lines import EM, segment


def told(hits: list[Hit]) -> list[tuple[str, int | None, str, bool]]:
    return [
        (hit.target, hit.member, "".join(part.text for spot in hit.spots for part in spot.segments), hit.clear)
        for hit in hits
    ]


def test_parts_of_a_line_are_the_values_of_the_parts_of_the_one_above():
    head, values = "旧住所地／方書等／旧世帯主名", "茨城県龍ケ崎市若柴町899番地8／メゾン千鳥C103／山田花子"
    hits, rest = take_slashed([segment(head, 100, 100), segment(values, 120, 170), segment("備考", 100, 400)])
    assert told(hits) == [
        ("former_address", None, "茨城県龍ケ崎市若柴町899番地8", True),
        ("former_building", None, "メゾン千鳥C103", True),
        ("householder.former", None, "山田花子", True),
    ]
    assert [each.text for each in rest] == ["備考"]


def test_an_empty_part_has_no_value():
    hits, _ = take_slashed(
        [segment("新住所地/方書等/新世帯主名", 100, 100), segment("東京都日野市大字日野696番地／／山田花子", 120, 170)]
    )
    assert [text for _, _, text, _ in told(hits)] == ["東京都日野市大字日野696番地", "", "山田花子"]


@pytest.mark.parametrize(("stroke", "clear"), [("／", True), ("ノ", False)])
def test_each_line_beneath_is_a_persons_and_doubtful_where_a_stroke_was_read_as_kana(stroke, clear):
    page = [segment("番号氏名／フリガナ／生年月日／性別／続柄", 100, 100)]
    people = [
        ("山田花子", "ヤマダハナコ", "昭和58年1月31日", "女", "世帯主"),
        ("山田芽依", "ヤマダメイ", "平成3年1月3日", "女", "子"),
    ]
    for at, person in enumerate(people):
        page += [segment(str(at + 1), 100, 200 + 120 * at), segment(stroke.join(person), 200, 200 + 120 * at)]
        page.append(segment("222800112578", 200, 260 + 120 * at))
    hits, rest = take_slashed(page)
    names = [row for row in told(hits) if row[0] == "members[].name"]
    assert names == [("members[].name", 0, "山田花子", clear), ("members[].name", 1, "山田芽依", clear)]
    assert [row[2] for row in told(hits) if row[0] == "members[].kana"] == ["ヤマダハナコ", "ヤマダメイ"]
    assert [each.text for each in rest] == ["222800112578"] * 2


@pytest.mark.parametrize("text", ["旧住所／", "／旧住所", "旧住所／／方書", "／"])
def test_a_line_with_nothing_beside_a_stroke_is_no_head(text):
    page = [segment(text, 100, 100), segment("東京都日野市日野696番地／コーポ202", 100, 170)]
    assert take_slashed(page) == ([], page)


def test_a_stroke_within_a_line_that_is_no_label_parts_nothing():
    page = [segment("性別／年齢層", 100, 100), segment("男／20代", 100, 100 + 1.5 * EM)]
    assert take_slashed(page) == ([], page)


def test_lines_that_were_taken_come_apart_at_their_strokes_and_no_others() -> None:
    taken, other = segment("氏名／カナ／／性別", 100, 100), segment("2026／10／13", 100, 400)
    apart = without_strokes([taken, other], {id(taken)})
    assert [each.text for each in apart] == ["氏名", "カナ", "性別", "2026／10／13"]
    assert apart[1].glyphs[0] is taken.glyphs[3]
