"""Whether what stands at a label can be one value: not two people's beside each other, nor one with a label in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from forms.addresses import find_municipality
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit, goes_on
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import (
    ADDRESSES,
    BUILDINGS,
    HIDDEN,
    KANA,
    NAME,
    SEX,
    normalise,
    normalised,
    words,
)
from forms.fields import Kind, get_field_type

TORN_EM = 2.5
"""More white than this between two texts on a line, in em, parts two values."""
CLOSE_HEIGHTS = 0.45
"""White between two lines of an address at most, in heights of a line."""
_FORMED = frozenset({Kind.DATE, Kind.SEX, Kind.RELATIONSHIP, Kind.CODE})
_HOUSE = re.compile("[荘館寮棟室宅号階方]$|団地")
"""What a building without a number or katakana ends in."""
_NUMBERED = re.compile("[0-9番号]")
"""What every address has: one without has lost its next line."""
_ENDED = re.compile("[0-9０-９号]$|番地?$")
_LED = re.compile("[^0-9A-Za-zァ-ヺ]{0,2}[0-9]{0,2}[.)]?")
"""What may stand before a label that was read together with its value: a bullet, a number, a part of a caption."""
PARTED_EM = 0.5
"""White from which on the parts of a name stand apart, in em."""
MIN_LABEL = 2
"""So long is a label at least that is looked for at the beginning of a value."""


def is_whole(target: str, segments: Sequence[Segment]) -> bool:
    """Whether the text of a place can be the value of one label and one person, and nothing besides.

    Args:
        target: what the label names.
        segments: the text, line by line.
    """
    if target in HIDDEN or not segments:
        return True
    for before, after in zip(segments, segments[1:], strict=False):
        if same_row(before, after) and after.left - before.right > TORN_EM * max(before.em, after.em):
            return False
    if target == SEX and _are_apart(segments):
        return False
    text = normalise(text_of(segments))
    if target in BUILDINGS.values() and fit(target, text) < MAY and not _HOUSE.search(text):
        return False
    if target in ADDRESSES and not _NUMBERED.search(text) and not _is_place_alone(target, segments):
        return False
    # 要介護1 and 介護 have labels in them.
    if text in normalised(words().closed.get(target, ())):
        return True
    # カナタ begins with a label, too, but behind a surname nobody writes one.
    return not _has_label(text) or (target in (NAME, KANA) and not any(map(_has_label, _parts(segments))))


def _is_place_alone(target: str, segments: Sequence[Segment]) -> bool:
    """Whether a ruled cell says nothing but a municipality with its prefecture: of where somebody moves to, more is not
    always known. Ink beneath it would be seen."""
    text = text_of(segments)
    found = find_municipality(text)
    alone = found is not None and text == "".join(found)
    return alone and target == "new_address" and segments[-1].cell != OUTSIDE


def _parts(segments: Sequence[Segment]) -> list[str]:
    """The parts of a name or a reading, in none of which a label may stand: ふくし　めい has none across its blank.

    Characters that stand alone are those of a spread label (し　め　い), which then counts.
    """
    parts = []
    for segment in segments:
        blanks = [at for at in range(len(segment.glyphs)) if segment.gap_before(at) >= PARTED_EM]
        ends = [*blanks[1:], len(segment.glyphs)]
        parts += [normalise(segment.part(*each).text) for each in zip(blanks, ends, strict=True)]
    return [normalise(text_of(segments))] if any(len(part) == 1 for part in parts) else parts


def _are_apart(lines: Sequence[Segment]) -> bool:
    """Whether lines have more white between them than 男 and 女 of a choice, one above the other."""
    return any(
        two.top - one.bottom > CLOSE_HEIGHTS * (one.bottom - one.top)
        for one, two in pairwise(sorted(lines, key=lambda line: line.middle))
    )


def is_cut(target: str, segments: Sequence[Segment], loose: Sequence[Segment]) -> bool:
    """Whether text that no label has stands right beneath an address and may be the end of it.

    Args:
        target: what the label names.
        segments: the text of the value, line by line.
        loose: what no label has.
    """
    if not segments or target not in ADDRESSES:
        return False
    last = segments[-1]
    high = last.bottom - last.top
    return any(
        -CLOSE_HEIGHTS * high < each.top - last.bottom < CLOSE_HEIGHTS * high
        and is_aligned(each, segments, high)
        and each.middle > last.middle
        and goes_on(each.text)
        for each in loose
    )


def is_aligned(line: Segment, lines: Sequence[Segment], within: float) -> bool:
    """Whether a line begins where the lines above it begin, ends where they end, or is centred beneath them.

    Args:
        within: how far aside it may stand, in pixels.
    """
    left, right = min(each.left for each in lines), max(each.right for each in lines)
    return min(abs(line.left - left), abs(line.right - right), abs(line.left + line.right - left - right) / 2) < within


def is_ended(address: str) -> bool:
    """Whether an address ends as those do that have all of their numbers, and nothing behind them."""
    return bool(_ENDED.search(address))


def is_all(target: str, text: str) -> bool:
    """Whether a text is all of a value by its form: dates, choices and numbers of a form of their own, which no other
    text on a certificate has by chance and of which no part can be lost unseen."""
    kind = get_field_type(target.replace("[]", "[0]")).kind
    formed = kind in _FORMED or bool(words().told(target)) or target == "members[].period_of_stay"
    return formed and fit(target, text) >= SUITS


def _has_label(text: str) -> bool:
    """Whether a text begins with a label, and is none of the few values that are labels too."""
    catalogue = words()
    if text in normalised(catalogue.relationships):
        return False
    return any(
        text[start : start + length] in catalogue.targets
        for start in range(_LED.match(text).end() + 1)
        for length in range(MIN_LABEL, min(catalogue.longest, len(text) - start) + 1)
    )
