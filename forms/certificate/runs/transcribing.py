"""What stands in the boxes of a page becomes segments: runs of characters with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from forms.certificate.engines.recogniser import Line, Quad, Recogniser, cut
from forms.certificate.pixels.combs import without_bars
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.lines import find_lines
from forms.certificate.runs.retried import read_again
from forms.certificate.runs.segments import (
    NEAR_HEIGHTS,
    SEEN_FOR_CERTAIN,
    STROKES,
    Glyph,
    Segment,
    in_reading_order,
    longest_run,
    place,
    same_row,
)
from forms.certificate.runs.two_lines import taken_apart

CLEAR, LEGIBLE = 0.995, 0.5
"""Confidence in a line's least certain character from which on ink of its neighbours has done no harm, and from which
on a box was rightly taken apart."""
FLAT_SHARE = 0.2
"""The part of a crop's inner height that dashes take up at most; digits are at least 0.6 high."""
EDGE_ROWS = 4
"""The part of a crop's height at either edge in which a ruled line may lie."""
RULED_PX = 0.09
"""So thick is a ruled line at most, in heights of the crop."""
TWICE_EM, TWO_TEXTS_EM, UNEVEN_EM = 0.35, 1.5, 0.5
"""How far apart the middles of a character are that was read twice, at most; white from which on a line may be two
texts, unless it differs less than this between all of its characters, which are spread then."""
RULED_SHARE = 0.6
"""Ink in one piece over this share of a crop's width is a ruled line, also askew: between characters there is white."""


def read_segments(page: Page, ruling: Ruling, recogniser: Recogniser) -> list[Segment]:
    """Every run of text on the page, split where ruled lines pass, from top to bottom and left to right."""
    found = _read_lines_apart(find_lines(page, ruling), page, ruling, recogniser)
    return in_reading_order(without_doubles(found))


def _read_lines_apart(
    places: Sequence[tuple[Quad, int]], page: Page, ruling: Ruling, recogniser: Recogniser
) -> list[Segment]:
    """What stands in boxes. A box that holds more than its line is read again without that, unless it was clear."""
    crops = [cut(page.ink, quad) for quad, _ in places]
    segments = [[segment] for segment in _read_crops(places, crops, ruling, recogniser, page.red)]
    at = {id(quad): number for number, (quad, _) in enumerate(places)}
    asked = [
        (number, lines)
        for number, lines in ((at[id(quad)], lines) for quad, lines in taken_apart(places, page.ink, ruling))
        if len(lines) > 1 or _least(segments[number]) < CLEAR
    ]
    parts = [(line, places[number][1]) for number, lines in asked for line in lines]
    crops = [line.cut(page.ink) for line, _ in parts]
    read = iter(_read_crops([(line.quad, cell) for line, cell in parts], crops, ruling, recogniser))
    for number, lines in asked:
        again = [next(read) for _ in lines]
        if _least(again) > _least(segments[number]) or (len(lines) > 1 and _least(again) >= LEGIBLE):
            segments[number] = again
    return [segment for group in segments for segment in group if segment]


def _least(segments: Sequence[Segment | None]) -> float:
    """The confidence in the least certain character; 0 where a line could not be read."""
    return min(min(glyph.confidence for glyph in segment.glyphs) if segment else 0.0 for segment in segments)


def read_lines(
    parts: Sequence[tuple[Quad, int]], page: Page, ruling: Ruling, recogniser: Recogniser
) -> list[Segment | None]:
    """What stands in boxes, each given with the index of its cell; None where nothing does."""
    return _read_crops(parts, [cut(page.ink, quad) for quad, _ in parts], ruling, recogniser)


def _read_crops(
    parts: Sequence[tuple[Quad, int]],
    crops: Sequence[np.ndarray],
    ruling: Ruling,
    recogniser: Recogniser,
    red: np.ndarray | None = None,
) -> list[Segment | None]:
    """What stands in pictures of lines; doubtful ones are read again where the page's red channel is given."""
    crops = [without_bars(crop) for crop in crops]
    lines = recogniser.read(crops)
    if red is not None:
        lines = read_again(lines, [quad for quad, _ in parts], red, recogniser)
    found: list[Segment | None] = []
    for (quad, cell), crop, line in zip(parts, crops, lines, strict=True):
        ink = ink_of(crop, ruling.lines_in(quad, crop.shape[1::-1]))
        columns = _with_strokes(_with_pale(ink.any(axis=0), crop, line), crop, line)
        line = _dashes(line) if _is_flat(ink, line.text) else line
        glyphs = place(line, quad, columns)
        found.append(Segment(glyphs, quad, cell, line, _em(glyphs, quad), columns) if glyphs else None)
    return found


def without_doubles(segments: Sequence[Segment]) -> list[Segment]:
    """Boxes of text overlap now and then: a character that two lines have is the first one's, or the longer one's that
    has all of the other."""
    whole = (each for each in segments if not any(_has_all_of(other, each) for other in segments))
    kept: list[Segment] = []
    for segment in sorted(whole, key=lambda segment: segment.left):
        before = [
            glyph
            for other in kept
            if other.cell == segment.cell and other.right > segment.left and same_row(other, segment)
            for glyph in other.glyphs
        ]
        start = 0
        while start < len(segment.glyphs) and any(
            glyph.text == segment.glyphs[start].text and abs(glyph.x - segment.glyphs[start].x) < 0.4 * segment.em
            for glyph in before
        ):
            start += 1
        if start < len(segment.glyphs):
            kept.append(segment.part(start, len(segment.glyphs)) if start else segment)
    return kept


def _has_all_of(longer: Segment, shorter: Segment) -> bool:
    """Whether all characters of a line are those of a longer one, each where it stands there; one with wide white in
    one place may be two texts, and the other one of them."""
    near = TWICE_EM * longer.em
    # Every line is asked about every other one: what is not beside it, nearly all of them, is told first.
    return (
        len(shorter.glyphs) < len(longer.glyphs)
        and shorter.cell == longer.cell
        and abs(shorter.middle - longer.middle) < near
        and all(
            any(glyph.text == each.text and abs(glyph.x - each.x) < near for each in longer.glyphs)
            for glyph in shorter.glyphs
        )
        and _is_one_text(longer)
    )


def _is_one_text(line: Segment) -> bool:
    """Whether a line of several characters has no white in it as wide as between two texts, or it is spread."""
    white = [line.gap_before(at) for at in range(1, len(line.glyphs))]
    return max(white) < TWO_TEXTS_EM or (len(white) > 1 and max(white) - min(white) < UNEVEN_EM)


def ink_of(crop: np.ndarray, ruled: np.ndarray) -> np.ndarray:
    """Where there is ink in the inner rows of a line's crop.

    Args:
        ruled: where ruled lines pass that were seen on the page as a whole, bool, of the crop's size.
    """
    height = len(crop)
    ink = (crop < min(level_at(crop, 80) - 50.0, 195.0)) & ~ruled
    # A ruled line at the edge of the crop is no ink of a character, nor is dirt.
    inner = ink[height // 8 : height - height // 8]
    edge = max(1, len(inner) // EDGE_ROWS)
    for rows in (inner[:edge], inner[-edge:]):
        if longest_run(rows.any(axis=0)) < RULED_SHARE * rows.shape[1]:
            continue  # as between characters: nothing in one piece can be as wide
        owners, found = find_components(rows.astype(np.uint8))
        wide = found[:, cv2.CC_STAT_WIDTH] >= RULED_SHARE * rows.shape[1]
        thin = found[:, cv2.CC_STAT_AREA] <= RULED_PX * height * found[:, cv2.CC_STAT_WIDTH]
        for number in np.flatnonzero(wide & thin):
            rows[owners == number] = False
    return inner


def _with_pale(columns: np.ndarray, crop: np.ndarray, line: Line) -> np.ndarray:
    """The columns with ink, also with that of characters that were too pale to be seen and read as well as others.

    Toner runs out in bands: of 榊原　ハナ, read equally well in all of its characters, only ハナ was dark enough.
    Characters without ink count for nothing, and the name that was left was taken for the whole one.
    """
    wide, rows, near = len(columns), len(crop) // 8, NEAR_HEIGHTS * len(crop)
    squares = [slice(max(0, int(each.at * wide - near)), int(each.at * wide + near) + 1) for each in line.characters]
    known = [each.confidence for each, square in zip(line.characters, squares, strict=True) if columns[square].any()]
    if not known or len(known) == len(squares):
        return columns
    pale = (crop[rows : len(crop) - rows] < level_at(crop, 80) - PALE).sum(axis=0) >= PALE_ROWS * len(crop)
    seen = columns.copy()
    for each, square in zip(line.characters, squares, strict=True):
        if not columns[square].any() and each.text not in STROKES and each.confidence >= PALE_SHARE * max(known):
            seen[square] |= pale[square]
    return seen


PALE, PALE_ROWS = 25.0, 0.1
"""By how much pale ink is darker than paper, in levels of grey, and the part of a column's height that it takes up."""
PALE_SHARE = 0.9
"""Confidence of a pale character to that of the clearest one with ink: what a blank was read as is told less well."""


def _with_strokes(columns: np.ndarray, crop: np.ndarray, line: Line) -> np.ndarray:
    """The columns with ink, also with that of strokes that were taken for a part of a ruled line.

    An I that stands on the lower rule of its cell is as straight, and as long, as what rules are told by. Without its
    ink it counts for nothing, and KIM IRI is KIM R. A rule passes by the text; a stroke begins or ends beside it.
    """
    wide, near = len(columns), NEAR_HEIGHTS * len(crop)
    seen = columns
    for each in line.characters:
        if each.text not in UPRIGHT or each.confidence < SEEN_FOR_CERTAIN:
            continue
        square = slice(max(0, int(each.at * wide - near)), int(each.at * wide + near) + 1)
        if not columns[square].any() and (stroke := _upright(crop, square)) is not None:
            seen = seen.copy() if seen is columns else seen
            seen[square] |= stroke
    return seen


def _upright(crop: np.ndarray, square: slice) -> np.ndarray | None:
    """Which columns of a square an upright stroke takes up that has an end of its own there; None without one."""
    height = len(crop)
    reach = int(BESIDE_HEIGHTS * height)
    dark = crop < level_at(crop, 80) - 50.0
    lying = dark[:, max(0, square.start - reach) : square.stop + reach].mean(axis=1) > LYING_SHARE
    columns = (dark[:, square] & ~lying[:, None]).sum(axis=0) >= LEAST_HEIGHT * height
    rows = np.flatnonzero((dark[:, square] & columns).any(axis=1) & ~lying)
    if not len(rows):
        return None
    edge, near = height // 8, max(2, height // 16)
    begins = rows[0] >= edge and not lying[rows[0] - near : rows[0]].any()
    ends = rows[-1] < height - edge and not lying[rows[-1] : rows[-1] + near + 1].any()
    return columns if begins or ends else None


UPRIGHT = frozenset("1１IＩlｌ|｜")
"""What a straight upright stroke is read as."""
BESIDE_HEIGHTS, LYING_SHARE, LEAST_HEIGHT = 0.3, 0.8, 0.35
"""In heights of a line: how far to each side ink must go on to be a rule from left to right, nearly all of the way,
and how high an upright stroke is at least."""


def _is_flat(ink: np.ndarray, text: str) -> bool:
    """Whether digits or letters were read where nothing but dashes stands: ---- is read as 1111 now and then."""
    rows = np.flatnonzero(ink.any(axis=1))
    return len(rows) > 0 and text.isascii() and text.isalnum() and np.ptp(rows) + 1 <= FLAT_SHARE * len(ink)


def _dashes(line: Line) -> Line:
    """Dashes in the place of what was read; whatever a field allows, they are not decoded into anything else."""
    dashes = tuple(replace(character, text="-") for character in line.characters)
    return Line(dashes, np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def _em(glyphs: Sequence[Glyph], quad: Quad) -> float:
    """From the pitch of neighbouring full-width characters, else from the height of the line."""
    height = float(quad[2:, 1].mean() - quad[:2, 1].mean())
    pitches = [
        second.x - first.x
        for first, second in zip(glyphs, glyphs[1:], strict=False)
        if _is_square(first.text) and _is_square(second.text)
    ]
    likely = sorted(pitch for pitch in pitches if 0.42 * height < pitch < 0.95 * height)
    if not likely:
        return _set_apart(pitches, height) or 0.72 * height
    # Blanks make some pitches wider; none is narrower than a character.
    tight = [pitch for pitch in likely if pitch < 1.3 * likely[len(likely) // 4]]
    return float(np.median(tight))


def _set_apart(pitches: Sequence[float], height: float) -> float | None:
    """The pitch of a line printer that sets its characters a little apart, each in a column as wide as all others."""
    likely = [pitch for pitch in pitches if LEAST_APART * height < pitch < MOST_APART * height]
    middle = float(np.median(likely)) if len(likely) >= MIN_APART else 0.0
    even = [pitch for pitch in likely if abs(pitch - middle) < EVEN * middle]
    return middle if likely and len(even) >= EVEN_SHARE * len(likely) else None


LEAST_APART, MOST_APART = 0.9, 1.2
"""Heights of a line that such characters are apart; those of a spread label (転 出 先) mostly are more."""
MIN_APART, EVEN, EVEN_SHARE = 7, 0.1, 0.8
"""So many steps, of which this share is even to within this part, tell a printer's pitch: labels are shorter."""


def _is_square(text: str) -> bool:
    """Digits and letters are set in either width whatever the recogniser calls them."""
    return text >= "\u3041" and not "\uff00" < text < "\uffef"
