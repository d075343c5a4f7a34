"""Names whose halves stand in cells of their own, 氏 | 渡辺 | 名 | 善之: each is put into the cell of the surname."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.certificate.arranging.text.fitting import MAY, fit
from forms.certificate.pixels.cells import MAX_SLANT, OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.restated import saying
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import KANA, NAME, normalise, words

READING = "フリガナ"

_Cells = tuple[int, int, int, int]
"""The cells of a row: the surname's label, the surname, the given name's label, the given name."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of four cells and what it is the label of."""

    cells: _Cells
    word: str


def with_whole_names(segments: Sequence[Segment], ruling: Ruling) -> list[Segment]:
    """The segments of a page, each name in the cell of its surname, and its reading likewise where that stands above it
    in the same columns, whatever its small labels were read as."""
    texts: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.cell != OUTSIDE:
            texts.setdefault(segment.cell, []).append(segment)
    rows = list(_rows(texts, ruling))
    rows += [_Row(above, READING) for row in rows if (above := _reading_above(row.cells, texts, ruling))]
    changed = {id(segment): new for row in rows for segment, new in _joined(row, texts)}
    kept = (changed.get(id(segment), segment) for segment in segments)
    return [segment for segment in kept if segment]


def _rows(texts: dict[int, list[Segment]], ruling: Ruling) -> Iterator[_Row]:
    """The rows of names: only where both halves are there, as 氏 | 平良 alone may be anything."""
    for label in texts:
        cells = _row_from(label, ruling)
        if not cells:
            continue
        labels = tuple(normalise(text_of(texts.get(cell, []))) for cell in (cells[0], cells[2]))
        word = words().halves.get(labels)
        names = [text_of(texts.get(cell, [])) for cell in (cells[1], cells[3])]
        if word == normalise(READING) and names[0]:
            yield _Row(cells, READING)
        elif word and all(names) and fit(NAME, "".join(names)) >= MAY:
            yield _Row(cells, word)


def _row_from(cell: int, ruling: Ruling) -> _Cells | None:
    found = [cell]
    while len(found) < 4:
        following = ruling.right_of(found[-1])
        if following is None:
            return None
        found.append(following)
    return (found[0], found[1], found[2], found[3])


def _reading_above(name: _Cells, texts: dict[int, list[Segment]], ruling: Ruling) -> _Cells | None:
    """The cells right above those of a name, in the same columns, that hold its reading, or at least the surname's."""
    found = tuple(_above(ruling.cells[cell], ruling) for cell in name)
    if any(cell is None for cell in found):
        return None
    family, given = (text_of(texts.get(cell, [])) for cell in (found[1], found[3]))
    return found if family and fit(KANA, family + given) >= MAY else None


def _above(cell: Cell, ruling: Ruling) -> int | None:
    """The cell right above another one that has its edges."""
    reach = MAX_SLANT * (cell.bottom - cell.top)
    near = (at for at, upper in enumerate(ruling.cells) if abs(upper.bottom - cell.top) < reach)
    return next((at for at in near if cell.is_in_column(ruling.cells[at])), None)


def _joined(row: _Row, texts: dict[int, list[Segment]]) -> Iterator[tuple[Segment, Segment | None]]:
    """What becomes of each segment of a row: the label of both halves, nothing, or the given name in its new cell."""
    label, family, other, given = row.cells
    for at, segment in enumerate(texts.get(label, [])):
        yield segment, None if at else saying(segment, row.word)
    for segment in texts.get(other, []):
        yield segment, None
    for segment in texts.get(given, []):
        yield segment, replace(segment, cell=family)
