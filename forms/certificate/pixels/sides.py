"""The sides of a sheet in a picture, found as the four long lines along which the colour changes.

In places a desk may be as bright as the sheet, and both may have a pattern. Along a whole side of the sheet the mean
of one differs from that of the other nonetheless, in brightness or in hue.
"""

from __future__ import annotations

from itertools import product

import cv2
import numpy as np

LONGER_PX = 320
"""Longer side of the picture in which they are looked for."""
PRINT_PX = 5
"""Print and patterns no thicker than this are taken off the sheet before."""
STRIPS = 16
"""A line is seen in so many strips across it, so that it may be slanted."""
SLOPES = np.tan(np.radians(np.arange(-12, 12.1, 1.5)))
"""Of a side, sideways per pixel along it: the sheet lies roughly straight, seen from above."""
REACH_PX = 4
"""What lies so far to both sides of a line is compared."""
MAX_CHANGE = 40.0
"""Levels; what changes more is no more certain, and one black bar shall not outweigh a whole line."""
LINES, MIN_STRENGTH = 4, 4.0
"""So many lines are tried for each side, which change by so many levels on the mean of all strips."""
ALONG = np.linspace(0.06, 0.94, 24, dtype=np.float32)[:, None]
"""Where along a side it is looked at: corners are folded, rounded or in somebody's hand."""
MISSING, MISSING_AT_RIM = 6, 2
"""At so many of those places a side may not be seen, and where another one is the picture's rim: it must reach that."""
MIN_CHANGE = 10.0
"""Levels by which each side changes at least in all other places. On 71 flatbed scans, faxes and copies no four lines
changed by any, on 26 photographs by 74 or more; brightness alone had told 19 of these."""
MIN_SHARE, MAX_SHARE = 0.45, 0.98
"""Of the picture that is the sheet's."""
MIN_RATIO, MAX_RATIO = 1.2, 1.67
"""Of the sheet's sides, the longer by the shorter one: of A4 and B5, seen at an angle. A box on a sheet has any."""
BEYOND_SHARE = 0.06
"""Corners may lie so far outside of the picture."""
MIN_WHITER = 3
"""Sides along which the sheet is whiter than what lies beside it: one may lie in the shade on a bright table, but what
is darker all around is a shaded part of a page."""

Found = tuple[float, np.ndarray, int | None]
"""By how many levels the weakest side changes, the corners (4 × 2), and which side is the rim of the picture."""


def find_sides(picture: np.ndarray) -> np.ndarray | None:
    """The corners (4 × 2, from the upper left one clockwise) of the sheet in a picture (BGR uint8), or None.

    One of the sheet's sides may lie outside of the picture, whose rim is the side then.
    """
    scale = LONGER_PX / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((PRINT_PX, PRINT_PX), np.uint8))
    small = cv2.GaussianBlur(small, (0, 0), 1).astype(np.float32)
    left, right = _upright_lines(small)
    top, bottom = _upright_lines(np.ascontiguousarray(small.transpose(1, 0, 2)))
    sides = [top, right, bottom, left]
    found = _best(small, sides)
    if found[0] < MIN_CHANGE:
        found = max((_best(small, sides, rim) for rim in range(4)), key=lambda row: row[0])
    change, corners, rim = found
    return _refined(small, corners, rim) / scale if change >= MIN_CHANGE else None


def _upright_lines(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lines from top to bottom along which a picture (float32) changes most, in its left and in its right half.

    Returns:
        For each half n × 2, where a line is halfway down, and its slope.
    """
    height, width = picture.shape[:2]
    strips = np.stack([strip.mean(axis=0) for strip in np.array_split(picture, STRIPS)])
    sums = np.pad(strips.cumsum(axis=1), ((0, 0), (1, 0), (0, 0)))
    means = (sums[:, REACH_PX:] - sums[:, :-REACH_PX]) / REACH_PX
    change = np.zeros_like(strips)
    change[:, REACH_PX:-REACH_PX] = (means[:, REACH_PX + 1 :] - means[:, : -REACH_PX - 1]).clip(-MAX_CHANGE, MAX_CHANGE)
    down = (np.arange(STRIPS) + 0.5) * height / STRIPS - height / 2
    across = np.arange(width) + np.rint(SLOPES[:, None] * down).astype(int)[:, :, None]
    within = (across >= 0) & (across < width)
    seen = change[np.arange(STRIPS)[:, None], across.clip(0, width - 1)] * within[..., None]
    strength = np.linalg.norm(seen.mean(axis=1), axis=2)
    middle = width // 2
    return _strongest(strength[:, :middle], 0), _strongest(strength[:, middle:], middle)


def _strongest(strength: np.ndarray, first: int) -> np.ndarray:
    """The strongest lines, each in another place; `strength` by slope and place, of which the first one is given."""
    left, lines = strength.copy(), []
    for _ in range(LINES):
        slope, at = np.unravel_index(int(left.argmax()), left.shape)
        if left[slope, at] < MIN_STRENGTH:
            break
        lines.append((first + at, SLOPES[slope]))
        left[max(0, slope - 2) : slope + 3, max(0, at - REACH_PX) : at + REACH_PX + 1] = 0
        left[:, max(0, at - 2) : at + 3] = 0
    return np.array(lines).reshape(-1, 2)


def _best(picture: np.ndarray, sides: list[np.ndarray], rim: int | None = None) -> Found:
    """Of all quadrilaterals with these sides (top, right, bottom, left) the one whose weakest side changes most.

    Args:
        rim: the side instead of which the rim of the picture is taken.
    """
    size = np.array(picture.shape[1::-1])
    if rim is not None:
        ends = (0, size[0] - 1, size[1] - 1, 0)
        sides = [*sides[:rim], np.array([[ends[rim], 0.0]]), *sides[rim + 1 :]]
    corners = _quads(sides, size)
    following = np.roll(corners, -1, axis=1)
    share = (corners[..., 0] * following[..., 1] - following[..., 0] * corners[..., 1]).sum(axis=1) / (2 * size.prod())
    room = size * BEYOND_SHARE
    likely = (share > MIN_SHARE) & (share < MAX_SHARE)
    likely &= ((corners > -room) & (corners < size + room)).all(axis=(1, 2))
    top, right, bottom, left = np.linalg.norm(following - corners, axis=2).T
    ratio = (right + left) / (top + bottom)
    ratio = np.maximum(ratio, 1 / ratio)
    likely &= (ratio > MIN_RATIO) & (ratio < MAX_RATIO)
    if not likely.any():
        return 0.0, np.zeros((4, 2)), rim
    corners = corners[likely]
    changes, whiter = _changes(picture, corners, MISSING if rim is None else MISSING_AT_RIM)
    if rim is not None:
        changes[:, rim] = np.inf
    weakest = np.where(whiter.sum(axis=1) >= MIN_WHITER, changes.min(axis=1), 0.0)
    best = int(weakest.argmax())
    return float(weakest[best]), corners[best], rim


def _quads(sides: list[np.ndarray], size: np.ndarray) -> np.ndarray:
    """The corners (n × 4 × 2) between every choice of a line for each side."""
    top, right, bottom, left = np.array(list(product(*sides))).reshape(-1, 4, 2).transpose(1, 2, 0)
    width, height = size

    def meeting(upright: np.ndarray, level: np.ndarray) -> np.ndarray:
        (across, lean), (down, fall) = upright, level
        y = (down + fall * (across - lean * height / 2 - width / 2)) / (1 - fall * lean)
        return np.stack([across + lean * (y - height / 2), y], axis=-1)

    return np.stack([meeting(left, top), meeting(right, top), meeting(right, bottom), meeting(left, bottom)], axis=1)


def _changes(picture: np.ndarray, corners: np.ndarray, missing: int) -> tuple[np.ndarray, np.ndarray]:
    """By how many levels each side of each quadrilateral (n × 4 × 2) changes in all but so many places, n × 4, and
    whether the sheet would be whiter there than what lies beside it.
    """
    reach = np.roll(corners, -1, axis=1) - corners
    inward = np.stack([-reach[..., 1], reach[..., 0]], axis=-1)
    inward *= REACH_PX / np.maximum(np.linalg.norm(inward, axis=-1, keepdims=True), 1.0)
    along = corners[:, :, None] + reach[:, :, None] * ALONG
    within, beyond = (_seen(picture, along + step[:, :, None]) for step in (inward, -inward))
    change = within - beyond
    usual = np.median(change, axis=2)
    usual /= np.maximum(np.linalg.norm(usual, axis=-1, keepdims=True), 1e-3)
    lasting = np.partition((change * usual[:, :, None]).sum(axis=-1), missing, axis=2)[..., missing]
    whiter = np.median(within.min(axis=-1) - beyond.min(axis=-1), axis=2) > 0
    return lasting, whiter


def _seen(picture: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The picture at points (… × 2), beyond its rim as at it."""
    height, width = picture.shape[:2]
    at = np.rint(points).astype(int)
    return picture[at[..., 1].clip(0, height - 1), at[..., 0].clip(0, width - 1)]


def _refined(picture: np.ndarray, corners: np.ndarray, rim: int | None) -> np.ndarray:
    """The corners between sides that run where each point of them changes most."""
    lines = []
    for side, (start, end) in enumerate(zip(corners, np.roll(corners, -1, axis=0), strict=True)):
        reach = end - start
        if side == rim:
            lines.append((*reach, *start))
            continue
        inward = np.array([-reach[1], reach[0]]) / np.linalg.norm(reach)
        steps = np.arange(-2 * REACH_PX, 2 * REACH_PX + 1)[:, None]
        points = start + reach * ALONG
        seen = _seen(picture, points[:, None] + inward * steps)
        usual = np.median(seen[:, -REACH_PX:].mean(axis=1) - seen[:, :REACH_PX].mean(axis=1), axis=0)
        steepest = ((seen[:, 4:] - seen[:, :-4]) @ usual).argmax(axis=1)
        points = points + inward * steps[2:-2][steepest]
        lines.append(cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
    refined = []
    for (ax, ay, bx, by), (cx, cy, dx, dy) in zip([lines[-1], *lines[:-1]], lines, strict=True):
        share = np.linalg.solve([[ax, -cx], [ay, -cy]], [dx - bx, dy - by])[0]
        refined.append((bx + share * ax, by + share * ay))
    return np.array(refined, np.float32)
