"""Choices marked by a ring around one of two words: 男・女, 有・無."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import SEXES
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment, text_of
from forms.certificate.settling.closed import known_words
from forms.certificate.words.catalogue import words
from forms.fields import Kind

POINTS = 48
"""At so many points of an oval it is asked whether there is ink."""
HALF_WIDE, HALF_HIGH = np.arange(0.45, 1.36, 0.06), np.arange(0.45, 0.91, 0.06)
"""Half axes of a ring, in heights of the line; a character by itself stays within."""
ASIDE, ABOVE = np.arange(-0.48, 0.49, 0.06), np.arange(-0.18, 0.19, 0.06)
"""How far from the middle of its character that of a ring may be, in the same."""
RINGED, LEAD = 0.77, 0.25
"""The share of an oval with ink from which on it is a ring, and its lead before the other character's. On five sheets
with rules close by 21 ringed ones had 0.79 and more, others up to 0.73."""
RING_HEIGHTS, RING_ASIDE = (0.55, 1.9), 0.35
"""Width and height of a closed ring, and how far its middle may be from that of its character (whose box may hold the
ring), in heights of the line; a character is 0.6 high."""
CONVEX, OVAL = 0.95, (0.92, 1.08)
"""What a ring's outline encloses, to its convex hull at least, and to an oval as wide and high; a square has 1.27."""
YES_OR_NO = frozenset({"有", "無"})
DARK = 150
"""Grey level in the cleared picture below which there is ink."""


def settle_rings(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, a choice where both words are printed told by the ring, sure only where a printer set it: a closed
    oval around one word, and nothing like one around the other.

    Where only one of the two sexes could be read, it may be the one without the ring: then it is no sex at all, or what
    stands where others of the page have the other one tells.
    """
    usual = usual_height(page)
    apart = _apart(entries)
    return [
        _settled(entry, page, usual, apart) if _offers_both(entry) or (apart and entry.kind is Kind.SEX) else entry
        for entry in entries
    ]


def _apart(entries: Sequence[Entry]) -> float:
    """How far 女 stands to the right of 男 where a page offers both, in pixels; 0 where it does not."""
    found = []
    for entry in entries:
        if entry.kind is Kind.SEX:
            places = {glyph.text: glyph.x for segment in entry.value.segments for glyph in segment.glyphs}
            found += [places["女"] - places["男"]] if places.keys() >= {"男", "女"} else []
    return float(np.median(found)) if found else 0.0


def usual_height(page: Page) -> float:
    """The height of the boxes of lines on a page, as most of them are, in pixels."""
    heights = [float(quad[2:, 1].mean() - quad[:2, 1].mean()) for quad in page.quads]
    return float(np.median(heights)) if heights else float("inf")


def _offers_both(entry: Entry) -> bool:
    text = "".join(glyph.text for segment in entry.value.segments for glyph in segment.glyphs)
    # A dot that a form prints before each value is cut off, and one of 男・女 lost where a sex is decoded.
    raw = text_of(entry.value.seen) or "".join(segment.line.text for segment in entry.value.segments)
    if entry.kind is not Kind.SEX:
        return set(text) >= YES_OR_NO and known_words(entry) >= YES_OR_NO
    if len(set(text) & {"男", "女"}) == 2:
        return True
    parts = re.split("[・･·/／]", raw)
    # 男／長男 are a sex and a relationship.
    return len(parts) > 1 and not any(part in words().relationships for part in parts)


def _settled(entry: Entry, page: Page, usual: float, apart: float) -> Entry:
    choice = {"男", "女"} if entry.kind is Kind.SEX else YES_OR_NO
    glyphs = [(glyph, segment) for segment in entry.value.segments for glyph in segment.glyphs]
    lacking = choice - {glyph.text for glyph, _ in glyphs}
    if entry.kind is Kind.SEX and len(lacking) == 1:
        # 男・女 is decoded as 男性 where only words for a sex are allowed.
        (other,) = lacking
        glyphs = [(replace(glyph, text=other) if glyph.text == "性" else glyph, segment) for glyph, segment in glyphs]
        if apart and len(glyphs) == 1:
            # The one with the ring was not read.
            (glyph, segment), step = glyphs[0], apart if other == "女" else -apart
            glyphs.append((Glyph(other, 0.0, glyph.x + step), segment))
    choices = [(glyph, segment) for glyph, segment in glyphs if glyph.text in choice]
    closed = {glyph.text: float(is_encircled(glyph, segment, page, usual)) for glyph, segment in choices}
    shares = {glyph.text: ring_share(glyph, segment, page, usual) for glyph, segment in choices}
    best = ringed(closed if any(closed.values()) else shares) if len(shares) == 2 else None
    value = SEXES.get(best, best) if best else ""
    told = replace(entry.value, value=value, holds=bool(value))
    rival = max((share for word, share in shares.items() if word != best), default=1.0)
    if not (best and closed[best] and not lacking and rival < RINGED - LEAD):
        return replace(entry, value=told, firm=False)
    # Of two words that stand there one is known by the other, however badly the ring lets it be read.
    told = replace(told, confidence=max(glyph.confidence for glyph, _ in choices))
    return replace(entry, value=told)


def ringed(shares: Mapping[str, float], least: float = RINGED, lead: float = LEAD) -> str | None:
    """Which of some words has the ring, or None where that is not plain.

    Args:
        shares: of each the share of an oval around it in which there is ink.
        least: the share from which on it is a ring.
        lead: by how much it must be more than the others'.
    """
    (best, most), *others = sorted(shares.items(), key=lambda row: -row[1])
    return best if most >= least and most - max(share for _, share in others) >= lead else None


def is_encircled(glyph: Glyph, segment: Segment, page: Page, usual: float) -> bool:
    """Whether a closed ring that touches nothing lies around a character, as printers set it: closer than by hand.

    Args:
        usual: height of the boxes of lines on the page, in pixels.
    """
    high = min(usual, segment.bottom - segment.top)
    reach = int(RING_HEIGHTS[1] * high)
    low, left = max(0, int(segment.middle) - reach), max(0, int(glyph.x) - reach)
    dark = page.ink[low : int(segment.middle) + reach, left : int(glyph.x) + reach] < DARK
    if not dark.size:
        return False
    outlines, _ = cv2.findContours(dark.view(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    middle = np.array([glyph.x - left, segment.middle - low])
    return any(_is_ring(outline, middle, high) for outline in outlines)


def _is_ring(outline: np.ndarray, middle: np.ndarray, high: float) -> bool:
    """Whether an outline is an oval around a place, of the size of a ring in lines so high."""
    left, top, wide, tall = cv2.boundingRect(outline)
    if not RING_HEIGHTS[0] * high <= min(wide, tall) <= max(wide, tall) <= RING_HEIGHTS[1] * high:
        return False
    if np.abs(middle - (left + wide / 2, top + tall / 2)).max() > RING_ASIDE * high:
        return False
    area, hull = cv2.contourArea(outline), cv2.contourArea(cv2.convexHull(outline))
    return area >= CONVEX * hull and OVAL[0] <= area / (np.pi / 4 * wide * tall) <= OVAL[1]


def ring_share(glyph: Glyph, segment: Segment, page: Page, usual: float) -> float:
    """The share of an oval around a character in which there is ink, of the oval that has most.

    It may touch the character, and rules may cross it.

    Args:
        usual: height of the boxes of lines on the page, in pixels.
    """
    high = min(usual, segment.bottom - segment.top)  # of a box that holds a ring, too
    reach = int((HALF_WIDE[-1] + ASIDE[-1]) * high) + 2
    x, y = int(glyph.x), int(segment.middle)
    height, width = page.ink.shape
    low, left = max(0, y - reach), max(0, x - reach)
    dark = (page.ink[low : min(height, y + reach + 1), left : min(width, x + reach + 1)] < DARK).view(np.uint8)
    if not dark.size:
        return 0.0
    near = max(3, round(0.06 * high)) | 1
    dark = cv2.copyMakeBorder(cv2.dilate(dark, np.ones((near, near), np.uint8)), 0, 1, 0, 1, cv2.BORDER_CONSTANT)
    angles = np.arange(POINTS) * (2 * np.pi / POINTS)
    across = x - left + high * (ASIDE[:, None, None] + HALF_WIDE[:, None] * np.cos(angles))
    down = y - low + high * (ABOVE[:, None, None] + HALF_HIGH[:, None] * np.sin(angles))
    # What lies beyond the picture is paper, as the border is.
    columns = np.where((across >= 0) & (across < dark.shape[1]), across, -1).astype(int)
    rows = np.where((down >= 0) & (down < dark.shape[0]), down, -1).astype(int)
    inked = dark[rows[:, :, None, None], columns[None, None]]
    return float(inked.mean(axis=-1).max())
