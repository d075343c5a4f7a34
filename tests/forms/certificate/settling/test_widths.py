"""The width of an address's digits is told by their pitch, and where it cannot be told the address is not sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling import widths
from forms.certificate.settling.page_digits import PageDigits
from forms.certificate.settling.widths import settle_widths
from forms.fields import Kind

EM = 40.0
QUAD = np.float32([[0, 0], [900, 0], [900, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def printed(text: str, digit_em: float) -> Entry:
    """An address whose digits take so much of an em each."""
    glyphs, x = [], 0.0
    for char in text:
        width = EM * (digit_em if char.isascii() and char.isdigit() else 1.0)
        glyphs.append(Glyph(char, 1.0, x + width / 2))
        x += width
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    return Entry("new_address", Kind.ADDRESS, Value(text, text, 1.0, True, (segment,)))


def line(text: str, kana_em: float) -> Segment:
    """A label whose kana take so much of an em each."""
    glyphs, x = [], 0.0
    for char in text:
        width = EM * (kana_em if "ァ" <= char <= "ー" else 1.0)
        glyphs.append(Glyph(char, 1.0, x + width / 2))
        x += width
    return Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))


SQUARE = [line("住民票コード", 1.0), line("在留カード番号", 0.98), line("氏名", 1.0)]
"""The labels of a face that gives kana and kanji a square each."""
PROPORTIONAL = [line("住民票コード", 0.86), line("在留カード番号", 0.9), line("氏名", 1.0)]


@pytest.mark.parametrize(
    ("pitch", "value"),
    [
        (0.5, "堺市北区12番345号"),
        (0.55, "堺市北区12番345号"),
        (0.63, "堺市北区12番345号"),
        (1.0, "堺市北区１２番３４５号"),
    ],
)
def test_a_clear_pitch_decides(pitch, value):
    (entry,) = settle_widths([printed("堺市北区12番345号", pitch)], SQUARE)
    assert (entry.value.value, entry.firm) == (value, True)


@pytest.mark.parametrize(("pitch", "page"), [(0.76, SQUARE), (0.63, PROPORTIONAL), (0.57, PROPORTIONAL), (0.57, [])])
def test_what_a_proportional_face_prints_is_not_sure_and_both_widths_are_offered(pitch, page):
    (entry,) = settle_widths([printed("堺市北区12番345号", pitch)], page)
    assert not entry.firm
    assert {entry.value.value, *entry.candidates} == {"堺市北区12番345号", "堺市北区１２番３４５号"}


def test_wide_digits_need_no_other_sign():
    (entry,) = settle_widths([printed("堺市北区12番345号", 1.0)], [])
    assert (entry.value.value, entry.firm) == ("堺市北区１２番３４５号", True)


def test_values_in_a_proportional_face_on_a_form_in_another_one_are_not_sure():
    name = Entry(
        "members[0].name", Kind.NAME, Value("", "", 1.0, True, (line("サクラ荘別館", 0.86), line("上野コーポ", 0.86)))
    )
    told, _ = settle_widths([printed("堺市北区12番345号", 0.57), name], SQUARE)
    assert not told.firm


def test_one_digit_is_told_by_the_others_of_the_page():
    alone, beside = printed("堺市北区7番", 0.8), printed("堺市北区1234番地5678号", 0.5)
    assert [entry.firm for entry in settle_widths([alone], SQUARE)] == [False]
    assert [entry.firm for entry in settle_widths([alone, beside], SQUARE)] == [True, True]


def test_letters_stay_as_they_were_read():
    (entry,) = settle_widths([printed("堺市北区12番345号タワーＹ", 0.5)], SQUARE)
    assert entry.value.value == "堺市北区12番345号タワーＹ"


@pytest.mark.parametrize(("letter_em", "value", "firm"), [(1.0, "桜棟ＡＣ12号", False), (0.5, "桜棟AC12号", True)])
def test_letters_wider_than_the_digits_beside_them_are_doubtful(letter_em, value, firm):
    glyphs, x = [], 0.0
    for char in "桜棟AC12号":
        width = EM * (letter_em if char.isalpha() and char.isascii() else 0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char, 1.0, x + width / 2))
        x += width
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    building = Entry("new_building", Kind.BUILDING, Value(value, value, 1.0, True, (segment,)))
    *_, entry = settle_widths([printed("堺市北区12番345号", 0.5), building], SQUARE)
    assert (entry.value.value, entry.firm) == (value, firm)


@pytest.mark.parametrize(("digit_em", "value"), [(1.0, "桜棟\u3000Ａ３０２号"), (0.5, "桜棟\u3000A302号")])
def test_a_letter_that_nothing_tells_of_is_as_wide_as_the_digits_behind_it_and_doubted(digit_em, value):
    glyphs = [Glyph(char, 1.0, (at + 0.5) * EM) for at, char in enumerate("桜棟")]
    glyphs += [Glyph(char, 1.0, (3.0 + digit_em * (at + 0.5)) * EM) for at, char in enumerate("A302")]
    glyphs.append(Glyph("号", 1.0, (3.5 + digit_em * 4) * EM))
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    read = Value("桜棟\u3000A302号", "桜棟\u3000A302号", 1.0, True, (segment,))
    *_, entry = settle_widths(
        [printed("堺市北区12番345号", digit_em), Entry("new_building", Kind.BUILDING, read)], SQUARE
    )
    assert (entry.value.value, entry.firm) == (value, False)


@pytest.mark.parametrize(("digit_em", "value"), [(1.0, "桜棟Ａ３０２号"), (0.5, "桜棟A302号")])
def test_a_letter_with_the_room_of_neither_width_is_wide_beside_wide_digits(digit_em, value):
    glyphs = [Glyph(char, 1.0, (at + 0.5) * EM) for at, char in enumerate("桜棟")]
    glyphs += [Glyph("A", 1.0, 2.39 * EM)]
    glyphs += [Glyph(char, 1.0, (2.78 + digit_em * (at + 0.5)) * EM) for at, char in enumerate("302")]
    glyphs.append(Glyph("号", 1.0, (3.28 + digit_em * 3) * EM))
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    building = Entry("new_building", Kind.BUILDING, Value("桜棟A302号", "桜棟A302号", 1.0, True, (segment,)))
    *_, entry = settle_widths([printed("堺市北区12番345号", digit_em), building], SQUARE)
    assert (entry.value.value, entry.firm) == (value, digit_em == 1.0)


def test_a_lone_wide_letter_apart_from_narrow_digits_is_sure():
    glyphs = [Glyph(char, 1.0, (at + 0.5) * EM) for at, char in enumerate("桜棟Ｋ")]
    glyphs += [Glyph(char, 1.0, (4.25 + 0.5 * at) * EM) for at, char in enumerate("101")]
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    text = "桜棟Ｋ\u3000101"
    building = Entry("new_building", Kind.BUILDING, Value(text, text, 1.0, True, (segment,)))
    *_, entry = settle_widths([printed("堺市北区12番345号", 0.5), building], SQUARE)
    assert (entry.value.value, entry.firm) == (text, True)


@pytest.mark.parametrize(
    ("digit", "value", "firm"), [(0.5, "第3コーポ", True), (1.0, "第３コーポ", True), (0.7, "第3コーポ", False)]
)
def test_a_digit_in_a_buildings_name_has_the_width_of_its_room(digit, value, firm):
    address = printed("堺市北区12番345号", 0.5)
    building = printed("第3コーポ", digit)
    building = replace(building, path="new_building", kind=Kind.BUILDING)
    _, entry = settle_widths([address, building], SQUARE)
    assert (entry.value.value, entry.firm) == (value, firm)


def test_one_digit_that_seems_wide_among_narrow_ones_needs_all_the_room_of_one():
    building = replace(printed("第3コーポ", 0.89), path="new_building", kind=Kind.BUILDING)
    _, entry = settle_widths([printed("堺市北区12番345号", 0.5), building], SQUARE)
    assert not entry.firm


def test_one_digit_that_seems_narrow_among_wide_ones_is_not_sure():
    address = printed("堺市北区12番345号", 1.0)
    building = replace(printed("第3コーポ", 0.5), path="new_building", kind=Kind.BUILDING)
    _, entry = settle_widths([address, building], SQUARE)
    assert not entry.firm


def test_numbers_of_a_building_keep_widths_of_their_own():
    text, glyphs, x = "桜町１２号棟633号", [], 0.0
    for char in text:
        width = EM * (0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char.translate(NARROW), 1.0, x + width / 2))
        x += width
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, np.ones(900, bool))
    plain = text.translate(NARROW)
    building = Entry("new_building", Kind.BUILDING, Value(plain, plain, 1.0, True, (segment,)))
    _, entry = settle_widths([printed("堺市北区12番345号", 0.5), building], SQUARE)
    assert (entry.value.value, entry.firm) == (text, True)


@pytest.mark.parametrize(("by", "way"), [(3.0, True), (-3.0, None), (-7.0, False)])
def test_an_address_typed_unlike_the_page_must_say_so_more_clearly(monkeypatch, by, way):
    monkeypatch.setattr(widths, "lead", lambda _runs, _faces: by)
    page = PageDigits(frozenset(), wide=True, clear=False, square=False)
    assert widths._way([], page) is way


def inked(text: str, wide: str = "") -> Entry:
    """An address whose characters are as many columns of ink apart: narrow those of ASCII, but for some."""
    glyphs, x = [], 0.0
    ink = np.zeros(900, bool)
    for char in text:
        room = EM * (0.5 if char.isascii() and char not in wide else 1.0)
        glyphs.append(Glyph(char, 1.0, x + room / 2))
        ink[int(x + 0.15 * room) : int(x + 0.85 * room)] = True
        x += room
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, ink)
    return Entry("new_address", Kind.ADDRESS, Value(text, text, 1.0, True, (segment,)))


def test_digits_half_an_em_apart_are_narrow_in_whatever_face():
    (entry,) = settle_widths([inked("堺市北区三条123番456号")], [])
    assert (entry.value.value, entry.firm) == ("堺市北区三条123番456号", True)


@pytest.mark.parametrize(("wide", "value"), [("-", "堺市北区三条12－345－67"), ("", "堺市北区三条12-345-67")])
def test_a_hyphen_between_narrow_digits_is_as_wide_as_its_room(wide, value):
    entry, _ = settle_widths([inked("堺市北区三条12-345-67", wide), inked("堺市北区三条123番456号")], SQUARE)
    assert (entry.value.value, entry.firm) == (value, True)


@pytest.mark.parametrize(
    ("wide", "value", "firm"), [("", "堺市北区三条1234-567", True), ("-", "堺市北区三条1234-567", False)]
)
def test_a_hyphen_that_touches_a_digit_is_narrow_or_unclear_by_its_place(wide, value, firm):
    address = inked("堺市北区三条1234-567", wide)
    (line,) = address.value.segments
    ink, hyphen = line.ink.copy(), line.glyphs[10].x
    ink[int(hyphen - 0.7 * EM) : int(hyphen + EM)] = True
    touching = replace(address, value=replace(address.value, segments=(replace(line, ink=ink),)))
    entry, _ = settle_widths([touching, inked("堺市北区三条123番456号")], SQUARE)
    assert (entry.value.value, entry.firm) == (value, firm)


def test_a_towns_own_number_may_be_wide_among_narrow_digits_which_is_doubtful():
    entry, _ = settle_widths([inked("雨竜郡雨竜町第4町内235番地", "4"), inked("堺市北区三条123番456号")], SQUARE)
    assert not entry.firm


def test_a_building_whose_digits_stand_as_far_apart_as_those_of_the_addresses_is_as_narrow():
    building = replace(inked("コーポ1064"), path="new_building", kind=Kind.BUILDING)
    _, entry = settle_widths([inked("堺市北区三条123番456号"), building], [])
    assert (entry.value.value, entry.firm) == ("コーポ1064", True)


@pytest.mark.parametrize(("high", "value"), [(52.0, "堺市北区13番地"), (46.0, "堺市北区１３番地")])
def test_digits_of_an_address_set_spaced_prove_nothing_against_the_page(high, value):
    # 東 京 都 １３番 地: the pitch of the kanji is no em, and wide digits without white between them seem narrow.
    spaced = printed("堺市北区13番地", 0.6)
    (segment,) = spaced.value.segments
    quad = np.float32([[0, 0], [900, 0], [900, high], [0, high]])
    spaced = replace(spaced, value=replace(spaced.value, segments=(replace(segment, quad=quad),)))
    *_, entry = settle_widths(
        [printed("堺市北区１２番３４５号", 1.0), printed("堺市西区６番７８号", 1.0), spaced], SQUARE
    )
    assert entry.value.value == value
