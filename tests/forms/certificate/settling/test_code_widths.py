"""A card's number has the width that its digits' steps say, in their own height."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.code_widths import tell_codes
from forms.certificate.settling.numbered import Shown
from forms.certificate.settling.widths import settle_widths
from forms.fields import Kind
from tests.forms.certificate.scanned import NO_LINE, PX, scanned

NARROW, WIDE = "AJ71181627EC", "ＡＪ７１１８１６２７ＥＣ"


@pytest.mark.parametrize(
    ("shown", "pitch", "width", "told", "firm"),
    [
        (NARROW, 0.5, None, NARROW, True),
        (NARROW, 0.5, "wide", NARROW, True),
        (WIDE, 1.0, "wide", WIDE, True),
        (WIDE, 1.0, None, WIDE, False),
        (NARROW, 1.3, "wide", WIDE, False),  # set apart
        (NARROW, 0.68, None, NARROW, False),  # as close as wide ones of proportional faces
        (NARROW, 0.68, "narrow", NARROW, True),
    ],
)
@pytest.mark.parametrize("said", [NARROW, WIDE])
def test_a_cards_number_is_as_wide_as_its_digits_stand_apart_in_their_height(shown, pitch, width, told, firm, said):
    entry, page = _number(shown, said, pitch)
    (entry,) = tell_codes([entry], Shown(width=width), page)
    assert (entry.value.value, entry.value.text, entry.firm) == (told, told, firm)
    assert bool(entry.candidates) is not firm


def test_where_the_pages_face_keeps_widths_apart_what_is_no_wide_one_is_narrow():
    entry, page = _number(NARROW, NARROW, 0.68)
    (entry,) = tell_codes([entry], Shown(square=True), page)
    assert (entry.value.value, entry.firm) == (NARROW, True)


def test_digits_that_stand_unevenly_apart_are_never_surely_wide():
    entry, page = _number(WIDE, WIDE, 1.0, apart=0.2)
    (entry,) = tell_codes([entry], Shown(width="wide"), page)
    assert (entry.value.value, entry.firm) == (WIDE, False)


@pytest.mark.parametrize(("shown", "pitch", "firm"), [(WIDE, 1.0, False), (NARROW, 0.5, True)])
@pytest.mark.parametrize("typed", [Shown(), Shown(square=True), Shown(width="narrow")])
def test_dirt_makes_digits_high_and_is_no_sign_that_they_stand_close(shown, pitch, typed, firm):
    entry, page = _number(shown, NARROW, pitch)
    for at in range(2, 8):  # dots above and below all digits but two
        x = round((at + 1) * pitch * PX)
        page.image[12:16, x - 4 : x + 4] = page.image[-16:-12, x - 4 : x + 4] = 0
    (entry,) = tell_codes([entry], typed, page)
    assert (entry.value.value, entry.firm) == (NARROW, firm)


def test_it_is_asked_beside_the_widths_of_addresses():
    entry, page = _number(WIDE, NARROW, 1.0)
    (entry,) = settle_widths([entry], (), page)
    assert (entry.value.value, entry.firm) == (WIDE, False)


def _number(shown: str, said: str, pitch: float, apart: float = 0.0) -> tuple[Entry, Page]:
    """A number of which the characters have `pitch` em, and the last ones, as read, so much more before them."""
    picture = scanned(shown, pitch)
    height, width = picture.shape
    quad = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    places = [(at + 1) * pitch * PX + (apart * PX if at > 5 else 0.0) for at in range(len(said))]
    glyphs = tuple(Glyph(char, 0.97, x) for char, x in zip(said, places, strict=True))
    segment = Segment(glyphs, quad, 0, NO_LINE, PX, (picture < 150).any(axis=0))
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    return Entry("members[0].card_number", Kind.CODE, Value(said, said, 0.97, True, (segment,))), page
