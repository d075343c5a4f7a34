"""A copier's word, however thin and dotted it came out, tells a copy; patterns and pale stamps do not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.copies import is_photocopy, tell_copy
from forms.certificate.transcript import transcribe
from tests.forms.certificate.pixels.test_marks import page as marked
from tools.sheets.canvas import GOTHIC, font


def page(word: str, stroke_share: float, degrees: float = 0.0) -> np.ndarray:
    """Print with a pale word across it, of which a raster leaves some dots, as the red channel of an A4 page.

    Args:
        degrees: how far the word is turned.
    """
    pale = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(pale)
    for row in range(6):
        for column in range(3):
            draw.text((150 + 480 * column, 200 + 350 * row), word, fill=150, font=font(GOTHIC, 96))
    pale = pale.rotate(degrees, fillcolor=255)
    dots = np.random.default_rng(5).random((2339, 1654)) > stroke_share
    picture = np.maximum(np.asarray(pale), np.where(dots, 255, 0)).astype(np.uint8)
    sheet = Image.fromarray(picture)
    draw = ImageDraw.Draw(sheet)
    for row in range(20):
        draw.text((200, 150 + 100 * row), "転出証明書　見本　太郎　大阪府堺市堺区", fill=20, font=font(GOTHIC, 44))
    return np.asarray(sheet)


@pytest.mark.parametrize(("word", "copy"), [("複写", True), ("見本", False), ("／＼／", False)])
def test_the_word_is_read_through_its_raster(certificate_reader, word: str, copy: bool) -> None:
    assert is_photocopy(page(word, 0.22), certificate_reader.recogniser) is copy


@pytest.mark.parametrize("degrees", [20, 40, -30])
def test_a_turned_word_is_read(certificate_reader, degrees: int) -> None:
    assert is_photocopy(page("複写", 0.4, degrees), certificate_reader.recogniser)


def test_rules_close_by_neither_hide_the_word_nor_are_one(certificate_reader) -> None:
    ruled, empty = page("複写", 0.4).copy(), page("", 0.4).copy()
    for picture in (ruled, empty):
        picture[60::90, 100:1550] = 60
        picture[60:2280, 100::180] = 60
    assert is_photocopy(ruled, certificate_reader.recogniser)
    assert not is_photocopy(empty, certificate_reader.recogniser)


def test_a_word_that_print_parts_everywhere_is_read_by_its_characters() -> None:
    assert tell_copy(["複", "写", "複", "口", "写子", "写"])
    assert not tell_copy(["複", "写", "写", "子"])


def test_of_many_such_words_one_character_may_be_read_but_once() -> None:
    assert tell_copy(["複複写複", "復", "复"])
    assert tell_copy(["複", "写", "複", "複", "五", "章"])
    assert not tell_copy(["複", "写", "複"])
    assert not tell_copy(["複複復複", "写真"])


def test_a_pale_note_about_copies_is_no_mark() -> None:
    assert not tell_copy(["この証明書を複写すると文字が現れます"])


def test_a_word_that_is_taken_out_of_the_page_tells_it_nevertheless(certificate_reader) -> None:
    read = transcribe(np.dstack([marked(200)] * 3), certificate_reader.recogniser)
    assert read.photocopy
    assert not any("複" in segment.text for segment in read.segments)
