"""The likeliest way to read the rows beneath a head: which level each is, and where the next person begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.certificate.arranging.places.nodes import Label, Place
from forms.certificate.arranging.places.sharing import shares
from forms.certificate.arranging.tables.columns import in_columns, said_for
from forms.certificate.arranging.text.fitting import HARDLY, MAY, NEUTRAL, NEVER, SUITS, fit
from forms.certificate.runs.segments import text_of
from forms.certificate.words.catalogue import KANA, NAME, TELLING, is_of_person

CONTINUED_HEIGHTS = 0.7
"""Less white than this, in heights of a line, may be between two lines of one value."""
CONTINUED = -0.6
"""What it costs to take a line for the second one of a value."""
SKIPPED = -1.5
"""What it costs to leave a level out."""
PASSED = -2.0
"""What it costs to pass over a row."""

Levels = Sequence[Sequence[Label]]
"""The rows of a head's labels."""
Rows = Sequence[Sequence[Place]]
"""What stands beneath them, line by line."""
Cells = Sequence[Sequence[Place]]
"""The places of a row under each label of a level."""
Step = tuple[int, int, bool]
"""A row, the level that it is, and whether it goes on with the row above."""
Path = tuple[float, tuple[Step, ...]]
"""How well a way to read the rows suits, and its steps."""


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


def line_high(place: Place) -> float:
    return max((each.bottom - each.top for each in place.segments), default=min(60.0, place.box.high))


def likeliest(levels: Levels, rows: Rows) -> Head | None:
    """The likeliest way to read the rows: which level each is, and where the next person begins."""
    depth = len(levels)
    targets = {label.target for level in levels for label in level}
    of_people = any(map(is_of_person, targets))
    for_both = KANA in targets and NAME not in targets
    cut = [[in_columns(row, level) for level in levels] for row in rows]
    scores = [[_score(cells, level) for cells, level in zip(by_level, levels, strict=True)] for by_level in cut]
    paths: dict[int, Path] = {}  # by the level of the last row
    best: Path = (0.0, ())
    for at in range(len(rows)):
        found: dict[int, Path] = {}
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
                    more = _continued(cut[at - 1][level], cut[at][level], levels[level], for_both)
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


def _made(levels: Levels, cut: Sequence[Sequence[Cells | None]], best: Path) -> Head:
    """The head as the best path reads it."""
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
    # What everybody has: where it is missing for one, and there for the next, a line was overlooked.
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


def _last(spots: Sequence[Sequence[Place]]) -> int:
    return max((at for at, spot in enumerate(spots) if spot), default=0)


def _follows(above: Sequence[Place], below: Sequence[Place]) -> bool:
    gap = min(place.box.top for place in below) - max(place.box.bottom for place in above)
    if any(place.cell >= 0 for place in (*above, *below)):
        return False
    return gap < CONTINUED_HEIGHTS * min(line_high(place) for place in below)


def _continued(above: Cells, below: Cells, level: Sequence[Label], for_both: bool) -> float:
    """What it gains or costs to take a row for the second line of the values in the row above it.

    Args:
        for_both: whether the label of readings is that of the names beneath them, too (フリガナ／氏名).
    """
    if for_both and (gain := _named(above, below, level)) is not None:
        return CONTINUED + gain
    score = CONTINUED
    for label, first, second in zip(level, above, below, strict=True):
        if not second:
            continue
        alone = text_of(second)
        before = text_of(first)
        if not before:
            score += HARDLY
            continue
        joined = fit(label.target, before + alone)
        if label.target == NAME and fit(KANA, before) > 0:
            joined = fit(label.target, alone) + 2
        score += joined - fit(label.target, before)
    return score


def _named(above: Cells, below: Cells, level: Sequence[Label]) -> float | None:
    """What it gains that a row has the name to the reading, which is all that the row above it has; None where that is
    not so."""
    gain = 0.0
    for label, first, second in zip(level, above, below, strict=True):
        if label.target != KANA:
            if first:
                return None
            gain += fit(label.target, text_of(second))
        elif fit(KANA, text_of(first)) < SUITS or fit(NAME, text_of(second)) < MAY:
            return None
        else:
            gain += SUITS
    return gain


def _score(cells: Cells | None, level: Sequence[Label]) -> float | None:
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
        return [said_for(label.target, found)]
    return [text_of(part) for part in shares(found, label.together)]
