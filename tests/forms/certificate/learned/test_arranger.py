"""The learned arranger: what it tells of a page, and what comes of it where the rules say the same or not."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from forms.certificate.arranging.entries import collect
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.layout import arrange
from forms.certificate.learned import arranger
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.arranger import VALUES, Opinion, opinion
from forms.certificate.learned.filling import filled, with_issue
from forms.certificate.learned.tokens import LABELS, SUITED, find_tokens, looks_of
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.fields import FIELDS
from tests.forms.certificate.lines import segment
from tests.forms.certificate.opinions import told
from tools.arranger.sheets import example
from tools.sheets.corpus import Certificate
from tools.sheets.simulated import Masked, see

MODEL = Path(arranger.__file__).with_name("arranger.onnx")
SHEETS, LEAST_RIGHT = 3, 0.9


@cache
def _page(number: int) -> tuple[object, list[Segment], Ruling]:
    paper = next(iter(Certificate("invented", number, dry=True).sheets()))
    return paper, *see(paper, random.Random(number))


def test_the_model_is_small_and_says_what_it_is_asked_for() -> None:
    assert MODEL.stat().st_size < 2_500_000
    patterns = {field.pattern for field in FIELDS}
    assert all(target in patterns for target in VALUES[2:]) and len(set(VALUES)) == len(VALUES)
    given = {each.name: each.shape[-1] for each in arranger._model().get_inputs()}
    _, segments, ruling = _page(0)
    looks = looks_of(find_tokens(segments), ruling.cells)
    assert set(given) == set(looks.__dataclass_fields__)
    assert given["features"] == looks.features.shape[1] > len(SUITED)
    assert looks.labels.max() < len(LABELS)
    assert [each.shape[-1] for each in arranger._model().get_outputs()][0] == len(VALUES)


def test_it_tells_values_from_labels_without_any_rule() -> None:
    counts = np.zeros(2, int)
    for number in range(SHEETS):
        paper, segments, ruling = _page(number)
        told = opinion(segments, ruling.cells)
        truth = example(paper, list(told.tokens), ruling).values
        counts += ((told.odds.argmax(axis=1) == truth)[truth > 0].sum(), (truth > 0).sum())
    assert counts[1] > 60 and counts[0] >= LEAST_RIGHT * counts[1], counts


def test_the_order_in_which_texts_come_does_not_matter() -> None:
    _, segments, ruling = _page(1)
    first, second = opinion(segments, ruling.cells), opinion(segments[::-1], ruling.cells)
    places = {id(token.segment.glyphs[0]): at for at, token in enumerate(first.tokens)}
    order = [places[id(token.segment.glyphs[0])] for token in second.tokens]
    assert np.allclose(first.odds[order], second.odds, atol=1e-3)


LINES = [
    segment("氏名", 100, 100),
    segment("佐藤一郎", 400, 100),
    segment("生年月日", 100, 200),
    segment("昭和60年3月14日", 400, 200),
]
AGREEING = ["", "members[].name", "", "members[].birth_date"]


def _sheet(clear: bool) -> Sheet:
    name, first, birth, second = LINES
    return Sheet(
        [
            Hit("members[].name", name, (Spot((first,)),), 0, clear),
            Hit("members[].birth_date", birth, (Spot((second,)),), 0, clear),
        ]
    )


def _placed(sheet: Sheet, other: Opinion) -> dict[str, bool]:
    told = Sheet(Compared(sheet, other).told(), [])
    return {entry.path: entry.placed for entry in collect(told, Masked())}


def test_what_both_say_is_placed_though_the_rules_had_doubts() -> None:
    same = told(LINES, AGREEING, [None, 0, None, 0])
    assert _placed(_sheet(clear=False), same) == {"members[0].name": True, "members[0].birth_date": True}


def test_a_value_of_something_else_is_never_placed() -> None:
    other = told(LINES, ["", "householder.former", "", "members[].birth_date"], [None, None, None, 0])
    assert _placed(_sheet(clear=True), other) == {"members[0].name": False, "members[0].birth_date": True}


def test_a_value_of_somebody_else_is_never_placed() -> None:
    more = [*LINES, segment("続柄", 100, 300), segment("妻", 400, 300)]
    sheet = _sheet(clear=True)
    sheet.hits.append(Hit("members[].relationship", more[-2], (Spot((more[-1],)),), 0))
    other = told(more, [*AGREEING, "", "members[].relationship"], [None, 0, None, 0, None, 1])
    assert _placed(sheet, other)["members[0].relationship"] is False


def test_a_value_of_which_a_part_was_left_out_is_never_placed() -> None:
    more = [*LINES, segment("マリア", 700, 100)]
    other = told(more, [*AGREEING, "members[].name"], [None, 0, None, 0, 0])
    assert _placed(_sheet(clear=True), other)["members[0].name"] is False


def test_where_the_network_cannot_tell_the_rules_decide() -> None:
    same = told(LINES, AGREEING, [None, 0, None, 0])
    unsure = replace(same, odds=np.where(same.odds > 0.5, 0.7, same.odds))
    for clear in (True, False):
        assert set(_placed(_sheet(clear), unsure).values()) == {clear}


def test_arranging_tells_of_every_value_whether_it_is_confirmed() -> None:
    _, segments, ruling = _page(2)
    spots = [spot for hit in arrange(segments, ruling).hits for spot in hit.spots if spot.segments]
    assert sum(spot.confirmed is True for spot in spots) > len(spots) / 2


def test_people_beside_each_other_are_counted_from_the_left_though_one_name_stands_higher() -> None:
    left = [segment("渡邊葵", 100, 130), segment("ワタナベアオイ", 100, 90), segment("平成2年4月1日", 100, 200)]
    right = [segment("SMITH JOHN", 900, 100), segment("1985年3月14日", 900, 200)]
    below = [segment("渡邊蓮", 110, 400), segment("令和2年5月6日", 110, 500)]
    assert arranger._in_order([right, left, below], []) == [1, 0, 2]
    # In a table, what is printed further in is no column of its own.
    assert arranger._in_order([below, left], []) == [1, 0]


def test_people_beside_each_other_are_counted_as_the_numbers_above_them_say() -> None:
    left = [segment("渡邊葵", 100, 200), segment("平成2年4月1日", 100, 300)]
    right = [segment("渡邊蓮", 900, 200), segment("令和2年5月6日", 900, 300)]

    def order(*above: str) -> list[int]:
        counts = [segment(text, 140 + 800 * at, 100) for at, text in enumerate(above)]
        return arranger._in_order([left, right], find_tokens([*left, *right, *counts]))

    assert order("二", "一") == order("2人目", "1人目") == [1, 0]
    assert order("一", "二") == order("8", "3") == order("三", "二") == [0, 1]


def test_people_beside_each_other_whose_labels_stand_at_the_right_are_counted_from_there() -> None:
    texts = [("渡邊葵", "渡邊蓮", "氏名"), ("平成2年4月1日", "令和2年5月6日", "生年月日"), ("女", "男", "性別")]
    rows = [[segment(text, 100 + 800 * x, 200 + 100 * y) for x, text in enumerate(row)] for y, row in enumerate(texts)]
    people = [[row[0] for row in rows], [row[1] for row in rows]]
    assert arranger._in_order(people, find_tokens([each for row in rows for each in row])) == [1, 0]
    assert arranger._in_order(people, find_tokens([each for row in rows for each in row[:2]])) == [0, 1]


def test_there_is_no_opinion_of_a_few_lines() -> None:
    assert opinion([], []) is opinion(LINES, []) is None


def test_a_value_that_the_rules_overlooked_is_given_in_doubt_and_a_number_never() -> None:
    more = [*LINES, segment("サトウイチロウ", 700, 100), segment("123456789018", 700, 200)]
    other = told(more, [*AGREEING, "members[].kana", "members[].card_number"], [None, 0, None, 0, 0, 0])
    sheet = replace(_sheet(clear=True), loose=more[-2:])
    sheet = filled(sheet, Compared(sheet, other), more)
    assert [(hit.target, hit.member, hit.spots[0].confirmed) for hit in sheet.hits[2:]] == [
        ("members[].kana", 0, False)
    ]
    assert sheet.loose == more[-1:]


def test_a_value_that_the_rules_overlooked_is_sure_where_its_form_or_the_same_name_says_that_it_is_whole() -> None:
    more = [*LINES, *(segment(text, 700, 100 * at) for at, text in enumerate(("妻", "佐藤一郎", "鈴木花子", "サトウ")))]
    named = ["members[].relationship", "householder.former", "register_head", "members[].kana"]
    other = told(more, [*AGREEING, *named], [None, 0, None, 0, 0, None, None, 0])
    sheet = _sheet(clear=True)

    def sure(sheet: Sheet, other: Opinion) -> dict[str, bool | None]:
        hits = filled(sheet, Compared(sheet, other), more).hits
        return {hit.target: hit.spots[0].confirmed for hit in hits if hit.target in named}

    whole = {"members[].relationship": True, "householder.former": True}
    assert sure(sheet, other) == dict.fromkeys(named, False) | whole
    # Not where the network is less certain, nor where people were overlooked, nor where the rules have other text that
    # may be one.
    assert not any(sure(sheet, replace(other, odds=np.where(other.odds > 0.5, 0.97, other.odds))).values())
    overlooked = replace(other, people=np.c_[other.people, np.full(len(other.people), 0.001)])
    assert not any(sure(sheet, overlooked).values())
    more.append(segment("夫", 1500, 0))
    other = told(more, [*AGREEING, *named, ""], [None, 0, None, 0, 0, None, None, 0, None])
    for text, alone in ((more[-1], False), (more[-2], True)):
        hit = Hit("members[].relationship", more[0], (Spot((text,)),), 0, False)
        assert sure(replace(sheet, hits=[*sheet.hits, hit]), other)["members[].relationship"] is alone


def test_a_name_that_the_rules_overlooked_is_sure_where_it_is_a_known_surname_and_one_given_name() -> None:
    for parts, sure in (
        (("佐藤", "花子"), True),
        (("佐藤", "花子（妻"), False),
        (("高橋", "花子"), False),
        (("佐藤",), False),
    ):
        more = [
            *LINES,
            segment("平成2年4月1日", 400, 300),
            *(segment(each, 700 + 300 * at, 300) for at, each in enumerate(parts)),
        ]
        people = [None, 0, None, 0, 1, *(1 for _ in parts)]
        other = told(more, [*AGREEING, "members[].birth_date", *("members[].name" for _ in parts)], people)
        sheet = _sheet(clear=True)
        sheet.hits.append(Hit("members[].birth_date", more[2], (Spot((more[4],)),), 1, True))
        found = filled(sheet, Compared(sheet, other), more).hits[-1]
        assert (found.target, found.member, found.spots[0].confirmed) == ("members[].name", 1, sure), parts


def test_a_date_of_issue_and_a_mayor_are_given_in_doubt_where_the_rules_find_none() -> None:
    more = [*LINES, segment("令和8年10月4日", 100, 900), segment("小田原市長", 700, 900)]
    born = Hit("members[].birth_date", more[0], (Spot((more[-2],)),), 4, False)
    sheet = replace(_sheet(clear=True), hits=[*_sheet(clear=True).hits, born])
    other = told(more, [*AGREEING, "issued_on", "issuer"], [None, 0, None, 0, None, None])

    def given(sheet: Sheet, other: Opinion) -> dict[str, bool | None]:
        return {hit.target: hit.spots[0].confirmed for hit in with_issue(sheet, other, more).hits if hit.member is None}

    assert given(sheet, other) == {"issued_on": False, "issuer": False}
    # What stands at the foot is found there, and what is less certain is left out.
    assert given(replace(sheet, loose=more[-1:]), other) == {"issued_on": False}
    assert not given(sheet, replace(other, odds=np.where(other.odds > 0.5, 0.97, other.odds)))


def test_the_mayor_at_the_foot_is_no_other_fields_value() -> None:
    more = [*LINES, segment("鳥取県東伯郡北栄町長", 100, 900)]
    other = told(more, [*AGREEING, "registered_domicile"], [None, 0, None, 0, None])
    sheet = replace(_sheet(clear=True), loose=more[-1:])
    assert filled(sheet, Compared(sheet, other), more).hits == sheet.hits


ADDRESS = "東京都港区三田1丁目1番地"


@pytest.mark.parametrize(
    ("texts", "values", "sure"),
    [
        ([ADDRESS], ["former_address"], True),
        (["京都港区三田1丁目1番地"], ["former_address"], False),  # its beginning was lost
        ([ADDRESS + "上加世田"], ["former_address"], False),  # more stands behind it
        ([ADDRESS, "東京都港区芝2丁目2番地"], ["former_address", "former_address"], False),
        (["コーポ三田"], ["new_building"], True),
        (["○３"], ["new_building"], False),
        (["サトウ", "イチロウ"], ["members[].kana"] * 2, True),
        (["（サトウ", "イチロウ）"], ["members[].kana"] * 2, True),
        (["サトウ"], ["members[].kana"], False),
    ],
)
def test_a_place_or_reading_that_the_rules_overlooked_is_sure_where_it_is_whole(
    texts: list[str], values: list[str], sure: bool
) -> None:
    more = [*LINES, *(segment(text, 700 + 400 * at, 500) for at, text in enumerate(texts))]
    other = told(
        more, [*AGREEING, *values], [None, 0, None, 0, *(0 if "members" in value else None for value in values)]
    )
    sheet = _sheet(clear=True)
    found = filled(sheet, Compared(sheet, other), more).hits[-1]
    assert (found.target, found.spots[0].confirmed) == (values[0], sure)


def test_a_building_that_the_rules_doubted_is_confirmed_where_no_other_text_may_be_a_part_of_it() -> None:
    more = [*LINES, segment("コーポ三田", 700, 500), segment("205", 1200, 500)]
    sheet = _sheet(clear=True)
    sheet.hits.append(Hit("new_building", more[0], (Spot((more[-2],)),), None, False))
    for rest, confirmed in (("", True), ("new_building", None)):
        other = told(more, [*AGREEING, "new_building", rest], [None, 0, None, 0, None, None])
        other.odds[-1, VALUES.index("new_building")] = 0.3 if rest else 0.0
        assert Compared(sheet, other).verdict(sheet.hits[-1], 0) is confirmed


def test_a_value_is_sure_where_rules_and_network_find_the_same_words_in_two_places() -> None:
    more = [*LINES, segment("鈴木花子", 700, 500), segment("鈴木花子", 700, 900)]
    sheet = _sheet(clear=True)
    sheet.hits.append(Hit("householder.former", more[0], (Spot((more[-2],)),), None, False))
    other = told(more, [*AGREEING, "householder.new", "householder.former"], [None, 0, None, 0, None, None])
    hits = filled(Sheet(Compared(sheet, other).told(), []), Compared(sheet, other), more).hits
    (former,) = (hit for hit in hits if hit.target == "householder.former")
    assert former.spots[0] == Spot((more[-1],), None, True)


def test_people_whom_the_rules_overlooked_are_counted_as_the_network_sees_them() -> None:
    more = [segment("高橋花子", 400, 0), segment("平成2年4月1日", 700, 0), *LINES]
    known = ["members[].name", "members[].birth_date", *AGREEING]

    def counted(lines: list[Segment], other: Opinion) -> dict[str, tuple[str, bool]]:
        sheet = _sheet(clear=False)
        entries = collect(filled(sheet, Compared(sheet, other), lines), Masked())
        return {entry.path: (entry.value.text, entry.placed) for entry in entries}

    # What both found is the network's people's for certain only where nobody else's is left.
    found = counted(more, told(more, known, [0, 0, None, 1, None, 1]))
    assert found["members[0].name"] == ("高橋花子", False) and found["members[1].name"] == ("佐藤一郎", True)
    assert len(found) == 4 and found["members[0].birth_date"][1] and found["members[1].birth_date"][1]
    more.append(segment("令和2年5月6日", 400, 300))
    left = counted(more, told(more, [*known, "members[].birth_date"], [0, 0, None, 1, None, 1, None]))
    assert left == {path: (text, False) for path, (text, _) in found.items()}
    shared = counted(more, told(more, [*known, "members[].birth_date"], [0, 0, None, 1, None, 1, 1]))
    assert not any(placed for _, placed in shared.values())


def test_tokens_part_labels_from_values_and_values_at_wide_white() -> None:
    one, two = segment("性別：男", 100, 100), segment("世帯主", 520, 100)
    joined = replace(one, glyphs=(*one.glyphs, *two.glyphs))
    tokens = find_tokens([segment("昭和60年3月14日", 100, 0), joined])
    assert [token.segment.text for token in tokens] == ["昭和60年3月14日", "性別", "男", "世帯主"]
    assert [(token.source, token.start, token.target) for token in tokens[1:3]] == [
        (1, 0, "members[].sex"),
        (1, 3, ""),
    ]


def test_a_date_in_boxes_has_all_its_figures_and_is_never_sure() -> None:
    boxes = [segment(text, 700 + 90 * at, 100) for at, text in enumerate(("昭和", *"62年01月27日"))]
    other = told([*LINES, *boxes], [*AGREEING, *["planned_on"] * len(boxes)], [None, 0, None, 0, *[None] * len(boxes)])
    sheet = _sheet(clear=True)
    (hit,) = (
        each for each in filled(sheet, Compared(sheet, other), [*LINES, *boxes]).hits if each.target == "planned_on"
    )
    assert "".join(each.text for each in hit.spots[0].segments) == "昭和62年01月27日"
    assert hit.spots[0].confirmed is False


def test_the_networks_people_are_taken_where_the_rules_have_nothing_to_say_of_anybody() -> None:
    person = [segment("高橋花子", 400, 0), segment("平成2年4月1日", 700, 0)]
    other = told(person, ["members[].name", "members[].birth_date"], [0, 0])
    sheet = Sheet([Hit("members[].relationship", segment("世帯主からみた続柄", 0, 0), (Spot(()),), 0)], person)
    found = filled(sheet, Compared(sheet, other), person)
    assert [(hit.target, hit.member) for hit in found.hits] == [("members[].name", 0), ("members[].birth_date", 0)]
    assert found.loose == []


def test_nothing_that_is_a_value_is_the_same_to_it_as_the_word_that_it_knows() -> None:
    first, second = (looks_of(find_tokens([segment(text, 300, 300)]), []) for text in ("なし", "無"))
    assert (first.features == second.features).mean() > 0.9
    assert (first.hashes == second.hashes).all()


@pytest.mark.parametrize("text", ["無", "兼"])
def test_a_word_of_many_fields_that_stands_by_a_label_of_none_is_given_to_nobody(text) -> None:
    more = [*LINES, segment(text, 700, 100)]
    other = told(more, [*AGREEING, "members[].pension"], [None, 0, None, 0, 0])
    sheet = _sheet(clear=True)
    sheet.hits.append(Hit("members[].pension", LINES[0], (Spot(()),), 0))
    for loose, given in ((more[-1:], [text]), ([], [])):
        found = filled(replace(sheet, loose=loose), Compared(sheet, other), more)
        said = [each.text for spot in found.hits[-1].spots for each in spot.segments]
        assert said == given


def test_what_stands_in_the_cell_of_one_of_two_labels_is_not_the_others() -> None:
    def pensions(text: Segment) -> list[str]:
        more = [*LINES, text]
        other = told(more, [*AGREEING, "members[].pension"], [None, 0, None, 0, 0])
        insured = Hit("members[].health_insurance", segment("国保", 700, 0), (Spot((text,)),), 0, False)
        empty = Hit("members[].pension", segment("年金", 700, 50), (Spot(()),), 0, False)
        sheet = replace(_sheet(clear=True), hits=[*_sheet(clear=True).hits, insured, empty])
        found = filled(sheet, Compared(sheet, other), more).hits
        return [each.text for hit in found if hit.target == "members[].pension" for each in hit.spots[0].segments]

    assert pensions(replace(segment("無", 700, 100), cell=3)) == []
    assert pensions(segment("無", 700, 100)) == ["無"]


@pytest.mark.parametrize(("clear", "whose"), [(False, [0, 1]), (True, [0, 0])])
def test_a_value_whose_person_the_rules_doubt_is_anothers_where_the_network_has_no_doubt(clear, whose) -> None:
    more = [*LINES, segment("佐藤二郎", 400, 300), segment("ベトナム", 400, 400)]
    other = told(more, [*AGREEING, "members[].name", "members[].nationality"], [None, 0, None, 0, 1, 1])
    given = [
        Hit("members[].name", LINES[0], (Spot((more[-2],)),), 1),
        Hit("members[].nationality", LINES[0], (Spot((more[-1],)),), 0, clear),
    ]
    sheet = Sheet([*_sheet(clear=True).hits, *given])
    sheet = replace(sheet, hits=Compared(sheet, other).told())
    found = [hit for hit in filled(sheet, Compared(sheet, other), more).hits if hit.target == "members[].nationality"]
    assert [hit.member for hit in found] == whose[: len(found)]
    assert [hit.spots[0].text for hit in found if hit.has_text] == ["ベトナム"]


def test_a_mark_for_nothing_that_the_rules_doubt_gives_way_to_a_value() -> None:
    more = [*LINES, segment("妻", 700, 100), segment("***", 700, 200)]
    other = told(more, [*AGREEING, "members[].relationship", ""], [None, 0, None, 0, 0, None])
    for clear, text in ((False, "妻"), (True, "***")):
        hit = Hit("members[].relationship", LINES[0], (Spot((more[-1],)),), 0, clear)
        sheet = Sheet([*_sheet(clear=True).hits, hit], more[-2:-1])
        assert filled(sheet, Compared(sheet, other), more).hits[-1].spots[0].text == text


def test_a_building_that_is_the_other_addresss_to_the_network_is_not_both_ones() -> None:
    more = [*LINES, segment("コーポ若草203", 700, 100)]
    other = told(more, [*AGREEING, "new_building"], [None, 0, None, 0, None])
    hit = Hit("former_building", LINES[0], (Spot((more[-1],)),))
    sheet = Sheet([*_sheet(clear=True).hits, hit])
    sheet = replace(sheet, hits=Compared(sheet, other).told())
    found = filled(sheet, Compared(sheet, other), more).hits
    assert [hit.target for hit in found if hit.has_text and "building" in hit.target] == ["new_building"]


def test_a_strange_text_is_no_value_of_a_field_that_no_label_asks_for() -> None:
    stamp = segment("支所", 700, 100)
    more = [*LINES, stamp]
    other = told(more, [*AGREEING, "members[].child_allowance"], [None, 0, None, 0, 0])
    sheet = replace(_sheet(clear=True), loose=[stamp])
    assert filled(sheet, Compared(sheet, other), more).hits == sheet.hits
