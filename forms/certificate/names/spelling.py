"""Names spelt as the page spells them: every character with look-alikes is told by its pixels.

A household writes one surname several times, so the same place of the same surname is judged together: what is weak
once may be plain three times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import WIDE_GAP_EM, Segment
from forms.certificate.shapes.variants import MIN_LIKENESS, Likeness, compare, groups, look_alikes
from forms.fields import Kind

FIRM_MARGIN = 0.06
"""By which one character must lead to be certain alone. Of glyphs in fonts that the comparison was not given none above
it was wrong, and 20 % fell below it."""
FIRM_FIT = 0.8
"""How well the best one must fit for that: a glyph that fits badly is damaged, or in a face like none here."""
CLEAR_FIT = 0.87
"""How well the kanji of names must fit that the recogniser alone is believed. In a face made of dots, on a fax or in a
photograph they fit worse (medians of a page 0.68 to 0.87), and there it takes other kanji for them with confidence."""
SHARED_MARGIN = 0.025
"""The same where every other place of the page that writes this name says the same."""
ALIKE_SLACK = 0.01
"""By how little a character that looks like the one read may fit better, and be put down to the print."""
OFFERED_MARGIN = 0.15
"""Rivals up to this far behind are offered to the clerk."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One glyph to be told: which entry, which segment of it, which character, and what the pixels say."""

    entry: int
    segment: int
    index: int
    key: tuple[str, int]
    likeness: Likeness | None


def spell(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries with the names respelt, with other spellings as candidates, and marked where they are not firm."""
    places = [
        _Place(number, at, index, _key(segment, index), compare(picture, group))
        for number, entry in enumerate(entries)
        if entry.kind is Kind.NAME
        for at, segment in enumerate(entry.value.segments)
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True))
        if (group := groups().get(glyph.text))
    ]
    fits = [place.likeness.fit for place in places if place.likeness]
    told = [_doubted(entry, page, fits) if entry.kind is Kind.NAME else entry for entry in entries]
    for number in sorted({place.entry for place in places}):
        mine = [place for place in places if place.entry == number]
        told[number] = _respell(told[number], mine, places)
    clear = bool(fits) and median(fits) >= CLEAR_FIT
    return [entry if clear or not _has_kanji_or_kana(entry) else replace(entry, shaky=True) for entry in told]


def _has_kanji_or_kana(entry: Entry) -> bool:
    """Whether it is a name that the faces tell something of: letters are hardly ever taken for others."""
    return entry.kind is Kind.NAME and any(FIRST_KANA <= char < FULL_WIDTH for char in entry.value.value)


FIRST_KANA, FULL_WIDTH = "\u3005", "\uff00"
"""Where kana and kanji begin, and where letters of full width do."""


def _doubted(entry: Entry, page: Page, fits: list[float]) -> Entry:
    """A name with a character that others look like is firm only where its pixels, too, say that it is this one.

    Unlike variants they are never put in its place: the recogniser knows them all, and is right far more often.

    Args:
        fits: how well each glyph fits is added to it.
    """
    candidates = []
    for at, segment in enumerate(entry.value.segments):
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True)):
            group = look_alikes().get(glyph.text)
            if group is None or glyph.text in groups():
                continue
            likeness = compare(picture, group)
            if likeness is None:
                continue  # 一 and 二 are too flat to compare
            fits.append(likeness.fit)
            entry = replace(entry, shaky=entry.shaky or likeness.fit < CLEAR_FIT)
            if likeness.fit >= FIRM_FIT and dict(likeness.ranking).get(glyph.text, -1.0) >= -ALIKE_SLACK:
                continue
            for rival in [member for member, lead in likeness.ranking[:3] if member != glyph.text][:2]:
                segments = list(entry.value.segments)
                segments[at] = _with(segment, index, rival)
                candidates.append(respelt(entry.value, segments).value)
            entry = replace(entry, firm=False)
    return replace(entry, candidates=(*entry.candidates, *dict.fromkeys(candidates)))


def _respell(entry: Entry, mine: Sequence[_Place], places: Sequence[_Place]) -> Entry:
    segments, firm = list(entry.value.segments), entry.firm
    rivals: list[tuple[float, _Place, str]] = []
    for place in mine:
        likeness = place.likeness
        if likeness is None or likeness.fit < MIN_LIKENESS:
            firm = False
            continue
        segments[place.segment] = _with(segments[place.segment], place.index, likeness.best)
        firm = firm and _is_settled(place, places)
        rivals += [(-lead, place, rival) for rival, lead in likeness.ranking[1:] if -lead < OFFERED_MARGIN]
    value = respelt(entry.value, segments)
    candidates = list(entry.candidates)
    for _, place, rival in sorted(rivals, key=lambda row: row[0]):
        other = list(segments)
        other[place.segment] = _with(other[place.segment], place.index, rival)
        candidates.append(respelt(value, other).value)
    return replace(entry, value=value, firm=firm, candidates=tuple(dict.fromkeys(candidates)))


def is_firm(likeness: Likeness) -> bool:
    """Whether a glyph is told for certain by itself."""
    return likeness.margin >= FIRM_MARGIN and likeness.fit >= FIRM_FIT


def _is_settled(place: _Place, places: Sequence[_Place]) -> bool:
    likeness = place.likeness
    if is_firm(likeness):
        return True
    others = [other.likeness for other in places if other.key == place.key and other is not place and other.likeness]
    agreeing = bool(others) and all(other.best == likeness.best for other in others)
    return agreeing and likeness.margin >= SHARED_MARGIN and likeness.fit >= FIRM_FIT


def _key(segment: Segment, index: int) -> tuple[str, int]:
    """The surname or given name that a character stands in, variants folded, and its place in it."""
    start = end = index
    while start > 0 and segment.gap_before(start) < WIDE_GAP_EM:
        start -= 1
    while end + 1 < len(segment.glyphs) and segment.gap_before(end + 1) < WIDE_GAP_EM:
        end += 1
    word = "".join(groups().get(glyph.text, glyph.text)[0] for glyph in segment.glyphs[start : end + 1])
    return word, index - start


def _with(segment: Segment, index: int, text: str) -> Segment:
    glyphs = list(segment.glyphs)
    glyphs[index] = replace(glyphs[index], text=text)
    return replace(segment, glyphs=tuple(glyphs))
