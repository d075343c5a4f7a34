"""A kanji that the recogniser dropped is put back by its glyph; dirt is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Character, Line
from forms.certificate.names.restored import restore_dropped
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.trust import judge
from forms.fields import Kind

FACE = Path("/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf")
PX = 44


def restored(shown: str, dropped: int | None, blot: float = 0.0, read: str = "") -> tuple[Entry, Page]:
    """A printed name of which one character was not read, or as a letter; or beside which there is dirt, in em."""
    width = (len(shown) + 2) * PX
    image = Image.new("L", (width, 60), 245)
    draw = ImageDraw.Draw(image)
    for at, char in enumerate(shown):
        draw.text(((at + 1) * PX, 30), char, font=ImageFont.truetype(FACE, PX), fill=30, anchor="mm")
    if blot:
        x = width - PX
        draw.rectangle((x, 28, x + blot * PX, 31), fill=30)
    picture = cv2.GaussianBlur(np.asarray(image), (0, 0), 0.8)
    chars = [read if at == dropped else char for at, char in enumerate(shown)]
    places = [(at, (at + 1) * PX) for at, char in enumerate(chars) if char.strip()]
    line = Line(
        tuple(Character(chars[at], 0.99, x / width) for at, x in places), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0
    )
    quad = np.float32([[0, 0], [width, 0], [width, 60], [0, 60]])
    glyphs = tuple(Glyph(chars[at], 0.99, x) for at, x in places)
    segment = Segment(glyphs, quad, 0, line, PX, (picture < 150).any(axis=0))
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    said = "".join(chars)
    return restore_dropped([Entry("members[0].name", Kind.NAME, Value(said, said, 0.99, True, (segment,)))], page)[
        0
    ], page


@pytest.mark.parametrize(
    ("shown", "dropped"), [("濵田　久美子", 0), ("白濵　万庵", 1), ("林　曻", 2), ("佐藤　硲江", 3)]
)
def test_a_dropped_kanji_is_put_back_and_never_sure(shown, dropped):
    entry, page = restored(shown, dropped)
    assert entry.value.value == shown
    assert len(entry.candidates) == 2 and not judge(entry, page, 0).sure


def test_so_is_one_that_was_read_as_a_letter():
    entry, page = restored("渡邉　恵", 1, read="b")
    assert entry.value.value == "渡邉　恵" and not judge(replace(entry, vouched=True, firm=True), page, 0).sure


def test_a_kanji_put_back_in_two_places_needs_nobody():
    one, page = restored("濵田　久美子", 0)
    (own,) = one.value.segments
    assert not judge(replace(one, vouched=True, firm=True), page, 0).sure
    other = replace(own, ink=own.ink.copy())
    holed = [
        replace(one, value=replace(one.value, segments=(replace(line, glyphs=line.glyphs[1:]),)))
        for line in (own, other)
    ]
    told = restore_dropped(holed, page)
    assert [entry.value.value for entry in told] == ["濵田　久美子"] * 2
    assert all(judge(replace(entry, vouched=True, firm=True), page, 0).sure for entry in told)


@pytest.mark.parametrize("blot", [0.0, 0.2, 0.8])
def test_a_whole_name_stays_as_it_is(blot):
    entry, _ = restored("佐藤　愛", None, blot)
    assert entry.value.value == "佐藤　愛" and not entry.candidates


def test_a_stroke_alone_in_the_blank_of_a_name_is_no_kanji():
    entry, _ = restored("大野ヽひなた", 2)
    assert entry.value.value == "大野ひなた"
