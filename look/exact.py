"""Official values drawn exactly: ideographic variation sequences, 𠮷, 﨑 and all that Qt alone draws wrong.

Qt draws the base glyph of a variation sequence and drops its selector. So the text is shaped with HarfBuzz and
its glyphs are drawn by number. The screen's own face is used where it can write the whole value; otherwise the
whole value is set in IPAmj Mincho, so that a name is never half of one face and half of another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QRawFont

from look import fonts

_OFFICIAL = (fonts.MINCHO, "Noto Serif CJK JP", "Noto Sans CJK JP")
_SCREEN = (fonts.GOTHIC, "Noto Sans CJK JP")
RASTER_PX = 64
"""Above this size Qt draws no picture of a glyph any more, and of a face opened from a file nothing at all."""
MISSING = "〓"
"""Geta mark: printers' sign for "this character is not in the case"."""


def _is_selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


def clusters(text: str) -> list[str]:
    """What a reader takes for one character each: a base with its selectors and combining marks."""
    parts: list[str] = []
    for character in text:
        if parts and (_is_selector(character) or unicodedata.combining(character)):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


@cache
def _shaper(family: str) -> hb.Font | None:
    file = fonts.find_file(family)
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(file)), 0)) if file else None


@cache
def _covers(family: str, cluster: str) -> bool:
    font = _shaper(family)
    if font is None:
        return False
    if len(cluster) > 1 and _is_selector(cluster[1]):
        return font.get_variation_glyph(ord(cluster[0]), ord(cluster[1])) is not None
    return all(font.get_nominal_glyph(ord(character)) is not None for character in cluster)


def unwritable(text: str) -> list[str]:
    """The characters that no installed face can draw exactly; they show as 〓 and must be told to a clerk."""
    return [each for each in clusters(text) if not any(_covers(family, each) for family in (*_OFFICIAL, *_SCREEN))]


def needs_mincho(text: str) -> bool:
    """Whether the screen's own faces cannot write all of it exactly."""
    return not all(any(_covers(family, each) for family in _SCREEN) for each in clusters(text))


@cache
def _file(family: str) -> QRawFont:
    """The face out of the very file that is shaped with: a glyph's number means nothing in any other file."""
    return QRawFont(str(fonts.find_file(family)), 16.0, QFont.HintingPreference.PreferNoHinting)


def warm_up() -> None:
    """Opens the faces, on the window's thread, ahead of the first value that is set in them."""
    for family in dict.fromkeys((*_OFFICIAL, *_SCREEN)):
        if _shaper(family) is not None:
            _file(family)


@lru_cache(maxsize=64)
def _raw(family: str, px: int) -> QRawFont:
    sized = QRawFont(_file(family))
    sized.setPixelSize(px)  # shares the file's data
    return sized


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line.

    Attributes:
        runs: face and its glyphs with their left edges in pixels from the line's start.
        width, ascent, descent: in pixels.
    """

    runs: tuple[tuple[str, tuple[int, ...], tuple[float, ...]], ...]
    width: float
    ascent: float
    descent: float
    px: int

    def paint(self, painter: QPainter, left: float, baseline: float, colour: str) -> None:
        """Draws the line with its baseline at a height of the painter's frame."""
        if self.px > RASTER_PX:
            self._fill(painter, left, baseline, colour)
            return
        painter.setPen(QColor(colour))
        for family, glyphs, places in self.runs:
            run = QGlyphRun()
            run.setRawFont(_raw(family, self.px))
            run.setGlyphIndexes(list(glyphs))
            run.setPositions([QPointF(place, 0) for place in places])
            painter.drawGlyphRun(QPointF(left, baseline), run)

    def _fill(self, painter: QPainter, left: float, baseline: float, colour: str) -> None:
        """The same as outlines."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left, baseline)
        for family, glyphs, places in self.runs:
            raw = _raw(family, self.px)
            for glyph, place in zip(glyphs, places, strict=True):
                painter.fillPath(raw.pathForGlyph(glyph).translated(place, 0), QColor(colour))
        painter.restore()


@lru_cache(maxsize=512)
def shape(text: str, px: int, official: bool = True) -> Line:
    """Shapes one line.

    Args:
        text: exact, on one line.
        px: em in pixels.
        official: in Mincho; otherwise in the screen's face where it can write all of it.
    """
    chain = _OFFICIAL if official or needs_mincho(text) else _SCREEN
    runs: list[tuple[str, str]] = []
    for each in clusters(text):
        family = next((one for one in (*chain, *_OFFICIAL) if _covers(one, each)), None)
        if family is None:
            family, each = chain[0], MISSING
        if runs and runs[-1][0] == family:
            runs[-1] = (family, runs[-1][1] + each)
        else:
            runs.append((family, each))
    made, at = [], 0.0
    for family, part in runs:
        font = _shaper(family)
        assert font is not None  # a family that covers something is installed
        buffer = hb.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        scale = px / font.face.upem
        glyphs, places = [], []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(info.codepoint)
            places.append(at + position.x_offset * scale)
            at += position.x_advance * scale
        made.append((family, tuple(glyphs), tuple(places)))
    raw = _raw(chain[0], px)
    return Line(tuple(made), at, raw.ascent(), raw.descent(), px)


def width(text: str, px: int, official: bool = True) -> float:
    """The width of the text on one line, in pixels."""
    return shape(text, px, official).width if text else 0.0


def wrap(text: str, px: int, official: bool, room: float) -> list[str]:
    """The text in lines at most `room` pixels wide: broken at spaces where there are some, never inside a cluster."""
    made: list[str] = []
    line = ""
    for word in _words(text):
        if width((line + word).rstrip("　 "), px, official) <= room:
            line += word
            continue
        if line.strip("　 "):
            made.append(line.rstrip("　 "))
            line = ""
        for each in clusters(word):
            if line and width(line + each, px, official) > room:
                made.append(line)
                line = ""
            line += each
    if line.strip("　 ") or not made:
        made.append(line.rstrip("　 "))
    if len(made) > 1 and len(clusters(made[-1])) == 1 and len(clusters(made[-2])) > 2:
        before = clusters(made[-2])
        made[-2:] = ["".join(before[:-1]), before[-1] + made[-1]]  # never one character alone
    return made


_PLACE_ENDS = "都道府県市区郡町村目番地年月"
_DIGIT = re.compile("[0-9０-９]")


def _words(text: str) -> list[str]:
    """Where a value may break: after blanks; an address and a date also after their parts."""
    parts = bool(_DIGIT.search(text)) and len(text) > 8
    words = [""]
    for at, each in enumerate(text):
        words[-1] += each
        following = text[at + 1 : at + 2]
        if each in "　 " or (parts and each in _PLACE_ENDS and following not in ("", *_PLACE_ENDS, "号")):
            words.append("")
    return [word for word in words if word]
