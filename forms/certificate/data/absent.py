"""What says that there is no value: marks like ---- and ＊＊＊＊, words like なし, and what a fax makes of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import mean

from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import normalise, words
from forms.scripts import is_kanji

_LIKE_DASH = frozenset("二ニ=＝")
"""What a dash is taken for where a fold or a ruled line lies close to it."""
MIN_ROW, MIN_ALIKE, SPOILT = 4, 3, 0.7
"""So many characters are a row, so many of them alike, and mean confidence up to which nothing legible stands behind an
asterisk."""
_ROW = re.compile(r"([一-鿿])\1{3}")
"""No value has a kanji four times in a row."""
MIN_STARS = 3
"""So many characters, all of them like a star (大, 水, 火), are a row of asterisks on a fax."""
MOSTLY = 0.4
"""The share of asterisks from which on a text is a row of them."""
_STARS = frozenset("*＊")
_LIKE_STARS = _STARS | frozenset("※大米木水火")
"""What an asterisk is taken for."""


def is_blank(segment: Segment, known: Collection[str] = ()) -> bool:
    """Whether a text says that there is no value; なし is one where it is among the known ones."""
    if segment.text in known:
        return False
    marks = [glyph.text in words().blanks for glyph in segment.glyphs]
    # Some of a row of asterisks are taken for other characters; nothing real has two of them.
    starred = sum(glyph.text in _STARS for glyph in segment.glyphs)
    if (starred or len(marks) >= MIN_STARS) and all(glyph.text in _LIKE_STARS for glyph in segment.glyphs):
        return True
    if words().say_nothing(normalise(segment.text)) or _ROW.search(segment.text):
        return True
    return all(marks) or starred >= max(2, MOSTLY * len(marks)) or _is_spoilt_row(segment, bool(starred))


def _is_spoilt_row(segment: Segment, starred: bool) -> bool:
    """Whether it is what a fax makes of asterisks: 女女女寅女, or anything behind one that was hardly legible."""
    if len(segment.glyphs) < MIN_ROW:
        return False
    char, count = Counter(glyph.text for glyph in segment.glyphs).most_common(1)[0]
    weak = mean(glyph.confidence for glyph in segment.glyphs) < SPOILT
    return (is_kanji(char) and count >= max(MIN_ALIKE, len(segment.glyphs) / 2)) or (starred and weak)


def is_dash(rows: Sequence[Segment]) -> bool:
    """Whether it is one character that a dash is taken for, which the words of no closed set consist of."""
    return text_of(rows) in _LIKE_DASH


def has_star(rows: Sequence[Segment]) -> bool:
    """Whether an asterisk was read."""
    return any(glyph.text in _STARS for row in rows for glyph in row.glyphs)
