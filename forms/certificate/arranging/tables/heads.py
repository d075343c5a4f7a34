"""Labels above their values: rows of labels, one or several deep, over rows of values, one or several people long."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.tables.columns import FAR_EM
from forms.certificate.arranging.tables.paths import Head, Levels, likeliest, line_high
from forms.certificate.arranging.tables.stacks import around, flattened
from forms.certificate.arranging.text.fitting import MAY
from forms.certificate.words.catalogue import HIDDEN, normalise
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
    box = around([label for level in levels for label in level])
    low = max(label.box.bottom for label in levels[-1])
    ruled = all(label.enclosed for level in levels for label in level)
    edge = 0.5 * levels[-1][0].segment.em
    single = len(levels) == 1 and len(levels[0]) == 1
    # A value may begin left of its label, where that stands in the middle of its column; not left of another label.
    em = levels[0][0].segment.em
    lefts = [
        label.box.right
        for label in labels
        if label.box.right <= box.left and any(label.box.beside(each.box) for level in levels for each in level)
    ]
    reach = box.left - edge if ruled else max([box.left - FAR_EM * em, *lefts])
    first = levels[0][0].box
    last = max(level[-1].box.right for level in levels)
    # Beneath a label alone a value begins where it does or a little further in: further right is another column.
    near = inset if not any(_is_behind(place.box, box) for place in places) else INSET_EM
    furthest = max(box.right, box.left + near * em) if single and not ruled else float("inf")
    nexts = [
        label.box.left
        for label in labels
        if label.box.left > last and any(label.box.beside(each.box) for level in levels for each in level)
    ]
    right = min(nexts, default=float("inf")) if not ruled else last + edge
    mine = [
        place
        for place in places
        if id(place) not in taken
        and place.box.middle > low - 0.3 * edge
        and (place.box.left >= reach or (place.box.left > max(lefts, default=-1.0) and place.box.across(first) > 0))
        and place.box.left <= furthest
        and place.box.left < right - edge
        and (not ruled or place.box.right <= right + edge)
        and not _counts(place, levels)
        and not (single and not ruled and _is_others(place, box, labels))
        and not (place.cell >= 0 and place.box.right <= box.left)
    ]
    stops = [
        label.box.top
        for label in labels
        if label.box.middle > low
        and id(label) not in passed
        and label.box.across(Box(box.left, 0, min(right, box.right + 4 * edge), 0)) > 0
    ]
    floor = min(stops, default=float("inf"))
    rows = _rows([place for place in mine if place.box.middle < floor])
    rows = _near(rows, low, single, [label.box for label in labels if id(label) in passed])
    if single and not ruled:
        # What stands far behind the first text of a line is in another column, whose label was not seen.
        rows = [_first_of(row, INSET_EM * em) for row in rows]
    return likeliest(levels, rows) if rows else None


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
            label.target != "members[].pension" and not _is_count_of(label)
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
