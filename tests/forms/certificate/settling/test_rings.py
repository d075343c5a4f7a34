"""A ring around 男 or 女, and ink in a cell that nobody has read."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Character
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.leftover import doubt_leftover
from forms.certificate.settling.rings import settle_rings
from forms.fields import Kind
from tests.forms.certificate.lines import segment


def page(ink: np.ndarray) -> Page:
    return Page(np.repeat(ink[:, :, None], 3, axis=2), np.eye(3), (), ink)


def entry(kind: Kind, *segments: Segment) -> Entry:
    text = "".join(each.text for each in segments)
    return Entry("members[0].sex", kind, Value(text, text, 0.99, True, segments))


@pytest.mark.parametrize(("ringed", "value"), [((220,), "male"), ((420,), "female"), ((220, 420), ""), ((), "")])
def test_the_ring_says_which(ringed, value):
    ink = np.full((400, 800), 255, np.uint8)
    for x in ringed:
        cv2.circle(ink, (x, 120), 34, 0, 3)
    (found,) = settle_rings([entry(Kind.SEX, segment("男", 200, 100), segment("女", 400, 100))], page(ink))
    assert (found.value.value, found.value.holds, found.firm) == (value, bool(value), bool(value))


def test_a_ring_is_sure_only_where_nothing_like_one_lies_around_the_other_word():
    ink = np.full((400, 800), 255, np.uint8)
    cv2.circle(ink, (220, 120), 34, 0, 3)
    cv2.ellipse(ink, (420, 120), (34, 34), 0, 20, 290, 0, 3)
    (found,) = settle_rings([entry(Kind.SEX, segment("男", 200, 100), segment("女", 400, 100))], page(ink))
    assert (found.value.value, found.firm) == ("male", False)


@pytest.mark.parametrize(("ringed", "value"), [((420,), "無"), ((220,), "有"), ((220, 420), ""), ((), "")])
def test_an_oval_says_which_and_without_one_neither_is_a_value(ringed, value):
    ink = np.full((400, 800), 255, np.uint8)
    for x in ringed:
        cv2.ellipse(ink, (x - 12, 120), (50, 30), 0, 0, 360, 0, 3)
    both = entry(Kind.TEXT, segment("有", 200, 100), segment("無", 400, 100))
    (found,) = settle_rings([replace(both, path="members[1].care_insurance")], page(ink))
    assert (found.value.value, found.value.holds, found.firm) == (value, bool(value), False)


def test_one_of_two_words_is_no_answer():
    alone = segment("女", 400, 100)
    raw = replace(alone, line=replace(alone.line, characters=segment("・女", 0, 0).glyphs))
    (found,) = settle_rings([entry(Kind.SEX, raw)], page(np.full((400, 800), 255, np.uint8)))
    assert not found.value.holds


@pytest.mark.parametrize("read", ["男女", "男性"])
def test_a_ring_that_touches_its_word_and_the_rules_says_which(read):
    ink = np.full((400, 800), 255, np.uint8)
    for y in (92, 148):
        cv2.line(ink, (0, y), (799, y), 0, 3)
    cv2.circle(ink, (420, 120), 26, 0, 3)
    cv2.rectangle(ink, (409, 109), (431, 131), 0, 4)
    cv2.rectangle(ink, (209, 109), (231, 131), 0, 4)
    first, second = (segment(word, x, 100) for word, x in zip(read, (200, 400), strict=True))
    line = replace(first.line, characters=tuple(Character(word, 0.9, 0.1, False) for word in "男・女"))
    (found,) = settle_rings([entry(Kind.SEX, replace(first, line=line), second)], page(ink))
    assert (found.value.value, found.firm) == ("female", False)


@pytest.mark.parametrize("overlooked", [False, True])
def test_a_digit_that_nobody_read_makes_its_cell_doubtful(overlooked):
    ink = np.full((3508, 2480), 255, np.uint8)
    cv2.rectangle(ink, (300, 300), (1200, 420), 0, 3)
    if overlooked:
        cv2.putText(ink, "1", (900, 380), 0, 1.4, 0, 4)
    sheet = page(ink)
    ruling = Ruling(sheet.image)
    read = segment("令和7年4月4日", 340, 340, ruling.cell_at(360, 360))
    (found,) = doubt_leftover([entry(Kind.DATE, read)], sheet, ruling, [read])
    assert found.firm is not overlooked


def test_a_sex_and_a_relationship_are_no_choice():
    both = segment("男／長男", 200, 100)
    line = replace(both.line, characters=tuple(Character(glyph.text, 0.9, 0.1, False) for glyph in both.glyphs))
    given = entry(Kind.SEX, replace(both.part(0, 1), line=line))
    assert settle_rings([given], page(np.full((400, 800), 255, np.uint8))) == [given]


@pytest.mark.parametrize(("ringed", "value"), [(420, "female"), (220, "male"), (None, "")])
def test_a_sex_that_was_not_read_for_its_ring_is_told_by_the_place_of_the_others(ringed, value):
    """Where others are offered both sexes, one word alone is no answer either."""
    ink = np.full((800, 800), 255, np.uint8)
    cv2.circle(ink, (220, 120), 34, 0, 3)
    if ringed:
        cv2.circle(ink, (ringed, 320), 34, 0, 3)
    both = entry(Kind.SEX, segment("男", 200, 100), segment("女", 400, 100))
    alone = replace(entry(Kind.SEX, segment("男", 200, 300)), path="members[1].sex")
    first, second = settle_rings([both, alone], page(ink))
    assert (first.value.value, second.value.value, second.firm) == ("male", value, False)


@pytest.mark.parametrize("ringed", ["男", "女"])
@pytest.mark.parametrize(("wide", "tall", "holds"), [(24, 20, True), (34, 22, True), (24, 8, False)])
def test_a_closed_ring_may_lie_as_close_as_printers_set_it(ringed, wide, tall, holds):
    ink = np.full((400, 800), 255, np.uint8)
    both = []
    for at, word in enumerate("男女"):
        row = segment(word, 200, 100 + 44 * at, em=36)  # above each other
        box = np.float32([[190, 90 + 44 * at], [250, 90 + 44 * at], [250, 148 + 44 * at], [190, 148 + 44 * at]])
        both.append(replace(row, quad=box))
        cv2.putText(ink, "W", (204, 128 + 44 * at), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)
    cv2.ellipse(ink, (218, 119 + 44 * (ringed == "女")), (wide, tall), 0, 0, 360, 0, 2)
    (found,) = settle_rings([entry(Kind.SEX, *both)], page(ink))
    assert found.value.value == ({"男": "male", "女": "female"}[ringed] if holds else "")
    assert found.firm is holds


def test_a_frame_around_a_word_is_no_ring():
    ink = np.full((400, 800), 255, np.uint8)
    cv2.rectangle(ink, (196, 94), (244, 146), 0, 2)
    (found,) = settle_rings([entry(Kind.SEX, segment("男", 200, 100), segment("女", 400, 100))], page(ink))
    assert found.value.value == ""
