"""Broad pale marks across the print become paper, and the print beneath them stays."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.pixels.clearing import with_ink
from forms.certificate.pixels.marks import without_marks
from tools.sheets.canvas import GOTHIC, MINCHO, font

SIZE = (1240, 1754)


def page(mark: int | None, face=GOTHIC, ink: int = 40) -> np.ndarray:
    """Lines of text of 40 pixels, 複写 all over them in that grey, if any; as dark as the darker of both."""
    text, marks = Image.new("L", SIZE, 255), Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(text)
    for top in range(60, 1700, 90):
        draw.text((60, top), "転出証明書　平成１９年１２月　７日　山﨑　さやか", font=font(MINCHO, 40), fill=ink)
    if mark is not None:
        for top in range(20, 1700, 420):
            for left in range(20, 1200, 450):
                ImageDraw.Draw(marks).text((left, top), "複写", font=font(face, 190), fill=mark)
    return np.minimum(np.asarray(text), np.asarray(marks.rotate(20, fillcolor=255)))


@pytest.mark.parametrize("mark", [150, 175, 200])
@pytest.mark.parametrize("face", [GOTHIC, MINCHO], ids=["bold", "thin"])
def test_marks_become_white_and_print_across_them_stays(mark, face):
    plain, told = page(None), without_marks(page(mark, face))
    white = plain == 255
    assert np.mean(told[white] > 240) > 0.995
    assert np.mean(told[plain < 60] < 110) > 0.98


def test_without_marks_a_page_stays_as_it_is():
    for picture in (page(None), page(None, ink=150)):
        assert without_marks(picture) is picture


def test_pale_print_is_no_mark():
    told = without_marks(page(215, ink=150))
    assert np.mean(told[page(None) < 60] < 180) > 0.9


def test_a_shaded_column_is_no_mark():
    shaded = page(None).copy()
    shaded[:, :400] = np.minimum(shaded[:, :400], 190)
    assert without_marks(shaded) is shaded


def test_the_copy_is_told_by_what_the_page_has_no_more():
    picture = np.dstack([page(175)] * 3)
    image, ink, marked = with_ink(picture)
    assert np.array_equal(marked, picture[:, :, 2])
    assert np.mean(ink[page(None) == 255] > 240) > 0.995
    assert np.mean(image[page(None) == 255] > 240) > 0.995
    plain = np.dstack([page(None)] * 3)
    assert with_ink(plain)[0] is plain and with_ink(plain)[2] is None
