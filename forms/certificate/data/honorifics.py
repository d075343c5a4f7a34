"""What politeness puts behind a name and is no part of it: 山田　太郎　様."""

from __future__ import annotations

from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import words

MIN_NAME = 2
"""So many characters at least are left: 様 behind one kanji may be what a surname was misread as."""


def without_honorific(rows: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The text of a name without 様 or 殿 at its end, in the same run or one of its own; no given name ends so."""
    *others, last = rows
    word = next((word for word in words().honorifics if last.text.endswith(word)), "")
    kept = len(last.glyphs) - len(word)
    if not word or sum(len(row.glyphs) for row in others) + kept < MIN_NAME:
        return rows
    return (*others, last.part(0, kept)) if kept else tuple(others)
