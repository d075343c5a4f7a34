"""Labels and places of values on a page, each with the rectangle that it stands for: its cell, or its own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.certificate.catalogue import normalise, words
from forms.certificate.cells import OUTSIDE
from forms.certificate.fitting import MAY, NEVER, SUITS, fit, goes_on
from forms.certificate.labels import Piece, find_pieces, labels_of
from forms.certificate.numbering import is_heading, is_numbering
from forms.certificate.ruling import Ruling
from forms.certificate.segments import Segment, same_row
from forms.scripts import HIRAGANA, KANJI, KATAKANA

APART_EM = 3.5
"""White at which a line is two texts, whatever was taken for one."""
ROW_SHARE = 0.5
"""Of the lower of two rectangles, what the other one must reach over for both to stand in one row."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def high(self) -> float:
        return self.bottom - self.top

    @property
    def wide(self) -> float:
        return self.right - self.left

    def beside(self, other: Box) -> bool:
        """Whether both stand in one row."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > ROW_SHARE * min(self.high, other.high)

    def across(self, other: Box) -> float:
        """How far both share a column, negative for the white between them."""
        return min(self.right, other.right) - max(self.left, other.left)


@dataclass(eq=False, slots=True)
class Label:
    """A label.

    Attributes:
        piece: what it says.
        box: its part of a cell that holds labels only, otherwise its text.
        cell: that cell's index, or OUTSIDE.
        within: index of the cell that it shares with values, or OUTSIDE.
        enclosed: whether the edges of its column are ruled.
        together: the labels above each other in its cell, itself included; none where it is alone.
        joined: the labels that one mark joins on its line, itself included, as in 性別・続柄; none where it is alone.
    """

    piece: Piece
    box: Box
    cell: int = OUTSIDE
    within: int = OUTSIDE
    enclosed: bool = False
    together: tuple[Label, ...] = ()
    joined: tuple[Label, ...] = ()

    @property
    def target(self) -> str:
        return self.piece.target or ""

    @property
    def segment(self) -> Segment:
        return self.piece.segment


@dataclass(eq=False, slots=True)
class Place:
    """Where a value may stand.

    Attributes:
        segments: its text; none in an empty cell.
        box: the cell that it fills, otherwise its text.
        cell: that cell's index, or OUTSIDE.
        within: index of the cell that it shares with labels, or OUTSIDE.
    """

    segments: tuple[Segment, ...]
    box: Box
    cell: int = OUTSIDE
    within: int = OUTSIDE

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


def box_of(segment: Segment) -> Box:
    """The rectangle of a text."""
    return Box(segment.left, segment.top, segment.right, segment.bottom)


def find_nodes(
    cells: dict[int, list[Segment]], heads: dict[int, list[Piece]], demoted: set[int], ruling: Ruling
) -> tuple[list[Label], list[Place]]:
    """All labels and all places of a page.

    Args:
        cells: cell → its text, OUTSIDE included.
        heads: cells that hold nothing but labels.
        demoted: cells in which what looks like a label is a value.
    """
    labels: list[Label] = []
    places: list[Place] = []
    cells, inner = _with_combs(cells, ruling)
    for index, cell in enumerate(ruling.cells):
        if index in inner:
            continue
        box = Box(cell.left, cell.top, cell.right, cell.bottom)
        rows = cells.get(index, [])
        if index in heads:
            labels += _head(heads[index], box, index)
            continue
        pieces = [piece for row in rows for piece in find_pieces(row)]
        if index in demoted or not any(piece.target is not None for piece in pieces):
            places.append(Place(tuple(piece.segment for piece in pieces) or tuple(rows), box, index))
        else:
            _mixed(pieces, index, labels, places)
    pieces = [piece for row in cells.get(OUTSIDE, []) for piece in find_pieces(row)]
    _mixed(pieces, OUTSIDE, labels, places)
    labels = _without_readings(labels)
    if not any(label.target == KANA for label in labels):
        places = _with_readings(places)
    return labels, _with_wrapped(_with_halves(places), labels)


def _with_halves(places: list[Place]) -> list[Place]:
    """The places, a surname and the given name behind it as one: a blank of an em ends a line now and then."""
    lines = sorted((place for place in places if place.cell == OUTSIDE), key=lambda place: place.box.left)
    found, gone = [], set()
    for place in places:
        if id(place) in gone:
            continue
        other = next((each for each in lines if id(each) not in gone and _is_given_name(place, each)), None)
        if other:
            gone.add(id(other))
            one, two = place.box, other.box
            box = Box(one.left, min(one.top, two.top), two.right, max(one.bottom, two.bottom))
            place = Place((*place.segments, *other.segments), box, OUTSIDE, place.within)
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _is_given_name(first: Place, second: Place) -> bool:
    """Whether two texts can be the halves of one name, or of one reading."""
    if not (first.cell == second.cell == OUTSIDE and first.within == second.within and first is not second):
        return False
    if len(first.segments) != 1 or len(second.segments) != 1 or not first.box.beside(second.box):
        return False
    one, two = first.segments[0], second.segments[0]
    white = (two.left - one.right) / max(one.em, two.em)
    if not 0.3 < white < HALF_EM or not 0.85 < one.em / two.em < 1.18:
        return False
    texts = (one.text, two.text)
    if not all(_HALF.fullmatch(text) and fit(NAME, text + text) > NEVER for text in texts):
        return False
    # 男　長男 are two values, and so are 山田 and ヤマダ.
    kana = [fit(KANA, text + text) >= SUITS for text in texts]
    told = any(fit(target, text) >= SUITS for target in TOLD for text in texts)
    return kana[0] == kana[1] and not told


HALF_EM = 1.5
"""White between a surname and a given name at most; columns are further apart."""
_HALF = re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}]{{1,5}}")
TOLD = (
    "members[].sex",
    "members[].relationship",
    "members[].nationality",
    "members[].status_of_residence",
    "members[].health_insurance",
    "members[].pension",
    "members[].care_insurance",
    "members[].child_allowance",
)
"""What is told by its few values."""


def _with_wrapped(places: list[Place], labels: Sequence[Label]) -> list[Place]:
    """The places, an address and the lines right beneath it that go on with it and have no label as one."""
    gone: set[int] = set()
    found: list[Place] = []
    lines = sorted((place for place in places if place.cell == OUTSIDE), key=lambda place: place.box.top)
    for place in places:
        if id(place) in gone:
            continue
        if place.cell == OUTSIDE and fit(ADDRESS, place.text) >= SUITS:
            for other in lines:
                high = min((line.bottom - line.top for line in other.segments), default=other.box.high)
                close = -0.3 * high < other.box.top - place.box.bottom < CLOSE_HEIGHTS * high
                aligned = abs(other.box.left - place.box.left) < 0.8 * high
                if other.within != place.within or id(other) in gone or other is place or not close or not aligned:
                    continue
                if any(_is_led(other, label) and not _is_led(place, label) for label in labels):
                    continue
                if goes_on(other.text) or (fit(ADDRESS, other.text) < MAY <= fit(BUILDING, other.text)):
                    gone.add(id(other))
                    box = Box(place.box.left, place.box.top, max(place.box.right, other.box.right), other.box.bottom)
                    place = Place((*place.segments, *other.segments), box, OUTSIDE, place.within)
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _is_led(place: Place, label: Label) -> bool:
    """Whether a label stands on a place's line, before it."""
    if label.cell != OUTSIDE or label.within != place.within or label.box.right > place.box.left + label.segment.em:
        return False
    return abs(label.box.middle - place.box.middle) < 0.4 * label.segment.em


ADDRESS, BUILDING = "former_address", "former_building"


def _with_combs(cells: dict[int, list[Segment]], ruling: Ruling) -> tuple[dict[int, list[Segment]], set[int]]:
    """The text of each cell, with that of boxes for single characters in it; and those boxes."""
    found, inner = dict(cells), set()
    for index in ruling.combs:
        comb = ruling.cells[index]
        for other, cell in enumerate(ruling.cells):
            around = (
                cell.left < comb.left and cell.right > comb.right and cell.top < comb.top and cell.bottom > comb.bottom
            )
            if other != index and around and cell.bottom - cell.top < MAX_AROUND * (comb.bottom - comb.top):
                found[other] = [*found.get(other, []), *found.pop(index, [])]
                inner.add(index)
                break
    return found, inner


MAX_AROUND = 4.0
"""Height of a cell around boxes for single characters, in heights of a box."""
KANA, NAME = "members[].kana", "members[].name"
TOUCHING_EM = 0.5
"""Less white than this is between フリガナ and 氏名 where both are one label."""
CLOSE_HEIGHTS = 0.45
"""Less white than this is between a name and the reading above it, in heights of the name."""


def _without_readings(labels: list[Label]) -> list[Label]:
    """フリガナ氏名 is the label of names with their readings above them: the names' label stands for both."""
    names = [label for label in labels if label.target == NAME and not label.together]

    def touches(label: Label, name: Label) -> bool:
        if label.cell != name.cell or label.within != name.within or label.together:
            return False
        if label.segment is name.segment:
            return label.target == KANA
        gap = max(name.segment.left - label.segment.right, label.segment.left - name.segment.right)
        return label.box.beside(name.box) and gap < TOUCHING_EM * name.segment.em

    return [
        label
        for label in labels
        if label.target not in (KANA, NAME)
        or not any(touches(label, name) for name in names if label.target == KANA or _is_before(label, name))
    ]


def _is_before(label: Label, other: Label) -> bool:
    """Whether a label stands right before another one on its line: 氏名（フリガナ）氏名 names the same thing twice."""
    return label.segment.line is other.segment.line and label.box.left < other.box.left


def _with_readings(places: list[Place]) -> list[Place]:
    """The places, a name and the reading close above it as one."""
    gone: set[int] = set()
    found: list[Place] = []
    lines = [place for place in places if place.cell == OUTSIDE]
    for place in places:
        if id(place) in gone:
            continue
        if place.cell == OUTSIDE and len(place.segments) == 1 and fit(KANA, place.text) > 0:
            below = [
                other
                for other in lines
                if other is not place
                and id(other) not in gone
                and other.within == place.within
                and -0.3 * other.box.high < other.box.top - place.box.bottom < CLOSE_HEIGHTS * other.box.high
                and place.box.across(other.box) > 0.4 * min(place.box.wide, other.box.wide)
                and place.box.high < 0.92 * other.box.high
            ]
            if below and fit(NAME, below[0].text) > 0:
                other = below[0]
                gone |= {id(other), id(place)}
                one, two = place.box, other.box
                box = Box(min(one.left, two.left), one.top, max(one.right, two.right), two.bottom)
                found.append(Place((*place.segments, *other.segments), box, OUTSIDE, place.within))
                continue
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _mixed(pieces: Sequence[Piece], within: int, labels: list[Label], places: list[Place]) -> None:
    for at, piece in enumerate(pieces):
        if piece.target is not None:
            # Prose is a label that has no word: nothing beneath it or beside it is a value.
            label = Label(piece, box_of(piece.segment), OUTSIDE, within)
            if at and labels and labels[-1].piece is pieces[at - 1] and _are_joined(labels[-1].segment, label.segment):
                group = (*(labels[-1].joined or (labels[-1],)), label)
                for each in group:
                    each.joined = group
            labels.append(label)
        elif not _is_no_value(piece.segment.text):
            places += [Place((each,), box_of(each), OUTSIDE, within) for each in _apart(piece.segment)]


def _is_no_value(text: str) -> bool:
    """Whether a text only counts, says who comes next, or is the title."""
    return is_numbering(text) or is_heading(text) or normalise(text) in words().titles


def _are_joined(first: Segment, second: Segment) -> bool:
    """Whether two labels of one line have only the mark that joins them between them."""
    white = (second.left - first.right) / first.em
    return first.line is second.line and first.quad is second.quad and 0.2 < white < MAX_JOIN_EM


MAX_JOIN_EM = 2.5
"""Room for ・, ／ or 及び."""


def _apart(segment: Segment) -> list[Segment]:
    """A line taken apart at its very wide gaps: characters of several columns come as one line now and then."""
    cuts = [at for at in range(1, len(segment.glyphs)) if segment.gap_before(at) >= APART_EM]
    edges = [0, *cuts, len(segment.glyphs)]
    return [segment.part(start, end) for start, end in zip(edges, edges[1:], strict=False)]


def _head(pieces: Sequence[Piece], cell: Box, index: int) -> list[Label]:
    """The labels of a cell, each with a part of it."""
    if len(pieces) == 1:
        return [Label(pieces[0], cell, index, OUTSIDE, True)]
    if are_stacked([piece.segment for piece in pieces]):
        found = [Label(piece, cell, index, OUTSIDE, True) for piece in pieces]
        for label in found:
            label.together = tuple(found)
        return found
    return [
        Label(piece, Box(piece.segment.left, cell.top, piece.segment.right, cell.bottom), index) for piece in pieces
    ]


def are_stacked(segments: Sequence[Segment]) -> bool:
    """Whether texts stand each beneath the one before."""
    return all(first.middle < second.middle and not same_row(first, second) for first, second in pairwise(segments))


def labels_alone(cells: dict[int, list[Segment]]) -> dict[int, list[Piece]]:
    """The cells that hold nothing but labels."""
    return {index: found for index, rows in cells.items() if index != OUTSIDE and (found := labels_of(rows))}
