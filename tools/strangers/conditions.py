"""Ways in which a sheet comes to the office as a picture: scanners, cameras, phones, fax, copiers.

Each takes the printed page (BGR, at the dpi that it names) and gives what the device sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from tools.strangers import marks

Picture = np.ndarray
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Condition:
    """One way. `dpi`: what the page is printed at before; `suffix`: of the file; `quality`: of a JPEG."""

    name: str
    dpi: int
    take: Callable[[Rng, Picture, int], Picture]
    suffix: str = ".png"
    quality: int = 90
    copy: bool = False


def add_noise(rng: Rng, picture: Picture, sigma: float) -> Picture:
    """Grain alike in the three colours, of that standard deviation in grey levels."""
    grain = rng.standard_normal(picture.shape[:2], dtype=np.float32) * sigma
    grain = cv2.cvtColor(np.round(grain).astype(np.int16).view(np.uint16), cv2.COLOR_GRAY2BGR).view(np.int16)
    return cv2.add(picture, grain, dtype=cv2.CV_8U)


def turn(picture: Picture, degrees: float, ground: tuple[int, int, int]) -> Picture:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=ground)


def wear(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """What may have happened to any sheet."""
    picture = picture.copy()
    for chance, mark in ((0.5, marks.folds), (0.35, marks.staple), (0.35, marks.pen)):
        if rng.random() < chance:
            mark(rng, picture, dpi)
    return picture


def scan(skew: float, blur: float, noise: float, toner: float = 0.0) -> Callable[[Rng, Picture, int], Picture]:
    """A flatbed: skew up to that many degrees, blur in pixels of 300 dpi."""

    def take(rng: Rng, picture: Picture, dpi: int) -> Picture:
        picture = wear(rng, picture, dpi)
        if toner:
            marks.worn_toner(rng, picture, toner)
        picture = turn(picture, rng.uniform(-skew, skew), (246, 247, 247))
        picture = cv2.GaussianBlur(picture, (0, 0), max(0.3, blur * dpi / 300))
        return add_noise(rng, cv2.convertScaleAbs(picture, alpha=rng.uniform(0.94, 1.0)), noise)

    return take


def _upside_down(rng: Rng, picture: Picture, dpi: int) -> Picture:
    return cv2.rotate(scan(1.5, 0.7, 2)(rng, picture, dpi), cv2.ROTATE_180)


def _sideways(rng: Rng, picture: Picture, dpi: int) -> Picture:
    turned = cv2.ROTATE_90_CLOCKWISE if rng.random() < 0.5 else cv2.ROTATE_90_COUNTERCLOCKWISE
    return cv2.rotate(scan(1.0, 0.7, 2)(rng, picture, dpi), turned)


def _pdf_born(rng: Rng, picture: Picture, dpi: int) -> Picture:
    return picture


def _copy(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """A photocopy: grey, harder, thicker, with dirt from the glass and a dark edge."""
    grey = cv2.cvtColor(wear(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32)
    grey = np.clip((grey - 60) * 255 / 175, 0, 255)
    for _ in range(int(rng.integers(60, 200))):
        place = (int(rng.integers(grey.shape[1])), int(rng.integers(grey.shape[0])))
        cv2.circle(grey, place, int(rng.integers(1, 3)), float(rng.uniform(40, 160)), -1)
    grey = turn(cv2.cvtColor(grey.astype(np.uint8), cv2.COLOR_GRAY2BGR), rng.uniform(-1.5, 1.5), (255, 255, 255))
    grey[:, : int(rng.integers(4, 22))] = 70
    return add_noise(rng, grey, 3)


def _fax(rng: Rng, picture: Picture, dpi: int) -> Picture:
    """Black and white at the fineness of a fax, with its line of sender and time at the top and a few lost lines."""
    grey = cv2.cvtColor(wear(rng, picture, dpi), cv2.COLOR_BGR2GRAY)
    grey = turn(grey, rng.uniform(-1.2, 1.2), 255)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.6)
    black = ((grey + rng.standard_normal(grey.shape, dtype=np.float32) * 9) > 150).astype(np.uint8) * 255
    header = (
        f"2026-{rng.integers(9, 13):02d}-{rng.integers(1, 29):02d} 14:{rng.integers(10, 60)}  FROM: SHIMINKA  P.1/1"
    )
    cv2.putText(black, header, (dpi // 3, dpi // 6), cv2.FONT_HERSHEY_PLAIN, dpi / 150, 0, 1)
    for row in rng.integers(dpi // 4, black.shape[0], 3):
        black[row] = 255
    return cv2.cvtColor(black, cv2.COLOR_GRAY2BGR)


def _ground(rng: Rng, height: int, width: int) -> Picture:
    """A desk: one colour with a soft grain."""
    colour = np.array(((72, 96, 120), (60, 60, 62), (150, 160, 165), (46, 62, 92))[rng.integers(4)], np.float32)
    grain = cv2.GaussianBlur(rng.normal(0, 1, (height // 4, width // 4)).astype(np.float32), (0, 0), 2)
    grain = cv2.resize(grain, (width, height))[:, :, None] * 14
    return np.clip(colour + grain, 0, 255).astype(np.uint8)


def _light(rng: Rng, height: int, width: int, depth: float) -> np.ndarray:
    """Uneven light: a slope and a soft shadow; `depth` is how much darker the darkest place is."""
    y, x = np.mgrid[0:1:24j, 0:1:18j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = (np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)) * depth
    centre = rng.uniform(0.1, 0.9, 2)
    shadow = depth * 0.8 * np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / 0.06)
    return cv2.resize(np.clip(1 - depth / 2 + slope - shadow, 0.35, 1.05).astype(np.float32), (width, height))[
        :, :, None
    ]


def camera(tilt: float, depth: float, blur: float, noise: float, span: int) -> Callable[[Rng, Picture, int], Picture]:
    """A camera above a desk. `tilt`: how far corners move, of the page; `span`: pixels along the longer side."""

    def take(rng: Rng, picture: Picture, dpi: int) -> Picture:
        picture = wear(rng, picture, dpi)
        height, width = picture.shape[:2]
        scale = span * dpi / 300 / max(height, width)
        border = 0.07
        size = (int(width * scale * (1 + 2 * border)), int(height * scale * (1 + 2 * border)))
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        moved = corners * scale + np.float32([size[0], size[1]]) * border / (1 + 2 * border)
        moved += rng.uniform(-tilt, tilt, (4, 2)).astype(np.float32) * min(size)
        matrix = cv2.getPerspectiveTransform(corners, moved)
        small = cv2.GaussianBlur(picture, (0, 0), max(0.3, 0.35 / scale))
        view = cv2.warpPerspective(small, matrix, size, flags=cv2.INTER_CUBIC)
        inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size)
        np.copyto(view, _ground(rng, size[1], size[0]), where=(inside < 128)[:, :, None])
        tint = np.float32([rng.uniform(0.86, 1.0), rng.uniform(0.94, 1.0), 1.0]) * 0.97
        view = np.clip(view * (_light(rng, size[1], size[0], depth) * tint), 0, 255).astype(np.uint8)
        return add_noise(rng, cv2.GaussianBlur(view, (0, 0), blur), noise)

    return take


CONDITIONS = {
    condition.name: condition
    for condition in (
        Condition("born", 300, _pdf_born),
        Condition("flatbed-200", 200, scan(1.0, 0.7, 3)),
        Condition("flatbed-300", 300, scan(1.5, 0.9, 3), ".jpg", 85),
        Condition("flatbed-400", 400, scan(1.0, 1.0, 3), ".jpg", 80),
        Condition("skewed", 300, scan(5.0, 0.8, 3), ".jpg", 92),
        Condition("pale", 300, scan(1.0, 0.8, 3, 0.5), ".jpg", 92),
        Condition("upside-down", 300, _upside_down, ".jpg", 85),
        Condition("sideways", 200, _sideways),
        Condition("overhead", 300, camera(0.018, 0.30, 0.7, 4, 3300), ".jpg", 88),
        Condition("phone", 300, camera(0.045, 0.42, 0.9, 5, 3300), ".jpg", 80),
        Condition("fax", 200, _fax),
        Condition("photocopy", 300, _copy, ".jpg", 90, True),
        Condition("pdf", 200, scan(1.0, 0.7, 2), ".pdf"),
    )
}
