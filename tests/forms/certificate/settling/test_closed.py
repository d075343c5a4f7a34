"""有 or 無 told by its glyph, where the recogniser has no word for it or hardly believes its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.closed import tell_words
from forms.fields import Kind

GOTHIC = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
PX = 44


def printed(text: str, said: str, holds: bool, confidence: float, rule: bool = False) -> tuple[Entry, Page]:
    image = Image.new("L", (PX * (len(text) + 2), 2 * PX), 243)
    draw = ImageDraw.Draw(image)
    draw.text((PX, PX // 2), text, font=ImageFont.truetype(GOTHIC, PX), fill=40)
    if rule:
        draw.line((0, PX, image.width, PX), fill=40, width=6)
        draw.line((PX * 1.4, 0, PX * 1.4, image.height), fill=40, width=8)
    picture = cv2.GaussianBlur(np.asarray(image), (0, 0), 0.8)
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    quad = np.float32([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]])
    glyphs = tuple(Glyph(char, confidence, (at + 1.5) * PX) for at, char in enumerate(said))
    line = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    segment = Segment(glyphs, quad, 0, line, PX, (picture < 150).any(axis=0))
    value = Value(said, said, confidence, holds, (segment,))
    return Entry("members[0].care_insurance", Kind.TEXT, value), page


@pytest.mark.parametrize(("said", "holds"), [("兼", False), ("無", True)])
def test_a_word_that_is_like_only_one_of_its_set_is_sure(said, holds):
    entry, page = printed("無", said, holds, 0.05)
    (told,) = tell_words([entry], page)
    assert (told.value.value, told.value.holds, told.vouched, told.firm) == ("無", True, True, True)


def test_a_word_cut_by_rules_is_told_and_not_sure():
    entry, page = printed("無", "兼", False, 0.05, rule=True)
    (told,) = tell_words([entry], page)
    assert not (told.vouched and told.firm)


def test_a_word_that_looks_like_another_is_not_vouched_for():
    entry, page = printed("無", "有", True, 0.4)
    (told,) = tell_words([entry], page)
    assert not told.vouched


def test_a_word_that_was_read_well_is_not_told_by_glyphs_that_are_hardly_like_any():
    """On a copy フィリピン was like コンゴ民主共和国 by a fifth, and like others less."""
    entry, page = printed("ヨンゴ尺生共初囲", "フィリピン共和群", False, 0.99, rule=True)
    (told,) = tell_words([replace(entry, path="members[0].nationality")], page)
    assert told.value.value == "フィリピン共和国"


def of_set(field: str, said: str, holds: bool, unclear: str = "") -> Entry:
    """A word of a closed set; some of its characters were hardly read."""
    entry, _ = printed(said, said, holds, 1.0)
    (row,) = entry.value.segments
    glyphs = tuple(replace(glyph, confidence=0.2 if glyph.text in unclear else 1.0) for glyph in row.glyphs)
    value = replace(entry.value, confidence=0.2 if unclear else 1.0, segments=(replace(row, glyphs=glyphs),))
    return replace(entry, path=f"members[0].{field}", value=value)


BLANK_PAGE = Page(np.full((9, 9, 3), 255, np.uint8), np.eye(3), (), np.full((9, 9), 255, np.uint8))


@pytest.mark.parametrize(
    ("said", "unclear", "sure"),
    [
        ("技術・人文知識・国際業務", "・", True),
        ("日本人の配偶者等", "の", True),
        ("特定技能１号", "１", False),
        ("永住者", "住", False),
        ("世帯主", "帯", True),
        ("妻の祖母", "祖", False),
    ],
)
def test_a_word_whose_clear_characters_no_other_word_has_needs_nobody_else(said, unclear, sure):
    field = "status_of_residence" if len(said) > 4 or said == "永住者" else "relationship"
    (told,) = tell_words([of_set(field, said, True, unclear)], BLANK_PAGE)
    assert (told.value.value, told.vouched, told.firm) == (said, sure, True)


@pytest.mark.parametrize(
    ("field", "said", "word"),
    [
        ("status_of_residence", "技術人文知識・国際業", "技術・人文知識・国際業務"),
        ("status_of_residence", "家族帯在", "家族滞在"),
        ("nationality", "ネパル", "ネパール"),
    ],
)
def test_what_is_near_one_word_only_is_spelt_like_it_and_never_sure(field, said, word):
    (told,) = tell_words([of_set(field, said, False, said)], BLANK_PAGE)
    assert (told.value.value, told.value.holds, told.firm, told.candidates) == (word, True, False, (said,))


def test_clear_glyphs_that_are_no_word_lack_signs_of_voice_or_are_a_word_that_the_set_has_not():
    entry = replace(of_set("nationality", "ネハール", False, ""), vouched=True)
    (told,) = tell_words([entry], BLANK_PAGE)
    assert (told.value.value, told.vouched, told.firm, told.candidates) == ("ネパール", False, False, ("ネハール",))
    entry = replace(of_set("nationality", "ネパール連邦", False, ""), vouched=True)
    assert tell_words([entry], BLANK_PAGE) == [entry]


@pytest.mark.parametrize("said", ["特定技能号", "技能実習?号ロ", "船員"])
def test_what_is_as_near_to_two_words_or_to_none_stays(said):
    (told,) = tell_words([of_set("status_of_residence", said, False, said)], BLANK_PAGE)
    assert (told.value.value, told.value.holds, told.vouched) == (said, False, False)


def test_a_word_that_lost_a_character_is_not_told_as_one_with_another_number():
    entry, page = printed("高度専門職1号", "高度専門職1号", False, 0.5)
    (told,) = tell_words([replace(entry, path="members[0].status_of_residence")], page)
    assert told.value.value == "高度専門職1号"


def test_of_both_sexes_neither_is_told_by_the_glyphs():
    entry, page = printed("男女", "男女", False, 0.5)
    entry = replace(entry, path="members[0].sex", kind=Kind.SEX)
    assert tell_words([entry], page) == [entry]
