"""Camera pictures of the fronts of made-up residence cards: print on a pale pattern, held askew under uneven light.

The layout is ours, after the official specimen: title at the top left, number at the top right, photograph below it.
No real card was photographed for it.
"""

from __future__ import annotations

import random
import string
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1012, 638
"""A card at 300 dots an inch."""
_FONTS = Path("/usr/share/fonts")
_GOTHIC = _FONTS / "opentype/noto/NotoSansCJK-Regular.ttc"
NUMBER_FONTS = (
    _FONTS / "truetype/dejavu/DejaVuSans.ttf",
    _FONTS / "truetype/dejavu/DejaVuSansMono.ttf",
    _GOTHIC,
)


def some_number(throw: random.Random) -> str:
    """Any number of the form."""
    letters = "".join(throw.choice(string.ascii_uppercase) for _ in range(4))
    return f"{letters[:2]}{throw.randrange(10**8):08d}{letters[2:]}"


@cache
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size)


def front(number: str, throw: random.Random) -> np.ndarray:
    """The face of a card, BGR."""
    across, down = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    waves = np.sin(across / throw.uniform(9, 15) + 3 * np.sin(down / throw.uniform(20, 40)))
    pale = np.stack([235 + 12 * waves, 228 + 14 * np.roll(waves, 5, 0), 222 + 16 * np.roll(waves, 9, 1)], -1)
    image = Image.fromarray(np.clip(pale, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)

    def write(x: float, y: float, text: str, size: int, file: Path = _GOTHIC, ink: tuple = (35, 30, 30)) -> None:
        pen.text((x, y), text, font=_font(file, size), fill=ink)

    write(60, 30, "日本国政府", 26)
    write(290, 26, "在留カード", 40)
    write(470, 92, "RESIDENCE CARD", 18)
    write(560, 34, "番号", 24)
    write(560, 62, "No.", 16)
    write(640, 28, number, throw.choice((34, 36, 40)), throw.choice(NUMBER_FONTS))
    for row, (label, value) in enumerate(
        (
            ("氏名 NAME", "TURNER ELIZABETH"),
            ("生年月日", "1985年12月31日　性別 女 F.　国籍・地域 米国"),
            ("住居地", "東京都千代田区霞が関１丁目１番１号霞が関ハイツ２０２号"),
            ("在留資格", "留学　Student　就労不可"),
            ("在留期間（満了日）", "4年3月（2028年07月01日）"),
        )
    ):
        write(50, 130 + 74 * row, label, 18, ink=(70, 70, 90))
        write(60, 156 + 74 * row, value, 28)
    write(60, 580, "このカードは 2028年07月01日まで有効 です。", 26)
    pen.rectangle((760, 150, 960, 420), fill=(150, 160, 175))
    pen.ellipse((810, 190, 910, 320), fill=(205, 185, 170))
    return cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2BGR)


def photographed(card: np.ndarray, throw: random.Random, *, size: tuple[int, int] = (1280, 960), turn: int = 0):
    """A camera picture of a card on a table.

    Args:
        size: width and height of the picture.
        turn: quarter turns to the left.
    """
    width, height = size
    seed = np.random.default_rng(throw.randrange(2**32))
    table = np.full((height, width, 3), throw.randrange(60, 170), np.uint8)
    card = np.rot90(card, turn).copy()
    scale = min(width / card.shape[1], height / card.shape[0]) * throw.uniform(0.72, 0.92)
    wide, high = card.shape[1] * scale, card.shape[0] * scale
    left, top = (width - wide) / 2, (height - high) / 2
    slip = 0.035 * width
    corners = np.float32([[left, top], [left + wide, top], [left + wide, top + high], [left, top + high]])
    corners += np.float32([[throw.uniform(-slip, slip) for _ in range(2)] for _ in range(4)])
    whole = np.float32([[0, 0], [card.shape[1], 0], [card.shape[1], card.shape[0]], [0, card.shape[0]]])
    warp = cv2.getPerspectiveTransform(whole, corners)
    cv2.warpPerspective(card, warp, size, dst=table, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(throw.uniform(0.7, 0.9), 1.05, width)[None, :, None]
    lit = cv2.GaussianBlur(table, (0, 0), throw.uniform(0.5, 1.1)) * light
    noisy = np.clip(lit + seed.normal(0, throw.uniform(2, 6), table.shape), 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, throw.randrange(70, 92)])[1]
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)
