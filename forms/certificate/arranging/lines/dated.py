"""A date of birth with the next column's word right behind it: 昭和39年12月20日本人 is the day, and who it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import BORN, RELATIONSHIP, SEXES, normalise, normalised, words

_DAY = re.compile(r".*月[0-9０-９〇一二三四五六七八九十]{1,3}日(?=.)")


def with_dates_parted(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, lines that are a date and a relationship or a sex as two.

    Two narrow columns stand so close that they are read as one line. Only where the page has a label for each of them.
    """
    found = [(each, at) for each in segments if (at := _end(each))]
    if not found:
        return list(segments)
    targets = {piece.target for each in segments for piece in find_pieces(each)}
    if not {BORN, RELATIONSHIP} <= targets:
        return list(segments)
    ends = {id(each): at for each, at in found}
    return [part for each in segments for part in (_parted(each, ends[id(each)]) if id(each) in ends else [each])]


def _end(segment: Segment) -> int:
    """Where the date ends behind which such a word stands, 0 where there is none."""
    day = _DAY.match(segment.text) if len(segment.text) == len(segment.glyphs) else None
    told = normalised(words().relationships) | SEXES
    return day.end() if day and normalise(segment.text[day.end() :]) in told else 0


def _parted(segment: Segment, at: int) -> list[Segment]:
    return [segment.part(0, at), segment.part(at, len(segment.glyphs))]
