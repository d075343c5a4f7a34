"""Digits of either width are told by how faces set them, however close the widths are."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import WIDE
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.widths import settle_widths
from forms.certificate.shapes import digit_faces
from forms.certificate.shapes.digit_faces import DIGITS, KANJI, fit, hyphen_ink, lead
from forms.certificate.shapes.extents import runs
from forms.fields import Kind
from tools.digit_faces import FACES

PX = 42
IPA_P = Path("/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf")
BIZ_P = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf")
IPAMJ = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def drawn(text: str, file: Path) -> tuple[Image.Image, list[tuple[float, float]]]:
    """A line in a face; where each character begins, and its width."""
    face = ImageFont.truetype(file, PX, layout_engine=ImageFont.Layout.BASIC)
    image, places, x = Image.new("L", (PX * (len(text) + 2), 2 * PX), 255), [], float(PX)
    for char in text:
        ImageDraw.Draw(image).text((round(x), PX), char, font=face, fill=0, anchor="lm")
        places.append((x, face.getlength(char)))
        x += places[-1][1]
    return image, places


def page_of(text: str, file: Path) -> Page:
    image = np.asarray(drawn(text, file)[0])
    return Page(np.repeat(image[:, :, None], 3, axis=2), np.eye(3), (), image < 128)


def printed(text: str, file: Path, lost: str = "") -> Segment:
    """A line in a face, each character found where it stands, but for some that the recogniser lost."""
    image, places = drawn(text, file)
    # Full-width digits come out of the recogniser in half width.
    narrow = {w: n for n, w in WIDE.items()}
    glyphs = [
        Glyph(char.translate(narrow), 1.0, x + wide / 2 + 2)
        for char, (x, wide) in zip(text, places, strict=True)
        if char not in lost
    ]
    quad = np.float32([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]])
    ink = (np.asarray(image) < 128).any(axis=0)
    return Segment(tuple(glyphs), quad, 0, NO_LINE, PX, ink)


def address(text: str, file: Path, lost: str = "") -> Entry:
    segment = printed(text, file, lost)
    return Entry("new_address", Kind.ADDRESS, Value(segment.text, segment.text, 1.0, True, (segment,)))


NARROW_TEXT, OTHER_TEXT = "大阪府堺市堺区大町3丁目16番地1", "奈良県桜井市北山7丁目39番地16"
WIDE_TEXT = NARROW_TEXT.translate(WIDE)


@pytest.mark.parametrize("text", [NARROW_TEXT, WIDE_TEXT])
@pytest.mark.parametrize("file", [IPA_P, IPAMJ], ids=["proportional", "square"])
def test_two_addresses_in_a_known_face_tell_their_width(text, file):
    other = OTHER_TEXT if text == NARROW_TEXT else OTHER_TEXT.translate(WIDE)
    told = settle_widths([address(text, file), address(other, file)], [])
    assert [(entry.value.value, entry.firm) for entry in told] == [(text, True), (other, True)]


def test_a_face_that_prints_both_alike_gives_the_wide_one_and_offers_the_other():
    for text in (NARROW_TEXT, WIDE_TEXT):
        (entry,) = settle_widths([address(text, BIZ_P)], [])
        assert (entry.value.value, entry.firm, entry.candidates) == (WIDE_TEXT, False, (NARROW_TEXT,))


@pytest.mark.parametrize("text", ["東京都港区芝浦4-17-2", "東京都港区芝浦４－１７－２"])
def test_there_a_hyphen_tells(text):
    (entry,) = settle_widths([address(text, BIZ_P)], [])
    assert (entry.value.value, entry.firm) == (text, True)


def test_an_address_in_the_other_width_keeps_its_own():
    wide, text = address(WIDE_TEXT + "番２３号", IPAMJ), NARROW_TEXT + "番23号"
    told = settle_widths([wide, address(text, IPAMJ)], [])
    assert [entry.value.value for entry in told] == [wide.value.value.translate(WIDE), text]


def test_digits_too_far_apart_have_lost_something_between_them():
    whole, torn = address("東京都港区芝浦４１７２", IPAMJ), address("東京都港区芝浦４１－７２", IPAMJ, lost="－")
    assert [settle_widths([each], [])[0].firm for each in (whole, torn)] == [True, False]


def test_a_face_that_is_not_known_is_told_by_none_that_is_like_it():
    found = [run for text in (WIDE_TEXT, OTHER_TEXT.translate(WIDE)) for run in runs(printed(text, IPA_P), DIGITS)]
    own = fit([found])
    assert lead(found, own.faces) > 8 and own.misfit < 0.8
    other = fit([found], without="IPA P")
    assert lead(found, other.faces) < 3 or other.misfit > 0.8


def test_how_deep_digits_stand_among_kanji_tells_their_width_too():
    # Narrow ones of IPA P Mincho stand 0.05 em deeper, and have the room of wide ones.
    file = Path("/usr/share/fonts/opentype/ipafont-mincho/ipamp.ttf")
    for text, sign in ((NARROW_TEXT, -1), (WIDE_TEXT, 1)):
        segment = printed(text, file)
        across, both_ways = (runs(segment, DIGITS, page) for page in (None, page_of(text, file)))
        assert sign * lead(both_ways, ["IPA P Mincho"]) > sign * lead(across, ["IPA P Mincho"]) + 5
        assert "IPA P Mincho" in fit([both_ways]).faces


def test_every_row_has_each_digit_and_ink_within_reach():
    rows = json.loads(Path(digit_faces.__file__).with_name("digit_faces.json").read_text(encoding="utf-8"))
    for ways in rows.values():
        assert 600 < ways.pop("kana") <= 1000
        assert len(kanji := ways.pop("kanji")) == len(KANJI)
        assert all(-200 < low < 150 and 650 < high < 950 for low, high in kanji)
        for table in ways.values():
            assert len(table) == len(DIGITS) and all(table[:10])
            for advance, left, right, low, high in filter(None, table):
                assert -50 <= left < right <= advance + 50 and -100 < low < high < 900


def test_the_table_has_every_face_that_its_tool_measures():
    rows = json.loads(Path(digit_faces.__file__).with_name("digit_faces.json").read_text(encoding="utf-8"))
    assert list(rows) == list(FACES)


def test_hyphens_are_as_long_as_their_faces_draw_them():
    assert hyphen_ink("VL Gothic") < 0.4 < 0.6 < hyphen_ink("VL PGothic")
    assert hyphen_ink("Zen Old Mincho") is None


def test_the_kana_of_a_page_say_which_faces_are_likely():
    found = runs(printed(NARROW_TEXT, IPAMJ), DIGITS)
    # Ume P Mincho's wide digits are nearly as narrow; its kana are, too.
    assert "Ume P Mincho" not in fit([found], kana=1.0).faces
    assert "IPAmj Mincho" in fit([found], kana=1.0).faces and "IPAmj Mincho" in fit([found]).faces


def test_each_address_of_a_page_has_a_width_of_its_own():
    both = [address(NARROW_TEXT, IPA_P), address(OTHER_TEXT.translate(WIDE), IPA_P)]
    told = settle_widths(both, [])
    assert [(entry.value.value, entry.firm) for entry in told] == [
        (NARROW_TEXT, True),
        (OTHER_TEXT.translate(WIDE), True),
    ]
