"""Whether a page is a photocopy: the word that only a copier brings out stands pale behind the print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Recogniser, cut
from forms.certificate.pixels.clearing import clear_level, flattened
from forms.certificate.pixels.components import find_components
from forms.certificate.words.catalogue import normalise, words

LOOK_SIDE_PX = 640
"""Longer side of the picture in which the word is looked for; it is printed large: 10 mm are 22 pixels."""
PRINT_LEVELS = 40
"""Print is so much darker than the level up to which it is called pale."""
DARKENED = 4.0
"""How much darker the pale is made."""
RULE_PX = 40
"""What is straight for so long is a rule; at this size it is half as dark as print, and no stroke of a character."""
MARK_LEVEL = 230
"""What is darker than this, once the pale is darkened, may be a mark."""
MIN_MARKS, MIN_MARK_PX, MAX_MARK_PX = 10, 8, 160
"""So many pale marks of the size of a large character; dots of patterns are smaller, shades larger."""
MIN_TURNED_MARKS = 20
"""Only where so many are is the word looked for turned: of 198 other pages 44 % have the former number,
25 % this one."""
TURNS = (0.0, 30.0, -30.0)
"""Degrees by which the word may be turned; the search for text bears some 15 either way."""
MIN_LINE_PX, MAX_LINES = 14, 20
"""Height of a line at least, with its margin: what is left of the print's edges is smaller. So many are read, the
largest first."""
MIN_TIMES, MIN_TOGETHER = 2, 4
"""How often each character of the word must be read where print parts them everywhere, or all of them together."""


def is_photocopy(red: np.ndarray, recogniser: Recogniser) -> bool:
    """Whether 複写 or the like stands in pale print on the page (its red channel, upright)."""
    scale = LOOK_SIDE_PX / max(red.shape)
    pale = _without_print(flattened(cv2.resize(red, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)))
    marks = _count_marks(pale)
    if marks < MIN_MARKS:
        return False
    turns = TURNS if marks >= MIN_TURNED_MARKS else TURNS[:1]
    return any(tell_copy(_texts(_turned(pale, degrees), recogniser)) for degrees in turns)


def _texts(pale: np.ndarray, recogniser: Recogniser) -> list[str]:
    crops = [crop for quad in recogniser.find_text(pale) if min((crop := cut(pale, quad)).shape) >= MIN_LINE_PX]
    crops = sorted(crops, key=lambda crop: crop.shape[0], reverse=True)[:MAX_LINES]
    return [normalise(line.text) for line in recogniser.read(crops)] if crops else []


def tell_copy(texts: Sequence[str]) -> bool:
    """Whether one of them is such a word, or all its characters stand in them, each or together more than once."""
    for word in words().copies:
        # A note in pale print (複写すると文字が現れます) is no such mark.
        marks = [text for text in texts if 2 * sum(character in word for character in text) > len(text)]
        told = Counter(character for text in marks for character in text)
        times = [told[character] for character in word]
        # A row of them may lose one: 複複写複.
        often = min(times) >= MIN_TIMES or (all(times) and sum(times) >= MIN_TOGETHER)
        if often or any(word in text for text in marks):
            return True
    return False


def _without_print(flat: np.ndarray) -> np.ndarray:
    """What is pale on an evenly lit page, dark on white: in greys, as dotted and thin strokes need to be read."""
    dark = (flat < clear_level(flat) - PRINT_LEVELS).astype(np.uint8)
    # The print goes with its soft edges.
    rest = cv2.copyTo(255 - flat, 1 - cv2.dilate(dark, np.ones((3, 3), np.uint8)))
    shown = cv2.convertScaleAbs(cv2.GaussianBlur(rest, (0, 0), 0.7), alpha=DARKENED)
    return 255 - cv2.subtract(shown, _rules(shown))


def _rules(shown: np.ndarray) -> np.ndarray:
    """What of it, light on black, is a long straight line."""
    along = cv2.morphologyEx(shown, cv2.MORPH_OPEN, np.ones((1, RULE_PX), np.uint8))
    down = cv2.morphologyEx(shown, cv2.MORPH_OPEN, np.ones((RULE_PX, 1), np.uint8))
    return cv2.dilate(cv2.max(along, down), np.ones((3, 3), np.uint8))


def _turned(pale: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned about its middle, as large as the turned one needs."""
    if not degrees:
        return pale
    height, width = pale.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    size = round(width * cos + height * sin), round(width * sin + height * cos)
    turn[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return cv2.warpAffine(pale, turn, size, borderValue=255)


def _count_marks(pale: np.ndarray) -> int:
    marks = cv2.morphologyEx((pale < MARK_LEVEL).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    sides = np.sort(find_components(marks)[1][1:, 2:4], axis=1)
    return int(((sides[:, 0] >= MIN_MARK_PX) & (sides[:, 1] <= MAX_MARK_PX) & (sides[:, 1] < 2 * sides[:, 0])).sum())
