"""Print made clear: evenly lit, without pale patterns, that of low toner as dark as other print."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.pixels.dark_bars import turned
from forms.certificate.pixels.marks import lifted, tone_of_marks
from forms.certificate.pixels.tones import without_tones

RED = 2
"""The channel that is read."""
PALE_SHARE = 0.3
"""Print that has less than this share of the contrast of the text is pattern: 地紋, or 複写 on a copy."""
FAINT_INK, PRINTED_INK = 150, 130
"""Grey levels: of ink paler than on any sheet printed well (thin type: up to 132), and what such ink is brought to."""
STREAK_SHARE, MIN_STREAK = 75, 0.35
"""Streaks of low toner are no narrower than this part of the longer side, and leave this share of the contrast."""


def ink_image(picture: np.ndarray) -> np.ndarray:
    """The picture as the recogniser should see it, grey uint8: evenly lit, without red seals and pale patterns."""
    return with_ink(picture)[1]


def with_ink(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """The picture with its dark bars turned and paper in the place of broad marks, what :func:`ink_image` makes of it,
    and the red channel with those marks, or None where there are none."""
    even = flattened(cv2.extractChannel(picture, RED))  # seals are white in it
    light = turned(even)
    if light is not even:
        changed = light != even
        picture = picture.copy()
        picture[changed] = light[changed][:, None]
    tone = tone_of_marks(light, clear_level(light))
    if tone is None:
        return picture, cleared(without_tones(light)), None
    return lifted(picture, tone), cleared(without_tones(lifted(light, tone))), cv2.extractChannel(picture, RED)


def cleared(flat: np.ndarray) -> np.ndarray:
    """An evenly lit channel (uint8) without pale patterns, print of low toner made dark."""
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
