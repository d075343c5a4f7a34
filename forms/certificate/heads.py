"""Labels above their values: rows of labels, one or several deep, over rows of values, one or several people long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from forms.certificate.catalogue import HIDDEN, is_of_person, normalise
from forms.certificate.columns import FAR_EM, in_columns, shares, text_of
from forms.certificate.fitting import HARDLY, MAY, NEUTRAL, NEVER, fit
from forms.certificate.nodes import Box, Label, Place
from forms.certificate.numbering import is_count
from forms.certificate.stacks import around, flattened

MAX_LEVELS = 4
REACH_HEIGHTS = 4.5
"""White between a row and the one before it, in heights of a line, at most, where no lines enclose them."""
CONTINUED_HEIGHTS = 0.7
"""Less white than this, in heights of a line, may be between two lines of one value."""
CONTINUED = -0.6
"""What it costs to take a line for the second one of a value."""
SKIPPED = -1.5
"""What it costs to leave a level out."""
INSET_EM = 4.0
"""How far in from its label's left end a value may begin beneath a label alone, in em of the label."""
PASSED = -2.0
"""What it costs to pass over a row."""


@dataclass
class Column:
    """A label with what stands beneath it, person by person."""

    label: Label
    spots: list[list[Place]] = field(default_factory=list)

    @property
    def labels(self) -> tuple[Label, ...]:
        """Those of the page that it stands for."""
        return self.label.together or (self.label,)

    @property
    def asked(self) -> tuple[Label, ...]:
        """Those that are asked what stands beside them: of labels in one cell the first one."""
        return (self.label,) if self.label in self.labels else self.labels


@dataclass
class Head:
    """A head with its columns.

    Attributes:
        columns: one for each label.
        score: how well the values suit them, in sum.
        rows: how many people.
        doubtful: whether some value does not suit its label at all.
    """

    columns: list[Column]
    score: float
    rows: int
    doubtful: bool


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


def _columns(levels, labels, places, taken, passed, inset) -> Head | None:
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
    rows = _near(rows, low, levels, single, [label.box for label in labels if id(label) in passed])
    if single and not ruled:
        # What stands far behind the first text of a line is in another column, whose label was not seen.
        rows = [_first_of(row, INSET_EM * em) for row in rows]
    return _best(levels, rows) if rows else None


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


def _counts(place: Place, levels) -> bool:
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


def _near(rows: list[list[Place]], low: float, levels, single: bool, passed: Sequence[Box]) -> list[list[Place]]:
    """The rows down to the first wide gap; labels that do not end a table fill one."""
    kept: list[list[Place]] = []
    gaps: list[float] = []
    table = False
    for row in rows:
        top = min(place.box.top for place in row)
        high = max(_line_high(place) for place in row)
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


def _line_high(place: Place) -> float:
    return max((each.bottom - each.top for each in place.segments), default=min(60.0, place.box.high))


def _best(levels, rows) -> Head | None:
    """The likeliest way to read the rows: which level each is, and where the next person begins."""
    depth = len(levels)
    of_people = any(is_of_person(label.target) for level in levels for label in level)
    cut = [[in_columns(row, level) for level in levels] for row in rows]
    scores = [[_score(cells, level) for cells, level in zip(by_level, levels, strict=True)] for by_level in cut]
    # paths: level of the last row → (score, steps); a step is (row, level, is continued)
    paths: dict[int, tuple[float, tuple]] = {}
    best: tuple[float, tuple] = (0.0, ())
    for at in range(len(rows)):
        found: dict[int, tuple[float, tuple]] = {}
        for level in range(depth):
            options = []
            gain = scores[at][level]
            if gain is None:
                continue
            if at == 0:
                options.append((gain + level * SKIPPED, ((at, level, False),)))
            for last, (sum_, steps) in paths.items():
                skipped = (level - last - 1) % depth
                if of_people or level > last:
                    options.append((sum_ + gain + skipped * SKIPPED, (*steps, (at, level, False))))
                if last == level and steps[-1][0] == at - 1 and _follows(rows[at - 1], rows[at]):
                    more = _continued(cut[at - 1][level], cut[at][level], levels[level])
                    options.append((sum_ + more, (*steps, (at, level, True))))
            if options:
                found[level] = max(options, key=lambda option: option[0])
        for last, (sum_, steps) in paths.items():
            # A row that belongs to nobody.
            if last not in found or found[last][0] < sum_ + PASSED:
                found[last] = sum_ + PASSED, steps
        paths = found
        if not paths:
            break
        top = max(paths.values(), key=lambda option: option[0])
        if top[0] >= best[0]:
            best = top
    if not best[1]:
        return None
    return _made(levels, cut, best)


def _made(levels, cut, best) -> Head:
    columns = [[Column(label) for label in level] for level in levels]
    people, last = 0, None
    for at, level, continued in best[1]:
        if not continued and (last is None or level <= last):
            people += 1
        last = level
        for column, found in zip(columns[level], cut[at][level], strict=True):
            while len(column.spots) < people:
                column.spots.append([])
            column.spots[-1] += found
    for level in columns:
        for column in level:
            while len(column.spots) < people:
                column.spots.append([])
    made = [column for level in columns for column in level]
    used = [at for at, _, _ in best[1]]
    begun = [level for _, level, continued in best[1] if not continued]
    # A row that was passed over, or one that is missing, may have been somebody's.
    broken = used != list(range(len(used))) or any(level != at % len(levels) for at, level in enumerate(begun))
    gaps = people > 1 and any(
        column.label.target in TELLING and any(not spot for spot in column.spots[: _last(column.spots)])
        for column in made
    )
    doubtful = (
        broken
        or gaps
        or any(
            text and fit(one.target, text) <= NEVER
            for column in made
            for spot in column.spots
            for one, text in zip(column.label.together or (column.label,), _texts(column.label, spot), strict=True)
        )
    )
    return Head(made, best[0], people, doubtful)


TELLING = ("members[].name", "members[].birth_date", "members[].sex", "members[].relationship")
"""What everybody has: where it is missing for one, and there for the next, a line was overlooked."""


def _last(spots: Sequence[Sequence[Place]]) -> int:
    return max((at for at, spot in enumerate(spots) if spot), default=0)


def _follows(above: Sequence[Place], below: Sequence[Place]) -> bool:
    gap = min(place.box.top for place in below) - max(place.box.bottom for place in above)
    if any(place.cell >= 0 for place in (*above, *below)):
        return False
    return gap < CONTINUED_HEIGHTS * min(_line_high(place) for place in below)


def _continued(above, below, level) -> float:
    score = CONTINUED
    for label, first, second in zip(level, above, below, strict=True):
        if not second:
            continue
        alone = "".join(place.text for place in second)
        before = "".join(place.text for place in first)
        if not before:
            score += HARDLY
            continue
        joined = fit(label.target, before + alone)
        if label.target == "members[].name" and fit("members[].kana", before) > 0:
            joined = fit(label.target, alone) + 2
        score += joined - fit(label.target, before)
    return score


def _score(cells, level) -> float | None:
    """How well a row suits a level; None where it cannot be one of its."""
    if cells is None:
        return None
    wide = sum(_is_wide(place, level) for found in cells for place in found)
    return wide * HARDLY + sum(
        fit(one.target, text) if text else NEUTRAL
        for label, found in zip(level, cells, strict=True)
        for one, text in zip(label.together or (label,), _texts(label, found), strict=True)
    )


def _is_wide(place: Place, level: Sequence[Label]) -> bool:
    """Whether a cell reaches over the columns of several ruled labels: it is that of another level."""
    if place.cell < 0:
        return False
    return sum(label.enclosed and label.box.across(place.box) > 0.5 * label.box.wide for label in level) > 1


def _texts(label: Label, found: Sequence[Place]) -> list[str]:
    """What a column says for each of the labels that share its head."""
    if not label.together:
        return [text_of(label.target, found)]
    return ["".join(each.text for each in part) for part in shares(found, label.together)]
