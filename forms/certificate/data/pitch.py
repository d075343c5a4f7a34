"""The pitch of digits and Latin letters: ６ takes a whole em, 6 about half of one. The recogniser mixes them up.

And that of kana: a face that sets them closer than kanji is proportional, and sets ６ and 6 alike.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from statistics import median

from forms.certificate.runs.segments import Segment
from forms.scripts import is_kana, is_kanji

WIDE = {ord(c): ord(c) + 0xFEE0 for c in string.digits + string.ascii_letters + "-()"}
NARROW = {wide: code for code, wide in WIDE.items()}
LATIN = frozenset(map(chr, WIDE)) | frozenset(map(chr, NARROW))
LETTERS = frozenset(char for char in LATIN if char.isalpha())
NUMBERS = LATIN - LETTERS
"""Digits, and the signs that stand among them."""
BRACKETS = frozenset("()（）")
WIDE_FROM_EM = 0.75
"""The pitch that parts the widths."""


def with_widths(segment: Segment, text: str) -> str:
    """The text of a segment, its digits in the width that their pitch says, and its letters in that of theirs.

    In one address both may be: 新宿ＮＳビル3-46.
    """
    for kind in (LETTERS, NUMBERS):
        pitch, _ = mean_pitch([segment], kind)
        if pitch is not None:
            table = WIDE if pitch > WIDE_FROM_EM else NARROW
            text = text.translate({code: to for code, to in table.items() if chr(code) in kind})
    return _with_last_bracket(text)


def _with_last_bracket(text: str) -> str:
    """A text that ends in a bracket, with that as wide as the one it closes: nothing behind it tells its width."""
    opening = max(text.rfind("("), text.rfind("（"))
    if opening < 0 or text[-1] not in ")）":
        return text
    return text[:-1] + (")" if text[opening] == "(" else "）")


def each_in_width(text: str, ways: Sequence[bool | None]) -> str:
    """A text with each digit in a width of its own, or in that which it has where there is None."""
    places = [at for at, char in enumerate(text) if char in NUMBERS]
    if len(places) != len(ways):
        return text  # some of what was read is no part of it
    chars = list(text)
    for at, way in zip(places, ways, strict=True):
        if way is not None:
            chars[at] = chars[at].translate(WIDE if way else NARROW)
    return _with_last_bracket("".join(chars))


def mean_pitch(segments: Sequence[Segment], characters: frozenset[str] = LATIN) -> tuple[float | None, int]:
    """The mean width of digits and letters in em, and of how many: None where nothing tells it.

    One line is set in one way, so its runs vote together.
    """
    total, number = 0.0, 0
    for segment in segments:
        for start, end in spans(segment, characters.__contains__):
            if pitch := pitch_of(segment, start, end):
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


PARTED_EM = 1.45
"""Characters whose middles stand further apart than this, in em, have a blank between them."""
MIN_KANA_EM, MAX_KANA_EM = 0.6, 1.3
"""What a mean step of kana can be."""
MIN_STEPS = 2
"""Steps from one character to the next, of which a mean is taken."""
SQUARE_KANA_EM = 0.95
"""A face whose kana have at least this pitch, in that of its kanji, is not proportional. Medians of a page were 0.95 to
1.10 in faces with square kana, 0.80 to 0.93 in proportional ones, but for one whose digits are 0.72 em and wider."""
MIN_KANA_LINES = 2
"""So many lines with both kana and kanji tell a face; one may be misread."""


def typical(widths: Sequence[float]) -> float | None:
    """The median, or None of nothing."""
    return median(widths) if widths else None


def _mean_step(segment: Segment, belongs: Callable[[str], bool]) -> float | None:
    glyphs = segment.glyphs
    runs = spans(segment, belongs)
    steps = sum(end - start - 1 for start, end in runs)
    return sum(glyphs[end - 1].x - glyphs[start].x for start, end in runs) / steps if steps >= MIN_STEPS else None


def spans(segment: Segment, belongs: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where the runs of some characters of a line begin and end."""
    glyphs, found, index = segment.glyphs, [], 0
    while index < len(glyphs):
        end = index
        while end < len(glyphs) and belongs(glyphs[end].text):
            end += 1
        if end > index:
            found.append((index, end))
        index = max(end, index + 1)
    return found


def pitch_of(segment: Segment, start: int, end: int) -> float | None:
    """Width of the characters of a run, in em, from the full-width characters around it.

    Digits beside letters and letters beside digits may be of either width themselves, and tell nothing.
    """
    glyphs, em, count = segment.glyphs, segment.em, end - start
    if all(glyph.text in BRACKETS for glyph in glyphs[start:end]):
        # The ink of a bracket stands at one side of its square: only what is on both sides tells how wide that is.
        inside = start > 0 and end < len(glyphs) and not {glyphs[start - 1].text, glyphs[end].text} & LATIN
        return ((glyphs[end].x - glyphs[start - 1].x) / em - 1) / count if inside else None
    before = (
        start > 0 and glyphs[start - 1].text not in LATIN and glyphs[start].x - glyphs[start - 1].x < PARTED_EM * em
    )
    behind = end < len(glyphs) and glyphs[end].text not in LATIN and glyphs[end].x - glyphs[end - 1].x < PARTED_EM * em
    if before and behind:
        return ((glyphs[end].x - glyphs[start - 1].x) / em - 1) / count
    if before:
        return ((glyphs[end - 1].x - glyphs[start - 1].x) / em - 0.5) / (count - 0.5)
    if behind:
        return ((glyphs[end].x - glyphs[start].x) / em - 0.5) / (count - 0.5)
    return None
