"""Certificates of cities that never were: values find their labels, and hardly one is wrong though sure."""

from __future__ import annotations

from collections import Counter

import numpy as np

from tools.sheets.corpus import Certificate
from tools.sheets.simulated import folded, is_sure, read

SHEETS = 16
LEAST_RIGHT, MOST_WRONG_SURE = 0.9, 0.015
"""Of the values of the sheets below: 0.93 and 0.01 were measured over many more."""


def test_values_find_their_labels_in_layouts_that_nobody_drew():
    counts: Counter[str] = Counter()
    for number in range(SHEETS):
        found = read("invented", number)
        # What cannot be located is not kept; what is kept shows none of the numbers.
        assert found.leaked == 0, number
        for path, value in found.truth.items():
            entry = found.entries.get(path)
            counts["values"] += 1
            counts["right"] += entry is not None and folded(entry.value.value) == folded(value)
        for path, entry in found.entries.items():
            wrong = folded(entry.value.value) != folded(found.truth.get(path, ""))
            counts["wrong though sure"] += wrong and bool(entry.value.value) and is_sure(entry)
    assert counts["values"] > 15 * SHEETS
    assert counts["right"] >= LEAST_RIGHT * counts["values"], counts
    assert counts["wrong though sure"] <= MOST_WRONG_SURE * counts["values"], counts


def test_what_was_drawn_is_told_with_its_place():
    (paper, *_) = Certificate("invented", 11).sheets()
    (planned, *_) = Certificate("invented", 11, dry=True).sheets()
    assert (planned.runs, planned.rules, planned.truth) == (paper.runs, paper.rules, paper.truth)
    grey = np.asarray(paper.image.convert("L"))
    for run in paper.runs:
        part = grey[int(run.top) - 2 : int(run.bottom) + 2, int(run.left) : int(run.right) + 1]
        assert not run.text.strip() or (part < 160).any(), run
    for rule in paper.rules:
        assert grey[rule.top : rule.bottom + 1, rule.left : rule.right + 1].min() < 100, rule
    for path, (left, top, right, bottom) in paper.boxes.items():
        assert (grey[top:bottom, left:right] < 128).mean() > 0.01, path
