"""A ring around one of several eras before a year."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import read_value
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.pixels.pages import Page
from forms.certificate.settling.ringed_eras import settle_eras
from forms.fields import Kind
from tests.forms.certificate.lines import segment


class AsRead(Recogniser):
    """Says of each line what was read."""

    def __init__(self):
        pass


@pytest.fixture
def as_read(monkeypatch):
    monkeypatch.setattr("forms.certificate.runs.segments.Segment.decoded", lambda self, *_: self)
    return AsRead()


def page(*ringed: int, wide: int = 30) -> Page:
    ink = np.full((400, 1200), 255, np.uint8)
    for x in ringed:
        cv2.ellipse(ink, (x, 120), (wide, 28), 0, 0, 360, 0, 3)
    return Page(np.repeat(ink[:, :, None], 3, axis=2), np.eye(3), (), ink)


def entry(reader: Recogniser, text: str, pitch: float = 1.5) -> Entry:
    line = segment(text, 100, 100, pitch=pitch)
    return Entry("members[0].birth_date", Kind.DATE, read_value(Kind.DATE, [line], reader))


@pytest.mark.parametrize(("ringed", "born"), [(180, "1980-10-28"), (120, ""), (0, ""), (240, "")])
def test_the_ring_tells_the_era_and_the_last_one_is_none(as_read, ringed, born):
    """大正55年 and 平成55年 never were."""
    (found,) = settle_eras([entry(as_read, "大昭平令55年10月28日")], page(*[ringed] if ringed else []))
    assert (found.value.value, found.value.holds, found.firm) == (born, bool(born), False)


def test_two_rings_tell_nothing(as_read):
    (found,) = settle_eras([entry(as_read, "大昭平令7年3月1日")], page(180, 240))
    assert (found.value.value, found.firm) == ("", False)


def test_an_era_that_was_not_read_for_its_ring(as_read):
    line = "大昭令23年8月4日"
    read = entry(as_read, line)
    (row,) = read.value.segments
    moved = segment(line, 100, 100, pitch=1.5)
    glyphs = tuple(g if at < 2 else type(g)(g.text, g.confidence, g.x + 60) for at, g in enumerate(moved.glyphs))
    value = type(read.value)(line, "", 0.99, False, (type(row)(glyphs, row.quad, row.cell, row.line, row.em, row.ink),))
    (found,) = settle_eras([Entry(read.path, read.kind, value)], page(240))
    assert found.value.value == "2011-08-04"


def test_a_ring_around_both_characters_of_an_era(as_read):
    (found,) = settle_eras([entry(as_read, "昭和・平成62年7月25日", 1.0)], page(140, wide=48))
    assert found.value.value == "1987-07-25"


def test_an_era_alone_needs_no_ring(as_read):
    plain = entry(as_read, "昭和62年7月25日", 1.0)
    assert settle_eras([plain], page()) == [plain] and plain.value.value == "1987-07-25"
