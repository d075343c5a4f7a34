"""A ruled cell, and the index of what stands in none."""

from __future__ import annotations

from dataclasses import dataclass

OUTSIDE = -1
"""The cell of what stands in none."""
MAX_SLANT = 0.3
"""By how much the sides of two cells in line may differ, in heights of a cell: a row's height is that of its print."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A ruled cell, in pixels of the page."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, other: Cell) -> bool:
        """Whether another cell lies within this one and touches none of its sides."""
        across = self.left < other.left and other.right < self.right
        return across and self.top < other.top and other.bottom < self.bottom

    def is_in_row(self, other: Cell) -> bool:
        """Whether another cell stands in the same row: its upper and lower sides go on in this one's."""
        slant = MAX_SLANT * (self.bottom - self.top)
        return abs(self.top - other.top) < slant and abs(self.bottom - other.bottom) < slant

    def is_in_column(self, other: Cell) -> bool:
        """Whether another cell stands in the same column: its left and right sides go on in this one's."""
        slant = MAX_SLANT * (self.bottom - self.top)
        return abs(self.left - other.left) < slant and abs(self.right - other.right) < slant
