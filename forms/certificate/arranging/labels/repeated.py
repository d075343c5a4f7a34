"""Labels that a cell's text says again before each of its values: 国保・年金 | 国保 無　年金 第2号."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import normalise, normalised, words


def with_repeated_told(segments: Sequence[Segment], ruling: Ruling) -> list[Segment]:
    """The segments, such a text as labels and values of its own, and without the labels in the cell left of it."""
    cells: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.cell != OUTSIDE:
            cells.setdefault(segment.cell, []).append(segment)
    told: dict[int, list[Segment]] = {}
    for cell, own in cells.items():
        head = ruling.left_of(cell)
        pieces = labels_of(cells[head]) if head in cells else []
        targets = [piece.target for piece in pieces if piece.target]
        if len(targets) > 1 and (parts := _parts(sorted(own, key=lambda each: each.left), targets)):
            told |= {id(segment): [] for segment in (*cells[head], *own)}
            told[id(own[0])] = parts
    return [part for segment in segments for part in told.get(id(segment), [segment])]


def _parts(line: Sequence[Segment], targets: Sequence[str]) -> list[Segment]:
    """Labels and values of a line one by one; none where it is anything else than labels of these fields, in their
    order, each with one of the few values that it can have, or with none."""
    places = [(segment, at) for segment in line for at in range(len(segment.glyphs))]
    plain = [normalise(segment.glyphs[at].text) for segment, at in places]
    if any(len(char) != 1 for char in plain):
        return []
    edges = _edges("".join(plain), targets)
    if not edges:
        return []
    inner = [at for at, (_, index) in enumerate(places) if index == 0]  # a value may have come as a segment of its own
    cuts = sorted({*edges, *inner})
    return [
        places[start][0].part(places[start][1], places[end - 1][1] + 1)
        for start, end in zip(cuts, [*cuts[1:], len(places)], strict=True)
        if start < end
    ]


def _edges(text: str, targets: Sequence[str]) -> list[int]:
    """Where labels and values begin in a text; none where it is anything else."""
    found, at = [], 0
    for target, after in zip(targets, [*targets[1:], None], strict=True):
        label = next(_words_at(text, at, target), "")
        if not label:
            return []
        start = at + len(label)
        values = {"", *normalised(words().told(target))}
        ends = [len(text)] if after is None else [e for e in range(start, len(text)) if any(_words_at(text, e, after))]
        end = next((end for end in ends if text[start:end] in values), -1)
        if end < 0:
            return []
        found += [at] if start == end else [at, start]
        at = end
    return found


def _words_at(text: str, at: int, target: str) -> Iterator[str]:
    """The labels of a field that begin at a place of a text, the longest first."""
    catalogue = words()
    for end in range(min(len(text), at + catalogue.longest), at, -1):
        if catalogue.targets.get(text[at:end]) == target:
            yield text[at:end]
