"""What the pictures on a residence card say, as text with its doubt: the name is text on no such card.

The recogniser of certificates reads them. It takes look-alikes for one another (高 for 髙), and was never tried on a
real card's picture, so nothing here is ever sure: somebody compares it with the picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import cv2
import numpy as np

from base.trouble import Trouble
from forms.card_residence import PictureText
from forms.certificate.engines.recogniser import Character, Line, Recogniser, cut
from forms.certificate.pixels.pictures import decode_pictures
from forms.certificate.shapes.variants import groups

MAX_CONFIDENCE = 0.99
"""A picture is never as good as text, whatever the recogniser says."""
MARGIN_PX = 24
"""White around the picture: print that touches the edge is not found."""
BLANK_EM = 1.1
"""Characters whose middles are farther apart than this, in heights of the line, have a blank between them."""
MAX_CANDIDATES = 4
LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ ,.-'")
"""What a name in Latin letters is printed with; cards print capitals only."""
_LETTERS = LATIN - set(" ,.-'")
_LONG_MARK = re.compile("(?<=[ァ-ヺ])一(?=[ァ-ヺ])")
"""One stroke among katakana is no number: コ一ポ is コーポ."""
_NAME_LABEL = re.compile(r"氏\s*名\s*(?:NAME)?|^NAME", re.IGNORECASE)


@cache
def _recogniser() -> Recogniser:
    return Recogniser()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of print: its text with blanks, its doubt, and where it stands in pixels of the picture."""

    text: str
    confidence: float
    left: float
    top: float
    bottom: float

    @property
    def is_latin(self) -> bool:
        return all(char in LATIN for char in self.text)


class PicturedCard(Protocol):
    """The pictures of a residence card, PNG; empty where it has none."""

    @property
    def name_picture(self) -> bytes: ...
    @property
    def front_picture(self) -> bytes: ...
    @property
    def address_picture(self) -> bytes: ...


def said_by_pictures(card: PicturedCard) -> tuple[PictureText | None, PictureText | None]:
    """What the pictures of name and address on a residence card seem to say; never sure."""
    name = read_name(card.name_picture) if card.name_picture else read_name_on_front(card.front_picture)
    return name, read_address(card.address_picture)


def read_name(png: bytes) -> PictureText | None:
    """The name on a picture of the name alone (second generation); None where nothing can be read.

    Args:
        png: as :mod:`devices.card` gives it. It is decoded in a child process with limits.
    """
    return _as_name(_rows(png))


def read_name_on_front(png: bytes) -> PictureText | None:
    """The name on a picture of the whole front (first generation): what stands behind 氏名, or None."""
    rows = _rows(png)
    for row in rows:
        if label := _NAME_LABEL.search(row.text):
            said = row.text[label.end() :].strip("\u3000 :：")
            if said:
                return _as_name([_Row(said, row.confidence, row.left, row.top, row.bottom)])
            beside = [each for each in rows if each.left > row.left and _overlaps(row, each)]
            return _as_name(beside)
    return None


def read_address(png: bytes) -> PictureText | None:
    """The address on a picture of the address alone (second generation), its lines put together, or None."""
    rows = _rows(png)
    text = _LONG_MARK.sub("ー", "".join(row.text for row in rows))
    return PictureText(text, min(row.confidence for row in rows)) if text else None


def _as_name(rows: Sequence[_Row]) -> PictureText | None:
    """The name in Latin letters where there is one, its kanji as another candidate; else as it stands."""
    latin = [row for row in rows if row.is_latin]
    other = [row for row in rows if not row.is_latin]
    first = latin or other
    if not first:
        return None
    text = " ".join(row.text for row in latin) if latin else "".join(row.text for row in other)
    candidates = ["".join(row.text for row in other)] if latin and other else _look_alikes(text)
    return PictureText(text, min(row.confidence for row in first), tuple(candidates))


def _look_alikes(name: str) -> list[str]:
    """The name with each of its kanji in the forms that the recogniser takes for one another: 高橋 may be 髙橋."""
    of = groups()
    forms = ((at, form) for at, char in enumerate(name) for form in of.get(char, "") if form != char)
    return [name[:at] + form + name[at + 1 :] for at, form in forms][:MAX_CANDIDATES]


def _overlaps(one: _Row, other: _Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _rows(png: bytes) -> list[_Row]:
    """The lines of print from top to bottom, and those on one height from left to right; none on a bad picture."""
    try:
        picture = decode_pictures(png)[0]
    except Trouble:
        return []
    edges = (MARGIN_PX,) * 4
    picture = cv2.copyMakeBorder(picture, *edges, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    recogniser = _recogniser()
    quads = recogniser.find_text(picture)
    read = recogniser.read([cut(picture, quad) for quad in quads])
    rows = [_row(recogniser, quad, line) for quad, line in zip(quads, read, strict=True)]
    return _in_order([row for row in rows if row.text])


def _row(recogniser: Recogniser, quad: np.ndarray, line: Line) -> _Row:
    letters = sum(_half(char.text) in _LETTERS for char in line.characters)
    if 2 * letters > len(line.characters) and not any(map(_is_east_asian, line.characters)):
        # A name in letters: a stroke of dirt in it is no digit.
        line = recogniser.decode(line, LATIN)
    left, right = float(quad[:, 0].min()), float(quad[:, 0].max())
    top, bottom = float(quad[:2, 1].mean()), float(quad[2:, 1].mean())
    confidence = min((char.confidence for char in line.characters), default=0.0)
    text = _with_blanks(line.characters, (right - left) / max(bottom - top, 1.0))
    return _Row(text, min(confidence, MAX_CONFIDENCE), left, top, bottom)


def _with_blanks(characters: Sequence[Character], width: float) -> str:
    """The text of a line of this width, in heights of the line. Blanks are narrow among Latin letters only."""
    text = ""
    for number, char in enumerate(characters):
        before = characters[number - 1] if number else None
        if before and (char.spaced or (char.at - before.at) * width > BLANK_EM):
            narrow = _half(before.text) in LATIN or _half(char.text) in LATIN
            text += " " if narrow else "\u3000"
        text += _half(char.text)
    return text


def _half(char: str) -> str:
    """A Latin letter, or what stands between such, in half width, a bracket in full: the recogniser gives either."""
    half = unicodedata.normalize("NFKC", char)
    return half if half in LATIN else {"(": "（", ")": "）"}.get(half, char)


def _is_east_asian(char: Character) -> bool:
    return unicodedata.east_asian_width(_half(char.text)) == "W"


def _in_order(rows: list[_Row]) -> list[_Row]:
    ordered: list[list[_Row]] = []
    for row in sorted(rows, key=lambda each: each.top):
        if ordered and _overlaps(ordered[-1][0], row):
            ordered[-1].append(row)
        else:
            ordered.append([row])
    return [row for band in ordered for row in sorted(band, key=lambda each: each.left)]
