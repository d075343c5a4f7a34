"""Seals and stamps, laid onto the printed page; a picture is a BGR array."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.strangers.drawn.faces import font

RED = (42, 38, 205)
FACE = "Noto Serif Bold"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal, or an office's stamp where it is `flat`: its lines stand below each other, parted by ``/``.

    `x`, `y`: upper left corner; `size`: width in millimetres; `turn` in degrees; `colour`: blue, green, red.
    """

    x: float
    y: float
    size: float
    words: str
    turn: float = 0.0
    round: bool = False
    flat: bool = False
    colour: tuple[int, int, int] = RED


def _columns(words: str) -> list[str]:
    """A seal's text from right to left in columns of equal length."""
    count = 3 if len(words) > 6 else 2
    step = -(-len(words) // count)
    return [words[start : start + step] for start in range(0, len(words), step)]


def _face(stamp: Stamp, side: int) -> Image.Image:
    image = Image.new("L", (side, side))
    draw = ImageDraw.Draw(image)
    edge = max(2, side // 28)
    shape = draw.ellipse if stamp.round else draw.rectangle
    shape((edge, edge, side - edge, side - edge), outline=255, width=edge)
    lines = stamp.words.split("/") if stamp.flat else _columns(stamp.words)
    inner = side * (0.66 if stamp.round else 0.86)
    cell = (inner / max(len(line) for line in lines), inner / len(lines))
    wide, high = cell if stamp.flat else cell[::-1]
    em = int(min(wide, high * 1.3) if stamp.flat else min(high * 1.15, wide * 1.6))
    start = (side - inner) / 2
    for row, line in enumerate(lines):
        for place, char in enumerate(line):
            glyph = Image.new("L", (em, em))
            ImageDraw.Draw(glyph).text((em / 2, em / 2), char, fill=255, font=font(FACE, em), anchor="mm")
            if stamp.flat:
                at = (start + (inner - wide * len(line)) / 2 + place * wide, start + row * high)
            else:
                at = (start + inner - (row + 1) * wide, start + place * high)
            fitted = glyph.resize((max(1, int(wide)), max(1, int(high))), Image.Resampling.BILINEAR)
            image.paste(255, (int(at[0]), int(at[1]), int(at[0]) + fitted.width, int(at[1]) + fitted.height), fitted)
    return image


def press(rng: np.random.Generator, page: np.ndarray, stamp: Stamp, dpi: int) -> None:
    """Lays the stamp onto the page as an ink that lets the print below show, patchy as pads leave it."""
    side = max(8, round(stamp.size * dpi / 25.4))
    mask = np.asarray(_face(stamp, side).rotate(stamp.turn, Image.Resampling.BICUBIC), np.float32) / 255
    patches = cv2.resize(rng.uniform(0.55, 1.0, (6, 6)).astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    cover = (mask * np.clip(patches, 0, 0.95))[:, :, None]
    left, top = (round(place * dpi / 25.4) for place in (stamp.x, stamp.y))
    part = page[top : top + side, left : left + side]
    cover = cover[: part.shape[0], : part.shape[1]]
    colour = np.float32(stamp.colour) / 255
    part[:] = np.clip(part * (1 - cover + cover * colour), 0, 255).astype(np.uint8)
