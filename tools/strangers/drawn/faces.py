"""Faces as files, and how wide their characters are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from fontTools.ttLib import TTFont
from PIL import ImageFont

FONTS = Path("/usr/share/fonts")
FILES = {
    "IPAMincho": "opentype/ipafont-mincho/ipam.ttf",
    "IPAGothic": "opentype/ipafont-gothic/ipag.ttf",
    "IPAmjMincho": "truetype/ipamj/ipamjm.ttf",
    "BIZ UDMincho": "truetype/bizud-mincho/BIZUDMincho-Regular.ttf",
    "BIZ UDGothic": "truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "BIZ UDGothic Bold": "truetype/bizud-gothic/BIZUDGothic-Bold.ttf",
    "BIZ UDPGothic": "truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
    "Noto Sans": "opentype/noto/NotoSansCJK-Regular.ttc",
    "Noto Sans Bold": "opentype/noto/NotoSansCJK-Bold.ttc",
    "Noto Serif": "opentype/noto/NotoSerifCJK-Regular.ttc",
    "Noto Serif Bold": "opentype/noto/NotoSerifCJK-Bold.ttc",
    "MotoyaLCedar": "truetype/motoya-l-cedar/MTLc3m.ttf",
    "Sawarabi Gothic": "truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf",
    "UmePlus Gothic": "truetype/umeplus/umeplus-gothic.ttf",
    "VL Gothic": "truetype/vlgothic/VL-Gothic-Regular.ttf",
    "DotGothic16": "truetype/dotgothic16/DotGothic16-Regular.ttf",
}
"""Their first member is the Japanese one where a file holds several."""
BEHIND = "IPAmjMincho"
"""Gives the characters that a face lacks, as an office's table of outside characters does."""
MARKS = "\U00100000"
"""From here on characters are marks that have no width: each says of the one before it what it is the value of."""
UNIT = 1000
"""Pixels an em when widths are measured: no rounding of hinted widths shows."""
MM_A_POINT = 25.4 / 72


@cache
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / FILES[face]), pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def _characters(face: str) -> frozenset[int]:
    with TTFont(FONTS / FILES[face], fontNumber=0, lazy=True) as file:
        return frozenset(file.getBestCmap())


def face_of(face: str, char: str) -> str:
    """The face that prints the character: this one, or the one behind it."""
    return face if ord(char) in _characters(face) else BEHIND


@cache
def advance(face: str, char: str) -> float:
    """A character's width in ems."""
    if char >= MARKS:
        return 0.0
    return font(face_of(face, char), UNIT).getlength(char) / UNIT


def cell(char: str) -> float:
    """What a printer of fixed pitch gives a character, in ems: a whole one to kanji, half of one to Latin ones."""
    if char >= MARKS:
        return 0.0
    return 0.5 if east_asian_width(char) in ("Na", "H", "N") else 1.0
