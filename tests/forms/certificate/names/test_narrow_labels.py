"""Labels in half-width kana within a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.engines.recogniser import Character
from forms.certificate.names.narrow_labels import with_narrow_labels
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.trust import loses_ink
from tests.forms.certificate.lines import segment

FACE = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
EM = 40
LABELS = ("セタイヌシ", "ホンセキ", "セイベツ")
"""What the other labels of a page were read as."""


def drawn(printed: str, seen: Sequence[tuple[str, float]], confidence: float = 0.99) -> tuple[Page, Segment]:
    """A line of a page, and what the large recogniser saw in it: characters with their places in half widths."""
    image = Image.new("L", (1200, 100), 255)
    ImageDraw.Draw(image).text((40, 30), printed, font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + ImageFont.truetype(FACE, EM).getlength(printed)
    width = int(end) + 8 - 32
    quad = np.float32([[32, 22], [32 + width, 22], [32 + width, 78], [32, 78]])
    glyphs = tuple(Glyph(text, confidence, 40 + at * EM / 2) for text, at in seen)
    plain = segment("", 0, 0)
    characters = tuple(Character(glyph.text, confidence, (glyph.x - 32) / width) for glyph in glyphs)
    columns = (ink[22:78, 32 : 32 + width] < 128).any(axis=0)
    line = replace(
        plain, glyphs=glyphs, quad=quad, line=replace(plain.line, characters=characters), em=float(EM), ink=columns
    )
    return SimpleNamespace(ink=ink), line


def labels(wide: float = 0.5) -> list[Segment]:
    """Labels of the same page, so wide as others."""
    return [segment(text, 40, 100 + 60 * at, pitch=wide) for at, text in enumerate(LABELS)]


SEEN = (("コ", 1), ("無", 5), ("礼", 8.8), ("キ", 10.2), ("ン", 11.5), ("第", 14), ("1", 15.5), ("号", 17))
"""What is made of ｺｸﾎ 無  ﾈﾝｷﾝ 第1号."""


def test_labels_within_a_line_are_told_on_a_page_whose_labels_are_half_as_wide_and_begin_lines_of_their_own():
    page, line = drawn("ｺｸﾎ 無  ﾈﾝｷﾝ 第1号", SEEN)
    *others, first, second = with_narrow_labels([*labels(), line], page)
    assert [each.text for each in others] == [*LABELS]
    assert (first.text, second.text) == ("コクホ無", "ネンキン第1号")
    assert [glyph.spaced for glyph in first.glyphs] == [False, False, False, True]
    assert [(glyph.text, glyph.x) for glyph in second.glyphs[4:]] == [
        (glyph.text, glyph.x) for glyph in line.glyphs[5:]
    ]
    # What the label's other characters left behind is no ink that nobody read.
    value = first.part(3, 4)
    assert loses_ink(replace(value, line=line.line)) and not loses_ink(value)


def test_a_label_between_values_is_told():
    page, line = drawn("女  ﾂﾂﾞｷｶﾞﾗ 夫", (("女", 1), ("ヅ", 5), ("ガ", 8), ("ラ", 10), ("夫", 13)))
    assert [each.text for each in with_narrow_labels([*labels(), line], page)[3:]] == ["女", "ツヅキガラ夫"]


@pytest.mark.parametrize("seen", [(), (("コ", 0.6), ("り", 1.2), ("ン", 1.8), ("ホ", 2.4))])
def test_a_label_of_which_nothing_was_seen_or_a_character_twice_is_told(seen):
    page, line = drawn("ｺｸﾎ 無", (*seen, ("無", 5)))
    assert with_narrow_labels([*labels(), line], page)[3].text == "コクホ無"


def test_beyond_the_ends_of_a_line_specks_stand_for_nothing():
    page, line = drawn("ｺｸﾎ 無", (("コ", 1), ("無", 5)))
    speck = line.ink.copy()
    speck[1:3] = True
    assert with_narrow_labels([*labels(), replace(line, ink=speck)], page)[3].text == "コクホ無"


@pytest.mark.parametrize("wide", [0.5, 1.0])
def test_a_certain_line_of_another_page_stays(wide):
    page, line = drawn("ｺｸﾎ 無", (("コ", 1), ("無", 5)))
    (*_, told) = with_narrow_labels([*labels(wide), line], page)
    assert told.text == ("コクホ無" if wide == 0.5 else "コ無")


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("ｺｸﾎｳ", (("コ", 1), ("ウ", 3))),
        ("ｺｸﾎ", (("コ", 0.6), ("無", 1.2), ("ー", 1.8), ("ニ", 2.2), ("ホ", 2.6))),
        ("コクホ 無", (("コ", 1), ("ホ", 5), ("無", 8))),
    ],
)
def test_neither_the_beginning_of_a_word_nor_what_has_more_characters_nor_full_width_is_a_label_in_half_width(
    printed, seen
):
    page, line = drawn(printed, seen)
    assert with_narrow_labels([*labels(), line], page)[3].glyphs == line.glyphs


@pytest.mark.parametrize(
    ("printed", "seen", "confidence", "said"),
    [
        ("ｻﾞｲﾘｭｳｼｶｸ 家族滞在", (("ザ", 1), ("1", 4), ("カ", 8)), 0.4, "ザイリュウシカク"),
        ("ｻﾞｲﾘｭｳｼｶｸ 家族滞在", (("ザ", 1), ("1", 4), ("カ", 8)), 0.96, "ザ1カ"),
        ("ｺｸﾎ        家族滞在", (("コ", 1),), 0.4, "コ"),
    ],
)
def test_a_long_label_that_begins_a_doubtful_line_is_told_beside_one_that_was_seen_and_the_value_is_kept(
    printed, seen, confidence, said
):
    value = tuple(("家族滞在"[at], 12 + 2 * at) for at in range(4))
    page, line = drawn(printed, (*seen, *value), confidence)
    _, told = with_narrow_labels([*labels()[:1], line], page)
    assert told.text == said + "家族滞在"
    assert [glyph.x for glyph in told.glyphs[-4:]] == [glyph.x for glyph in line.glyphs[-4:]]
    assert with_narrow_labels([line], page)[0].text == "".join(glyph.text for glyph in line.glyphs)


def test_the_pale_pattern_of_a_copy_behind_a_label_is_no_ink():
    page, line = drawn("ｺｸﾎ 無", (("コ", 1), ("無", 5)))
    pattern = np.full(page.ink.shape, 170, np.uint8)
    pattern[::2, ::2] = 255
    page.ink = np.minimum(page.ink, pattern)
    covered = replace(line, ink=np.ones_like(line.ink))
    assert with_narrow_labels([*labels(), covered], page)[3].text == "コクホ無"


def test_two_kana_are_a_label_only_at_the_beginning_of_a_line():
    page, line = drawn("ｶﾅ  ｵｵﾀ ｶﾅ", (("力", 1), ("材", 5.5), ("力", 9)))
    assert with_narrow_labels([*labels(), line], page)[3].text == "カナ材力"
    page, line = drawn("ｵｵﾀ ｶﾅ", (("材", 1.5), ("力", 5)))
    assert with_narrow_labels([*labels(), line], page)[3].text == "材力"


def test_a_label_that_came_out_badly_is_told_where_the_page_clearly_has_it_elsewhere():
    seen = (("ジ", 1), ("ド", 3), ("行", 6), ("有", 10))
    page, clear = drawn("ｼﾞﾄﾞｳﾃｱﾃ 有", seen)
    blurred = cv2.GaussianBlur(page.ink, (0, 0), 3)
    page.ink = np.vstack([page.ink, blurred])
    bad = replace(clear, quad=clear.quad + np.float32([0, 100]))
    assert with_narrow_labels([*labels(), bad], page)[3].text == "ジド行有"
    assert [each.text for each in with_narrow_labels([*labels(), clear, bad], page)[3:]] == ["ジドウテアテ有"] * 2
