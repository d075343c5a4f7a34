"""Rectifying: the sheet in a picture, flat, upright and straight, with the way back to the picture's own pixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from forms.certificate.recogniser import Quad, Recogniser, cut

MIN_SHEET_SHARE, MAX_SHEET_SHARE = 0.2, 0.97
"""A quadrilateral of this share of the picture is taken for the sheet."""
MIN_EDGE_CONTRAST = 25.0
"""Grey levels by which a sheet is brighter than what lies around it."""
A4_RATIO = 2**0.5
REDETECT_DEGREES = 4.0
"""Boxes of text found on a page more askew than this are not upright enough to be kept."""
PROBES = 8
"""Lines that are read both ways to tell up from down."""
MIN_SIDE_PX, MAX_SIDE_PX = 1400, 4200
"""The longer side of a page is brought between these before it is read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet made flat.

    Attributes:
        image: BGR uint8, upright.
        to_given: 3 × 3, from pixels of `image` to pixels of the picture as given.
        quads: where text stands, in pixels of `image`.
    """

    image: np.ndarray
    to_given: np.ndarray
    quads: tuple[Quad, ...]


def rectify(picture: np.ndarray, recogniser: Recogniser) -> Page:
    """The sheet in the picture (BGR uint8), flat and upright.

    A sheet whose edges stand out is cut out by its four corners; otherwise the whole picture is the sheet.
    """
    forward, size = _flatten(picture)
    flat = _warp(picture, forward, size)
    quads = recogniser.find_text(ink_image(flat))
    if _stands_on_its_side(quads):
        turn, size = _quarter_turn(size)
        forward = turn @ forward
        flat, quads = _warp(picture, forward, size), [_upright(_apply(turn, quad)) for quad in quads]
    angle = _skew(quads)
    if abs(angle) > 0.05:
        middle = (size[0] / 2, size[1] / 2)
        turn = np.vstack([cv2.getRotationMatrix2D(middle, angle, 1.0), [0, 0, 1]])
        forward = turn @ forward
        flat = _warp(picture, forward, size)
        if abs(angle) > REDETECT_DEGREES:
            quads = recogniser.find_text(ink_image(flat))
        else:
            quads = [_upright(_apply(turn, quad)) for quad in quads]
    if _is_upside_down(flat, quads, recogniser):
        turn = np.array([[-1, 0, size[0] - 1], [0, -1, size[1] - 1], [0, 0, 1]], float)
        forward = turn @ forward
        flat, quads = cv2.rotate(flat, cv2.ROTATE_180), [_upright(_apply(turn, quad)) for quad in quads]
    return Page(flat, np.linalg.inv(forward), tuple(quads))


def ink_image(picture: np.ndarray) -> np.ndarray:
    """The picture as the recogniser should see it: the red channel three times, in which a red seal vanishes."""
    return np.repeat(picture[:, :, 2:3], 3, axis=2)


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
    scale = 800 / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 2)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
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
    inside = cv2.fillConvexPoly(np.zeros_like(grey), corners, 255)
    if cv2.mean(grey, inside)[0] - cv2.mean(grey, cv2.bitwise_not(inside))[0] < MIN_EDGE_CONTRAST:
        return None
    return _upright(corners.reshape(4, 2).astype(np.float32) / scale)


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


def _is_upside_down(flat: np.ndarray, quads: list[Quad], recogniser: Recogniser) -> bool:
    longest = sorted(quads, key=lambda quad: -float(np.linalg.norm(quad[1] - quad[0])))[:PROBES]
    if not longest:
        return False
    ink = ink_image(flat)
    crops = [cut(ink, quad) for quad in longest]
    lines = recogniser.read([*crops, *(cv2.rotate(crop, cv2.ROTATE_180) for crop in crops)])
    trust = [sum(c.confidence for c in line.characters) / max(1, len(line.characters)) for line in lines]
    return sum(trust[len(crops) :]) > sum(trust[: len(crops)])


def _apply(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix).reshape(-1, 2)


def _upright(quad: np.ndarray) -> Quad:
    """The corners in order: top left, top right, bottom right, bottom left."""
    left, right = np.split(quad[np.argsort(quad[:, 0], kind="stable")], 2)
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.float32([left[0], right[0], right[1], left[1]])


def _warp(picture: np.ndarray, matrix: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
