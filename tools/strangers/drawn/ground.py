"""The paper itself: its colour, its hidden pattern, and the word that a copier brings out of it."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.strangers.drawn.faces import font

KINDS = ("plain", "scales", "hatching", "specks", "rosettes", "bars")
PAPERS = ((255, 255, 255), (250, 253, 252), (244, 252, 246), (252, 246, 245), (240, 246, 253))
"""White, cream, greenish, bluish, pinkish; blue, green, red."""
HUES = ((200, 225, 205), (232, 214, 205), (205, 212, 240), (220, 220, 220), (190, 226, 232))


def _scales(draw: ImageDraw.ImageDraw, width: int, height: int, step: int, hue: tuple[int, int, int]) -> None:
    """青海波."""
    for row in range(height // (step // 2) + 2):
        for column in range(-1, width // step + 2):
            x, y = column * step + row % 2 * step // 2, row * step // 2
            for radius in (step // 2, step // 3, step // 6):
                draw.arc((x - radius, y - radius, x + radius, y + radius), 180, 360, hue, max(1, step // 40))


def _rosettes(draw: ImageDraw.ImageDraw, width: int, height: int, step: int, hue: tuple[int, int, int]) -> None:
    for x in range(0, width + step, step):
        for y in range(0, height + step, step):
            for angle in range(0, 360, 45):
                turn = np.radians(angle)
                a, b = x + step * 0.22 * np.cos(turn), y + step * 0.22 * np.sin(turn)
                draw.ellipse((a - step * 0.2, b - step * 0.2, a + step * 0.2, b + step * 0.2), None, hue)


def make(rng: np.random.Generator, size: tuple[float, float], dpi: int, *, kind: str, copied: bool) -> np.ndarray:
    """The empty paper as BGR. `size` in millimetres; `copied`: whether 複写 is to be seen."""
    scale = dpi / 25.4
    width, height = round(size[0] * scale), round(size[1] * scale)
    colour = (255, 255, 255) if copied else PAPERS[rng.integers(len(PAPERS))]
    hue = HUES[rng.integers(len(HUES))]
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    step = round(rng.uniform(7, 11) * scale)
    if kind == "scales":
        _scales(draw, width, height, step, hue)
    elif kind == "rosettes":
        _rosettes(draw, width, height, step * 2, hue)
    elif kind == "hatching":
        for x in range(-height, width, step // 2):
            draw.line((x, 0, x + height, height), hue, max(1, step // 30))
            draw.line((x, height, x + height, 0), hue, max(1, step // 30))
    elif kind == "specks":
        fine = max(3, round(0.9 * scale))
        for row in range(0, height, fine):
            for x in range(row // fine % 2 * fine // 2, width, fine):
                draw.rectangle((x, row, x + fine // 5, row + fine // 5), hue)
    elif kind == "bars":
        high = round(8.47 * scale)
        for y in range(round(30 * scale), height - high, high * 2):
            draw.rectangle((0, y, width, y + high), tuple((235 + part) // 2 for part in hue))
    if copied:
        _copied(rng, draw, width, height, scale)
    return np.asarray(image).copy()


def _copied(rng: np.random.Generator, draw: ImageDraw.ImageDraw, width: int, height: int, scale: float) -> None:
    """The word 複写 in rows, pale, as large as anti-copy paper has it."""
    em = round(rng.uniform(13, 19) * scale)
    face = font("Noto Sans Bold", em)
    for row, y in enumerate(range(em, height - em, round(em * 3.2))):
        for x in range(round(em * (0.4 + row % 2 * 1.7)), width - em * 2, round(em * 4.2)):
            draw.text((x, y), "複写", (208, 208, 208), face)


def holes(page: np.ndarray, dpi: int) -> None:
    """The holes by which a line printer draws its paper, at both sides."""
    scale = dpi / 25.4
    height, width = page.shape[:2]
    for y in range(round(6.35 * scale), height, round(12.7 * scale)):
        for x in (round(6 * scale), width - round(6 * scale)):
            cv2.circle(page, (x, y), round(2 * scale), (205, 205, 205), -1, cv2.LINE_AA)
