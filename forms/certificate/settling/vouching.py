"""The reader of single glyphs as the second reader of names and places: what both say of every character is so.

It knows nothing of words and looks at shapes in another way than the large recogniser; so the two hardly ever err
alike. Where it sees another character, the value is doubtful and that one is a candidate; where that one is a look-
alike or a variant, which the large recogniser prefers wrongly or has no class for, it is put in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from forms.addresses import has_known_town, proven_end
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_blank_before
from forms.certificate.data.pitch import LATIN
from forms.certificate.data.values import respelt
from forms.certificate.names.spelling import is_firm
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.glyphs import Seen, compatible, look, together
from forms.certificate.shapes.variants import MIN_LIKENESS, compare, groups, look_alikes, unknown
from forms.characters import fold_variants, same_but_for_variants
from forms.fields import Kind

MIN_LEAD = {
    Kind.NAME: 0.0,
    Kind.ADDRESS: 0.03,
    Kind.BUILDING: 0.05,
    Kind.KANA: 0.05,
    Kind.RELATIONSHIP: 0.03,
    Kind.SEX: 0.03,
    Kind.CHOICE: 0.03,
    Kind.TEXT: 0.05,
}
"""By which a character must lead all others for the glyph to speak for it. See docs/glyphs.md for how often one that is
wrong does. Where the large recogniser says the same of a character of a name with some confidence, the lead need not be
large: of 80 such glyphs below 0.05 none was wrong."""
LIKELY = 0.5
"""The least confidence of the large recogniser for that; below it the lead of a name's glyph must be CLEAR_LEAD."""
CLEAR_LEAD = 0.05
CLEAR_VARIANT_LEAD, NARROW_MARGIN = 0.08, 0.04
"""A lead over all variants that outweighs drawings, if they prefer another one by no more than this."""
DISPUTED_LEAD = {Kind.NAME: 0.02, Kind.ADDRESS: 0.1, Kind.BUILDING: 0.1}
"""From which on another character's lead speaks against the one read; in places the words help the recogniser."""
CORRECTED_LEAD = {Kind.NAME: 0.05, Kind.ADDRESS: 0.1, Kind.BUILDING: 0.1}
"""From which on a look-alike is put in the place of the character read."""
SURELY_CORRECTED_LEAD = 0.12
"""From which on that is certain: there the glyph speaks alone, against the large recogniser."""
WORD_BELOW, WORD_LEAD = 0.8, 0.1
"""A word of one character (無, 有) read with less confidence than this is put right where its glyph leads so far."""
SPELT = frozenset(CORRECTED_LEAD)
OVERRULED_BELOW, OVERRULING_LEAD = 0.8, 0.05
"""A character of a name that the large recogniser was less sure of than this, or that it could not have read because
it has no class for what is printed, gives way to the one that its glyph looks like, if that leads so far. Of 150 such
glyphs the large recogniser was right in none, the glyph in all but some 靍 (靏)."""
PROVEN_CONFIDENCE = 0.8
"""Of the least certain character of an address, from which on nobody need look at its city again."""
BARE = "一ー・"
"""One stroke or a dot, which brought to the size of others looks like none of them: in a place it disputes nothing."""
FIRST_TOLD = "\u3005"
"""Digits, letters and signs before it are left to the large recogniser, which hardly ever errs in them."""
RARE_KANA, RARE_KANA_LEAD = frozenset("ヱヰゑゐ"), 0.1
"""Kana that the large recogniser has no class for, and by which such a one must lead the one read to take its place."""
AMBIGUOUS = re.compile(
    "[キシチニヒミリギジヂビピ][ヤユヨャュョ]|[ツッ][カキクケコサシスセソタチツテトパピプペポ]|[ァィゥェォ]|[フヴテデグチジ][アイウエオ]"
)
"""Where a small kana and a large one are both possible: one glyph alone does not say which it is."""

_TOWN_BLOCK = re.compile("(?<=[0-9０-９])(?:丁目|番地?|号[室棟]?|地割|条|階)")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One character and what its pixels look like."""

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

    @property
    def lead(self) -> float:
        if self.seen is None:
            return -1.0
        # In a place the postal data says which form it is; in a name both are possible.
        besides = "" if self.kind is Kind.NAME else compatible().get(self.text, "")
        return self.seen.lead(self.text, besides, kana=self.kind is Kind.KANA)


def vouch(entries: Sequence[Entry], page: Page, readable: Collection[str] | None = None) -> list[Entry]:
    """The entries; names and places that the glyphs speak for or against are marked, some put right.

    Args:
        readable: what the large recogniser has a class for; None for everything.
    """
    looked = _shared([_looked_at(entry, page) if entry.kind in MIN_LEAD else [] for entry in entries], entries)
    # Readings of Latin names use small kana that no Japanese one does: アブドゥル.
    foreign = {entry.path.removesuffix("name") + "kana" for entry in entries if _is_latin(entry)}
    return [
        _vouched(entry, glyphs, readable) if glyphs and entry.path not in foreign else entry
        for entry, glyphs in zip(entries, looked, strict=True)
    ]


def _is_latin(entry: Entry) -> bool:
    return entry.kind is Kind.NAME and any(char.isascii() and char.isalpha() for char in entry.value.value)


def _vouched(entry: Entry, glyphs: list[_Glyph], readable: Collection[str] | None) -> Entry:
    if entry.kind is Kind.NAME and (others := _unknown(entry, glyphs)):
        return replace(entry, firm=False, candidates=tuple(dict.fromkeys((*others, *entry.candidates))))
    if entry.kind is Kind.KANA:
        entry, glyphs = _reading(entry, glyphs)
    if entry.kind in (Kind.KANA, Kind.BUILDING) and AMBIGUOUS.search(entry.value.value):
        return entry
    if entry.kind in SPELT:
        entry, glyphs = _corrected(entry, glyphs, readable)
    elif entry.kind is Kind.TEXT and len(glyphs) == 1 and entry.value.confidence < WORD_BELOW:
        entry, glyphs = _word(entry, glyphs)
    # Where the postal data leaves no other character, the glyph need not speak.
    asked = [glyph for glyph in glyphs if not _is_proven(entry, glyph)]
    leads = [glyph.lead for glyph in asked if entry.kind is Kind.NAME or glyph.text not in BARE]
    if any(glyph.corrected and not (_is_certain(glyph) and _speaks_for(glyph)) for glyph in glyphs):
        return replace(entry, firm=False)
    if all(_speaks_for(glyph) for glyph in asked):
        # Both readers agree on every character: the comparison with drawings need not be sure, too.
        return replace(entry, vouched=True, firm=entry.firm or entry.kind is Kind.NAME)
    if entry.kind not in SPELT or min(leads, default=0.0) > -DISPUTED_LEAD[entry.kind]:
        return entry
    return replace(entry, firm=False, candidates=tuple(dict.fromkeys((*entry.candidates, *_others(entry, glyphs)))))


def _speaks_for(glyph: _Glyph) -> bool:
    """Whether a glyph looks like the character read.

    Of variants it must look like this one more than like the others, and the comparison with drawings must say so, too:
    of 380 glyphs on which the two agreed none was wrong. Where the drawings only just prefer another one, the large
    recogniser and a clear lead outweigh them.
    """
    if glyph.kind is not Kind.NAME:
        return glyph.lead >= MIN_LEAD[glyph.kind]
    if group := groups().get(glyph.text) or _with_compatible(glyph.text):
        drawn = compare(glyph.picture, group)
        if (
            glyph.seen is None
            or drawn is None
            or drawn.fit < MIN_LIKENESS
            or glyph.text != max(group, key=glyph.seen.of)
        ):
            return False
        clear = glyph.text == glyph.read and glyph.lead >= CLEAR_VARIANT_LEAD
        return drawn.best == glyph.text or (clear and drawn.margin < NARROW_MARGIN)
    return glyph.lead >= (MIN_LEAD[Kind.NAME] if glyph.confidence >= LIKELY else CLEAR_LEAD)


def _reading(entry: Entry, glyphs: list[_Glyph]) -> tuple[Entry, list[_Glyph]]:
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


NARROW_HEIGHTS = 0.48
"""Step from one kana to the next, in heights of their line: 0.7 to 0.8 in full width, half of that in half width."""


@cache
def _with_compatible(char: str) -> str:
    """A character and its compatibility forms (朗 U+6717 and U+F929), empty where it has none."""
    plain = unicodedata.normalize("NFKC", char)
    return plain + compatible()[plain] if plain in compatible() else ""


def _is_certain(glyph: _Glyph) -> bool:
    """Whether a character put in the place of the one read needs no human eye.

    One that is no look-alike of what the large recogniser says is never certain. Drawings must say so, too, where its
    glyph does not lead by far.
    """
    if glyph.overruled or glyph.lead >= SURELY_CORRECTED_LEAD:
        return not glyph.overruled
    rivals = look_alikes().get(glyph.text, "") + "".join(glyph.seen.likest(RIVALS))
    likeness = compare(glyph.picture, "".join(dict.fromkeys((glyph.text, glyph.read, *rivals))))
    return likeness is not None and likeness.best == glyph.text and is_firm(likeness)


RIVALS = 6
"""So many characters that a glyph looks like are compared with it by drawings, where it alone speaks for one."""


def _is_proven(entry: Entry, glyph: _Glyph) -> bool:
    """Whether a character is of a place that there is, and with the one that its glyph looks like there is none."""
    if entry.kind is not Kind.ADDRESS or entry.value.confidence < PROVEN_CONFIDENCE or glyph.seen is None:
        return False
    text = "".join(segment.text for segment in entry.value.segments)
    at = sum(len(segment.text) for segment in entry.value.segments[: glyph.segment]) + glyph.index
    other = glyph.seen.likest(1)[0]
    if at >= proven_end(text) or text[at : at + 1] != glyph.text:
        return False
    if other == glyph.text:
        return True
    return not same_but_for_variants(glyph.text, other) and proven_end(text[:at] + other + text[at + 1 :]) <= at


def _looked_at(entry: Entry, page: Page) -> list[_Glyph]:
    places = [
        (at, index, glyph, picture)
        for at, segment in enumerate(entry.value.segments)
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True))
        if glyph.text >= FIRST_TOLD and glyph.text not in LATIN and not _is_block(entry.kind, segment.text, index)
    ]
    seen = look([picture for *_, picture in places])
    return [
        _Glyph(at, index, glyph.text, told, entry.kind, picture, glyph.confidence, glyph.text)
        for (at, index, glyph, picture), told in zip(places, seen, strict=True)
    ]


def _is_block(kind: Kind, text: str, index: int) -> bool:
    """Whether a character belongs to 3丁目 or 12番地, in which it can be no other."""
    counted = kind in (Kind.ADDRESS, Kind.BUILDING)
    return counted and any(match.start() <= index < match.end() for match in _TOWN_BLOCK.finditer(text))


def _shared(looked: list[list[_Glyph]], entries: Sequence[Entry]) -> list[list[_Glyph]]:
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


def _up_to(entry: Entry, glyph: _Glyph) -> str:
    """A name from its first character to this one, variants folded; empty where it is no name.

    Given names of one household may differ in a variant only: 德次 and 徳次. There the variant as seen belongs to it.
    """
    if entry.kind is not Kind.NAME:
        return ""
    segment = entry.value.segments[glyph.segment]
    given = any(is_blank_before(segment, at) for at in range(1, glyph.index + 1))
    group = groups().get(glyph.text, "") if given and glyph.seen else ""
    return fold_variants(segment.text[: glyph.index + 1]) + (max(group, key=glyph.seen.of) if group else "")


def _corrected(entry: Entry, glyphs: list[_Glyph], readable: Collection[str] | None) -> tuple[Entry, list[_Glyph]]:
    """A name with look-alikes put right; what was read is a candidate."""
    segments, told = list(entry.value.segments), []
    for glyph in glyphs:
        if glyph.seen is None:  # hardly any ink is where it was read
            told.append(glyph)
            continue
        other = glyph.seen.likest(1)[0]
        if glyph.lead < 0 and _are_alike(glyph.text, other) and glyph.seen.lead(other) >= CORRECTED_LEAD[entry.kind]:
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
            glyph = replace(glyph, text=other, corrected=True)
        elif glyph.lead < 0 and entry.kind is Kind.NAME and _is_overruled(glyph, other, readable):
            other = _as_drawn(glyph, other)
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, other)
            glyph = replace(glyph, text=other, corrected=True, overruled=True)
        told.append(glyph)
    value = respelt(entry.value, segments, entry.kind)
    if value.value == entry.value.value:
        return entry, glyphs
    if entry.kind is Kind.ADDRESS and has_known_town(entry.value.value) and not has_known_town(value.value):
        # There is such a town: 奥間 is none that is written 奧間.
        return entry, glyphs
    return replace(entry, value=value, candidates=(entry.value.value, *entry.candidates)), told


def _is_overruled(glyph: _Glyph, other: str, readable: Collection[str] | None) -> bool:
    """Whether a character that is no look-alike of the one read is put in its place."""
    weak = glyph.confidence < OVERRULED_BELOW or (readable is not None and other not in readable)
    return weak and other >= FIRST_TOLD and glyph.seen.lead(other) >= OVERRULING_LEAD


def _as_drawn(glyph: _Glyph, other: str) -> str:
    """Of a character and its variants the one that the comparison with drawings chooses."""
    drawn = compare(glyph.picture, groups().get(other, ""))
    return drawn.best if drawn and drawn.fit >= MIN_LIKENESS else other


def _word(entry: Entry, glyphs: list[_Glyph]) -> tuple[Entry, list[_Glyph]]:
    """A word of one character as its glyph looks; what was read is a candidate."""
    (glyph,) = glyphs
    other = glyph.seen.likest(1)[0] if glyph.seen else glyph.text
    if glyph.lead >= 0 or len(entry.value.value) != 1 or glyph.seen.lead(other) < WORD_LEAD:
        return entry, glyphs
    segments = [_with(segment, glyph.index, other) for segment in entry.value.segments]
    value = respelt(entry.value, segments, entry.kind)
    told = replace(entry, value=value, candidates=(entry.value.value, *entry.candidates))
    return told, [replace(glyph, text=other, corrected=True)]


def _unknown(entry: Entry, glyphs: Sequence[_Glyph]) -> list[str]:
    """The name with each character that drawings take for a variant which no reader has a class for, as that one."""
    found = []
    for glyph in glyphs:
        if not (others := unknown().get(glyph.text)):
            continue
        drawn = compare(glyph.picture, glyph.text + others)
        if drawn and drawn.best in others and drawn.fit >= MIN_LIKENESS and drawn.margin >= UNKNOWN_MARGIN:
            segments = list(entry.value.segments)
            segments[glyph.segment] = _with(segments[glyph.segment], glyph.index, drawn.best)
            found.append(respelt(entry.value, segments, entry.kind).value)
    return found


UNKNOWN_MARGIN = 0.03
"""By which such a variant must fit better. Of 163 damaged glyphs of them, in faces left out of the comparison, 160 lead
by 0.02 and 150 by 0.04; of 334 of the usual forms one and none."""


def _others(entry: Entry, glyphs: Sequence[_Glyph]) -> list[str]:
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
