"""The reader of single glyphs as the second reader of names and places: what both say of every character is so.

It knows nothing of words and looks at shapes in another way than the large recogniser; so the two hardly ever err
alike. Where it sees another character, the value is doubtful and that one is a candidate; where that one is a look-
alike or a variant, which the large recogniser prefers wrongly or has no class for, it is put in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from forms.addresses import proven_end
from forms.certificate.arranging.entries import Entry
from forms.certificate.names.spelling import is_firm
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import text_of
from forms.certificate.settling.corrections import (
    DISPUTED_LEAD,
    REPEATING,
    SPELT,
    WORD_BELOW,
    as_disputed,
    as_its_glyph,
    with_look_alikes,
    with_rare_kana,
    with_unknown_variants,
)
from forms.certificate.settling.looked_at import Glyph, looked_at, seen_together
from forms.certificate.shapes.glyphs import compatible
from forms.certificate.shapes.variants import MIN_LIKENESS, compare, look_alikes
from forms.certificate.words.buildings import known_places
from forms.characters import same_but_for_variants
from forms.fields import Kind, kana_path

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
SURELY_CORRECTED_LEAD = 0.12
"""From which on that is certain: there the glyph speaks alone, against the large recogniser."""
PROVEN_CONFIDENCE = 0.8
"""Of a character of a place that there is, from which on nobody need look at it again, however others were read."""
UNITS = "都道府県郡市区"
"""What prefectures and municipalities are: none has a variant of one, which a glyph is easily like (芾)."""
BARE = "一ー・"
"""One stroke or a dot, which brought to the size of others looks like none of them: in a place it disputes nothing."""
AMBIGUOUS = re.compile(
    "[キシチニヒミリギジヂビピ][ヤユヨャュョ]|[ツッ][カキクケコサシスセソタチツテトパピプペポ]|[ァィゥェォ]|[フヴテデグチジ][アイウエオ]"
)
"""Where a small kana and a large one are both possible: one glyph alone does not say which it is."""


def vouch_by_glyphs(entries: Sequence[Entry], page: Page, readable: Collection[str] | None = None) -> list[Entry]:
    """The entries; names and places that the glyphs speak for or against are marked, some put right.

    Args:
        readable: what the large recogniser has a class for; None for everything.
    """
    looked = seen_together(looked_at(entries, page, MIN_LEAD), entries)
    # Readings of Latin names use small kana that no Japanese one does: アブドゥル.
    foreign = {kana_path(entry.path) for entry in entries if _is_latin(entry)}
    return [
        _vouched(entry, glyphs, readable) if glyphs and entry.path not in foreign else entry
        for entry, glyphs in zip(entries, looked, strict=True)
    ]


def _is_latin(entry: Entry) -> bool:
    return entry.kind is Kind.NAME and any(char.isascii() and char.isalpha() for char in entry.value.value)


def _vouched(entry: Entry, glyphs: list[Glyph], readable: Collection[str] | None) -> Entry:
    if entry.kind is Kind.NAME and (told := with_unknown_variants(entry, glyphs)):
        return told
    if entry.kind is Kind.KANA:
        entry, glyphs = with_rare_kana(entry, glyphs)
    if entry.kind in (Kind.KANA, Kind.BUILDING) and AMBIGUOUS.search(_unknown_part(entry)):
        return entry
    if entry.kind in SPELT:
        entry, glyphs = with_look_alikes(entry, glyphs, readable)
    elif entry.kind is Kind.TEXT and len(glyphs) == 1 and entry.value.confidence < WORD_BELOW:
        entry, glyphs = as_its_glyph(entry, glyphs)
    # Where the postal data leaves no other character, the glyph need not speak.
    asked = [glyph for glyph in glyphs if not _is_proven(entry, glyph)]
    silent = REPEATING if entry.kind is Kind.NAME else BARE
    leads = [glyph.lead for glyph in asked if glyph.text not in silent]
    if entry.kind is Kind.NAME and any(glyph.text in REPEATING for glyph in asked):
        entry = replace(entry, shaky=True)  # its reading may say the same
    if any(glyph.corrected and not (_is_certain(glyph) and _speaks_for(glyph)) for glyph in glyphs):
        return replace(entry, firm=False)
    if entry.spelt and all(_speaks_for(glyph) for glyph in asked):
        # Both readers agree on every character: the comparison with drawings need not be sure, too.
        return replace(entry, vouched=True, firm=entry.firm or entry.kind is Kind.NAME)
    if entry.kind not in SPELT or min(leads, default=0.0) > -DISPUTED_LEAD[entry.kind]:
        return entry
    return replace(entry, firm=False, candidates=tuple(dict.fromkeys((*entry.candidates, *as_disputed(entry, glyphs)))))


def _speaks_for(glyph: Glyph) -> bool:
    """Whether a glyph looks like the character read.

    Of compatibility forms it must look like this one more than like the others, and the comparison with drawings must
    say so, too: of 380 glyphs on which the two agreed none was wrong. Variants that both are usual were told before
    (:mod:`forms.certificate.names.spelling`).
    """
    if glyph.kind is not Kind.NAME:
        return glyph.lead >= MIN_LEAD[glyph.kind]
    if forms := _with_compatible(glyph.text):
        drawn = compare(glyph.picture, forms)
        if glyph.seen is None or drawn is None or drawn.fit < MIN_LIKENESS:
            return False
        return glyph.text == drawn.best == max(forms, key=glyph.seen.of)
    return glyph.lead >= (MIN_LEAD[Kind.NAME] if glyph.confidence >= LIKELY else CLEAR_LEAD)


@cache
def _with_compatible(char: str) -> str:
    """A character and its compatibility forms (朗 U+6717 and U+F929), empty where it has none."""
    plain = unicodedata.normalize("NFKC", char)
    return plain + compatible()[plain] if plain in compatible() else ""


def _is_certain(glyph: Glyph) -> bool:
    """Whether a character put in the place of the one read needs no human eye.

    One that makes a place of what was none is; one that is no look-alike of what the large recogniser says never.
    Drawings must say so, too, where its glyph does not lead by far.
    """
    if glyph.proven:
        return True
    if glyph.overruled or glyph.lead >= SURELY_CORRECTED_LEAD:
        return not glyph.overruled
    rivals = look_alikes().get(glyph.text, "") + "".join(glyph.seen.likest(RIVALS))
    likeness = compare(glyph.picture, "".join(dict.fromkeys((glyph.text, glyph.read, *rivals))))
    return likeness is not None and likeness.best == glyph.text and is_firm(likeness)


RIVALS = 6
"""So many characters that a glyph looks like are compared with it by drawings, where it alone speaks for one."""


def _unknown_part(entry: Entry) -> str:
    """A value; of a building what is none of the words that buildings are named with."""
    said = entry.value.value
    known = known_places(said) if entry.kind is Kind.BUILDING else ()
    return "".join(" " if at in known else char for at, char in enumerate(said))


def _is_in_word(entry: Entry, glyph: Glyph) -> bool:
    """Whether a character belongs to words that buildings are named with, and with none of those that its glyph looks
    like there are any."""
    text = text_of(entry.value.segments)
    at = _place_of(entry, glyph)
    if glyph.confidence < LIKELY or text[at : at + 1] != glyph.text or at not in known_places(text):
        return False
    others = set(glyph.seen.likest(RIVALS) if glyph.seen else ()) - {glyph.text}
    return not any(at in known_places(text[:at] + other + text[at + 1 :]) for other in others)


def _place_of(entry: Entry, glyph: Glyph) -> int:
    """Where a glyph stands in all lines of its value together."""
    return sum(len(segment.text) for segment in entry.value.segments[: glyph.segment]) + glyph.index


def _is_proven(entry: Entry, glyph: Glyph) -> bool:
    """Whether a character is of a place that there is, and with the one that its glyph looks like there is none."""
    if entry.kind is Kind.BUILDING:
        return _is_in_word(entry, glyph)
    if entry.kind is not Kind.ADDRESS or glyph.confidence < PROVEN_CONFIDENCE or glyph.seen is None:
        return False
    text = text_of(entry.value.segments)
    at = _place_of(entry, glyph)
    other = glyph.seen.likest(1)[0]
    if at >= proven_end(text) or text[at : at + 1] != glyph.text:
        return False
    if other == glyph.text or glyph.text in UNITS:
        return True
    return not same_but_for_variants(glyph.text, other) and proven_end(text[:at] + other + text[at + 1 :]) <= at
