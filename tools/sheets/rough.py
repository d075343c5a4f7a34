"""Worse things that happen to a sheet: what lies on it, how it is bent, and who takes its picture.

Beside the ten conditions of :mod:`tools.sheets.damage`, which every part is drawn in: the numbers of a part stay the
same sheets. `corpus.make(part, number, condition)` takes any of both.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.sheets.canvas import GOTHIC, font
from tools.sheets.damage import CONDITIONS, Damaged, bgr, noise, turned

Marks = Callable[[np.ndarray, random.Random], np.ndarray]
"""What is done to the sheet itself, BGR uint8."""


def _marked(marks: Marks, condition: str) -> Callable[[Image.Image, random.Random], Damaged]:
    def take(sheet: Image.Image, rng: random.Random) -> Damaged:
        worn = marks(bgr(sheet), rng)
        return CONDITIONS[condition](Image.fromarray(cv2.cvtColor(worn, cv2.COLOR_BGR2RGB)), rng)

    return take


def _blotches(shape: tuple[int, int], rng: random.Random, grain: int) -> np.ndarray:
    """Soft noise of mean 0 and deviation 1; `grain` is the size of its blotches in pixels."""
    generator = np.random.default_rng(rng.randrange(2**32))
    small = generator.normal(0.0, 1.0, (shape[0] // grain + 2, shape[1] // grain + 2)).astype(np.float32)
    soft = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return (soft - soft.mean()) / soft.std()


def _low_toner(sheet: np.ndarray, rng: random.Random) -> np.ndarray:
    """Ink that is pale, in bands paler still, with specks of bare paper in the strokes."""
    ink = 255.0 - sheet.astype(np.float32)
    streaks = 1 + 0.25 * _blotches((8, sheet.shape[1]), rng, 60)[:1].clip(-2, 1)[..., None]
    grain = (_blotches(sheet.shape[:2], rng, 3) < 1.1).astype(np.float32)[..., None]
    return np.clip(255 - ink * rng.uniform(0.4, 0.6) * streaks * (0.35 + 0.65 * grain), 0, 255).astype(np.uint8)


def _coffee(sheet: np.ndarray, rng: random.Random) -> np.ndarray:
    """The ring of a cup and a few drops."""
    height, width = sheet.shape[:2]
    stain = np.zeros((height, width), np.float32)
    middle = (rng.randrange(width // 5, width), rng.randrange(height // 6, height))
    cv2.circle(stain, middle, 450, 0.18, -1)
    cv2.circle(stain, middle, 450, 0.55, rng.randrange(14, 30))
    for _ in range(6):
        cv2.circle(stain, (rng.randrange(width), rng.randrange(height)), rng.randrange(8, 50), 0.35, -1)
    stain = cv2.GaussianBlur(stain, (0, 0), 4)[..., None]
    return (sheet * (1 - stain * np.float32([0.75, 0.5, 0.3]))).astype(np.uint8)


def _written_on(sheet: np.ndarray, rng: random.Random) -> np.ndarray:
    """A clerk's notes in the margins, ticks beside rows, a line beneath a word."""
    height, width = sheet.shape[:2]
    picture = Image.fromarray(sheet[..., ::-1])
    colour = rng.choice(((40, 40, 160), (50, 50, 50), (90, 90, 90)))
    for _ in range(3):
        note = Image.new("L", (900, 110), 0)
        words = ("確認済 佐藤", "要連絡 4/12", "本人来庁", "TEL済", "カード返納")
        text = rng.choice(words) + rng.choice(("", " OK", "?"))
        ImageDraw.Draw(note).text((8, 8), text, font=font(GOTHIC, rng.randrange(48, 80)), fill=255)
        note = note.rotate(rng.uniform(-14, 14), expand=True)
        at = (rng.choice((30, width // 3, width - 700)), rng.choice((20, height - 170, height - 260)))
        picture.paste(colour, at, note)
    draw = ImageDraw.Draw(picture)
    for _ in range(4):
        x, y = rng.choice((60, width - 130)), rng.randrange(height // 5, height - 200)
        draw.line([(x, y), (x + 25, y + 35), (x + 80, y - 40)], fill=colour, width=6)
    x, y = rng.randrange(width // 3), rng.randrange(height // 4, height // 2)
    draw.line([(x, y), (x + 200, y + 6), (x + 420, y - 4)], fill=colour, width=5)
    return np.asarray(picture)[..., ::-1].copy()


def _bleed_through(sheet: np.ndarray, rng: random.Random) -> np.ndarray:
    """The print of the other side, mirrored and pale."""
    other = cv2.GaussianBlur(np.roll(sheet[:, ::-1], rng.randrange(-200, 200), axis=0), (0, 0), 2.5)
    return np.clip(sheet - (255.0 - other) * rng.uniform(0.12, 0.28), 0, 255).astype(np.uint8)


def _filed(sheet: np.ndarray, rng: random.Random) -> np.ndarray:
    """Two holes at the side, a staple, a corner folded over, and a receipt stamp in black."""
    height, width = sheet.shape[:2]
    sheet = sheet.copy()
    for y in (height // 2 - 472, height // 2 + 472):
        cv2.circle(sheet, (130, y), 36, (20, 20, 20), -1)
    side = rng.randrange(90, 260)
    cv2.fillConvexPoly(sheet, np.int32([[width, 0], [width - side, 0], [width, side]]), (25, 25, 25))
    cv2.fillConvexPoly(sheet, np.int32([[width - side, 0], [width - side, side], [width, side]]), (215, 215, 215))
    cv2.line(sheet, (150, 150), (260, 100), (95, 95, 95), 7)
    stamp = Image.new("L", (460, 190), 0)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((3, 3, 456, 186), outline=200, width=7)
    draw.text((230, 95), "受付\n7.11.24", font=font(GOTHIC, 64), fill=200, anchor="mm", align="center")
    shape = np.asarray(stamp.rotate(rng.uniform(-7, 7), expand=True), np.float32)[..., None] / 255
    x, y = rng.randrange(width - shape.shape[1]), rng.randrange(height - 700, height - shape.shape[0])
    part = sheet[y : y + shape.shape[0], x : x + shape.shape[1]]
    part[:] = (part * (1 - 0.8 * shape)).astype(np.uint8)
    return sheet


def _coarse_fax(sheet: Image.Image, rng: random.Random) -> Damaged:
    """Black and white at 204 by 98 dots an inch, with streaks of the roller."""
    picture, matrix = turned(bgr(sheet), rng.uniform(-1, 1), 204 / 300)
    width, height = picture.shape[1::-1]
    low = cv2.resize(picture, (width, height * 98 // 204), interpolation=cv2.INTER_AREA)
    black = ((noise(low, rng, 10)[:, :, 1] > 165) * 255).astype(np.uint8)
    for _ in range(rng.randrange(3)):
        black[:, rng.randrange(width)] = 0
    tall = cv2.resize(black, (width, height), interpolation=cv2.INTER_NEAREST)
    return cv2.cvtColor(tall, cv2.COLOR_GRAY2BGR), matrix


def _open_lid(sheet: Image.Image, rng: random.Random) -> Damaged:
    """A scanner with its lid open: black around the sheet, which lies askew and a little beyond the glass."""
    picture, matrix = turned(bgr(sheet), rng.uniform(-3, 3), 1.0, (18, 18, 18))
    height, width = picture.shape[:2]
    shift = np.array([[1, 0, rng.randrange(-25, 120)], [0, 1, rng.randrange(-25, 160)], [0, 0, 1]], float)
    size = (width + 60, height + 120)
    picture = cv2.warpPerspective(picture, shift, size, borderValue=(18, 18, 18))
    return noise(cv2.GaussianBlur(picture, (0, 0), 0.6), rng, 3), shift @ matrix


def _packed(picture: np.ndarray, quality: int) -> np.ndarray:
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def _jpeg(sheet: Image.Image, rng: random.Random) -> Damaged:
    """A scan at 200 dpi that somebody has packed far too small."""
    picture, matrix = CONDITIONS["flatbed200"](sheet, rng)
    return _packed(picture, rng.randrange(22, 40)), matrix


def _shaken(sheet: Image.Image, rng: random.Random) -> Damaged:
    """A photograph taken with an unsteady hand."""
    picture, matrix = CONDITIONS["phone"](sheet, rng)
    length = rng.randrange(4, 8)
    path = np.zeros((9, 9), np.float32)
    angle = rng.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    start, end = np.round((4 - reach) * 16).astype(int), np.round((4 + reach) * 16).astype(int)
    cv2.line(path, tuple(map(int, start)), tuple(map(int, end)), 1.0, 1, cv2.LINE_AA, 4)
    return _packed(cv2.filter2D(picture, -1, path / path.sum()), 80), matrix


def _shaded(sheet: Image.Image, rng: random.Random) -> Damaged:
    """A photograph by a warm lamp, the shadow of a head and an arm over it."""
    picture, matrix = CONDITIONS["overhead"](sheet, rng)
    height, width = picture.shape[:2]
    shade = np.zeros((height, width), np.float32)
    x = rng.randrange(width // 4, width)
    cv2.ellipse(shade, (x, height), (width // 4, height // 2), 0, 0, 360, 1.0, -1)
    cv2.line(shade, (x, height), (rng.randrange(width), height // 3), 1.0, width // 8)
    shade = cv2.GaussianBlur(shade, (0, 0), rng.uniform(6, 40))[..., None]
    cast = np.float32([rng.uniform(0.62, 0.8), rng.uniform(0.85, 0.95), 1.0])
    return np.clip(picture * (1 - rng.uniform(0.35, 0.6) * shade) * cast, 0, 255).astype(np.uint8), matrix


def _held(sheet: Image.Image, rng: random.Random) -> Damaged:
    """A photograph of a sheet that fingers hold, half over the edge of a bright table."""
    picture, matrix = CONDITIONS["phone"](sheet, rng)
    height, width = picture.shape[:2]
    corners = cv2.perspectiveTransform(
        np.float32([[[0, 0]], [[sheet.width, 0]], [[sheet.width, sheet.height]], [[0, sheet.height]]]), matrix
    ).reshape(4, 2)
    outside = np.full((height, width), 255, np.uint8)
    cv2.fillConvexPoly(outside, corners.astype(np.int32), 0)
    table = np.zeros((height, width), np.uint8)
    cv2.rectangle(table, (0, rng.randrange(height // 3, height)), (width, height), 255, -1)
    picture[(table & outside) > 0] = np.clip(np.array([150, 170, 190]) + rng.randrange(-30, 30), 0, 255)
    for side in (0, 2):
        share = rng.uniform(0.35, 0.8)
        x, y = corners[side] * share + corners[(side + 1) % 4] * (1 - share)
        middle = corners.mean(axis=0)
        turn = float(np.degrees(np.arctan2(middle[1] - y, middle[0] - x)))
        cv2.ellipse(picture, (int(x), int(y)), (105, 65), turn, 0, 360, (120, 150, 205), -1)
    return noise(cv2.GaussianBlur(picture, (0, 0), 0.8), rng, 3), matrix


def _bent(depth: float, waves: int, shading: float):
    """A photograph of a sheet that does not lie flat. The matrix is only nearly true."""

    def take(sheet: Image.Image, rng: random.Random) -> Damaged:
        clean = bgr(sheet)
        height, width = clean.shape[:2]
        down, across = np.mgrid[0:height, 0:width].astype(np.float32)
        if waves:
            up = sum(_blotches((height, width), rng, grain) * grain / 900 for grain in (900, 450, 220)[:waves])
        else:  # curled up like a roll
            axis = rng.choice((across / width, down / height))
            up = 2.2 * np.cos((axis - rng.uniform(0.3, 0.7)) * np.pi)
        slope_down, slope_across = np.gradient(up)
        picture = cv2.remap(
            clean,
            across + up * depth * rng.uniform(-1, 1),
            down + up * depth,
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
        slope = slope_across + slope_down
        light = (1 + shading * slope / max(1e-6, float(np.abs(slope).max()))).clip(0.5, 1)
        picture = (picture * light[..., None]).astype(np.uint8)
        return CONDITIONS["overhead"](Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)), rng)

    return take


ROUGH: dict[str, Callable[[Image.Image, random.Random], Damaged]] = {
    "low_toner": _marked(_low_toner, "flatbed200"),
    "coffee": _marked(_coffee, "flatbed300"),
    "written_on": _marked(_written_on, "flatbed300"),
    "bleed_through": _marked(_bleed_through, "flatbed300"),
    "filed": _marked(_filed, "flatbed300"),
    "coarse_fax": _coarse_fax,
    "open_lid": _open_lid,
    "jpeg": _jpeg,
    "shaken": _shaken,
    "shaded": _shaded,
    "held": _held,
    "curled": _bent(14, 0, 0.25),
    "crumpled": _bent(6, 3, 0.25),
}
