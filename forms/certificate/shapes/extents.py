"""Where exactly each character of a line stands: the four ends of its ink, to a hundredth of an em.

The recogniser's own places are off by up to a tenth. Characters that touch have no ends of their own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np

from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.strokes import ink_rows
from forms.scripts import is_kanji

REACH_EM = 0.62
"""So far from its middle a character's ink is looked for, where no neighbour is nearer."""
CUT_EM = 0.22
"""How far the white between two characters may be from the middle between them."""
BLANK_STEP = 1.35
"""Kanji that stand further apart than this, in em, have a blank between them."""
BLANK_BESIDE = 1.0
"""From the end of a kanji to the middle of a digit beside it, in em, where a blank is between them: at most half an em
without one."""
MIN_STEPS = 1
"""Steps from one kanji to the next, of which an em is taken."""
EM_SLACK = 0.2
"""By how much that may differ from the em of the line; otherwise it was misread."""

SOLID = "123457"
"""Digits of one piece however pale they are; others lose the thin strokes between their sides."""
PARTED_EM, MOST_INK_EM = 0.15, 0.7
"""White between a digit at the end of a line and what is no part of it, a rule of its cell or a neighbour that was cut
off; and the ink of the broadest digits, what is broader has such a thing in it: 1 had up to 1.04, and seemed wide."""
NEAR_EM, SPECK_SHARE = 0.3, 3
"""Of two pieces that are both so near to where a digit was read, one with so small a part of the other's width is dirt:
a speck between 1 and 号 of a fax was nearer to it than 1, and seemed to stand as close to 号 as a narrow digit."""

DASHES = "ー―‐−–"
"""What the recogniser makes of a hyphen between digits."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters side by side, and how they stand; all measures in em.

    Attributes:
        first: from the end of the kanji before them to the middle of the first one's ink; None without kanji, or where
            a blank is between them.
        steps: from the middle of each one's ink to that of the next.
        last: from the middle of the last one's ink to where the next kanji begins; None without kanji.
        widths: of each one's ink.
        start: which of the line's characters is the first one.
        levels: of each digit of it, and of each kanji of its line: how far beneath the upper edge of the line its ink
            begins and ends; empty without a picture.
    """

    text: str
    first: float | None
    steps: tuple[float, ...]
    last: float | None
    widths: tuple[float, ...]
    start: int
    levels: tuple[tuple[str, float, float], ...] = ()


def runs(segment: Segment, characters: str, page: Page | None = None) -> list[Run]:
    """The runs of some characters in a line, none where the line has no kanji to measure by.

    Args:
        characters: which; full-width forms count as these.
        page: where it stands, to be told how high they are, too.
    """
    ends = ink_ends(segment)
    middles = [None if each is None else (each[0] + each[1]) / 2 for each in ends]
    text = _narrowed(segment)
    em = _exact_em(text, middles, segment.em)
    if em is None:
        return []
    levels = _levels(page, segment, em) if page else []
    found, start = [], 0
    while start < len(text):
        end = start
        while end < len(text) and text[end] in characters and middles[end] is not None:
            end += 1
        if end > start:
            before = _edge(text, middles, range(start - 1, -1, -1), em)
            after = _edge(text, middles, range(end, len(text)), em)
            first = None if before is None else (middles[start] - before) / em
            last = None if after is None else (after - middles[end - 1]) / em
            found.append(
                Run(
                    "".join(text[start:end]),
                    None if first is None or first > BLANK_BESIDE else first,
                    tuple((middles[at + 1] - middles[at]) / em for at in range(start, end - 1)),
                    None if last is None or last > BLANK_BESIDE else last,
                    tuple((ends[at][1] - ends[at][0]) / em for at in range(start, end)),
                    start,
                    tuple(
                        (char, *level)
                        for at, (char, level) in enumerate(zip(text, levels, strict=False))
                        if level and (is_kanji(char) or (start <= at < end and char.isdecimal()))
                    ),
                )
            )
        start = max(end, start + 1)
    return found


def _levels(page: Page, segment: Segment, em: float) -> list[tuple[float, float] | None]:
    """How far beneath the upper edge of the line the ink of each character begins and ends, in em."""
    height = float(np.linalg.norm(segment.quad[3] - segment.quad[0])) / em
    pictures = glyphs_of(page, segment)
    found = [(ink_rows(picture), len(picture)) for picture in pictures]
    return [(rows[0] / size * height, rows[1] / size * height) if rows else None for rows, size in found]


def _narrowed(segment: Segment) -> list[str]:
    """Each character, full-width digits, letters and signs in half width; a dash of any kind between digits as -."""
    text = [chr(ord(g.text) - 0xFEE0) if "！" <= g.text <= "～" else g.text for g in segment.glyphs]
    for at in range(1, len(text) - 1):
        if text[at] in DASHES and text[at - 1].isdigit() and text[at + 1].isdigit():
            text[at] = "-"
    return text


def ink_ends(segment: Segment) -> list[tuple[float, float] | None]:
    """Left and right end of each character's ink, in pixels of the page; None where it touches another one."""
    left = float(segment.quad[[0, 3], 0].mean())
    scale = len(segment.ink) / max(1.0, float(segment.quad[[1, 2], 0].mean()) - left)
    places = [(glyph.x - left) * scale for glyph in segment.glyphs]
    reach, near = REACH_EM * segment.em * scale, CUT_EM * segment.em * scale
    cuts = [_white(segment.ink, (a + b) / 2, near) for a, b in zip(places, places[1:], strict=False)]
    found: list[tuple[float, float] | None] = []
    for at, place in enumerate(places):
        low = place - reach if at == 0 or place - places[at - 1] > 2 * reach else cuts[at - 1]
        high = place + reach if at + 1 == len(places) or places[at + 1] - place > 2 * reach else cuts[at]
        if low is None or high is None:
            found.append(None)
            continue
        start = max(0, round(low))
        columns = np.flatnonzero(segment.ink[start : max(start, round(high) + 1)])
        if at in (0, len(places) - 1):
            columns = _of_digit(columns, segment.glyphs[at].text, place - start, segment.em * scale)
        if len(columns):
            found.append((left + float(start + columns[0]) / scale, left + float(start + columns[-1] + 1) / scale))
        else:
            found.append(None)
    return found


def _of_digit(columns: np.ndarray, char: str, place: float, em: float) -> np.ndarray:
    """The columns with the ink of a character at an end of a line: of a digit, those about its place."""
    text = unicodedata.normalize("NFKC", char)
    if not text.isdecimal() or not len(columns):
        return columns
    pieces = np.split(columns, np.flatnonzero(np.diff(columns) > PARTED_EM * em) + 1)
    broadest = max(map(len, pieces))
    near = [each for each in pieces if np.abs(each - place).min() <= NEAR_EM * em]
    if len(near) > 1 and max(map(len, near)) == broadest:
        pieces = [each for each in pieces if SPECK_SHARE * len(each) > broadest]
    while len(pieces) > 1 and (text in SOLID or pieces[-1][-1] - pieces[0][0] >= MOST_INK_EM * em):
        pieces.pop(0 if np.abs(pieces[0] - place).min() > np.abs(pieces[-1] - place).min() else -1)
    return np.concatenate(pieces)


def _white(ink: np.ndarray, at: float, near: float) -> float | None:
    """The column without ink that is nearest to a place."""
    low = max(0, int(at - near))
    columns = low + np.flatnonzero(~ink[low : max(low, int(at + near) + 1)])
    return float(columns[np.abs(columns - at).argmin()]) if len(columns) else None


def exact_em(segment: Segment, least: int = MIN_STEPS) -> float | None:
    """The mean step from one kanji to the next, in pixels of the page; None where there are fewer steps than that."""
    return _exact_em(_narrowed(segment), _middles(segment), segment.em, least)


def _middles(segment: Segment) -> list[float | None]:
    return [None if each is None else (each[0] + each[1]) / 2 for each in ink_ends(segment)]


def _exact_em(text: list[str], middles: list[float | None], line_em: float, least: int = MIN_STEPS) -> float | None:
    total, steps = 0.0, 0
    for at in range(1, len(text)):
        one, other = middles[at - 1], middles[at]
        if one is None or other is None or not (is_kanji(text[at - 1]) and is_kanji(text[at])):
            continue
        if other - one < BLANK_STEP * line_em:
            total, steps = total + other - one, steps + 1
    if steps < least or abs(total / steps / line_em - 1) > EM_SLACK:
        return None
    return total / steps


def _edge(text: list[str], middles: list[float | None], order: range, em: float) -> float | None:
    """Where the squares of the kanji nearest to a run begin, told by up to three of them."""
    found: list[float] = []
    for away, at in enumerate(order[:3]):
        middle = middles[at]
        if middle is None or not is_kanji(text[at]):
            break
        edge = middle - order.step * (away + 0.5) * em
        if found and abs(edge - found[0]) > (BLANK_STEP - 1) * em:
            break
        found.append(edge)
    return float(np.mean(found)) if found else None
