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
