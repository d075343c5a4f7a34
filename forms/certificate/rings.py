"""Choices marked by a ring around one of two words: 男・女, 有・無."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.catalogue import words
from forms.certificate.closed import known_words
from forms.certificate.entries import Entry
from forms.certificate.pages import Page
from forms.certificate.segments import Glyph, Segment
from forms.certificate.values import SEXES
from forms.fields import Kind

SECTORS = 36
INNER_EM, OUTER_EM = 0.66, 1.15
"""Where a ring around a character runs, from its middle."""
RINGED, BARE = 0.75, 0.45
"""Shares of the sectors with ink of a ringed character, and of one that is not."""
RING_EM = ((1.0, 2.8), (1.0, 2.0))
"""How wide and how high a ring in one piece is, in em; a character by itself stays below."""
ROUND, AROUND = (0.85, 1.15), 0.9
"""Where the ink of an oval lies, in its half axes, and the share of the sectors in which it does."""
YES_OR_NO = frozenset({"有", "無"})
DARK = 150
"""Grey level in the cleared picture below which there is ink."""


def settle_rings(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, a choice where both words are printed told by the ring, and never sure.

    Where only one of the two sexes could be read, it may be the one without the ring: then it is no sex at all.
    """
    return [_settled(entry, page) if _offers_both(entry) else entry for entry in entries]


def _offers_both(entry: Entry) -> bool:
    text = "".join(glyph.text for segment in entry.value.segments for glyph in segment.glyphs)
    raw = "".join(segment.line.text for segment in entry.value.segments)
    if entry.kind is not Kind.SEX:
        return set(text) >= YES_OR_NO and known_words(entry) >= YES_OR_NO
    if len(set(text) & {"男", "女"}) == 2:
        return True
    parts = re.split("[・･·/／]", raw)
    # 男／長男 are a sex and a relationship.
    return len(parts) > 1 and not any(part in words().relationships for part in parts)


def _settled(entry: Entry, page: Page) -> Entry:
    choice = {"男", "女"} if entry.kind is Kind.SEX else YES_OR_NO
    glyphs = [(glyph, segment) for segment in entry.value.segments for glyph in segment.glyphs if glyph.text in choice]
    shares = {glyph.text: _ring_share(glyph, segment, page) for glyph, segment in glyphs}
    ringed = {glyph.text for glyph, segment in glyphs if _is_in_oval(glyph, segment, page)}
    value = ""
    if len(shares) == 2:
        (best, most), (_, least) = sorted(shares.items(), key=lambda row: -row[1])
        if len(ringed) == 1:
            (best,) = ringed
        if len(ringed) == 1 or (most >= RINGED and least <= BARE):
            value = SEXES.get(best, best)
    return replace(entry, value=replace(entry.value, value=value, holds=bool(value)), firm=False)


def _ring_share(glyph: Glyph, segment: Segment, page: Page) -> float:
    """The share of the directions from a character's middle in which there is ink where a ring would run."""
    reach = int(OUTER_EM * segment.em)
    x, y = int(glyph.x), int(segment.middle)
    height, width = page.ink.shape
    if not (reach <= x < width - reach and reach <= y < height - reach):
        return 0.0
    part = page.ink[y - reach : y + reach + 1, x - reach : x + reach + 1] < DARK
    down, across = np.nonzero(part)
    away = np.hypot(down - reach, across - reach) / segment.em
    there = (away >= INNER_EM) & (away <= OUTER_EM)
    angles = np.arctan2(down[there] - reach, across[there] - reach)
    return len(np.unique(((angles + np.pi) / (2 * np.pi) * SECTORS).astype(int))) / SECTORS


def _is_in_oval(glyph: Glyph, segment: Segment, page: Page) -> bool:
    """Whether an oval in one piece goes around a character, wherever in it the character stands."""
    em = segment.em
    x, y, reach = int(glyph.x), int(segment.middle), int(2.4 * em)
    left, top = max(0, x - reach), max(0, y - reach)
    dark = (page.ink[top : y + reach, left : x + reach] < DARK).astype(np.uint8)
    if not dark.size:
        return False
    _, owners, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for number, (start, above, wide, high, _) in enumerate(stats[1:].tolist(), 1):
        sizes = zip((wide, high), RING_EM, strict=True)
        if not all(least * em <= size <= most * em for size, (least, most) in sizes):
            continue
        if not (abs(left + start + wide / 2 - x) < 0.35 * wide and abs(top + above + high / 2 - y) < 0.35 * high):
            continue
        down, across = np.nonzero(owners == number)
        u, v = (across - start) / (wide / 2) - 1, (down - above) / (high / 2) - 1
        on = (np.hypot(u, v) >= ROUND[0]) & (np.hypot(u, v) <= ROUND[1])
        sectors = ((np.arctan2(v[on], u[on]) + np.pi) / (2 * np.pi) * SECTORS).astype(int)
        if len(np.unique(sectors)) >= AROUND * SECTORS:
            return True
    return False
