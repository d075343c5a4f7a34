"""Blanks of half width before the number of a room."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.narrow_blanks import tell_narrow_blanks
from forms.fields import Kind
from tests.forms.certificate.scanned import NO_LINE

EM = 40


def building(text: str, said: str | None = None) -> Entry:
    """A building whose characters fill their squares but for a tenth of an em on either side; without its blank."""
    glyphs, ink, x = [], np.zeros(1200, bool), 0.0
    for char in text:
        room = EM / 2 if char.isascii() else EM
        if char != " ":
            ink[round(x + EM / 10) : round(x + room - EM / 10)] = True
            glyphs.append(Glyph(char, 1.0, x + room / 2))
        x += room
    quad = np.float32([[0, 0], [1200, 0], [1200, 50], [0, 50]])
    value = text.replace(" ", "") if said is None else said
    segment = Segment(tuple(glyphs), quad, 0, NO_LINE, EM, ink)
    return Entry("new_building", Kind.BUILDING, Value(value, value, 1.0, True, (segment,)))


@pytest.mark.parametrize("text", ["コーポ緑 508", "ハイツ緑III 1103", "メゾン南I A205", "レジデンス北町 A205"])
def test_a_blank_that_the_white_shows_is_put_in_and_never_sure(text):
    (told,) = tell_narrow_blanks([building(text)])
    assert (told.value.value, told.firm, told.candidates) == (text, False, (text.replace(" ", ""),))


@pytest.mark.parametrize("text", ["コーポ緑508", "コーポ緑５０８", "ハイツ緑Ⅲ 1103号室", "第2コーポ緑A-508"])
def test_where_no_white_is_nothing_changes(text):
    entry = building(text.replace(" ", ""))
    assert tell_narrow_blanks([entry]) == [entry]


def test_white_behind_a_digit_may_be_behind_a_letter_that_looks_like_it():
    (told,) = tell_narrow_blanks([building("フローラ1 3-402")])
    assert (told.value.value, told.firm, told.candidates) == ("フローラ13-402", False, ("フローラ1 3-402",))


def test_a_value_that_its_lines_do_not_say_stays():
    entry = building("コーポ緑 508", "コーポ綠508")
    assert tell_narrow_blanks([entry]) == [entry]
