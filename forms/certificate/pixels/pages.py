"""Rectifying: the sheet in a picture, flat, upright and straight, with the way back to the picture's own pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from forms.certificate.engines.boxes import in_order
from forms.certificate.engines.recogniser import Quad, Recogniser, cut
from forms.certificate.pixels.dark_bars import turned
from forms.certificate.pixels.stamps import without_colour
from forms.certificate.pixels.tones import without_tones

MIN_SHEET_SHARE, MAX_SHEET_SHARE = 0.2, 0.97
"""A quadrilateral of this share of the picture is taken for the sheet."""
MIN_EDGE_CONTRAST = 0.12
"""By how much a sheet is brighter along each of its edges than what lies beside it, relative to the sheet."""
THRESHOLDS = (1.1, 1.0, 0.85, 0.7, 0.55, 0.45)
"""Of the level that parts bright from dark over the whole picture."""
A4_RATIO = 2**0.5
REDETECT_DEGREES = 4.0
"""Boxes of text found on a page more askew than this are not upright enough to be kept."""
PALE_SHARE = 0.3
"""Print that has less than this share of the contrast of the text is pattern: 地紋, or 複写 on a copy."""
FAINT_INK, PRINTED_INK = 150, 130
"""Grey levels: of ink paler than on any sheet printed well (thin type: up to 132), and what such ink is brought to."""
STREAK_SHARE, MIN_STREAK = 75, 0.35
"""Streaks of low toner are no narrower than this part of the longer side, and leave this share of the contrast."""
TURN_SIDE_PX = 800
"""Longer side of the picture in which it is guessed whether the sheet lies on its side."""
TURNED_SHARE, MIN_TURNED_PX = 0.9, 300
"""From this share of the length of all lines, and from this length of them in that picture, it does."""
PROBES = (2, 4)
"""Lines that are read both ways to tell up from down: so many first, and more where those do not settle it."""
SETTLED_TRUST = 0.25
"""By how much the mean confidence of one way must lead for that."""
PROBE_RATIO = 5.0
"""So much of a line is enough for that, in heights."""
MIN_SIDE_PX, MAX_SIDE_PX = 1400, 4200
"""The longer side of a page is brought between these before it is read."""


@dataclass(frozen=True)
class Page:
    """A sheet made flat.

    Attributes:
        image: BGR uint8, upright, without coloured stamps.
        to_given: 3 × 3, from pixels of `image` to pixels of the picture as given.
        quads: where text stands, in pixels of `image`.
        ink: as :func:`ink_image` makes it of `image`.
    """

    image: np.ndarray
    to_given: np.ndarray
    quads: tuple[Quad, ...]
    ink: np.ndarray

    @cached_property
    def glyphs(self) -> dict[tuple, list[np.ndarray]]:
        """What :mod:`forms.certificate.runs.cutting` has cut out already."""
        return {}

    @cached_property
    def red(self) -> np.ndarray:
        """The red channel as it is, for comparing shapes."""
        return np.ascontiguousarray(self.image[:, :, 2])


def rectify(picture: np.ndarray, recogniser: Recogniser) -> Page:
    """The sheet in the picture (BGR uint8), flat and upright.

    A sheet whose edges stand out is cut out by its four corners; otherwise the whole picture is the sheet.
    """
    forward, size = _flatten(picture)
    picture = without_colour(picture, forward, size)
    if looks_turned(picture, forward, size):
        turn, size = _quarter_turn(size)
        forward = turn @ forward
    quads = _find_text(picture, forward, size, recogniser)
    if _stands_on_its_side(quads):
        turn, size = _quarter_turn(size)
        forward = turn @ forward
        # Text on its side is found, but not to its very ends.
        quads = _find_text(picture, forward, size, recogniser)
    angle = _skew(quads)
    if abs(angle) > 0.05:
        middle = (size[0] / 2, size[1] / 2)
        turn = np.vstack([cv2.getRotationMatrix2D(middle, angle, 1.0), [0, 0, 1]])
        forward = turn @ forward
        if abs(angle) > REDETECT_DEGREES:
            quads = _find_text(picture, forward, size, recogniser)
        else:
            quads = [in_order(_apply(turn, quad)) for quad in quads]
    flat, ink = _with_ink(_warp(picture, forward, size))
    if _is_upside_down(ink, quads, recogniser):
        turn = np.array([[-1, 0, size[0] - 1], [0, -1, size[1] - 1], [0, 0, 1]], float)
        forward = turn @ forward
        flat, ink = cv2.rotate(flat, cv2.ROTATE_180), cv2.rotate(ink, cv2.ROTATE_180)
        quads = [in_order(_apply(turn, quad)) for quad in quads]
    return Page(flat, np.linalg.inv(forward), tuple(quads), ink)


def looks_turned(picture: np.ndarray, forward: np.ndarray, size: tuple[int, int]) -> bool:
    """Whether nearly all that may be lines of text on the sheet runs from top to bottom.

    A guess that costs little and spares a search for text; what that finds is what counts. Of forty sheets of the
    training parts those on their side had a share of 0.99, all others at most 0.14.
    """
    scale = TURN_SIDE_PX / max(size)
    shrink = min(1.0, 2 * scale)
    red = cv2.resize(picture[:, :, 2], None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    matrix = np.diag([scale, scale, 1.0]) @ forward @ np.diag([1 / shrink, 1 / shrink, 1.0])
    size = (round(size[0] * scale), round(size[1] * scale))
    small = cv2.warpPerspective(red, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    rules = np.zeros_like(ink)
    for length in ((1, 30), (30, 1)):
        rules |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(length, np.uint8))
    ink[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    across, down = _lengths_across(ink), _lengths_across(np.ascontiguousarray(ink.T))
    return down > MIN_TURNED_PX and down > TURNED_SHARE * (across + down)


def _lengths_across(ink: np.ndarray) -> int:
    """Summed lengths of what may be lines of text from left to right."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 9), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    wide, high = found[1:, cv2.CC_STAT_WIDTH], found[1:, cv2.CC_STAT_HEIGHT]
    return int(wide[(wide > 3 * high) & (high > 4) & (high < 25)].sum())


def _find_text(picture: np.ndarray, forward: np.ndarray, size: tuple[int, int], recogniser: Recogniser) -> list[Quad]:
    """Where text stands on the sheet that `forward` lays flat, in pixels of that sheet.

    Text is looked for in a small picture: one channel, roughly made flat, is enough. It is not made small before it is
    cleared: thin strokes would grow as pale as the patterns that are to go.
    """
    red = np.ascontiguousarray(picture[:, :, 2])
    flat = cv2.warpPerspective(red, forward, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return recogniser.find_text(_cleared(turned(flattened(flat))))


def ink_image(picture: np.ndarray) -> np.ndarray:
    """The picture as the recogniser should see it, grey uint8: evenly lit, without red seals and pale patterns."""
    return _with_ink(picture)[1]


def _with_ink(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The picture with its dark bars turned, and what :func:`ink_image` makes of it."""
    even = flattened(picture[:, :, 2])
    light = turned(even)
    if light is not even:
        changed = light != even
        picture = picture.copy()
        picture[changed] = light[changed][:, None]
    return picture, _cleared(without_tones(light))


def _cleared(flat: np.ndarray) -> np.ndarray:
    """An evenly lit channel without pale patterns."""
    level = clear_level(flat)
    ink = _ink_level(level)
    faint = ink > FAINT_INK
    if faint:
        flat = _evened(flat, ink)
        level = clear_level(flat)
        ink = _ink_level(level)
    # Only what is pale is pulled to white, gently, so that the edges of strokes stay soft.
    table = np.arange(256, dtype=np.float32)
    table = np.where(table < level, table, level + (table - level) * (255 - level) / 8)
    # Print of low toner is made as dark as other print: everything that follows has its bounds for ink.
    if faint and ink > PRINTED_INK:
        table = 255 - (255 - table) * (255 - PRINTED_INK) / (255 - ink)
    return cv2.LUT(flat, np.clip(table, 0, 255).astype(np.uint8))


def _evened(flat: np.ndarray, ink: float) -> np.ndarray:
    """Print of low toner, darker where a streak of the drum has left it paler than the rest of the page."""
    reach = max(3, max(flat.shape) // STREAK_SHARE) | 1
    dark = cv2.erode(cv2.blur(flat, (3, 3)), np.ones((reach, reach), np.uint8))
    dark = cv2.GaussianBlur(dark, (0, 0), reach / 3)
    share = (255.0 - dark.astype(np.float32)) / (255.0 - ink)
    gain = np.where(share > MIN_STREAK, 1 / np.clip(share, MIN_STREAK, 1.0), 1.0)
    return np.clip(255 - (255.0 - flat) * gain, 0, 255).astype(np.uint8)


def flattened(channel: np.ndarray) -> np.ndarray:
    """One channel with the light taken out: paper is white everywhere."""
    height, width = channel.shape
    small = cv2.resize(channel, (max(8, width // 16), max(8, height // 16)), interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), (0, 0), 5)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(channel, paper, scale=255.0)


def clear_level(flat: np.ndarray) -> float:
    """Grey level above which print is too pale to be text: a part of the way from paper to ink."""
    counts = np.cumsum(cv2.calcHist([flat], [0], None, [200], [0, 200]).ravel())
    ink = float(np.searchsorted(counts, 0.25 * counts[-1])) if counts[-1] else 0.0
    return 255.0 - PALE_SHARE * (255.0 - ink)


def _ink_level(level: float) -> float:
    """Grey level of the ink with which a level for clearing goes."""
    return 255.0 - (255.0 - level) / PALE_SHARE


def _flatten(picture: np.ndarray) -> tuple[np.ndarray, tuple[int, int]]:
    height, width = picture.shape[:2]
    corners = _find_sheet(picture)
    if corners is None:
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    wide = max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))
    high = max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]))
    ratio = high / wide
    # Perspective shortens one side; nearly every sheet is A4, so a ratio close to it is taken for it.
    for likely in (A4_RATIO, 1 / A4_RATIO):
        if 0.85 < ratio / likely < 1.18:
            high = wide * likely
    scale = float(np.clip(1.0, MIN_SIDE_PX / max(wide, high), MAX_SIDE_PX / max(wide, high)))
    size = (round(wide * scale), round(high * scale))
    target = np.float32([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]])
    return cv2.getPerspectiveTransform(corners, target), size


def _find_sheet(picture: np.ndarray) -> np.ndarray | None:
    """The best of several thresholds: uneven light makes any single one cut a part of the sheet off."""
    scale = 800 / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 2)
    middle, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = [
        (_edge_contrast(grey, corners), corners)
        for share in THRESHOLDS
        if (corners := _bright_quad(grey, middle * share)) is not None
    ]
    contrast, corners = max(found, key=lambda row: row[0], default=(0.0, None))
    if contrast < MIN_EDGE_CONTRAST:
        return None
    return in_order(corners / scale)


def _bright_quad(grey: np.ndarray, level: float) -> np.ndarray | None:
    """The four corners of what is brighter than a level, or None where that is no quadrilateral of a likely size."""
    bright = (grey > level).astype(np.uint8)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(corners) <= 4:
            break
    share = cv2.contourArea(corners) / grey.size
    if len(corners) != 4 or not MIN_SHEET_SHARE < share < MAX_SHEET_SHARE:
        return None
    return corners.reshape(4, 2).astype(np.float32)


def _edge_contrast(grey: np.ndarray, corners: np.ndarray) -> float:
    """How much brighter the sheet is just within its edges than just outside, relative to it, at the weakest edge."""
    middle, shares = corners.mean(axis=0), np.linspace(0.08, 0.92, 40)[:, None]
    weakest = 1.0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        across = np.array([start[1] - end[1], end[0] - start[0]]) / max(1.0, float(np.linalg.norm(end - start)))
        across = across if across @ (middle - (start + end) / 2) > 0 else -across
        along = start + (end - start) * shares
        within, beyond = (
            grey[tuple(np.clip(np.round(along + across * step).astype(int), 0, np.array(grey.shape)[::-1] - 1).T[::-1])]
            for step in (7, -7)
        )
        contrast = (within.astype(float) - beyond) / np.maximum(within, 1)
        weakest = min(weakest, float(np.median(contrast)))
    return weakest


def _stands_on_its_side(quads: list[Quad]) -> bool:
    wide = tall = 0.0
    for quad in quads:
        across, down = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
        if across > 2 * down:
            wide += across
        elif down > 2 * across:
            tall += down
    return tall > wide


def _quarter_turn(size: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int]]:
    """Clockwise by 90 degrees."""
    return np.array([[0, -1, size[1] - 1], [1, 0, 0], [0, 0, 1]], float), (size[1], size[0])


def _skew(quads: list[Quad]) -> float:
    """Degrees by which lines of text fall to the right, as most of the text on the page does."""
    angles, weights = [], []
    for quad in quads:
        across, down = quad[1] - quad[0], np.linalg.norm(quad[3] - quad[0])
        length = float(np.linalg.norm(across))
        if length > 3 * down:
            angles.append(float(np.degrees(np.arctan2(across[1], across[0]))))
            weights.append(length)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    heap = np.cumsum(np.asarray(weights)[order])
    return angles[order[int(np.searchsorted(heap, heap[-1] / 2))]]


def _is_upside_down(ink: np.ndarray, quads: list[Quad], recogniser: Recogniser) -> bool:
    longest = sorted(quads, key=lambda quad: -float(np.linalg.norm(quad[1] - quad[0])))
    upright, turned, begin = [], [], 0
    for count in PROBES:
        crops = [cut(ink, quad) for quad in longest[begin : begin + count]]
        crops = [crop[:, : int(PROBE_RATIO * len(crop))] for crop in crops]
        lines = recogniser.read([*crops, *(cv2.rotate(crop, cv2.ROTATE_180) for crop in crops)])
        trust = [sum(c.confidence for c in line.characters) / max(1, len(line.characters)) for line in lines]
        upright += trust[: len(crops)]
        turned += trust[len(crops) :]
        begin += count
        if abs(sum(turned) - sum(upright)) >= SETTLED_TRUST * max(1, len(upright)):
            break
    return sum(turned) > sum(upright)


def _apply(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix).reshape(-1, 2)


def _warp(picture: np.ndarray, matrix: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
