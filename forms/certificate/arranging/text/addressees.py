"""Whom a sheet is written to (転入地市区町村長　様, 磐田市長　殿): said of nobody, and this office issued nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from forms.certificate.runs.segments import Segment, in_reading_order, rows_of, text_of
from forms.certificate.words.catalogue import normalise, words

_WITHIN = ("new_address", "issuer")
"""Fields of which labels are words of such an office: 転入地, 市区町村長."""


def without_addressees(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without lines that hold nothing but an office and what makes it the addressee:
    behind a label 中村　長　様 is a name."""
    gone = {id(each) for line in rows_of(in_reading_order(segments)) if _is_addressee(line) for each in line}
    return [segment for segment in segments if id(segment) not in gone]


def _is_addressee(line: Sequence[Segment]) -> bool:
    labelled = words().targets.get(normalise(line[0].text), _WITHIN[0]) not in _WITHIN
    return not labelled and bool(_addressee().fullmatch(normalise(text_of(line))))


@cache
def _addressee() -> re.Pattern[str]:
    behind = "|".join(map(re.escape, (*words().honorifics, *words().addressed)))
    return re.compile(rf"[^0-9]{{1,16}}(?:[市区町村]長|知事|役[所場])(?:{behind})")
