"""People who stand beside each other and are counted from the right: 五 四 三 二 一 above them, or their labels at the
right of them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from forms.certificate.arranging.places.nodes import Box, Label, Place, box_of
from forms.certificate.arranging.text.fitting import MAY, fit
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import is_of_person, normalise

MIN_LABELS = 3
"""So many labels at least stand beneath each other right of what suits them: one may stand behind another's value."""
_NUMERALS = "一二三四五六七八九十"
_ALIKE = str.maketrans("ニハーｰ―—-", "二八一一一一一")
"""What a numeral that stands alone is read as."""
_COUNT = re.compile(rf"[(【]?(?:([1-9]|10)|([{_NUMERALS}]))[)】.]?(?:人目|番目)?")


def counts_leftward(people: Sequence[Box], texts: Sequence[Segment]) -> bool | None:
    """Whether the numbers in one row above people count them from the right; None where no such row is seen.

    The numbers follow each other without a gap, as all columns of a form are counted, whether anybody stands there or
    not; 一 may have been taken for a line. But for that each person has one: figures of a date have nobody beneath.
    """
    if not people:
        return None
    top = min(box.middle for box in people)
    found = [(box, count) for each in texts if (count := _count(each.text)) and (box := box_of(each)).middle < top]
    told = set()
    for first, _ in found:
        row = sorted((one for one in found if one[0].beside(first)), key=lambda one: one[0].left)
        if _counts_all(row, people):
            told |= {two - one for (_, one), (_, two) in pairwise(row)}
    return told == {-1} if len(told) == 1 else None


def _count(text: str) -> int:
    """The number of a person, 0 where a text is none."""
    match = _COUNT.fullmatch(normalise(text).translate(_ALIKE))
    if not match:
        return 0
    return int(match[1]) if match[1] else 1 + _NUMERALS.index(match[2])


def _counts_all(row: Sequence[tuple[Box, int]], people: Sequence[Box]) -> bool:
    """Whether the numbers of a row, from the left, follow each other and stand above one person each, all but one."""
    steps = {two - one for (_, one), (_, two) in pairwise(row)}
    over = [sum(box.across(person) > 0 for person in people) for box, _ in row]
    missing = min((count for _, count in row), default=0) - 1
    return steps in ({1}, {-1}) and missing in (0, 1) and max(over) == 1 and sum(over) == len(people) - missing


def cells_leftward(labels: Sequence[Label], cells: Mapping[int, Place], ruling: Ruling) -> dict[int, list[Place]]:
    """What stands in the cells left of labels of people, person by person, where labels stand at the right of a table.

    Args:
        cells: cell → its place, where that is none of others'.

    Returns:
        By the label's id; nothing where fewer than MIN_LABELS have what suits them there.
    """
    found: dict[int, list[Place]] = {}
    suiting = 0
    for label in labels:
        if not is_of_person(label.target) or label.cell < 0 or ruling.right_of(label.cell) is not None:
            continue
        chain, ends = _chain(label.cell, cells, ruling)
        if chain and ends is None:
            found[id(label)] = chain
            text = next((place.text for place in chain if place.text), "")
            suiting += bool(text) and fit(label.target, text) >= MAY
    if suiting < MIN_LABELS:
        return {}
    people = max(([each.box for each in chain if each.text] for chain in found.values()), key=len)
    texts = [each for place in cells.values() for each in place.segments]
    if counts_leftward(people, texts) is False:
        return {label: chain[::-1] for label, chain in found.items()}
    return found


def _chain(index: int, cells: Mapping[int, Place], ruling: Ruling) -> tuple[list[Place], int | None]:
    """The places left of a cell, the nearest first, and the cell with a label at which they end, if any."""
    chain: list[Place] = []
    left = ruling.left_of(index)
    while left is not None and left in cells:
        chain.append(cells[left])
        left = ruling.left_of(left)
    return chain, left


def labels_stand_right(people: Sequence[Box], labels: Sequence[Segment]) -> bool:
    """Whether labels stand right of people beside each other, on their rows, and none stands left of them or among
    them."""
    top, bottom = min(box.top for box in people), max(box.bottom for box in people)
    right = max(box.right for box in people)
    beside = [each for each in labels if top <= each.middle <= bottom]
    return len(beside) >= MIN_LABELS and all(each.left >= right for each in beside)
