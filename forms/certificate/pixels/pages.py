"""Rectifying: the sheet in a picture, flat, upright and straight, with the way back to the picture's own pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from forms.certificate.engines.boxes import in_order
from forms.certificate.engines.recogniser import Quad, Recogniser
from forms.certificate.pixels.clearing import clear_level, cleared, flattened, with_ink
from forms.certificate.pixels.dark_bars import turned
from forms.certificate.pixels.edges import lay_flat
from forms.certificate.pixels.marks import without_marks
from forms.certificate.pixels.pepper import without_pepper
from forms.certificate.pixels.stamps import without_colour
from forms.certificate.pixels.turning import (
    half_turn,
    is_upside_down,
    looks_turned,
    quarter_turn,
    skew,
    stands_on_its_side,
    turn_by,
)

RED = 2
"""The channel that is read, in which a red seal is as white as paper."""
STRAIGHT_DEGREES = 0.05
"""A page no more askew than this is straight: a line across it rises by less than a pixel in a thousand."""
REDETECT_DEGREES = 4.0
"""Boxes of text found on a page more askew than this are not upright enough to be kept."""


@dataclass(frozen=True)
class Page:
    """A sheet made flat.

    Attributes:
        image: BGR uint8, without coloured stamps.
        to_given: 3 × 3, from pixels of `image` to pixels of the picture as given.
        quads: where text stands, in pixels of `image`.
        ink: as :func:`forms.certificate.pixels.clearing.ink_image` makes it of `image`.
        marked: the red channel with the marks that a photocopy shows, which `image` has no more; None where it is that
            of `image`.
    """

    image: np.ndarray
    to_given: np.ndarray
    quads: tuple[Quad, ...]
    ink: np.ndarray
    marked: np.ndarray | None = None

    @cached_property
    def glyphs(self) -> dict[tuple, list[np.ndarray]]:
        """What :mod:`forms.certificate.runs.cutting` has cut out already."""
        return {}

    @cached_property
    def red(self) -> np.ndarray:
        """The red channel as it is, for comparing shapes."""
        return cv2.extractChannel(self.image, RED)


def rectify(picture: np.ndarray, recogniser: Recogniser) -> Page:
    """The sheet in the picture (BGR uint8), flat, its lines of text level; it may stand on its head.

    A sheet whose edges stand out is cut out by its four corners; otherwise the whole picture is the sheet.
    """
    picture = without_pepper(picture)
    forward, size = lay_flat(picture)
    picture = without_colour(picture, forward, size)
    red = cv2.extractChannel(picture, RED)
    if looks_turned(red, forward, size):
        turn, size = quarter_turn(size)
        forward = turn @ forward
    quads = _find_text(red, forward, size, recogniser)
    if stands_on_its_side(quads):
        turn, size = quarter_turn(size)
        forward = turn @ forward
        # Text on its side is found, but not to its very ends.
        quads = _find_text(red, forward, size, recogniser)
    angle = skew(quads)
    if abs(angle) > STRAIGHT_DEGREES:
        turn = turn_by(angle, size)
        forward = turn @ forward
        if abs(angle) > REDETECT_DEGREES:
            quads = _find_text(red, forward, size, recogniser)
        else:
            quads = [in_order(_apply(turn, quad)) for quad in quads]
    image, ink, marked = with_ink(_warp(picture, forward, size))
    return Page(image, np.linalg.inv(forward), tuple(quads), ink, marked)


def upright(page: Page, recogniser: Recogniser) -> Page:
    """The page itself, or turned where it stands on its head."""
    if not is_upside_down(page.ink, page.quads, recogniser):
        return page
    image, ink = cv2.rotate(page.image, cv2.ROTATE_180), cv2.rotate(page.ink, cv2.ROTATE_180)
    marked = None if page.marked is None else cv2.rotate(page.marked, cv2.ROTATE_180)
    turn = half_turn(image.shape[1::-1])
    quads = tuple(in_order(_apply(turn, quad)) for quad in page.quads)
    return Page(image, page.to_given @ np.linalg.inv(turn), quads, ink, marked)


def _find_text(red: np.ndarray, forward: np.ndarray, size: tuple[int, int], recogniser: Recogniser) -> list[Quad]:
    """Where text stands on the sheet that `forward` lays flat, in pixels of that sheet.

    Text is looked for in a small picture: one channel, roughly made flat, is enough. It is not made small before it is
    cleared: thin strokes would grow as pale as the patterns that are to go.
    """
    flat = cv2.warpPerspective(red, forward, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    flat = turned(flattened(flat))
    return recogniser.find_text(cleared(without_marks(flat, clear_level(flat))))


def _apply(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix).reshape(-1, 2)


def _warp(picture: np.ndarray, matrix: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
