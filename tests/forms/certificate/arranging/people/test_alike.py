"""Values that nobody found, where other people's or other labels' stand tells of them."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.people.alike import with_alike
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.fitting import is_nothing
from tests.forms.certificate.lines import segment

NAME, SEX, BORN = "members[].name", "members[].sex", "members[].birth_date"
INSURANCE, PENSION = "members[].health_insurance", "members[].pension"
UNTIL, NATIONALITY = "members[].stay_until", "members[].nationality"
DATES = ["昭和59年3月27日", "平成4年1月5日", "令和2年12月3日"]


def table(count: int = 2) -> list[Hit]:
    """People in rows of 200 pixels: each one's date of birth, and the sex right of it."""
    rows = [500 + 200 * at for at in range(count)]
    dates = tuple(Spot((segment(date, 600, y),)) for date, y in zip(DATES, rows, strict=False))
    sexes = tuple(Spot((segment("男", 1200, y),)) for y in rows)
    return [Hit(BORN, segment("生年月日", 600, 300), dates, 0), Hit(SEX, segment("性別", 1200, 300), sexes, 0)]


def one(target: str, text: str, left: float, top: float, member: int) -> Hit:
    value = segment(text, left, top)
    return Hit(target, value, (Spot((value,)),), member, False)


def told(sheet: Sheet) -> dict[tuple[str, int], list[str]]:
    """Field and person of each value, with its lines."""
    spots = [(hit, at, spot) for hit in sheet.hits for at, spot in enumerate(hit.spots) if hit.member is not None]
    return {
        (hit.target, hit.member + at): [line.text for line in spot.segments] for hit, at, spot in spots if spot.segments
    }


def test_what_stands_where_another_person_has_a_value_is_one_in_doubt() -> None:
    sheet = Sheet([*table(), one(INSURANCE, "非該当", 1500, 560, 0)], [segment("非該当", 1500, 760)])
    found = with_alike(sheet, [])
    assert told(found)[INSURANCE, 1] == ["非該当"] and not found.hits[-1].clear and not found.loose


@pytest.mark.parametrize("text", ["***", "大字北", "第1号"])
def test_what_suits_no_value_there_is_none(text) -> None:
    sheet = Sheet([*table(), one(INSURANCE, "無", 1500, 560, 0)], [segment(text, 1500, 760)])
    assert (INSURANCE, 1) not in told(with_alike(sheet, []))


def test_a_value_behind_a_label_that_was_not_read_begins_where_others_do() -> None:
    line = segment("初ン　　　第3号", 1420, 760)
    blanks = tuple(glyph for glyph in line.glyphs if glyph.text != "\u3000")
    loose = line.part(0, 2), line.part(len(line.glyphs) - 3, len(line.glyphs))
    whole = type(line)(blanks, line.quad, line.cell, line.line, line.em, line.ink)
    sheet = Sheet([*table(), one(PENSION, "第2号", loose[1].left, 560, 0)], [whole])
    assert told(with_alike(sheet, []))[PENSION, 1] == ["第3号"]


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_another_label_took_is_told_only_by_whose_value_there_is_no_doubt(confirmed) -> None:
    own = one(PENSION, "無", 1500, 560, 0)
    first = Hit(PENSION, own.label, (Spot(own.spots[0].segments, None, confirmed),), 0, False)
    taken = segment("無", 1500, 760)
    assert ((PENSION, 1) in told(with_alike(Sheet([*table(), first]), [taken]))) is confirmed


def test_who_stands_otherwise_than_the_others_is_not_told_by_them() -> None:
    sheet = Sheet([*table(), one(INSURANCE, "無", 1500, 560, 0)], [segment("無", 1500, 760)])
    moved = Hit(SEX, sheet.hits[1].label, (sheet.hits[1].spots[0], Spot((segment("男", 300, 900),))), 0)
    assert (INSURANCE, 1) not in told(with_alike(Sheet([sheet.hits[0], moved, sheet.hits[2]], sheet.loose), []))


def test_the_upper_of_two_lines_in_one_place_is_of_the_field_that_others_have_there() -> None:
    upper, lower = (
        [one(field, "有", 1500, top + 200 * at, at) for at in range(2)]
        for field, top in ((INSURANCE, 470), (PENSION, 530))
    )
    lines = Spot((segment("無", 1500, 870), segment("***", 1480, 930)))
    sheet = Sheet([*table(3), *upper, *lower, Hit(PENSION, lines.segments[0], (lines,), 2)])
    found = told(with_alike(sheet, []))
    assert found[INSURANCE, 2] == ["無"] and is_nothing(found[PENSION, 2][0])


def test_of_two_texts_in_one_place_the_second_is_the_next_persons() -> None:
    both = Spot((segment("有", 1500, 560), segment("無", 1500, 760)))
    sheet = Sheet([*table(), Hit(INSURANCE, segment("国保", 1500, 300), (both,), 0, False)])
    found = told(with_alike(sheet, []))
    assert (found[INSURANCE, 0], found[INSURANCE, 1]) == (["有"], ["無"])


def test_a_value_stands_from_its_label_as_far_as_others_from_theirs() -> None:
    columns = [600, 1100]
    rows = [
        Hit(target, segment(label, 200, y), tuple(Spot((segment(text, x, y),)) for x in columns), 0)
        for target, label, text, y in [
            (NAME, "氏名", "鈴木淳", 500),
            (SEX, "性別", "男", 600),
            (BORN, "生年月日", DATES[0], 700),
        ]
    ]
    empty = Hit(INSURANCE, segment("国保資格", 200, 800), (Spot(()),), 0, False)
    ignored = [segment("資格無", x, 900) for x in columns]
    own = [segment("資格無", x, 800) for x in columns]
    found = told(with_alike(Sheet([*rows, empty]), [*own, *ignored]))
    assert found[INSURANCE, 0] == found[INSURANCE, 1] == ["資格無"]


def test_a_label_among_what_is_said_of_somebody_is_that_persons() -> None:
    rows = [
        Hit(target, segment(label, 200, y + 300 * at), (Spot((segment(text, 500, y + 300 * at),)),), at)
        for at in range(2)
        for target, label, text, y in [
            (NAME, "氏名", "鈴木淳", 500),
            (BORN, "生年月日", DATES[0], 560),
            (SEX, "性別", "男", 620),
        ]
    ]
    field = "members[].status_of_residence"
    empty = Hit(field, segment("在留資格", 200, 980), (Spot(()),), 1)
    found = told(with_alike(Sheet([*rows, empty], [segment("介護", 500, 980)]), []))
    assert (field, 0) not in found and found[field, 1] == ["介護"]


@pytest.mark.parametrize("foreign", [True, False])
def test_only_who_has_something_of_a_foreign_resident_has_an_end_of_stay(foreign) -> None:
    ends = [one(UNTIL, "令和11年3月28日", 1500, 560, 0)]
    ends += [one(NATIONALITY, "ベトナム", 1900, 760, 1)] if foreign else []
    sheet = Sheet([*table(), *ends], [segment("令和10年12月27日", 1500, 760)])
    assert ((UNTIL, 1) in told(with_alike(sheet, []))) is foreign
