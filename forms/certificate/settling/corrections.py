"""What the reader of single glyphs puts in the place of characters read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.addresses import has_known_town, proven_end
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.scripts import in_their_script
from forms.certificate.data.values import respelt
from forms.certificate.names.sounded import RARE_KANA
from forms.certificate.names.spelling import is_firm
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.settling.closed import known_words
from forms.certificate.settling.looked_at import FIRST_TOLD, Glyph
from forms.certificate.settling.unsettled import CLEAR
from forms.certificate.shapes.variants import MIN_LIKENESS, compare, groups, look_alikes, unknown
from forms.characters import same_but_for_variants
from forms.fields import Kind
from forms.scripts import is_kana

DISPUTED_LEAD = {Kind.NAME: 0.02, Kind.ADDRESS: 0.1, Kind.BUILDING: 0.1}
"""From which on another character's lead speaks against the one read; in places the words help the recogniser."""
CORRECTED_LEAD = {Kind.NAME: 0.05, Kind.ADDRESS: 0.1, Kind.BUILDING: 0.1}
"""From which on a look-alike is put in the place of the character read."""
WORD_BELOW, WORD_LEAD = 0.8, 0.1
"""A word of one character (無, 有) read with less confidence than this is put right where its glyph leads so far."""
OVERRULED_BELOW, OVERRULING_LEAD = 0.8, 0.05
"""A character of a name that the large recogniser was less sure of than this, or that it could not have read because
it has no class for what is printed, gives way to the one that its glyph looks like, if that leads so far. Of 150 such
glyphs the large recogniser was right in none, the glyph in all but some 靍 (靏)."""
SPELT = frozenset(CORRECTED_LEAD)
"""The kinds whose characters the glyphs may put right."""
RARE_KANA_LEAD = 0.1
"""By which a kana that the large recogniser has no class for must lead the one read to take its place."""
REPEATING = frozenset("ゝゞヽヾ")
"""Marks that the reader of single glyphs has no class for: it takes them for ド and the like."""
NARROW_HEIGHTS = 0.48
"""Step from one kana to the next, in heights of their line: 0.7 to 0.8 in full width, half of that in half width."""
UNKNOWN_MARGIN = 0.03
"""By which such a variant must fit better. Of 163 damaged glyphs of them, in faces left out of the comparison, 160 lead
by 0.02 and 150 by 0.04; of 334 of the usual forms one and none."""


def with_rare_kana(entry: Entry, glyphs: list[Glyph]) -> tuple[Entry, list[Glyph]]:
    """A reading with ヱ and ヰ, which the large recogniser has no class for; never sure."""
    segments, told = list(entry.value.segments), []
    for glyph in glyphs:
        if glyph.seen and glyph.lead <= -RARE_KANA_LEAD and not _is_narrow(segments[glyph.segment]):
            other = glyph.seen.likest_kana(glyph.text)
            if other in RARE_KANA:
                segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
                glyph = replace(glyph, text=other, corrected=True)
        told.append(glyph)
    if not any(glyph.corrected for glyph in told):
        return entry, glyphs
    value = respelt(entry.value, segments, entry.kind)
    return replace(entry, value=value, firm=False, candidates=(entry.value.value, *entry.candidates)), told


def _is_narrow(segment: Segment) -> bool:
    """Whether its kana are set in half width, in which the model does not know them."""
    return segment.pitch < NARROW_HEIGHTS * (segment.bottom - segment.top)


def with_look_alikes(entry: Entry, glyphs: list[Glyph], readable: Collection[str] | None) -> tuple[Entry, list[Glyph]]:
    """A name with look-alikes put right; what was read is a candidate."""
    segments, told = list(entry.value.segments), []
    for glyph in glyphs:
        if glyph.seen is None:  # hardly any ink is where it was read
            told.append(glyph)
            continue
        other = glyph.seen.likest(1)[0]
        if entry.kind is Kind.ADDRESS and _makes_a_place(segments, glyph, other):
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
            glyph = replace(glyph, text=other, corrected=True, proven=True)
        elif glyph.lead < 0 and _is_corrected(glyph, other):
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
            glyph = replace(glyph, text=other, corrected=True)
        elif glyph.lead < 0 and entry.kind is Kind.NAME and _is_overruled(glyph, other, readable):
            other = _as_drawn(glyph, other)
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
            glyph = replace(glyph, text=other, corrected=True, overruled=True)
        told.append(glyph)
    if entry.kind is Kind.NAME and any(glyph.corrected and is_kana(glyph.text) for glyph in told):
        segments = list(in_their_script(entry.kind, segments))  # ナ for 十 makes a 八 before it a ハ
    value = respelt(entry.value, segments, entry.kind)
    if value.value == entry.value.value:
        return entry, glyphs
    if entry.kind is Kind.ADDRESS and has_known_town(entry.value.value) and not has_known_town(value.value):
        # There is such a town: 奥間 is none that is written 奧間.
        return entry, glyphs
    if proven := {(glyph.segment, glyph.index) for glyph in told if glyph.proven}:
        value = replace(value, confidence=_least_confidence(segments, proven))
    return replace(entry, value=value, candidates=(entry.value.value, *entry.candidates)), told


def _makes_a_place(segments: Sequence[Segment], glyph: Glyph, other: str) -> bool:
    """Whether there is a place with the character that a glyph looks like, and none with the one read: あずま町 for
    あすま町."""
    text = text_of(segments)
    at = sum(len(segment.text) for segment in segments[: glyph.segment]) + glyph.index
    if glyph.lead >= 0 or text[at : at + 1] != glyph.text:
        return False
    if glyph.confidence >= CLEAR and same_but_for_variants(glyph.text, other):
        return False  # which may be what is printed
    return proven_end(text) <= at < proven_end(text[:at] + other + text[at + 1 :])


def _least_confidence(segments: Sequence[Segment], proven: Collection[tuple[int, int]]) -> float:
    """That of the least certain character, those left out that the postal data and their glyphs say."""
    every = (
        glyph.confidence
        for row, segment in enumerate(segments)
        for at, glyph in enumerate(segment.glyphs)
        if (row, at) not in proven
    )
    return min(every, default=0.0)


def _is_corrected(glyph: Glyph, other: str) -> bool:
    """Whether a look-alike of the character read is put in its place."""
    is_open = _are_alike(glyph.text, other) and not glyph.is_told_from(other)
    return is_open and glyph.seen.lead(other) >= CORRECTED_LEAD[glyph.kind]


def _is_overruled(glyph: Glyph, other: str, readable: Collection[str] | None) -> bool:
    """Whether a character that is no look-alike of the one read is put in its place."""
    weak = glyph.confidence < OVERRULED_BELOW or (readable is not None and other not in readable)
    return weak and glyph.text not in REPEATING and other >= FIRST_TOLD and glyph.seen.lead(other) >= OVERRULING_LEAD


def _as_drawn(glyph: Glyph, other: str) -> str:
    """Of a character and its variants the one that the comparison with drawings chooses."""
    drawn = compare(glyph.picture, groups().get(other, ""))
    return drawn.best if drawn and drawn.fit >= MIN_LIKENESS else other


def as_its_glyph(entry: Entry, glyphs: list[Glyph]) -> tuple[Entry, list[Glyph]]:
    """A word of one character as its glyph looks; what was read is a candidate.

    A word of a closed set is no other than one of these: 無 cut by a rule is like 舞, which no insurance can be.
    """
    (glyph,) = glyphs
    other = glyph.seen.likest(1)[0] if glyph.seen else glyph.text
    if glyph.lead >= 0 or len(entry.value.value) != 1 or glyph.seen.lead(other) < WORD_LEAD:
        return entry, glyphs
    if entry.value.value in (known := known_words(entry)) and other not in known:
        return entry, glyphs
    segments = [_with(segment, glyph.index, other) for segment in entry.value.segments]
    value = respelt(entry.value, segments, entry.kind)
    told = replace(entry, value=value, candidates=(entry.value.value, *entry.candidates))
    return told, [replace(glyph, text=other, corrected=True)]


def with_unknown_variants(entry: Entry, glyphs: Sequence[Glyph]) -> Entry | None:
    """The name with variants that no glyph can say, where drawings speak for them, never sure; None without any.

    One that drawings tell for certain takes the place of what was read; others are candidates.
    """
    segments, offered = list(entry.value.segments), []
    for glyph in glyphs:
        if not (others := unknown().get(glyph.text)):
            continue
        drawn = compare(glyph.picture, glyph.text + others)
        if drawn and drawn.best in others and drawn.fit >= MIN_LIKENESS and drawn.margin >= UNKNOWN_MARGIN:
            told = list(segments)
            told[glyph.segment] = _with(segments[glyph.segment], glyph.index, drawn.best)
            offered.append(respelt(entry.value, told, entry.kind).value)
            segments = told if is_firm(drawn) else segments
    if not offered:
        return None
    value = respelt(entry.value, segments, entry.kind)
    candidates = (other for other in (*offered, entry.value.value, *entry.candidates) if other != value.value)
    return replace(entry, value=value, firm=False, candidates=tuple(dict.fromkeys(candidates)))


def as_disputed(entry: Entry, glyphs: Sequence[Glyph]) -> list[str]:
    """The name with each disputed character as its glyph looks like."""
    found = []
    for glyph in glyphs:
        if glyph.seen and glyph.lead <= -DISPUTED_LEAD[entry.kind]:
            segments = list(entry.value.segments)
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, glyph.seen.likest(1)[0])
            found.append(respelt(entry.value, segments, entry.kind).value)
    return found


def _are_alike(text: str, other: str) -> bool:
    """Whether two characters are drawn almost alike, or are variants of each other."""
    if other in look_alikes().get(text, "") or other in groups().get(text, ""):
        return True
    return same_but_for_variants(text, other)


def _with(segment: Segment, index: int, text: str) -> Segment:
    glyphs = list(segment.glyphs)
    glyphs[index] = replace(glyphs[index], text=text)
    return replace(segment, glyphs=tuple(glyphs))
