"""Which sheet a number is: its layout, its household, its faces and its damage. The same number, the same sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image

from tools.strangers.case import Case, choose_words
from tools.strangers.conditions import CONDITIONS, Condition
from tools.strangers.conditions_flow import FLOW
from tools.strangers.conditions_today import TODAY
from tools.strangers.drawn.plan import NUMBERS as DRAWN
from tools.strangers.drawn.plan import DrawnSheet
from tools.strangers.drawn.plan import plan as plan_drawn
from tools.strangers.layouts import GROUPS, Group
from tools.strangers.layouts.base import Layout
from tools.strangers.paper import Paper
from tools.strangers.people import data, household
from tools.strangers.press import Press, write_picture
from tools.strangers.writing import Manner

ALL_CONDITIONS = CONDITIONS | TODAY | FLOW


@dataclass
class Sheet:
    """One sheet, as far as its HTML."""

    number: int
    layout: Layout
    condition: Condition
    case: Case
    paper: Paper
    html: str
    pages: int


def _case(rng: Random, layout: Layout, condition: Condition, group: Group) -> Case:
    kind = "family"
    if layout.foreign >= 1 or rng.random() < layout.foreign:
        kind = rng.choice(("foreign", "mixed"))
    towns, names = data(group.towns), data(group.names)
    size = rng.randint(*layout.persons)
    people = household(rng, towns, names, size, kind, layout.old and kind == "family" and rng.random() < 0.3)
    return Case(people, choose_manner(rng, layout), choose_words(rng, group.words), rng, condition.copy)


def choose_manner(rng: Random, layout: Layout) -> Manner:
    """One city's manner of writing, of those that a layout allows."""
    return Manner(
        dates=rng.choice(layout.dates),
        kana=rng.choice(layout.kana),
        full_width=rng.random() < 0.6 if layout.full_width is None else layout.full_width,
        blank=rng.choice(layout.blanks),
        western=rng.random() < 0.7,
    )


def group_of(number: int) -> Group:
    """The group that the number belongs to: the last that begins at or below it."""
    return max((group for group in GROUPS if group.first <= number), key=lambda group: group.first)


def plan(number: int) -> Sheet:
    """The sheet of that number, not yet printed."""
    group = group_of(number)
    layout = group.layouts[number % len(group.layouts)]
    condition = ALL_CONDITIONS[group.order[number % len(group.order)]]
    rng = Random(f"stranger {number}")
    case = _case(rng, layout, condition, group)
    paper = Paper(rng, layout.size, layout.points, layout.margin)
    if layout.faces:
        paper.values = paper.labels = rng.choice(layout.faces)
    pages = layout.draw(case, paper)
    return Sheet(number, layout, condition, case, paper, paper.document(pages, layout.css), len(pages))


def take(press: Press, sheet: Sheet) -> list[np.ndarray]:
    """The sheet's pages as its condition's device gives them."""
    rng = np.random.default_rng(sheet.number)
    printed = press.pages(sheet.html, sheet.condition.dpi, sheet.pages)
    return [sheet.condition.take(rng, page, sheet.condition.dpi) for page in printed]


def write(press: Press, folder: Path, number: int) -> None:
    """Writes the sheet's pictures and what it says."""
    if number in DRAWN:
        drawn = plan_drawn(number)
        _give_out(folder, drawn, drawn.take(), drawn.face)
    else:
        sheet = plan(number)
        _give_out(folder, sheet, take(press, sheet), f"{sheet.paper.values} / {sheet.paper.labels}")


def _give_out(folder: Path, sheet: Sheet | DrawnSheet, pictures: list[np.ndarray], face: str) -> None:
    condition, number = sheet.condition, sheet.number
    if condition.suffix == ".pdf":
        files = [f"{number}.pdf"]
        first, *others = (Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)) for picture in pictures)
        first.save(folder / files[0], resolution=condition.dpi, save_all=True, append_images=others, quality=85)
    else:
        ends = [""] if len(pictures) == 1 else [f"-{place + 1}" for place in range(len(pictures))]
        files = [f"{number}{end}{condition.suffix}" for end in ends]
        for name, picture in zip(files, pictures, strict=True):
            write_picture(folder / name, picture, condition.quality)
    row = {
        "layout": sheet.layout.name,
        "condition": condition.name,
        "face": face,
        "copy": condition.copy,
        "truth": sheet.case.truth,
        "hidden": sheet.case.hidden,
        "files": files,
    }
    (folder / f"{number}.json").write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
