"""What must be agreed by a second reader, and what is sure without one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.trust import is_doubtful, judge, loses_ink, unless_denied, worth_asking
from forms.fields import Kind
from forms.reading import ReadField

EM = 40.0
BLANK = np.full((200, 1200, 3), 255, np.uint8)
PAGE = Page(BLANK, np.eye(3), (), BLANK[:, :, 0])


def entry(text: str, kind: Kind, path: str, confidence: float = 0.99) -> Entry:
    glyphs = tuple(Glyph(char, confidence, (at + 0.5) * EM) for at, char in enumerate(text) if char != "\u3000")
    quad = np.float32([[0, 0], [len(text) * EM, 0], [len(text) * EM, 50], [0, 50]])
    line = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    segment = Segment(glyphs, quad, 0, line, EM, np.zeros(800, bool))
    return Entry(path, kind, Value(text, text, confidence, True, (segment,)))


NAME = entry("中田　栄治", Kind.NAME, "members[0].name")


def test_a_confident_name_is_sure():
    assert not is_doubtful(NAME)
    assert judge(NAME, PAGE, 0).sure


@pytest.mark.parametrize(("text", "sure"), [("SANTOS MARIACRISTINA", False), ("SANTOS CHRISTOPHER", True)])
def test_a_long_word_of_a_latin_name_may_be_two(text, sure):
    assert judge(replace(entry(text, Kind.NAME, "members[0].name"), vouched=True), PAGE, 1).sure == sure


@pytest.mark.parametrize(("letters", "hidden"), [("WO", False), ("MO", False), ("EO", True)])
def test_ink_between_two_letters_is_a_wide_one_s_own(letters, hidden):
    ink = np.zeros(80, bool)
    ink[:46] = ink[64:] = True
    glyphs = (Glyph(letters[0], 0.99, 0.5 * EM), Glyph(letters[1], 0.99, 1.8 * EM))
    quad = np.float32([[0, 0], [2 * EM, 0], [2 * EM, 50], [0, 50]])
    line = Segment(glyphs, quad, 0, Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0), EM, ink)
    assert loses_ink(line) == hidden


@pytest.mark.parametrize(
    ("text", "sure"), [("宮里　五十一", True), ("宮里　五十一　生", False), ("マリア　クルス　サントス", True)]
)
def test_a_name_in_kanji_has_no_third_part(text, sure):
    assert judge(replace(entry(text, Kind.NAME, "members[0].name"), vouched=True), PAGE, 1).sure == sure


def test_a_name_in_a_face_like_none_here_needs_the_second_reader():
    shaky = replace(NAME, shaky=True)
    assert worth_asking(shaky)
    assert not judge(shaky, PAGE, 0).sure
    assert judge(replace(shaky, agreed=True), PAGE, 0).sure


@pytest.mark.parametrize(("confidence", "asked"), [(0.9, True), (0.96, False)])
def test_nothing_checks_what_a_building_is_called_so_the_second_reader_does(confidence, asked):
    building = entry("プレミール本町", Kind.BUILDING, "former_building", confidence)
    assert worth_asking(building) == asked
    assert judge(building, PAGE, 0).sure != asked
    assert judge(replace(building, agreed=True), PAGE, 0).sure


def test_agreement_does_not_make_up_for_a_look_alike():
    assert not judge(replace(NAME, shaky=True, firm=False, agreed=True), PAGE, 0).sure


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("福岡県宗像市アスティ1丁目15番地", True),
        ("福岡県宗像市了スティ1丁目15番地", False),
        ("福岡県宗像市アスティ字下川原15番地の2", False),
    ],
)
def test_a_town_that_nobody_knows_needs_the_second_reader(text, sure):
    address = entry(text, Kind.ADDRESS, "new_address")
    assert judge(address, PAGE, 0).sure is sure
    assert judge(replace(address, agreed=True), PAGE, 0).sure


@pytest.mark.parametrize(("apart", "sure"), [(0.27, False), (0.4, True)])
def test_two_alike_characters_in_the_place_of_one_are_never_sure(apart, sure):
    address = entry("福岡県宗像市アスティ１丁目15番地８8", Kind.ADDRESS, "former_address")
    (line,) = address.value.segments
    last = replace(line.glyphs[-1], x=line.glyphs[-2].x + apart * EM)
    value = replace(address.value, segments=(replace(line, glyphs=(*line.glyphs[:-1], last)),))
    assert judge(replace(address, value=value, vouched=True, agreed=True), PAGE, 0).sure == sure


@pytest.mark.parametrize(
    ("again", "confidence", "value", "sure"),
    [
        ("東京都港区港南1丁目2番", 0.99, "東京都港区港南1丁目2番地", False),
        ("東京都港区港南1丁目2番", 0.5, "東京都港区港南1丁目2番地", True),
        ("東京都港区港南1丁目2番地", 0.99, "東京都港区港南1丁目2番地", True),
        ("", 0.99, "東京都港区港南1丁目2番地", True),
    ],
)
def test_what_another_page_clearly_says_otherwise_is_in_doubt(again, confidence, value, sure):
    first = ReadField("former_address", value, value, 0.99)
    field = unless_denied(first, ReadField("former_address", again, again, confidence))
    assert (field.value, field.sure, field.candidates) == (value, sure, () if sure else (again,))


def test_what_two_pages_say_is_as_sure_as_the_surer_one_is():
    doubted = ReadField("former_address", "東京都", "東京都", 0.5, sure=False)
    certain = ReadField("former_address", "東京都", "東京都", 0.9, sure=True)
    assert unless_denied(doubted, certain).sure and unless_denied(certain, doubted).sure


def test_what_only_another_page_says_is_taken():
    first, again = ReadField("new_building", "", "", 0.9), ReadField("new_building", "寿荘", "寿荘", 0.9)
    assert unless_denied(first, again) is again
