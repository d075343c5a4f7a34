"""Rows of labels with no value between them, and such rows above each other: the heads of tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.text.fitting import HARDLY, SUITS, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import same_row

SPREAD_HEIGHTS = 3.2
"""White between two rows of labels of one head, in heights of a label, at most."""


def find_stacks(labels: Sequence[Label], places: Sequence[Place]) -> list[list[list[Label]]]:
    """Labels in rows with no value between them, and such rows above each other: levels from top to bottom."""
    runs: list[list[Label]] = []
    rows: list[list[Label]] = []
    # Labels above each other in one cell go together; the first of them stands for all.
    labels = [label for label in labels if not label.together or label.together[0] is label]
    for label in sorted(labels, key=lambda label: label.box.middle):
        row = next((row for row in reversed(rows) if _same_row(row[-1], label) and not _above_any(row, label)), None)
        if row is None:
            rows.append([label])
        else:
            row.append(label)
    for row in rows:
        row.sort(key=lambda label: label.box.left)
        run = [row[0]]
        for before, label in zip(row, row[1:], strict=False):
            if _parted(before, label, places) or _is_far(before, label, labels):
                runs.append(run)
                run = []
            run.append(label)
        runs.append(run)
    stacks: list[list[list[Label]]] = []
    # Labels as deep as the whole head stand in either row of it: rows come in the order of their texts.
    for run in sorted(runs, key=lambda run: median(label.segment.middle for label in run)):
        box = around(run)
        others = [place for place in places if not _is_in_row(place, run)]
        for stack in reversed(stacks):
            above = around(stack[-1])
            gap = _white_between(stack[-1], run)
            near = -0.4 * _text_high(run) < gap < SPREAD_HEIGHTS * _text_high(run)
            # What parts two rows is asked of those that may be one head only: it takes all places to tell.
            if (
                near
                and box.across(above) > 0.5 * min(box.wide, above.wide)
                and not (
                    _between(above, box, others)
                    or _is_answered(stack, run, others)
                    or _steps(stack[-1], run, labels, places)
                    or any(_names_again(label, each) for label in run for each in stack[-1])
                )
            ):
                stack.append(run)
                break
        else:
            stacks.append([run])
    return _with_deep(stacks, labels, places)


def _with_deep(
    stacks: list[list[list[Label]]], labels: Sequence[Label], places: Sequence[Place]
) -> list[list[list[Label]]]:
    """The heads, ruled labels that are as deep as all rows of a head beside them in its first row."""
    for stack in [stack for stack in stacks if len(stack) > 1]:
        box = around([label for level in stack for label in level])
        for other in [each for each in stacks if len(each) == 1]:
            if not all(label.enclosed and _is_as_deep(label.box, box) for label in other[0]):
                continue
            row = sorted([*stack[0], *other[0]], key=lambda label: label.box.left)
            if not any(_parted(*pair, places) or _is_far(*pair, labels) for pair in pairwise(row)):
                stack[0] = row
                stacks = [each for each in stacks if each is not other]
    return stacks


def _white_between(above: Sequence[Label], below: Sequence[Label]) -> float:
    """The least white between two rows of labels in any column that both have, or between all of both."""
    gaps = [two.box.top - one.box.bottom for one in above for two in below if one.box.across(two.box) > 0]
    return min(gaps, default=around(below).top - around(above).bottom)


def _names_again(label: Label, above: Label) -> bool:
    """Whether a label says the same as one above it: no head of a table does so in one column."""
    return label.piece.word == above.piece.word and label.box.across(above.box) > 0


def _above_any(row: Sequence[Label], label: Label) -> bool:
    """Whether a label stands above or below another one of a row: that row is not its own, however deep others are."""
    return any(each.box.across(label.box) > 0.5 * min(each.box.wide, label.box.wide) for each in row)


def flattened(stack: Sequence[Sequence[Label]], beside: Sequence[Label]) -> list[Label] | None:
    """Levels of labels as one, those of a column together, where some label beside is as deep as the whole head.

    Each person is then as deep as the head, and a cell of theirs may hold what all labels of a column ask for.

    Args:
        beside: the labels of the page.
    """
    labels = [label for level in stack for label in level]
    box = around(labels)
    if len(stack) < 2:
        return None
    if not any(_is_as_deep(label.box, box) for label in beside):
        return None
    columns: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: (label.box.top, label.box.left)):
        column = next(
            (
                each
                for each in columns
                if label.box.across(each[0].box) > 0.5 * min(label.box.wide, each[0].box.wide)
                and label.box.top >= each[-1].box.bottom - 0.3 * label.box.high
            ),
            None,
        )
        if column is None:
            columns.append([label])
        else:
            column.append(label)
    if any(len(column) > 1 and any(label.together for label in column) for column in columns):
        return None
    columns = _with_neighbours(columns)
    columns.sort(key=lambda column: column[0].box.left)
    return [_joined(column) for column in columns]


def _with_neighbours(columns: Sequence[Sequence[Label]]) -> list[list[Label]]:
    """Columns of labels, those of one cell in one column where another label stands above or beneath it: 性別／続柄
    over 備考."""
    deep = [column for column in columns if len(column) > 1]
    found: dict[int, list[Label]] = {id(column): list(column) for column in columns}
    for (label,) in (column for column in columns if len(column) == 1):
        owner = next((each for each in deep if any(_share_cell(label, other) for other in each)), None)
        if owner is not None:
            found[id(owner)].append(label)
    joined = {id(label) for column in deep for label in found[id(column)]}
    return [
        sorted(found[id(column)], key=lambda label: (label.segment.middle, label.segment.left))
        for column in columns
        if len(column) > 1 or id(column[0]) not in joined
    ]


def _share_cell(one: Label, other: Label) -> bool:
    """Whether two labels stand side by side in one ruled cell."""
    return one.cell == other.cell != OUTSIDE and same_row(one.segment, other.segment)


DEEP_SHARE = 0.8
"""Of the height of a head, what a label reaches over that is as deep as all of it."""


def _is_as_deep(one: Box, whole: Box) -> bool:
    shared = min(one.bottom, whole.bottom) - max(one.top, whole.top)
    return shared > DEEP_SHARE * max(one.high, whole.high)


def _joined(column: Sequence[Label]) -> Label:
    if len(column) == 1:
        return column[0]
    enclosed = all(label.enclosed for label in column)
    return Label(column[0].piece, around(column), column[0].cell, column[0].within, enclosed, tuple(column))


def around(labels: Sequence[Label]) -> Box:
    """The rectangle around labels."""
    boxes = [label.box for label in labels]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _text_high(labels: Sequence[Label]) -> float:
    return max(label.segment.bottom - label.segment.top for label in labels)


def _same_row(first: Label, second: Label) -> bool:
    if not first.box.beside(second.box):
        return False
    return max(first.box.high, second.box.high) < 1.9 * min(first.box.high, second.box.high) or (
        abs(first.segment.middle - second.segment.middle) < 0.6 * first.segment.em
    )


def _parted(first: Label, second: Label, places: Sequence[Place]) -> bool:
    """Whether a value stands between two labels of a row."""
    return any(
        first.box.right - 2 <= place.box.left < second.box.left
        and _is_level(place, first.box)
        and _is_level(place, second.box)
        and not _is_label(place, first, second)
        for place in places
    )


def _is_far(first: Label, second: Label, labels: Sequence[Label]) -> bool:
    """Whether two labels of a row are too far from each other; others may stand between, deeper or higher."""
    ends = [
        each.box.right
        for each in labels
        if each.box.right <= second.box.left and each.box.beside(first.box) and each.box.beside(second.box)
    ]
    return second.box.left - max(ends, default=first.box.right) > WIDEST_EM * first.segment.em


WIDEST_EM = 40
"""White between two labels of a head at most, in em of a label."""


def _is_label(place: Place, first: Label, second: Label) -> bool:
    """Whether a cell between two labels' cells, as high as these, holds another label that could not be read."""
    if OUTSIDE in (place.cell, first.cell, second.cell) or not place.segments:
        return False
    edges = ((place.box.top, place.box.bottom), (first.box.top, first.box.bottom), (second.box.top, second.box.bottom))
    level = max(max(at) - min(at) for at in zip(*edges, strict=True)) < LEVEL_SHARE * place.box.high
    return level and fit(first.target, place.text) <= HARDLY


LEVEL_SHARE = 0.2
"""Of its height, how far the edges of a cell may be from those of another one in the same row."""


def _is_level(place: Place, label: Box) -> bool:
    """Whether a place stands beside a label; one of the two lines of a value may reach over it only a little, but no
    cell in the rows beneath, however deep it is."""
    if place.box.beside(label):
        return True
    beneath = place.cell != OUTSIDE and place.box.top >= label.bottom
    return not beneath and abs(place.box.middle - label.middle) < 0.75 * place.box.high


def _is_in_row(place: Place, row: Sequence[Label]) -> bool:
    """Whether a ruled cell stands in a row of labels, which it may begin a little above: a label that was not known."""
    return place.cell != OUTSIDE and any(label.enclosed and label.box.beside(place.box) for label in row)


def _between(above: Box, below: Box, places: Sequence[Place]) -> bool:
    return any(
        place.segments
        and above.middle < place.box.middle < below.middle
        and place.box.across(below) > 0
        and place.box.across(above) > 0
        for place in places
    )


def _is_answered(stack: Sequence[Sequence[Label]], row: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a value of some label of a head stands between it and one of a further row, however many labels of other
    columns are beside that value: two tables side by side have rows of their own.

    Args:
        places: those that stand in no cell of the further row.
    """
    return any(
        _between(one.box, two.box, [place]) and fit(one.target, place.text) >= SUITS
        for level in stack
        for one in level
        for two in row
        if one.enclosed and one.box.across(two.box) > 0
        for place in places
    )


def _steps(above: Sequence[Label], below: Sequence[Label], labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a line of values, further in than the labels, stands between two rows of them: each has its own."""
    if all(label.enclosed for label in (*above, *below)):
        return False
    upper, lower = around(above), around(below)
    right = max(upper.right, lower.right)
    return any(
        place.segments
        and place.box.left >= upper.left
        and upper.middle < place.box.middle < lower.middle
        and not place.box.beside(upper)
        and not place.box.beside(lower)
        and not any(
            right <= label.box.left <= place.box.left
            and (label.box.beside(place.box) or label.box.beside(upper) or label.box.beside(lower))
            for label in labels
        )
        for place in places
    )
