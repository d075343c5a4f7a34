"""Which value belongs to which label, where geometry has to decide."""

from __future__ import annotations

import itertools
from dataclasses import replace

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.entries import collect
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.places.labelling import uncounted
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.arranging.text.wholeness import is_cut, is_whole
from forms.certificate.blackout import locate
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import EM, printed, segment
from tools.sheets.simulated import Masked


@pytest.mark.parametrize("number", ["300518722895", "3005 1872 2895", "86577216365"])
def test_a_number_to_be_hidden_is_never_a_value_whatever_label_stands_near(number):
    spot = Spot((segment(number.replace(" ", ""), 600, 100),))
    hit = Hit("householder.former", segment("世帯主", 100, 100), (spot,))
    assert collect(Sheet([hit]), recogniser=None) == []


def ruled(edges: list[list[int]], rows: list[list[str]], high: int = 100) -> tuple[list[Segment], Ruling]:
    """A table whose rows have upright lines at different places, on an A4 page at 300 dpi."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    segments = []
    for at, row in enumerate(edges):
        top = 300 + high * at
        for left, right in zip(row, row[1:], strict=False):
            cv2.rectangle(image, (left, top), (right, top + high), (0, 0, 0), 3)
    ruling = Ruling(image)
    for at, (row, texts) in enumerate(zip(edges, rows, strict=True)):
        for left, text in zip(row, texts, strict=False):
            if text:
                y = 330 + high * at
                segments.append(segment(text, left + 20, y, ruling.cell_at(left + 30, y + 20)))
    return segments, ruling


def grid(*rows: tuple[str, str]) -> tuple[list[Segment], Ruling]:
    """A ruled table of two columns on an A4 page at 300 dpi."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for line in range(len(rows) + 1):
        cv2.line(image, (300, 300 + 120 * line), (2000, 300 + 120 * line), (0, 0, 0), 3)
    for x in (300, 900, 2000):
        cv2.line(image, (x, 300), (x, 300 + 120 * len(rows)), (0, 0, 0), 3)
    ruling = Ruling(image)
    texts = [(text, x, 340 + 120 * at) for at, row in enumerate(rows) for text, x in zip(row, (340, 940), strict=True)]
    return [segment(text, x, y, ruling.cell_at(x + EM, y + EM / 2)) for text, x, y in texts if text], ruling


def values(sheet: Sheet) -> dict[str, list[list[str]]]:
    return {hit.target: [[part.text for part in spot.segments] for spot in hit.spots] for hit in sheet.hits}


def test_brackets_around_a_name_are_none_of_it_and_half_a_pair_holds_for_no_name():
    def entry(text: str) -> tuple[str, bool]:
        hit = Hit("householder.former", segment("世帯主", 100, 100), (Spot((segment(text, 600, 100),)),))
        (found,) = collect(Sheet([hit]), _Plain())
        return found.value.value, found.value.holds

    assert entry("(關口善之)") == ("關口善之", True)
    assert entry("(關口善之") == ("(關口善之", False)


def test_cells_are_where_they_are_drawn():
    _, ruling = grid(("氏名", "髙橋一郎"), ("性別", "男"))
    assert len(ruling.cells) == 4
    first = ruling.cells[ruling.cell_at(400, 360)]
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((300, 300, 900, 420), abs=6)


def test_what_stands_right_of_a_label_is_not_the_value_of_another_one_above_it():
    # 続柄 could not be read, and so 世帯主 is taken for a label.
    found = values(arrange(*grid(("□□", "世帯主"), ("個人番号", "300518722895"), ("本籍", "堺市北区"))))
    assert found["individual_number"] == [["300518722895"]]
    assert all("300518722895" not in parts for spots in (found.get("householder.former", []),) for parts in spots)


def test_a_householder_in_a_column_of_captions_is_a_label_where_the_relationship_has_its_value():
    rows = [
        ("氏名", "原　エリカ"),
        ("続柄", "世帯主"),
        ("転出先", "京都府京都市下京区雁金町30番地"),
        ("世帯主", "原　幸一"),
    ]
    found = values(arrange(*grid(*rows)))
    assert found["members[].relationship"] == [["世帯主"]]
    assert found["householder.former"] == [["原　幸一"]]


@pytest.mark.parametrize("label", ["続柄", "精柄", "統柄"])
def test_a_householder_beside_a_relationship_is_a_value_even_where_the_label_is_misread(label):
    found = values(arrange(*grid((label, "世帯主"), ("個人番号", "300518722895"))))
    assert found["members[].relationship"] == [["世帯主"]]
    assert "householder.former" not in found


def test_a_value_may_begin_beneath_the_number_of_its_caption():
    labels = [("(24)続柄", 100), ("(25)性別", 500), ("(26)個人番号", 900)]
    below = [("子", 130), ("女", 540), ("635558480950", 920)]
    page = [segment(text, x, 100) for text, x in labels] + [segment(text, x, 160) for text, x in below]
    sheet = arrange(page, bare())
    assert sheet.loose == []
    assert values(sheet) == {
        "members[].relationship": [["子"]],
        "members[].sex": [["女"]],
        "individual_number": [["635558480950"]],
    }


def test_a_head_without_lines_has_a_column_of_people_under_each_label():
    rows = [
        ("氏名", "生年月日", "性別", "続柄"),
        ("髙橋一郎", "昭和60年3月14日", "男", "世帯主"),
        ("髙橋花", "平成2年5月6日", "女", "妻"),
    ]
    page = [segment(text, 100 + 500 * x, 100 + 80 * y) for y, row in enumerate(rows) for x, text in enumerate(row)]
    found = values(arrange(page, bare()))
    assert found == {
        "members[].name": [["髙橋一郎"], ["髙橋花"]],
        "members[].birth_date": [["昭和60年3月14日"], ["平成2年5月6日"]],
        "members[].sex": [["男"], ["女"]],
        "members[].relationship": [["世帯主"], ["妻"]],
    }


def test_a_single_caption_has_what_stands_close_beneath_it_and_nothing_from_the_column_of_the_values():
    page = [segment("前住所", 100, 100, em=24), segment("堺市北区1番地", 120, 140)]
    page += [segment("新住所", 100, 300), segment("堺市南区2番地", 900, 345)]
    found = values(arrange(page, bare()))
    assert found["former_address"] == [["堺市北区1番地"]]
    assert found["new_address"] == [[]]


def test_values_far_in_beneath_their_labels_are_theirs_where_several_stand_so():
    page = [segment("前住所", 100, 100), segment("堺市北区1番地", 900, 150)]
    page += [segment("新住所", 100, 220), segment("堺市南区2番地", 900, 270)]
    page += [segment("続柄", 100, 340), segment("世帯主", 900, 390)]
    found = values(arrange(page, bare()))
    assert found["former_address"] == [["堺市北区1番地"]]
    assert found["new_address"] == [["堺市南区2番地"]]
    assert found["members[].relationship"] == [["世帯主"]]


def test_labels_counted_beyond_nine_are_labels():
    sheet = arrange([segment("⑩生年月日", 100, 100), segment("令和2年3月4日", 600, 100)], bare())
    assert values(sheet)["members[].birth_date"] == [["令和2年3月4日"]]


def test_the_end_of_a_label_that_stands_on_the_next_line_behind_another_one_belongs_to_it():
    page = [segment("ふりがな異動者氏", 100, 100), segment("名", 100, 135), segment("髙橋一郎", 800, 100)]
    assert values(arrange(page, bare()))["members[].name"] == [["髙橋一郎"]]


def test_two_people_on_the_line_of_one_label_are_never_one_for_certain():
    page = [segment("氏名", 100, 100), segment("髙橋一郎", 500, 100), segment("髙橋花子", 1000, 100)]
    assert not any(hit.clear for hit in arrange(page, bare()).hits if hit.target == "members[].name")


def test_a_value_that_begins_with_a_label_is_never_certain():
    assert is_whole("former_building", [segment("コーポ桜1号", 100, 100)])
    assert not is_whole("former_building", [segment("方書コーポ桜1号", 100, 100)])
    assert is_whole("members[].relationship", [segment("世帯主", 100, 100)])
    assert is_whole("members[].care_insurance", [segment("要介護1", 100, 100)])
    assert not is_whole("former_address", [segment("北海道石狩郡当別町", 100, 100)])


@pytest.mark.parametrize(("label", "x", "clear"), [("性別", 500, False), ("性別", 1800, True), ("", 500, True)])
def test_a_sex_of_nobody_is_doubted_only_where_people_have_one_in_line_with_it(label, x, clear):
    page = [segment("氏名", 100, 100), segment("髙橋一郎", 500, 100)]
    page += [segment(label, 100, 160), segment("男", 500, 160)] if label else []
    page += [segment("女", x, 900)]
    hits = {hit.target: hit.clear for hit in arrange(page, bare()).hits}
    assert hits["members[].name"] is clear


def test_an_address_without_a_caption_is_not_certain_beside_one_that_nobody_has():
    page = [segment("住所", 100, 500), segment("堺市北区1番地", 600, 500), segment("堺市南区2番地", 600, 100)]
    assert [hit.clear for hit in arrange(page, bare()).hits] == [False]


def test_an_address_is_the_old_or_the_new_one_by_the_caption_before_it():
    page = [segment("転出前", 100, 100), segment("住所", 140, 160), segment("堺市北区1番地", 600, 160)]
    page += [segment("世帯主", 140, 220), segment("髙橋一郎", 600, 220)]
    page += [segment("転出後", 100, 280), segment("住所", 140, 340), segment("堺市南区2番地", 600, 340)]
    page += [segment("世帯主", 140, 400), segment("未定", 600, 400)]
    found = values(arrange(page, bare()))
    assert found["former_address"] == [["堺市北区1番地"]]
    assert found["new_address"] == [["堺市南区2番地"]]
    assert found["householder.former"] == [["髙橋一郎"]]
    assert found["householder.new"] == [["未定"]]


def test_an_address_and_its_householder_stand_beneath_the_caption_of_their_column():
    segments, ruling = grid(("異動前", "異動後"), ("住所", "住所"), ("世帯主氏名", "世帯主氏名"))
    for left, text, name in ((340, "堺市北区1番地", "髙橋一郎"), (940, "堺市南区2番地", "髙橋花")):
        segments += [
            segment(text, left, 490, ruling.cell_at(left, 490)),
            segment(name, left, 610, ruling.cell_at(left, 610)),
        ]
    segments = [
        replace(each, quad=each.quad - np.float32([0, 40])) if each.text in SMALL else each for each in segments
    ]
    found = values(arrange(segments, ruling))
    assert found["former_address"] == [["堺市北区1番地"]] and found["new_address"] == [["堺市南区2番地"]]
    assert found["householder.former"] == [["髙橋一郎"]] and found["householder.new"] == [["髙橋花"]]


SMALL = ("住所", "世帯主氏名")


def test_the_only_householder_is_the_former_one_even_beneath_the_new_address_and_never_certain():
    rows = [("転出前", ""), ("住所", "埼玉県三郷市鷹野5番地"), ("転出後", ""), ("住所", "千葉県柏市今谷上町3番地")]
    page = [
        segment(text, 300 + 400 * at, 300 + 80 * row) for row, pair in enumerate(rows) for at, text in enumerate(pair)
    ]
    page += [segment("世帯主", 300, 620), segment("見本一郎", 700, 620)]
    hits = arrange([each for each in page if each.text], bare()).hits
    assert [(hit.target, hit.clear) for hit in hits if hit.target.startswith("householder")] == [
        ("householder.former", False)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("旧住所", "世帯主", "新住所", "世帯主"),
        ("異動前の住所", "〃世帯主", "異動先の住所", "〃世帯主"),
    ],
)
def test_a_householder_right_below_the_new_address_is_the_new_one(rows):
    texts = ("堺市北区1番地", "髙橋一郎", "堺市南区2番地", "髙橋花")
    page = [segment("〃", 100, 100 + 60 * at) for at, label in enumerate(rows) if label.startswith("〃")]
    page += [segment(label.strip("〃"), 100 + 80 * ("〃" in label), 100 + 60 * at) for at, label in enumerate(rows)]
    page += [segment(text, 600, 100 + 60 * at) for at, text in enumerate(texts)]
    found = values(arrange(page, bare()))
    assert found["householder.former"] == [["髙橋一郎"]] and found["householder.new"] == [["髙橋花"]]


def test_a_heading_that_says_what_stands_beneath_it_is_no_label():
    page = []
    for top, head, address, building in (
        (100, "１従前の住所及び世帯主", "堺市北区1番地", ""),
        (400, "２転出先の住所及び世帯主", "堺市南区2番地", "メゾン南402"),
    ):
        page.append(segment(head, 100, top))
        rows = [("住所", address), ("方書", building), ("世帯主", "髙橋一郎")]
        for at, (label, text) in enumerate(rows, 1):
            page.append(segment(label, 200, top + 60 * at))
            page += [segment(text, 600, top + 60 * at)] if text else []
    found = {
        target: said
        for target, spots in values(arrange(page, bare())).items()
        if (said := [each for each in spots if each])
    }
    assert found == {
        "former_address": [["堺市北区1番地"]],
        "householder.former": [["髙橋一郎"]],
        "new_address": [["堺市南区2番地"]],
        "new_building": [["メゾン南402"]],
        "householder.new": [["髙橋一郎"]],
    }


def test_spread_labels_are_put_together_and_their_values_kept_apart():
    page = [
        segment("性", 100, 100),
        segment("別女", 500, 100, pitch=2.5),
        segment("住", 100, 200),
        segment("所", 520, 200),
    ]
    page += [segment("堺市北区1番地", 700, 200)]
    found = values(arrange(page, bare()))
    assert found == {"members[].sex": [["女"]], "former_address": [["堺市北区1番地"]]}


def test_a_caption_before_a_label_of_the_same_field_has_no_part_of_its_value():
    line = segment("戸籍の表示本籍", 300, 300)
    apart = tuple(
        replace(glyph, x=glyph.x + EM) if at >= len("戸籍の表示") else glyph for at, glyph in enumerate(line.glyphs)
    )
    blank = bare()
    value = segment("沖縄県那覇市字国場586番", 800, 300)
    found = values(arrange([replace(line, glyphs=apart), value], blank))
    assert found["registered_domicile"] == [["沖縄県那覇市字国場586番"]]


def test_words_in_a_sentence_are_no_labels():
    page = [segment("個人番号カードをお持ちの方は、氏名、生年月日が分かるものを提出してください。", 100, 100)]
    page += [segment("転出先（予定）", 100, 200), segment("堺市南区2番地", 600, 200)]
    assert values(arrange(page, bare())) == {"new_address": [["堺市南区2番地"]]}


def test_a_reading_without_a_label_stands_above_its_name_and_a_building_below_its_address():
    segments, ruling = grid(("氏名", ""), ("旧住所", ""))
    name, address = (ruling.cell_at(1000, 360 + 120 * row) for row in (0, 1))
    segments += [segment("ﾀｶﾊｼ ﾊﾅ", 940, 310, name, em=20), segment("髙橋花", 940, 345, name)]
    segments += [segment("堺市北区1番1号", 940, 430, address), segment("コーポ桜203", 940, 480, address)]
    found = values(arrange(segments, ruling))
    assert found["members[].kana"] == [["ﾀｶﾊｼ ﾊﾅ"]]
    assert found["members[].name"] == [["髙橋花"]]
    assert found["former_address"] == [["堺市北区1番1号"]]
    assert found["former_building"] == [["コーポ桜203"]]


def test_two_labels_above_each_other_have_the_upper_and_the_lower_part_of_the_cell():
    segments, ruling = grid(("", ""))
    label, value = (ruling.cell_at(x, 360) for x in (400, 1000))
    segments += [segment("フリガナ", 340, 310, label, em=20), segment("氏名", 340, 370, label)]
    segments += [segment("TRAN THI MAI", 940, 370, value)]
    found = values(arrange(segments, ruling))
    assert found == {"members[].kana": [[]], "members[].name": [["TRAN THI MAI"]]}


def test_people_are_as_many_rows_deep_as_the_head():
    upper, lower = [300, 900, 1500], [300, 900, 1100, 1500]
    found = values(
        arrange(
            *ruled(
                [upper, lower] * 3,
                [
                    ["フリガナ", "生年月日"],
                    ["氏名", "性別", "続柄"],
                    ["タカハシ", "昭和60年3月14日"],
                    ["髙橋一郎", "男", "世帯主"],
                    ["タカハシ", "平成2年5月6日"],
                    ["髙橋花", "女", "妻"],
                ],
            )
        )
    )
    assert found == {
        "members[].kana": [["タカハシ"], ["タカハシ"]],
        "members[].name": [["髙橋一郎"], ["髙橋花"]],
        "members[].birth_date": [["昭和60年3月14日"], ["平成2年5月6日"]],
        "members[].sex": [["男"], ["女"]],
        "members[].relationship": [["世帯主"], ["妻"]],
    }


def test_fewer_lines_than_labels_that_have_the_same_words_are_never_certain():
    def clear(second: tuple[str, ...]) -> set[bool]:
        segments, ruling = ruled([[300, 900, 1500]] * 3, [["氏名"], ["髙橋一郎"], ["髙橋花"]], high=180)
        for at, lines in enumerate((("国保", "年金", "介護"), ("有", "無", "無"), second)):
            cell = ruling.cell_at(1000, 350 + 180 * at)
            segments += [segment(text, 920, 310 + 180 * at + 55 * n, cell) for n, text in enumerate(lines)]
        hits = arrange(segments, ruling).hits
        return {hit.clear for hit in hits if hit.target.endswith(("_insurance", "pension"))}

    assert clear(("無", "有", "有")) == {True} and clear(("無", "有")) == {False}


def test_rows_of_a_head_belong_together_however_far_apart_beside_labels_as_deep_as_the_head():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    edges = [100, 500, 800, 1000, 1400, 1700, 2100]
    for top in (300, 420, 540):
        for left, right in itertools.pairwise(edges):
            if top == 300 and left == edges[0]:
                continue  # a line that was not seen: the labels stand in no cell
            cv2.rectangle(image, (left, top), (right, top + 120), (0, 0, 0), 3)
            if left in (edges[0], edges[-2]):
                cv2.line(image, (left, top + 60), (right, top + 60), (0, 0, 0), 3)
    ruling = Ruling(image)
    texts = [("フリガナ", "氏名"), "生年月日", "性別", "続柄", "本籍", ("個人番号", "住民票コード")]
    people = [
        [("ミホン", "見本一郎"), "S50.3.1", "男", "世帯主", "堺市1番地", ("300518722895", "86577216365")],
        [("ミホン", "見本花子"), "S52.4.2", "女", "妻", "堺市1番地", ("635558480950", "86577216373")],
    ]
    page = []
    for at, row in enumerate([texts, *people]):
        for left, text in zip(edges, row, strict=False):
            for y, line in [(40, text)] if isinstance(text, str) else zip((15, 75), text, strict=True):
                place = (left + 20, 300 + 120 * at + y)
                page.append(segment(line, *place, ruling.cell_at(place[0], place[1] + 15), em=28))
    found = values(arrange(page, ruling))
    assert found["members[].name"] == [["見本一郎"], ["見本花子"]]
    assert found["members[].kana"] == [["ミホン"], ["ミホン"]]
    assert found["resident_code"] == [["86577216365"], ["86577216373"]]
    assert found["members[].birth_date"] == [["S50.3.1"], ["S52.4.2"]]


def test_the_english_of_a_label_is_no_value_and_a_name_in_letters_is_one():
    segments, ruling = grid(("氏名", "SMITH JOHN"), ("生年月日", "昭和60年3月14日"))
    segments += [segment("Name", 340, 390, ruling.cell_at(400, 360), em=20)]
    segments += [segment("Date of birth", 340, 510, ruling.cell_at(400, 480), em=20)]
    found = values(arrange(segments, ruling))
    assert found == {"members[].name": [["SMITH JOHN"]], "members[].birth_date": [["昭和60年3月14日"]]}


def test_the_english_of_a_label_in_its_cell_leaves_it_a_label():
    edges = [300, 900, 2000]
    segments, ruling = ruled([edges], [["転出予定年月日", "令和8年7月23日"]])
    gloss = segment("Movingouton", 320, 372, segments[0].cell, em=24)
    assert values(arrange([*segments, gloss], ruling))["planned_on"] == [["令和8年7月23日"]]


@pytest.mark.parametrize("strays", [["髙橋一郎"], ["髙橋一郎", "髙橋花"]])
def test_beside_a_label_whose_value_lost_its_lines_one_text_is_the_value_and_two_are_nobodys(strays):
    segments, ruling = ruled([[300, 900]], [["旧世帯主"]])
    segments += [segment(text, 1000 + 500 * at, 330) for at, text in enumerate(strays)]
    found = values(arrange(segments, ruling))
    assert found["householder.former"] == ([strays] if len(strays) == 1 else [])


def test_a_number_in_several_boxes_is_hidden_to_its_end():
    segments, ruling = ruled([[300, 700, 1000, 1300, 1600]], [["個人番号", "3005", "1872", "2895"]])
    sheet = arrange(segments, ruling)
    hidden = locate(sheet.hits, segments, 2480)
    assert hidden.certain
    for x in (750, 1100, 1400):
        assert any(quad[:, 0].min() < x < quad[:, 0].max() for quad in hidden.quads)
    lost = [segment for segment in segments if segment.text != "2895"]
    assert not locate(arrange(lost, ruling).hits, lost, 2480).certain


@pytest.mark.parametrize(
    ("name", "placed"),
    [(["髙橋一郎"], True), (["髙橋一郎", "髙橋花"], False), (["タカハシ"], False), (["SMITH", "JOHN"], True)],
)
def test_a_name_on_two_lines_or_in_kana_alone_may_be_something_else(name, placed):
    spots = (Spot(tuple(segment(text, 600, 100 + 50 * at) for at, text in enumerate(name))),)
    born = (Spot((segment("男", 600, 300),)),)
    label = segment("氏名", 100, 100)
    hits = [Hit("members[].name", label, spots, 0), Hit("members[].nationality", label, born, 0)]
    recogniser = _Plain()
    (entry, *_) = collect(Sheet(hits), recogniser)
    assert (entry.path, entry.placed) == ("members[0].name", placed)


class _Plain:
    """Decodes nothing anew."""

    def decode(self, line, allowed):
        return line


def test_two_labels_alike_have_each_the_meaning_of_the_caption_above_it():
    page = [segment("転出前", 100, 100), segment("住所", 140, 160), segment("堺市北区1番地", 600, 160)]
    page += [segment("転出後", 100, 220), segment("住所", 140, 280), segment("堺市南区2番地", 600, 280)]
    # The same characters at the same place are another object here, as where a label is a part of a line.
    page += [replace(page[1]), replace(page[4])]
    found = values(arrange(page, bare()))
    assert found.keys() == {"former_address", "new_address"}


def free(*lines: tuple[str, float, float]) -> dict[str, list[list[str]]]:
    """What a page without ruled lines says, its texts given with their left ends and tops."""
    blank = bare()
    return values(arrange([segment(*line) for line in lines], blank))


def test_labels_joined_by_a_mark_share_the_values_beside_them():
    found = free(("氏名", 300, 300), ("見本　一郎", 700, 300), ("性別・続柄", 300, 400), ("男・世帯主", 700, 400))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["男"]], [["世帯主"]])


def test_the_values_of_two_columns_without_a_rule_between_them_are_parted_where_they_are_read_as_one():
    lines = [segment(text, left, 300) for text, left in (("氏名", 200), ("性別", 900), ("続柄", 1080))]
    for top, name, told in ((400, "柏木敬", "男夫"), (520, "柏木瑠璃", "女妻")):
        lines += [segment(name, 200, top), segment(told, 905, top, pitch=2.0)]
    found = values(arrange(lines, bare()))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["男"], ["女"]], [["夫"], ["妻"]])


@pytest.mark.parametrize(
    ("text", "told"),
    [("男夫", ("男", "夫")), ("女世帯主", ("女", "世帯主")), ("男子", ("男", "子")), ("女ノ妻", ("女", "妻"))],
)
def test_a_sex_and_a_relationship_under_one_label_are_told_without_white(text, told):
    found = values(arrange(*grid(("氏名", "髙橋一郎"), ("性・続柄", text))))
    assert (found["members[].sex"], found["members[].relationship"]) == ([[told[0]]], [[told[1]]])


def test_marks_in_brackets_that_count_people_are_no_part_of_names():
    first = [("（ア）林志津", 100, 300), ("カナ氏名", 600, 300), ("ハヤシ　シヅ", 900, 300)]
    found = free(*first, ("生年月日", 200, 400), ("昭和60年3月14日", 600, 400))
    assert found["members[].name"] == [["林志津"]]


def test_two_labels_in_one_cell_have_a_line_each():
    found = values(arrange(*grid(("本籍及び筆頭者", ""), ("性別／続柄", "男／長男"))))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["男"]], [["長男"]])


def test_an_address_is_not_divided_between_two_labels_where_its_end_is_no_value():
    sheet = arrange(*grid(("本籍・筆頭者", "埼玉県三郷市鷹野２－１１　－２０"), ("生年月日", "昭和50年1月2日")))
    found = values(sheet)
    assert (found["registered_domicile"], found["register_head"]) == ([["埼玉県三郷市鷹野２－１１　－２０"]], [[]])
    assert not any(hit.clear for hit in sheet.hits if hit.target in ("registered_domicile", "register_head"))


def test_the_place_moved_to_is_one_label_with_its_brackets():
    former, new = "高知県高知市鴨部２丁目", "埼玉県三郷市鷹野２丁目"
    found = values(arrange(*grid(("従前の住所", former), ("転出先（予定）住所", new))))
    assert (found["former_address"], found["new_address"]) == ([[former]], [[new]])


def test_a_label_with_a_colon_begins_wherever_it_stands():
    found = free(("氏名：見本一郎", 300, 300), ("本籍：埼玉県三郷市鷹野5番地筆頭者：見本一郎", 300, 400))
    assert (found["registered_domicile"], found["register_head"]) == ([["埼玉県三郷市鷹野5番地"]], [["見本一郎"]])


def test_a_reading_above_a_name_keeps_its_label_and_a_line_with_a_label_is_no_building():
    found = free(
        ("カナ", 300, 300), ("ミホン　イチロウ", 700, 300), ("氏名", 300, 345), ("見本　一郎", 700, 345),
        ("本籍", 300, 500), ("埼玉県三郷市鷹野5番地", 700, 500), ("筆頭者", 300, 550), ("見本　一郎", 700, 550),
    )  # fmt: skip
    assert (found["members[].kana"], found["members[].name"]) == ([["ミホン　イチロウ"]], [["見本　一郎"]])
    assert (found["registered_domicile"], found["register_head"]) == ([["埼玉県三郷市鷹野5番地"]], [["見本　一郎"]])


@pytest.mark.parametrize(
    "line",
    [
        "令和8年5月1日発行",
        "上記のとおり相違ないことを証明します。令和8年5月1日",
        "発行　令和8年5月1日",
        "令和8年5月1日証明する。",
    ],
)
def test_the_date_of_issue_stands_beside_what_says_so(line):
    label, name = segment("氏名", 300, 300), segment("見本　一郎", 700, 300)
    sheet = Sheet([Hit("members[].name", label, (Spot((name,)),), 0)], [segment(line, 300, 900)])
    texts = {entry.path: entry.value.text for entry in collect(sheet, _Plain())}
    assert texts["issued_on"] == "令和8年5月1日"


def test_a_stamp_that_says_issued_does_not_hide_the_date_at_the_foot():
    stamp = Hit("issued_on", segment("交付", 1500, 1100), (Spot((segment("長石", 1500, 1200),)),))
    hits = [Hit("members[].name", segment("氏名", 300, 300), (Spot((segment("見本　一郎", 700, 300),)),), 0), stamp]
    sheet = Sheet(hits, [segment("令和8年5月1日", 300, 1250), segment("石巻市長", 300, 1350)])
    assert {e.path: e.value.value for e in collect(sheet, _Plain())}["issued_on"] == "2026-05-01"


def test_a_title_is_nobodys_value():
    found = free(("転出証明書", 900, 275), ("世帯主", 300, 300), ("氏名", 300, 400), ("見本　一郎", 700, 400))
    assert "householder.former" not in found or not any(found["householder.former"])


def test_what_stands_behind_another_labels_cell_is_not_a_labels_whose_own_cell_was_not_seen():
    segments, ruling = grid(("性別", "男"))
    segments += [segment("生年月日", 60, 340), segment("令和8年9月21日", 2050, 340)]
    assert values(arrange(segments, ruling)).get("members[].birth_date") != [["令和8年9月21日"]]


def test_labels_with_their_values_between_two_people_do_not_end_a_table():
    edges = [[300, 900, 1500, 2100], [300, 900, 1500, 2100], [300, 2100], [300, 900, 1500, 2100], [300, 2100]]
    told = "個人番号：300518722895　本籍：堺市北区百舌鳥1番地　筆頭者：見本一郎"
    rows = [
        ["氏名", "生年月日", "性別"],
        ["見本　一郎", "昭和50年3月1日", "男"],
        [told],
        ["見本　花子", "昭和52年4月2日", "女"],
        [told],
    ]
    found = values(arrange(*ruled(edges, rows)))
    assert found["members[].name"][:2] == [["見本　一郎"], ["見本　花子"]]
    assert found["members[].sex"][:2] == [["男"], ["女"]]


def test_a_reading_that_came_in_two_parts_is_one_persons():
    found = free(
        ("氏名", 300, 300), ("見本　一郎", 700, 300),
        ("フリガナ", 300, 400), ("ミホン", 700, 400), ("イチロウ", 860, 400),
        ("性別", 300, 500), ("男", 700, 500),
    )  # fmt: skip
    assert found["members[].kana"] == [["ミホン", "イチロウ"]]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("former_address", "山口県下関市椋野町1丁目2番"),
        ("new_address", "東京都八王子市中山5－21－16"),
        ("members[].relationship", "二男"),
    ],
)
def test_what_labels_take_for_one_another_does_not_blur_values(target, text):
    assert fit(target, text) >= SUITS


def test_values_close_beneath_small_labels_are_not_the_labels_further_left():
    small = 0.7 * EM
    blank = bare()
    labels = [segment(text, x, 300, em=small) for text, x in (("届出年月日", 300), ("転出年月日", 1000))]
    dates = [segment(text, x, 320, em=EM) for text, x in (("令和8年9月30日", 300), ("令和8年10月5日", 1000))]
    found = values(arrange([*labels, *dates], blank))
    assert (found["notified_on"], found["planned_on"]) == ([["令和8年9月30日"]], [["令和8年10月5日"]])


def test_a_line_that_begins_beneath_a_small_label_is_not_beside_it():
    small = [segment("世帯主", 300, 300, em=0.6 * EM)]
    page = [*small, segment("見本", 300, 322), segment("一郎", 460, 322)]
    found = values(arrange(page, bare()))
    assert found["householder.former"][0][0] == "見本"


def test_the_halves_of_a_name_are_one_value_beneath_its_label():
    found = free(
        ("世帯主", 300, 300), ("筆頭者", 1000, 300), ("見本", 300, 360), ("一郎", 430, 360), ("見本", 1000, 360)
    )
    assert found["householder.former"] == [["見本", "一郎"]]


def test_a_building_beneath_the_second_of_two_labels_alike_is_not_the_firsts():
    found = free(
        ("転出前住所", 300, 300), ("方書", 1500, 300), ("埼玉県三郷市鷹野5番地", 300, 345),
        ("転出後住所", 300, 450), ("方書", 1500, 450), ("埼玉県三郷市高州1番地", 300, 495), ("見本荘101", 1500, 495),
    )  # fmt: skip
    assert found["new_building"] == [["見本荘101"]] and not any(found.get("former_building", [[]]))


def test_items_of_a_list_beneath_each_other_are_no_label_of_two_lines():
    found = free(
        ("7", 200, 300), ("筆頭者", 300, 300), ("見本一郎", 700, 300),
        ("8", 200, 350), ("氏名", 300, 350), ("見本花子", 700, 350),
    )  # fmt: skip
    assert found["register_head"] == [["見本一郎"]] and found["members[].name"] == [["見本花子"]]


def test_names_without_a_label_are_those_beneath_their_readings_one_for_each_date_of_birth():
    page = []
    for y, (kana, name, born) in enumerate(
        [("ミホンイチロウ", "見本一郎", "昭和50年3月1日"), ("ミホンハナコ", "見本花子", "昭和52年4月2日")]
    ):
        page += [segment(kana, 300, 300 + 200 * y, em=24), segment(name, 300, 330 + 200 * y)]
        page += [segment("生年月日", 900, 330 + 200 * y), segment(born, 1200, 330 + 200 * y)]
    hits = arrange(page, bare()).hits
    names = {hit.member: (hit.spots[0].segments[0].text, hit.clear) for hit in hits if hit.target == "members[].name"}
    assert names == {0: ("見本一郎", False), 1: ("見本花子", False)}


def test_a_reading_behind_a_name_on_its_line_is_a_reading():
    page = [segment("氏名", 300, 300), segment("桐生フサエ", 700, 300), segment("キリュウフサエ", 1000, 306, em=24)]
    found = values(arrange(page, bare()))
    assert (found["members[].name"], found["members[].kana"]) == ([["桐生フサエ"]], [["キリュウフサエ"]])


def test_what_is_a_label_elsewhere_is_a_value_beneath_the_label_of_its_field():
    found = values(arrange(*grid(("氏名", "見本一郎"), ("在留資格", "介護"))))
    assert found["members[].status_of_residence"] == [["介護"]]


def test_two_addresses_without_captions_are_given_in_doubt():
    sheet = arrange(*grid(("住所", "埼玉県三郷市鷹野5番地"), ("世帯主", "見本一郎"), ("住所", "埼玉県三郷市高州1番地")))
    told = {hit.target: (hit.spots[0].segments[0].text, hit.clear) for hit in sheet.hits if "address" in hit.target}
    assert told == {
        "former_address": ("埼玉県三郷市鷹野5番地", False),
        "new_address": ("埼玉県三郷市高州1番地", False),
    }


def test_where_the_mayor_stands_behind_a_date_only_the_date_is_its_labels():
    rows = [("発行年月日", 300), ("令和8年8月10日", 560), ("勝山市長", 1500), ("門川大輔", 1800)]
    found = arrange([segment(text, left, 2000) for text, left in rows], bare())
    assert [[each.text for each in hit.spots[0].segments] for hit in found.hits] == [["令和8年8月10日"]]


def test_the_mayor_beside_the_word_of_a_stamp_is_no_date_and_stays_the_mayor():
    rows = [("異動年月日", 200, 300), ("令和8年8月10日", 560, 300)]
    rows += [("令和8年8月12日", 1380, 2170), ("交付", 260, 2350), ("八丈町長", 1380, 2350)]
    found = collect(arrange([segment(*row) for row in rows], bare()), recogniser=Masked())
    assert {entry.path: (entry.value.value, entry.placed) for entry in found} == {
        "planned_on": ("2026-08-10", True),
        "issued_on": ("2026-08-12", True),
        "issuer": ("八丈町長", True),
    }


def test_a_reading_in_brackets_beneath_a_name_is_that_names():
    names = [("氏名", 200, 300, 40), ("柏木敬", 200, 400, 40), ("柏木瑠璃", 200, 520, 40)]
    names += [("性別", 900, 300, 40), ("女", 900, 400, 40), ("女", 900, 520, 40)]
    readings = [("(カシワギタカシ)", 200, 440, 34), ("(カシワギルリ)", 200, 560, 34)]
    lines = [segment(text, left, top, em=em) for text, left, top, em in (*names, *readings)]
    found = values(arrange(sorted(lines, key=lambda line: line.top), bare()))
    assert found["members[].name"] == [["柏木敬"], ["柏木瑠璃"]]
    assert found["members[].kana"] == [["(カシワギタカシ)"], ["(カシワギルリ)"]]


def test_captions_one_above_the_other_tell_which_of_a_labels_values_is_which():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    boxes = [(300, 300, 500, 600)] + [(x, y, r, y + 150) for y in (300, 450) for x, r in ((500, 800), (800, 2200))]
    for left, top, right, bottom in boxes:
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), 3)
    ruling = Ruling(image)
    texts = [("住所", 340, 430), ("転出前", 540, 350), ("堺市北区長曽根町1番2号", 840, 350)]
    texts += [("転出後", 540, 500), ("高岡市西広谷1628番地", 840, 500)]
    found = arrange([segment(text, x, y, ruling.cell_at(x + 20, y + 20)) for text, x, y in texts], ruling)
    told = {hit.target: "".join(each.text for each in hit.spots[0].segments) for hit in found.hits}
    assert told == {"former_address": "堺市北区長曽根町1番2号", "new_address": "高岡市西広谷1628番地"}


def test_a_householder_behind_the_mark_after_a_sex_is_the_relationship():
    rows = [("性別・続柄", 100, 300), ("男／世帯主", 600, 300), ("世帯主", 100, 500), ("別府泰三", 600, 500)]
    found = values(arrange([segment(*row) for row in rows], bare()))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["男"]], [["世帯主"]])
    assert found["householder.former"] == [["別府泰三"]]


def test_a_stroke_between_a_sex_and_a_relationship_may_be_taken_for_a_kana():
    found = free(
        ("氏名", 100, 200), ("別府泰三", 600, 200), ("性別／続柄", 100, 300), ("女ノ", 600, 300), ("世帯主", 800, 300)
    )
    assert (found["members[].sex"], found["members[].relationship"]) == ([["女"]], [["世帯主"]])


def test_how_many_people_move_is_no_part_of_the_value_above():
    rows = [("戸籍の筆頭者", 100, 300), ("東郷信義", 700, 300), ("9　転出する人", 100, 360), ("1人", 700, 360)]
    assert free(*rows)["register_head"] == [["東郷信義"]]


def test_what_stands_behind_white_after_one_of_a_fields_few_words_belongs_to_a_label_that_was_misread():
    rows = [("氏名", 100, 300), ("別府泰三", 300, 300), ("国保有", 100, 400), ("ネ初ン1号", 280, 400)]
    assert free(*rows)["members[].health_insurance"] == [["有"]]


def test_a_stay_without_an_end_suits_its_period():
    assert fit("members[].period_of_stay", "無期限") == SUITS


def test_lines_of_one_cell_are_in_the_order_of_the_labels_that_a_mark_joins():
    lines, ruling = ruled(
        [[300, 900, 1600], [300, 900, 1600]], [["氏名", "在留資格／期間"], ["王静", "企業内転勤"]], high=160
    )
    lines.append(segment("3年", 920, 545, ruling.cell_at(930, 565)))
    lines = [replace(line, cell=ruling.cell_at(line.left + 9, line.middle)) for line in lines]
    found = values(arrange(lines, ruling))
    assert (found["members[].status_of_residence"], found["members[].period_of_stay"]) == ([["企業内転勤"]], [["3年"]])


def test_people_beside_each_other_where_the_last_column_is_unused():
    rows = [
        ("氏名", "山田太郎", "山田花子", "－－－"),
        ("生年月日", "昭和60年3月14日", "平成2年5月6日", "－－－"),
        ("性別", "男", "女", "－－－"),
    ]
    page = [segment(text, 100 + 500 * x, 100 + 100 * y) for y, row in enumerate(rows) for x, text in enumerate(row)]
    found = values(arrange(page, bare()))
    assert found["members[].name"] == [["山田太郎"], ["山田花子"], ["－－－"]]
    assert found["members[].sex"] == [["男"], ["女"], ["－－－"]]


def test_a_cell_of_labels_each_with_its_english_is_a_head():
    head, ruling = ruled([[300, 900, 1500], [300, 900, 1500]], [["", "性別"], ["", "男"]], 240)
    head += [
        segment(text, 340, 310 + 50 * at, ruling.cell_at(340, 330 + 50 * at), em)
        for at, (text, em) in enumerate([("（氏名）", 40), ("Name", 30), ("（生年月日）", 40), ("Date of birth", 30)])
    ]
    head += [
        segment(text, 340, 560 + 110 * at, ruling.cell_at(340, 580 + 110 * at))
        for at, text in enumerate(["山田太郎", "昭和60年3月14日"])
    ]
    found = values(arrange(head, ruling))
    assert found["members[].name"] == [["山田太郎"]]
    assert found["members[].birth_date"] == [["昭和60年3月14日"]]


def test_a_label_under_anothers_side_in_its_own_cell_is_of_that_side():
    page, ruling = ruled([[300, 1100, 1900]], [["", ""]], 400)
    for at, side in enumerate(["異動前住所", "異動後住所"]):
        texts = [(side, 30), ("大阪市北区1番", 100), ("世帯主", 200), (("山田太郎", "山田花子")[at], 270)]
        page += [segment(t, 330 + 800 * at, 300 + y, ruling.cell_at(340 + 800 * at, 320 + y)) for t, y in texts]
    found = values(arrange(page, ruling))
    assert found["householder.former"] == [["山田太郎"]]
    assert found["householder.new"] == [["山田花子"]]


def test_a_building_with_a_room_beneath_an_address_is_no_other_address():
    page = [segment("前住所", 100, 100), segment("堺市北区1番地", 400, 100), segment("市営東団地3号棟401号", 400, 145)]
    found = values(arrange(page, bare()))
    assert found["former_address"] == [["堺市北区1番地"]]
    assert found["former_building"] == [["市営東団地3号棟401号"]]


def test_what_stands_right_beneath_is_nearer_than_what_stands_as_high_in_the_other_column():
    page = [segment("旧世帯主", 100, 100), segment("山田太郎", 110, 150), segment("山田花子", 1500, 110)]
    page += [
        segment("生年月日昭和60年3月14日", 1500, 180),
        segment("旧住所", 100, 300),
        segment("堺市北区1番地", 110, 350),
    ]
    assert values(arrange(page, bare()))["householder.former"] == [["山田太郎"]]


def test_the_number_and_the_age_of_a_person_are_none_of_their_values():
    rows = [("氏名", "生年月日"), ("01カンザキ", ""), ("神崎亮", "昭和49年8月28日")]
    page = [
        segment(text, 100 + 600 * x, 100 + 60 * y) for y, row in enumerate(rows) for x, text in enumerate(row) if text
    ]
    page[2] = replace(page[2], glyphs=tuple(replace(g, x=g.x + 20 * (at > 1)) for at, g in enumerate(page[2].glyphs)))
    found = values(arrange([*page, segment("(51歳)", 1100, 225, em=30)], bare()))
    assert found["members[].kana"] == [["カンザキ"]]
    assert found["members[].name"] == [["神崎亮"]]
    assert found["members[].birth_date"] == [["昭和49年8月28日"]]


def test_the_number_of_a_person_is_no_part_of_a_name_in_latin_letters():
    apart = {False: "2SILVA", True: "SILVA"}
    for white, name in apart.items():
        line = segment("2SILVA", 100, 160)
        glyphs = tuple(replace(glyph, x=glyph.x + 20 * (white and at > 0)) for at, glyph in enumerate(line.glyphs))
        assert uncounted(replace(line, glyphs=glyphs)).text == name


def test_names_without_labels_that_lead_their_people_are_clear():
    page = []
    for at, (name, reading, born) in enumerate(
        [("山田太郎", "やまだたろう", "昭和60年3月14日"), ("石井花子", "いしいはなこ", "平成2年5月6日")]
    ):
        top = 300 * at
        page += [segment(reading, 100, top, em=20), segment(name, 100, top + 30), segment("生年月日", 100, top + 100)]
        page += [segment(born, 400, top + 100), segment("性別", 100, top + 160), segment("男", 400, top + 160)]
    hits = [hit for hit in arrange(page, bare()).hits if hit.target in ("members[].name", "members[].kana")]
    assert [(hit.target, hit.member, hit.clear) for hit in hits] == [
        ("members[].name", 0, True),
        ("members[].kana", 0, True),
        ("members[].name", 1, True),
        ("members[].kana", 1, True),
    ]


def test_people_beside_each_other_of_whom_the_first_has_no_value():
    rows = [
        ("氏名", "山田太郎", "山田花子", "山田一郎"),
        ("生年月日", "昭和60年3月14日", "平成2年5月6日", "平成3年5月6日"),
    ]
    page = [segment(text, 100 + 500 * x, 100 + 100 * y) for y, row in enumerate(rows) for x, text in enumerate(row)]
    page += [segment("旧氏", 100, 300), segment("石井", 1100, 300), segment("上田", 1600, 300)]
    found = values(arrange(page, bare()))
    assert found["members[].former_surname"] == [[], ["石井"], ["上田"]]


def test_rules_that_a_line_printer_makes_of_characters_are_no_text():
    rows = [
        "+----+----------+------------+----+",
        "|番|氏名|生年月日|性別|",
        "+----+----------+------------+----+",
        "|1|山田太郎|昭和60年3月14日|男|",
        "|2|山田花子|平成2年5月6日|女|",
    ]
    edges = [100, 250, 700, 1300, 1500]
    page = [segment(rows[0], 100, 100), segment(rows[2], 100, 220)]
    for top, row in ((160, rows[1]), (280, rows[3]), (340, rows[4])):
        page += [segment(f"|{text}", x, top) for text, x in zip(row.split("|")[1:], edges, strict=True)]
    found = values(arrange(page, bare()))
    assert found["members[].name"] == [["山田太郎"], ["山田花子"]]
    assert found["members[].birth_date"] == [["昭和60年3月14日"], ["平成2年5月6日"]]
    assert found["members[].sex"] == [["男"], ["女"]]


def test_the_end_of_an_address_on_its_next_line_is_no_given_name_behind_an_arrow():
    page = [segment("これまでの住所", 100, 100, em=30), segment("引越し先の住所", 1140, 100, em=30)]
    page += [
        segment("新潟県長岡市蓮潟3丁目35番1号", 100, 140),
        segment("愛知県名古屋市千種区星が丘元町29番14", 1140, 140),
    ]
    page += [segment("一", 1045, 190), segment("号", 1140, 190)]
    found = values(arrange(page, bare()))
    assert found["new_address"] == [["愛知県名古屋市千種区星が丘元町29番14", "号"]]
    assert "new_building" not in found


def test_an_address_above_what_may_be_its_end_is_not_certain():
    page = [segment("転出先", 100, 100), segment("愛知県名古屋市千種区星が丘元町29番14", 500, 100)]
    loose = segment("号", 510, 145)
    assert not is_cut("new_address", page[1:], [])
    assert is_cut("new_address", page[1:], [loose])
    right = page[1].right
    assert is_cut("new_address", page[1:], [segment("20", right - 40, 145)])  # lines that end beneath each other
    assert not is_cut("new_address", page[1:], [segment("20", right - 200, 145)])


def test_the_address_of_those_who_move_beside_the_present_one_is_the_new_one():
    page = [segment("現住所", 100, 100), segment("東京都港区六本木1番地", 600, 100)]
    page += [segment("転出する住所", 100, 200), segment("福井県坂井市丸岡町西里丸岡1085番地", 600, 200)]
    hits = {hit.target: hit for hit in arrange(page, bare()).hits}
    assert hits["new_address"].label.text == "転出する住所" and not hits["new_address"].clear
    assert hits["former_address"].label.text == "現住所"
    (alone,) = arrange(page[2:], bare()).hits
    assert alone.target == "former_address"


def test_a_number_is_cut_nowhere_between_two_columns():
    head = segment("本籍地", 100, 100), segment("筆頭者", 1000, 100)
    loose = segment("長野県諏訪市大字四賀404番", 100, 200, pitch=1.7)
    found = values(arrange([*head, loose], bare()))
    texts = [text for spots in found.values() for parts in spots for text in parts]
    assert not any(text.endswith(("4", "40")) for text in texts)


def test_an_address_printed_for_each_person_is_one_address():
    place = "大阪府摂津市東別府1丁目1番地"
    spot = Spot((segment(place, 600, 200), segment(place, 600, 260)))
    (entry,) = collect(Sheet([Hit("registered_domicile", segment("本籍", 100, 200), (spot,))]), _Plain())
    assert entry.value.value == place


@pytest.mark.parametrize(
    ("first", "second", "told", "placed"),
    [
        ("大阪府摂津市東別府1", "大阪府摂津市東別府180番地5", "大阪府摂津市東別府180番地5", False),
        ("大阪府摂津市東別府1番地", "大阪府茨木市駅前2番地", "大阪府摂津市東別府1番地", False),
        ("大阪府摂津市東別府1番地", "大阪府摂津市東別府1番地", "大阪府摂津市東別府1番地", True),
    ],
)
def test_a_domicile_told_twice_is_certain_only_where_both_say_the_same(first, second, told, placed):
    hits = [
        Hit("registered_domicile", segment("本籍", 100, top), (Spot((segment(place, 600, top),), confirmed=True),))
        for place, top in ((first, 200), (second, 800))
    ]
    (entry,) = collect(Sheet(hits), _Plain())
    assert (entry.value.value, entry.placed) == (told, placed)


@pytest.mark.parametrize(("second", "placed"), [("渡邉修", True), ("渡邊治", False)])
def test_a_head_of_register_told_twice_may_differ_in_a_variant(second, placed):
    hits = [
        Hit("register_head", segment("筆頭者", 100, top), (Spot((segment(name, 600, top),), confirmed=True),))
        for name, top in (("渡邊修", 200), (second, 800))
    ]
    (entry,) = collect(Sheet(hits), _Plain())
    assert entry.placed is placed


@pytest.mark.parametrize(("text", "found"), [("本　籍", 0), ("本城", 1)])
def test_the_word_of_another_label_is_nobodys_name(text, found):
    hit = Hit("householder.new", segment("新世帯主", 100, 200), (Spot((segment(text, 600, 200),)),))
    assert len(collect(Sheet([hit]), _Plain())) == found


def test_a_line_of_help_beside_a_label_is_nobodys_name():
    page = [segment("筆頭者", 100, 100), segment("戸籍の最初に書かれている人", 300, 105, em=25)]
    page += [segment("世帯主", 100, 250), segment("今の世帯の代表者", 300, 255, em=25)]
    page += [segment("見本　太郎", 110, 150), segment("見本　花子", 110, 300)]
    found = values(arrange(page, bare()))
    assert found["register_head"] == [["見本　太郎"]]
    assert found["householder.former"] == [["見本　花子"]]


def test_a_head_of_one_label_above_two_has_its_values_in_the_same_order():
    edges = [300, 1000, 1700]
    head, one, two = ["", ""], ["見本太郎", ""], ["見本花子", ""]
    segments, ruling = ruled([edges] * 3, [head, one, two], high=150)

    def cell(text: str, left: float, row: int, line: int):
        top = 310 + 150 * row + 70 * line
        return segment(text, left, top, ruling.cell_at(1010, top + 20))

    segments += [segment("氏名", 320, 340, ruling.cell_at(310, 360))]
    segments += [cell("生年月日", 1200, 0, 0), cell("性別", 1100, 0, 1), cell("続柄", 1400, 0, 1)]
    segments += [cell("昭和54年5月28日", 1050, 1, 0), cell("男", 1100, 1, 1), cell("世帯主", 1400, 1, 1)]
    segments += [cell("平成2年1月2日", 1050, 2, 0), cell("女妻", 1100, 2, 1)]
    found = values(arrange(segments, ruling))
    assert found["members[].birth_date"] == [["昭和54年5月28日"], ["平成2年1月2日"]]
    assert found["members[].sex"] == [["男"], ["女"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"]]


def test_labels_of_one_cell_have_a_cell_each_beside_it():
    edges = [300, 700, 1000, 1300]
    found = values(arrange(*ruled([edges, edges], [["国保・年金", "有", "第1号"], ["介護・児童", "***", "無"]])))
    assert found["members[].care_insurance"] == [["***"]]
    assert found["members[].child_allowance"] == [["無"]]
    assert found["members[].pension"] == [["第1号"]]


def test_what_everybody_has_beside_a_label_that_no_field_is_for_is_nobodys_else():
    edges = [300, 800, 1200, 1600]
    rows = [["氏名", "見本太郎", "見本花子"], ["後期高齢者医療", "無", "無"], ["国民年金", "第1号", ""]]
    sheet = arrange(*ruled([edges] * 3, rows))
    assert values(sheet)["members[].pension"][0] == ["第1号"]
    assert "無" not in [part.text for hit in sheet.hits for spot in hit.spots for part in spot.segments]
    assert "無" not in [part.text for part in sheet.loose]


@pytest.mark.parametrize(
    ("label", "field"), [("八代市での住所", "former_address"), ("本市における世帯主", "householder.former")]
)
def test_what_is_said_of_a_city_is_of_before_the_move(label, field):
    value = "熊本県八代市新開町1番地" if "住所" in label else "見本太郎"
    assert values(arrange(*grid((label, value), ("氏名", "髙橋一郎"))))[field] == [[value]]


def test_an_unknown_label_a_little_higher_than_its_row_keeps_the_rows_of_a_head_together():
    edges, lifts, segments = [300, 900, 1500, 1900], (0, 6, 6), []
    image = np.full((3508, 2480, 3), 255, np.uint8)
    rows = [
        ["氏名", "生年月日", "国保"],
        ["性別", "住民歴", "年金"],
        ["見本一郎", "昭和60年3月14日", "無"],
        ["男", "平成2年5月6日", "第1号"],
        ["見本花", "昭和61年3月14日", "有"],
        ["女", "平成2年5月6日", ""],
    ]
    places = [(left, 300 + 80 * at - lift) for at in range(len(rows)) for left, lift in zip(edges, lifts, strict=False)]
    for (left, top), right in zip(places, edges[1:] * len(rows), strict=True):
        cv2.rectangle(image, (left, top), (right, top + 80), (0, 0, 0), 2)
    ruling = Ruling(image)
    for (left, top), text in zip(places, itertools.chain(*rows), strict=True):
        cell = ruling.cell_at(left + 20, top + 40)
        segments += [segment(text, left + 20, top + 20, cell)] if text else []
    found = values(arrange(segments, ruling))
    assert found["members[].name"] == [["見本一郎"], ["見本花"]]
    assert found["members[].health_insurance"] == [["無"], ["有"]]
    assert found["members[].pension"] == [["第1号"], []]


def test_a_stamp_far_behind_a_building_is_none_of_it():
    page = [segment("転出前住所", 100, 100), segment("堺市北区1番地", 600, 80), segment("メゾン北402", 600, 130)]
    page += [segment("窓口③10:40", 1800, 130), segment("届出日", 100, 260), segment("令和8年11月3日", 600, 260)]
    found = values(arrange(page, bare()))
    assert found["former_address"] == [["堺市北区1番地"]] and found["former_building"] == [["メゾン北402"]]


def test_two_values_above_each_other_that_were_read_as_one_are_parted_by_their_words():
    segments, ruling = grid(("", ""))
    label, value = (ruling.cell_at(x, 360) for x in (400, 1000))
    segments += [segment("続柄", 340, 310, label, em=30), segment("性", 340, 370, label, em=30)]
    segments.append(segment("妻女", 940, 340, value))
    found = values(arrange(segments, ruling))
    assert found == {"members[].relationship": [["妻"]], "members[].sex": [["女"]]}


def test_a_remark_behind_a_label_of_few_words_is_no_value():
    segments, ruling = grid(("備考", ""), ("氏名", "髙橋一郎"))
    text = "児童手当　令和8年12月分から転入先で認定請求のこと"
    segments.append(segment(text, 940, 340, ruling.cell_at(1000, 360)))
    assert not any(values(arrange(segments, ruling)).get("members[].child_allowance", [[]])[0])


@pytest.mark.parametrize(("text", "kept"), [("受給資格証明書を交付済", []), ("要介護2", [["要介護2"]])])
def test_in_a_box_of_remarks_only_a_fields_own_words_are_its_value(text, kept):
    segments, ruling = grid(("氏名", "髙橋一郎"), ("備考", ""))
    box = segments[-1].cell
    segments.append(segment(f"介護保険：{text}", 340, 500, box))
    segments[-2] = replace(segments[-2], quad=segments[-2].quad - np.float32([0, 20]))
    assert values(arrange(segments, ruling)).get("members[].care_insurance", []) == kept


def test_a_value_that_is_a_label_elsewhere_shares_no_values_with_the_label_before_it():
    page = [printed("在留資格　介護"), segment("氏名", 300, 300), segment("見本　一郎", 700, 300)]
    found = values(arrange(page, bare()))
    assert found["members[].status_of_residence"] == [["介護"]]


@pytest.mark.parametrize("text", ["女/子", "女・子"])
def test_labels_joined_by_a_mark_share_the_cell_beside_them_where_their_own_was_not_seen(text):
    segments, ruling = grid(("氏名", "髙橋一郎"), ("", text))
    found = values(arrange([*segments, segment("性別・続柄", 340, 460)], ruling))
    assert (found["members[].sex"], found["members[].relationship"]) == ([["女"]], [["子"]])


def test_deep_cells_beneath_deep_labels_do_not_part_the_row_beside_them():
    image = np.full((3508, 2480, 3), 255, np.uint8)
    edges, deep = [100, 600, 800, 1100, 1500], (600, 800)
    page, texts = (
        [],
        [
            [("フリガナ", "氏名"), "性別", "続柄", ("国保", "年金"), "旧氏"],
            [("", "見本一郎"), "男", "世帯主", ("無", "第1号"), "牧"],
            [("", "見本花"), "女", "妻", ("有", ""), ""],
        ],
    )
    rights = [*edges[1:], 1800]
    for top in (300, 420, 540):
        for left, right in zip(edges, rights, strict=True):
            cv2.rectangle(image, (left, top), (right, top + 120), (0, 0, 0), 3)
            if left not in (*deep, edges[-1]):
                cv2.line(image, (left, top + 60), (right, top + 60), (0, 0, 0), 3)
    ruling = Ruling(image)
    for at, row in enumerate(texts):
        for left, text in zip(edges, row, strict=True):
            for y, line in [(40, text)] if isinstance(text, str) else zip((15, 75), text, strict=True):
                place = (left + 20, 300 + 120 * at + y)
                page += [segment(line, *place, ruling.cell_at(place[0], place[1] + 15), em=28)] if line else []
    sheet = arrange(page, ruling)
    found = values(sheet)
    assert found["members[].name"] == [["見本一郎"], ["見本花"]]
    assert found["members[].health_insurance"] == [["無"], ["有"]]
    assert found["members[].pension"] == [["第1号"], []]
    assert found["members[].former_surname"] == [["牧"], []]
    assert all(hit.clear for hit in sheet.hits if hit.target == "members[].name")


def test_a_building_beneath_one_of_two_addresses_beside_each_other_is_that_ones():
    rows = [
        ["旧住所", "富山県射水市梅木231番地の1", "転出先住所", "東京都杉並区下井草1305番地の27"],
        ["方書", "コーポ若草602", "方書", ""],
    ]
    found = values(arrange(*ruled([[100, 350, 1200, 1450, 2400]] * 2, rows)))
    assert found["former_building"] == [["コーポ若草602"]]
    assert found["new_building"] == [[]]


def test_a_number_stamped_beside_a_label_is_none_of_its_few_words():
    for text, given in (("8.12.21", [[]]), ("第1弓", [["第1弓"]])):
        assert values(arrange(*grid(("氏名", "髙橋一郎"), ("年金種別", text))))["members[].pension"] == given


@pytest.mark.parametrize(("text", "given"), [("３Ｆ", [[]]), ("3", [["3"]]), ("無1", [["無1"]])])
def test_a_note_with_a_figure_is_none_of_the_few_words_without_one(text, given):
    assert values(arrange(*grid(("氏名", "髙橋一郎"), ("児童手当", text))))["members[].child_allowance"] == given


def test_what_stands_far_behind_its_label_in_one_cell_is_its_value():
    segments, ruling = grid(("氏名", "髙橋一郎"), ("国民健康保険", ""))
    label = segments[-1]
    found = values(arrange([*segments, segment("加入", 700, 460, label.cell)], ruling))
    assert found["members[].health_insurance"] == [["加入"]]


def test_heads_of_people_beside_a_labels_cell_are_no_values():
    # The corner of the table is one cell with the label: the rule between was not seen.
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for left, top, right, bottom in ((300, 300, 900, 600), (900, 300, 1500, 400), (900, 400, 1500, 600)):
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), 3)
    ruling = Ruling(image)
    rows = [("フリガナ", 340, 480), ("転出者１", 940, 330), ("タカハシイチロウ", 940, 480)]
    found = values(arrange([segment(text, x, y, ruling.cell_at(x, y)) for text, x, y in rows], ruling))
    assert found["members[].kana"] == [["タカハシイチロウ"]]


@pytest.mark.parametrize("text", ["以下余白", "－以下余白－", "（以下空白）"])
def test_what_says_that_nobody_follows_is_nobodys_value(text):
    page = [segment(each, 100, 200 + 100 * at) for at, each in enumerate(("氏名", "介護"))]
    page += [segment("髙橋一郎", 400, 200), segment(text, 400, 300)]
    found = values(arrange(page, bare()))
    assert found["members[].care_insurance"] == [[]]


def test_the_name_beneath_each_reading_is_the_second_line_of_a_head_for_both():
    """A line printer's table: フリガナ／氏名, the reading a line of its own above name, date of birth and sex."""
    heads = [("フリガナ／氏名", 200, 100), ("生年月日", 900, 100), ("性別", 1500, 100), ("続柄", 1800, 100)]
    page = [segment(text, x, y) for text, x, y in heads]
    rows = [
        ("アベタカシ", "阿部隆", "昭和62年1月23日", "男", "世帯主"),
        ("アベソウタ", "阿部颯太", "令和4年6月3日", "男", "子"),
    ]
    for at, (reading, *row) in enumerate(rows):
        page.append(segment(reading, 240, 200 + 130 * at))
        page += [segment(text, x, 245 + 130 * at) for text, x in zip(row, (240, 900, 1500, 1800), strict=True)]
    found = values(arrange(page, bare()))
    assert found["members[].kana"] == [["アベタカシ"], ["アベソウタ"]]
    assert found["members[].name"] == [["阿部隆"], ["阿部颯太"]]
    assert found["members[].birth_date"] == [["昭和62年1月23日"], ["令和4年6月3日"]]
