"""Ink that no character accounts for: a dropped glyph is told from the ruled lines around it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.engines.recogniser import Character, Line
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Glyph, Segment, in_reading_order, place
from forms.certificate.runs.transcribing import read_lines, read_segments
from forms.certificate.settling.trust import drops_characters, loses_ink
from tests.forms.certificate.lines import segment
from tools.sheets.canvas import MINCHO, font

EM = 31
CELL = (200, 330, 600, 374)
"""As low as in the national layout: a box of text holds its lines."""


NOTHING_DECODED = (np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


class _Reads:
    """Reads each line as the characters given, each with its middle as a share of the line."""

    def __init__(self, said: list[tuple[str, float]], confidence: float = 0.99) -> None:
        self._said, self._confidence = said, confidence

    def read(self, crops):
        characters = tuple(Character(text, self._confidence, at) for text, at in self._said)
        return [Line(characters, np.zeros((1, 1), int), np.zeros((1, 1)), 1.0) for _ in crops]


def segment_of(text: str, said: list[tuple[str, float]], degrees: float) -> Segment:
    """The text in a cell of a ruled table, its box found askew, as short ones are."""
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    left, top, right, bottom = CELL
    for edge in (left, right, 940):
        draw.line((edge, top, edge, bottom), fill=(20, 20, 20), width=2)
    for edge in (top, bottom):
        draw.line((left, edge, 940, edge), fill=(20, 20, 20), width=2)
    start = left + 10
    draw.text((start, (top + bottom) / 2), text, font=font(MINCHO, EM), fill=(20, 20, 20), anchor="lm")
    image = np.asarray(sheet)[..., ::-1].copy()
    box = rectangle(start - 12, top - 4, start + EM * len(text) + 10, bottom + 4)
    turn = cv2.getRotationMatrix2D(tuple(map(float, box.mean(axis=0))), degrees, 1.0)
    quad = cv2.transform(box[None], turn)[0].astype(np.float32)
    (segment,) = read_segments(Page(image, np.eye(3), (quad,), ink_image(image)), Ruling(image), _Reads(said))
    return segment


@pytest.mark.parametrize("degrees", [-3.0, 3.0])
def test_ruled_lines_askew_in_a_box_are_no_lost_ink(degrees):
    assert not loses_ink(segment_of("長男", [("長", 0.33), ("男", 0.67)], degrees))


@pytest.mark.parametrize(("text", "kept"), [("濵田", 1), ("田濵", 0), ("吉\U00020bb7田", 2), ("田中濵", 0)])
@pytest.mark.parametrize("degrees", [0.0, 3.0])
def test_a_glyph_that_the_recogniser_drops_is_lost_ink(text, kept, degrees):
    width = EM * len(text) + 22
    assert loses_ink(segment_of(text, [(text[kept], (12 + (kept + 0.5) * EM) / width)], degrees))


def test_a_mark_behind_a_kana_is_lost_ink_also_where_its_place_leans_towards_it():
    em, places = 53.0, (43.0, 133.0)
    ink = np.zeros(200, bool)
    for start, end in ((22, 61), (111, 148), (160, 185)):
        ink[start:end] = True
    line = Line(tuple(Character(c, 0.99, x / 200) for c, x in zip("菅す", places, strict=True)), *NOTHING_DECODED)
    glyphs = (Glyph("菅", 0.99, 43.0), Glyph("す", 0.99, 139.0))
    assert loses_ink(Segment(glyphs, rectangle(0, 0, 200, 60), 0, line, em, ink))


def test_ink_far_from_a_value_of_a_line_is_no_part_of_it():
    ink = np.zeros(400, bool)
    for start, end in ((5, 35), (45, 75), (85, 115), (125, 155), (250, 390)):
        ink[start:end] = True
    glyphs = tuple(Glyph(char, 0.99, 20.0 + 40 * at) for at, char in enumerate("津山市長"))
    line = Line(tuple(Character(g.text, 0.99, g.x / 400) for g in glyphs), *NOTHING_DECODED)
    assert not loses_ink(Segment(glyphs, rectangle(0, 0, 400, 50), 0, line, 40.0, ink))


@pytest.mark.parametrize(("shown", "text"), [("\uff0d" * 4, "----"), ("\uff11" * 4, "1111")])
def test_dashes_are_no_digits_whatever_was_read(shown, text):
    said = [("1", (12 + (at + 0.5) * EM) / (4 * EM + 22)) for at in range(4)]
    assert segment_of(shown, said, 0.0).text == text


@pytest.mark.parametrize(("text", "em"), [("高知県高知市一宮中町", 48), ("転出先の住所", 32)])
def test_a_printer_that_sets_its_characters_apart_has_their_pitch_as_em_and_a_spread_label_has_not(text, em):
    pitch, high, wide = 48, 45, 48 * len(text)
    image = np.full((400, 900, 3), 255, np.uint8)
    for at in range(len(text)):
        image[110:140, 105 + pitch * at : 135 + pitch * at] = 0
    said = [(each, (at + 0.42) / len(text)) for at, each in enumerate(text)]
    page = Page(image, np.eye(3), (rectangle(100, 100, 100 + wide, 100 + high),), ink_image(image))
    (segment,) = read_segments(page, Ruling(image), _Reads(said))
    assert segment.em == pytest.approx(em, abs=1.5)


@pytest.mark.parametrize(
    ("last", "confidence", "read"),
    [("5", 0.99, "25"), ("ー", 0.99, "2"), ("1", 0.99, "2"), ("5", 0.6, "2")],
)
def test_a_character_beyond_the_ink_is_there_where_it_was_read_well_and_is_no_stroke(last, confidence, read):
    ink = np.zeros(100, bool)
    ink[40:80] = True
    line = Line(
        (Character("2", 0.99, 0.7), Character(last, confidence, 0.98)), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0
    )
    glyphs = place(line, np.float32([[0, 0], [200, 0], [200, 40], [0, 40]]), ink)
    assert "".join(glyph.text for glyph in glyphs) == read
    assert glyphs[-1].x <= 180


@pytest.mark.parametrize(("level", "read"), [(205, "榊原ハナ"), (245, "ハナ")])
def test_pale_characters_that_were_read_as_well_as_dark_ones_are_there_or_missed(level, read):
    image, places = np.full((400, 900, 3), 255, np.uint8), (110, 145, 220, 255)
    for at, (char, left) in enumerate(zip("榊原ハナ", places, strict=True)):
        grey = 60 if at > 1 else level
        glyph = Image.fromarray(image)
        ImageDraw.Draw(glyph).text((left, 125), char, font=font(MINCHO, EM), fill=(grey,) * 3, anchor="lm")
        image = np.asarray(glyph).copy()
    said = [(char, (left + EM / 2 - 100) / 200) for char, left in zip("榊原ハナ", places, strict=True)]
    page = Page(image, np.eye(3), (rectangle(100, 102, 300, 148),), image[..., 0])
    (segment,) = read_segments(page, Ruling(image), _Reads(said, confidence=0.45))
    assert segment.text == read
    assert drops_characters(segment) == (read != "榊原ハナ")


@pytest.mark.parametrize(
    ("stroke", "read"),
    [((331, 374), "KIRI"), ((326, 374), "KR"), ((300, 400), "KR")],
    ids=["stands on a rule", "leads from rule to rule", "passes by"],
)
def test_a_stroke_that_stands_on_a_rule_is_a_letter_and_what_passes_by_is_none(stroke, read):
    image = np.full((1170, 827, 3), 255, np.uint8)
    left, top, right, bottom = 100, 325, 700, 375
    for y in (top, bottom):
        image[y - 1 : y + 2, left:right] = 20
    for x in (left, right):
        image[top:bottom, x - 1 : x + 2] = 20
    for char, x in (("K", 200), ("R", 290)):
        glyph = Image.fromarray(image)
        ImageDraw.Draw(glyph).text((x, bottom - 4), char, font=font(MINCHO, 50), fill=(20,) * 3, anchor="mb")
        image = np.asarray(glyph).copy()
    for x in (245, 335):
        image[stroke[0] : stroke[1], x - 2 : x + 3] = 20
    said = [(char, (x - 180) / 180) for char, x in zip("KIRI", (200, 245, 290, 335), strict=True)]
    quad = rectangle(180, 320, 360, 380)
    page = Page(image, np.eye(3), (quad,), ink_image(image))
    (segment,) = read_lines([(quad, 0)], page, Ruling(image), _Reads(said))
    assert segment.text == read


def test_what_was_put_together_of_several_lines_is_not_decoded_from_the_first_of_them():
    class Decodes:
        def decode(self, line, allowed):
            return line

    first = segment_of("世帯", [("世", 0.25), ("帯", 0.75)], 0)
    assert first.decoded(Decodes(), "世帯主").text == "世帯"
    whole = replace(first, glyphs=(*first.glyphs, Glyph("主", 0.99, first.glyphs[0].x)))
    assert whole.decoded(Decodes(), "世帯主").text == "世帯主"


def test_the_halves_of_a_spread_label_beside_two_lines_are_of_one_row():
    above, beneath = line("徳島県阿南市那賀川町", 529, 279, 1), line("ハイツ９２０５号室", 529, 332, 1)
    label = line("住", 257, 309, 0), line("所", 346, 304, 0)  # one leans into the line above by more than half, one not
    for given in ([above, beneath, *label], [*label, beneath, above]):
        texts = [each.text for each in in_reading_order(given)]
        assert texts.index("所") == texts.index("住") + 1
    apart = [line("住", 257, 309, 0), line("所", 346, 304, 2)]
    texts = [each.text for each in in_reading_order([above, beneath, *apart])]
    assert texts.index("所") < texts.index("住") - 1


def line(text: str, left: float, top: float, cell: int) -> Segment:
    """A line of text, of which only its place matters."""
    return replace(segment(text, left, top, cell), quad=rectangle(left, top, left + 57 * len(text), top + 57))
