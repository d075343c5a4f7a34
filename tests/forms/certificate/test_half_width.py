"""Half-width katakana behind their label on one line."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.entries import Entry
from forms.certificate.half_width import reread
from forms.certificate.segments import Glyph
from forms.certificate.values import Value
from forms.fields import Kind
from tests.forms.certificate.lines import segment

FACE = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
EM = 40


def test_the_label_on_the_same_line_is_no_part_of_the_reading():
    label, kana = "カナ氏名：", "ｶｼﾞﾜﾗ ﾘｮｳ"
    image = Image.new("L", (600, 100), 255)
    ImageDraw.Draw(image).text((40, 30), label + kana, font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + EM * (len(label) + len(kana) / 2)
    quad = np.float32([[32, 22], [end + 8, 22], [end + 8, 78], [32, 78]])
    columns = (ink[22:78, 32 : int(end) + 8] < 128).any(axis=0)
    # The large recogniser sees full-width characters, wherever.
    seen = [Glyph(char, 0.4, 40 + EM * (len(label) + 0.4 + at * 0.7)) for at, char in enumerate("カがワラリョウ")]
    line = replace(segment("カがワラリョウ", 0, 0), glyphs=tuple(seen), quad=quad, em=float(EM), ink=columns)
    entry = Entry("members[0].kana", Kind.KANA, Value("カがワラリョウ", "カがワラリョウ", 0.4, False, (line,)))
    (told,) = reread([entry], SimpleNamespace(ink=ink))
    assert told.value.value == "カジワラ\u3000リョウ"
