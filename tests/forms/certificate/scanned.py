"""Values as scanned, in a face that no model was trained on, and what a recogniser says of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

UNSEEN = Path("/usr/share/fonts/truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf")
PX = 44
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def scanned(text: str, pitch: float = 1.0, file: Path = UNSEEN) -> np.ndarray:
    """A line of text as scanned, soft and with noise; each character has `pitch` em."""
    image = Image.new("L", (round((len(text) * pitch + 1) * PX), 2 * PX), 243)
    face = ImageFont.truetype(file, PX)
    for at, char in enumerate(text):
        ImageDraw.Draw(image).text(((at + 1) * pitch * PX, PX), char, font=face, fill=40, anchor="mm")
    soft = cv2.GaussianBlur(np.asarray(image), (0, 0), 0.9)
    return np.clip(soft + np.random.default_rng(1).normal(0, 4, soft.shape), 0, 255).astype(np.uint8)


def read(
    shown: str, said: str, kind: Kind = Kind.NAME, path: str = "members[0].name", file: Path = UNSEEN
) -> tuple[Entry, Page]:
    """A line that shows one thing, and a recogniser that says another."""
    picture = scanned(shown, file=file)
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    glyphs = tuple(Glyph(char, 0.97, (at + 1) * PX) for at, char in enumerate(said) if char != "\u3000")
    height, width = picture.shape
    quad = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    ink = (picture < 150).any(axis=0)
    segment = Segment(glyphs, quad, 0, NO_LINE, PX, ink)
    return Entry(path, kind, Value(said, said, 0.97, True, (segment,)), shaky=True), page
