"""Look-alike characters are told by their pixels, in a font that the comparison was not given."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.names.spelling import is_firm
from forms.certificate.shapes.variants import SHIFT, compare, drawing_of, fits, groups, look_alikes, prepared
from forms.characters import missing_glyphs

MINCHO = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
GOTHIC = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf")
GROUPS = tuple(dict.fromkeys(groups().values()))


def printed(character: str, font: Path, px: int, seed: int = 0) -> np.ndarray:
    """A glyph as scanned: soft, with noise."""
    rng = np.random.default_rng(seed)
    image = Image.new("L", (int(px * 1.3), int(px * 1.3)), 245)
    face = ImageFont.truetype(font, px)
    ImageDraw.Draw(image).text((px * 0.65, px * 0.65), character, font=face, fill=35, anchor="mm")
    soft = cv2.GaussianBlur(np.asarray(image), (0, 0), 0.9)
    return np.clip(soft + rng.normal(0, 5, soft.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("font", [MINCHO, GOTHIC], ids=["mincho", "gothic"])
def test_in_an_unseen_font_nearly_all_are_told_and_none_that_is_firm_is_wrong(font):
    right = wrong_but_firm = count = 0
    for group in GROUPS:
        lacking = missing_glyphs(group, font)
        for character in group:
            if character in lacking:
                continue
            found = compare(printed(character, font, 44), group, without=font.parent.name)
            count += 1
            right += found.best == character
            wrong_but_firm += found.best != character and is_firm(found)
    assert right >= 0.93 * count
    assert wrong_but_firm == 0


@pytest.mark.parametrize("character", "高髙崎﨑邉邊辺吉𠮷")
def test_in_the_font_of_the_registers_each_is_told(character):
    assert compare(printed(character, MINCHO, 48), groups()[character]).best == character


@pytest.mark.parametrize("off", [(0, 0), (2, -1), (-2, 2)])
def test_a_drawing_of_the_same_pixels_fits_wholly_wherever_it_is_within_the_shift(off):
    ink = prepared(255 - printed("高", MINCHO, 48))
    moved = np.roll(ink, off, axis=(0, 1))
    found = cv2.matchTemplate(moved, ink[SHIFT:-SHIFT, SHIFT:-SHIFT], cv2.TM_CCOEFF_NORMED).max()
    assert fits(ink, [drawing_of(moved), drawing_of(ink)]) == pytest.approx([found, 1.0], abs=1e-5)


def test_white_paper_is_no_glyph():
    assert compare(np.full((50, 50), 250, np.uint8), groups()["高"]) is None


def test_another_character_does_not_fit_its_group():
    assert (
        compare(printed("田", MINCHO, 48), groups()["高"]).fit < compare(printed("髙", MINCHO, 48), groups()["高"]).fit
    )


def test_a_look_alike_that_no_group_lists_is_told_and_the_flattest_characters_are_left_alone():
    assert {"藪", "靜"} <= set(look_alikes()["籔"] + look_alikes()["静"])
    for font in (MINCHO, GOTHIC):
        for character in "籔藪静靜":
            found = compare(printed(character, font, 44), look_alikes()[character], without=font.parent.name)
            assert found.best == character
    assert compare(printed("一", GOTHIC, 44), look_alikes()["一"]) is None
