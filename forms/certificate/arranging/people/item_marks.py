"""Marks that count people and stand left of their names: ア　鈴木　芽依, イ　鈴木　渉. They are no part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import KANA, NAME
from forms.scripts import is_kanji

APART_EM = 0.9
"""So much white at least is between a mark and what it counts, in em of that."""
ALIGNED_EM = 0.6
"""By how much marks of one column may differ in place, in em."""
COUNTED = (NAME, KANA)


def without_marks(hits: Sequence[Hit]) -> list[Hit]:
    """The labels, their names without marks.

    A single character that stands apart before a name is a mark where it is no kanji and kanji follow, or a kanji and
    Latin letters follow; or where several stand beneath each other, differ, and what follows them begins alike:
    林　一郎 and 森　花子 have surnames there, but a surname of both would not stand behind it.
    """
    return [_without(hit) if hit.target in COUNTED else hit for hit in hits]


def _without(hit: Hit) -> Hit:
    led = [(at, spot) for at, spot in enumerate(hit.spots) if _is_led(spot)]
    marks, names = [spot.segments[0] for _, spot in led], [spot.segments[1] for _, spot in led]
    counted = len(led) > 1 and _are_aligned(marks) and len({mark.text for mark in marks}) == len(led)
    counted = counted and len({name.text[0] for name in names}) == 1
    spots = list(hit.spots)
    for at, spot in led:
        mark, name = spot.segments[0].text, spot.segments[1].text
        if counted or is_kanji(name[0]) > is_kanji(mark) or (name.isascii() and is_kanji(mark)):
            spots[at] = replace(spot, segments=spot.segments[1:])
    return replace(hit, spots=tuple(spots))


def _is_led(spot: Spot) -> bool:
    """Whether a single character stands apart before the first line of a value."""
    if len(spot.segments) < 2 or len(spot.segments[0].glyphs) != 1:
        return False
    mark, name = spot.segments[:2]
    return same_row(mark, name) and len(name.glyphs) > 1 and name.left - mark.right >= APART_EM * name.em


def _are_aligned(marks: Sequence[Segment]) -> bool:
    places = [(mark.left + mark.right) / 2 for mark in marks]
    return max(places) - min(places) <= ALIGNED_EM * marks[0].em
