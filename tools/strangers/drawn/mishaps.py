"""What happened to the sheets of :mod:`tools.strangers.drawn.layouts.systems_cells` and its kin on their way."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tools.strangers import marks
from tools.strangers.conditions import Condition, Picture, Rng, add_noise, camera, scan, turn
from tools.strangers.drawn import damage

Take = Callable[[Rng, Picture, int], Picture]
BAYER = np.tile(((0, 2), (3, 1)), (2, 2)) * 4 + np.kron(((0, 2), (3, 1)), np.ones((2, 2)))
"""The 4 × 4 matrix by which an office machine turns grey into dots."""


def taped(rng: Rng, picture: Picture, dpi: int) -> None:
    """Torn from the edge inwards and mended with clear tape: a thin crack, a strip of another tone with hard edges."""
    height, width = picture.shape[:2]
    row, long, half = int(height * rng.uniform(0.25, 0.75)), int(width * rng.uniform(0.3, 0.6)), round(dpi * 0.37)
    left = 0 if rng.random() < 0.5 else width - long
    strip = picture[max(0, row - half) : row + half, left : left + long]
    strip[:] = np.clip(strip * np.float32((0.86, 0.95, 0.97)) + 4, 0, 255).astype(np.uint8)
    x = np.arange(left, left + long, max(1, dpi // 12))
    y = row + np.cumsum(rng.normal(0, dpi * 0.006, len(x)))
    crack = np.stack([x, y], 1).astype(np.int32)
    cv2.polylines(picture, [crack], False, (168, 172, 174), max(1, dpi // 150), cv2.LINE_AA)


def damp(rng: Rng, picture: Picture, dpi: int) -> None:
    """A corner that was wet: a tide line, the paper inside a little darker and wavy in its light."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
    corner = (rng.integers(2) * width, rng.integers(2) * height)
    away = np.hypot(x - corner[0], y - corner[1]) / width
    away += 0.025 * np.sin(np.arctan2(y - corner[1], x - corner[0]) * rng.uniform(7, 13))
    edge = rng.uniform(0.25, 0.5)
    shade = 1 - 0.05 * (away < edge) - 0.16 * np.exp(-np.square((away - edge) / 0.008))
    shade = cv2.resize(shade.astype(np.float32), (width, height))[:, :, None] ** np.float32((1.5, 1.1, 0.8))
    np.copyto(picture, (picture * shade).astype(np.uint8))


def clipped(rng: Rng, picture: Picture, dpi: int) -> None:
    """The bright half-moon and the grey line that a large clip at the upper edge has left."""
    width = picture.shape[1]
    x = int(width * rng.uniform(0.2, 0.8))
    for side in (-1, 1):
        start, end = (x + side * int(dpi * 0.22), 0), (x + side * int(dpi * 0.2), int(dpi * 0.33))
        cv2.line(picture, start, end, (196, 196, 198), max(2, dpi // 60), cv2.LINE_AA)


def dog_ear(rng: Rng, picture: Picture, dpi: int) -> None:
    """A lower corner turned up: a bright triangle, the shadow of its edge."""
    height, width = picture.shape[:2]
    side = int(dpi * rng.uniform(0.3, 0.5))
    x, way = (0, 1) if rng.random() < 0.5 else (width - 1, -1)
    fold = np.array([(x + way * side, height - 1), (x + way * side // 2, height - side), (x, height - side)])
    cv2.fillPoly(picture, [np.array([(x, height - 1), *map(tuple, fold)])], (225, 226, 226), cv2.LINE_AA)
    cv2.line(picture, tuple(fold[0]), tuple(fold[2]), (150, 152, 152), max(1, dpi // 70), cv2.LINE_AA)


def wear(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """One to three of what may befall a sheet."""
    picture = picture.copy()
    all_marks = (taped, damp, clipped, dog_ear, marks.folds, marks.pen, damage.crumpled)
    for place in rng.permutation(len(all_marks))[: rng.integers(1, 4)]:
        all_marks[place](rng, picture, dpi)
    return picture


def _open_lid(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A flatbed whose lid stood open: black around the sheet, its far edge lifted and so darker and softer."""
    picture = wear(rng, picture, dpi)
    border = round(dpi * 0.25)
    picture = cv2.copyMakeBorder(picture, *[border] * 4, cv2.BORDER_CONSTANT, value=(14, 13, 12))
    picture = turn(picture, rng.uniform(-2.5, 2.5), (14, 13, 12))
    height, width = picture.shape[:2]
    lifted = np.clip((np.linspace(0, 1, width, dtype=np.float32) - 0.8) / 0.2, 0, 1)
    lifted = (lifted if rng.random() < 0.5 else lifted[::-1])[None, :, None]
    soft = cv2.GaussianBlur(picture, (0, 0), 1.4 * dpi / 300)
    picture = (picture * (1 - lifted) + soft * lifted) * (1 - 0.28 * lifted)
    return add_noise(rng, cv2.GaussianBlur(picture.astype(np.uint8), (0, 0), 0.6 * dpi / 300), 3)


def _screened(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """An office machine that makes grey of black dots, as a text-and-photo setting does."""
    grey = cv2.cvtColor(wear(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    grey = turn(grey, rng.uniform(-1.2, 1.2), 255).astype(np.float32)
    height, width = grey.shape
    limit = np.tile((BAYER + 0.5) / 16, (height // 4 + 1, width // 4 + 1))[:height, :width]
    # between dark and bright only, as such machines keep text whole
    black = np.where(grey / 255 * 1.25 - 0.2 > limit * 0.72 + 0.1, 255, 0).astype(np.uint8)
    return cv2.cvtColor(black, cv2.COLOR_GRAY2BGR)


def _second_copy(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A copy of a copy: harder, a little smaller, thicker strokes, dirt, the first one's dark edge inside."""
    grey = cv2.cvtColor(wear(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    for _ in range(2):
        scale = rng.uniform(0.965, 0.985)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-0.8, 0.8), scale)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=250)
        grey = cv2.GaussianBlur(grey, (0, 0), 0.8 * dpi / 300).astype(np.float32)
        grey = np.clip((grey - 40) * 1.24, 0, 255).astype(np.uint8)
        for _ in range(int(rng.integers(20, 60))):
            place = (int(rng.integers(width)), int(rng.integers(height)))
            cv2.circle(grey, place, int(rng.integers(1, 3)), float(rng.uniform(60, 170)), -1)
        edge = int(rng.integers(3, 10))
        grey[:, -edge:] = 90
    return add_noise(rng, cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), 3)


def _flash(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A phone with its flash: a bright, washed place, darkness towards the corners."""
    view = camera(0.03, 0.12, 0.8, 4, 3300)(rng, picture, dpi).astype(np.float32)
    height, width = view.shape[:2]
    y, x = np.mgrid[0:1:48j, 0:1:36j].astype(np.float32)
    away = np.hypot(x - rng.uniform(0.3, 0.7), y - rng.uniform(0.2, 0.6))
    spot = cv2.resize(0.42 * np.exp(-np.square(away / 0.13)), (width, height))[:, :, None]
    corner = cv2.resize(1 - 0.34 * np.square(away), (width, height))[:, :, None]
    return np.clip(view * corner * (1 - spot) + 255 * spot, 0, 255).astype(np.uint8)


def _shadowed(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A phone whose holder stands in the light: the edge of a shadow runs across the sheet."""
    view = camera(0.03, 0.2, 0.8, 4, 3300)(rng, wear(rng, picture, dpi), dpi)
    height, width = view.shape[:2]
    angle, offset = rng.uniform(0, np.pi), rng.uniform(-0.15, 0.15)
    y, x = np.mgrid[0:1:96j, 0:1:72j].astype(np.float32)
    away = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle) - offset
    shade = 1 - 0.36 / (1 + np.exp(-away / 0.008))
    return (view * cv2.resize(shade, (width, height))[:, :, None]).astype(np.uint8)


def _few_tones(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Scanned into a small file: sixteen tones of each colour."""
    picture = scan(1.5, 0.8, 3)(rng, wear(rng, picture, dpi), dpi)
    return (picture // 16 * 16 + 8).astype(np.uint8)


OWN = {
    condition.name: condition
    for condition in (
        Condition("open-lid", 300, _open_lid, ".jpg", 85),
        Condition("screened", 300, _screened),
        Condition("second-copy", 300, _second_copy, ".jpg", 88, True),
        Condition("flash", 300, _flash, ".jpg", 84),
        Condition("shadowed", 300, _shadowed, ".jpg", 82),
        Condition("few-tones", 200, _few_tones),
    )
}
ALL = damage.ALL | OWN
ORDER = (
    "open-lid", "flash", "few-tones", "screened", "shadowed", "born", "second-copy", "skewed", "fax", "overhead",
    "upside-down", "flatbed-400", "pale",
)  # fmt: skip
KEPT_ORDER = (
    "shadowed", "screened", "curled", "open-lid", "second-copy", "flatbed-200", "flash", "few-tones", "fax",
    "upside-down", "messenger", "skewed", "feeder-300",
)  # fmt: skip
"""Conditions in turn; their count has no factor in common with that of the layouts."""
