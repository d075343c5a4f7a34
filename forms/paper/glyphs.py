"""From exact text to drawn glyphs: variants by their selector, stand-in faces, and what nobody can draw.

A glyph carries the exact text it stands for, selector included, so that the text layer of a PDF can hold the name
as registered while the page shows the registered shape.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz

from forms import characters
from forms.paper.fonts import FALLBACKS, FONTS, find_font, font_path

GETA = "〓"
"""Drawn in place of a character that no face has, as Japanese printers do, and to be completed by hand."""
FIGURE_SPACE = "\u2007"
"""As wide as a digit, so that padded dates stand in columns. The text layer says a plain blank."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn shape.

    Attributes:
        text: what it stands for, exactly.
        face: the key of the face it is drawn from.
        gid: its index in that face.
        advance: its width in em.
        flagged: it does not show what the text says; somebody has to complete it by hand.
    """

    text: str
    face: str
    gid: int
    advance: float
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """The black of a glyph in em, from its origin on the base line; `top` upwards, `bottom` downwards negative."""

    left: float
    bottom: float
    right: float
    top: float


@cache
def face(key: str) -> uharfbuzz.Font:
    """A face, opened once. The file is mapped, not read.

    Raises:
        Trouble: ``font_missing``.
    """
    blob = uharfbuzz.Blob.from_file_path(str(font_path(key)))
    return uharfbuzz.Font(uharfbuzz.Face(blob, FONTS[key].index))


def em(key: str) -> int:
    """Font units to the em of a face."""
    return face(key).face.upem


def ascent_descent(key: str) -> tuple[float, float]:
    """How far a face reaches above and below the base line, in em; both positive."""
    extents = face(key).get_font_extents("ltr")
    return extents.ascender / em(key), -extents.descender / em(key)


def ink(glyph: Glyph) -> Ink:
    """Where the black of a glyph lies, in em."""
    box = face(glyph.face).get_glyph_extents(glyph.gid)
    unit = em(glyph.face)
    left, top = box.x_bearing / unit, box.y_bearing / unit
    return Ink(left, top + box.height / unit, left + box.width / unit, top)


def clusters(text: str) -> list[str]:
    """The text cut so that each piece is drawn as one shape: a character with its selectors and accents."""
    found: list[str] = []
    for cluster in characters.clusters(text):
        # Names of foreign residents may come with their accents apart.
        if found and unicodedata.combining(cluster[0]):
            found[-1] += cluster
        else:
            found.append(cluster)
    return found


def shape(text: str, key: str) -> tuple[Glyph, ...]:
    """The glyphs of a text in a face, with its stand-ins behind it.

    Raises:
        Trouble: ``font_missing``; a missing stand-in is no trouble, the character is flagged instead.
    """
    return tuple(_glyph(cluster, key) for cluster in clusters(text))


@lru_cache(4096)
def _glyph(cluster: str, key: str) -> Glyph:
    if cluster == FIGURE_SPACE:
        space, digit = _nominal(" ", key), _nominal("8", key)
        return Glyph(" ", key, space, face(key).get_glyph_h_advance(digit) / em(key))
    for each in (key, *FALLBACKS.get(key, ())):
        if (each == key or find_font(each)) and (gid := _find_gid(cluster, each)):
            return _made(cluster, each, gid)
    # The character itself in another shape helps who completes it more than a geta does.
    if len(cluster) > 1 and not (base := _glyph(cluster[0], key)).flagged:
        return _made(cluster, base.face, base.gid, flagged=True)
    return _made(cluster, key, _nominal(GETA, key), flagged=True)


def _made(cluster: str, key: str, gid: int, flagged: bool = False) -> Glyph:
    return Glyph(cluster, key, gid, face(key).get_glyph_h_advance(gid) / em(key), flagged)


def _find_gid(cluster: str, key: str) -> int | None:
    if len(cluster) == 1:
        return _nominal(cluster, key)
    if len(cluster) == 2 and characters.split_selector(cluster)[1]:
        gid = face(key).get_variation_glyph(ord(cluster[0]), ord(cluster[1]))
        # A default sequence names the shape that the bare character has; HarfBuzz resolves it by itself.
        return gid or None
    # Base and accent: the one glyph of the composed character. Only the drawing is composed, never the text.
    composed = unicodedata.normalize("NFC", cluster)
    return _nominal(composed, key) if len(composed) == 1 else None


def _nominal(char: str, key: str) -> int | None:
    return face(key).get_nominal_glyph(ord(char)) or None
