"""A page as the learned arranger sees it: pieces of text with their looks and places, in no order and without rules."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.text.fitting import fit, is_nothing
from forms.certificate.arranging.unlabelled.foot import MAYOR
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.runs.segments import WIDE_GAP_EM, Segment
from forms.certificate.words.catalogue import FOLLOWS, HIDDEN, IGNORED, normalise, words
from forms.certificate.words.numbering import bare, is_heading, is_numbering

SUITED = (
    "members[].birth_date",
    "members[].sex",
    "members[].relationship",
    "former_address",
    "former_building",
    "members[].kana",
    "members[].name",
    "members[].card_number",
    "individual_number",
    "members[].period_of_stay",
    "members[].status_of_residence",
    "members[].nationality",
    "members[].pension",
    "members[].health_insurance",
)
"""Targets for each of which a token says how well it suits them."""
KNOWN = (
    "householder.former",
    "householder.new",
    "former_address",
    "former_building",
    "new_address",
    "new_building",
    "planned_on",
    "notified_on",
    "issued_on",
    "issuer",
    "registered_domicile",
    "register_head",
    "members[].name",
    "members[].kana",
    "members[].former_surname",
    "members[].alias",
    "members[].birth_date",
    "members[].sex",
    "members[].relationship",
    "members[].nationality",
    "members[].status_of_residence",
    "members[].period_of_stay",
    "members[].stay_until",
    "members[].card_number",
    "members[].health_insurance",
    "members[].pension",
    "members[].care_insurance",
    "members[].child_allowance",
)
"""The fields that the model knows, as labels and as values, in its order."""
LABELS = ("", *KNOWN, *HIDDEN, FOLLOWS, IGNORED)
"""What a token may be the label of, in the model's order; the first one is no label. One of a field that the model does
not know yet is to it that of a value which nobody needs."""
HASHED, BUCKETS = 9, 767
"""So many characters of a text, and their pairs, are told by a number up to this; 0 is none."""
_SCRIPTS = tuple(
    re.compile(ranges)
    for ranges in ("[\u4e00-\u9fff\u3400-\u4dbf々]", "[\u3041-\u3096]", "[\u30a1-\u30fa・ー]", "[0-9]", "[A-Za-z]")
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text without wide white in it.

    Attributes:
        segment: its characters and place.
        source: number of the segment that it is a part of, in the order given.
        start: number of its first character there.
        target: for what is taken for a label what it names, otherwise none.
        prose: whether it is a sentence, or a part of one.
    """

    segment: Segment
    source: int
    start: int
    target: str = ""
    prose: bool = False


def find_tokens(segments: Sequence[Segment]) -> list[Token]:
    """All pieces of text on a page."""
    found = []
    for source, segment in enumerate(segments):
        for piece in find_pieces(segment):
            # Pieces are parts of the segment, so their first character is one of its.
            start = next(at for at, glyph in enumerate(segment.glyphs) if glyph is piece.segment.glyphs[0])
            if piece.target is not None:
                target = piece.target if piece.target in LABELS else IGNORED  # a field that came after the training
                found.append(Token(piece.segment, source, start, target, not piece.word))
                continue
            edges = _edges(piece.segment)
            found += [
                Token(piece.segment.part(first, last), source, start + first)
                for first, last in zip(edges, edges[1:], strict=False)
            ]
    return found


def _edges(segment: Segment) -> list[int]:
    """Where the parts of a text begin that white or a colon divides; one that is spread evenly has one part."""
    count = len(segment.glyphs)
    gaps = [segment.gap_before(at) for at in range(1, count)]
    usual = float(np.median(gaps)) if gaps else 0.0
    least = max(WIDE_GAP_EM, usual + WIDE_GAP_EM)
    cuts = [at for at in range(1, count) if gaps[at - 1] >= least or segment.glyphs[at - 1].text in ":："]
    return [0, *cuts, count]


@dataclass(frozen=True, slots=True)
class Looks:
    """Tokens as numbers.

    Attributes:
        features: what each looks like (n, F) float32.
        labels: index into LABELS of what it may be the label of (n,) int64.
        hashes: characters and pairs of characters by number (n, 2 · HASHED - 1) int64.
        boxes: left, top, right, bottom in em of the page (n, 4) float32.
        cells: the same of its ruled cell, its own box where it has none (n, 4) float32.
        owners: index of its cell, or OUTSIDE (n,) int64.
        sources: number of its segment (n,) int64.
    """

    features: np.ndarray
    labels: np.ndarray
    hashes: np.ndarray
    boxes: np.ndarray
    cells: np.ndarray
    owners: np.ndarray
    sources: np.ndarray


def looks_of(tokens: Sequence[Token], cells: Sequence[Cell]) -> Looks:
    """What the arranger is told of tokens."""
    em = float(np.median([token.segment.em for token in tokens]))
    boxes = np.array([[s.left, s.top, s.right, s.bottom] for s in (token.segment for token in tokens)], np.float32)
    owners = np.array([token.segment.cell for token in tokens], np.int64)
    around = boxes.copy()
    for at, owner in enumerate(owners):
        if owner != OUTSIDE:
            cell = cells[owner]
            around[at] = cell.left, cell.top, cell.right, cell.bottom
    texts = [_said(token.segment.text) for token in tokens]
    plain = [normalise(text) for text in texts]
    return Looks(
        np.array([_features(*each, em) for each in zip(tokens, texts, plain, strict=True)], np.float32),
        np.array([LABELS.index(token.target) for token in tokens], np.int64),
        np.array([_hashes(text) for text in plain], np.int64),
        boxes / em,
        around / em,
        owners,
        np.array([token.source for token in tokens], np.int64),
    )


NONE = "無"
"""What なし is to the arranger where that is a value: the sheets that it learnt from have it for an empty place."""


def _said(text: str) -> str:
    """What a text says, in the words that the arranger has learnt."""
    known = any(text in values for values in words().closed.values())
    return NONE if known and is_nothing(text) else text


def _features(token: Token, text: str, plain: str, em: float) -> list[float]:
    count = max(1, len(plain))
    side = words().sides.get(bare(text))
    return [
        *(fit(target, text) / 3 for target in SUITED),
        float(is_nothing(text)),
        float(is_numbering(text)),
        float(is_heading(text)),
        float(token.prose),
        float(bool(MAYOR.match(plain))),
        float(side == "former"),
        float(side == "new"),
        float(np.log1p(count) / 2),
        float(count == 1),
        *(len(script.findall(plain)) / count for script in _SCRIPTS),
        float(np.log(token.segment.em / em)),
        float(token.start == 0),
    ]


def _hashes(plain: str) -> list[int]:
    head = plain[:HASHED]
    parts = [*head, *(head[at : at + 2] for at in range(len(head) - 1))]
    found = [1 + zlib.crc32(part.encode()) % BUCKETS for part in parts]
    return found + [0] * (2 * HASHED - 1 - len(found))
