"""More ways in which a sheet comes to the office: feeders, holes, markers, prints of the back, crumpled post."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from tools.strangers.conditions import Condition, Picture, Rng, add_noise, camera, scan, turn, wear

Change = Callable[[Rng, Picture, int], Picture]
MARKERS = ((120, 250, 255), (190, 190, 255), (180, 255, 190))
"""Yellow, pink, green."""
PAPERS = ((255, 244, 226), (228, 236, 255), (226, 250, 252), (232, 250, 232))
"""Light blue, pink, cream, green."""


def _before(change: Change, take: Change) -> Change:
    """The sheet changes, and then the device takes it."""
    return lambda rng, picture, dpi: take(rng, change(rng, picture.copy(), dpi), dpi)


def _feeder(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A document feeder: grey, and dust on its glass drawn out to lines down the whole page."""
    grey = cv2.cvtColor(wear(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    grey = turn(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), rng.uniform(-0.8, 0.8), (252, 252, 252))
    for place in rng.integers(dpi // 2, grey.shape[1], int(rng.integers(1, 4))):
        grey[:, place : place + max(1, dpi // 200)] //= 2
        grey[:, place : place + max(1, dpi // 200)] += int(rng.integers(20, 110))
    return add_noise(rng, cv2.GaussianBlur(grey, (0, 0), 0.5), 2)


def _holes(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Two holes of a punch in the left margin, 80 mm apart as in every office."""
    millimetre = dpi / 25.4
    middle = picture.shape[0] / 2 + rng.uniform(-3, 3) * millimetre
    for place in (-40, 40):
        centre = (int(7.5 * millimetre), int(middle + place * millimetre))
        cv2.circle(picture, centre, int(2.8 * millimetre), (70, 72, 75), -1, cv2.LINE_AA)
    return picture


def _back(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Thin paper: what is printed on the back, here the same sheet a little lower, is to be seen mirrored."""
    back = cv2.GaussianBlur(np.roll(picture[:, ::-1], int(dpi * rng.uniform(0.1, 0.6)), 0), (0, 0), dpi / 120)
    shown = 255 - (255 - back.astype(np.float32)) * rng.uniform(0.08, 0.16)
    return np.minimum(picture, shown.astype(np.uint8))


def _marker(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """One to three strokes of a marker pen, wherever they fall; print stays to be seen through them."""
    layer = np.full_like(picture, 255)
    height, width = picture.shape[:2]
    for _ in range(int(rng.integers(1, 4))):
        left, top = int(rng.uniform(0.15, 0.5) * width), int(rng.uniform(0.08, 0.7) * height)
        end = (left + int(dpi * rng.uniform(1, 2.5)), top + int(dpi * rng.uniform(-0.03, 0.03)))
        cv2.line(layer, (left, top), end, MARKERS[rng.integers(len(MARKERS))], int(dpi * 0.17), cv2.LINE_AA)
    return cv2.multiply(picture, layer, scale=1 / 255)


def _crumpled(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Came by post: crumpled and smoothed again, light falling from one side."""
    height, width = picture.shape[:2]
    hills = sum(
        cv2.resize(rng.standard_normal((n, n)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC) / n
        for n in (7, 13, 25)
    )
    slope = cv2.Sobel(cv2.GaussianBlur(hills, (0, 0), dpi / 40), cv2.CV_32F, 1, 1, ksize=5)
    shade = 1 + 0.05 * np.clip(slope / (slope.std() + 1e-6), -2.5, 2)
    return np.clip(picture * shade[:, :, None], 0, 255).astype(np.uint8)


def _banded(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A worn drum: pale bands across the page at the drum's round, and a thin white line in each."""
    height = picture.shape[0]
    rows = np.arange(height, dtype=np.float32)
    rounds = (rows + rng.uniform(0, dpi)) / (dpi * rng.uniform(1.5, 3.0))
    keep = 1 - 0.45 * np.exp(-np.square(rounds % 1 - 0.5) / 0.004)
    return (255 - (255 - picture) * keep[:, None, None]).astype(np.uint8)


def _coloured(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Printed on coloured paper."""
    colour = np.array(PAPERS[rng.integers(len(PAPERS))], np.float32) / 255
    return (picture * colour).astype(np.uint8)


def _moved(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """The hand moved a little while the phone took the picture."""
    length = int(rng.integers(2, 5))
    kernel = np.zeros((5, 5), np.float32)
    kernel[2, :length] = 1 / length
    return cv2.filter2D(camera(0.05, 0.5, 0.5, 5, 3500)(rng, picture, dpi), -1, kernel)


_FLATBED = scan(1.2, 0.8, 3)
TODAY = {
    condition.name: condition
    for condition in (
        Condition("feeder", 200, _feeder, ".jpg", 80),
        Condition("punched", 300, _before(_holes, _FLATBED), ".jpg", 85),
        Condition("back-print", 300, _before(_back, _FLATBED), ".jpg", 85),
        Condition("marker", 300, _before(_marker, _FLATBED), ".jpg", 85),
        Condition("crumpled", 300, _before(_crumpled, camera(0.012, 0.25, 0.6, 4, 3400)), ".jpg", 85),
        Condition("banded", 300, _before(_banded, _FLATBED), ".jpg", 85),
        Condition("coloured", 200, _before(_coloured, _FLATBED)),
        Condition("phone-moved", 300, _moved, ".jpg", 70),
    )
}
