"""Characters that the search for text has overlooked are read where they are clear; other ink stays unread."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.engines.recogniser import Character, Line, Recogniser
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.stragglers import with_stragglers
from forms.certificate.runs.transcribing import read_segments
from tests.forms.certificate.lines import segment
from tools.sheets.canvas import MINCHO, font

EM, LEFT, TOP = 48, 300, 600


@pytest.mark.parametrize(
    ("shown", "found", "read"),
    [
        ("萩原　一", range(2), ["萩原一"]),
        ("田中花子", range(2, 4), ["田中花子"]),
        ("続柄　　　　男", range(2), ["続柄", "男"]),
        ("続柄　　　　・", range(2), ["続柄"]),
        ("続柄　　　　|", range(2), ["続柄"]),
        ("続柄", range(2), ["続柄"]),
    ],
)
def test_what_was_overlooked_in_a_cell_is_read_where_it_is_clear(shown, found, read, certificate_reader):
    sheet = Image.new("RGB", (2480, 3508), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((LEFT - 20, TOP - 26, LEFT + 900, TOP + EM + 26), outline=(20, 20, 20), width=3)
    for at, char in enumerate(shown):
        if char == "|":  # a streak of the scanner, from edge to edge
            draw.line((LEFT + at * EM, TOP - 200, LEFT + at * EM, TOP + 300), fill=(60, 60, 60), width=3)
        else:
            draw.text((LEFT + at * EM, TOP), char, font=font(MINCHO, EM), fill=(20, 20, 20))
    assert read_from(sheet, certificate_reader.recogniser, found) == read


def read_from(sheet: Image.Image, recogniser: Recogniser, *found: range) -> list[str]:
    """The lines of a sheet of which the search found some of the places of characters only."""
    image = np.asarray(sheet)[..., ::-1].copy()
    quads = tuple(
        rectangle(LEFT + each.start * EM - 6, TOP - 8, LEFT + each.stop * EM + 6, TOP + EM + 8) for each in found
    )
    page, ruling = Page(image, np.eye(3), quads, ink_image(image)), Ruling(image)
    segments = read_segments(page, ruling, recogniser)
    return [segment.text for segment in with_stragglers(segments, page, ruling, recogniser)]


@pytest.mark.parametrize(("shown", "read"), [("千々和　一", ["千々和一"]), ("介護　　一", ["介護", "一"])])
def test_a_given_name_of_one_stroke_joins_its_surname_and_no_label(shown, read, certificate_reader):
    sheet = Image.new("RGB", (2480, 3508), (255, 255, 255))
    for at, char in enumerate(shown):
        ImageDraw.Draw(sheet).text((LEFT + at * EM, TOP), char, font=font(MINCHO, EM), fill=(20, 20, 20))
    surname = range(len(shown.split("\u3000")[0]))
    assert read_from(sheet, certificate_reader.recogniser, surname, range(len(shown) - 1, len(shown))) == read


@pytest.mark.parametrize(("aligned", "level", "read"), [(2, True, True), (1, True, False), (2, False, False)])
def test_without_rules_a_character_is_read_that_stands_in_a_row_and_in_a_column_of_values(
    aligned, level, read, certificate_reader
):
    sheet = Image.new("RGB", (2480, 3508), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    rows = ["徳永麻衣", "平成十年", "男"] if aligned > 1 else ["徳永麻衣", "男"]
    quads = []
    for at, value in enumerate(rows):
        top = TOP + at * 2 * EM
        found = at < len(rows) - 1
        for text, left in ((("氏名", "生年", "性別")[at], LEFT), (value, LEFT + 10 * EM)):
            if found or left > LEFT or level:
                draw.text((left, top), text, font=font(MINCHO, EM), fill=(20, 20, 20))
            if found or (left == LEFT and level):
                quads.append(rectangle(left - 6, top - 8, left + len(text) * EM + 6, top + EM + 8))
    image = np.asarray(sheet)[..., ::-1].copy()
    page, ruling = Page(image, np.eye(3), tuple(quads), ink_image(image)), Ruling(image)
    segments = read_segments(page, ruling, certificate_reader.recogniser)
    told = with_stragglers(segments, page, ruling, certificate_reader.recogniser)
    assert ("男" in [segment.text for segment in told]) is read


class _Unsure:
    """Reads one character, clearly only in a wide picture."""

    def __init__(self, wide: tuple[str, float]) -> None:
        self._wide = wide

    def read(self, crops: list[np.ndarray]) -> list[Line]:
        told = [self._wide if crop.shape[1] > 3 * crop.shape[0] else ("無", 0.6) for crop in crops]
        return [Line((Character(*each, 0.5),), np.zeros((1, 1), int), np.ones((1, 1)), 1.0) for each in told]


@pytest.mark.parametrize(("wide", "read"), [(("無", 0.95), True), (("無", 0.8), False), (("浦", 0.95), False)])
def test_a_character_alone_is_read_that_is_clear_in_a_wide_picture_and_the_same_in_a_narrow_one(wide, read):
    image = np.full((3508, 2480, 3), 255, np.uint8)
    cv2.rectangle(image, (LEFT - 20, TOP - 20), (LEFT + 900, TOP + EM + 20), (0, 0, 0), 3)
    cv2.rectangle(image, (LEFT, TOP), (LEFT + 44, TOP + 44), (0, 0, 0), 6)
    page, ruling = Page(image, np.eye(3), (), ink_image(image)), Ruling(image)
    other = segment("見本", LEFT, TOP + 400)
    told = with_stragglers([other], page, ruling, _Unsure(wide))
    assert [each.text for each in told] == (["無", "見本"] if read else ["見本"])
