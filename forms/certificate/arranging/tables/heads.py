"""Labels above their values: rows of labels, one or several deep, over rows of values, one or several people long."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.tables.columns import FAR_EM
from forms.certificate.arranging.tables.paths import Head, Levels, likeliest, line_high
from forms.certificate.arranging.tables.stacks import around, flattened
from forms.certificate.arranging.text.fitting import MAY
from forms.certificate.words.catalogue import HIDDEN, PENSION, normalise
from forms.certificate.words.numbering import is_count

MAX_LEVELS = 4
REACH_HEIGHTS = 4.5
"""White between a row and the one before it, in heights of a line, at most, where no lines enclose them."""
INSET_EM = 4.0
"""How far in from its label's left end a value may begin beneath a label alone, in em of the label."""


def columns_under(
    stack: Sequence[Sequence[Label]],
    labels: Sequence[Label],
    places: Sequence[Place],
    taken: Collection[int] = (),
    passed: Collection[int] = (),
    inset: float = INSET_EM,
) -> Head | None:
    """What stands under a head, or None where nothing does.

    Args:
        inset: how far in from its left end a value may begin beneath a label alone, in em of the label.
        passed: ids of labels that do not end a table: each person has them, with the value beside them.
        taken: ids of places that are others'.
    """
    best: Head | None = None
    for first in range(max(0, len(stack) - MAX_LEVELS), len(stack)):
        head = _columns(stack[first:], labels, places, taken, passed, inset)
        if head and (best is None or head.score > best.score):
            best = head
    level = flattened(stack, labels)
    if level:
        head = _columns([level], labels, places, taken, passed, inset)
        if head and (best is None or head.score >= best.score):
            return head
    return best


def _columns(
    levels: Levels,
    labels: Sequence[Label],
    places: Sequence[Place],
    taken: Collection[int],
    passed: Collection[int],
    inset: float,
) -> Head | None:
    """What stands under these levels alone; the rest as :func:`columns_under` has it."""
    area = _Area(levels, labels, places, inset)
    floor = area.floor([label for label in labels if id(label) not in passed])
    mine = [place for place in places if id(place) not in taken and area.holds(place) and place.box.middle < floor]
    rows = _near(_rows(mine), area.low, area.single, [label.box for label in labels if id(label) in passed])
    if area.lone:
        # What stands far behind the first text of a line is in another column, whose label was not seen.
        rows = [_first_of(row, INSET_EM * levels[0][0].segment.em) for row in rows]
    return likeliest(levels, rows) if rows else None


class _Area:
    """Where the values of a head may stand.

    Attributes:
        low: lower end of the head, in pixels of the page.
        single: whether the head is one label.
        lone: whether it is one that no lines enclose.
    """

    def __init__(self, levels: Levels, labels: Sequence[Label], places: Sequence[Place], inset: float) -> None:
        heads = [label for level in levels for label in level]
        box, em = around(heads), heads[0].segment.em
        beside = [label.box for label in labels if any(label.box.beside(each.box) for each in heads)]
        last = max(level[-1].box.right for level in levels)
        self._levels, self._labels, self._box, self._first = levels, labels, box, heads[0].box
        self._ruled = all(label.enclosed for label in heads)
        self.single = len(heads) == 1
        self.lone = self.single and not self._ruled
        self.low = max(label.box.bottom for label in levels[-1])
        self._edge = 0.5 * levels[-1][0].segment.em
        # A value may begin left of its label, where that stands in the middle of its column; not left of another label.
        lefts = [each.right for each in beside if each.right <= box.left]
        self._before = max(lefts, default=-1.0)
        self._left = box.left - self._edge if self._ruled else max([box.left - FAR_EM * em, *lefts])
        nexts = [each.left for each in beside if each.left > last]
        self._right = last + self._edge if self._ruled else min(nexts, default=float("inf"))
        # Beneath a label alone a value begins where it does or a little further in: further right is another column.
        near = INSET_EM if any(_is_behind(place.box, box) for place in places) else inset
        self._furthest = max(box.right, box.left + near * em) if self.lone else float("inf")

    def holds(self, place: Place) -> bool:
        """Whether a place may have a value of the head, as far as its left, right and upper ends say."""
        box = place.box
        begins = box.left >= self._left or (box.left > self._before and box.across(self._first) > 0)
        return (
            begins
            and box.middle > self.low - 0.3 * self._edge
            and box.left <= self._furthest
            and box.left < self._right - self._edge
            and (not self._ruled or box.right <= self._right + self._edge)
            and not _counts(place, self._levels)
            and not (self.lone and _is_others(place, self._box, self._labels))
            and not (place.cell >= 0 and box.right <= self._box.left)
        )

    def floor(self, labels: Sequence[Label]) -> float:
        """Upper end of the first label beneath the head, where its table ends."""
        width = Box(self._box.left, 0, min(self._right, self._box.right + 4 * self._edge), 0)
        tops = (label.box.top for label in labels if label.box.middle > self.low and label.box.across(width) > 0)
        return min(tops, default=float("inf"))


def steps_in(labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a page has its values far in, on the line beneath their labels: not one by chance."""
    count = 0
    for label in labels:
        if label.enclosed or any(_is_behind(place.box, label.box) for place in places):
            continue
        head = columns_under([[label]], labels, places, inset=float("inf"))
        spot = head.columns[0].spots[0] if head and head.score >= MAY else ()
        count += bool(spot) and spot[0].box.left > max(label.box.right, label.box.left + INSET_EM * label.segment.em)
    return count >= MIN_STEPPED


MIN_STEPPED = 2
"""So many labels must have a value far in beneath them, or it is another column's."""


def _is_behind(place: Box, label: Box) -> bool:
    return place.left > label.right and place.beside(label)


def _is_others(place: Place, box: Box, labels: Sequence[Label]) -> bool:
    """Whether a label further in than a box stands before a place on its line, or right above it."""
    return any(
        (label.box.right <= place.box.left and label.box.beside(place.box))
        or (label.box.left <= place.box.left and 0 <= place.box.middle - label.box.bottom < label.box.high)
        for label in labels
        if label.box.left > box.left
    )


def _counts(place: Place, levels: Levels) -> bool:
    """Whether a place only holds the number of a person."""
    text = normalise(place.text)
    return (
        len(text) <= 3
        and is_count(text)
        and all(
            label.target != PENSION and not _is_count_of(label)
            for level in levels
            for label in level
            if label.box.across(place.box) > 0
        )
    )


def _is_count_of(label: Label) -> bool:
    return label.target in HIDDEN


def _rows(places: Sequence[Place]) -> list[list[Place]]:
    rows: list[list[Place]] = []
    for place in sorted(places, key=lambda place: (place.box.middle, place.box.left)):
        if rows and any(
            each.box.beside(place.box)
            and place.box.across(each.box) <= 0.3 * each.box.high
            and place.box.high < 2.6 * each.box.high
            for each in rows[-1]
        ):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _first_of(row: list[Place], most: float) -> list[Place]:
    """The places of a row up to the first white wider than this."""
    row = sorted(row, key=lambda place: place.box.left)
    ends = (at for at in range(1, len(row)) if row[at].box.left - row[at - 1].box.right > most)
    return row[: next(ends, len(row))]


def _near(rows: list[list[Place]], low: float, single: bool, passed: Sequence[Box]) -> list[list[Place]]:
    """The rows down to the first wide gap; labels that do not end a table fill one."""
    kept: list[list[Place]] = []
    gaps: list[float] = []
    table = False
    for row in rows:
        top = min(place.box.top for place in row)
        high = max(line_high(place) for place in row)
        gap = top - max([low, *(box.bottom for box in passed if low - 0.5 * high < box.middle < top)])
        # Boxes for digits are no cells of a table.
        enclosed = all(place.cell >= 0 for place in row)
        # Nor is what stands below the last cell of one a row of it.
        most = (0.9 if enclosed or table else REACH_HEIGHTS if not single else 2.2) * high
        if gap > max(most, 1.6 * max(gaps[1:], default=0.0)) and not (enclosed and not kept and gap < high):
            break
        gaps.append(gap)
        kept.append(row)
        table = enclosed
        low = max(low, max(place.box.bottom for place in row))
    return kept
