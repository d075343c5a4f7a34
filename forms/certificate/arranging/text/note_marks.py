"""Marks of notes behind values, which stand raised and small: 髙橋　一郎 注1, 堺市北区百舌鳥町１丁２番※2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.runs.segments import Segment, in_reading_order, rows_of
from forms.certificate.words.catalogue import normalise

BEHIND_EM = 3.0
"""So far behind a text its mark stands at most."""
_MARK = re.compile(r"[(〔\[]?(?:注[釈]?|※|[*＊])[0-9]{1,2}[)〕\]]?")
_AT_END = re.compile(rf"(?:{_MARK.pattern}[,・]?)+$")


def without_note_marks(segments: Sequence[Segment]) -> list[Segment]:
    """The text without such marks; what a note itself begins with stays."""
    behind = _behind(segments)
    found = []
    for segment in segments:
        if id(segment) in behind:
            continue
        plain = [normalise(glyph.text) for glyph in segment.glyphs]
        mark = _AT_END.search("".join(plain))
        end = len(plain)
        while mark and end and sum(map(len, plain[:end])) > mark.start():
            end -= 1
        found.append(segment.part(0, end) if 0 < end < len(plain) else segment)
    return in_reading_order(found) if len(found) < len(segments) else found


def _behind(segments: Sequence[Segment]) -> set[int]:
    """The texts, by id, that are nothing but a mark and stand right behind another text."""
    found = set()
    for row in rows_of(in_reading_order(segments)):
        for before, segment in zip(row, row[1:], strict=False):
            near = segment.left - before.right < BEHIND_EM * before.em and segment.cell == before.cell
            if near and _AT_END.fullmatch(normalise(segment.text)):
                found.add(id(segment))
    return found
