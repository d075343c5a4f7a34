"""複写 and the like, which a photocopy shows across whatever is printed: of no value that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import normalise, words

LARGE = 2.0
"""So many times the size of a page's usual line is a mark of which only some characters were read, or a row of them:
写複; or such as its characters are taken for: 复."""


def parted_from_marks(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """What is printed, and the marks, both in the order given."""
    # A sheet with little on it has more marks than text.
    sizes = [each.em for each in segments if not _is_of_marks(_meant(each))] or [each.em for each in segments]
    usual = median(sizes) if sizes else 0.0
    printed: list[Segment] = []
    marks: list[Segment] = []
    for segment in segments:
        (marks if _is_mark(segment, usual) else printed).append(segment)
    return printed, marks


def _is_mark(segment: Segment, usual: float) -> bool:
    meant = _meant(segment)
    return normalise(segment.text) in words().copies or (segment.em >= LARGE * usual and _is_of_marks(meant))


def _meant(segment: Segment) -> str:
    """Its text, with what characters of marks are taken for as these."""
    return "".join(words().taken.get(char, char) for char in normalise(segment.text))


def _is_of_marks(text: str) -> bool:
    """Whether a text may be a mark, a part of one or a row of them."""
    return any(text in word * len(text) for word in words().copies)
