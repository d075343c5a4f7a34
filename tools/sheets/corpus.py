"""The corpus: sheets at random, with true values and boxes; the same seed gives the same sheets.

Training: eleven layouts and ten typefaces. Varied: thirteen more layouts, with more words and ways of writing, in the
same typefaces; for training too. Validation: the ten layouts with other seeds, four layouts and seven typefaces of its
own; nothing is tuned on it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from tools.sheets import typefaces
from tools.sheets.cities import TRAINING, TRAINING_ONLY, VALIDATION_ONLY, VARIED
from tools.sheets.cities.page import Page
from tools.sheets.damage import CONDITIONS
from tools.sheets.paper import Paper, make_manner, make_other_manner
from tools.sheets.people import make_family

PARTS = ("training", "varied", "validation")
_LAYOUTS = {"training": TRAINING | TRAINING_ONLY, "varied": VARIED, "validation": TRAINING | VALIDATION_ONLY}


@dataclass(frozen=True)
class Sample:
    """One certificate with what is true of it.

    Attributes:
        pictures: its sheets, BGR uint8.
        truth: path → value as data; names and addresses character for character.
        boxes: path → page, left, top, right, bottom in pixels of the picture.
        hidden: numbers that must appear nowhere.
        layout, face, condition: what made it.
    """

    pictures: tuple[np.ndarray, ...]
    truth: dict[str, str]
    boxes: dict[str, tuple[int, int, int, int, int]]
    hidden: tuple[str, ...]
    layout: str
    face: str
    condition: str


def make(part: str, number: int) -> Sample:
    """The `number`-th certificate of a part. Layouts and conditions come in turn, everything else at random."""
    rng = random.Random(f"{part} {number}")
    layouts = _LAYOUTS[part]
    names = sorted(layouts)
    name = names[number % len(names)]
    # A step that shares no factor with the number of layouts, so that every pair comes.
    condition = sorted(CONDITIONS)[(number * 7 + number // len(names)) % len(CONDITIONS)]
    faces = typefaces.present(typefaces.VALIDATION if part == "validation" else typefaces.TRAINING)
    face = rng.choice(faces)
    city, family, manner = (
        layouts[name],
        make_family(rng),
        (make_other_manner if part == "varied" else make_manner)(rng),
    )
    ink = (rng.randrange(10, 75),) * 3
    waves = rng.random() < 0.6
    chunks = [family.people[at : at + city.rows] for at in range(0, len(family.people), city.rows)]
    pictures, truth, boxes, hidden = [], {}, {}, []
    for at, chunk in enumerate(chunks):
        paper = Paper(face, manner, city.size, ink)
        if waves:
            paper.waves(rng.uniform(3, 7))
        first = at * city.rows
        people = [(first + index, person) for index, person in enumerate(chunk)]
        if rng.random() < 0.5:
            people += [(first + len(chunk) + n, None) for n in range(min(2, city.rows - len(chunk)))]
        city.draw(Page(paper, family, people, at + 1, len(chunks), rng))
        picture, matrix = CONDITIONS[condition](paper.image, rng)
        for path, (left, top, right, bottom) in paper.boxes.items():
            corners = np.float64([[left, top], [right, top], [right, bottom], [left, bottom]]).reshape(-1, 1, 2)
            seen = cv2.perspectiveTransform(corners, matrix).reshape(-1, 2)
            low, high = np.floor(seen.min(axis=0)).astype(int), np.ceil(seen.max(axis=0)).astype(int)
            boxes.setdefault(path, (at, int(low[0]), int(low[1]), int(high[0]), int(high[1])))
        truth = paper.truth | truth
        hidden += paper.hidden
        pictures.append(picture)
    return Sample(tuple(pictures), truth, boxes, tuple(hidden), name, face[0].rsplit("/", 1)[-1], condition)
