"""Whether a text that only the network takes for a value is all of it."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.places.labelling import uncounted
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.arranging.text.wholeness import is_all, is_ended, is_whole
from forms.certificate.data.blanks import written
from forms.certificate.data.honorifics import without_honorific
from forms.certificate.learned.agreement import FREE, RIVAL, SIGNS, has_name
from forms.certificate.learned.arranger import Opinion
from forms.certificate.learned.found import Found
from forms.certificate.runs.segments import Segment, in_reading_order, same_row
from forms.certificate.words.catalogue import ADDRESSES, KANA, NAMES, normalise

FIXED = 0.995
"""How likely a place must be where nothing but the network tells which of a page's addresses it is: one page of 360 had
both of them changed at 0.99."""
MAX_LINE = 2.0
"""From one line of an address to the next, in heights of a line, at most."""
_BRACKETS = "()（）"


def is_complete(found: Found, text: str, hits: Sequence[Hit], opinion: Opinion) -> bool:
    """Whether something else than the network says that a text is all of a value, too.

    Its form does, or a householder, a head of register or a person of that very name, or somebody of that surname where
    one given name follows it; a reading has two parts; an address begins with a municipality and ends in a number, a
    building has a name, and nothing else on the page may be a part of either.
    """
    if is_all(found.target, text):
        # Of figures in boxes one may be lost unseen: 昭和6年 of 昭和62年.
        return not any(_is_figure(opinion.tokens[at].segment.text) for at in found.tokens)
    if found.target in (*ADDRESSES, *FREE):
        return found.likely >= FIXED and _is_one_place(found, text, opinion) and not _has_rival(found, opinion)
    if found.target == "householder.new":
        return found.likely >= FIXED and _is_of_former_householder(text, found, hits, opinion)
    alike = (KANA,) if found.target == KANA else NAMES if found.target in NAMES else ()
    others = [(hit.target, normalise(spot.text)) for hit in hits if hit.target in alike for spot in hit.spots]
    own, surname = normalise(text), _surname(found, opinion)
    if own.isascii():
        return False  # blanks tell the parts of a name in Latin letters
    if found.target == KANA and surname and fit(KANA, text) >= SUITS:
        return True
    if any(other == own and target != found.target for target, other in others):
        return True
    return bool(surname) and any(other.startswith(surname) and other not in (own, surname) for _, other in others)


def _is_of_former_householder(text: str, found: Found, hits: Sequence[Hit], opinion: Opinion) -> bool:
    """Whether a text stands beside a second label of the former householder, and is that one's name: whichever of the
    two is the new one, both are the same."""
    own = {id(glyph) for at in found.tokens for glyph in opinion.tokens[at].segment.glyphs}
    named = [spot for hit in hits if hit.target == "householder.former" for spot in hit.spots if spot.segments]
    here, elsewhere = ([spot for spot in named if bool(own & spot.glyph_ids) is way] for way in (True, False))
    return bool(here) and any(normalise(spot.text) == normalise(text) for spot in elsewhere)


def _is_one_place(found: Found, text: str, opinion: Opinion) -> bool:
    """Whether a text is one address from its municipality to its last number, or one building's name, in lines that
    follow each other."""
    parts = in_reading_order([opinion.tokens[at].segment for at in found.tokens])
    if not is_whole(found.target, parts) or not all(map(_follows, parts, parts[1:])):
        return False
    if found.target in FREE:
        return has_name(text)
    begins = [fit(found.target, part.text) >= SUITS for part in parts]
    return begins[0] and sum(begins) == 1 and is_ended(text)


def _follows(before: Segment, after: Segment) -> bool:
    """Whether a text stands on the line of another one, or on the next."""
    return same_row(before, after) or 0 <= after.middle - before.middle < MAX_LINE * (before.bottom - before.top)


def _has_rival(found: Found, opinion: Opinion) -> bool:
    """Whether other text may be a part of the same value, or the whole of it."""
    said = {normalise(opinion.tokens[at].segment.text) for at in found.tokens}
    return any(
        opinion.of_kind(at, found.target) >= RIVAL
        for at, token in enumerate(opinion.tokens)
        if at not in found.tokens
        and normalise(token.segment.text) not in said
        and not SIGNS.issuperset(token.segment.text)
    )


def _is_figure(text: str) -> bool:
    """Whether a text is a single figure."""
    return len(text) == 1 and text.isdecimal()


def _surname(found: Found, opinion: Opinion) -> str:
    """The first of two parts that a name or a reading has, also in brackets, behind the number of the person and before
    様; nothing where it has one, more, or other signs in it."""
    parts = sorted((opinion.tokens[at].segment for at in found.tokens), key=lambda part: part.left)
    together = len(parts) == 1 or same_row(parts[0], parts[-1])
    bare = (uncounted(parts[0]), *parts[1:])
    bare = without_honorific(bare) if found.target in NAMES else bare
    texts = [each.strip(_BRACKETS) for part in bare for each in written(part).split()]
    if len(texts) != 2 or not together or not all(text.isalpha() for text in texts):
        return ""
    return normalise(texts[0])
