"""Readings of labels: small kana above the kanji of a label, as in papers for readers who learn Japanese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import Piece, find_pieces
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import KANA, normalise, words
from forms.scripts import HIRAGANA, KATAKANA

SMALL = 0.75
"""Ruby is set in at most so large a type as its label: half of it is usual."""
CLOSE_HEIGHTS = 0.6
"""White between ruby and the label beneath it at most, in heights of the label."""
BESIDE_EM = 0.6
"""How far ruby reaches beyond its label on each side at most, in em of the label."""
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]+")


def without_ruby(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without the readings of labels.

    フリガナ in small type above 氏名 is a label itself, and a reading above a name has no label beneath it.
    """
    small = [segment for segment in segments if _may_be_ruby(segment)]
    if not small:
        return list(segments)
    labels = [piece for segment in segments for piece in find_pieces(segment) if piece.word]
    gone = {id(segment) for segment in small if any(_is_above(segment, label) for label in labels)}
    return [segment for segment in segments if id(segment) not in gone]


def _may_be_ruby(segment: Segment) -> bool:
    return bool(_KANA.fullmatch(segment.text)) and words().targets.get(normalise(segment.text)) != KANA


def _is_above(segment: Segment, label: Piece) -> bool:
    """Whether a text stands in small type close above a label, and over nothing else."""
    own = label.segment
    high = own.bottom - own.top
    return (
        segment.cell == own.cell
        and segment.bottom - segment.top < SMALL * high
        and -0.5 * high < own.top - segment.bottom < CLOSE_HEIGHTS * high
        and segment.middle < own.middle
        and segment.left > own.left - BESIDE_EM * own.em
        and segment.right < own.right + BESIDE_EM * own.em
    )
