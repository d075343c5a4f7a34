"""Single glyphs out of a line: the pixels of each character, without its neighbours and without ruled lines."""

from __future__ import annotations

import numpy as np

from forms.certificate.engines.recogniser import cut
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment

SLIVER = 0.18
"""The share of a glyph's width at either edge in which ink may be a neighbour's."""
CUT_EM = 0.16
"""How far a cut may move from the middle between two characters, to where there is less ink."""
QUIET = 0.05
"""Share of the most inked column's ink that is as good as none."""
LINE_SHARE = 0.35
"""The part of that in which a ruled line begins."""


def glyphs_of(page: Page, segment: Segment) -> list[np.ndarray]:
    """The pixels of each character, grey uint8, cut where there is least ink between it and its neighbours.

    Several steps ask for the same ones: they are cut once for a page.
    """
    key = (segment.quad.tobytes(), segment.em, *(glyph.x for glyph in segment.glyphs))
    if (found := page.glyphs.get(key)) is None:
        found = page.glyphs[key] = _cut_apart(page, segment)
    return found


def _cut_apart(page: Page, segment: Segment) -> list[np.ndarray]:
    em, line, quad = segment.em, cut(page.red, segment.quad), segment.quad
    height, scale = len(line), line.shape[1] / float(quad[1, 0] - quad[0, 0])
    # Ruled lines above and beneath are no ink to go by.
    ink = (level_at(line, 75) - line[height // 6 : height - height // 6].astype(np.float32)).clip(0)
    profile, reach = ink.sum(axis=0), round(CUT_EM * em * scale)
    pictures, places = [], [glyph.x for glyph in segment.glyphs]
    for index, x in enumerate(places):
        left, right = x - 0.62 * em, x + 0.62 * em
        if index:
            left = max(left, (places[index - 1] + x) / 2)
        if index + 1 < len(places):
            right = min(right, (places[index + 1] + x) / 2)
        start, end = (_quietest(profile, (edge - quad[0, 0]) * scale, reach) for edge in (left, right))
        pictures.append(_alone(line[:, start : max(end, start + 4)]))
    return pictures


def _quietest(profile: np.ndarray, at: float, reach: int) -> int:
    """The column with the least ink near one, the nearest of several."""
    low, high = max(0, round(at) - reach), min(len(profile), round(at) + reach + 1)
    if low >= high:
        return int(np.clip(round(at), 0, len(profile)))
    window = profile[low:high]
    quiet = np.flatnonzero(window <= window.min() + QUIET * max(1.0, float(profile.max())))
    return low + int(quiet[np.abs(quiet + low - at).argmin()])


def _alone(glyph: np.ndarray) -> np.ndarray:
    """Without slivers of the neighbours and of ruled lines: ink at an edge that white parts from the rest."""
    paper = level_at(glyph, 75)
    cleaned = glyph.copy()
    # A ruled line lies at the very edge; a stroke of the character may come soon after it.
    sides = ((cleaned, 1.0), (cleaned[:, ::-1], 1.0), (cleaned.T, LINE_SHARE), (cleaned[::-1].T, LINE_SHARE))
    for picture, share in sides:
        ink = (picture < paper - 60).any(axis=0)
        reach = max(1, int(SLIVER * len(ink)))
        white = np.flatnonzero(~ink[: reach + 1])
        if ink[: max(1, int(share * reach)) + 1].any() and len(white):
            picture[:, : white[-1] + 1] = paper
    return cleaned
