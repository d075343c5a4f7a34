"""Dots between a label and its value: rows of them that lead there (氏名……山田), where a recogniser took both for one
text, and single ones (氏名　・山田) or other marks (▶山田) that a form prints before each value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import SEXES


def part_at_leaders(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, each that has a row of dots between a label and its value as two.

    On a page with such rows a segment may also begin or end with some of their dots, or be three of them.
    """
    segments = _without_marks(_without_separators(segments))
    found: list[Segment] = []
    texts = ["".join(glyph.text if len(glyph.text) == 1 else "#" for glyph in segment.glyphs) for segment in segments]
    led = sum(bool(_LEADER.search(text) or _LED.match(text) or _TAILED.search(text)) for text in texts)
    leader = _LEADER if led < MIN_LED else _LEADER_OR_END
    for segment, marks in zip(segments, texts, strict=True):
        if led >= MIN_LED and marks in _THREE:
            continue
        edges = [0, *(edge for each in leader.finditer(marks) for edge in each.span()), len(marks)]
        parts = [segment.part(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
        found += parts if parts and edges[1] < len(marks) else [segment]
    return found


def _without_separators(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, dots that stand above each other before several values left out; that of 男・女 is none."""
    dotted = [each for each in segments if _SEPARATED.match(each.text) and _is_second(each, segments)]
    telling = [each for each in dotted if each.text[1:] not in SEXES]

    def is_led(segment: Segment) -> bool:
        return sum(abs(each.left - segment.left) < segment.em for each in telling) >= MIN_LED

    led = {id(each) for each in dotted if is_led(each)}
    return [each.part(1, len(each.glyphs)) if id(each) in led else each for each in segments]


def _without_marks(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, without a mark that a form prints before each of its values, and with which none begins."""
    marked = [each for each in segments if each.text[0] in _MARKS and len(each.glyphs) > 1]
    if len(marked) < MIN_LED:
        return list(segments)
    return [each.part(1, len(each.glyphs)) if any(each is one for one in marked) else each for each in segments]


def _is_second(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether anything stands before a text on its line."""
    return any(other.right < segment.left and same_row(other, segment) for other in segments)


_SEPARATED = re.compile("[・･·•.．].")
_MARKS = frozenset("~～>＞»▶►▷◆◇→⇒")
_THREE = "…‥⋯"
_DOTS = "…‥⋯.．・･·•"
_LEADER = re.compile("[…‥⋯]{2,}|[.．・･·•]{4,}")
_LED = re.compile("[…‥⋯].")
"""What a row of three dots led to, of which the label was found alone."""
_TAILED = re.compile("[^・･·•][・･·•]+$")
"""Of a row of dots the first, with its label: no text ends so."""
_LEADER_OR_END = re.compile(f"[…‥⋯]+|[.．・･·•]{{2,}}|^[{_DOTS}]+|[{_DOTS}]+$")
"""On such a page a few dots lead, too, where a label fills nearly the whole room before its value: 男女の別…男,
国籍・地域等・・米国."""
MIN_LED = 3
"""So many lines with rows of dots make a page with such rows."""
