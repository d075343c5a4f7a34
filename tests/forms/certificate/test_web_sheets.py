"""Certificates as web pages: what Chromium laid out is told with its place, and the arranger can read it."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

from forms.certificate.learned.arranger import VALUES
from forms.certificate.learned.tokens import find_tokens
from tools.arranger.sheets import example
from tools.sheets import simulated
from tools.sheets.canvas import Run
from tools.sheets.paper import Paper
from tools.sheets.simulated import folded
from tools.sheets.web import papers
from tools.sheets.web.page import Writer

COUNT = 4
LEAST_RIGHT = 0.5
"""Of the values of these pages, whose layouts are wilder than any city's: 0.59 was measured, by the rules alone 0.4."""


@cache
def _papers() -> list[Paper]:
    """The first pages, by one start of Chromium."""
    return papers(range(COUNT))


def _is_in(run: Run, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box
    return left - 1 <= run.left and run.right <= right + 1 and top <= (run.top + run.bottom) / 2 <= bottom


def test_what_a_browser_laid_out_is_told_with_its_place() -> None:
    counts: Counter[str] = Counter()
    for number, paper in enumerate(_papers()):
        sheet = Writer(number).write()
        assert sheet.markup == Writer(number).write().markup
        # Every value is on the page, character for character, where its boxes say.
        assert set(paper.truth) == {path for path in sheet.values if f'"{path}"' in sheet.markup}
        for path in paper.truth:
            boxes = [box for other, box in paper.placed if other == path]
            inside = [run.text for run in paper.runs if any(_is_in(run, box) for box in boxes)]
            printed = folded(sheet.printed.get(path, sheet.values[path]))
            assert printed in folded("".join(inside)), (number, path)
        drawn = "".join(folded(run.text) for run in paper.runs)
        assert all(secret in drawn for secret in paper.hidden)
        assert all(rule.left == rule.right or rule.top == rule.bottom for rule in paper.rules)
        found = simulated.read_papers([paper], random.Random(number), sheet.name)
        assert found.leaked == 0, number
        counts["values"] += len(found.truth)
        counts["right"] += sum(
            path in found.entries and folded(found.entries[path].value.value) == folded(value)
            for path, value in found.truth.items()
        )
    assert counts["values"] > 40 and counts["right"] >= LEAST_RIGHT * counts["values"], counts


def test_the_arranger_is_told_what_each_text_is() -> None:
    paper = _papers()[3]
    segments, ruling = simulated.see(paper, random.Random(3))
    page = example(paper, find_tokens(segments), ruling)
    named = {VALUES[at] for at in page.values}
    assert {"members[].name", "members[].birth_date", "new_address", "planned_on"} <= named
    # Whoever something is said of has a name, and only what is of people belongs to somebody.
    of_people = page.people >= 0
    assert set(page.people[of_people]) == set(page.people[page.values == VALUES.index("members[].name")])
    assert not of_people[page.values == 0].any()
