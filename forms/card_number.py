"""The number of a residence card, off a camera picture of its front: two letters, eight digits, two letters.

A candidate, which its holder confirms; whether it is right the card itself says, for it opens with no other and counts
no tries. Neither the Immigration Services Agency nor anybody else publishes a check digit, so the form is all that can
be checked. (在留カード等仕様書 §3.3.4 has twelve characters; the form is the one printed on every specimen.)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from base.trouble import Trouble
from forms.certificate.engines.recogniser import Character, Recogniser, cut
from forms.certificate.pixels.clearing import ink_image
from forms.reading import ReadField, Reading, Source

FORM = "AA00000000AA"
"""A for a letter, 0 for a digit."""
MAX_CONFIDENCE = 0.99
CLEAR = 0.9
"""A number of this confidence ends the search; below it the picture is turned the other ways, too."""
LEAST = 0.3
"""A number with a character of less is none."""
MAX_WRONG_CLASS = 3
"""More digits among the letters, or letters among the digits, than this are chance and no number."""
WRONG_CLASS_CONFIDENCE = 0.5
"""At most this is a character that was read as its look-alike of the other class."""
MAX_CANDIDATES = 3
LEAST_ASPECT = 4.0
"""Lines that are shorter than this many heights cannot hold twelve characters, and are not read."""
SIDE_PX = 2000
"""A picture with a longer side is made smaller: the number has a twentieth of the card's height."""
_AS_LETTER = dict(zip("012568", "OIZSGB", strict=True))
_AS_DIGIT = dict(zip("OQDILZSGB", "000112568", strict=True))
_TURNS = (None, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)


@dataclass(frozen=True, slots=True)
class CardNumber:
    """What seems to be the number. Its repr never shows it.

    Attributes:
        number: twelve characters.
        confidence: of its worst character, below 1.
        candidates: other numbers that the picture seems to show, likeliest first.
    """

    number: str
    confidence: float
    candidates: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "CardNumber(***)"

    def to_reading(self) -> Reading:
        """As a reading; never sure."""
        path = "members[0].card_number"
        field = ReadField(path, self.number, self.number, self.confidence, sure=False, candidates=self.candidates)
        return Reading(Source.RESIDENCE_CARD, (field,))


def read_card_number(pictures: Sequence[np.ndarray]) -> CardNumber:
    """The number on the first of the pictures that shows one. Loads the models.

    Raises:
        Trouble: ``card_number_not_found``.
    """
    recogniser = Recogniser()
    for picture in pictures:
        if found := find_card_number(picture, recogniser):
            return found
    raise Trouble("card_number_not_found")


def find_card_number(picture: np.ndarray, recogniser: Recogniser) -> CardNumber | None:
    """The number on a picture, whichever way up the card lies; None where none is found.

    Args:
        picture: BGR uint8, of the whole front or a part with the number on it.
    """
    longest = max(picture.shape[:2])
    if longest > SIDE_PX:
        picture = cv2.resize(picture, None, fx=SIDE_PX / longest, fy=SIDE_PX / longest, interpolation=cv2.INTER_AREA)
    found: dict[str, float] = {}
    for turn in _TURNS:
        turned = picture if turn is None else cv2.rotate(picture, turn)
        for number, confidence in _numbers_on(turned, recogniser):
            found[number] = max(confidence, found.get(number, 0.0))
        if found and max(found.values()) >= CLEAR:
            break
    if not found:
        return None
    first, *others = sorted(found, key=lambda number: -found[number])
    return CardNumber(first, min(found[first], MAX_CONFIDENCE), tuple(others[:MAX_CANDIDATES]))


def _numbers_on(picture: np.ndarray, recogniser: Recogniser) -> Iterator[tuple[str, float]]:
    ink = ink_image(picture)
    crops = [cut(ink, quad) for quad in recogniser.find_text(picture)]
    for line in recogniser.read([crop for crop in crops if crop.shape[1] >= LEAST_ASPECT * crop.shape[0]]):
        yield from numbers_in(line.characters)


def numbers_in(characters: Sequence[Character]) -> Iterator[tuple[str, float]]:
    """Every run of twelve characters of one line that may be a number, with its confidence."""
    plain = [unicodedata.normalize("NFKC", char.text).upper() for char in characters]
    for start in range(len(plain) - len(FORM) + 1):
        end = start + len(FORM)
        # What goes on behind it is something longer; before it a label may stand.
        if end < len(plain) and _is_sign(plain[end]):
            continue
        if read := _as_number(plain[start:end], [char.confidence for char in characters[start:end]]):
            yield read


def _is_sign(char: str) -> bool:
    return len(char) == 1 and char.isascii() and char.isalnum()


def _as_number(signs: Sequence[str], confidences: Sequence[float]) -> tuple[str, float] | None:
    number, worst, wrong = "", 1.0, 0
    for sign, confidence, wanted in zip(signs, confidences, FORM, strict=True):
        if not _is_sign(sign):
            return None
        if sign.isdigit() != (wanted == "0"):
            sign = (_AS_DIGIT if wanted == "0" else _AS_LETTER).get(sign, "")
            wrong += 1
            if not sign or wrong > MAX_WRONG_CLASS:
                return None
            confidence = min(confidence, WRONG_CLASS_CONFIDENCE)
        number += sign
        worst = min(worst, confidence)
    return (number, worst) if worst >= LEAST else None
