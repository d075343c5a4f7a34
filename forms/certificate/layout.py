"""Which value belongs to which label, by cells where there are any and by rows where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.captions import take_captions
from forms.certificate.cells import OUTSIDE, Cell
from forms.certificate.hits import Hit, Sheet, Spot
from forms.certificate.labels import FOLLOWS, HIDDEN, IGNORED, Piece, find_pieces, labels_of, normalise, words
from forms.certificate.people import with_members
from forms.certificate.ruling import Ruling
from forms.certificate.segments import Segment, in_reading_order, same_row
from forms.certificate.sides import side_of
from forms.certificate.spread import join_spread
from forms.certificate.unlabelled import part

MIN_SPLIT_EM = 0.5
"""White that may part two values in the cell of two labels."""
MAX_APART = 3.0
"""How far below each other cells of one column may be, in heights of the upper one: others stand between."""


def arrange(segments: Sequence[Segment], ruling: Ruling) -> Sheet:
    """Labels and values of a page."""
    segments = join_spread(segments)
    cells: dict[int, list[Segment]] = {}
    for segment in segments:
        cells.setdefault(segment.cell, []).append(segment)
    heads = {index: found for index, rows in cells.items() if index != OUTSIDE and (found := labels_of(rows))}
    demoted = _demote_values(heads, ruling)
    claimed: set[int] = set()
    hits = _from_cells(cells, heads, demoted, claimed, ruling)
    hits, used = _from_lost_cells(hits, segments, heads)
    free = [row for row in segments if row.cell not in heads and row.cell not in claimed and id(row) not in used]
    more, loose = _from_rows(free, ruling)
    sided = [_sided(hit, cells, ruling) for hit in (*hits, *more)]
    return part(Sheet(with_members(_resolved(sided)), loose))


def _sided(hit: Hit, cells: dict[int, list[Segment]], ruling: Ruling) -> Hit:
    """The hit of what 住所 means under 転出後, where such a caption says so."""
    meant = words().sided.get(normalise(hit.label.text))
    side = side_of(hit.label, cells, ruling) if meant else None
    return replace(hit, target=meant[side]) if meant and side else hit


def _demote_values(heads: dict[int, list[Piece]], ruling: Ruling) -> set[int]:
    """世帯主 is a label, and a value where it stands beside or below 続柄: the cells in which it is one."""
    demoted = set()
    for index in list(heads):
        if [piece.word for piece in heads[index]] != ["世帯主"]:
            continue
        named = any(_names_relationship(heads.get(other)) for other in (ruling.left_of(index), ruling.above(index)))
        if named or _is_in_column_of_relationship(index, heads, ruling):
            del heads[index]
            demoted.add(index)
    return demoted


def _names_relationship(pieces: list[Piece] | None) -> bool:
    return bool(pieces) and any(piece.target == "members[].relationship" for piece in pieces)


def _is_under_relationship(index: int, heads: dict[int, list[Piece]], ruling: Ruling) -> bool:
    """Whether a cell stands in the row or the column of 続柄, in which 世帯主 is a value."""
    for step in (ruling.left_of, ruling.above):
        at = step(index)
        while at is not None and at not in heads:
            at = step(at)
        if at is not None and _names_relationship(heads.get(at)):
            return True
    return _is_in_column_of_relationship(index, heads, ruling)


def _is_in_column_of_relationship(index: int, heads: dict[int, list[Piece]], ruling: Ruling) -> bool:
    return any(_names_relationship(pieces) and index in ruling.column(head) for head, pieces in heads.items())


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
        and not _is_under_relationship(index, heads, ruling)
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
    chains |= _columns(chains, beside, taken, ruling)
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
            for column, spot in zip(columns, _shared(cells.get(cell, []), ruling.cells[cell], pieces), strict=True):
                column.append(spot)
        hits += [Hit(piece.target, piece.segment, tuple(c)) for piece, c in zip(pieces, columns, strict=True)]
    return hits


def _from_lost_cells(
    hits: list[Hit], segments: list[Segment], heads: dict[int, list[Piece]]
) -> tuple[list[Hit], set[int]]:
    """The hits, labels whose value's cell was not seen with what stands alone beside them; and what was so used.

    Lines fade on photographs and faxes.
    """
    found, used = [], set()
    for hit in hits:
        if not hit.spots:
            row = [each for each in segments if each.left > hit.label.right and same_row(each, hit.label)]
            ends = min((each.left for each in row if each.cell in heads), default=float("inf"))
            beside = [each for each in row if each.left < ends]
            if len(beside) == 1 and beside[0].cell == OUTSIDE and not any(p.target for p in find_pieces(beside[0])):
                used.add(id(beside[0]))
                hit = replace(hit, spots=(Spot((beside[0],)),))
        found.append(hit)
    return found, used


def _columns(
    chains: dict[int, tuple[list[int], list[int]]], beside: dict[int, int], taken: set[int], ruling: Ruling
) -> dict[int, tuple[list[int], list[int]]]:
    """The chains of heads over columns of cells with just their edges.

    A head may be several rows deep, with labels above each other; then each person is as many rows deep, and the cells
    of a column take turns.
    """
    found: dict[int, tuple[list[int], list[int]]] = {}
    for index in sorted(chains, key=lambda index: ruling.cells[index].top):
        if index in found or chains[index][0]:
            continue
        heads, values = [index], []
        for cell in ruling.column(index):
            last = ruling.cells[(values or heads)[-1]]
            near = ruling.cells[cell].top - last.bottom < MAX_APART * (last.bottom - last.top)
            if not near or cell in beside or cell in taken or (cell in chains and (values or chains[cell][0])):
                break
            (heads if cell in chains else values).append(cell)
        if len(values) >= len(heads):
            found |= {head: ([], values[place :: len(heads)]) for place, head in enumerate(heads)}
    return found


def _shared(rows: list[Segment], cell: Cell, labels: list[Piece]) -> list[Spot]:
    """The text of a cell shared out among its labels."""
    count = len(labels)
    if count == 1:
        return [Spot(tuple(rows), cell)]
    if _stand_below_each_other(labels):
        shares: list[list[Segment]] = [[] for _ in labels]
        for row in rows:
            place = int((row.middle - cell.top) / max(1, cell.bottom - cell.top) * count)
            shares[min(max(place, 0), count - 1)].append(row)
        # Each has a part of the cell, and lines that enclose all of them together.
        return [Spot(tuple(share), cell) for share in shares]
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


def _stand_below_each_other(labels: list[Piece]) -> bool:
    return all(
        first.segment.bottom - second.segment.top < 0.5 * (first.segment.bottom - first.segment.top)
        for first, second in zip(labels, labels[1:], strict=False)
    )


def _from_rows(segments: list[Segment], ruling: Ruling) -> tuple[list[Hit], list[Segment]]:
    """Labels with their values to the right on the same line, or below in the same cell, and captions."""
    pieces = [piece for segment in in_reading_order(segments) for piece in find_pieces(segment)]
    captions, pieces = take_captions(pieces)
    # What shares its cell with other values does not fill it.
    hits = [Hit(each.label.target, each.label.segment, tuple(map(Spot, each.spots))) for each in captions]
    used: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.target is None or not piece.word:
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
    loose = [piece.segment for at, piece in enumerate(pieces) if not piece.word and at not in used]
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
