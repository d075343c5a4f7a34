"""Blacking out the individual number and the resident record code before a picture goes anywhere.

Two searches, and whatever either finds is painted over: what stands beside a label, and runs of eleven or more digits
wherever they are. Where a label's number cannot be located for certain, the picture is not kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.places.hits import Hit
from forms.certificate.data.hidden import DIGITS_OF, MAX_MISCOUNT, digits_of, hidden_kind, is_nearly_hidden, run_lengths
from forms.certificate.engines.recogniser import Quad
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import BORN, HIDDEN, NAME, SEX, normalise, words

MARGIN_EM = 0.45
"""Painted beyond the digits on every side."""
CONTINUED_EM = 8.0
"""White between the parts of a number in boxes of their own."""
REACH_EM = 22
"""How far from its label a number may end, in characters of the label; labels are set smaller than values."""


@dataclass(frozen=True, slots=True)
class Blackout:
    """What has to be painted over.

    Attributes:
        quads: areas in pixels of the rectified page.
        kinds: which of HIDDEN were seen.
        certain: whether every place was located beyond doubt.
    """

    quads: tuple[Quad, ...]
    kinds: tuple[str, ...]
    certain: bool


def locate(hits: Sequence[Hit], segments: Sequence[Segment], page_width: int, cells: Sequence[Cell] = ()) -> Blackout:
    """Everything on the page that is, or may be, a number to be hidden.

    It is certain where each label's number was found with as many digits as it must have, or its cell is enclosed by
    lines, or it is crossed out; and where each person has the label that others have. It is certain, too, where each
    person's numbers were read in full, whichever label they were given to, but for a kind that the page leaves out.

    Args:
        cells: the ruled cells that the hits' labels and texts are in, by their index.
    """
    quads: list[Quad] = []
    kinds: set[str] = set()
    lengths: list[int] = []
    certain = True
    for hit in hits:
        if hit.target not in HIDDEN:
            continue
        for spot in hit.spots:
            if spot.cell:
                cell = spot.cell
                quads.append(rectangle(cell.left, cell.top, cell.right, cell.bottom))
            if not spot.segments:
                own = _own_place(hit.label, hits, cells)
                quads += own
                if not own and not spot.cell and not _is_crossed_out(hit.label, segments):
                    certain = False
                    quads.append(_rest_of_line(hit.label, segments, page_width))
                continue
            text = spot.text
            if _is_nothing(text):
                continue
            kinds.add(hit.target)
            quads += [_grown(segment) for segment in spot.segments]
            lacking = DIGITS_OF[hit.target] - len(digits_of(text))
            if lacking > 0 and (more := _continued(spot.segments[-1], segments)):
                # Four digits to a box: the number goes on in the boxes beside it.
                quads += [_grown(segment) for segment in more]
                lacking -= sum(len(digits_of(segment.text)) for segment in more)
                certain = certain and abs(lacking) <= MAX_MISCOUNT
            if not spot.cell and lacking:
                # A recogniser merges a digit or two of 11111111113: the place is right, and painted to its end.
                quads.append(_rest_of_line(hit.label, segments, page_width))
                certain = certain and abs(lacking) <= MAX_MISCOUNT
    for segment in segments:
        if kind := hidden_kind(segment.text):
            kinds.add(kind)
            runs = [piece.segment for piece in find_pieces(segment) if hidden_kind(piece.segment.text)] or [segment]
            quads += [_grown(run) for run in runs]
            lengths += [length for run in runs for length in run_lengths(run.text)]
        elif is_nearly_hidden(segment.text):
            quads.append(_grown(segment))
    # One person's label may have been misread along with the number: then fewer stand there than people.
    people = _count(hits, NAME)
    certain = certain and not any(0 < _count(hits, kind) < people for kind in HIDDEN)
    certain = certain or _are_all_read(hits, lengths) or _are_all_left_out(hits, segments)
    return Blackout(tuple(quads), tuple(kind for kind in HIDDEN if kind in kinds), certain)


MIN_MASKED = 8
"""Asterisks that stand for a number, at least; fewer cross out a place that nobody uses."""
TELLING = (NAME, BORN, SEX)
"""Fields that every person has: two of them tell how many people there are."""


def _are_all_read(hits: Sequence[Hit], lengths: Sequence[int]) -> bool:
    """Whether each person has a number of each kind that the page has, read in full.

    Args:
        lengths: of all runs of digits as long as a hidden number.
    """
    both = sum(DIGITS_OF.values())
    # What stands at the side, or a row that was crossed out, is taken for a name now and then.
    people = sorted(_count(hits, target, empty=False) for target in TELLING)[-2]
    seen = [kind for kind in HIDDEN if _count(hits, kind) and not _is_left_out(hits, kind)]
    there = [kind for kind in HIDDEN if kind in seen or DIGITS_OF[kind] in lengths or both in lengths]
    counts = [lengths.count(DIGITS_OF[kind]) + lengths.count(both) for kind in there]
    return bool(counts) and people > 0 and all(count >= people for count in counts) and len(set(counts)) == 1


def _are_all_left_out(hits: Sequence[Hit], segments: Sequence[Segment]) -> bool:
    """Whether asterisks stand for each person's number of each kind that the page has, and no number stands there.

    So the places of a form that nobody uses are empty, however many there are.
    """
    kinds = [kind for kind in HIDDEN if _count(hits, kind)]
    people = sorted(_count(hits, target, empty=False) for target in TELLING)[-2]
    texts = [segment.text for segment in segments]
    masked = sum(len(text) >= MIN_MASKED and _is_nothing(text) for text in texts)
    numbers = any(hidden_kind(text) or is_nearly_hidden(text) for text in texts)
    return (
        people > 0
        and masked >= people * len(kinds) > 0
        and not numbers
        and all(_is_left_out(hits, kind) for kind in kinds)
    )


def _is_nothing(text: str) -> bool:
    """Whether asterisks or dashes stand in the place of a number, or a word for none: (省略)."""
    said = normalise(text).strip("()")
    return said in words().blank_words or all(character in words().blanks for character in text)


def _is_left_out(hits: Sequence[Hit], kind: str) -> bool:
    """Whether a page says of somebody that a number is not given, and has no digit in any of its places."""
    texts = [spot.text for hit in hits if hit.target == kind for spot in hit.spots]
    return any(text and _is_nothing(text) for text in texts) and not any(map(digits_of, texts))


def _own_place(label: Segment, hits: Sequence[Hit], cells: Sequence[Cell]) -> list[Quad]:
    """The rest of a label's own cell, where that is the place of its number: it has room beneath the label for a line,
    and the page has the values of other labels in their own cells."""
    if not 0 <= label.cell < len(cells):
        return []
    cell = cells[label.cell]
    alike = sum(
        any(segment.cell == hit.label.cell != OUTSIDE for spot in hit.spots for segment in spot.segments)
        for hit in hits
    )
    if alike < MIN_OWN_CELLS or cell.bottom - label.bottom < OWN_ROOM_HEIGHTS * (label.bottom - label.top):
        return []
    beneath = rectangle(cell.left, label.bottom, cell.right, cell.bottom)
    return [beneath, rectangle(label.right, cell.top, cell.right, cell.bottom)]


MIN_OWN_CELLS = 3
"""So many labels with their values in their own cells tell that a page is set so."""
OWN_ROOM_HEIGHTS = 1.0
"""Heights of a label that a line beneath it takes at least."""


def _is_crossed_out(label: Segment, segments: Sequence[Segment]) -> bool:
    """Whether asterisks or dashes stand close beneath a label, in line with it: an unused person's place."""
    high = label.bottom - label.top
    below = [
        segment
        for segment in segments
        if label.middle < segment.middle < label.bottom + CLOSE_HEIGHTS * high
        and segment.right > label.left
        and segment.left < label.right
        and segment is not label
    ]
    return bool(below) and all(
        len(segment.glyphs) >= MIN_MARKS
        and all(glyph.text in words().blanks for glyph in segment.glyphs)
        and abs(segment.left - label.left) < label.em
        for segment in below
    )


CLOSE_HEIGHTS = 1.2
"""How far beneath its label the middle of what crosses out a place may be, in heights of the label."""
MIN_MARKS = 3
"""Asterisks or dashes that cross out a place."""


def _continued(last: Segment, segments: Sequence[Segment]) -> list[Segment]:
    """What stands right of a number, beginning with the next, as long as it is digits and nothing else."""
    row = sorted((s for s in segments if s.left > last.right and same_row(s, last)), key=lambda s: s.left)
    found: list[Segment] = []
    for segment in row:
        plain = "".join(unicodedata.normalize("NFKC", segment.text).split())
        if not plain.isdecimal() or segment.left - (found or [last])[-1].right > CONTINUED_EM * last.em:
            break
        found.append(segment)
    return found


def _count(hits: Sequence[Hit], target: str, empty: bool = True) -> int:
    """How many places a label has, those with nothing in them included or not."""
    return sum(empty or bool(spot.segments) for hit in hits if hit.target == target for spot in hit.spots)


def paint(picture: np.ndarray, quads: Iterable[Quad], to_given: np.ndarray) -> np.ndarray:
    """A copy of the picture as given with the areas painted black.

    Args:
        picture: BGR uint8 as given.
        quads: areas in pixels of the rectified page.
        to_given: from those to pixels of the picture.
    """
    painted = picture.copy()
    for quad in quads:
        points = cv2.perspectiveTransform(np.float64(quad).reshape(-1, 1, 2), to_given)
        cv2.fillPoly(painted, [np.round(points).astype(np.int32)], (0, 0, 0))
    return painted


def _grown(segment: Segment) -> Quad:
    edge = MARGIN_EM * segment.em
    quad = segment.ink_quad()
    left, right = min(quad[:, 0].min(), segment.left), max(quad[:, 0].max(), segment.right)
    return rectangle(left - edge, quad[:, 1].min() - edge / 4, right + edge, quad[:, 1].max() + edge / 4)


def _rest_of_line(label: Segment, segments: Sequence[Segment], page_width: int) -> Quad:
    """From the label as far as a number may reach, at least to the end of the text that begins there."""
    reach = label.right + REACH_EM * label.em
    ends = [row.right for row in segments if label.right < row.left < reach and same_row(row, label)]
    edge = label.em / 2
    right = min(float(page_width), max([reach, *(end + edge for end in ends)]))
    return rectangle(label.right, label.top - edge, right, label.bottom + edge)
