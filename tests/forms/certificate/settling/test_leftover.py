"""Ink beside a value that nobody has read makes it doubtful, also where no cell holds it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.leftover import doubt_leftover
from forms.fields import Kind
from tools.sheets.canvas import MINCHO, font

EM, LEFT, TOP = 31, 300, 400


def segment(text: str, at: int) -> Segment:
    """A line that begins `at` characters behind LEFT, without a cell."""
    start = LEFT + at * EM
    glyphs = tuple(Glyph(char, 0.99, start + (place + 0.5) * EM) for place, char in enumerate(text))
    quad = rectangle(start - 4, TOP - 6, start + len(text) * EM + 4, TOP + EM + 6)
    line = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    return Segment(glyphs, quad, -1, line, EM, np.ones(len(text) * EM, bool))


@pytest.mark.parametrize(
    ("shown", "found", "firm"),
    [
        ("濵田太郎", [("田太郎", 1)], False),
        ("田中𠮷", [("田中", 0)], False),
        ("濵田太郎", [("田太郎", 1), ("濵", 0)], True),
        ("田太郎", [("田太郎", 0)], True),
        ("・田太郎・", [("田太郎", 1)], True),
        ("田太郎　　濵", [("田太郎", 0)], True),
    ],
)
def test_a_glyph_beside_the_box_of_a_line_makes_it_doubtful(shown, found, firm):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    for x in (LEFT - 16, LEFT + 900):  # a frame's line is no glyph
        draw.line((x, 300, x, 700), fill=(20, 20, 20), width=2)
    for y in (300, 700):
        draw.line((LEFT - 16, y, LEFT + 900, y), fill=(20, 20, 20), width=2)
    for at, char in enumerate(shown):
        draw.text((LEFT + at * EM, TOP), char, font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    page = Page(image, np.eye(3), (), ink_image(image))
    segments = [segment(*each) for each in found]
    text = segments[0].text
    entry = Entry("members[0].name", Kind.NAME, Value(text, text, 0.99, True, (segments[0],)))
    assert doubt_leftover([entry], page, Ruling(image), segments)[0].firm is firm


@pytest.mark.parametrize(
    ("kind", "text", "behind", "firm"),
    [
        (Kind.NAME, "田中健", "", True),
        (Kind.NAME, "田中健", "一", False),
        (Kind.NAME, "田中健", "・", True),
        (Kind.DATE, "令和８年４月１", "日", False),
        (Kind.DATE, "令和８年４月１日", "一", True),
    ],
)
def test_a_line_whose_ink_reaches_its_end_goes_on_where_there_is_more(kind, text, behind, firm):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    ImageDraw.Draw(sheet).text((LEFT, TOP), text + behind, font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    line = segment(text, 0)
    entry = Entry("members[0].name", kind, Value(text, text, 0.99, True, (line,)))
    told, *_ = doubt_leftover([entry], Page(image, np.eye(3), (), ink_image(image)), Ruling(image), [line])
    assert told.firm is firm


@pytest.mark.parametrize(
    ("text", "at", "below", "firm"),
    [
        ("号", 0, EM + 12, False),
        ("番14号", 0, EM + 12, False),
        ("番号", 0, EM + 12, True),
        ("世帯主", 0, EM + 12, True),
        ("号", 6, EM + 12, True),
        ("号", 0, 3 * EM, True),
    ],
)
def test_an_address_whose_end_stands_beneath_it_and_is_no_fields_is_never_sure(text, at, below, firm):
    image = np.full((2339, 1654, 3), 255, np.uint8)
    address, end = segment("埼玉県三郷市高州29番14", 0), segment(text, at)
    end = replace(end, quad=end.quad + np.float32([0, below]))
    entry = Entry("new_address", Kind.ADDRESS, Value(address.text, address.text, 0.99, True, (address,)))
    page = Page(image, np.eye(3), (), ink_image(image))
    assert doubt_leftover([entry], page, Ruling(image), [address, end])[0].firm is firm


@pytest.mark.parametrize(
    ("text", "gap", "firm"), [("02番地5", 0.5, False), ("世帯主", 0.5, True), ("02番地5", 3.0, True)]
)
def test_an_address_whose_end_stands_behind_it_is_never_sure(text, gap, firm):
    image = np.full((2339, 1654, 3), 255, np.uint8)
    address, end = segment("金沢市湯涌曲町1", 0), segment(text, 0)
    along = address.quad[1] - address.quad[0] + np.float32([gap * EM, 0])
    end = replace(end, quad=end.quad + along)
    entry = Entry("former_address", Kind.ADDRESS, Value(address.text, address.text, 0.99, True, (address,)))
    page = Page(image, np.eye(3), (), ink_image(image))
    assert doubt_leftover([entry], page, Ruling(image), [address, end])[0].firm is firm


@pytest.mark.parametrize(
    ("kind", "row", "firm"), [(Kind.NAME, 0, True), (Kind.NAME, 2, False), (Kind.DATE, 2, True), (Kind.DATE, 3, False)]
)
def test_what_is_lost_on_another_row_of_a_card_makes_only_what_may_go_on_there_doubtful(kind, row, firm):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((LEFT - 16, TOP - 40, LEFT + 900, TOP + 300), outline=(20, 20, 20), width=2)
    draw.text((LEFT + 8 * EM, TOP + 6 * EM), "濵田", font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    ruling = Ruling(image)
    segments = [
        replace(each, quad=each.quad + np.float32([0, 2 * EM * at]), cell=ruling.cell_at(LEFT + 50, TOP + 50))
        for at, each in enumerate([segment("田太郎", 0)] * 4)
    ]
    entry = Entry("members[0].x", kind, Value("田太郎", "田太郎", 0.99, True, (segments[row],)))
    page = Page(image, np.eye(3), (), ink_image(image))
    assert doubt_leftover([entry], page, ruling, segments)[0].firm is firm


def test_a_comb_and_boxes_for_digits_in_a_cell_are_no_ink_of_it():
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((LEFT - 16, 300, LEFT + 900, 700), outline=(20, 20, 20), width=2)
    draw.text((LEFT, TOP), "田太郎", font=font(MINCHO, EM), fill=(20, 20, 20))
    for left, top, number in ((LEFT + 300, TOP - 6, 2), (LEFT, TOP + 100, 11)):
        for at in range(number):
            draw.rectangle((left + at * 34, top, left + (at + 1) * 34, top + 40), outline=(20, 20, 20), width=2)
            draw.text((left + at * 34 + 10, top + 4), "5", font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    ruling = Ruling(image)
    line = replace(segment("田太郎", 0), cell=ruling.cell_at(LEFT, TOP))
    entry = Entry("members[0].name", Kind.NAME, Value("田太郎", "田太郎", 0.99, True, (line,)))
    assert len(ruling.boxes) == len(ruling.combs) == 1
    assert doubt_leftover([entry], Page(image, np.eye(3), (), ink_image(image)), ruling, [line])[0].firm


def test_a_curved_ruled_line_within_a_cells_rectangle_is_no_glyph():
    image = np.full((2339, 1654, 3), 255, np.uint8)
    sheet = Image.fromarray(image)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((LEFT - 16, TOP - 40, LEFT + 900, TOP + 300), outline=(20, 20, 20), width=2)
    straight = np.asarray(sheet).copy()
    curve = [(LEFT + at, TOP + 80 + round(0.00003 * at * at)) for at in range(60, 840, 20)]
    draw.line(curve, fill=(20, 20, 20), width=3)
    ruling = Ruling(straight)
    row = replace(segment("田太郎", 0), cell=ruling.cell_at(LEFT + 50, TOP + 50))
    entry = Entry("members[0].name", Kind.NAME, Value("田太郎", "田太郎", 0.99, True, (row,)))
    curved = np.asarray(sheet).copy()
    page = Page(curved, np.eye(3), (), ink_image(curved))
    assert doubt_leftover([entry], page, ruling, [row])[0].firm


@pytest.mark.parametrize(("at", "firm"), [(-2, True), (7, False)])
def test_a_number_before_a_values_label_is_no_part_of_the_value(at: int, firm: bool):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((LEFT - 100, TOP - 40, LEFT + 900, TOP + 300), outline=(20, 20, 20), width=2)
    draw.text((LEFT + at * EM, TOP), "濵", font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    ruling = Ruling(image)
    label, value = (
        replace(segment(*each), cell=ruling.cell_at(LEFT + 50, TOP + 50)) for each in (("氏名", 0), ("田太郎", 9))
    )
    entry = Entry("members[0].name", Kind.NAME, Value("田太郎", "田太郎", 0.99, True, (value,)))
    page = Page(image, np.eye(3), (), ink_image(image))
    assert doubt_leftover([entry], page, ruling, [label, value])[0].firm is firm


@pytest.mark.parametrize(("shown", "at", "firm"), [("福井市長平野義明", 0, True), ("小福井市長", 1, False)])
def test_what_stands_behind_a_mayors_title_is_none_of_it(shown, at, firm):
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    ImageDraw.Draw(sheet).text((LEFT, TOP), shown, font=font(MINCHO, EM), fill=(20, 20, 20))
    image = np.asarray(sheet)[..., ::-1].copy()
    line = segment("福井市長", at)
    entry = Entry("issuer", Kind.TEXT, Value("福井市長", "福井市長", 0.99, True, (line,)))
    told, *_ = doubt_leftover([entry], Page(image, np.eye(3), (), ink_image(image)), Ruling(image), [line])
    assert told.firm is firm
