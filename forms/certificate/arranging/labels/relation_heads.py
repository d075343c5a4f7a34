"""People whom their relationship heads: 【世帯主】, 【子の妻】 on a line of its own above what is said of each."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.runs.restated import saying
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import NAME, RELATIONSHIP, normalise, normalised, words
from forms.certificate.words.numbering import BRACKETS

WRITTEN_OUT = "続柄"
"""The label that the bracket before a relationship stands for."""


def with_relations_told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, heads that are a relationship in brackets as the label of relationships and its value.

    Only where the page has no such label and everybody has such a head: who lost one would be given the next one's.
    """
    heads = {id(each) for each in segments if _is_head(each) and not _has_company(each, segments)}
    if not heads:
        return list(segments)
    targets = [piece.target for each in segments if id(each) not in heads for piece in find_pieces(each)]
    if RELATIONSHIP in targets or targets.count(NAME) != len(heads):
        return list(segments)
    return [part for each in segments for part in (_told(each) if id(each) in heads else [each])]


def _is_head(segment: Segment) -> bool:
    """Whether a line is nothing but a relationship in brackets."""
    plain = normalise(segment.text)
    framed = len(plain) > 2 and BRACKETS.get(plain[0]) == plain[-1]
    return framed and plain[1:-1] in normalised(words().relationships)


def _has_company(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether anything else stands on a line; marks in the margin of a card do not."""
    own = (other for other in segments if other is not segment and other.cell == segment.cell)
    return any(same_row(other, segment) for other in own)


def _told(segment: Segment) -> list[Segment]:
    return [saying(segment.part(0, 1), WRITTEN_OUT), segment.part(1, len(segment.glyphs) - 1)]
