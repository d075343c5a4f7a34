"""Choices marked by a ring around one of two words: 男・女."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.catalogue import words
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
DARK = 150
"""Grey level in the cleared picture below which there is ink."""


def settle_rings(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, a sex where both are printed told by the ring, and never sure.

    Where only one of the two could be read, it may be the one without the ring: then it is no sex at all.
    """
    return [_settled(entry, page) if entry.kind is Kind.SEX and _offers_both(entry) else entry for entry in entries]


def _offers_both(entry: Entry) -> bool:
    text = "".join(glyph.text for segment in entry.value.segments for glyph in segment.glyphs)
    raw = "".join(segment.line.text for segment in entry.value.segments)
    if len(set(text) & {"男", "女"}) == 2:
        return True
    parts = re.split("[・･·/／]", raw)
    # 男／長男 are a sex and a relationship.
    return len(parts) > 1 and not any(part in words().relationships for part in parts)


def _settled(entry: Entry, page: Page) -> Entry:
    glyphs = [
        (glyph, segment) for segment in entry.value.segments for glyph in segment.glyphs if glyph.text in ("男", "女")
    ]
    shares = {glyph.text: _ring_share(glyph, segment, page) for glyph, segment in glyphs}
    value = ""
    if len(shares) == 2:
        (best, most), (_, least) = sorted(shares.items(), key=lambda row: -row[1])
        if most >= RINGED and least <= BARE:
            value = SEXES[best]
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
