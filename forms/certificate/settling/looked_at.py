"""The glyphs of a value and what the reader of single glyphs sees in each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_blank_before
from forms.certificate.data.pitch import LATIN
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.shapes.glyphs import Seen, compatible, look, together
from forms.certificate.shapes.variants import groups
from forms.characters import fold_variants, width_folded
from forms.fields import Kind

FIRST_TOLD = "\u3005"
"""Digits, letters and signs before it, in either width (Ｋ＆Ｋ), are left to the large recogniser, which hardly ever
errs in them."""
_TOWN_BLOCK = re.compile(
    "(?<=[0-9０-９])(?:丁目|番地?|[号號][室棟]?|地割|条|階)|(?<=[一二三四五六七八九十])丁目|(?<=[A-ZＡ-Ｚ])号?[棟室]"
)

_COUNTED = re.compile("[一二三四五六七八九十]+(?=丁目)")
WELL_READ = 0.9
"""Confidence from which on such a numeral is left to the large recogniser as digits are: it read all of 205 right, of
which nine were so smeared on copies and faxes that their glyphs looked like another character."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and what its pixels look like.

    Attributes:
        segment, index: which of its value's segments it stands in, and where in that.
        text: what it is taken for.
        seen: what the reader of single glyphs sees; None where there is hardly any ink.
        kind: of its value.
        picture: its pixels, grey, 0 is black.
        confidence: of the large recogniser.
        read: what that one read.
        corrected: whether ``text`` was put in the place of that.
        overruled: whether it is no look-alike of it.
        proven: whether the postal data has a place with it, and none with the character read.
    """

    segment: int
    index: int
    text: str
    seen: Seen | None
    kind: Kind
    picture: np.ndarray
    confidence: float
    read: str
    corrected: bool = False
    overruled: bool = False
    proven: bool = False

    @property
    def lead(self) -> float:
        """By how much the character leads all others; negative where another one leads."""
        if self.seen is None:
            return -1.0
        # In a place the postal data says which form it is; in a name its variants have been told by then.
        besides = (groups() if self.kind is Kind.NAME else compatible()).get(self.text, "")
        return self.seen.lead(self.text, besides, kana=self.kind is Kind.KANA)

    def is_told_from(self, other: str) -> bool:
        """Whether the character was told from another one before, with more to go by: a variant of a name's."""
        return self.kind is Kind.NAME and other in groups().get(self.text, "")


def looked_at(entries: Sequence[Entry], page: Page, kinds: Collection[Kind]) -> list[list[Glyph]]:
    """For each value the glyphs of its characters, those that digits and words of addresses are made of left out; none
    for a value of another kind than those given."""
    places = [
        (number, at, index, glyph, picture)
        for number, entry in enumerate(entries)
        if entry.kind in kinds
        for at, segment in enumerate(entry.value.segments)
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True))
        if width_folded(glyph.text) >= FIRST_TOLD
        and glyph.text not in LATIN
        and not _is_block(entry.kind, segment.text, index, glyph.confidence)
    ]
    found: list[list[Glyph]] = [[] for _ in entries]
    # All at once: to fetch what the reader of glyphs knows takes longer than to compare a glyph with it.
    for (number, at, index, glyph, picture), told in zip(places, look([each[-1] for each in places]), strict=True):
        kind = entries[number].kind
        found[number].append(Glyph(at, index, glyph.text, told, kind, picture, glyph.confidence, glyph.text))
    return found


def _is_block(kind: Kind, text: str, index: int, confidence: float) -> bool:
    """Whether a character belongs to 3丁目 or 12番地, in which it can be no other, or is a numeral there, read well."""
    if kind not in (Kind.ADDRESS, Kind.BUILDING):
        return False
    patterns = (_TOWN_BLOCK, _COUNTED) if confidence >= WELL_READ else (_TOWN_BLOCK,)
    return any(found.start() <= index < found.end() for pattern in patterns for found in pattern.finditer(text))


def seen_together(looked: list[list[Glyph]], entries: Sequence[Entry]) -> list[list[Glyph]]:
    """The glyphs, those of a surname or name that stands on the page several times seen together."""
    places: dict[str, list[Seen]] = {}
    for entry, glyphs in zip(entries, looked, strict=True):
        for glyph in glyphs:
            if entry.kind is Kind.NAME and glyph.seen:
                places.setdefault(_up_to(entry, glyph), []).append(glyph.seen)
    return [
        [
            replace(glyph, seen=together(places[_up_to(entry, glyph)])) if _up_to(entry, glyph) in places else glyph
            for glyph in glyphs
        ]
        for entry, glyphs in zip(entries, looked, strict=True)
    ]


def _up_to(entry: Entry, glyph: Glyph) -> str:
    """A name from its first character to this one, variants folded; empty where it is no name.

    Given names of one household may differ in a variant only: 德次 and 徳次. There the variant as seen belongs to it.
    """
    if entry.kind is not Kind.NAME:
        return ""
    segment = entry.value.segments[glyph.segment]
    given = any(is_blank_before(segment, at) for at in range(1, glyph.index + 1))
    group = groups().get(glyph.text, "") if given and glyph.seen else ""
    return fold_variants(segment.text[: glyph.index + 1]) + (max(group, key=glyph.seen.of) if group else "")
