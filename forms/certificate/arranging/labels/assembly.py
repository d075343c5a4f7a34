"""Labels that came in several texts, put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import normalise, normalised, words
from forms.certificate.words.numbering import BRACKETS

_CIRCLED = re.compile("^[①-⑳]")
_COUNT = re.compile(r"^(?:[(【\[〔<]?[0-9]{1,2}[)】\]〕>.]|[0-9]{1,2}(?=[^0-9])|[●○■□◆◇※・①-⑳])")


@dataclass(frozen=True, slots=True)
class Assembled:
    """A label made of several texts.

    Attributes:
        used: the indices of those texts.
        becomes: the label, and what of the texts is none of it.
    """

    used: Collection[int]
    becomes: Sequence[Segment]


Find = Callable[[Sequence[Segment], int, Collection[int]], Assembled | None]
"""Finds the label that begins with the segment at an index, given those that are used already."""


def assembled(segments: Sequence[Segment], find: Find) -> list[Segment]:
    """The segments, in the order given, with each label that ``find`` finds as one."""
    used: set[int] = set()
    found: list[Segment] = []
    for at, segment in enumerate(segments):
        if at in used:
            continue
        label = find(segments, at, used)
        used.update(label.used if label else ())
        found += label.becomes if label else [segment]
    return found


def bare_label(segment: Segment) -> str:
    """A label's text without what counts it."""
    return _COUNT.sub("", normalise(_CIRCLED.sub("", segment.text)))


def opened(text: str) -> tuple[str, str]:
    """A label without the bracket that it begins with and that is left open, and what closes that; what counts the
    label may stand within."""
    closing = BRACKETS.get(text[:1], "")
    if closing and text.count(text[0]) > text.count(closing):
        return _COUNT.sub("", text[1:]), closing
    return text, ""


def put_together(parts: Sequence[Segment]) -> Segment:
    """The parts of a label as one segment, over the place of all."""
    quads = np.concatenate([part.quad for part in parts])
    left, top, right, bottom = *quads.min(axis=0), *quads.max(axis=0)
    # A part of a line has the whole line's place, of which the rest is not the label's.
    left = max(left, min(part.left - part.em for part in parts))
    right = min(right, max(part.right + part.em for part in parts))
    glyphs = tuple(glyph for part in parts for glyph in part.glyphs)
    return replace(parts[0], glyphs=glyphs, quad=rectangle(left, top, right, bottom))


def is_told_beneath(label: Sequence[Segment], line: Segment) -> bool:
    """Whether a line is one of the few words that the field of the whole label above it has, and set larger than that,
    or far behind it: 加入 beneath 国民健康保険, and not the rest of a label that was broken into lines."""
    if normalise(line.text) not in normalised(_words_of(label)):
        return False
    above = label[-1]
    if same_row(above, line):
        return line.left - above.right > WIDE_EM * above.em
    return _is_larger(line, above)


def may_be_told_beneath(label: Sequence[Segment], line: Segment) -> bool:
    """Whether a line is set larger than the whole label above it, whose field has few words: one of these, misread."""
    return bool(_words_of(label)) and not same_row(label[-1], line) and _is_larger(line, label[-1])


def _words_of(label: Sequence[Segment]) -> frozenset[str]:
    """The few words that the field of a label has; none where the lines are not the whole of one, or it has others."""
    return words().told(words().targets.get("".join(map(bare_label, label)).rstrip(":"), ""))


def _is_larger(line: Segment, above: Segment) -> bool:
    """Whether a line is set in larger type than the one above it."""
    high = (line.bottom - line.top) / (above.bottom - above.top)
    sizes = line.em / above.em, high
    # The em of two characters is told by their box and may be half too large; then how far apart they stand counts.
    return (max(sizes) >= LARGER and min(sizes) > 1) or min(high, line.pitch / above.pitch) >= LARGER


WIDE_EM = 1.0
"""White behind a label within its cell that parts its value from it, where there is so much."""
LARGER = 1.15
"""Type of a value to that of its label, from which on it is no label's; lines of one label differ by a tenth."""
