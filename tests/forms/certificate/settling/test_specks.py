"""Dots between a value's characters are no character that was dropped; strokes are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.specks import without_specks
from forms.certificate.settling.trust import loses_ink
from forms.fields import Kind
from tests.forms.certificate.scanned import NO_LINE
from tools.sheets.canvas import MINCHO, font

EM, LEFT, TOP = 40, 300, 400
TEXT = "田中　健"


def _dots(draw: ImageDraw.ImageDraw, start: float, end: float) -> None:
    for x in range(int(start), int(end), 8):
        for y in range(TOP + 4, TOP + EM, 8):
            draw.rectangle((x, y, x + 2, y + 2), fill=(20, 20, 20))


@pytest.mark.parametrize(("between", "own", "lost"), [("dots", "", False), ("二", "", True), ("dots", "dots", True)])
def test_only_what_is_larger_than_a_dot_may_be_a_character(between, own, lost):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    for at, char in enumerate(TEXT):
        if own:  # by a dot printer
            _dots(draw, LEFT + (at + 0.1) * EM, LEFT + (at + 0.9) * EM if char.strip() else 0)
        else:
            draw.text((LEFT + at * EM, TOP), char, font=font(MINCHO, EM), fill=(20, 20, 20))
    blank = LEFT + TEXT.index("　") * EM
    if between == "dots":
        _dots(draw, blank - 2, blank + EM + 2)
    else:
        draw.text((blank, TOP), between, font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    page = Page(image, np.eye(3), (), ink_image(image))
    quad = rectangle(LEFT - 4, TOP - 6, LEFT + len(TEXT) * EM + 4, TOP + EM + 6)
    glyphs = [Glyph(char, 0.99, LEFT + (at + 0.5) * EM) for at, char in enumerate(TEXT) if char.strip()]
    columns = (page.ink[TOP : TOP + EM, LEFT - 4 : LEFT + len(TEXT) * EM + 4] < 150).any(axis=0)
    line = Segment(tuple(glyphs), quad, 0, NO_LINE, EM, columns)
    assert loses_ink(line)
    entry = Entry("members[0].name", Kind.NAME, Value(TEXT, TEXT, 0.99, True, (line,)))
    (told,) = without_specks([entry], page)
    assert any(map(loses_ink, told.value.segments)) is lost
