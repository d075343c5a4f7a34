"""Glyphs as the reader meets them: cut out of a page that was printed, scanned, photographed or sent by fax."""

from __future__ import annotations

import cv2
import numpy as np

from tools.glyphs.faces import SIDE

_MIDDLE = SIDE / 2


def damaged(ink: np.ndarray, neighbours: tuple[np.ndarray, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """A crop of one glyph: grey uint8, dark on light.

    Args:
        ink: the glyph as drawn, ink 255, (SIDE, SIDE).
        neighbours: those before and behind it; slivers of them may be left in the crop.
    """
    if rng.random() < 0.08:
        ink = _dotted(ink, rng)
    if (kind := rng.random()) < 0.3:
        kernel = np.ones((3, 3) if rng.random() < 0.3 else (2, 2), np.uint8)
        ink = cv2.dilate(ink, kernel) if kind < 0.18 else np.maximum(cv2.erode(ink, kernel), ink // 3)
    size = rng.uniform(19, 58)
    wide = size * rng.uniform(0.9, 1.1)
    high = size * rng.uniform(0.95, 1.06)
    width, height = round(wide * 1.16 + 4), round(high * rng.uniform(1.2, 1.6) + 4)
    matrix = _placed(wide / 72, high / 72, width, height, rng)
    soft = cv2.GaussianBlur(ink, (0, 0), max(0.3, 0.42 * 72 / size))
    picture = cv2.warpAffine(soft, matrix, (width, height), flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    if rng.random() < 0.2:
        _add_slivers(picture, neighbours, matrix, rng)
    if rng.random() < 0.07:
        row = 0 if rng.random() < 0.5 else height - 1
        picture[max(0, row - 1) : row + 1] = rng.uniform(0.3, 1)
    dark, paper = rng.uniform(0.4, 0.97), rng.uniform(165, 255)
    if rng.random() < 0.35:
        picture = np.maximum(picture, _pattern(height, width, rng))
    if rng.random() < 0.6:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, min(1.5, size / 24)))
    noise = rng.standard_normal((height, width), dtype=np.float32) * rng.uniform(0, 0.05)
    grey = paper * (1 - dark * picture + noise)
    if rng.random() < 0.16:
        # Fax: nothing between black and white; then read at another size.
        level = paper * (1 - dark * rng.uniform(0.3, 0.6))
        grey = np.where(grey > level, 255.0, 0.0).astype(np.float32)
        if rng.random() < 0.7:
            grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 0.8))
    if rng.random() < 0.3:
        scale = rng.uniform(0.75, 1.8)
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return grey.clip(0, 255).astype(np.uint8)


def _placed(across: float, down: float, width: int, height: int, rng: np.random.Generator) -> np.ndarray:
    """A glyph turned and sheared a little, its middle near that of the crop."""
    turn, shear = rng.normal(0, 0.014), rng.normal(0, 0.025)
    linear = np.array([[across, across * shear - down * turn], [across * turn, down]])
    middle = np.array([width / 2 + rng.uniform(-1, 1), height / 2 + rng.uniform(-0.06, 0.06) * height])
    offset = middle - linear @ np.array([_MIDDLE, _MIDDLE])
    return np.hstack([linear, offset[:, None]]).astype(np.float32)


def _add_slivers(
    picture: np.ndarray, neighbours: tuple[np.ndarray, np.ndarray], matrix: np.ndarray, rng: np.random.Generator
) -> None:
    height, width = picture.shape
    for side, other in ((-1, neighbours[0]), (1, neighbours[1])):
        if rng.random() < 0.6:
            moved = matrix.copy()
            moved[0, 2] += side * matrix[0, 0] * 72 * rng.uniform(0.9, 1.05)
            drawn = cv2.warpAffine(other, moved, (width, height), flags=cv2.INTER_LINEAR)
            np.maximum(picture, drawn.astype(np.float32) / 255, out=picture)


def _pattern(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """What is left of a pale pattern beneath the print, or of a seal over it."""
    down, across = np.mgrid[:height, :width].astype(np.float32)
    angle, pitch = rng.uniform(0, 3.2), rng.uniform(4, 24)
    waves = np.sin((down * np.sin(angle) + across * np.cos(angle)) * (2 * np.pi / pitch) + rng.uniform(0, 6))
    return np.where(waves > rng.uniform(0.2, 0.9), rng.uniform(0.02, 0.2), 0).astype(np.float32)


def _dotted(ink: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A glyph set on a coarse grid of dots."""
    dots = int(rng.integers(20, 31))
    small = cv2.resize(ink, (dots, dots), interpolation=cv2.INTER_AREA)
    black = ((small > rng.uniform(70, 130)) * 255).astype(np.uint8)
    return cv2.resize(black, (SIDE, SIDE), interpolation=cv2.INTER_NEAREST)
