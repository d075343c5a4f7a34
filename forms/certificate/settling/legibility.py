"""How legible a page is as a whole: on one that is hardly so, confidence alone makes no value sure.

On a coarse fax the recogniser is confident of characters whose strokes have run together: of 3 that it takes for 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.runs.retried import DOUBTFUL
from forms.certificate.runs.segments import Segment

MAX_DOUBTFUL = 0.4
"""Share of lines read with doubt from which on a page is hardly legible: of coarse faxes counted it was 0.55, of shaken
photographs 0.23, of faxes 0.17, of a phone's photograph and a scan 0.14."""
MIN_LINES = 10
"""With fewer lines a page says nothing about itself."""
CLEAR = 0.97
"""Confidence from which on a value of such a page is left as it is."""


def doubt_where_hardly_legible(entries: Sequence[Entry], segments: Sequence[Segment]) -> list[Entry]:
    """The entries; those of a page that is hardly legible need a second reader, unless they were read clearly.

    Args:
        segments: all lines of the page.
    """
    doubtful = sum(min(glyph.confidence for glyph in segment.glyphs) < DOUBTFUL for segment in segments)
    if len(segments) < MIN_LINES or doubtful < MAX_DOUBTFUL * len(segments):
        return list(entries)
    return [replace(entry, shaky=entry.shaky or entry.value.confidence < CLEAR) for entry in entries]
