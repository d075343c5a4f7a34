"""Whose a value is: heads of several rows, people with a line of numbers between them, cards side by side."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.people.members import with_members, without_strays
from forms.certificate.arranging.people.remarks import doubt_remarks
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, same_row
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import EM, segment

Box = tuple[int, int, int, int]


def told(sheet: Sheet) -> list[tuple[int | None, str, list[str]]]:
    """For each label whose, which field, and the texts of its values."""
    return [
        (hit.member, hit.target.removeprefix("members[]."), [_text(spot) for spot in hit.spots]) for hit in sheet.hits
    ]


def _text(spot: Spot) -> str:
    return "".join(each.text for each in spot.segments)


def boxed(boxes: dict[Box, tuple[str, ...]]) -> tuple[list[Segment], Ruling]:
    """Ruled boxes (left, top, right, bottom in pixels) with lines of text, each as high as two thirds of its room."""
    image = np.full((3508, 2480, 3), 255, np.uint8)
    for left, top, right, bottom in boxes:
        cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), 3)
    ruling = Ruling(image)
    found = []
    for (left, top, _, bottom), texts in boxes.items():
        room = (bottom - top) / max(1, len(texts))
        for at, text in enumerate(texts):
            y = top + at * room + (room - EM) / 2
            found.append(segment(text, left + 12, y, ruling.cell_at(left + 30, y + EM / 2)))
    return found, ruling


def test_lines_above_each_other_are_two_rows_though_their_boxes_overlap():
    above, below, beside = segment("フリガナ", 100, 100, em=60), segment("氏名", 104, 128), segment("性別", 500, 120)
    assert not same_row(above, below)
    assert same_row(above, beside) and same_row(below, beside)


def test_under_labels_as_deep_as_the_head_a_cell_may_hold_what_several_labels_ask_for():
    boxes: dict[Box, tuple[str, ...]] = {
        (100, 200, 700, 270): ("フリガナ",),
        (100, 270, 700, 340): ("氏名",),
        (700, 200, 1200, 340): ("生年月日",),
        (1200, 200, 1400, 340): ("性別",),
        (1400, 200, 2000, 270): ("住民票コード",),
        (1400, 270, 2000, 340): ("個人番号",),
    }
    people = [
        ("トガシアキラ", "冨樫晃", "昭和40年6月1日", "男", "83414798228", "138861258477"),
        ("トガシレイ", "冨樫澪", "昭和30年3月15日", "女", "72376230857", "599205582869"),
    ]
    for at, (kana, name, born, sex, code, number) in enumerate(people):
        top = 340 + 140 * at
        boxes |= {
            (100, top, 700, top + 140): (kana, name),
            (700, top, 1200, top + 140): (born,),
            (1200, top, 1400, top + 140): (sex,),
            (1400, top, 2000, top + 70): (code,),
            (1400, top + 70, 2000, top + 140): (number,),
        }
    found = {target: texts for _, target, texts in told(arrange(*boxed(boxes)))}
    assert found == {
        "kana": ["トガシアキラ", "トガシレイ"],
        "name": ["冨樫晃", "冨樫澪"],
        "birth_date": ["昭和40年6月1日", "昭和30年3月15日"],
        "sex": ["男", "女"],
        "resident_code": ["83414798228", "72376230857"],
        "individual_number": ["138861258477", "599205582869"],
    }


def test_a_line_of_numbers_beneath_each_person_does_not_end_the_table():
    rows = [("氏名", "フリガナ", "生年月日", "続柄"), ("國分柊", "コクブシュウ", "S32.06.17", "世帯主")]
    rows += [("國分祐樹", "コクブユウキ", "S40.05.12", "夫")]
    tops = (100, 160, 280)
    page = [segment(t, 100 + 480 * x, tops[y]) for y, row in enumerate(rows) for x, t in enumerate(row)]
    for top, code in ((220, "23216060342"), (340, "14059136390")):
        page += [segment("住民票コード", 100, top), segment(code, 380, top)]
    found = told(arrange(page, bare()))
    assert (0, "name", ["國分柊", "國分祐樹"]) in found
    assert (0, "relationship", ["世帯主", "夫"]) in found


def test_cards_go_row_by_row_and_a_reading_in_two_parts_is_one_persons():
    boxes: dict[Box, tuple[str, ...]] = {}
    cards = [
        (100, 200, "ヒビノヒカル", "日比野光"),
        (1200, 200, "ヒビノエイタ", "日比野瑛太"),
        (100, 700, "ヒビノフミ", "日比野文"),
    ]
    for left, top, kana, name in cards:
        boxes |= {
            (left, top, left + 700, top + 130): ("振り仮名", kana),
            (left, top + 130, left + 700, top + 260): ("氏名", name),
            (left, top + 260, left + 700, top + 390): ("生年月日", "昭和30年4月2日"),
        }
    page, ruling = boxed(boxes)
    whole = next(each for each in page if each.text == "ヒビノヒカル")
    page[page.index(whole)] = whole.part(0, 3)
    page.append(segment("ヒカル", 460, whole.top, whole.cell))
    found = told(arrange(page, ruling))
    assert [row for row in found if row[1] == "kana"] == [
        (0, "kana", ["ヒビノヒカル"]),
        (1, "kana", ["ヒビノエイタ"]),
        (2, "kana", ["ヒビノフミ"]),
    ]
    assert [row[2] for row in found if row[1] == "name"] == [["日比野光"], ["日比野瑛太"], ["日比野文"]]


def test_people_beside_each_other_are_told_apart_without_labels_of_names():
    page = [segment("上野", 100 + 900 * at, 40) for at in range(2)]
    for at, (kana, sex, relationship) in enumerate((("ウエノアキ", "女", "世帯主"), ("ウエノレン", "男", "子"))):
        texts = (("氏名のフリガナ", kana), ("性別", sex), ("続柄", relationship))
        for row, (label, value) in enumerate(texts):
            page += [segment(label, 100 + 900 * at, 200 + 80 * row), segment(value, 480 + 900 * at, 200 + 80 * row)]
    found = told(arrange(page, bare()))
    assert [row for row in found if row[1] == "kana"] == [(0, "kana", ["ウエノアキ"]), (1, "kana", ["ウエノレン"])]
    assert [row[:2] + tuple(row[2]) for row in found if row[1] == "relationship"] == [
        (0, "relationship", "世帯主"),
        (1, "relationship", "子"),
    ]


@pytest.mark.parametrize("dots", ["……………", "・・・・・・・・", "........"])
def test_a_row_of_dots_leads_from_a_label_to_its_value(dots):
    page = [segment(f"○出生年{dots}昭和48年11月25日", 100, 100), segment("月日", 160, 142)]
    page += [segment(f"○転出者{dots}新井鶴子", 100, 240), segment("氏名", 160, 282)]
    found = told(arrange(page, bare()))
    assert (0, "birth_date", ["昭和48年11月25日"]) in found
    assert (0, "name", ["新井鶴子"]) in found


def test_a_spread_label_in_brackets_is_one():
    page = [segment("［氏", 100, 100), segment("名］", 300, 100), segment("新井鶴子", 600, 100)]
    page += [segment("続柄", 100, 180), segment("妻", 600, 180)]
    assert (0, "name", ["新井鶴子"]) in told(arrange(page, bare()))


def test_behind_a_label_in_brackets_another_one_may_begin_that_is_broken():
    page = [segment("（フリガナ）異動す", 100, 100), segment("る者の氏名", 140, 142), segment("続柄", 700, 120)]
    page += [segment("セトミサキ", 100, 200, em=24), segment("瀬戸美咲", 100, 226), segment("妻", 700, 226)]
    found = told(arrange(page, bare()))
    assert {(0, "kana", "セトミサキ"), (0, "name", "瀬戸美咲")} <= {(each[0], each[1], *each[2]) for each in found}


def test_a_label_said_twice_in_other_words_begins_no_other_person():
    page = [segment("氏名", 100, 100), segment("転出者の氏名", 300, 100), segment("生年月日", 900, 100)]
    page += [segment("瀬戸茂", 100, 160), segment("昭和19年7月3日", 900, 160)]
    found = told(arrange(page, bare()))
    assert {member for member, _, _ in found} == {0}


def test_a_householder_in_a_cell_beneath_a_relationship_without_one_is_a_value():
    boxes: dict[Box, tuple[str, ...]] = {(100, 300, 800, 380): ("チダアンナ",), (800, 300, 1300, 380): ("世帯主",)}
    page, ruling = boxed(boxes)
    page += [segment("氏名のフリガナ", 110, 262, em=26), segment("続柄", 812, 262, em=26)]
    found = told(arrange(page, ruling))
    assert (0, "kana", ["チダアンナ"]) in found
    assert (0, "relationship", ["世帯主"]) in found
    assert not any(target == "householder.former" for _, target, _ in found)


def test_a_reading_in_brackets_behind_a_name_is_a_value_of_its_own():
    page = [segment("1.氏名：河野義弘（コウノヨシヒロ）", 100, 100), segment("続柄：子", 1000, 100)]
    found = told(arrange(page, bare()))
    assert (0, "name", ["河野義弘"]) in found
    assert (0, "kana", ["コウノヨシヒロ"]) in found


def test_the_lines_of_an_address_beneath_its_label_keep_their_order():
    page = [segment("前住所", 100, 100), segment("石川県金沢市八田町東5丁目7番地8", 110, 160)]
    page += [segment("コーポ桜", 108, 208)]
    page += [segment("転出先", 1200, 100), segment("石川県金沢市片町1丁目4番地", 1210, 160)]
    found = {target: texts for _, target, texts in told(arrange(page, bare()))}
    assert (
        "".join(found["former_address"] + found.get("former_building", [])) == "石川県金沢市八田町東5丁目7番地8コーポ桜"
    )


@pytest.mark.parametrize(
    ("beside", "x", "clear"),
    [
        ("072-233-1101", 100, True),
        ("第2025-000123号", 100, True),
        ("300518722895", 100, False),
        ("86577216365", 100, False),
        ("長男", 1300, False),
        ("長男", 100, True),  # in no row and no column of its field: a scrap
    ],
)
def test_people_are_doubted_where_only_they_have_what_is_left_over(beside, x, clear):
    page = [
        segment("氏名", 100, 100),
        segment("瀬戸茂", 400, 100),
        segment("続柄", 1000, 100),
        segment("子", 1300, 100),
    ]
    sheet = arrange([*page, segment(beside, x, 2000)], bare())
    assert {hit.clear for hit in sheet.hits} == {clear}


def test_nobody_from_a_label_in_somebodys_advice_on_is_told_for_certain():
    def one(target: str, member: int) -> Hit:
        return Hit(target, segment("見出し", 100, 100), (Spot((segment("値", 300, 100),)),), member)

    hits = [one("members[].name", 0), one("members[].pension", 1), one("members[].name", 2), one("new_address", None)]
    assert [hit.clear for hit in without_strays(hits)] == [True, False, False, True]
    assert without_strays(hits[:1]) == hits[:1]


def test_a_reading_whose_label_was_lost_moves_no_other_readings():
    rows = [
        (("よみ取れず", "ヤマダタロウ"), ("氏名", "山田太郎"), ("生年月日", "昭和60年3月14日"), ("性別", "男")),
        (("ふりがな", "ヤマダハナコ"), ("氏名", "山田花子"), ("生年月日", "平成2年5月6日"), ("性別", "女")),
        (("ふりがな", "ヤマダイチロウ"), ("氏名", "山田一郎"), ("生年月日", "平成9年5月6日"), ("性別", "男")),
    ]
    page = []
    for at, row in enumerate(rows):
        for column, (label, value) in enumerate(row):
            page += [
                segment(label, 100 + 500 * column, 200 * at, em=25),
                segment(value, 100 + 500 * column, 200 * at + 50),
            ]
    found = {(member, field): texts for member, field, texts in told(arrange(page, bare()))}
    assert (found[1, "kana"], found[1, "name"]) == (["ヤマダハナコ"], ["山田花子"])
    assert (found[2, "kana"], found[2, "name"]) == (["ヤマダイチロウ"], ["山田一郎"])


def test_a_reading_that_begins_each_block_is_the_next_persons_where_one_was_lost():
    page = []
    for at, (reading, name, sex) in enumerate(
        (("クボタマナブ", "久保田学", "男"), ("", "久保田花", "女"), ("クボタカイ", "久保田快", "男"))
    ):
        top = 100 + 200 * at
        page += [segment("フリガナ", 100, top), segment(reading, 400, top)] if reading else []
        page += [segment("性別", 1000, top), segment(sex, 1200, top)]
        page += [segment("氏名", 100, top + 60), segment(name, 400, top + 60)]
    readings = [row for row in told(arrange(page, bare())) if row[1] == "kana"]
    assert readings == [(0, "kana", ["クボタマナブ"]), (2, "kana", ["クボタカイ"])]


def test_a_card_whose_only_label_is_that_of_a_number_to_be_hidden():
    lines, ruling = boxed({(100, 400, 1100, 800): ()})
    cell = ruling.cell_at(600, 600)
    lines += [segment("異動者(1)続柄：世帯主", 120, 340, em=30), segment("ヤマダタロウ", 120, 450, cell, em=28)]
    lines += [segment("山田太郎", 120, 490, cell, em=50), segment("H04.06.03生", 120, 560, cell, em=36)]
    lines += [segment("男", 300, 560, cell, em=36), segment("個人番号775507068784", 120, 650, cell, em=28)]
    lines += [segment("本籍", 100, 1000), segment("見本県見本市見本町1番地", 500, 1000)]
    found = {(member, field): texts for member, field, texts in told(arrange(lines, ruling))}
    assert found[0, "individual_number"] == ["775507068784"]
    assert [found[0, field] for field in ("name", "kana", "relationship", "birth_date", "sex")] == [
        ["山田太郎"],
        ["ヤマダタロウ"],
        ["世帯主"],
        ["H04.06.03生"],
        ["男"],
    ]


def test_names_between_which_no_line_was_seen_are_parted_as_the_row_beneath_them():
    boxes: dict[Box, tuple[str, ...]] = {
        (100, 200, 500, 270): ("氏名",),
        (500, 200, 2000, 270): (),
        (100, 270, 500, 340): ("生年月日",),
        (500, 270, 1000, 340): ("昭和60年3月14日",),
        (1000, 270, 1500, 340): ("平成2年5月6日",),
        (1500, 270, 2000, 340): ("平成9年5月6日",),
    }
    lines, ruling = boxed(boxes)
    cell = ruling.cell_at(600, 235)
    lines += [
        segment(text, left, 215, cell) for text, left in (("山田太郎", 520), ("山田花子", 1020), ("山田一郎", 1520))
    ]
    found = {field: texts for _, field, texts in told(arrange(lines, ruling))}
    assert found["name"] == ["山田太郎", "山田花子", "山田一郎"]


def test_an_address_and_its_building_may_have_a_cell_each_beside_one_label():
    boxes: dict[Box, tuple[str, ...]] = {
        (100, 200, 500, 340): ("転出先住所",),
        (500, 200, 2000, 270): ("東京都千代田区岩本町3丁目34番16号",),
        (500, 270, 2000, 340): ("見本製作所社員寮312号",),
    }
    found = {field: texts for _, field, texts in told(arrange(*boxed(boxes)))}
    assert found["new_address"] == ["東京都千代田区岩本町3丁目34番16号"]
    assert found["new_building"] == ["見本製作所社員寮312号"]


def test_two_labels_of_one_person_that_mean_the_same_are_no_second_person_and_in_doubt():
    rows = [("氏名", "山田花子"), ("生年月日", "昭和60年3月14日"), ("介護保険", "有"), ("要介護認定", "無")]
    page = [
        segment(text, x, 100 + 80 * at) for at, row in enumerate(rows) for text, x in zip(row, (100, 500), strict=True)
    ]
    care = [hit for hit in arrange(page, bare()).hits if hit.target == "members[].care_insurance"]
    assert [(hit.member, hit.clear) for hit in care] == [(0, False), (0, False)]


def test_frames_beside_each_other_are_a_person_each_wherever_their_lines_are():
    fields = ("name", "birth_date", "sex")
    hits = [
        Hit(
            f"members[].{field}",
            segment("氏名", left, top + step * at, cell),
            (Spot((segment(field, left, top, cell),)),),
        )
        for cell, left, top, step in ((4, 100, 300, 90), (2, 1200, 330, 200), (7, 100, 900, 90))
        for at, field in enumerate(fields)
    ]
    mixed = sorted(hits, key=lambda hit: hit.label.top)
    assert {(hit.label.cell, hit.member) for hit in with_members(mixed)} == {(4, 0), (2, 1), (7, 2)}


def test_what_a_box_of_remarks_says_is_doubtful():
    def hit(cell: int) -> Hit:
        return Hit(
            "former_address", segment("前住所", 100, 300, cell), (Spot((segment("大阪府茨木市", 400, 300, cell),)),)
        )

    box = [segment("備考", 100, 200, 3), segment("前住所大阪府茨木市", 100, 300, 3), segment("旧住所", 100, 300, 2)]
    assert [each.clear for each in doubt_remarks([hit(3), hit(2)], box)] == [False, True]


def test_labels_that_begin_left_of_the_name_are_the_persons_all_the_same():
    """Cards side by side with the person's number at the left of the name."""
    labels = [("氏名", 300, 100), ("続柄", 180, 200), ("性別", 700, 200)]
    hits = [
        Hit(target, segment(text, left + 1000 * at, top), (Spot((segment(str(at), 0, 0),)),))
        for top in (100, 200)
        for at in (0, 1)
        for (text, left, y), target in zip(
            labels, ("members[].name", "members[].relationship", "members[].sex"), strict=True
        )
        if y == top
    ]
    assert {(hit.member, hit.spots[0].segments[0].text) for hit in with_members(hits)} == {(0, "0"), (1, "1")}


JOINT = {"性別・続柄": ("男", "世帯主"), "国保・年金": ("無", "***"), "介護・児童": ("***", "有")}


def test_labels_that_share_a_cell_have_a_cell_each_in_their_order():
    boxes: dict[Box, tuple[str, ...]] = {(100, 200, 500, 280): ("氏名",), (500, 200, 1300, 280): ("見本太郎",)}
    for at, (labels, (one, other)) in enumerate(JOINT.items(), 1):
        top = 200 + 80 * at
        boxes |= {
            (100, top, 500, top + 80): (labels,),
            (500, top, 900, top + 80): (one,),
            (900, top, 1300, top + 80): (other,),
        }
    assert told(arrange(*boxed(boxes))) == [
        (0, "name", ["見本太郎"]),
        (0, "sex", ["男"]),
        (0, "relationship", ["世帯主"]),
        (0, "health_insurance", ["無"]),
        (0, "pension", ["***"]),
        (0, "care_insurance", ["***"]),
        (0, "child_allowance", ["有"]),
    ]


def test_labels_in_the_middle_of_their_cells_are_of_the_card_that_they_stand_in():
    def card(left: float, name: str, nationality: str) -> list[Hit]:
        rows = {"members[].name": ("氏名", 160, name), "members[].nationality": ("国籍・地域", 100, nationality)}
        return [
            Hit(
                target,
                segment(label, left + inset, 200 + 80 * at),
                (Spot((segment(text, left + 400, 200 + 80 * at),)),),
            )
            for at, (target, (label, inset, text)) in enumerate(rows.items())
        ]

    one, other = card(100, "PARK", "韓国"), card(1200, "LE THI", "ベトナム")
    hits = with_members([hit for row in zip(one, other, strict=True) for hit in row])
    assert told(Sheet(hits)) == [
        (0, "name", ["PARK"]),
        (0, "nationality", ["韓国"]),
        (1, "name", ["LE THI"]),
        (1, "nationality", ["ベトナム"]),
    ]


def test_an_empty_label_of_the_head_that_each_row_says_again_is_no_persons():
    """国民健康保険・国民年金 above 国保　加入 and 年金　第1号; the child has no pension."""
    born = tuple(Spot((segment(day, 500, top),)) for day, top in (("昭和59年2月29日", 300), ("平成27年7月19日", 500)))
    hits = [Hit("members[].birth_date", segment("生年月日", 500, 200), born, None)]
    pension = "members[].pension"
    for label, top, value in (("国民年金", 200, ""), ("年金", 340, "第1号"), ("年金", 540, "")):
        spot = Spot((segment(value, 1200, top),) if value else ())
        hits.append(Hit(pension, segment(label, 1000, top), (spot,)))
    found = [(hit.member, _text(hit.spots[0])) for hit in with_members(hits) if hit.target == pension]
    assert found == [(0, "第1号"), (1, "")]
