"""What happens to these sheets on their way, beside what :mod:`tools.strangers.marks` does. Pictures are BGR arrays."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tools.strangers import marks
from tools.strangers.conditions import CONDITIONS, Condition, Picture, Rng


def _soft(rng: Rng, picture: Picture, rows: int, columns: int, low: float, high: float) -> np.ndarray:
    """A smooth field of factors over the picture."""
    height, width = picture.shape[:2]
    field = rng.uniform(low, high, (rows, columns)).astype(np.float32)
    return cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]


def crumpled(rng: Rng, picture: Picture, dpi: int) -> None:
    """Creases in all directions after it was carried in a pocket."""
    height, width = picture.shape[:2]
    shade = np.ones((height, width), np.float32)
    y, x = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
    for _ in range(9):
        angle, offset = rng.uniform(0, np.pi), rng.uniform(-0.5, 0.5) * height
        away = (x - width / 2) * np.sin(angle) + (y - height / 2) * np.cos(angle) - offset
        crease = rng.uniform(-0.13, 0.07) * np.exp(-np.square(away / (dpi * 0.09)))
        shade += cv2.resize(crease.astype(np.float32), (width, height))
    np.copyto(picture, np.clip(picture * shade[:, :, None], 0, 255).astype(np.uint8))


def punched(rng: Rng, picture: Picture, dpi: int) -> None:
    """Two holes of a file at the left edge, 80 mm apart."""
    scale, height = dpi / 25.4, picture.shape[0]
    for side in (-40, 40):
        centre = (round(7.5 * scale), round(height / 2 + side * scale))
        cv2.circle(picture, centre, round(2.9 * scale), (66, 64, 60), -1, cv2.LINE_AA)


def marker(rng: Rng, picture: Picture, dpi: int) -> None:
    """A fluorescent marker drawn over one or two lines."""
    height, width = picture.shape[:2]
    colour = np.float32(((120, 255, 250), (220, 180, 255), (170, 255, 190))[rng.integers(3)]) / 255
    for _ in range(rng.integers(1, 3)):
        top = int(height * rng.uniform(0.1, 0.7))
        left = int(width * rng.uniform(0.1, 0.45))
        high, long = int(dpi * 0.2), int(width * rng.uniform(0.15, 0.4))
        part = picture[top : top + high, left : left + long]
        part[:] = (part * colour).astype(np.uint8)


def stained(rng: Rng, picture: Picture, dpi: int) -> None:
    """The ring that a cup has left."""
    height, width = picture.shape[:2]
    layer = np.zeros((height, width), np.float32)
    centre = (int(width * rng.uniform(0.2, 0.8)), int(height * rng.uniform(0.2, 0.8)))
    radius = int(dpi * 1.5)
    cv2.circle(layer, centre, radius, 0.06, -1, cv2.LINE_AA)
    cv2.circle(layer, centre, radius, 0.3, max(2, dpi // 22), cv2.LINE_AA)
    layer = (cv2.GaussianBlur(layer, (0, 0), dpi / 60) * _soft(rng, picture, 5, 5, 0.3, 1.0)[:, :, 0])[:, :, None]
    brown = np.float32((70, 120, 165))
    np.copyto(picture, (picture * (1 - layer) + brown * layer * picture / 255).astype(np.uint8))


def shown_through(rng: Rng, picture: Picture, dpi: int) -> None:
    """Print on the back that shows through thin paper, mirrored."""
    back = cv2.GaussianBlur(cv2.flip(picture, 1), (0, 0), dpi / 110)
    faded = 255 - (255 - back.astype(np.float32)) * 0.09
    np.copyto(picture, (picture * (faded / 255)).astype(np.uint8))


WEAR = (crumpled, punched, marker, stained, shown_through, marks.folds, marks.staple, marks.pen)


def _worn(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """One or two of the marks."""
    picture = picture.copy()
    for place in rng.permutation(len(WEAR))[: rng.integers(1, 3)]:
        WEAR[place](rng, picture, dpi)
    return picture


def _grain(rng: Rng, picture: Picture, sigma: float) -> Picture:
    noise = rng.standard_normal(picture.shape[:2], dtype=np.float32)[:, :, None] * sigma
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _feeder(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A sheet-fed scanner: skew, a line of dust from top to bottom, the sheet a little stretched."""
    picture = _worn(rng, picture, dpi)
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-2.2, 2.2), 1)
    matrix[1] *= rng.uniform(0.992, 1.008)
    picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(232, 232, 230))
    for _ in range(rng.integers(1, 3)):
        x = int(width * rng.uniform(0.05, 0.95))
        picture[:, x : x + max(1, dpi // 200)] = (picture[:, x : x + max(1, dpi // 200)] * 0.62).astype(np.uint8)
    return _grain(rng, cv2.GaussianBlur(picture, (0, 0), 0.6 * dpi / 300), 2.5)


def _bilevel(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """An office machine set to black and white: each place is cut at its own grey."""
    grey = cv2.cvtColor(_worn(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    matrix = cv2.getRotationMatrix2D((grey.shape[1] / 2, grey.shape[0] / 2), rng.uniform(-1.5, 1.5), 1)
    grey = cv2.warpAffine(grey, matrix, grey.shape[::-1], flags=cv2.INTER_CUBIC, borderValue=255)
    grey = _grain(rng, cv2.GaussianBlur(grey, (0, 0), 0.5)[:, :, None], 5)[:, :, 0]
    near = cv2.blur(grey, (dpi // 4, dpi // 4)).astype(np.float32)
    black = np.where(grey < near * rng.uniform(0.74, 0.8), 0, 255).astype(np.uint8)
    return cv2.cvtColor(black, cv2.COLOR_GRAY2BGR)


def _curled(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A camera above a sheet that does not lie flat: its middle bulges, and light falls from one side."""
    picture = _worn(rng, picture, dpi)
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bulge = np.sin(x / width * np.pi) * rng.uniform(0.004, 0.012) * height
    lean = (y / height - 0.5) * rng.uniform(-0.03, 0.03)
    view = cv2.remap(picture, x + (x - width / 2) * lean, y + bulge, cv2.INTER_CUBIC, borderValue=(86, 92, 98))
    border = int(0.05 * width)
    view = cv2.copyMakeBorder(view, border, border, border, border, cv2.BORDER_CONSTANT, value=(86, 92, 98))
    light = _soft(rng, view, 3, 3, 0.66, 1.0) * np.float32((0.9, 0.96, 1.0))
    return _grain(rng, cv2.GaussianBlur(np.clip(view * light, 0, 255).astype(np.uint8), (0, 0), 0.8), 4)


def _sleeve(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A photograph through a clear sleeve: soft bands of glare wash the print out without hiding it."""
    picture = CONDITIONS["overhead"].take(rng, picture, dpi)
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:1:64j, 0:1:48j].astype(np.float32)
    glare = np.zeros_like(x)
    for _ in range(2):
        away = x * rng.uniform(0.6, 1.2) + y * rng.uniform(-0.6, 0.6) - rng.uniform(0.1, 1.0)
        glare += 0.34 * np.exp(-np.square(away / 0.07))
    glare = np.clip(cv2.resize(glare, (width, height)), 0, 0.5)[:, :, None]
    return (picture * (1 - glare) + 255 * glare).astype(np.uint8)


def _poor_jpeg(take: Callable[[Rng, Picture, int], Picture]) -> Callable[[Rng, Picture, int], Picture]:
    """Sent on by a messenger that makes pictures smaller."""

    def taken(rng: Rng, picture: Picture, dpi: int) -> Picture:
        picture = take(rng, picture, dpi)
        longest = max(picture.shape[:2])
        scale = min(1.0, 2600 / longest)
        return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)

    return taken


OWN = {
    condition.name: condition
    for condition in (
        Condition("feeder-300", 300, _feeder, ".jpg", 82),
        Condition("feeder-200", 200, _feeder),
        Condition("bilevel", 300, _bilevel),
        Condition("curled", 300, _curled, ".jpg", 86),
        Condition("sleeve", 300, _sleeve, ".jpg", 85),
        Condition("messenger", 300, _poor_jpeg(CONDITIONS["phone"].take), ".jpg", 60),
    )
}
ALL = CONDITIONS | OWN
ORDER = (
    "feeder-300", "phone", "flatbed-200", "bilevel", "photocopy", "curled", "skewed", "fax", "sleeve", "feeder-200",
    "upside-down", "flatbed-400", "messenger",
)  # fmt: skip
"""Conditions in turn; their count has no factor in common with that of the layouts."""
