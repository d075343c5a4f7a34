"""Which of several look-alike characters a glyph is: 高 or 髙, 崎 or 﨑, 吉 or 𠮷.

The recogniser prefers the common form and lacks some of the others. So the glyph's pixels are compared with drawings
of all members of its group in the fonts of the machine. What counts is how much better one member fits than the next
in the same font; how well it fits at all depends on the print.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.pixels.levels import level_at
from forms.characters import missing_glyphs

SIDE = 56
"""Glyphs are compared in squares of this side, their ink filling the square."""
SOFT = 1.3
"""Blur before comparing, in those pixels: strokes of like place but unlike weight shall meet."""
SHIFT = 2
"""Pixels by which a glyph may be off."""
EDGE_LEVELS = (0.45, 0.3)
"""Shares of the darkest ink from which on a pixel counts for where a glyph ends: thin strokes of a Mincho face are pale
under a camera, patterns and noise are not to be let in. Whichever makes it fit better is taken."""
MIN_LIKENESS = 0.55
"""Below it the glyph is none of the group."""
_DRAWN_PX = 128
DRAWINGS_KEPT = 3600
"""Characters in one face whose drawings stay in memory, some 60 MB."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a glyph compares with its group.

    Attributes:
        ranking: members with the evidence for them, best first; evidence is a likeness from −1 to 1 relative to the
            best, so the first has 0 and the others are negative.
        fit: how well the best one fits at all, −1 to 1.
    """

    ranking: tuple[tuple[str, float], ...]
    fit: float

    @property
    def best(self) -> str:
        return self.ranking[0][0]

    @property
    def margin(self) -> float:
        """How much the best one leads."""
        return -self.ranking[1][1]


@cache
def _table() -> dict:
    return tomllib.loads(Path(__file__).with_name("variants.toml").read_text(encoding="utf-8"))


@cache
def groups() -> dict[str, str]:
    """Every character that has look-alikes, with its group.

    Raises:
        ValueError: ``variants.toml`` lists a character twice.
    """
    found: dict[str, str] = {}
    for group in _table()["groups"]:
        for character in group:
            if character in found:
                raise ValueError(f"variants.toml: {character} is in two groups")
            found[character] = group
    return found


@cache
def unknown() -> dict[str, str]:
    """Characters of names, with their variants that no reader of characters has a class for."""
    return {character: others for characters, others in _table()["unknown"] for character in characters}


def only_difference(one: str, other: str) -> tuple[str, str] | None:
    """The one character in which two texts of the same length differ, as each has it; None where that is not all."""
    pairs = [(mine, theirs) for mine, theirs in zip(one, other, strict=False) if mine != theirs]
    return pairs[0] if len(pairs) == 1 and len(one) == len(other) else None


@cache
def look_alikes() -> dict[str, str]:
    """Every kanji that others look like, followed by those; out of ``look_alikes.txt``, which a tool writes."""
    lines = Path(__file__).with_name("look_alikes.txt").read_text(encoding="utf-8").split()
    return {line[0]: line for line in lines}


def warm_up() -> None:
    """Opens the typefaces, ahead of the first page."""
    for file, number in _fonts():
        _face(file, number)
        missing_glyphs("髙", Path(file), number)


def compare(glyph: np.ndarray, group: str, without: str = "") -> Likeness | None:
    """Compares a glyph with the members of a group.

    Args:
        glyph: grey uint8, dark on light, one character.
        group: the members.
        without: file name of a font to leave out, for measuring.

    Returns:
        None where there is no glyph, or no font has two members of the group.
    """
    pictures: list[np.ndarray] = []
    for level in EDGE_LEVELS:
        picture = prepared(255 - glyph, level)
        if picture is not None and not any(np.array_equal(picture, other) for other in pictures):
            pictures.append(picture)  # of crisp print both are the same
    if not pictures:
        return None
    drawn: list[tuple[list[str], slice]] = []
    drawings: list[Drawing] = []
    for file, number in _fonts():
        if without and without in file:
            continue
        lacking = missing_glyphs(group, Path(file), number)
        members = [character for character in group if character not in lacking]
        if len(members) >= 2:
            drawn.append((members, slice(len(drawings), len(drawings) + len(members))))
            drawings += [_drawing(file, number, member) for member in members]
    if not drawn:
        return None
    told = [fits(picture, drawings) for picture in pictures]
    top, members, best = max(
        ((float(each[own].max()), members, each[own]) for members, own in drawn for each in told),
        key=lambda row: row[0],
    )
    leads = zip(members, (best - best.max()).tolist(), strict=True)
    return Likeness(tuple(sorted(leads, key=lambda row: -row[1])), top)


@cache
def _fonts() -> tuple[tuple[str, int], ...]:
    return tuple((row["file"], row.get("number", 0)) for row in _table()["fonts"] if Path(row["file"]).is_file())


@cache
def _face(file: str, number: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, _DRAWN_PX, index=number)


class Drawing(NamedTuple):
    """A character as a face draws it.

    Attributes:
        ink: as :func:`prepared` gives it, flat.
        spread: for each shift how much the part of it varies that a glyph is held against (length of the part without
            its mean).
    """

    ink: np.ndarray
    spread: np.ndarray


@lru_cache(maxsize=DRAWINGS_KEPT)
def _drawing(file: str, number: int, character: str) -> Drawing:
    """A character that the face has."""
    image = Image.new("L", (2 * _DRAWN_PX, 2 * _DRAWN_PX), 0)
    face = _face(file, number)
    ImageDraw.Draw(image).text((_DRAWN_PX // 2, _DRAWN_PX // 2), character, font=face, fill=255)
    return drawing_of(prepared(np.asarray(image)))


def drawing_of(ink: np.ndarray) -> Drawing:
    """What is kept of a drawing, as :func:`prepared` gives it, to compare glyphs with."""
    side = len(ink) - 2 * SHIFT
    within = np.s_[side // 2 : side // 2 + 2 * SHIFT + 1]
    sums, squares = (
        summed(ink, cv2.CV_64F, (side, side), normalize=False)[within, within]
        for summed in (cv2.boxFilter, cv2.sqrBoxFilter)
    )
    return Drawing(ink.ravel(), np.sqrt(squares - sums**2 / side**2).ravel())


def prepared(ink: np.ndarray, level: float = EDGE_LEVELS[0]) -> np.ndarray | None:
    """A glyph to compare: light on dark, its ink filling the square, soft, of mean 0 and length 1.

    Its edges are where ink of the given share of the darkest begins; a margin for shifts is around it. None where
    there is hardly any ink, or it is flat.
    """
    low, high = level_at(ink, 40), float(ink.max())
    if high - low < 40:
        return None
    shares = np.clip((np.arange(256, dtype=np.float32) - low) / (high - low), 0, 1)
    inked = (ink >= np.argmax(shares > level)).view(np.uint8)
    left, top, wide, high = cv2.boundingRect(inked)
    tight = np.s_[top : top + high, left : left + wide]
    if any(np.count_nonzero(inked[tight].any(axis=axis)) < 8 for axis in (0, 1)):
        return None
    square = cv2.resize(cv2.LUT(ink[tight], shares), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    square = cv2.GaussianBlur(cv2.copyMakeBorder(square, 4, 4, 4, 4, cv2.BORDER_CONSTANT), (0, 0), SOFT)
    square -= float(square.mean())
    return square / float(np.linalg.norm(square))


def fits(picture: np.ndarray, drawings: Sequence[Drawing]) -> np.ndarray:
    """How well a glyph fits each drawing, −1 to 1: what both have in common where it fits best.

    For each shift the glyph lies in a frame of its own, so that one product tells all shifts of all drawings.
    """
    side, shifts = len(picture), 2 * SHIFT + 1
    inner = picture[SHIFT:-SHIFT, SHIFT:-SHIFT]
    inner = inner - inner.mean()
    frames = np.zeros((shifts, shifts, side, side), np.float32)
    for down in range(shifts):
        for across in range(shifts):
            frames[down, across, down : down + len(inner), across : across + len(inner)] = inner
    frames = frames.reshape(shifts * shifts, -1) / np.linalg.norm(inner)
    common = np.stack([drawing.ink for drawing in drawings]) @ frames.T
    return (common / np.stack([drawing.spread for drawing in drawings])).max(axis=1)
