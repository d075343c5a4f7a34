"""What happens to a sheet between two counters: folds, staples, pens, worn toner. A picture is a BGR array."""

from __future__ import annotations

import cv2
import numpy as np

PEN_INKS = ((150, 40, 20), (40, 40, 40), (40, 40, 190), (90, 90, 90))
"""Blue, black, red, pencil."""


def _curve(rng: np.random.Generator, start: np.ndarray, size: float, turns: int) -> np.ndarray:
    """A scrawl: a smooth line through random points to the right of `start`."""
    points = [start + np.array([size * turn * 0.5, 0]) + rng.uniform(-size / 2, size / 2, 2) for turn in range(turns)]
    steps = np.linspace(0, 1, 14)[:, None]
    line = [np.empty((0, 2))]
    for first, middle, last in zip(points, points[1:], points[2:], strict=False):
        begin, end = (first + middle) / 2, (middle + last) / 2
        line.append((1 - steps) ** 2 * begin + 2 * steps * (1 - steps) * middle + steps**2 * end)
    return np.concatenate(line)


def _draw(picture: np.ndarray, line: np.ndarray, ink: tuple[int, int, int], thick: int) -> None:
    layer = np.full_like(picture, 255)
    cv2.polylines(layer, [line.astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    np.minimum(picture, layer, out=picture)


def pen(rng: np.random.Generator, picture: np.ndarray, dpi: int) -> None:
    """Handwriting in the margin, and sometimes a tick at the left edge: never over what is printed."""
    height, width = picture.shape[:2]
    ink = PEN_INKS[rng.integers(len(PEN_INKS))]
    thick = max(1, round(dpi * 0.018))
    top = rng.random() < 0.5
    for row in range(rng.integers(1, 3)):
        where = 0.022 + 0.012 * row if top else 0.965 + 0.012 * row
        start = np.array([width * rng.uniform(0.08, 0.6), height * where])
        _draw(picture, _curve(rng, start, dpi * 0.13, int(rng.integers(8, 20))), ink, thick)
    for _ in range(rng.integers(0, 4)):
        corner = np.array([width * 0.02, height * rng.uniform(0.2, 0.8)])
        tick = corner + np.array([[0, 0], [0.04, 0.06], [0.15, -0.1]]) * dpi
        _draw(picture, tick, ink, thick)


def folds(rng: np.random.Generator, picture: np.ndarray, dpi: int) -> None:
    """One to three folds: a light crest beside a shadow, and toner that has flaked off along it."""
    height, width = picture.shape[:2]
    shade = np.ones((height, width), np.float32)
    across = np.arange(height, dtype=np.float32)[:, None] - np.linspace(0, 1, width, dtype=np.float32)[None, :]
    for place in rng.permutation([1 / 3, 2 / 3, 1 / 2])[: rng.integers(1, 4)]:
        lean = rng.uniform(-0.006, 0.006) * height
        away = (across + np.linspace(0, lean, width, dtype=np.float32)[None, :] - place * height) / (dpi * 0.04)
        shade -= 0.16 * np.exp(-np.square(away)) - 0.05 * np.exp(-np.square(away - 2))
    np.copyto(picture, np.clip(picture * shade[:, :, None], 0, 255).astype(np.uint8))


def staple(rng: np.random.Generator, picture: np.ndarray, dpi: int) -> None:
    """A staple or the two holes that it left, at the upper left corner."""
    x, y = int(dpi * rng.uniform(0.2, 0.35)), int(dpi * rng.uniform(0.2, 0.35))
    gap = int(dpi * 0.3)
    if rng.random() < 0.5:
        cv2.line(picture, (x, y + gap // 2), (x + gap, y), (120, 125, 128), max(2, dpi // 50), cv2.LINE_AA)
        return
    for dx, dy in ((0, gap // 2), (gap, 0)):
        cv2.circle(picture, (x + dx, y + dy), max(2, dpi // 75), (70, 70, 70), -1, cv2.LINE_AA)


def worn_toner(rng: np.random.Generator, picture: np.ndarray, strength: float) -> None:
    """Low toner: the print grows paler in bands and speckled. `strength` 0 … 1; 0.5 is a bad cartridge."""
    height, width = picture.shape[:2]
    band = cv2.resize(rng.random((1, 9)).astype(np.float32), (width, 1), interpolation=cv2.INTER_CUBIC)
    speckle = cv2.GaussianBlur(rng.random((height, width)).astype(np.float32), (0, 0), 0.8)
    keep = 1 - strength * (0.55 * band + 0.9 * np.abs(speckle - 0.5))
    np.copyto(picture, (255 - (255 - picture) * np.clip(keep, 0.25, 1)[:, :, None]).astype(np.uint8))
