"""Paper that has a tone becomes white, and print on it stays; other pages stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.pixels.tones import without_tones
from tools.sheets.canvas import MINCHO, font


def page(tone: int, share: float = 0.5) -> np.ndarray:
    """Lines of text, 40 px high, every other one on a bar of the tone, over this share of the width."""
    sheet = Image.new("L", (900, 1200), 255)
    draw = ImageDraw.Draw(sheet)
    for row, top in enumerate(range(40, 1100, 90)):
        if row % 2:
            draw.rectangle((0, top - 20, 900 * share, top + 70), fill=tone)
        draw.text((60, top), "転出証明書東京都町田市小山", font=font(MINCHO, 40), fill=40)
    return np.asarray(sheet)


@pytest.mark.parametrize("tone", [150, 190, 215])
def test_bars_of_listing_paper_become_white_and_print_on_them_stays(tone):
    plain, told = page(255), without_tones(page(tone))
    white = plain == 255
    assert np.mean(told[white] > 240) > 0.96
    assert np.mean(told[plain < 60] < 90) > 0.99


def test_a_page_with_hardly_any_tone_stays_as_it_is():
    for picture in (page(255), page(190, 0.05)):
        assert without_tones(picture) is picture
