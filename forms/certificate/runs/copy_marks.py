"""複写 and the like, which a photocopy shows across whatever is printed: of no value that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import normalise, words

LARGE = 2.0
"""So many times the size of a page's usual line is a mark of which only some characters were read, or a row of them:
写複."""


def parted_from_marks(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """What is printed, and the marks, both in the order given."""
    usual = median(segment.em for segment in segments) if segments else 0.0
    printed: list[Segment] = []
    marks: list[Segment] = []
    for segment in segments:
        (marks if _is_mark(segment, usual) else printed).append(segment)
    return printed, marks


def _is_mark(segment: Segment, usual: float) -> bool:
    text = normalise(segment.text)
    part = segment.em >= LARGE * usual and any(text in word * len(text) for word in words().copies)
    return text in words().copies or part
