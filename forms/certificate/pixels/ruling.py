"""Cells: the rectangles that ruled lines enclose."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from forms.certificate.pixels.broken_rules import rejoined
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.combs import find_combs
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.dashes import dashed_rules
from forms.certificate.pixels.digit_boxes import digit_boxes
from forms.certificate.pixels.dots import dotted_rules
from forms.certificate.pixels.folds import find_folds
from forms.certificate.pixels.round_corners import round_corners

LOOK_SIDE_PX = 2339
"""Longer side of the picture in which lines are looked for: A4 at 200 dpi, in which the thinnest are seen."""
SHORTEST_UPRIGHT = 40
"""300ths of an inch: rows of the national layout are hardly 4 mm high."""
SMALLEST = 24
"""300ths of an inch: sides of a cell within its lines; type of six points, set tight, is 25 high."""
STREAK_ENDS = (0.01, 0.03)
"""Between these shares of the sheet from its edge a line from edge to edge has begun; no form is ruled there."""
STREAK_GAP = 150
"""300ths of an inch: no piece of a pale one is further from the next; those seen were 54 to 126 apart."""
TOUCHING = 16
"""300ths of an inch between cells that share a line."""
FRAME = 10
"""300ths of an inch from the inside of a box for a digit to the outer edge of its line."""


class Ruling:
    """The cells of a page and which of them a point lies in."""

    def __init__(self, image: np.ndarray) -> None:
        unit = max(image.shape[:2]) / 3508
        scale = min(1.0, LOOK_SIDE_PX / max(image.shape[:2]))
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        if scale < 1:
            grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        lines = _lines(grey, unit * scale)
        boxes = digit_boxes(_thickened(lines, unit * scale), unit * scale)
        frames = _thickened(_taken_out(lines, boxes, unit * scale), unit * scale)
        self._find_cells(_thickened(_large(lines, unit * scale), unit * scale), scale, unit)
        self._lines_seen |= frames
        self.boxes = [_scaled(box, scale) for box in boxes]

    @classmethod
    def of_lines(cls, lines: np.ndarray, scale: float, unit: float) -> Ruling:
        """The cells that given lines enclose.

        Args:
            lines: uint8, 255 where a line is.
            scale: its pixels to one of the page.
            unit: pixels of the page to a 300th of an inch.
        """
        ruling = cls.__new__(cls)
        ruling._find_cells(lines, scale, unit)
        return ruling

    def _find_cells(self, lines: np.ndarray, scale: float, unit: float) -> None:
        self.boxes: list[Cell] = []
        """Rows of boxes for digits that are no cells: they stand within a line of text."""
        self.unit = unit
        """Pixels a 300th of an inch, if the page is A4."""
        self._scale = scale
        self._lines_seen = lines
        height, width = lines.shape
        unit = self.unit * self._scale
        self._map, stats = find_components(255 - lines, connectivity=4)
        self.cells: list[Cell] = []
        self._cell_of = np.full(len(stats), OUTSIDE)
        for index, (left, top, wide, high, area) in enumerate(stats[1:].tolist(), 1):
            touches = left == 0 or top == 0 or left + wide == width or top + high == height
            small = min(wide, high) < SMALLEST * unit
            if not touches and not small and area > 0.75 * wide * high:
                self._cell_of[index] = len(self.cells)
                self.cells.append(_scaled(Cell(left, top, left + wide, top + high), self._scale))
        self._join_combs()
        self._right = [self._find_right(cell) for cell in self.cells]
        self._below = [self._find_below(cell) for cell in self.cells]

    def _join_combs(self) -> None:
        """Boxes for a character each are one cell."""
        combs = find_combs(self.cells, TOUCHING * self.unit)
        first = {index: comb[0] for comb in combs for index in comb}
        kept = [index for index in range(len(self.cells)) if first.get(index, index) == index]
        for comb in combs:
            begin, end = self.cells[comb[0]], self.cells[comb[-1]]
            self.cells[comb[0]] = Cell(begin.left, begin.top, end.right, end.bottom)
        place = {index: at for at, index in enumerate(kept)}
        for part, index in enumerate(self._cell_of):
            if index != OUTSIDE:
                self._cell_of[part] = place[first.get(int(index), int(index))]
        self.cells = [self.cells[index] for index in kept]
        self.combs = frozenset(place[comb[0]] for comb in combs)
        """Cells that are boxes for a character each."""

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell at a point, or :data:`OUTSIDE`. On a line: outside."""
        return int(self._cell_of[self._part_at(x, y)])

    def lines_in(self, quad: np.ndarray, size: tuple[int, int]) -> np.ndarray:
        """Where ruled lines pass in the upright crop of a quad: bool, of its size (width, height)."""
        target = np.float32([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]])
        warp = cv2.getPerspectiveTransform((quad * self._scale).astype(np.float32), target)
        return cv2.warpPerspective(self._lines_seen, warp, size, flags=cv2.INTER_NEAREST) > 0

    def cells_at(self, points: np.ndarray) -> list[int]:
        """The same for many points (n, 2) at once."""
        height, width = self._map.shape
        columns, rows = (points * self._scale).astype(int).T
        return self._cell_of[self._map[rows.clip(0, height - 1), columns.clip(0, width - 1)]].tolist()

    def _part_at(self, x: float, y: float) -> int:
        height, width = self._map.shape
        column, row = int(x * self._scale), int(y * self._scale)
        return int(self._map[min(max(row, 0), height - 1), min(max(column, 0), width - 1)])

    def right_of(self, index: int) -> int | None:
        """The cell whose left side touches this one's right side, or None."""
        return self._right[index]

    def all_right_of(self, index: int) -> list[int]:
        """The cells whose left sides touch this one's right side and that stand beside it, from top to bottom."""
        one = self.cells[index]
        found = [
            other
            for other, two in enumerate(self.cells)
            if abs(two.left - one.right) < TOUCHING * self.unit and one.top < (two.top + two.bottom) / 2 < one.bottom
        ]
        return sorted(found, key=lambda other: self.cells[other].top)

    def left_of(self, index: int) -> int | None:
        """The cell that has this one at its right side, or None."""
        return self._right.index(index) if index in self._right else None

    def column(self, index: int) -> list[int]:
        """The cells beneath this one that have its left and right edges, from top to bottom."""
        one = self.cells[index]
        found = [
            other
            for other, two in enumerate(self.cells)
            if two.top >= one.bottom - TOUCHING * self.unit
            and max(abs(one.left - two.left), abs(one.right - two.right)) < TOUCHING * self.unit
        ]
        return sorted(found, key=lambda other: self.cells[other].top)

    def below(self, index: int) -> int | None:
        """The cell whose top touches this one's bottom and that is about as wide, or None."""
        return self._below[index]

    def above(self, index: int) -> int | None:
        """The cell that has this one beneath it, or None."""
        return self._below.index(index) if index in self._below else None

    def _find_right(self, cell: Cell) -> int | None:
        shared = [
            (min(cell.bottom, row.bottom) - max(cell.top, row.top)) / min(cell.bottom - cell.top, row.bottom - row.top)
            if abs(row.left - cell.right) < TOUCHING * self.unit
            else 0.0
            for row in self.cells
        ]
        return _largest(shared)

    def _find_below(self, cell: Cell) -> int | None:
        shared = [
            (min(cell.right, row.right) - max(cell.left, row.left)) / max(cell.right - cell.left, row.right - row.left)
            if abs(row.top - cell.bottom) < TOUCHING * self.unit
            else 0.0
            for row in self.cells
        ]
        return _largest(shared)


def _lines(grey: np.ndarray, unit: float) -> np.ndarray:
    """Straight lines, lying and upright, and round corners: uint8, 255 where one is. Long strokes are among them."""
    block = int(25 * unit) * 2 + 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
    # A ruled line may lean by a pixel or two, so it is thickened before its length is asked for.
    reach = _reach(unit)
    found = []
    for length, shape in (((70, 1), (1, reach)), ((1, SHORTEST_UPRIGHT), (reach, 1))):
        thick = cv2.dilate(ink, np.ones(shape[::-1], np.uint8))
        size = (max(1, int(length[0] * unit)), max(1, int(length[1] * unit)))
        found.append(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8)))
    if (folds := find_folds(found[1], found[0], grey, unit)) is not None:
        found[1], ink = found[1] & ~folds[0], ink & ~folds[1]
    # What is left of a streak beside the lines would pass for the dots of a rule.
    streaks = _streaks(found[0].T, unit).T, _streaks(found[1], unit)
    across, upright = (lines & ~streak for lines, streak in zip(found, streaks, strict=True))
    ink = ink & ~(streaks[0] | streaks[1])
    for rules in (dotted_rules, rejoined, dashed_rules):
        level, plumb = rules(ink, across, upright, unit)
        across, upright = across | level, upright | plumb
    return across | upright | round_corners(across, upright, ink, unit)


def _large(lines: np.ndarray, unit: float) -> np.ndarray:
    """The lines of tables: strokes of large type pass for lines, but a table is far larger than a letter.

    Where each cell has a frame of its own, a narrow one begins and ends as high as a large one does.
    """
    parts, stats = find_components(lines)
    top, wide, high = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    large = wide > 0.12 * lines.shape[1]
    large[0] = False
    edges = np.stack([top, top + high], axis=1)
    high_enough = high >= SHORTEST_UPRIGHT * unit
    frames = np.flatnonzero(~large & high_enough & (wide >= SMALLEST * unit))
    off = np.abs(edges[frames][:, None] - edges[large & high_enough][None]).max(axis=-1)
    large[frames[(off <= _reach(unit)).any(axis=1)]] = True
    large[0] = False
    return (large * np.uint8(255))[parts]


def _thickened(lines: np.ndarray, unit: float) -> np.ndarray:
    return cv2.dilate(lines, np.ones((_reach(unit), _reach(unit)), np.uint8))


def _reach(unit: float) -> int:
    """Pixels by which a ruled line may lean, and be broken."""
    return max(3, int(3 * unit))


def _taken_out(lines: np.ndarray, boxes: Sequence[Cell], unit: float) -> np.ndarray:
    """Takes the frames of boxes out of the lines; returns these frames."""
    frames, edge = np.zeros_like(lines), int(FRAME * unit)
    for box in boxes:
        around = np.s_[max(0, box.top - edge) : box.bottom + edge, max(0, box.left - edge) : box.right + edge]
        frames[around] = lines[around]
        lines[around] = 0
    return frames


def _scaled(cell: Cell, scale: float) -> Cell:
    """A rectangle in pixels of the page; ``scale``: those it is given in to one of the page."""
    return Cell(*(round(edge / scale) for edge in (cell.left, cell.top, cell.right, cell.bottom)))


def _streaks(upright: np.ndarray, unit: float) -> np.ndarray:
    """What runs from edge to edge of the sheet, which a feeder's dirty glass has drawn: uint8, 255 where it is.

    A pale one on a sheet that lies a little askew is seen in pieces, broken wherever it steps a pixel aside.

    Args:
        upright: upright lines, 255 where one is.
    """
    height = len(upright)
    ends = [int(share * height) for share in STREAK_ENDS]
    if not (upright[ends[0] : ends[1]].any() and upright[-ends[1] : -ends[0]].any()):
        return np.zeros_like(upright)
    joined = cv2.morphologyEx(upright, cv2.MORPH_CLOSE, np.ones((int(STREAK_GAP * unit), _reach(unit)), np.uint8))
    parts, stats = find_components(joined)
    top, high = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_HEIGHT]
    streak = np.where((top > ends[1]) | (top + high < height - ends[1]), 0, 255).astype(np.uint8)
    streak[0] = 0
    return streak[parts]


def _largest(shares: list[float]) -> int | None:
    best = max(range(len(shares)), key=shares.__getitem__)
    return best if shares[best] > 0.5 else None
