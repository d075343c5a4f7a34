"""Ways of the sheets from 1500 on: open lids, ink jets, shadows, flashes, halftones, second copies, tape, rain."""

from __future__ import annotations

import cv2
import numpy as np

from tools.strangers.conditions import CONDITIONS, Condition, Picture, Rng, add_noise, camera, scan, wear

_FLATBED = scan(1.0, 0.8, 3)
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)
"""Thresholds of an ordered halftone, in sixteenths."""


def _lid_open(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A scanner with its lid open: the sheet lies askew on black, a little away from the glass's corner."""
    picture = wear(rng, picture, dpi)
    height, width = picture.shape[:2]
    edge = int(dpi * 0.35)
    size = (width + 2 * edge, height + 2 * edge)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-2.5, 2.5), 1)
    matrix[:, 2] += edge + rng.uniform(-0.1, 0.1, 2) * dpi
    lying = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(24, 22, 22))
    return add_noise(rng, cv2.GaussianBlur(lying, (0, 0), 0.7), 3)


def _inkjet(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """An ink jet: strips as high as its head, each a hair out of line, a pale thread where two meet; ink spreads."""
    picture = picture.copy()
    strip = int(dpi * rng.uniform(0.4, 0.6))
    for top in range(int(rng.integers(strip)), picture.shape[0], strip):
        part = picture[top : top + strip]
        part[:] = np.roll(part, int(rng.integers(-1, 2)), 1)
        if rng.random() < 0.5:
            part[:1] = 255 - (255 - part[:1]) // 2
    soft = cv2.GaussianBlur(picture, (0, 0), dpi / 400)
    return _FLATBED(rng, cv2.addWeighted(picture, 0.45, soft, 0.55, 0), dpi)


def _shaded(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """From above, and whoever holds the camera throws a shadow with a clear edge over a part of the sheet."""
    view = camera(0.02, 0.2, 0.7, 4, 3300)(rng, picture, dpi)
    height, width = view.shape[:2]
    slant, start = rng.uniform(-0.6, 0.6), rng.uniform(0.3, 0.7)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    beyond = (x / width - start + slant * (y / height - 0.5)) * width / (dpi * 0.12)
    return (view * (1 - 0.35 / (1 + np.exp(-np.clip(beyond, -30, 30))))[:, :, None]).astype(np.uint8)


def _flash(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A phone's flash: bright where it falls, print there paler yet legible, darker towards the corners."""
    view = camera(0.03, 0.15, 0.8, 4, 3300)(rng, picture, dpi).astype(np.float32)
    height, width = view.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x / width - rng.uniform(0.3, 0.7), (y - height * rng.uniform(0.2, 0.7)) / width)
    shine = 0.45 * np.exp(-np.square(away / 0.16))[:, :, None]
    view = view * (1.02 - 0.35 * np.square(away))[:, :, None]
    return np.clip(view + (255 - view) * shine, 0, 255).astype(np.uint8)


def _halftone(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A copier's scan that knows black and white alone: what is grey or coloured becomes a screen of dots."""
    grey = cv2.cvtColor(scan(1.0, 0.5, 2)(rng, picture, dpi), cv2.COLOR_BGR2GRAY).astype(np.float32)
    height, width = grey.shape
    screen = np.tile(_BAYER, (height // 4 + 1, width // 4 + 1))[:height, :width] * (150 / 16) + 80
    return cv2.cvtColor(((grey > screen) * 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def _second_copy(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A copy of a copy."""
    copy = CONDITIONS["photocopy"].take
    return copy(rng, copy(rng, picture, dpi), dpi)


def _taped(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Torn through and held together again by yellowed tape; the tear is a fine jagged line."""
    picture = picture.copy()
    height, width = picture.shape[:2]
    middle = int(height * rng.uniform(0.25, 0.75))
    steps = np.cumsum(rng.integers(-1, 2, width // 4 + 1)).repeat(4)[:width]
    half = int(dpi * 0.35)
    tape = slice(max(0, middle - half), middle + half)
    picture[tape] = (picture[tape] * np.array([0.86, 0.95, 0.98])).astype(np.uint8)
    line = np.stack([np.arange(width), middle + steps], 1).astype(np.int32)
    cv2.polylines(picture, [line], False, (150, 155, 160), max(1, dpi // 200), cv2.LINE_AA)
    return _FLATBED(rng, picture, dpi)


def _rained(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Carried through the rain: drops have dried to round marks with a darker rim, the paper waves."""
    height, width = picture.shape[:2]
    shade = np.ones((height, width), np.float32)
    for _ in range(int(rng.integers(6, 16))):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        size = int(dpi * rng.uniform(0.06, 0.22))
        cv2.circle(shade, centre, size, 0.95, -1, cv2.LINE_AA)
        cv2.circle(shade, centre, size, 0.86, max(1, dpi // 100), cv2.LINE_AA)
    waves = cv2.resize(rng.standard_normal((9, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    shade = cv2.GaussianBlur(shade, (0, 0), dpi / 150) * (1 + 0.02 * waves)
    return _FLATBED(rng, np.clip(picture * shade[:, :, None], 0, 255).astype(np.uint8), dpi)


FLOW = {
    condition.name: condition
    for condition in (
        Condition("lid-open", 300, _lid_open, ".jpg", 85),
        Condition("inkjet", 300, _inkjet, ".jpg", 85),
        Condition("shaded", 300, _shaded, ".jpg", 85),
        Condition("flash", 300, _flash, ".jpg", 82),
        Condition("halftone", 300, _halftone),
        Condition("second-copy", 300, _second_copy, ".jpg", 88, True),
        Condition("taped", 300, _taped, ".jpg", 85),
        Condition("rained", 300, _rained, ".jpg", 85),
    )
}
