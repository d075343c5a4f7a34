"""A label and a place of a value, each with the rectangle that it stands for: its cell, or its own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row, text_of

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
        return text_of(self.segments)


def box_of(segment: Segment) -> Box:
    """The rectangle of a text."""
    return Box(segment.left, segment.top, segment.right, segment.bottom)


def are_stacked(segments: Sequence[Segment]) -> bool:
    """Whether texts stand each beneath the one before."""
    return all(first.middle < second.middle and not same_row(first, second) for first, second in pairwise(segments))
