"""Single glyphs out of a line: the pixels of each character, without its neighbours and without ruled lines."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from forms.certificate.engines.recogniser import cut
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment, width_em

SLIVER = 0.18
"""The share of a glyph's width at either edge in which ink may be a neighbour's."""
CUT_EM = 0.16
"""How far a cut may move from the middle between two characters, to where there is less ink."""
CLOSE_EM = 0.88
"""Up to here a digit stands so close to a kanji that it is narrow: wide ones stand an em apart, narrow ones 0.75."""
QUIET = 0.05
"""Share of the most inked column's ink that is as good as none."""
LINE_SHARE = 0.35
"""The part of that in which a ruled line begins."""
INK_LEVELS, INK_SHARE = 60, 0.35
"""So many levels darker than the paper is ink, and of pale print so much of what its darkest is."""
STROKE_SHARE, WHOLE_SHARE = 0.5, 0.9
"""So high is a stroke at an edge, in heights of the line, and so much of that has ink: dots of a pattern have less."""


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
    pictures, between = [], [_between(one, two, em) for one, two in pairwise(segment.glyphs)]
    for index, glyph in enumerate(segment.glyphs):
        left, right = glyph.x - 0.62 * em, glyph.x + 0.62 * em
        if index:
            left = max(left, between[index - 1])
        if index < len(between):
            right = min(right, between[index])
        start, end = (_quietest(profile, (edge - quad[0, 0]) * scale, reach) for edge in (left, right))
        ends = index == 0, index == len(between)
        pictures.append(_alone(line[:, start : max(end, start + 4)], ends))
    return pictures


def _between(one: Glyph, two: Glyph, em: float) -> float:
    """Where two characters meet: halfway, but nearer to a narrow one that stands close to a wide one, the 2 of 2棟."""
    widths = width_em(one.text), width_em(two.text)
    if two.x - one.x > CLOSE_EM * em:
        return (one.x + two.x) / 2
    return one.x + (two.x - one.x) * widths[0] / sum(widths)


def _quietest(profile: np.ndarray, at: float, reach: int) -> int:
    """The column with the least ink near one, the nearest of several."""
    low, high = max(0, round(at) - reach), min(len(profile), round(at) + reach + 1)
    if low >= high:
        return int(np.clip(round(at), 0, len(profile)))
    window = profile[low:high]
    quiet = np.flatnonzero(window <= window.min() + QUIET * max(1.0, float(profile.max())))
    return low + int(quiet[np.abs(quiet + low - at).argmin()])


def _alone(glyph: np.ndarray, ends: tuple[bool, bool]) -> np.ndarray:
    """Without slivers of the neighbours and of ruled lines: ink at an edge that white parts from the rest.

    Args:
        ends: whether it is its line's first character, and the last one.
    """
    paper = level_at(glyph, 75)
    # Where toner was low, thin strokes hold a character together that are far paler than its others.
    level = paper - min(INK_LEVELS, INK_SHARE * (paper - level_at(glyph, 1)))
    cleaned = glyph.copy()
    # A ruled line lies at the very edge, or runs from edge to edge; a stroke of the character may come soon after it.
    sides = (
        (cleaned, 1.0, ends[0]),
        (cleaned[:, ::-1], 1.0, ends[1]),
        (cleaned.T, LINE_SHARE, True),
        (cleaned[::-1].T, LINE_SHARE, True),
    )
    for picture, share, end in sides:
        reach = max(1, int(SLIVER * picture.shape[1]))
        inked = picture[:, : reach + 1] < level
        ink = inked.any(axis=0)
        white = np.flatnonzero(~ink)
        ruled = share < 1 and inked.all(axis=0).any()
        if not (ruled or ink[: max(1, int(share * reach)) + 1].any()) or not len(white):
            continue
        if end or not _is_stroke(inked[:, : white[-1]]):
            picture[:, : white[-1] + 1] = paper
    return cleaned


def _is_stroke(ink: np.ndarray) -> bool:
    """Whether ink that white parts from a cut within a line is a stroke of the character: the first one of ば."""
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows) or ink[:, :1].any():
        return False
    high = int(rows[-1] - rows[0]) + 1
    return high >= STROKE_SHARE * len(ink) and len(rows) >= WHOLE_SHARE * high
