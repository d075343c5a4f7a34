"""Rows of dots that lead from a label to its value (氏名……山田), where a recogniser took both for one text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.runs.segments import Segment


def part_at_leaders(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, each that has a row of dots between a label and its value as two.

    On a page with such rows a segment may also begin or end with some of their dots, or be three of them.
    """
    found: list[Segment] = []
    texts = ["".join(glyph.text if len(glyph.text) == 1 else "#" for glyph in segment.glyphs) for segment in segments]
    led = sum(bool(_LEADER.search(text) or _LED.match(text)) for text in texts)
    leader = _LEADER if led < MIN_LED else _LEADER_OR_END
    for segment, marks in zip(segments, texts, strict=True):
        if led >= MIN_LED and marks in _THREE:
            continue
        edges = [0, *(edge for each in leader.finditer(marks) for edge in each.span()), len(marks)]
        parts = [segment.part(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
        found += parts if parts and edges[1] < len(marks) else [segment]
    return found


_THREE = "…‥⋯"
_DOTS = "…‥⋯.．・･·•"
_LEADER = re.compile("[…‥⋯]{2,}|[.．・･·•]{4,}")
_LED = re.compile("[…‥⋯].")
"""What a row of three dots led to, of which the label was found alone."""
_LEADER_OR_END = re.compile(f"{_LEADER.pattern}|^[{_DOTS}]+|[{_DOTS}]+$")
MIN_LED = 3
"""So many lines with rows of dots make a page with such rows."""
