"""How a page becomes a picture: the form's ink, and the printer's as its head or drum leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tools.strangers.drawn.canvas import FORM, PRINTER, Canvas, Text
from tools.strangers.drawn.faces import advance, cell, face_of, font

Rng = np.random.Generator
BASE = 0.86
"""Where the line on which Latin letters stand lies in a character's square, of its height."""
PINS = 24
"""Dots of a dot printer's head across a kanji."""
RING = 0.3
"""Millimetres of the line of a ring."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How one layer is printed.

    Attributes:
        colour: blue, green, red.
        kind: ``laser``, ``dots`` (ribbon and pins), ``thermal`` or ``carbon`` (the second sheet of a set).
        shift: millimetres right and down by which it is out of register.
        depth: how dark, 1 is the whole colour.
    """

    colour: tuple[int, int, int] = (0, 0, 0)
    kind: str = "laser"
    shift: tuple[float, float] = (0.0, 0.0)
    depth: float = 1.0


def _place(image: Image.Image, draw: ImageDraw.ImageDraw, text: Text, scale: float, shift: tuple[float, float]) -> None:
    """One text, character by character; `scale`: pixels a millimetre."""
    pixels = max(1, round(text.em * scale))
    x, y = (text.x + shift[0]) * scale, (text.y + shift[1]) * scale
    for char, step in zip(text.words, text.steps(), strict=True):
        if char.strip():
            face = font(face_of(text.face, char), pixels)
            room = cell(char) if text.fixed else advance(text.face, char)
            stretch = text.wide * (room / advance(text.face, char) if room < advance(text.face, char) else 1.0)
            spare = max(0.0, room - advance(text.face, char)) / 2 * text.em * text.wide * scale if text.fixed else 0.0
            at = (x + spare, y + BASE * pixels)
            if abs(stretch - 1) < 0.01:
                draw.text(at, char, fill=255, font=face, anchor="ls")
            else:
                _squeeze(image, face, char, at, stretch, pixels)
        x, y = (x, y + step * scale) if text.down else (x + step * scale, y)


def _squeeze(image: Image.Image, face: object, char: str, at: tuple[float, float], stretch: float, em: int) -> None:
    """A character made narrower or wider than its face has it."""
    glyph = Image.new("L", (em * 2, em * 2))
    ImageDraw.Draw(glyph).text((em // 2, round(em * 1.3)), char, fill=255, font=face, anchor="ls")
    glyph = glyph.resize((max(1, round(em * 2 * stretch)), em * 2), Image.Resampling.BILINEAR)
    corner = (round(at[0] - em // 2 * stretch), round(at[1] - em * 1.3))
    image.paste(255, (*corner, corner[0] + glyph.width, corner[1] + glyph.height), glyph)


def _texts(texts: Iterable[Text], size: tuple[int, int], scale: float, shift: tuple[float, float]) -> np.ndarray:
    image = Image.new("L", size)
    draw = ImageDraw.Draw(image)
    for text in texts:
        _place(image, draw, text, scale, shift)
    return np.asarray(image)


def _dots(texts: list[Text], size: tuple[int, int], scale: float, shift: tuple[float, float]) -> np.ndarray:
    """Each kanji as pins of a head have struck it, 24 a square, through a ribbon."""
    page = np.zeros((size[1], size[0]), np.uint8)
    for text in texts:
        fine = PINS / text.em
        at = Text(1, 1, text.words, text.face, text.points, text.layer, text.fixed, text.wide, text.gap)
        room = (int((at.length + 3) * fine), int((at.em + 2) * fine))
        struck = _texts([at], room, fine, (0, 0)) > 110
        radius = 0.62 * scale / fine
        for y, x in zip(*np.nonzero(struck), strict=True):
            centre = (
                round((text.x + shift[0] - 1 + (x + 0.5) / fine) * scale * 16),
                round((text.y + shift[1] - 1 + (y + 0.5) / fine) * scale * 16),
            )
            cv2.circle(page, centre, round(radius * 16), 255, -1, cv2.LINE_AA, 4)
    return page


def _worn(rng: Rng, mask: np.ndarray, ink: Ink, scale: float) -> np.ndarray:
    """The layer as its kind of printer leaves it; `mask` 0 … 255 becomes 0 … 1."""
    cover = mask.astype(np.float32) / 255
    height, width = mask.shape
    small = (width // 8 + 1, height // 8 + 1)
    if ink.kind == "dots":
        # the ribbon has bands where it is drier
        bands = cv2.resize(rng.uniform(0.72, 1.0, (height // 60 + 2, 1)).astype(np.float32), (width, height))
        cover = cv2.GaussianBlur(cover, (0, 0), max(0.3, 0.03 * scale)) * bands
    elif ink.kind == "thermal":
        fade = cv2.resize(
            rng.uniform(0.7, 1.0, (3, 2)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        cover = cv2.GaussianBlur(cover, (0, 0), max(0.3, 0.045 * scale)) * fade
    elif ink.kind == "carbon":
        grain = cv2.resize(rng.uniform(0.55, 1.0, small[::-1]).astype(np.float32), (width, height))
        cover = np.clip(cv2.GaussianBlur(cover, (0, 0), 0.035 * scale) * 1.25, 0, 1) * grain
    return cover * ink.depth


def _form(canvas: Canvas, size: tuple[int, int], scale: float) -> np.ndarray:
    """The form's rules and tints; its texts are laid over them."""
    page = np.zeros((size[1], size[0]), np.uint8)
    for tint in canvas.tints:
        a, b = (round(tint.x * scale), round(tint.y * scale))
        c, d = (round((tint.x + tint.width) * scale), round((tint.y + tint.height) * scale))
        if tint.round:
            centre, axes = ((a + c) // 2, (b + d) // 2), ((c - a) // 2, (d - b) // 2)
            cv2.ellipse(page, centre, axes, 0, 0, 360, round(255 * tint.grey), -1, cv2.LINE_AA)
        else:
            page[b:d, a:c] = round(255 * tint.grey)
    for rule in canvas.rules:
        thick = max(1, round(rule.weight * scale))
        start, end = np.array((rule.x, rule.y)) * scale, np.array((rule.right, rule.bottom)) * scale
        parts = max(1, round(np.hypot(*(end - start)) / (rule.dash * scale * 2))) if rule.dash else 1
        for part in range(parts):
            share = 1.0 if not rule.dash else 0.55
            a = start + (end - start) * part / parts
            b = start + (end - start) * (part + share) / parts
            cv2.line(page, tuple(np.round(a).astype(int)), tuple(np.round(b).astype(int)), 255, thick)
    return page


def _rings(canvas: Canvas, size: tuple[int, int], scale: float, shift: tuple[float, float]) -> np.ndarray:
    """What the printer chose."""
    page = np.zeros((size[1], size[0]), np.uint8)
    for ring in canvas.rings:
        centre = (ring.x + shift[0] + ring.width / 2, ring.y + shift[1] + ring.height / 2)
        box = tuple(tuple(side * scale for side in pair) for pair in (centre, (ring.width, ring.height)))
        cv2.ellipse(page, (*box, 0.0), 255, max(1, round(RING * scale)), cv2.LINE_AA)
    return page


def draw(rng: Rng, canvas: Canvas, dpi: int, form: Ink, printer: Ink, ground: np.ndarray) -> np.ndarray:
    """The page as BGR at that dpi; `ground`: the paper itself with its hidden pattern, of that size."""
    scale = dpi / 25.4
    height, width = ground.shape[:2]
    size = (width, height)
    page = ground.astype(np.float32)
    own = [text for text in canvas.texts if text.layer == FORM]
    added = [text for text in canvas.texts if text.layer == PRINTER]
    layers = (
        (form, np.maximum(_form(canvas, size, scale), _texts(own, size, scale, (0, 0)))),
        (
            printer,
            np.maximum(
                (_dots if printer.kind == "dots" else _texts)(added, size, scale, printer.shift),
                _rings(canvas, size, scale, printer.shift),
            ),
        ),
    )
    for ink, mask in layers:
        cover = _worn(rng, mask, ink, scale)[:, :, None]
        page = page * (1 - cover) + np.float32(ink.colour) * cover
    return np.clip(np.round(page), 0, 255).astype(np.uint8)
