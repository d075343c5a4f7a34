"""Lines that were read with doubt, read again in another picture of them: un-cleared, softer and drawn out.

To clear a page of patterns thins the strokes of pale and blurred print, and the dots of a fax are neither strokes nor
paper. Another picture of the same line is no other reader: what is read so is put in, but left in doubt, until its
glyphs or Tesseract say the same.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Line, Quad, Recogniser, cut
from forms.certificate.pixels.combs import without_bars
from forms.certificate.pixels.levels import level_at
from forms.kana import is_katakana

DOUBTFUL = 0.8
"""Confidence in a line's least certain character below which it is read again."""
MAX_LINES = 60
"""So many lines of a page at most, the least certain; each costs a hundredth of a second. Most pages have under ten."""
SOFT = 1 / 40
"""Deviation of the blur, in heights of the line: less than a stroke."""
WIDER = 1.2
"""By which a line is drawn out."""
LEAD = 0.15
"""By how much its least certain character must be more certain than before. Of 209 doubtful lines of faxes, coarse
faxes and shaken photographs 90 were read right, so 122 to 124, one or none that had been right wrongly: neither picture
alone, nor a vote among six, did as well."""
IN_DOUBT = 0.45
"""Part of its confidence that is left to a line read again: below all bounds from which on a value is sure by itself,
or its glyphs need no clear lead (:data:`forms.certificate.settling.vouching.LIKELY`), and mostly above that from which
on Tesseract may agree."""
SIGNS = "ー口"
"""As which blanks are read now and then, and boxes to tick: that the second picture lacks one says nothing."""
MIN_STEPS, NARROW_HEIGHTS = 2, 0.48
"""Steps from one kana to the next that tell whether they stand in half width, and up to how many heights of their line
they are there: 0.7 to 0.8 in full width, half of that in half width."""
PAPER = 75
"""So many in a hundred of a line's pixels are no brighter than its paper."""


def read_again(lines: Sequence[Line], quads: Sequence[Quad], red: np.ndarray, recogniser: Recogniser) -> list[Line]:
    """The lines; what is clearer in another picture of a doubtful one is put in its place, in doubt.

    Args:
        quads: where each line stands on the page.
        red: the red channel of the page as it is, uint8.
    """
    doubtful = [
        at
        for at, (line, quad) in enumerate(zip(lines, quads, strict=True))
        if line.characters and _least(line) < DOUBTFUL and not _is_narrow(line, quad)
    ]
    asked = sorted(doubtful, key=lambda at: _least(lines[at]))[:MAX_LINES]
    told = list(lines)
    again = recogniser.read([_picture(cut(red, quads[at])) for at in asked])
    for at, line in zip(asked, again, strict=True):
        if line.characters and _key(line) != _key(lines[at]) and _least(line) >= _least(lines[at]) + LEAD:
            # A field may decode it again, from the odds.
            told[at] = recogniser.decode(replace(line, odds=line.odds * IN_DOUBT))
    return told


def _picture(crop: np.ndarray) -> np.ndarray:
    paper = max(1.0, level_at(crop, PAPER))
    bare = without_bars(cv2.convertScaleAbs(crop, alpha=255.0 / paper))
    return cv2.resize(cv2.GaussianBlur(bare, (0, 0), SOFT * len(bare)), None, fx=WIDER, fy=1)


def _is_narrow(line: Line, quad: Quad) -> bool:
    """Whether kana stand in half width, which another model reads: this one errs in them whatever the picture."""
    high = float(np.linalg.norm(quad[3] - quad[0]))
    steps = [
        (second.at - first.at) * float(np.linalg.norm(quad[1] - quad[0]))
        for first, second in itertools.pairwise(line.characters)
        if is_katakana(first.text) and is_katakana(second.text)
    ]
    return len(steps) >= MIN_STEPS and float(np.median(steps)) < NARROW_HEIGHTS * high


def _key(line: Line) -> str:
    """What two readings share that say the same; what is told of widths and blanks elsewhere is not to be doubted."""
    return unicodedata.normalize("NFKC", line.text).translate(dict.fromkeys(map(ord, SIGNS)))


def _least(line: Line) -> float:
    return min(character.confidence for character in line.characters)
