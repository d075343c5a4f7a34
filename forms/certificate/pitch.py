"""The pitch of digits and Latin letters: ６ takes a whole em, 6 about half of one. The recogniser mixes them up.

And that of kana: a face that sets them closer than kanji is proportional, and sets ６ and 6 alike.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from statistics import median

from forms.certificate.segments import Segment
from forms.scripts import is_kana, is_kanji

WIDE = {ord(c): ord(c) + 0xFEE0 for c in string.digits + string.ascii_letters + "-()"}
NARROW = {wide: code for code, wide in WIDE.items()}
LATIN = frozenset(map(chr, WIDE)) | frozenset(map(chr, NARROW))
LETTERS = frozenset(char for char in LATIN if char.isalpha())
WIDE_FROM_EM = 0.75
"""The pitch that parts the widths."""


def with_widths(segment: Segment, text: str) -> str:
    """The text of a segment, its digits in the width that their pitch says, and its letters in that of theirs.

    In one address both may be: 新宿ＮＳビル3-46.
    """
    for kind in (LETTERS, LATIN - LETTERS):
        pitch, _ = mean_pitch([segment], kind)
        if pitch is not None:
            table = WIDE if pitch > WIDE_FROM_EM else NARROW
            text = text.translate({code: to for code, to in table.items() if chr(code) in kind})
    return text


def mean_pitch(segments: Sequence[Segment], characters: frozenset[str] = LATIN) -> tuple[float | None, int]:
    """The mean width of digits and letters in em, and of how many: None where nothing tells it.

    One line is set in one way, so its runs vote together.
    """
    total, number = 0.0, 0
    for segment in segments:
        for start, end in _runs(segment, characters.__contains__):
            if pitch := _pitch(segment, start, end):
                total += pitch * (end - start)
                number += end - start
    return (total / number if number else None), number


def kana_widths(segments: Sequence[Segment]) -> list[float]:
    """For each line that has both (住民票コード), the pitch of its kana in that of its kanji.

    In one line both have one size. 1 in a face that gives every kana a square, 0.8 to 0.93 in a proportional one.
    """
    found = []
    for segment in segments:
        kana, kanji = (_mean_step(segment, belongs) for belongs in (is_kana, is_kanji))
        # A blank within a run shows as a step that is far too wide.
        if kana and kanji and MIN_KANA_EM < kana / kanji < MAX_KANA_EM:
            found.append(kana / kanji)
    return found


MIN_KANA_EM, MAX_KANA_EM = 0.6, 1.3
"""What a mean step of kana can be."""
MIN_STEPS = 2
"""Steps from one character to the next, of which a mean is taken."""


def typical(widths: Sequence[float]) -> float | None:
    """The median, or None of nothing."""
    return median(widths) if widths else None


def _mean_step(segment: Segment, belongs: Callable[[str], bool]) -> float | None:
    glyphs = segment.glyphs
    runs = _runs(segment, belongs)
    steps = sum(end - start - 1 for start, end in runs)
    return sum(glyphs[end - 1].x - glyphs[start].x for start, end in runs) / steps if steps >= MIN_STEPS else None


def _runs(segment: Segment, belongs: Callable[[str], bool]) -> list[tuple[int, int]]:
    glyphs, runs, index = segment.glyphs, [], 0
    while index < len(glyphs):
        end = index
        while end < len(glyphs) and belongs(glyphs[end].text):
            end += 1
        if end > index:
            runs.append((index, end))
        index = max(end, index + 1)
    return runs


def _pitch(segment: Segment, start: int, end: int) -> float | None:
    """Width of the characters of a run, in em, from the full-width characters around it."""
    glyphs, em, count = segment.glyphs, segment.em, end - start
    if start > 0 and end < len(glyphs):
        return ((glyphs[end].x - glyphs[start - 1].x) / em - 1) / count
    if start > 0:
        return ((glyphs[end - 1].x - glyphs[start - 1].x) / em - 0.5) / (count - 0.5)
    if end < len(glyphs):
        return ((glyphs[end].x - glyphs[start].x) / em - 0.5) / (count - 0.5)
    return None
