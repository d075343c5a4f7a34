"""The data of a foreign resident in a part of their own below the table of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.people.foreigners import with_owners
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment


def spots(texts: list[str], left: int) -> tuple[Spot, ...]:
    return tuple(Spot((segment(text, left, 600 + 100 * at),)) for at, text in enumerate(texts))


def sheet(names: list[str]) -> list[Hit]:
    """A table of names, and one part with a nationality below it."""
    table = Hit("members[].name", segment("氏名", 300, 500), spots(names, 300), 0)
    part = Hit("members[].nationality", segment("国籍・地域", 100, 1300), (Spot((segment("ネパール", 600, 1300),)),), 0)
    return [table, part]


@pytest.mark.parametrize(
    ("heading", "names", "whose", "clear"),
    [
        ("外国人住民に関する事項（番号３の方）", ["島袋守", "GURUNG", "THAPA"], 2, True),
        ("外国人住民に関する事項", ["島袋守", "GURUNG"], 1, False),
        ("外国人住民に関する事項（番号７の方）", ["島袋守", "GURUNG"], 1, False),
        ("外国人住民に関する事項", ["RAI", "GURUNG"], 0, False),
    ],
)
def test_a_number_in_the_heading_or_a_name_in_latin_letters_tells_whose_they_are(heading, names, whose, clear):
    _, part = with_owners(sheet(names), [segment(heading, 100, 1230)])
    assert (part.member, part.clear) == (whose, clear)


def test_a_name_in_the_heading_tells_whose_they_are():
    page = [segment("外国人住民に関する事項　GURUNG", 100, 1230)]
    _, part = with_owners(sheet(["RAI", "GURUNG", "THAPA"]), page)
    assert (part.member, part.clear) == (1, True)


def test_a_line_between_two_rows_is_of_who_stands_above_and_so_is_the_last_ones():
    table, part = sheet(["GURUNG", "島袋守", "THAPA"])
    lines = [
        replace(part, label=segment("国籍・地域", 100, y), spots=(Spot((segment("ネパール", 600, y),)),))
        for y in (650, 850)
    ]
    assert [each.member for each in with_owners([table, *lines], [])] == [0, 0, 2]
    (_, alone) = with_owners([table, lines[1]], [])
    assert (alone.member, alone.clear) == (0, False)


def test_a_line_far_beneath_the_last_row_may_be_anybodys():
    table, part = sheet(["GURUNG", "島袋守", "THAPA"])

    def line(y: float) -> Hit:
        return replace(part, label=segment("国籍・地域", 100, y), spots=(Spot((segment("ネパール", 600, y),)),))

    found = [(each.member, each.clear) for each in with_owners([table, line(650), line(860), line(1500)], [])]
    assert found == [(0, True), (0, True), (2, True), (2, False)]


def test_a_line_right_beneath_the_last_name_is_below_the_table():
    table, part = sheet(["島袋守", "GURUNG"])
    part = replace(part, label=segment("国籍・地域", 100, 735))
    assert [each.member for each in with_owners([table, part], [])] == [0, 1]


def test_a_kind_of_pension_is_no_number_of_a_person():
    _, part = with_owners(sheet(["島袋守", "GURUNG"]), [segment("国民年金　第1号", 100, 1230)])
    assert (part.member, part.clear) == (1, False)


def test_who_has_a_card_of_their_own_has_what_stands_on_it_whoever_is_named_above():
    cards = [
        Hit("members[].name", segment("氏名", 100, 300 + 500 * at), (Spot((segment(name, 300, 300 + 500 * at),)),), at)
        for at, name in enumerate(["島袋守", "RAI GITA"])
    ]
    own = Hit("members[].nationality", segment("国籍", 100, 980), (Spot((segment("ネパール", 300, 980),)),), 1)
    assert with_owners([*cards, own], [segment("筆頭者　島袋守", 100, 900)])[-1] == own


def test_a_value_above_the_part_names_nobody():
    head = Hit("register_head", segment("筆頭者", 100, 1230), (Spot((segment("島袋守", 400, 1230),)),))
    *_, part = with_owners([head, *sheet(["島袋守", "GURUNG"])], [head.label, *head.spots[0].segments])
    assert (part.member, part.clear) == (1, False)


def test_a_table_below_that_names_people_again_has_told_whose_its_rows_are():
    """The first one of two stays for ever and has no period: the only one is not hers."""
    table, part = sheet(["KIM MINJI", "LI NA"])
    again = [replace(part, member=0), replace(part, member=1)]
    period = Hit("members[].period_of_stay", segment("在留期間", 900, 1300), (Spot((segment("3年", 900, 1460),)),), 1)
    found = with_owners([table, *again, period], [])
    assert [(each.member, each.clear) for each in found[1:]] == [(0, True), (1, True), (1, True)]
