"""Names in Latin letters, drawn in half and in full width."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.names import latin
from forms.certificate.names.latin import settle_latin
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

FACE = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
PX = 44
LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def told(shown: str, said: str) -> Entry:
    """A printed name as it is settled where it is the only one of its page."""
    entry, page = printed(shown, said)
    return settle_latin([entry], page)[0]


def printed(shown: str, said: str) -> tuple[Entry, Page]:
    """A printed name, and what the recogniser says of its letters, `|` before one that a blank precedes."""
    face = ImageFont.truetype(FACE, PX)
    image = Image.new("L", (round(face.getlength(shown)) + 20, 60), 245)
    ImageDraw.Draw(image).text((10, 30), shown, font=face, fill=30, anchor="lm")
    picture = np.asarray(image)
    glyphs, spaced = [], False
    letters = iter(char for char in said if char != "|")
    parted = [at for at, char in enumerate(said.replace("||", "|")) if char == "|"]
    starts = {at - number for number, at in enumerate(parted)}
    for at, char in enumerate(shown):
        if char in " \u3000":
            continue
        x = 10 + face.getlength(shown[:at]) + face.getlength(char) / 2
        spaced = len(glyphs) in starts
        letter = next(letters)
        glyphs.append(Glyph(letter, 0.6 if letter == "0" else 0.99, x, spaced))
    height, width = picture.shape
    quad = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    segment = Segment(tuple(glyphs), quad, 0, LINE, 0.72 * height, (picture < 150).any(axis=0))
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    return Entry("members[0].name", Kind.NAME, Value(said, said, 0.6, False, (segment,))), page


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("NGUYEN VAN AN", "NGUYEN|VAN|AN"),
        ("LEE SOO-JIN", "LEE|S00-JIN"),
        ("O'BRIEN SEAN", "0'BRIEN|SEAN"),
        ("O'BRIEN-WALSH SEAN", "O'|BRIEN-|WALSH|SEAN"),
        ("ＷＡＮＧ　ＸＩＡＯＭＩＮＧ", "WANG|XIAOMING"),
        ("KIM MINJUN", "ＫＩＭ|ＭＩＮＪＵＮ"),
    ],
)
def test_a_name_has_its_own_blanks_letters_and_width(shown, said):
    entry = told(shown, said)
    assert entry.value.value == shown
    assert entry.value.holds and entry.firm and entry.value.confidence > 0.9


@pytest.mark.parametrize("shown", ["KHAN MUHAMMAD ALI", "PARK SEO YEON", "LI IIDA MILLIE", "ＬＩ　ＭＩＬＬＩＥ"])
def test_a_blank_that_only_white_shows_is_put_in_and_doubted(shown):
    entry = told(shown, "".join(shown.split()))
    assert (entry.value.value, entry.firm) == (shown, False)


@pytest.mark.parametrize("shown", ["KIMMINJUN", "MILLIIE", "ＷＩＬＬＩＥ"])
def test_letters_without_a_blank_are_not_parted(shown):
    assert len(told(shown, shown).value.value.split()) == 1


def test_a_name_with_what_is_no_letter_does_not_hold():
    assert not told("KIM M2", "KIM|M2").value.holds


def test_a_japanese_name_is_left_alone():
    entry = Entry("members[0].name", Kind.NAME, Value("林　誠", "林　誠", 1.0, True, ()))
    assert settle_latin([entry], None) == [entry]


def test_a_name_in_another_width_than_most_of_its_page_is_as_they_are_and_never_sure(monkeypatch):
    wide, page = printed("ＧＵＲＵＮＧ　ＳＡＮＪＡＹ", "GURUNG|SANJAY")
    odd, _ = printed("ＴＨＡＰＡ　ＭＡＹＡ", "THAPA|MAYA")
    monkeypatch.setattr(latin, "_width", lambda segments, page: (len(segments[0].glyphs) > 9, True))
    others = settle_latin([wide, wide, odd], page)
    assert [(each.value.value, each.firm) for each in others] == [
        *[("ＧＵＲＵＮＧ　ＳＡＮＪＡＹ", True)] * 2,
        ("ＴＨＡＰＡ　ＭＡＹＡ", False),
    ]


@pytest.mark.parametrize(("shown", "told"), [("ＧＵＲＵＮＧＳＡＮＪＡＹ", False), ("GURUNGSANJAY", True)])
def test_dirt_above_and_beneath_most_letters_does_not_make_wide_ones_narrow(shown, told):
    entry, page = printed(shown, "GURUNGSANJAY")
    (row,) = entry.value.segments
    for glyph in row.glyphs[4:]:
        page.image[8:11, int(glyph.x) - 2 : int(glyph.x) + 2] = page.image[
            49:52, int(glyph.x) - 2 : int(glyph.x) + 2
        ] = 0
    (entry,) = settle_latin([entry], page)
    assert (entry.value.value, entry.firm) == (shown, told)


def test_a_letter_with_a_mark_is_a_plain_one_in_doubt():
    entry = told("SILVA PAULA", "ŠILVA|PAULÁ")
    assert (entry.value.value, entry.value.holds, entry.value.confidence) == ("SILVA PAULA", True, latin.ACCENTED)
