"""The pitch of digits and Latin letters: ６ takes a whole em, 6 about half of one. The recogniser mixes them up."""

from __future__ import annotations

import string
from collections.abc import Sequence

from forms.certificate.segments import Segment

WIDE = {ord(c): ord(c) + 0xFEE0 for c in string.digits + string.ascii_letters + "-()"}
NARROW = {wide: code for code, wide in WIDE.items()}
LATIN = frozenset(map(chr, WIDE)) | frozenset(map(chr, NARROW))
WIDE_FROM_EM = 0.75
"""The pitch that parts the widths."""


def with_widths(segment: Segment, text: str) -> str:
    """The text of a segment, its digits and letters in the width that their pitch says."""
    pitch, _ = mean_pitch([segment])
    return text if pitch is None else text.translate(WIDE if pitch > WIDE_FROM_EM else NARROW)


def mean_pitch(segments: Sequence[Segment]) -> tuple[float | None, int]:
    """The mean width of digits and letters in em, and of how many: None where nothing tells it.

    One line is set in one way, so its runs vote together.
    """
    total, number = 0.0, 0
    for segment in segments:
        for start, end in _runs(segment):
            if pitch := _pitch(segment, start, end):
                total += pitch * (end - start)
                number += end - start
    return (total / number if number else None), number


def _runs(segment: Segment) -> list[tuple[int, int]]:
    glyphs, runs, index = segment.glyphs, [], 0
    while index < len(glyphs):
        end = index
        while end < len(glyphs) and glyphs[end].text in LATIN:
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
