"""Whose values are doubtful where the rules and the learned arranger do not see the same people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.entries import collect
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.aside import without_aside
from forms.certificate.learned.filling import filled
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import EM, segment
from tests.forms.certificate.opinions import told
from tools.sheets.simulated import Masked

NAME, BORN, KANA = "members[].name", "members[].birth_date", "members[].kana"
SEX, RELATIONSHIP = "members[].sex", "members[].relationship"
INSURANCE, PENSION = "members[].health_insurance", "members[].pension"
PEOPLE = [("佐藤一郎", "昭和60年3月14日"), ("高橋花子", "平成2年4月1日"), ("鈴木次郎", "令和2年5月6日")]


def _lines(count: int) -> list[Segment]:
    return [segment(text, 100 + 300 * at, 100 * row) for row in range(count) for at, text in enumerate(PEOPLE[row])]


def _sheet(lines: list[Segment], members: list[int], clear: bool) -> Sheet:
    label = segment("氏名", 0, 0)
    pairs = zip(lines[::2], lines[1::2], members, strict=True)
    return Sheet(
        [
            Hit(target, label, (Spot((text,)),), member, clear)
            for name, birth, member in pairs
            for target, text in ((NAME, name), (BORN, birth))
        ]
    )


def _placed(sheet: Sheet, lines: list[Segment], values: list[str], people: list[int | None]) -> dict[str, bool]:
    opinion = told(lines, values, people)
    sheet = without_aside(sheet, opinion)
    compared = Compared(sheet, opinion)
    entries = collect(filled(Sheet(compared.told(), sheet.loose), compared, lines), Masked())
    return {entry.path: entry.placed for entry in entries}


def test_before_somebody_whom_the_network_overlooked_nobody_is_doubtful() -> None:
    lines = _lines(3)
    placed = _placed(_sheet(lines, [0, 1, 2], clear=False), lines, [NAME, BORN] * 3, [0, 0, 1, 1, None, None])
    assert [path for path, sure in placed.items() if sure] == [
        f"members[{at}].{name}" for at in (0, 1) for name in ("name", "birth_date")
    ]


def test_after_somebody_whom_one_overlooked_everybody_is_doubtful() -> None:
    lines = _lines(3)
    placed = _placed(_sheet(lines, [0, 1, 2], clear=False), lines, [NAME, BORN] * 3, [None, None, 0, 0, 1, 1])
    assert placed and not any(placed.values())
    rest = _placed(_sheet(lines[2:], [0, 1], clear=False), lines, [NAME, BORN] * 3, [None, None, 0, 0, 1, 1])
    assert rest and not any(rest.values())


def test_a_scrap_like_what_few_people_have_tells_of_nobody() -> None:
    lines = [*_lines(2), segment("gi", 100, 300)]
    values, people = [*[NAME, BORN] * 2, "members[].alias"], [0, 0, 1, 1, None]
    placed = _placed(_sheet(lines[:4], [0, 1], clear=False), lines, values, people)
    assert [placed[f"members[{at}].{name}"] for at in (0, 1) for name in ("name", "birth_date")] == [True] * 4


@pytest.mark.parametrize(("left", "known"), [(2000, True), (700, False)])
def test_a_scrap_in_no_row_and_no_column_of_what_everybody_has_tells_of_nobody(left: int, known: bool) -> None:
    lines = [*_lines(2), *(segment("女", 700, 100 * row) for row in range(2)), segment("男", left, 900)]
    values, people = [*[NAME, BORN] * 2, *["members[].sex"] * 3], [0, 0, 1, 1, 0, 1, None]
    placed = _placed(_sheet(lines[:4], [0, 1], clear=False), lines, values, people)
    assert placed["members[0].name"] is placed["members[1].birth_date"] is known


def test_whom_only_the_rules_see_is_as_doubtful_as_they_say() -> None:
    lines = _lines(2)
    for clear in (True, False):
        placed = _placed(_sheet(lines, [0, 1], clear), lines, [NAME, BORN] * 2, [0, 0, None, None])
        assert placed["members[1].name"] is placed["members[1].birth_date"] is clear


def test_a_row_of_asterisks_is_nobody_however_much_it_looks_like_the_row_above() -> None:
    people = _lines(2)
    stars = [segment("＊＊＊", 100 + 300 * at, 300) for at in range(3)]
    empty = Hit("members[].kana", segment("フリガナ", 0, 0), (Spot((stars[2],)),), 2, clear=True)
    sheet = _sheet([*people, *stars[:2]], [0, 1, 2], clear=True)
    sheet.hits.append(empty)
    placed = _placed(sheet, [*people, *stars], [*[NAME, BORN] * 2, *[""] * 3], [0, 0, 1, 1, 1, 1, 1])
    assert [placed[f"members[{at}].{name}"] for at in (0, 1) for name in ("name", "birth_date")] == [True] * 4


def test_numbers_that_the_rules_gave_to_nobody_are_left_out() -> None:
    lines = _lines(2)
    placed = _placed(_sheet(lines, [0, 2], clear=False), lines, [NAME, BORN] * 2, [0, 0, 1, 1])
    assert placed == {f"members[{at}].{name}": True for at in (0, 1) for name in ("name", "birth_date")}


def test_a_row_that_has_but_a_number_is_somebody_where_there_are_more_numbers_than_people() -> None:
    lines = _lines(2)
    opinion = told(lines, [NAME, BORN] * 2, [0, 0, 1, 1])
    for count, sure in ((2, True), (3, False)):
        numbers = [segment(f"05509449914{at}", 1000, 100 * at) for at in range(count)]
        sheet = _sheet(lines, [1, 2], clear=False)
        spots = tuple(Spot((number,)) for number in numbers)
        sheet.hits.append(Hit("individual_number", segment("個人番号", 1000, 0), spots, 0, False))
        compared = Compared(sheet, opinion)
        entries = collect(filled(Sheet(compared.told(), []), compared, lines), Masked())
        assert {entry.placed for entry in entries} == {sure}


def test_the_label_of_a_number_has_no_claim_to_a_date() -> None:
    lines = [segment(text, 100 + 300 * at, 0) for at, text in enumerate(("佐藤一郎", "1989年9月19日"))]
    label = segment("住民票コード", 700, 0)
    name = Hit(NAME, label, (Spot((lines[0],)),), 0, True)
    for value, told_of in ((lines[1], ["1989年9月19日"]), (segment("19890919123", 400, 0), [])):
        lines[1] = value
        sheet = Sheet([name, Hit("resident_code", label, (Spot((value,)),), clear=True)])
        hits = filled(sheet, Compared(sheet, told(lines, [NAME, BORN], [0, 0])), lines).hits
        assert [hit.spots[0].text for hit in hits if hit.target == BORN] == told_of


def test_the_label_of_a_number_has_no_claim_to_a_reading() -> None:
    lines = [segment(text, 100 + 300 * at, 0) for at, text in enumerate((*PEOPLE[0], "さとういちろう"))]
    label = segment("住民票コード", 700, 0)
    sheet = _sheet(lines[:2], [0], clear=True)
    sheet.hits += [
        Hit("resident_code", label, (Spot((lines[2],)),), clear=True),
        Hit(KANA, label, (Spot(()),), 0, False),
    ]
    opinion = told(lines, [NAME, BORN, KANA], [0, 0, 0])
    hits = filled(sheet, Compared(sheet, opinion), lines).hits
    assert [hit.spots[0].text for hit in hits if hit.target == KANA] == ["さとういちろう"]


@pytest.mark.parametrize(
    ("before", "whose", "told_of"), [("", None, "さとういちろう"), ("members[].alias", 0, "いちろう")]
)
def test_of_a_line_that_is_one_reading_all_of_it_is_it(before: str, whose: int | None, told_of: str) -> None:
    line = segment(":さとういちろう", 700, 0)
    parted = tuple(replace(glyph, x=glyph.x + 2 * EM * (at > 3)) for at, glyph in enumerate(line.glyphs))
    lines = [*_lines(1), replace(line, glyphs=parted)]
    sheet = _sheet(lines[:2], [0], clear=True)
    opinion = told(lines, [NAME, BORN, before, KANA], [0, 0, whose, 0])
    hits = filled(Sheet(sheet.hits, lines[2:]), Compared(sheet, opinion), lines).hits
    assert [hit.spots[0].text for hit in hits if hit.target == KANA] == [told_of]


@pytest.mark.parametrize(
    ("clear", "seen", "kept"),
    [
        (True, PENSION, {INSURANCE: "加入", PENSION: ""}),  # 年金 beneath 国保, and one 加入 a person
        (False, INSURANCE, {INSURANCE: "加入", PENSION: ""}),  # it was that of 年金, beside which nothing stands
    ],
)
def test_one_word_is_not_what_two_insurances_say(clear: bool, seen: str, kept: dict[str, str]) -> None:
    lines = [*_lines(1), segment("加入", 700, 0)]
    label, given = segment("国保", 700, -100), INSURANCE if clear else PENSION
    sheet = _sheet(lines[:2], [0], clear=True)
    spots = {given: Spot((lines[2],), confirmed=False)}
    sheet.hits += [Hit(each, label, (spots.get(each, Spot(())),), 0, clear) for each in (INSURANCE, PENSION)]
    hits = filled(sheet, Compared(sheet, told(lines, [NAME, BORN, seen], [0, 0, 0])), lines).hits
    assert {hit.target: hit.spots[0].text for hit in hits if hit.target in kept} == kept


def test_advice_on_the_line_of_a_value_is_none_of_it() -> None:
    advice = segment("届出に必要なもの", 1200, 0)
    lines = [*_lines(1), advice]
    name, birth = _sheet(lines[:2], [0], clear=False).hits
    sheet = Sheet([name, Hit(BORN, birth.label, (Spot((lines[1], advice)),), 0, False)])
    opinion = told(lines, [NAME, BORN, ""], [0, 0, None])
    kept = without_aside(sheet, opinion)
    assert kept.hits[1].spots[0].segments == (lines[1],) and kept.loose == [advice]
    assert all(_placed(sheet, lines, [NAME, BORN, ""], [0, 0, None]).values())
    # Where the network does not know the value either, nothing is taken from it.
    other = told(lines, [NAME, "planned_on", ""], [0, None, None])
    assert without_aside(sheet, other).hits == sheet.hits


def test_behind_two_names_in_one_place_nobodys_name_is_certain() -> None:
    first, second, third = (segment(name, 100, 100 * row) for row, (name, _) in enumerate(PEOPLE))
    label = segment("氏名", 0, 0)

    def placed(*spots: Spot) -> list[bool]:
        births = tuple(Spot((segment(born, 400, 100 * row),)) for row, (_, born) in enumerate(PEOPLE))
        hits = [Hit(NAME, label, spots, 0), Hit(BORN, label, births, 0)]
        return [entry.placed for entry in collect(Sheet(hits), Masked()) if entry.path.endswith("name")]

    assert placed(Spot((first, second), None, False), Spot((third,))) == [False, False]
    assert placed(Spot((first,), None, False), Spot((third,))) == [False, True]


def test_of_a_date_with_something_else_on_its_line_only_the_date_is_asked_for() -> None:
    date, seal = segment("令和7年7月7日", 100, 0), segment("長藤", 500, 0)
    lines = [date, seal]
    sheet = Sheet([Hit("issued_on", segment("発行", 0, 0), (Spot(tuple(lines)),), None, True)])
    assert Compared(sheet, told(lines, ["issued_on", ""])).verdict(sheet.hits[0], 0) is not False
    assert Compared(sheet, told(lines, ["", ""])).verdict(sheet.hits[0], 0) is False


def test_what_stands_beside_a_value_by_its_form_says_nothing_against_it() -> None:
    for target, text, beside in (
        (BORN, "昭和57年6月10日", "（44歳）"),
        ("new_address", "東京都港区三田1丁目1番地", "〒108-0073"),
    ):
        value = segment(text, 100, 0)
        lines = [value, segment(beside, value.right + EM, 0)]
        sheet = Sheet([Hit(target, segment("氏名", 0, 0), (Spot(tuple(lines)),), None, True)])
        assert Compared(sheet, told(lines, [target, ""])).verdict(sheet.hits[0], 0)
        assert Compared(sheet, told(lines, ["", ""])).verdict(sheet.hits[0], 0) is False


@pytest.mark.parametrize(
    ("text", "first", "second", "targets", "seen"),
    [
        ("龍之介（リュウノスケ）", (0, 3), (4, 10), (NAME, KANA), ""),
        ("男／世帯主", (0, 1), (2, 5), (SEX, RELATIONSHIP), RELATIONSHIP),
        ("女ノ長女", (0, 1), (2, 4), (SEX, RELATIONSHIP), RELATIONSHIP),
    ],
)
def test_of_a_text_that_holds_two_values_the_network_denies_none(text, first, second, targets, seen) -> None:
    line, label = segment(text, 100, 0), segment("氏名", 0, 0)
    hits = [
        Hit(target, label, (Spot((line.part(*ends),)),), 0, True)
        for target, ends in zip(targets, (first, second), strict=True)
    ]
    opinion = told([line], [seen], [0])
    assert False not in [Compared(Sheet(hits), opinion).verdict(hit, 0) for hit in hits]
    # A value that is a part of something else is still denied.
    assert Compared(Sheet(hits[:1]), opinion).verdict(hits[0], 0) is False


def test_of_a_doubted_column_of_words_that_several_fields_have_all_or_none_is_confirmed() -> None:
    lines = [*_lines(2), *(segment(text, 700, 100 * row) for row, text in enumerate(("有", "無")))]
    words = tuple(Spot((line,)) for line in lines[4:])
    for clear, second, said in (
        (False, INSURANCE, [True, True]),
        (False, PENSION, [None, False]),
        (True, PENSION, [True, False]),
    ):
        hits = [*_sheet(lines[:4], [0, 1], clear=True).hits, Hit(INSURANCE, segment("国保", 700, 0), words, 0, clear)]
        opinion = told(lines, [*[NAME, BORN] * 2, INSURANCE, second], [0, 0, 1, 1, 0, 1])
        assert [spot.confirmed for spot in Compared(Sheet(hits), opinion).told()[-1].spots] == said


def test_a_second_householder_is_the_new_one_for_certain_where_both_are_called_the_same() -> None:
    for second, sure in (("佐藤一郎", True), ("高橋花子", False)):
        lines = [segment("佐藤一郎", 100, 0), segment(second, 100, 100), *_lines(1)]
        label = segment("世帯主", 0, 0)
        hits = [Hit("householder.former", label, (Spot((line,)),), None, False) for line in lines[:2]]
        sheet = Sheet([*hits, *_sheet(lines[2:], [0], clear=True).hits])
        values = ["householder.former", "householder.new", NAME, BORN]
        placed = _placed(sheet, lines, values, [None, None, 0, 0])
        assert placed["householder.new"] is sure
