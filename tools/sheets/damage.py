"""What happens to a sheet between the city's printer and our camera: folds, scanner, camera, fax, copier."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image

Damaged = tuple[np.ndarray, np.ndarray]
"""The picture, BGR uint8, and the 3 × 3 from pixels of the clean sheet to its pixels."""


def bgr(sheet: Image.Image) -> np.ndarray:
    """The sheet as OpenCV has it."""
    return cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR)


def noise(picture: np.ndarray, rng: random.Random, sigma: float) -> np.ndarray:
    """With the grain of a sensor; `sigma` in levels of grey."""
    generator = np.random.default_rng(rng.randrange(2**32))
    grain = generator.normal(0.0, sigma, picture.shape[:2]).astype(np.float32)[..., None]
    return np.clip(picture.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def turned(sheet: np.ndarray, degrees: float, scale: float, border=(246, 246, 246)) -> Damaged:
    """Turned about its middle and scaled."""
    height, width = sheet.shape[:2]
    size = (round(width * scale), round(height * scale))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix = np.diag([scale, scale, 1.0]) @ np.vstack([turn, [0, 0, 1]])
    if scale < 1:
        sheet = cv2.GaussianBlur(sheet, (0, 0), 0.45 / scale)
    picture = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_CUBIC, borderValue=border)
    return picture, matrix


def _flatbed(dpi: int, degrees: float) -> Callable[[Image.Image, random.Random], Damaged]:
    def scan(sheet: Image.Image, rng: random.Random) -> Damaged:
        clean = bgr(sheet)
        _fold(clean, rng)
        angle = rng.uniform(-degrees, degrees)
        picture, matrix = turned(clean, angle, dpi / 300)
        return noise(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 0.8)), rng, rng.uniform(1, 5)), matrix

    return scan


def _fold(picture: np.ndarray, rng: random.Random) -> None:
    """One or two soft shadows across the sheet, and a staple's shadow in the corner."""
    height, width = picture.shape[:2]
    for _ in range(rng.randrange(3)):
        y = int(height * rng.choice((1 / 3, 1 / 2, 2 / 3)) + rng.randrange(-40, 40))
        band = np.exp(-(((np.arange(height) - y) / 6.0) ** 2)) * rng.uniform(15, 45)
        picture[:] = np.clip(picture - band[:, None, None], 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        cv2.line(picture, (width - 240, 110), (width - 120, 150), (150, 150, 150), 6)


def _upside_down(sheet: Image.Image, rng: random.Random) -> Damaged:
    picture, matrix = _flatbed(300, 1.5)(sheet, rng)
    height, width = picture.shape[:2]
    turn = np.array([[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]], float)
    return cv2.rotate(picture, cv2.ROTATE_180), turn @ matrix


def _on_side(sheet: Image.Image, rng: random.Random) -> Damaged:
    picture, matrix = _flatbed(200, 1.5)(sheet, rng)
    height = picture.shape[0]
    turn = np.array([[0, -1, height - 1], [1, 0, 0], [0, 0, 1]], float)
    return cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), turn @ matrix


def _photo(lean: float, size: tuple[int, int], dark: float, blur: float, quality: int):
    def shoot(sheet: Image.Image, rng: random.Random) -> Damaged:
        clean = bgr(sheet)
        _fold(clean, rng)
        height, width = clean.shape[:2]
        wide, high = size if width < height else size[::-1]
        room = 0.94 * min(wide / width, high / height)
        left, top = (wide - width * room) / 2, (high - height * room) / 2
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        seen = corners * room + (left, top)
        seen += np.float32([[rng.uniform(-lean, lean) * wide, rng.uniform(-lean, lean) * high] for _ in range(4)])
        matrix = cv2.getPerspectiveTransform(corners, np.float32(seen))
        desk = np.array([rng.randrange(30, 110) for _ in range(3)], np.float32)
        soft = cv2.GaussianBlur(clean, (0, 0), max(0.3, 0.45 / room))
        paper = cv2.warpPerspective(soft, matrix, (wide, high), flags=cv2.INTER_CUBIC)
        inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (wide, high))
        inside = inside.astype(np.float32)[..., None] / 255
        photo = paper * inside + desk * (1 - inside)
        across, down = np.meshgrid(
            np.linspace(-1, 1, wide, dtype=np.float32), np.linspace(-1, 1, high, dtype=np.float32)
        )
        angle = rng.uniform(0, 6.28)
        light = 1 - dark / 2 + dark / 2 * (across * np.cos(angle) + down * np.sin(angle))
        photo = np.clip(photo * light[..., None], 0, 255).astype(np.uint8)
        photo = noise(cv2.GaussianBlur(photo, (0, 0), blur), rng, 4)
        packed = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return cv2.imdecode(packed, cv2.IMREAD_COLOR), matrix

    return shoot


def _fax(sheet: Image.Image, rng: random.Random) -> Damaged:
    picture, matrix = turned(bgr(sheet), rng.uniform(-1, 1), 200 / 300)
    grey = noise(cv2.GaussianBlur(picture, (0, 0), 0.5), rng, 10)[:, :, 1]
    black = ((grey > 160) * 255).astype(np.uint8)
    return cv2.cvtColor(black, cv2.COLOR_GRAY2BGR), matrix


def _photocopy(sheet: Image.Image, rng: random.Random) -> Damaged:
    """Grey, hard, a little dirty, and the hidden word comes out."""
    clean = bgr(sheet)
    height, width = clean.shape[:2]
    word = Image.new("L", (width, height), 255)
    from PIL import ImageDraw, ImageFont

    face = ImageFont.truetype("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 150)
    draw = ImageDraw.Draw(word)
    for row in range(4):
        for column in range(3):
            draw.text((150 + column * 780, 380 + row * 800), "複写", font=face, fill=196)
    clean = np.minimum(clean, np.asarray(word)[..., None])
    picture, matrix = turned(clean, rng.uniform(-1.5, 1.5), 1.0)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    grey = np.clip((grey - 70) * 1.35 + 40, 0, 255).astype(np.uint8)
    for _ in range(rng.randrange(30, 90)):
        x, y = rng.randrange(width), rng.randrange(height)
        cv2.circle(grey, (x, y), rng.randrange(1, 4), 60, -1)
    return noise(cv2.cvtColor(cv2.GaussianBlur(grey, (0, 0), 0.8), cv2.COLOR_GRAY2BGR), rng, 3), matrix


CONDITIONS: dict[str, Callable[[Image.Image, random.Random], Damaged]] = {
    "flatbed300": _flatbed(300, 1.0),
    "flatbed200": _flatbed(200, 2.0),
    "flatbed400": _flatbed(400, 1.0),
    "skew5": _flatbed(300, 5.0),
    "upside_down": _upside_down,
    "on_side": _on_side,
    "overhead": _photo(0.02, (2448, 3264), 0.3, 0.7, 88),
    "phone": _photo(0.045, (2448, 3264), 0.5, 1.0, 78),
    "fax": _fax,
    "photocopy": _photocopy,
}
