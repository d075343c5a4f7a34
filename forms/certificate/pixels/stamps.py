"""Ink of other colours than black: stamps are taken off the print, a form's own print is made as dark as black.

The red channel, which is read, is white where red ink is; blue and violet ink is as dark in it as print. A stamp is in
one place, a form printed in green or brown has its colour all over the sheet.
"""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np

from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.tints import is_tinted, without_tints

LOOKED_AT_PX = 900
"""Longer side of the small picture in which colour is looked for first."""
MIN_CHROMA = 50
"""Levels between a pixel's brightest and darkest channel, paper being white: stamps have 80 and more, paper and black
print below 30, also in photographs."""
MIN_BRIGHT = 100
"""Level of its brightest channel: below it there is print, whatever lies over it."""
MAX_RED = 185
"""Level of the red channel from which on it is white enough by itself: the seals of cities."""
MIN_SHARE, MAX_SHARE = 0.004, 0.3
"""Of all ink, coloured ink: with less there is no stamp, with more the form itself is printed in colour."""
MAX_SPREAD, PARTS = 0.15, 24
"""The sheet in so many parts along its longer side: with colour in more than this share of those that have ink, the
form itself is printed in colour. Stamps and seals were in 5 % of them at most, labels and rules in 30 to 70 %."""
MIN_COVERED = 30
"""Of 255: pixels of the small picture that coloured ink covers to this share are coloured, too. By these, stamps and
the marks of pens were in 11 % of the parts with ink at most (15 sheets), forms in thin brown strokes in 32 to 92 %."""
MIN_DOTS = 4
"""Pixels of ink in a part, in the small picture, that make it one with ink."""
MIN_FORM_CHROMA, HUE_REACH = 30, 8
"""Chroma of a form's coloured print, soft edges included, and by how much its hue may differ (of 180)."""
INK = 170
"""Level of the darkest channel below which there is ink of any colour."""
EDGE_PX = 5
"""The soft edge of coloured ink."""


def without_colour(picture: np.ndarray, forward: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The picture with paper in the place of stamps and of pale patterns in colour, or with a form's coloured print
    black; itself without any.

    Args:
        picture: BGR uint8.
        forward: 3 × 3, from its pixels to those of the sheet laid flat; the desk has colours, too.
        size: of that sheet, width and height.
    """
    scale = min(1.0, LOOKED_AT_PX / max(size))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    laid_flat = partial(
        cv2.warpPerspective,
        M=np.diag([scale, scale, 1.0]) @ forward @ np.diag([1 / scale, 1 / scale, 1.0]),
        dsize=(round(size[0] * scale), round(size[1] * scale)),
    )
    small = laid_flat(small)
    white = _white(small)
    bright, dark, red = _balanced(small, white)
    ink = dark < INK
    coloured = _is_coloured(bright, dark) & ink
    if _spread(coloured, ink) > MAX_SPREAD:
        return _printed_black(picture, white, _hue(small[coloured], white))
    share = np.count_nonzero(coloured & (red < MAX_RED)) / max(1, np.count_nonzero(ink))
    tinted = is_tinted(bright, red)
    if not MIN_SHARE < share < MAX_SHARE:
        return without_tints(picture, white) if tinted else picture
    bright, dark, red = _balanced(picture, white)
    mask = (_is_coloured(bright, dark) & (red < MAX_RED)).astype(np.uint8)
    # Thin strokes have lost their colour in the small picture: labels must not be taken for stamps.
    fine = laid_flat(cv2.resize(mask * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)) > MIN_COVERED
    if _spread(fine & ink, ink) > MAX_SPREAD:
        return _printed_black(picture, white, _hue(picture[mask > 0], white))
    picture = _without_stamps(picture, mask, bright)
    return without_tints(picture, white) if tinted else picture


def _without_stamps(picture: np.ndarray, mask: np.ndarray, bright: np.ndarray) -> np.ndarray:
    """The picture with paper where `mask` is not 0; `bright` is each pixel's brightest channel."""
    mask = cv2.dilate(mask, np.ones((EDGE_PX, EDGE_PX), np.uint8)) > 0
    mask &= bright >= MIN_BRIGHT
    paper = cv2.dilate(cv2.resize(picture, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA), np.ones((7, 7)))
    paper = cv2.resize(paper, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.copyTo(paper, mask.view(np.uint8), picture.copy())


def _printed_black(picture: np.ndarray, white: np.ndarray, hue: int) -> np.ndarray:
    """The picture with ink of a hue as dark in its red channel as in its darkest one."""
    bright, dark, red = _balanced(picture, white)
    away = np.abs(np.arange(180) - hue)
    near = np.minimum(away, 180 - away) <= HUE_REACH
    mask = near[_hues(picture, white)] & (cv2.subtract(bright, dark) >= MIN_FORM_CHROMA) & (dark < red)
    if not mask.any():
        return picture
    blackened = picture.copy()
    blackened[:, :, 2][mask] = (dark[mask] * (white[2] / 255)).astype(np.uint8)
    return blackened


def _spread(coloured: np.ndarray, ink: np.ndarray) -> float:
    """In what share of the parts of a sheet that have ink there is coloured ink."""
    side = -(-max(ink.shape) // PARTS)
    size = (-(-ink.shape[1] // side), -(-ink.shape[0] // side))
    room = ((0, size[1] * side - ink.shape[0]), (0, size[0] * side - ink.shape[1]))
    filled, found = (
        np.pad(dots, room).reshape(size[1], side, size[0], side).sum(axis=(1, 3)) > MIN_DOTS for dots in (ink, coloured)
    )
    return float((filled & found).sum() / max(1, filled.sum()))


def _hues(picture: np.ndarray, white: np.ndarray) -> np.ndarray:
    """The hue of each pixel, 0 to 179."""
    return cv2.cvtColor(_whitened(picture, white), cv2.COLOR_BGR2HSV)[:, :, 0]


def _hue(dots: np.ndarray, white: np.ndarray) -> int:
    """The commonest hue of pixels, (n, 3)."""
    counts = np.bincount(_hues(dots[None], white)[0], minlength=180).astype(np.float32)
    ring = np.concatenate([counts[-HUE_REACH:], counts, counts[:HUE_REACH]])
    return int(np.convolve(ring, np.bartlett(2 * HUE_REACH + 1), "valid").argmax())


def _white(picture: np.ndarray) -> np.ndarray:
    """What paper is in each channel: light is warm or cold."""
    return np.clip([level_at(channel, 80) for channel in cv2.split(picture)], 60, None)


def _balanced(picture: np.ndarray, white: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The brightest and the darkest channel of each pixel, and the red one, paper being 255."""
    blue, green, red = cv2.split(_whitened(picture, white))
    return cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red), red


def _whitened(picture: np.ndarray, white: np.ndarray) -> np.ndarray:
    table = (np.arange(256)[:, None] * (255 / white)).clip(0, 255).astype(np.uint8)
    return cv2.LUT(picture, table[None])


def _is_coloured(bright: np.ndarray, dark: np.ndarray) -> np.ndarray:
    return (cv2.subtract(bright, dark) >= MIN_CHROMA) & (bright >= MIN_BRIGHT)
