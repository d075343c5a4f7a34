"""Ticks in boxes before choices."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.runs.ticks import without_unticked
from tests.forms.certificate.lines import segment

TOP, HIGH = 100, 26
PLACES = {200: "男", 400: "女"}


def drawn(marks: dict[int, str]) -> Page:
    """A page with a box before each word: empty, ticked within or beyond its frame, crossed, or black."""
    ink = np.full((300, 800), 255, np.uint8)
    for x, mark in marks.items():
        left, top = x - HIGH - 4, TOP + 7
        right, bottom = left + HIGH, top + HIGH
        cv2.rectangle(ink, (left, top), (right, bottom), 0, -1 if mark == "■" else 2)
        ticks = {"☑": (4, -4), "over": (4, 12)}
        if mark in ticks:
            inset, beyond = ticks[mark]
            points = [(left + inset, top + 14), (left + 12, bottom - 5), (right + beyond, top - beyond)]
            cv2.polylines(ink, [np.int32(points)], False, 0, 3)
        if mark == "X":
            cv2.line(ink, (left, top), (right, bottom), 0, 2)
            cv2.line(ink, (left, bottom), (right, top), 0, 2)
    return Page(np.repeat(ink[:, :, None], 3, axis=2), np.eye(3), (), ink)


def texts(segments: list[Segment]) -> list[str]:
    return [each.text for each in segments]


@pytest.mark.parametrize("mark", ["☑", "over", "X", "■"])
@pytest.mark.parametrize("ticked", PLACES)
def test_the_ticked_choice_is_what_is_left(ticked, mark):
    page = drawn({x: mark if x == ticked else "☐" for x in PLACES})
    name = segment("山口　男", 100, 200)
    read = [segment(word, x, TOP) for x, word in PLACES.items()]
    left = without_unticked([*read, name], page)
    assert texts(left) == [PLACES[ticked], "山口　男"] and left[1] is name


@pytest.mark.parametrize("ticked", ["有", "無"])
def test_what_was_read_for_the_boxes_is_no_part_of_the_value(ticked):
    read = segment("口有　口無", 160, TOP)
    places = {int(glyph.x - 20): glyph.text for glyph in read.glyphs if glyph.text in "有無"}
    page = drawn({x: "☑" if word == ticked else "☐" for x, word in places.items()})
    assert texts(without_unticked([read], page)) == [ticked]


def test_a_choice_with_an_empty_box_alone_is_no_value():
    assert texts(without_unticked([segment("口女", 360, TOP)], drawn({400: "☐"}))) == []


@pytest.mark.parametrize("marks", [("☑", "☑"), ("☑", None), (None, None)])
def test_where_it_is_not_plain_both_stay(marks):
    page = drawn({x: mark for x, mark in zip(PLACES, marks, strict=True) if mark})
    read = [segment(word, x, TOP) for x, word in PLACES.items()]
    both = without_unticked(read, page)
    assert sorted(texts(both)) == sorted(PLACES.values())


def test_words_without_boxes_and_boxes_without_words_stay():
    read = [segment("山口", 160, TOP), segment("女", 400, TOP), segment("口", 600, TOP)]
    assert without_unticked(read, drawn({200: "☐"})) == read
