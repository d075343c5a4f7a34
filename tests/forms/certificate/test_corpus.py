"""The corpus tells the truth about its sheets, and layouts that the samples lack are read."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from tools.sheets.cities import TRAINING, TRAINING_ONLY, VALIDATION_ONLY, VARIED, Page
from tools.sheets.corpus import Sample, make
from tools.sheets.damage import CONDITIONS
from tools.sheets.paper import Paper, make_manner
from tools.sheets.people import make_family
from tools.sheets.rough import ROUGH
from tools.sheets.typefaces import SPARE

LAYOUTS = TRAINING | TRAINING_ONLY | VALIDATION_ONLY | VARIED


def draw(layout: str, seed: int) -> Paper:
    """A clean sheet of a layout in the spare typeface, which every machine has."""
    rng = random.Random(seed)
    city = LAYOUTS[layout]
    family = make_family(rng)
    paper = Paper(SPARE[0], make_manner(rng), city.size)
    city.draw(Page(paper, family, list(enumerate(family.people[: city.rows])), 1, 1, rng))
    return paper


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_box_of_a_layout_holds_ink(layout):
    paper = draw(layout, 3)
    grey = np.asarray(paper.image.convert("L"))
    assert {"members[0].name", "former_address", "issuer"} <= paper.truth.keys()
    assert paper.boxes.keys() == paper.truth.keys()
    for path, (left, top, right, bottom) in paper.boxes.items():
        assert (grey[top:bottom, left:right] < 128).mean() > 0.02, path


def test_the_same_number_gives_the_same_sheet():
    one, other = make("training", 1), make("training", 1)
    assert (one.truth, one.hidden, one.condition) == (other.truth, other.hidden, other.condition)
    assert (one.pictures[0] == other.pictures[0]).all()


def test_boxes_follow_the_sheet_into_the_picture():
    sample = make("training", 12)
    page, left, top, right, bottom = sample.boxes["members[0].name"]
    crop = sample.pictures[page][top:bottom, left:right, 2]
    assert (crop < crop.max() * 0.6).mean() > 0.02


def read(reader, layout: str, seed: int, condition: str) -> tuple[Sample | dict, object]:
    paper = draw(layout, seed)
    picture, _ = CONDITIONS[condition](paper.image, random.Random(seed))
    return paper.truth, reader.read([picture]).reading


def test_people_beside_each_other_are_not_mixed_up(certificate_reader):
    truth, reading = read(certificate_reader, "side_by_side", 11, "flatbed300")
    born = {path: value for path, value in truth.items() if path.endswith("birth_date")}
    assert len(born) > 1
    assert {path: reading.value(path) for path in born} == born


def test_a_copy_is_called_one_and_its_pale_words_are_in_no_value(certificate_reader):
    _, reading = read(certificate_reader, "full_grid", 5, "photocopy")
    assert "photocopy" in reading.warnings
    assert not [field.path for field in reading if "複写" in field.value]
    _, reading = read(certificate_reader, "full_grid", 5, "flatbed200")
    assert "photocopy" not in reading.warnings


def test_values_beneath_captions_are_read_without_cells_of_their_own(certificate_reader):
    truth, reading = read(certificate_reader, "captions", 4, "flatbed300")
    values = {field.path: field.value for field in reading}
    told = [path for path in truth if path.endswith(("birth_date", "sex", "relationship", "planned_on", "address"))]
    assert len(told) >= 6
    assert {path: values.get(path) for path in told} == {path: truth[path] for path in told}
    assert not [field.path for field in reading if field.sure and field.value != truth.get(field.path)]


@pytest.mark.parametrize("condition", ["coarse_fax", "open_lid"])
def test_a_value_is_where_rough_damage_has_left_it(condition):
    paper = draw("plain_list", 3)
    picture, matrix = ROUGH[condition](paper.image, random.Random(3))
    left, top, right, bottom = paper.boxes["members[0].name"]
    seen = cv2.perspectiveTransform(np.float64([[[left, top]], [[right, bottom]]]), matrix).reshape(2, 2)
    (left, top), (right, bottom) = seen.astype(int)
    crop = picture[top - 12 : bottom + 12, left:right, 2]
    assert (crop < crop.max() * 0.6).mean() > 0.02
