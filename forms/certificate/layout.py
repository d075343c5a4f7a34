"""Which value belongs to which label, by cells where there are any and by rows where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forms.certificate.captions import take_captions
from forms.certificate.labels import FOLLOWS, HIDDEN, IGNORED, Piece, find_pieces, labels_of, words
from forms.certificate.ruling import OUTSIDE, Cell, Ruling
from forms.certificate.segments import Segment, in_reading_order, same_row

MIN_SPLIT_EM = 0.5
"""White that may part two values in the cell of two labels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one value stands.

    Attributes:
        segments: its text, line by line; none where the place is empty.
        cell: the cell it fills, or None where no lines enclose it.
    """

    segments: tuple[Segment, ...]
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A label with its values.

    Attributes:
        target: a field pattern or one of HIDDEN.
        label: the label.
        spots: its values; several where one label stands for all people.
        member: which person the first value belongs to, or None.
    """

    target: str
    label: Segment
    spots: tuple[Spot, ...]
    member: int | None = None


@dataclass(slots=True)
class Sheet:
    """A page as labels and values.

    Attributes:
        hits: every label with its values, in reading order.
        loose: text that no label claims.
    """

    hits: list[Hit] = field(default_factory=list)
    loose: list[Segment] = field(default_factory=list)


def arrange(segments: Sequence[Segment], ruling: Ruling) -> Sheet:
    """Labels and values of a page."""
    cells: dict[int, list[Segment]] = {}
    for segment in segments:
        cells.setdefault(segment.cell, []).append(segment)
    heads = {index: found for index, rows in cells.items() if index != OUTSIDE and (found := labels_of(rows))}
    demoted = _demote_values(heads, ruling)
    claimed: set[int] = set()
    hits = _from_cells(cells, heads, demoted, claimed, ruling)
    free = [row for row in segments if row.cell not in heads and row.cell not in claimed]
    more, loose = _from_rows(free, heads, ruling)
    return Sheet(_with_members(_resolved([*hits, *more])), loose)


def _demote_values(heads: dict[int, list[Piece]], ruling: Ruling) -> set[int]:
    """世帯主 is a label, and a value where it stands beside or below 続柄: the cells in which it is one."""
    demoted = set()
    for index in list(heads):
        if [piece.word for piece in heads[index]] != ["世帯主"]:
            continue
        if any(_names_relationship(heads.get(other)) for other in (ruling.left_of(index), ruling.above(index))):
            del heads[index]
            demoted.add(index)
    return demoted


def _names_relationship(pieces: list[Piece] | None) -> bool:
    return bool(pieces) and any(piece.target == "members[].relationship" for piece in pieces)


def _from_cells(
    cells: dict[int, list[Segment]],
    heads: dict[int, list[Piece]],
    demoted: set[int],
    claimed: set[int],
    ruling: Ruling,
) -> list[Hit]:
    taken = {
        index
        for index, rows in cells.items()
        if index != OUTSIDE
        and index not in heads
        and index not in demoted
        and not _names_relationship(heads.get(ruling.left_of(index)))
        and any(piece.target for row in rows for piece in find_pieces(row))
    }

    def chain(index: int, step) -> list[int]:
        found = []
        while (index := step(index)) is not None and index not in heads and index not in taken:
            found.append(index)
        return found

    chains = {index: (chain(index, ruling.right_of), chain(index, ruling.below)) for index in heads}
    # What stands right of a label is that label's, and never that of another one above it.
    beside = {cell: index for index, (right, _) in chains.items() for cell in right}
    for index, (right, below) in chains.items():
        foreign = next((at for at, cell in enumerate(below) if beside.get(cell, index) != index), len(below))
        chains[index] = right, below[:foreign]
    people = 1
    for index, pieces in heads.items():
        if any(piece.target == "members[].name" for piece in pieces):
            right, below = chains[index]
            # One label for several people: they stand in columns beside it or in rows below it.
            filled = [cell for cell in (right or below) if cells.get(cell)]
            people = max(people, len(filled))
    hits = []
    for index, pieces in heads.items():
        right, below = chains[index]
        of_people = any(piece.target.startswith("members[]") or piece.target in HIDDEN for piece in pieces)
        found = (right or below)[: people if of_people else 1]
        claimed.update(found)
        columns: list[list[Spot]] = [[] for _ in pieces]
        for cell in found:
            for column, spot in zip(
                columns, _shared(cells.get(cell, []), ruling.cells[cell], len(pieces)), strict=True
            ):
                column.append(spot)
        hits += [Hit(piece.target, piece.segment, tuple(c)) for piece, c in zip(pieces, columns, strict=True)]
    return hits


def _shared(rows: list[Segment], cell: Cell, count: int) -> list[Spot]:
    """The text of a cell shared out among its labels."""
    if count == 1:
        return [Spot(tuple(rows), cell)]
    parts = list(rows)
    while len(parts) < count:
        gaps = [
            (part.gap_before(at), number, at) for number, part in enumerate(parts) for at in range(1, len(part.glyphs))
        ]
        widest = max(gaps, default=(0.0, 0, 0))
        if widest[0] < MIN_SPLIT_EM:
            break
        _, number, at = widest
        parts[number : number + 1] = [parts[number].part(0, at), parts[number].part(at, len(parts[number].glyphs))]
    if len(parts) != count:
        # Which value is whose cannot be told: all of them go to the first label, where no validator will accept them.
        return [Spot(tuple(parts), cell)] + [Spot((), cell)] * (count - 1)
    return [Spot((part,), cell) for part in parts]


def _from_rows(
    segments: list[Segment], heads: dict[int, list[Piece]], ruling: Ruling
) -> tuple[list[Hit], list[Segment]]:
    """Labels with their values to the right on the same line, or below in the same cell, and captions."""
    pieces = [piece for segment in in_reading_order(segments) for piece in find_pieces(segment)]
    captions, pieces = take_captions(pieces)
    # What shares its cell with other values does not fill it.
    hits = [Hit(each.label.target, each.label.segment, (Spot(each.values),)) for each in captions if each.label.target]
    used: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.target is None:
            continue
        cell = piece.segment.cell
        values = []
        for at in range(index + 1, len(pieces)):
            other = pieces[at]
            if other.segment.cell != cell:
                continue
            beside = same_row(piece.segment, other.segment)
            if other.target is not None or (not beside and cell == OUTSIDE):
                break
            if not beside and values and same_row(piece.segment, values[0]):
                break
            values.append(other.segment)
            used.add(at)
        spot = Spot(tuple(values), ruling.cells[cell] if cell != OUTSIDE else None)
        if piece.target == "householder.former" and hits and not hits[-1].spots[0].segments:
            last = hits[-1]
            stacked = cell != OUTSIDE and last.label.cell == cell
            if last.target == "members[].relationship" and (stacked or same_row(last.label, piece.segment)):
                hits[-1] = replace(last, spots=(Spot((piece.segment,)),))
                continue
        hits.append(Hit(piece.target, piece.segment, (spot,)))
    loose = [piece.segment for at, piece in enumerate(pieces) if piece.target is None and at not in used]
    return hits, loose


def _resolved(hits: list[Hit]) -> list[Hit]:
    """In reading order, without labels that nobody needs, and with 方書 given to the address before it."""
    order = {id(segment): place for place, segment in enumerate(in_reading_order([hit.label for hit in hits]))}
    follows, last, found = words().follows, None, []
    for hit in sorted(hits, key=lambda hit: order[id(hit.label)]):
        if hit.target in follows:
            last = follows[hit.target]
        if hit.target == FOLLOWS:
            if last is None:
                continue
            hit = replace(hit, target=last)
        if hit.target != IGNORED:
            found.append(hit)
    return found


def _person_by_person(hits: list[Hit]) -> list[Hit]:
    """In reading order, or block by block where people stand beside each other, each with labels of their own."""
    names = [hit.label for hit in hits if hit.target == "members[].name" and len(hit.spots) == 1]
    if not any(same_row(one, other) for at, one in enumerate(names) for other in names[at + 1 :]):
        return hits
    rows: list[list[Segment]] = []
    for label in sorted(names, key=lambda label: label.middle):
        if rows and same_row(rows[-1][0], label):
            rows[-1].append(label)
        else:
            rows.append([label])

    def block(hit: Hit) -> tuple[int, int]:
        if not (hit.target.startswith("members[]") or hit.target in HIDDEN):
            return -1, 0
        label = hit.label
        # The reading may stand above the name.
        row = max(0, sum(each[0].top - 2 * each[0].em <= label.middle for each in rows) - 1)
        return row, sum(each.left - each.em <= label.left for each in rows[row])

    return sorted(hits, key=block)


def _with_members(hits: list[Hit]) -> list[Hit]:
    """Each person's labels: when one comes again, the next person begins."""
    found, member, seen = [], 0, set()
    for hit in _person_by_person(hits):
        if not (hit.target.startswith("members[]") or hit.target in HIDDEN):
            found.append(hit)
            continue
        if hit.target in seen:
            member, seen = member + 1, set()
        seen.add(hit.target)
        found.append(replace(hit, member=member))
    return found
