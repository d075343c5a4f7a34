"""Numbers within words have the width that the kanji beside them leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.numbered import Shown, tell_numbers
from forms.fields import Kind

EM = 40
QUAD = np.float32([[0, 0], [200, 0], [200, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


@pytest.mark.parametrize(
    ("text", "digit_em", "told", "firm"),
    [
        ("第1号", 0.5, "第1号", True),
        ("第1号", 1.0, "第１号", True),
        ("第1号", 0.78, "第1号", False),
        ("3年", 0.5, "3年", True),
        ("3年", 1.0, "３年", False),
        ("永住者", 1.0, "永住者", True),
    ],
)
def test_a_number_is_as_wide_as_its_room(text, digit_em, told, firm):
    (entry,) = tell_numbers([_number(text, digit_em)], Shown(square=True))
    assert (entry.value.value, entry.firm) == (told, firm)


def test_no_number_is_sure_unless_kana_have_squares():
    (entry,) = tell_numbers([_number("第1号", 0.5)])
    assert (entry.value.value, entry.firm) == ("第1号", False)


@pytest.mark.parametrize(
    ("face", "firm"),
    [("IPA Mincho", True), ("UmePlus P Gothic", True), ("BIZ UDPGothic", False), ("IPA P Mincho", False)],
)
def test_where_the_pages_face_is_known_it_says_whether_widths_have_rooms_of_their_own(face, firm):
    (entry,) = tell_numbers([_number("第1号", 0.5)], Shown({face}))
    assert (entry.value.value, entry.firm) == ("第1号", firm)


def test_a_wide_number_beside_one_kanji_is_sure_where_all_of_the_pages_addresses_are_wide():
    (entry,) = tell_numbers([_number("3年", 1.0)], Shown({"IPA Gothic"}, width="wide"))
    assert (entry.value.value, entry.firm) == ("３年", True)


def test_a_value_behind_a_smaller_label_is_measured_by_its_own_kanji():
    entry = _number("第1号", 1.0)
    (row,) = entry.value.segments
    entry = replace(entry, value=replace(entry.value, segments=(replace(row, em=0.8 * EM),)))
    (told,) = tell_numbers([entry], Shown({"IPA Gothic"}))
    assert (told.value.value, told.firm) == ("第１号", True)


def test_kanji_that_are_wider_than_the_pages_own_are_smeared_and_no_measure():
    plain = _number("永住者", 1.0)
    (row,) = plain.value.segments
    small = replace(row, glyphs=tuple(replace(glyph, x=0.7 * glyph.x) for glyph in row.glyphs), em=0.7 * EM)
    ink = row.ink[np.minimum((np.arange(200) / 0.7).astype(int), 199)]
    usual = replace(plain, value=replace(plain.value, segments=(replace(small, ink=ink),)))
    smeared = _number("第1号", 0.5)
    assert tell_numbers([plain, smeared], Shown(square=True))[1].firm
    assert not tell_numbers([usual, smeared], Shown(square=True))[1].firm


def test_a_number_of_a_line_printer_that_sets_its_characters_apart_is_no_wide_one():
    plain = _number("永住者", 1.0)
    (row,) = plain.value.segments
    spaced = replace(row, glyphs=tuple(replace(glyph, x=1.25 * glyph.x) for glyph in row.glyphs))
    apart = np.zeros(300, bool)
    for at, glyph in enumerate(row.glyphs):
        here = round(EM * (at + 0.04))
        apart[round(1.25 * glyph.x - 0.46 * EM) : round(1.25 * glyph.x + 0.46 * EM)] = row.ink[here]
    wide = np.float32([[0, 0], [300, 0], [300, 50], [0, 50]])
    usual = replace(plain, value=replace(plain.value, segments=(replace(spaced, ink=apart, quad=wide),)))
    number = _number("第3号", 0.9)
    assert tell_numbers([plain, number], Shown(square=True, width="narrow"))[1].value.value == "第３号"
    assert tell_numbers([usual, number], Shown(square=True))[1].value.value == "第３号"
    (_, told) = tell_numbers([usual, number], Shown(square=True, width="narrow"))
    assert (told.value.value, told.firm) == ("第3号", True)
    (_, lower) = tell_numbers([usual, _lower(number)], Shown(square=True, width="narrow"))
    assert not lower.firm  # of smaller type, maybe


@pytest.mark.parametrize(("digit_em", "firm"), [(0.5, True), (0.8, False)])
def test_a_number_that_is_narrow_in_a_smaller_em_than_the_pages_is_so_however_its_line_is_set(digit_em, firm):
    plain = _number("永住者", 1.0)
    (row,) = plain.value.segments
    wide = np.float32([[0, 0], [1.3 * 200, 0], [1.3 * 200, 50], [0, 50]])
    larger = replace(row, glyphs=tuple(replace(glyph, x=1.3 * glyph.x) for glyph in row.glyphs), quad=wide, em=1.3 * EM)
    usual = replace(plain, value=replace(plain.value, segments=(larger,)))
    _, told = tell_numbers([usual, _lower(_number("第1号", digit_em), 0.93)], Shown({"IPA Gothic"}, width="narrow"))
    assert (told.value.value, told.firm) == ("第1号", firm)


@pytest.mark.parametrize(
    ("room", "width", "firm"),
    [(0.58, "narrow", True), (0.58, "wide", False), (0.58, None, False), (0.65, "narrow", False)],
)
def test_beside_one_kanji_a_number_is_as_narrow_as_the_addresses_where_its_room_denies_that_it_is_wide(
    room, width, firm
):
    _, entry = tell_numbers([_plain(), _number("3年", room)], Shown({"Ume P Mincho"}, width=width))
    assert (entry.value.value, entry.firm) == ("3年", firm)


def _lower(entry: Entry, share: float = 0.9) -> Entry:
    (row,) = entry.value.segments
    return replace(entry, value=replace(entry.value, segments=(replace(row, quad=QUAD * np.float32([1, share])),)))


@pytest.mark.parametrize(("width", "firm"), [("narrow", True), (None, False)])
def test_a_number_beside_a_kanji_that_tells_no_em_is_measured_by_the_pages(width, firm):
    (_, told) = tell_numbers([_plain(), _number("6月", 0.5)], Shown({"IPA Gothic"}, width=width))
    assert told.firm == firm


@pytest.mark.parametrize(("width", "told"), [("wide", "６月"), ("narrow", "6月"), (None, "6月")])
def test_a_number_that_nothing_measures_is_given_as_wide_as_the_addresses_and_never_sure(width, told):
    (entry,) = tell_numbers([_number("6月", 1.0)], Shown({"IPA Gothic"}, width=width))
    assert (entry.value.value, entry.firm) == (told, False)


def _plain() -> Entry:
    """A value that tells the page's em."""
    plain = _number("永住者", 1.0)
    (row,) = plain.value.segments
    return replace(plain, value=replace(plain.value, segments=(replace(row, em=EM),)))


@pytest.mark.parametrize(
    ("text", "room", "face", "firm"),
    [
        ("第1号", 1.0, "BIZ UDPGothic", True),
        ("第1号", 0.82, "BIZ UDPGothic", False),
        ("第1号", 0.82, "IPA Gothic", True),
        ("第1号", 0.75, "IPA Gothic", False),
    ],
)
def test_what_has_the_room_of_a_wide_digit_in_two_ems_is_one(text, room, face, firm):
    assert tell_numbers([_plain(), _number(text, room)], Shown({face}))[1].firm is firm


@pytest.mark.parametrize(("room", "firm"), [(0.6, True), (0.7, False)])
def test_what_has_the_room_of_a_narrow_digit_in_two_ems_is_one_though_the_line_is_dirty(room, firm):
    number = _number("第1号", room)
    (row,) = number.value.segments
    ink = row.ink.copy()
    end = int(np.flatnonzero(ink)[-1])
    ink[end : end + 6] = True  # dirt at the last kanji, which seems wider than the first one and than the line's em
    dirty = replace(row, ink=ink, em=EM)
    number = replace(number, value=replace(number.value, segments=(dirty,)))
    (_, told) = tell_numbers([_plain(), number], Shown({"IPA Gothic"}, width="narrow"))
    assert (told.value.value, told.firm) == ("第1号", firm)


@pytest.mark.parametrize(
    ("kanji_em", "room", "told", "firm"),
    [(0.92, 0.65, "第1号", True), (0.8, 0.65, "第1号", False), (0.92, 1.0, "第１号", True)],
)
def test_a_number_beside_pale_slim_kanji_is_not_wide_where_the_pages_em_says_that_it_is_narrow(
    kanji_em, room, told, firm
):
    (_, number) = tell_numbers([_plain(), _number("第1号", room, kanji_em=kanji_em)], Shown(square=True))
    assert (number.value.value, number.firm) == (told, firm)


@pytest.mark.parametrize(("width", "told"), [("wide", "第１号"), ("narrow", "第1号"), (None, "第1号")])
def test_a_number_of_which_both_ems_disagree_is_given_as_wide_as_the_addresses_and_never_sure(width, told):
    shown = Shown({"IPA Gothic"}, square=True, width=width)
    (_, number) = tell_numbers([_plain(), _number("第1号", 0.73, kanji_em=0.79)], shown)
    assert (number.value.value, number.firm) == (told, False)


@pytest.mark.parametrize(
    ("room", "shown", "told", "firm"),
    [
        (1.0, Shown(square=True), "妻（未届）", True),
        (0.5, Shown(square=True), "妻(未届)", True),
        (0.78, Shown(square=True), "妻(未届)", False),
        (0.5, Shown(), "妻(未届)", False),
    ],
)
def test_the_brackets_of_a_relationship_are_as_wide_as_their_room_over_two_lines_too(room, shown, told, firm):
    rows = [row for text in ("妻(未", "届)") for row in _number(text, room).value.segments]
    entry = Entry("members[1].relationship", Kind.RELATIONSHIP, Value("妻(未届)", "妻(未届)", 1.0, True, tuple(rows)))
    (_, entry) = tell_numbers([_plain(), entry], shown)
    assert (entry.value.value, entry.firm) == (told, firm)


@pytest.mark.parametrize(("ink_em", "room", "firm"), [(0.55, 1.0, True), (0.4, 1.0, False), (0.55, 1.3, False)])
def test_beside_one_kanji_only_it_has_as_broad_ink_too(ink_em, room, firm):
    number = _number("3年", room, ink_em)
    assert tell_numbers([_plain(), number], Shown({"IPA Gothic"}, width="narrow"))[1].firm is firm


@pytest.mark.parametrize(
    ("path", "room", "firm"),
    [("pension", 1.0, True), ("pension", 0.5, False), ("status_of_residence", 1.0, False)],
)
def test_beside_one_kanji_only_it_is_as_wide_as_all_others_of_the_page(path, room, firm):
    other = replace(_number("第1号", room), path=f"members[0].{path}")
    number = replace(_number("3年", 1.0), path="members[0].period_of_stay")
    _, _, told = tell_numbers([_plain(), other, number], Shown({"IPA Gothic"}, width="narrow"))
    assert (told.value.value, told.firm) == ("３年", firm)


def _number(text: str, digit_em: float, ink_em: float = 0.3, kanji_em: float = 0.92) -> Entry:
    """A value whose recogniser's places are a tenth of an em off; only its ink is where it should be."""
    glyphs, ink, x = [], np.zeros(200, bool), 0.0
    for char in text:
        room = EM * (digit_em if char.isascii() else 1.0)
        wide = EM * (ink_em if char.isascii() else kanji_em)
        ink[round(x + (room - wide) / 2) : round(x + (room + wide) / 2)] = True
        glyphs.append(Glyph(char, 1.0, x + room / 2 + (0.1 * EM if char.isascii() else 0.0)))
        x += room
    # The em told by the height of the line is too large.
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, 1.3 * EM, ink)
    return Entry("members[0].pension", Kind.TEXT, Value(text, text, 1.0, True, (segment,)))


@pytest.mark.parametrize(
    ("first", "second", "told", "sure"),
    [
        (0.5, 0.8, "第2号", True),
        (1.0, 0.8, "第２号", True),
        (1.0, 0.5, "第2号", True),
        (0.78, 0.78, "第2号", False),
    ],
)
def test_a_number_of_unclear_room_is_as_wide_as_other_peoples_in_the_same_field(first, second, told, sure):
    entries = [_number("第3号", first), replace(_number("第2号", second), path="members[1].pension")]
    _, entry = tell_numbers(entries, Shown(square=True))
    assert (entry.value.value, entry.firm) == (told, sure)


@pytest.mark.parametrize(("room", "width", "sure"), [(0.5, "narrow", True), (0.6, "narrow", False), (0.5, None, False)])
def test_in_faces_with_close_wide_digits_only_very_close_ones_are_narrow_and_where_all_of_the_page_are(
    room, width, sure
):
    (entry,) = tell_numbers([_number("第1号", room)], Shown({"Ume P Gothic"}, width=width))
    assert (entry.value.value, entry.firm) == ("第1号", sure)


@pytest.mark.parametrize(
    ("kanji_em", "high", "width", "sure"),
    [(0.86, 1.0, "narrow", True), (0.8, 1.0, "narrow", False), (0.86, 0.9, "narrow", False), (0.86, 1.0, None, False)],
)
def test_beside_slim_kanji_digits_are_narrow_in_such_faces_where_both_ems_leave_less_than_wide_ones_have(
    kanji_em, high, width, sure
):
    number = _lower(_number("第1号", 0.5, kanji_em=kanji_em), high)
    (_, entry) = tell_numbers([_plain(), number], Shown({"Ume P Gothic"}, width=width))
    assert (entry.value.value, entry.firm) == ("第1号", sure)
