"""No individual number and no resident record code leaves: not in the reading, not in the pixels."""

from __future__ import annotations

import json
import re

import cv2
import numpy as np
import pytest

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.blackout import TELLING, locate, paint
from forms.certificate.data.hidden import hidden_kind, is_nearly_hidden
from forms.certificate.engines.recogniser import Recogniser, cut
from forms.certificate.layout import arrange
from forms.certificate.pixels.cells import Cell
from forms.certificate.pixels.pages import rectify, upright
from forms.certificate.pixels.pictures import load_pictures
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.transcribing import read_segments
from forms.certificate.words.catalogue import HIDDEN
from tests.forms.certificate.conftest import SAMPLES
from tests.forms.certificate.lines import segment
from tools.sheets.corpus import make
from tools.sheets.household import load_household

NUMBERS_IN_BOXES = 2
"""Of the varied part: a box for each digit."""
SHEETS = ("certificate-grid.png", "certificate-list.png", "certificate-camera.jpg")


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    return [n for person in load_household().people for n in (person.individual_number, person.resident_code)]


@pytest.fixture
def recogniser(certificate_reader) -> Recogniser:
    return certificate_reader.recogniser


@pytest.mark.parametrize("name", SHEETS)
def test_the_reading_holds_no_number(read_sample, numbers, name):
    reading = read_sample(name).reading
    said = re.sub(r"[\s-]", "", json.dumps(reading.to_json(), ensure_ascii=False))
    assert not [number for number in numbers if number in said]
    assert reading.blacked_out == ("individual_number", "resident_code")
    assert not any(field.path.endswith("resident_code") for field in reading)


@pytest.mark.parametrize("name", SHEETS)
def test_reading_the_kept_picture_again_finds_no_number(read_sample, recogniser, numbers, name):
    (kept,) = read_sample(name).pictures
    page = upright(rectify(kept, recogniser), recogniser)
    texts = [line.text for line in recogniser.read([cut(page.image, quad) for quad in page.quads])]
    assert any("個人番号" in text for text in texts)
    runs = re.findall("[0-9]{4,}", " ".join(texts))
    assert not [run for run in runs if any(run in number for number in numbers)]


def test_digits_in_boxes_of_their_own_are_hidden_too(certificate_reader, recogniser):
    sample = make("varied", NUMBERS_IN_BOXES)
    assert sample.layout == "boxed_dates"
    result = certificate_reader.read(sample.pictures)
    said = json.dumps(result.reading.to_json(), ensure_ascii=False)
    assert not [number for number in sample.hidden if number in said]
    for kept in result.pictures:
        assert kept is not None
        page = upright(rectify(kept, recogniser), recogniser)
        segments = read_segments(page, Ruling(page.image), recogniser)
        runs = re.findall("[0-9]{5,}", " ".join(segment.text for segment in segments))
        assert not [run for run in runs if any(run in number for number in sample.hidden)]


@pytest.mark.parametrize("name", SHEETS)
def test_what_was_painted_is_uniformly_black_and_nothing_else_changed(read_sample, name):
    (given,) = load_pictures(SAMPLES / name)
    (kept,) = read_sample(name).pictures
    changed = (given != kept).any(axis=2)
    assert not kept[changed].any()
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx((kept == 0).all(axis=2).astype(np.uint8), cv2.MORPH_OPEN, np.ones((25, 25), np.uint8))
    )
    # Six numbers; in the grid the cells of one person touch.
    assert 3 <= count - 1 <= 6
    assert stats[1:, cv2.CC_STAT_WIDTH].min() > 250


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("123456789018", "individual_number"),
        ("1234 5678 9018", "individual_number"),
        ("１２３４５６７８９０１８", "individual_number"),
        ("11111111113", "resident_code"),
        ("番号l2345678901B", "individual_number"),
        ("12345678901234", "individual_number"),
        ("090-0000-0000", None),
        ("03-1234-5678", None),
        ("令和8年11月14日", None),
        ("1234-567890", None),
    ],
)
def test_hidden_numbers_are_told_by_their_digits(text, kind):
    assert hidden_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "nearly"),
    [
        ("1234567890車", True),
        ("1234 56A8 90B8", True),
        ("12345車78901", True),
        ("AB12345678CD", False),
        ("9丁目12番34号56棟1204号室", False),
        ("2026年11月22日2026", False),
        ("0120-123-456", False),
        ("123456789", False),
    ],
)
def test_a_number_of_which_a_digit_was_misread_is_painted_too(text, nearly):
    read = segment(text, 900, 300)
    assert is_nearly_hidden(text) is nearly
    assert bool(locate([], [read], 2480).quads) is nearly


def test_a_label_without_its_number_is_not_certain(recogniser):
    (picture,) = load_pictures(SAMPLES / "certificate-list.png")
    page = upright(rectify(picture, recogniser), recogniser)
    ruling = Ruling(page.image)
    segments = read_segments(page, ruling, recogniser)
    assert locate(arrange(segments, ruling).hits, segments, page.image.shape[1]).certain
    lost = [segment for segment in segments if "123456789018" not in segment.text]
    found = locate(arrange(lost, ruling).hits, lost, page.image.shape[1])
    assert not found.certain
    unnamed = [segment for segment in lost if "個人番号" not in segment.text or segment.top > 1600]
    assert not locate(arrange(unnamed, ruling).hits, unnamed, page.image.shape[1]).certain
    # The place where it should stand is painted all the same.
    painted = paint(page.image, found.quads, np.eye(3))
    spot = next(segment for segment in segments if "123456789018" in segment.text)
    x, y = int(spot.glyphs[5].x), int(spot.middle)
    assert not painted[y - 5 : y + 5, x - 5 : x + 5].any()


@pytest.mark.parametrize(("beneath", "certain"), [("*****", True), ("", False), ("1234", False), ("**", False)])
def test_a_place_that_is_crossed_out_beneath_its_label_hides_nothing(beneath, certain):
    label = segment("個人番号", 400, 100)
    page = [label, *([segment(beneath, 404, 150)] if beneath else [])]
    assert locate([Hit("individual_number", label, (Spot(()),), 0)], page, 2480).certain is certain


@pytest.mark.parametrize(("rows", "certain"), [(4, True), (1, False)])
def test_an_empty_cell_with_its_label_hides_nothing_where_all_values_stand_with_their_labels(rows, certain):
    cells = [Cell(300, 200 + 100 * row, 900, 300 + 100 * row) for row in range(rows + 1)]
    hits = [
        Hit(
            "members[].name",
            segment("氏名", 310, 210 + 100 * row, row, em=20),
            (Spot((segment("見本", 310, 250 + 100 * row, row),)),),
        )
        for row in range(rows)
    ]
    label = segment("マイナンバー", 310, 210 + 100 * rows, rows, em=20)
    hits += [Hit("individual_number", label, (Spot(()),) * rows)]
    found = locate(hits, [], 2480, cells)
    assert found.certain is certain
    # A number that nobody has found there is painted over all the same.
    painted = paint(np.full((900, 2600, 3), 255, np.uint8), found.quads, np.eye(3))
    assert bool(painted[cells[-1].top + 50 : cells[-1].bottom - 10, 320:890].any()) is not certain


@pytest.mark.parametrize(
    ("numbers", "certain"),
    [
        (["123456789018", "12345678903", "210987654321", "32109876543"], True),
        (["12345678901812345678903", "210987654321/32109876543"], True),  # one beneath the other's label
        (["123456789018", "12345678903", "210987654321"], False),
        (["123456789018", "12345678903", "21098765432", "32109876543"], False),
        (["123456789018"], False),
    ],
)
def test_numbers_given_to_the_wrong_label_are_certain_where_everyone_has_all(numbers, certain):
    runs = [segment(text, 900, 300 + 60 * row) for row, text in enumerate(numbers)]
    people = [Spot((segment("x", 100, 300),)), Spot((segment("x", 100, 420),))]
    hits = [Hit(target, segment("名", 100, 200), tuple(people)) for target in TELLING[:2]]
    hits.append(Hit(HIDDEN[0], segment("号", 900, 200), (Spot(tuple(runs)),)))
    hits.append(Hit("members[].name", segment("名", 2000, 200), (Spot((segment("advice", 2000, 300),)),)))
    assert locate(hits, runs, 2480).certain is certain


@pytest.mark.parametrize(
    ("left_out", "numbers", "certain"),
    [
        (["(省略)", "（省略）"], ["12345678903", "32109876543"], True),
        (["************", ""], ["12345678903", "32109876543"], True),
        (["", ""], ["12345678903", "32109876543"], False),
        (["************", "21098765"], ["12345678903", "32109876543"], False),
        (["(省略)", "（省略）"], ["12345678903"], False),
    ],
)
def test_a_kind_of_number_that_a_page_leaves_out_hides_nothing(left_out, numbers, certain):
    runs = [segment(text, 900, 300 + 60 * row) for row, text in enumerate(numbers)]
    people = [Spot((segment("x", 100, 300),)), Spot((segment("x", 100, 420),))]
    hits = [Hit(target, segment("名", 100, 200), tuple(people)) for target in TELLING[:2]]
    hits.append(Hit("resident_code", segment("号", 900, 200), (Spot((runs[0],)),)))  # the other one has no label
    spots = tuple(Spot((segment(text, 1500, 300),) if text else ()) for text in left_out)
    hits.append(Hit("individual_number", segment("番", 1500, 200), spots))
    assert locate(hits, runs, 2480).certain is certain


@pytest.mark.parametrize(
    ("beside", "certain"),
    [
        (["************", "***********", ""], True),  # the third place is nobody's
        (["************", "", ""], False),
        (["************", "***", ""], False),
        (["************", "***********", "1234567"], False),
        (["************", "123456789018", ""], False),
    ],
)
def test_places_of_nobody_hide_nothing_where_each_number_is_left_out(beside, certain):
    texts = [segment(text, 900, 300 + 60 * row) if text else None for row, text in enumerate(beside)]
    people = tuple(Spot((segment("x", 100, 300 + 60 * row),)) for row in range(2))
    hits = [Hit(target, segment("名", 100, 200), people) for target in TELLING[:2]]
    hits += [
        Hit("individual_number", segment("番", 700, 300 + 60 * row), (Spot((text,) if text else ()),))
        for row, text in enumerate(texts)
    ]
    assert locate(hits, [text for text in texts if text], 2480).certain is certain


def test_a_page_whose_numbers_cannot_be_located_is_not_kept(certificate_reader):
    (picture,) = load_pictures(SAMPLES / "certificate-list.png")
    torn = picture.copy()
    # The number of the first person is scratched out of legibility, its label is not.
    torn[1295:1395, 1580:2480] = 250
    result = certificate_reader.read([torn])
    assert result.pictures == (None,)
    assert "page_not_kept" in result.reading.warnings
    assert result.reading.value("members[0].kana") == "タカハシ　イチロウ"
