"""A ruled cell, and the index of what stands in none."""

from __future__ import annotations

from dataclasses import dataclass

OUTSIDE = -1
"""The cell of what stands in none."""


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
