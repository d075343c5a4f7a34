"""Half-width katakana behind their label on one line."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Character
from forms.certificate.names.half_width import ALPHABET, reread_half_width, with_readings
from forms.certificate.runs.segments import Glyph
from forms.fields import Kind
from tests.forms.certificate.lines import segment
from tools.half_width import lines
from tools.sheets.typefaces import VALIDATION

FACE = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
EM = 40


def test_lines_to_train_on_are_the_same_again_and_in_no_face_of_the_validation_part():
    assert not {name for name, _ in (*lines.FACES, *lines.HELD_OUT)} & {Path(file).name for file, _ in VALIDATION}
    face = ((FACE, 0),)
    drawn = [lines.draw(random.Random(3), face) for _ in range(2)]
    assert drawn[0].text == drawn[1].text and set(drawn[0].text) <= set(ALPHABET)
    pictures = [lines.scan(line, random.Random(5)) for line in drawn]
    assert np.array_equal(*pictures) and pictures[0].dtype == np.uint8 and np.ptp(pictures[0]) > 60


def test_kana_of_full_width_are_left_to_the_large_recogniser():
    image = Image.new("L", (400, 80), 255)
    ImageDraw.Draw(image).text((20, 20), "ヤマダ　ハナ", font=ImageFont.truetype(FACE, EM), fill=20)
    quad = np.float32([[10, 12], [275, 12], [275, 68], [10, 68]])
    line = replace(segment("ヤマダハナ", 0, 0), quad=quad, em=float(EM), ink=np.ones(265, bool))
    entry = Entry("members[0].kana", Kind.KANA, Value("ヤマダハナ", "ヤマダハナ", 0.4, True, (line,)))
    assert reread_half_width([entry], SimpleNamespace(ink=np.asarray(image))) == [entry]


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
    (told,) = reread_half_width([entry], SimpleNamespace(ink=ink))
    assert told.value.value == "カジワラ\u3000リョウ"


def test_a_reading_of_which_the_large_recogniser_saw_but_a_part_is_read_as_a_whole():
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((40, 30), "ｶｼﾞﾜﾗ ﾘｮｳ", font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + EM * 9 / 2
    quad = np.float32([[32, 22], [end + 8, 22], [end + 8, 78], [32, 78]])
    plain = segment("カが", 0, 0)
    seen = tuple(Glyph(char, 0.4, 40 + EM * (0.4 + at * 0.7)) for at, char in enumerate("カが"))
    line = replace(
        plain.line, characters=tuple(Character(each.text, 0.4, 0.1 + 0.1 * at) for at, each in enumerate(seen))
    )
    columns = (ink[22:78, 32 : int(end) + 8] < 128).any(axis=0)
    row = replace(plain, glyphs=seen, quad=quad, line=line, em=float(EM), ink=columns)
    for value in (Value("カが", "カが", 0.4, False, (row,)), Value("カ", "カ", 0.4, True, (row.part(0, 1),), (row,))):
        (told,) = reread_half_width([Entry("members[0].kana", Kind.KANA, value)], SimpleNamespace(ink=ink))
        assert told.value.value == "カジワラ\u3000リョウ"


@pytest.mark.parametrize(
    ("printed", "seen", "confidence", "said"),
    [
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "払沙", 0.4, "ヤマダハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "払沙", 0.9, "払沙"),
        ("ｾﾀｲﾇｼ", "的", 0.4, "セタイヌシ"),
        ("ｼﾞﾃｱﾃ", "ジ行", 0.9, "ジテアテ"),
        ("ｼﾞﾃｱﾃ", "ジ行", 0.96, "ジ行"),
        ("ｸﾙｼﾞﾃ", "ジ行", 0.4, "ジ行"),
    ],
)
def test_a_doubtful_line_that_says_a_name_or_a_label_in_half_width_shows_it_before_labels_are_told(
    printed, seen, confidence, said
):
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((40, 30), printed, font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + EM * len(printed) / 2
    quad = np.float32([[32, 22], [end + 8, 22], [end + 8, 78], [32, 78]])
    plain = segment(seen, 0, 0)
    glyphs = tuple(replace(glyph, confidence=confidence) for glyph in plain.glyphs)
    line = replace(plain.line, characters=tuple(Character(each.text, confidence, 0.5) for each in glyphs))
    columns = (ink[22:78, 32 : int(end) + 8] < 128).any(axis=0)
    doubtful = replace(plain, glyphs=glyphs, quad=quad, line=line, em=float(EM), ink=columns)
    (told,) = with_readings([doubtful], SimpleNamespace(ink=ink))
    assert (told.text, told.line) == (said, line)
    assert max(glyph.confidence for glyph in told.glyphs) == confidence


def test_what_stands_behind_a_label_is_not_lost_with_it():
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((40, 30), "ﾂﾂﾞｷｶﾞﾗ 妻", font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + EM * 10 / 2
    quad = np.float32([[32, 22], [end + 8, 22], [end + 8, 78], [32, 78]])
    plain = segment("ツ妻", 0, 0)
    places = (50, end - EM / 2)
    glyphs = tuple(Glyph(char, 0.4, x) for char, x in zip("ツ妻", places, strict=True))
    line = replace(plain.line, characters=tuple(Character(each.text, 0.4, each.x / 400) for each in glyphs))
    columns = (ink[22:78, 32 : int(end) + 8] < 128).any(axis=0)
    doubtful = replace(plain, glyphs=glyphs, quad=quad, line=line, em=float(EM), ink=columns)
    assert with_readings([doubtful], SimpleNamespace(ink=ink)) == [doubtful]


@pytest.mark.parametrize("seen", ["カカミザル", "カ刈ミャザ"])
def test_a_short_label_before_a_reading_is_told_apart_from_it_and_no_part_of_what_is_read_again(seen):
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((40, 30), "ｶﾅ ﾐﾔｻﾞｷ ﾙﾘ", font=ImageFont.truetype(FACE, EM), fill=20)
    ink = np.asarray(image)
    end = 40 + EM * 11 / 2
    quad = np.float32([[32, 22], [end + 8, 22], [end + 8, 78], [32, 78]])
    columns = (ink[22:78, 32 : int(end) + 8] < 128).any(axis=0)
    plain = segment(seen, 0, 0)
    glyphs = tuple(Glyph(char, 0.5, 50 + EM * at) for at, char in enumerate(seen))
    line = replace(plain.line, characters=tuple(Character(each.text, 0.5, each.x / 400) for each in glyphs))
    doubtful = replace(plain, glyphs=glyphs, quad=quad, line=line, em=float(EM), ink=columns)
    (told,) = with_readings([doubtful], SimpleNamespace(ink=ink))
    assert [glyph.text for glyph in told.glyphs if glyph.spaced] == ["ミ"] and told.text == "カナミヤザキルリ"
    value = Value("ミヤザキルリ", "ミヤザキルリ", 0.5, False, (told.part(2, 8),))
    (read,) = reread_half_width([Entry("members[0].kana", Kind.KANA, value)], SimpleNamespace(ink=ink))
    assert read.value.value == "ミヤザキ\u3000ルリ"
