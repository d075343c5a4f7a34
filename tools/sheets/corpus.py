"""The corpus: sheets at random, with true values and boxes; the same seed gives the same sheets.

Training: eleven layouts and ten typefaces. Varied: thirteen more layouts, with more words and ways of writing, in the
same typefaces; for training too. Invented: a layout of its own for every sheet. Dressed: the same layouts and
households in another dress. Validation: the ten layouts with other seeds, four layouts and seven typefaces of its own;
nothing is tuned on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from tools.sheets import typefaces
from tools.sheets.canvas import Rule, Run
from tools.sheets.cities import TRAINING, TRAINING_ONLY, VALIDATION_ONLY, VARIED
from tools.sheets.cities.page import Page
from tools.sheets.damage import CONDITIONS
from tools.sheets.invented import invent
from tools.sheets.invented.dresses import PLAIN, choose
from tools.sheets.paper import Paper, make_manner, make_other_manner
from tools.sheets.people import make_family
from tools.sheets.rough import ROUGH

PARTS = ("training", "varied", "invented", "dressed", "validation")
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
        drawn: for each sheet every text and every rule of it, in pixels of the clean sheet.
    """

    pictures: tuple[np.ndarray, ...]
    truth: dict[str, str]
    boxes: dict[str, tuple[int, int, int, int, int]]
    hidden: tuple[str, ...]
    layout: str
    face: str
    condition: str
    drawn: tuple[tuple[tuple[Run, ...], tuple[Rule, ...]], ...] = ()


class Certificate:
    """The `number`-th certificate of a part, to be drawn sheet by sheet.

    Args:
        dry: whether only the plan is wanted, what stands where, which takes milliseconds.

    Attributes:
        rng: for what happens to the sheets.
        layout, face: what makes it.
    """

    def __init__(self, part: str, number: int, dry: bool = False) -> None:
        dressed = part == "dressed"
        self.rng = rng = random.Random(f"{'invented' if dressed else part} {number}")
        faces = typefaces.present(typefaces.VALIDATION if part == "validation" else typefaces.TRAINING)
        self._face, self._dry = rng.choice(faces), dry
        self.face = self._face[0].rsplit("/", 1)[-1]
        self._quick = dressed or part == "invented"
        if self._quick:
            self._family = make_family(rng)
            self.layout, self._city, self._manner = invent(
                rng, self._family, number, choose(number) if dressed else PLAIN
            )
        else:
            names = sorted(_LAYOUTS[part])
            self.layout = names[number % len(names)]
            self._city, self._family = _LAYOUTS[part][self.layout], make_family(rng)
            self._manner = (make_other_manner if part == "varied" else make_manner)(rng)

    def sheets(self) -> Iterator[Paper]:
        """Its sheets, one after the other."""
        rng, city, people = self.rng, self._city, self._family.people
        ink = (rng.randrange(10, 75),) * 3
        waves = rng.random() < 0.6
        chunks = [people[at : at + city.rows] for at in range(0, len(people), city.rows)]
        for at, chunk in enumerate(chunks):
            paper = Paper(self._face, self._manner, city.size, ink, self._dry, self._quick)
            if waves:
                step = rng.uniform(3, 7)
                if not self._dry:
                    paper.waves(step)
            first = at * city.rows
            rows = [(first + index, person) for index, person in enumerate(chunk)]
            if rng.random() < 0.5:
                rows += [(first + len(chunk) + n, None) for n in range(min(2, city.rows - len(chunk)))]
            city.draw(Page(paper, self._family, rows, at + 1, len(chunks), rng))
            yield paper


def make(part: str, number: int, condition: str | None = None) -> Sample:
    """The `number`-th certificate of a part. Layouts and conditions come in turn, everything else at random.

    Args:
        condition: one of `CONDITIONS` or `ROUGH`, where not the sheet's own is wanted.
    """
    certificate = Certificate(part, number)
    # A step that shares no factor with the number of layouts, so that every pair comes.
    turn = number * 7 + number // len(_LAYOUTS.get(part, CONDITIONS))
    condition = condition or sorted(CONDITIONS)[turn % len(CONDITIONS)]
    happen = (CONDITIONS | ROUGH)[condition]
    pictures, truth, boxes, hidden, drawn = [], {}, {}, [], []
    for at, paper in enumerate(certificate.sheets()):
        picture, matrix = happen(paper.image, certificate.rng)
        for path, (left, top, right, bottom) in paper.boxes.items():
            corners = np.float64([[left, top], [right, top], [right, bottom], [left, bottom]]).reshape(-1, 1, 2)
            seen = cv2.perspectiveTransform(corners, matrix).reshape(-1, 2)
            low, high = np.floor(seen.min(axis=0)).astype(int), np.ceil(seen.max(axis=0)).astype(int)
            boxes.setdefault(path, (at, int(low[0]), int(low[1]), int(high[0]), int(high[1])))
        truth = paper.truth | truth
        hidden += paper.hidden
        pictures.append(picture)
        drawn.append((tuple(paper.runs), tuple(paper.rules)))
    layout, face = certificate.layout, certificate.face
    return Sample(tuple(pictures), truth, boxes, tuple(hidden), layout, face, condition, tuple(drawn))
