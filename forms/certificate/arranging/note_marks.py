"""Marks of footnotes behind labels and values: 令和8年12月1日注3, …号室※2. They are no part of a value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.runs.segments import Segment

_MARK = re.compile("[(（]?(?:注|※)[0-9０-９]{1,2}[)）]?")
MAX_LENGTH = 6
"""How many characters a mark has at most: （注12）."""


def without_note_marks(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without a mark at their ends; a mark alone stays, as does one that begins its
    footnote."""
    return [segment.part(0, _end(segment)) for segment in segments]


def _end(segment: Segment) -> int:
    texts = [glyph.text for glyph in segment.glyphs]
    starts = range(max(1, len(texts) - MAX_LENGTH), len(texts))
    return next((at for at in starts if _MARK.fullmatch("".join(texts[at:]))), len(texts))
