"""A hyphen in the square of a wide one is － or ‐ by how long its ink is, and of ‐ nobody is sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.hyphens import tell_hyphens
from forms.certificate.settling.page_digits import PageDigits
from forms.certificate.settling.widths import settle_widths
from forms.fields import Kind

EM = 40
QUAD = np.float32([[0, 0], [400, 0], [400, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
READ, SHORT = "北区３－４", "北区３‐４"


def shown(*faces: str, square: bool = True) -> PageDigits:
    return PageDigits(frozenset(faces), True, True, square)


def address(ink_em: float, text: str = READ, path: str = "new_address") -> Entry:
    """One whose characters have a square each, and hyphens so much ink."""
    glyphs, ink = [], np.zeros(400, bool)
    for at, char in enumerate(text):
        wide = EM * (ink_em if char == "－" else 0.9)
        ink[round((at + 0.5) * EM - wide / 2) : round((at + 0.5) * EM + wide / 2)] = True
        glyphs.append(Glyph(char.translate(NARROW), 1.0, (at + 0.5) * EM))
    segment = Segment(tuple(glyphs), QUAD, 0, NO_LINE, EM, ink)
    return Entry(path, Kind.ADDRESS, Value(text, text, 1.0, True, (segment,)))


@pytest.mark.parametrize(
    ("ink_em", "value", "firm"), [(0.7, READ, True), (0.58, READ, False), (0.35, SHORT, False), (0.25, SHORT, False)]
)
def test_a_hyphen_with_short_ink_is_the_other_one(ink_em, value, firm):
    (entry,) = tell_hyphens([address(ink_em)], shown("IPA Gothic"))
    assert (entry.value.value, entry.value.text, entry.firm) == (value, value, firm)
    assert ({entry.value.value, *entry.candidates} == {READ, SHORT}) is not firm


@pytest.mark.parametrize(
    ("page", "ink_em", "value", "firm"),
    [
        (shown("VL Gothic"), 0.38, READ, True),
        (shown("VL Gothic"), 0.25, SHORT, False),
        (shown("VL Gothic", "UmePlus Gothic"), 0.38, READ, False),
        (shown("VL Gothic", "UmePlus Gothic"), 0.25, SHORT, False),
        (shown("VL Gothic", "UmePlus Gothic"), 0.65, READ, True),
        (shown("VL PGothic"), 0.38, SHORT, False),
        (shown("VL Gothic", square=False), 0.38, SHORT, False),
        (shown(), 0.36, SHORT, False),
    ],
)
def test_one_face_draws_them_the_other_way_round(page, ink_em, value, firm):
    (entry,) = tell_hyphens([address(ink_em)], page)
    assert (entry.value.value, entry.firm) == (value, firm)


def test_all_hyphens_of_a_page_are_of_one_kind():
    told = tell_hyphens([address(0.7), address(0.3, path="former_address")], shown("IPA Gothic"))
    assert [(entry.value.value, entry.firm) for entry in told] == [(READ, True), (READ, False)]
    touching = address(0.3, path="former_address")
    (row,) = touching.value.segments
    row = replace(row, ink=np.ones(400, bool))
    touching = replace(touching, value=replace(touching.value, segments=(row,)))
    told = tell_hyphens([address(0.3), touching], shown("IPA Gothic"))
    assert [(entry.value.value, entry.firm) for entry in told] == [(SHORT, False)] * 2


def test_long_marks_of_kana_and_other_values_stay_as_they_are():
    building = replace(address(0.3, "コーポ３０４"), kind=Kind.BUILDING)
    code = replace(address(0.3), kind=Kind.CODE)
    assert tell_hyphens([building, code], shown("IPA Gothic")) == [building, code]


def test_an_address_with_short_hyphens_is_given_with_them():
    entries = [address(0.3, "北区西町３１２－４５"), address(0.3, "北区東町４３７－２８")]
    assert [entry.value.value for entry in settle_widths(entries, [])] == ["北区西町３１２‐４５", "北区東町４３７‐２８"]
