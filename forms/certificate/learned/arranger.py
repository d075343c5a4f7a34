"""The learned arranger: a small network that reads a page's labels and values without any of the rules.

``arranger.onnx`` is trained on planned sheets by ``tools/arranger``; docs/arranging.md is its model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

from forms.certificate.arranging.places.nodes import Box
from forms.certificate.arranging.tables.leftward import counts_leftward, labels_stand_right
from forms.certificate.engines.models import session
from forms.certificate.learned.tokens import KNOWN, Token, find_tokens, looks_of
from forms.certificate.pixels.cells import Cell
from forms.certificate.runs.segments import Segment, in_reading_order, is_in_line
from forms.certificate.words.catalogue import BORN, NAME, is_of_person

HIDDEN_NUMBER = "hidden"
"""What the digits of an individual number or of a resident record code are the value of."""
VALUES = ("", HIDDEN_NUMBER, *KNOWN)
"""The model's classes, in its order: field patterns; none for labels and whatever nobody wants."""
ANCHORS = (NAME, BORN)
"""By what people are told from each other: the first of these that the page has."""
EVERYBODYS = frozenset(f"members[].{name}" for name in ("name", "kana", "birth_date", "sex", "relationship"))
"""What tells of a person, because everybody has it."""
BESIDE = 0.5
"""People stand beside each other where more of the lower one's height is shared than this, and less of the narrower
one's width."""
MIN_TOKENS, MAX_TOKENS = 12, 600
"""A page with less or more text is none of a certificate; the pairs of more would take too long."""


@dataclass(frozen=True)
class Opinion:
    """What the network says of a page.

    Attributes:
        tokens: the page's text.
        odds: how likely each token is the value of each of VALUES (n, len(VALUES)), adding up to 1.
        people: how likely each token belongs to each person (n, people), whatever it is; in the order of the page.
    """

    tokens: tuple[Token, ...]
    odds: np.ndarray
    people: np.ndarray

    def by_glyph(self) -> dict[int, int]:
        """The number of the token of each glyph, by the glyph's id."""
        return {id(glyph): at for at, token in enumerate(self.tokens) for glyph in token.segment.glyphs}

    def of_kind(self, at: int, target: str) -> float:
        """How likely a token is the value of a field, or of none (``""``)."""
        return float(self.odds[at, VALUES.index(target)])

    def best(self, at: int) -> str:
        """What a token is most likely the value of."""
        return VALUES[int(self.odds[at].argmax())]

    def is_nobodys(self, at: int) -> bool:
        """Whether a token is a value that only people have, and belongs to none of those seen."""
        if not is_of_person(self.best(at)):
            return False
        return not self.people.shape[1] or float(self.people[at].max()) < 0.5

    def tells_of_another(self, at: int) -> bool:
        """Whether a token is what everybody has and belongs to none of those seen: it stands in a row or a column with
        such a value of somebody, or with a label of it. A scrap anywhere else tells of nobody."""
        target = self.best(at)
        if target not in EVERYBODYS or not self.is_nobodys(at):
            return False
        own = [
            token.segment
            for other, token in enumerate(self.tokens)
            if token.target == target or (self.best(other) == target and not self.is_nobodys(other))
        ]
        return not own or is_in_line(self.tokens[at].segment, own)

    def of(self, at: int, person: int | None) -> float:
        """How likely a token belongs to a person and to nobody else; 1 where no person is asked for."""
        return float(self.of_all(person)[at])

    def of_all(self, person: int | None) -> np.ndarray:
        """The same of every token (n,)."""
        if person is None:
            return np.ones(len(self.tokens))
        return self._nobody_elses[:, person] if person >= 0 else np.zeros(len(self.tokens))

    @cached_property
    def _nobody_elses(self) -> np.ndarray:
        """How likely each token belongs to each person and to nobody else (n, people)."""
        others = [np.delete(1 - self.people, person, axis=1) for person in range(self.people.shape[1])]
        return self.people * np.stack([each.prod(axis=1) for each in others], axis=1)


def warm_up() -> None:
    """Loads the network, ahead of the first page."""
    _model()


def opinion(segments: Sequence[Segment], cells: Sequence[Cell]) -> Opinion | None:
    """What the network says of a page; None where there is far too little text or too much."""
    tokens = find_tokens(segments)
    if not MIN_TOKENS <= len(tokens) <= MAX_TOKENS:
        return None
    looks = looks_of(tokens, cells)
    values, same = _model().run(None, {each.name: getattr(looks, each.name)[None] for each in _model().get_inputs()})
    powers = np.exp(values[0] - values[0].max(axis=1, keepdims=True))
    odds = powers / powers.sum(axis=1, keepdims=True)
    return Opinion(tuple(tokens), odds, _people(tokens, odds, 1 / (1 + np.exp(-same[0]))))


def _people(tokens: Sequence[Token], odds: np.ndarray, same: np.ndarray) -> np.ndarray:
    """How likely each token belongs to each person; people in the order in which they stand on the page."""
    best = odds.argmax(axis=1)
    anchors = next((found for name in ANCHORS if len(found := np.flatnonzero(best == VALUES.index(name)))), [])
    order = {id(segment): at for at, segment in enumerate(in_reading_order([token.segment for token in tokens]))}
    groups: list[list[int]] = []
    for at in sorted(anchors, key=lambda at: order[id(tokens[at].segment)]):
        # A name's parts are tokens of their own.
        near = max(groups, key=lambda group: same[at, group].mean(), default=None)
        if near is not None and same[at, near].mean() > 0.5:
            near.append(at)
        else:
            groups.append([at])
    if not groups:
        return np.zeros((len(tokens), 0))
    people = np.stack([same[:, group].mean(axis=1) for group in groups], axis=1)
    told, whose = np.isin(best, [VALUES.index(target) for target in EVERYBODYS]), people.argmax(axis=1)
    own = [{*group, *np.flatnonzero(told & (whose == person))} for person, group in enumerate(groups)]
    return people[:, _in_order([[tokens[at].segment for at in each] for each in own], tokens)]


def _in_order(people: Sequence[Sequence[Segment]], tokens: Sequence[Token]) -> list[int]:
    """The numbers of people as they are counted: from above, those beside each other from the left, or from the right
    where numbers above them or their labels say so.

    One name alone does not tell: beside each other, a name without a reading above it stands higher.
    """
    boxes = [
        Box(
            min(s.left for s in each), min(s.top for s in each), max(s.right for s in each), max(s.bottom for s in each)
        )
        for each in people
    ]
    rows: list[list[int]] = []
    for number in sorted(range(len(boxes)), key=lambda number: boxes[number].top):
        if rows and _are_beside(boxes[rows[-1][0]], boxes[number]):
            rows[-1].append(number)
        else:
            rows.append([number])
    own = {id(segment) for each in people for segment in each}
    labels = [token.segment for token in tokens if token.target and id(token.segment) not in own]
    texts = [token.segment for token in tokens]
    for row in rows:
        leftward = _is_leftward([boxes[number] for number in row], texts, labels)
        row.sort(key=lambda number: boxes[number].left, reverse=leftward)
    return [number for row in rows for number in row]


def _is_leftward(row: Sequence[Box], texts: Sequence[Segment], labels: Sequence[Segment]) -> bool:
    """Whether people beside each other are counted from the right."""
    if len(row) < 2:
        return False
    counted = counts_leftward(row, texts)
    return labels_stand_right(row, labels) if counted is None else counted


def _are_beside(one: Box, two: Box) -> bool:
    high = min(one.bottom, two.bottom) - max(one.top, two.top)
    return high > BESIDE * min(one.high, two.high) and one.across(two) < BESIDE * min(one.wide, two.wide)


@cache
def _model() -> InferenceSession:
    return session(Path(__file__).with_name("arranger.onnx").read_bytes(), 1, rewritten=False)
