"""Knowing what we know: which value needs no human eye."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from forms.addresses import is_known_place, is_respelt_town
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import LETTER_BLANK_EM, is_letter, is_set_wide
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import STROKES, Segment, place, same_row, width_em
from forms.characters import width_folded
from forms.fields import Kind
from forms.reading import Box, ReadField
from forms.scripts import is_kanji

MIN_CONFIDENCE = 0.8
"""Of the least certain character, where no second reader agrees. Measured on synthetic sheets: with the validators no
value above it was wrong."""
MIN_AGREED_CONFIDENCE = 0.3
"""Below it not even an agreement helps."""
LOST_INK_EM = 0.35
"""A run of ink this wide under no character is a glyph that the recogniser dropped."""
REACH_EM, SQUARE_EM = 0.62, 0.45
"""So far from its middle a character's ink reaches where its place is a little off, and where white ends it."""
BARE_RUN = 0.8
"""The part of a run of ink between white that must be under no character: the place of one may lean towards it."""
BESIDE_EM = 1.9
"""So far from a value's first and last middle ink may be a glyph of it that was dropped: half of its own square, a
blank, and what is enough for lost ink."""
CLEAR_WHITE_EM = 0.15
"""So much white is between the words of a Latin name at least; letters of a word were up to 0.23 apart."""
UNCHECKED_KINDS = frozenset({Kind.CODE, Kind.TEXT, Kind.CHOICE, Kind.PHONE})
"""Kinds without a rule of their own: only an agreement makes them sure, or high confidence."""
MIN_UNCHECKED_CONFIDENCE = 0.9
"""The least certain character of one of these."""
CLOSED_KINDS = frozenset({Kind.SEX, Kind.RELATIONSHIP})
"""Kinds with a few dozen values: what fits one of them exactly is hardly another."""
MIN_CLOSED_CONFIDENCE = 0.6
"""The least certain character of one of these, where it fits."""
UNCHECKED_KANA_KINDS = frozenset({Kind.KANA, Kind.BUILDING})
MIN_KANA_CONFIDENCE = 0.95
"""Of these: nothing checks a reading or what a building is called, in half width one kana is easily another, and in a
fax ブ is プ."""


def judge(entry: Entry, page: Page, number: int) -> ReadField:
    """The field for the reading, with its place in the picture as given and whether it is sure."""
    value = entry.value
    trusted = not is_doubtful(entry) or entry.vouched or _is_agreed(entry)
    return ReadField(
        entry.path,
        value.text,
        value.value,
        value.confidence,
        may_be_sure(entry) and trusted,
        number,
        box_of(value.segments, page),
        tuple(other for other in dict.fromkeys(entry.candidates) if other != value.value),
    )


def unless_denied(first: ReadField, again: ReadField) -> ReadField:
    """A field of two pages: as the first one has it, in doubt where the other one clearly says something else; where
    both say the same, as sure as the surer of them."""
    if not again.value:
        return first
    if again.value == first.value:
        return again if again.sure and not first.sure else first
    if not first.value:
        return again
    denied = again.confidence >= MIN_CONFIDENCE
    others = tuple(dict.fromkeys((*first.candidates, again.value)))
    return replace(first, sure=first.sure and not denied, candidates=others if denied else first.candidates)


def _is_agreed(entry: Entry) -> bool:
    """Whether the second reader makes it sure. It tells no variants apart, as a town's 奧 from 奥."""
    respelt = entry.kind is Kind.ADDRESS and is_respelt_town(entry.value.value)
    return entry.agreed and entry.value.confidence >= MIN_AGREED_CONFIDENCE and not respelt


def is_doubtful(entry: Entry) -> bool:
    """Whether the recogniser alone does not make it sure."""
    if entry.shaky or (entry.kind is Kind.ADDRESS and not is_known_place(entry.value.value)):
        return True
    if entry.kind in UNCHECKED_KANA_KINDS:
        least = MIN_KANA_CONFIDENCE
    elif entry.kind in CLOSED_KINDS:
        least = MIN_CLOSED_CONFIDENCE
    else:
        least = MIN_UNCHECKED_CONFIDENCE if entry.kind in UNCHECKED_KINDS else MIN_CONFIDENCE
    return entry.value.confidence < least


def worth_asking(entry: Entry) -> bool:
    """Whether the agreement of a second reader would make it sure."""
    return (
        is_doubtful(entry)
        and not entry.vouched
        and may_be_sure(entry)
        and entry.value.confidence >= MIN_AGREED_CONFIDENCE
    )


def may_be_sure(entry: Entry) -> bool:
    """Whether nothing speaks against it, however well it was read."""
    if entry.kind in (Kind.NAME, Kind.KANA) and not is_parted(entry):
        return False
    if entry.kind is Kind.NAME and (_may_be_joined(entry) or _has_more_than_a_name(entry.value.value)):
        return False
    return (
        entry.value.holds
        and entry.placed
        and entry.firm
        and not any(
            loses_ink(segment) or counts_twice(segment) or drops_characters(segment) for segment in entry.value.segments
        )
    )


def is_parted(entry: Entry) -> bool:
    """Family and given name stand apart; where no blank was seen, one may have been overlooked."""
    return (
        entry.alone or entry.path.endswith("former_surname") or any(blank in entry.value.value for blank in "\u3000 ")
    )


def _may_be_joined(entry: Entry) -> bool:
    """Whether a Latin name has a blank, or the end of a line, that may stand within a word."""
    first, *others = entry.value.segments
    wrapped = entry.value.text.isascii() and any(not same_row(first, segment) for segment in others)
    words = re.findall("[A-Za-z]+", entry.value.text) if entry.value.text.isascii() else ()
    long = any(len(word) > LONGEST_WORD for word in words)
    return wrapped or long or any(_is_torn(segment) for segment in entry.value.segments)


def _has_more_than_a_name(name: str) -> bool:
    """Whether a name in kanji has a third part: what stands beside it, 宮里　五十一　生."""
    return len(name.split()) > MOST_PARTS and any(map(is_kanji, name))


MOST_PARTS = 2
"""A surname and a given name; names in kana or Latin letters have more."""
LONGEST_WORD = 11
"""A word of a Latin name that has more letters may be two whose blank was lost: MARIACRISTINA."""


def _is_torn(segment: Segment) -> bool:
    """Whether white and the recogniser disagree about a blank between Latin letters."""
    return not is_set_wide(segment) and any(
        (segment.white_before(at) >= LETTER_BLANK_EM) if not glyph.spaced else segment.white_before(at) < CLEAR_WHITE_EM
        for at, glyph in enumerate(segment.glyphs)
        if at and is_letter(glyph.text) and is_letter(segment.glyphs[at - 1].text)
    )


def loses_ink(segment: Segment) -> bool:
    """Whether there is ink in or beside a value that no character of its line accounts for."""
    if any(_hides_ink(segment, index) for index in range(1, len(segment.glyphs))):
        return True
    width, left = len(segment.ink), float(segment.quad[0, 0])
    across = max(1.0, float(segment.quad[1, 0] - left))
    em = segment.em * width / across
    own = [((glyph.x - left) / across * width, glyph) for glyph in segment.glyphs]
    squares = [(each.at * width, each.text) for each in segment.line.characters]
    squares += [(middle, glyph.text) for middle, glyph in own if glyph.confidence]
    # What stands further off is another text of the line: a seal beside the mayor, a label that was not read.
    near = slice(max(0, int(own[0][0] - BESIDE_EM * em)), max(0, int(own[-1][0] + BESIDE_EM * em)))
    beyond, bare = (_outside(segment.ink, squares, reach * em)[near] for reach in (REACH_EM, SQUARE_EM))
    apart = [run for run in _runs(segment.ink[near]) if bare[slice(*run)].mean() >= BARE_RUN]
    return max((end - start for start, end in (*_runs(beyond), *apart)), default=0) > LOST_INK_EM * em


def _outside(ink: np.ndarray, squares: Sequence[tuple[float, str]], reach: float) -> np.ndarray:
    """Columns with ink further than that from the middles of all characters, less of narrow ones; all in columns."""
    columns = ink.copy()
    for middle, text in squares:
        own = reach * max(0.6, width_em(text))
        columns[max(0, int(middle - own)) : max(0, int(middle + own) + 1)] = False
    return columns


def _runs(columns: np.ndarray) -> list[tuple[int, int]]:
    """Where runs of columns with ink begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def drops_characters(segment: Segment) -> bool:
    """Whether a character was read in or directly beside a value whose ink was not seen: it is too pale, or is none."""
    placed = {(glyph.text, round(glyph.confidence, 6)) for glyph in place(segment.line, segment.quad, segment.ink)}
    left, width = float(segment.quad[0, 0]), float(segment.quad[1, 0] - segment.quad[0, 0])
    reach = DROPPED_BESIDE_EM * segment.em
    low, high = segment.glyphs[0].x - reach, segment.glyphs[-1].x + reach
    least = DROPPED_SHARE * min(glyph.confidence for glyph in segment.glyphs)
    return any(
        low < left + each.at * width < high
        and each.text not in STROKES
        and each.confidence >= least
        and (each.text, round(each.confidence, 6)) not in placed
        for each in segment.line.characters
    )


DROPPED_BESIDE_EM = 3.0
"""So far from a value's first and last middle the other part of a name stands, with a wide blank between them."""
DROPPED_SHARE = 0.9
"""Confidence in such a character to that in the value's least certain one: what dirt and blanks are read as is told
less well."""


def counts_twice(segment: Segment) -> bool:
    """Whether a character and the one before it stand so close together that they are one glyph, read as two: ８8."""
    return any(
        width_folded(one.text) == width_folded(two.text) and two.x - one.x < TWICE_EM * segment.em
        for one, two in pairwise(segment.glyphs)
    )


TWICE_EM = 0.3
"""Alike characters that are two stand further apart than this, middle to middle: letters were 0.32 apart at least, and
digits 0.36."""


def _hides_ink(segment: Segment, index: int) -> bool:
    """Whether there is ink between two characters that stand so far apart that another one fits in."""
    wide = sum(glyph.text in WIDE_LETTERS for glyph in segment.glyphs[index - 1 : index + 1])
    if segment.gap_before(index) - wide * WIDER_EM < ROOM_EM:
        return False
    start, end = segment.glyphs[index - 1].x + 0.55 * segment.em, segment.glyphs[index].x - 0.55 * segment.em
    scale = len(segment.ink) / max(1.0, float(segment.quad[1, 0] - segment.quad[0, 0]))
    between = segment.ink[max(0, int((start - segment.quad[0, 0]) * scale)) : int((end - segment.quad[0, 0]) * scale)]
    return bool(len(between)) and float(between.mean()) > BARE_SHARE


WIDE_LETTERS, WIDER_EM = frozenset("MWmw"), 0.2
"""Letters that proportional faces set nearly as wide as kanji, and by how much more than other ones to each side."""
ROOM_EM = 0.75
"""So much room between two characters holds a blank, or another one that the recogniser dropped."""
BARE_SHARE = 0.25
"""Up to this share of such room may have ink in it: dirt, or a character that stands aside."""


def box_of(segments: tuple[Segment, ...], page: Page) -> Box:
    """The rectangle around a value, in pixels of the picture as given."""
    points = np.concatenate([segment.ink_quad() for segment in segments]).astype(np.float64)
    given = cv2.perspectiveTransform(points.reshape(-1, 1, 2), page.to_given).reshape(-1, 2)
    left, top = np.floor(given.min(axis=0)).astype(int)
    right, bottom = np.ceil(given.max(axis=0)).astype(int)
    return max(0, int(left)), max(0, int(top)), int(right), int(bottom)
