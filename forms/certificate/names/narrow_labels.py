"""Labels in half-width kana within a line: ｺｸﾎ 無, of which the large recogniser makes コ無."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from forms import kana
from forms.certificate.engines.recogniser import Line, cut
from forms.certificate.names import half_width
from forms.certificate.names.half_width import DOUBTED_BELOW, MAX_PITCH, decoded, in_full_width, least, odds_of
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment, place
from forms.certificate.words.catalogue import normalise, words


@dataclass(frozen=True, slots=True)
class _Label:
    """A label within a line.

    Attributes:
        said: its kana in full width.
        first, end: which of the model's characters are the label's.
        left, right: where it is cut off what stands beside it, in the middle of the white, as shares of the line.
    """

    said: str
    first: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the model for half width reads it.

    Attributes:
        ink: for each column whether there is ink that is as dark as the line's, which a copy's pattern is not.
        seen: where the first and the last character stand that the large recogniser saw, as shares of the line.
    """

    read: Line
    crop: np.ndarray
    ink: np.ndarray
    seen: tuple[float, float]


def with_narrow_labels(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The lines of a page, labels in half-width katakana within them in full width, as the model for these reads them.

    Only what is set off by white, and says a label in each of its characters, is one. On a page that sets its labels
    so any line is looked at that has kana in it or begins with what was not read; where fewer are seen, doubtful ones,
    for a long label that begins them; where there is none, nothing.
    """
    seen = sum(map(_is_narrow_label, segments))
    if not seen:
        return list(segments)
    narrow = seen >= MIN_TOLD
    lines = [_line(segment, page) if _may_hold_one(segment, narrow) else None for segment in segments]
    found = [_labels(line, narrow, frozenset()) if line else [] for line in lines]
    # What a page clearly says of one person it says again of the next, however badly that came out.
    known = frozenset(label.said for labels in found for label in labels)
    return [
        part
        for segment, line, labels in zip(segments, lines, found, strict=True)
        for part in (_told(segment, line, labels or _labels(line, narrow, known)) if line else [segment])
    ]


def _is_narrow_label(segment: Segment) -> bool:
    """Whether a line is a label in katakana, set half as wide as others."""
    if len(segment.text) < MIN_KANA or not kana.is_katakana(segment.text) or not _is_label(segment.text):
        return False
    count = len(unicodedata.normalize("NFD", segment.text))
    width = float(segment.quad[1, 0] - segment.quad[0, 0])
    return width < NARROW_HEIGHTS * count * (segment.bottom - segment.top)


def _is_label(text: str) -> bool:
    return normalise(text) in words().targets


def _may_hold_one(segment: Segment, narrow: bool) -> bool:
    if len(segment.glyphs) != len(segment.line.characters) or _is_label(segment.text):
        return False
    if least(segment.glyphs) < DOUBTED_BELOW:
        return True
    room = segment.left - float(segment.quad[[0, 3], 0].mean()) > MIN_ROOM_EM * segment.em
    return narrow and (room or any(map(kana.is_katakana, normalise(segment.text))))


def _line(segment: Segment, page: Page) -> _Line:
    crop = cut(page.ink, segment.quad)
    left, right = float(segment.quad[[0, 3], 0].mean()), float(segment.quad[[1, 2], 0].mean())
    seen = [(glyph.x - left) / (right - left) for glyph in segment.glyphs]
    inner = crop[len(crop) // 8 : len(crop) - len(crop) // 8]
    dark = (inner < (level_at(crop, 80) + level_at(crop, 1)) / 2).any(axis=0)
    return _Line(decoded(odds_of(crop))[0], crop, segment.ink & dark, (min(seen), max(seen)))


def _told(segment: Segment, line: _Line, found: Sequence[_Label]) -> list[Segment]:
    """The line, parted before each label that it holds."""
    left, right = float(segment.quad[[0, 3], 0].mean()), float(segment.quad[[1, 2], 0].mean())
    parted, characters = [segment.glyphs], segment.line.characters
    for label in found:
        low, high = (left + share * (right - left) for share in (label.left, label.right))
        before, meant, behind = _cut(parted[-1], low, high)
        if len(meant) > label.end - label.first + MOST_DOUBLED:
            continue
        alone = replace(line.read, characters=line.read.characters[label.first : label.end])
        told = place(alone, segment.quad, segment.ink)
        told = in_full_width(told, least(meant or told))
        if _is_label("".join(glyph.text for glyph in told)):
            parted[-1:] = [before, (*told, *behind)] if before else [(*told, *behind)]
            # The line knows the label's ink, too: what nobody read beside a value makes it doubtful.
            end = len(characters) - len(behind)
            characters = (*characters[: end - len(meant)], *alone.characters, *characters[end:])
    whole = replace(segment.line, characters=characters)
    return [replace(segment, glyphs=glyphs, line=whole) for glyphs in parted]


def _cut(glyphs: Sequence[Glyph], low: float, high: float) -> tuple[tuple[Glyph, ...], ...]:
    """Characters before, within and behind a part of their line, those behind set off by a blank."""
    before = tuple(glyph for glyph in glyphs if glyph.x <= low)
    behind = [glyph for glyph in glyphs if glyph.x >= high]
    behind[:1] = [replace(glyph, spaced=True) for glyph in behind[:1]]
    return before, tuple(glyphs[len(before) : len(glyphs) - len(behind)]), tuple(behind)


def _labels(line: _Line, narrow: bool, known: Set[str]) -> list[_Label]:
    """The labels in half width that a line holds, from left to right; of two that overlap the longer one.

    Args:
        narrow: whether the page sets its labels so; else only a long one that begins the line.
        known: labels of the page that were told for certain.
    """
    found: list[_Label] = []
    first, characters = 0, line.read.characters
    while first < len(characters):
        ends = range(len(characters), first + MIN_FIRST - 1, -1)
        label = next((each for end in ends if (each := _label(line, first, end, known))), None)
        found += [label] if label else []
        first = label.end if label else first + 1
    return found if narrow else [label for label in found[:1] if label.first == 0 and len(label.said) >= MIN_LEADING]


def _label(line: _Line, first: int, end: int, known: Set[str]) -> _Label | None:
    characters = line.read.characters[first:end]
    said = kana.to_katakana("".join(character.text for character in characters))
    enough = MIN_KNOWN if said in known else MIN_CONFIDENCE
    # A name may end in two kana that are a label: オオタ　カナ.
    if len(said) < (MIN_KANA if first else MIN_FIRST) or not _is_label(said):
        return None
    if min(each.confidence for each in characters) < enough:
        return None
    pitch = float(np.median(np.diff([each.at for each in characters])))
    # Beyond the first and the last character of a line only specks are left of it.
    alone = line.seen[0] > characters[0].at - pitch / 2, line.seen[1] < characters[-1].at + pitch / 2
    left = 1.0 if alone[0] else _white(line.ink[::-1], 1 - characters[0].at, pitch)
    right = 1.0 if alone[1] else _white(line.ink, characters[-1].at, pitch)
    if left is None or right is None:
        return None
    width = line.crop.shape[1]
    mine = line.crop[:, int((1 - left) * width) : int(right * width) + 1]
    if not 0 < half_width.pitch(mine, len(characters)) <= MAX_PITCH:
        return None
    return _Label(said, first, end, 1 - left, right)


def _white(ink: np.ndarray, at: float, pitch: float) -> float | None:
    """The middle of the white right behind the middle of a character, the line's end where nothing follows; None where
    there is not as much as a blank makes. Shares of the line."""
    behind = np.flatnonzero(ink[int(at * len(ink)) :]) + int(at * len(ink))
    gaps = np.diff(behind, append=len(ink) + REACH * pitch * len(ink)) / len(ink) / pitch
    for column, gap in zip(behind, gaps, strict=True):
        if column / len(ink) > at + REACH * pitch:
            return None
        if gap >= MIN_WHITE:
            return min(1.0, column / len(ink) + gap * pitch / 2)
    return 1.0 if not len(behind) else None


MIN_TOLD = 3
"""Lines of a page that are labels in half width, from which on its other labels are looked for."""
NARROW_HEIGHTS = 0.55
"""Width of a character of such a label, at most, in heights of its line's box: full width has 0.7 and more, half
width 0.35 to 0.5."""
MIN_FIRST, MIN_KANA, MIN_LEADING = 2, 3, 4
"""Kana of a label, at least: at the beginning of a line and within it, on a page of such labels, and where hardly any
was seen."""
MIN_CONFIDENCE, MIN_KNOWN = 0.8, 0.5
"""The model's, of each character of such a label, and of one that the page clearly has elsewhere."""
MOST_DOUBLED = 1
"""How many characters more than a label has the large recogniser may have read for it: ネ初ンキン for ﾈﾝｷﾝ."""
MIN_ROOM_EM = 1.0
"""Room before the first character that was seen in a line, in which such a label may stand."""
MIN_WHITE = 0.8
"""White that sets a label off, in widths of its characters: a blank and the sides of what stands there have 1.1 to
1.3, a voicing sign and the next character 0.6."""
REACH = 1.2
"""How far behind its middle a character may end, in the same."""
