"""Dots between the characters of a value that are none: those that 複写 on a photocopy is made of, or a pattern's.

Ink under no character makes a value doubtful (``trust``), for the recogniser may have dropped one. No character is made
of dots alone, but for a dot printer's: there the value's own would lose theirs as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.engines.recogniser import cut
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.runs.transcribing import ink_of
from forms.certificate.settling.trust import loses_ink

SPECK_EM = 0.15
"""The longer side of a dot at most; the shortest stroke of a character, 丶 or that of a voiced kana, has 0.2 em."""
OWN_EM, KEPT_SHARE = 0.35, 0.9
"""So far from a character's middle ink is its own, and how much of it must be left where a value's dots are ignored."""


def without_specks(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, dots no longer counted as ink in the lines of values where nothing else is under no character."""
    return [_cleaned(entry, page) if any(map(loses_ink, entry.value.segments)) else entry for entry in entries]


def _cleaned(entry: Entry, page: Page) -> Entry:
    segments = tuple(_without_dots(segment, page) for segment in entry.value.segments)
    return replace(entry, value=replace(entry.value, segments=segments))


def _without_dots(segment: Segment, page: Page) -> Segment:
    crop = cut(page.ink, segment.quad)
    ink = ink_of(crop, np.zeros(crop.shape, bool)).astype(np.uint8)
    if ink.shape[1] != len(segment.ink):
        return segment
    owners, found = find_components(ink)
    scale = ink.shape[1] / max(1.0, float(segment.quad[1, 0] - segment.quad[0, 0]))
    sides = found[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    strokes = sides >= SPECK_EM * segment.em * scale
    strokes[0] = False
    columns = segment.ink & strokes[owners].any(axis=0)
    own = np.zeros(len(columns), bool)
    for glyph in segment.glyphs:
        middle, reach = (glyph.x - segment.quad[0, 0]) * scale, OWN_EM * segment.em * scale
        own[max(0, int(middle - reach)) : max(0, int(middle + reach))] = True
    kept = (columns & own).sum() >= KEPT_SHARE * (segment.ink & own).sum()
    return replace(segment, ink=columns) if kept else segment
