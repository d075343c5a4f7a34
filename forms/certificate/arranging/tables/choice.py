"""Which value belongs to which label: beside it or beneath it, whichever the values suit better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.places.nodes import Label, Place
from forms.certificate.arranging.places.sharing import may_be_mixed, shares
from forms.certificate.arranging.tables.beneath import take_beneath
from forms.certificate.arranging.tables.beside import Beside
from forms.certificate.arranging.tables.columns import said_for
from forms.certificate.arranging.tables.heads import INSET_EM, Head, columns_under, steps_in
from forms.certificate.arranging.tables.sides import take_matrix
from forms.certificate.arranging.tables.stacks import find_stacks
from forms.certificate.arranging.text.fitting import NEVER, fit, is_nothing
from forms.certificate.arranging.text.wholeness import is_whole
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import in_reading_order
from forms.certificate.words.catalogue import HIDDEN, is_of_person, normalise, words

CLEAR = 1.0
"""So much better must one way to read a head be than the other, for its values to be sure."""


class Choice:
    """Chooses for all labels of a page."""

    def __init__(self, labels: list[Label], places: list[Place], ruling: Ruling) -> None:
        self._labels, self._places, self._ruling = labels, places, ruling
        self._taken: set[int] = set()
        self._hits: list[Hit] = []
        self._inset = INSET_EM

    def made(self) -> tuple[list[Hit], set[int]]:
        """The labels with their values, and the ids of the places that are used."""
        done = self._beneath() or self._matrix()
        named = [label for label in self._labels if label.piece.word and id(label) not in done]
        self._inset = float("inf") if steps_in(named, self._places) else INSET_EM
        beside = Beside(self._labels, self._places, self._ruling, self._taken)
        stacks = find_stacks([label for label in named if not beside.is_strong(label)], self._places)
        ranking = []
        for stack, head in (each for labels in stacks for each in self._heads(labels, beside)):
            right = _beside_score(head, beside)
            if head.score > right:
                ranking.append((head.score / len(head.columns), len(ranking), stack, head, head.score - right))
        for _, _, stack, head, lead in sorted(ranking, key=lambda row: (-row[0], row[1])):
            if any(id(place) in self._taken for column in head.columns for spot in column.spots for place in spot):
                head = self._head(stack, beside)
                if head is None or head.score <= _beside_score(head, beside):
                    continue
            self._take(head, lead >= CLEAR and not head.doubtful)
            done |= {id(each) for column in head.columns for each in column.labels}
        beside = Beside(self._labels, self._places, self._ruling, self._taken)
        for label in named:
            if id(label) not in done:
                self._hits.append(self._beside(label, beside))
        return self._hits, self._taken

    def _beneath(self) -> set[int]:
        """Takes what stands above labels that a page has beneath their values; the ids of these labels."""
        found = take_beneath(self._labels, self._places)
        for label, places in found:
            self._taken |= {id(place) for place in places}
            spot = _spot(places, self._ruling) if places else Spot(())
            self._hits.append(Hit(label.target, label.segment, (spot,), clear=is_whole(label.target, spot.segments)))
        # A word among them that is a value is no label any more.
        return {id(label) for label in self._labels} if found else set()

    def _matrix(self) -> set[int]:
        """Takes what stands under the captions of both sides; the ids of the labels that have it."""
        found = take_matrix(self._labels, self._places)
        for label, target, places in found:
            self._hits.append(Hit(target, label.segment, (_spot(places, self._ruling),)))
            self._taken |= {id(place) for place in places}
        return {id(label) for label, _, _ in found}

    def _heads(self, stack: list[list[Label]], beside: Beside) -> list[tuple[list[list[Label]], Head]]:
        """Labels as the head of one table, or each by itself where the values suit better so: chance had put them side
        by side."""
        whole = self._head(stack, beside)
        if whole and not whole.doubtful and whole.score > _beside_score(whole, beside):
            return [(stack, whole)]
        labels = [label for level in stack for label in level]
        found = [(alone, head) for alone in ([[label]] for label in labels) if (head := self._head(alone, beside))]
        gain = sum(lead for _, lead in _apart([(head, head.score - _beside_score(head, beside)) for _, head in found]))
        if len(labels) > 1 and gain > (whole.score - _beside_score(whole, beside) if whole else 0.0):
            return found
        return [(stack, whole)] if whole else []

    def _head(self, stack: list[list[Label]], beside: Beside) -> Head | None:
        own = {id(label) for level in stack for label in level}
        others = {id(place) for place, label in beside.held() if id(label) not in own}
        passed = {id(label) for label in self._labels if _may_be_of_person(label) and beside.is_strong(label)}
        return columns_under(stack, self._labels, self._places, self._taken | others, passed, self._inset)

    def _take(self, head: Head, clear: bool) -> None:
        for column in head.columns:
            mixed = any(may_be_mixed(spot, column.label.together) for spot in column.spots)
            for at, label in enumerate(column.labels):
                of_person = is_of_person(label.target)
                spots = tuple(
                    self._spot(label, spot, at, column.label.together)
                    for spot in (column.spots if of_person else column.spots[:1])
                )
                whole = all(is_whole(label.target, spot.segments) for spot in spots) and not mixed
                self._hits.append(Hit(label.target, label.segment, spots or (Spot(()),), None, clear and whole))
            lines = {id(each.line) for spot in column.spots for place in spot for each in place.segments}
            self._taken |= {id(place) for spot in column.spots for place in spot}
            # A text may have run over several columns, and be taken in parts.
            self._taken |= {id(place) for place in self._places if any(id(s.line) in lines for s in place.segments)}

    def _spot(
        self, label: Label, places: list[Place], at: int, together: Sequence[Label] = (), given: Spot | None = None
    ) -> Spot:
        """The value of one person; nothing where a text cannot be one, unless it is to be hidden."""
        spot = given or _spot(_without_arrow(label, places), self._ruling)
        if together and given is None:
            spot = Spot(tuple(shares(places, together)[at]), spot.cell)
        text = said_for(label.target, [Place(spot.segments, label.box)])
        if label.target in HIDDEN:
            return spot
        never = fit(label.target, text) <= NEVER or _is_number(label.target, text)
        # 異動者 heads the people beneath: the row above it was left empty.
        return Spot((), spot.cell) if never or normalise(text) in words().movers else spot

    def _beside(self, label: Label, beside: Beside) -> Hit:
        found = beside.spots(label)
        self._taken |= {id(place) for each in found for place in each.places}
        spots = [self._spot(label, [Place(each.spot.segments, label.box)], 0, (), each.spot) for each in found]
        # A place is missing where nothing was found: that must be known of a number to be hidden.
        missing = (Spot(()),) if label.cell == OUTSIDE or label.target in HIDDEN else ()
        whole = all(is_whole(label.target, spot.segments) for spot in spots) and not any(each.mixed for each in found)
        return Hit(label.target, label.segment, tuple(spots) or missing, clear=whole)


def _apart(found: Sequence[tuple[Head, float]]) -> list[tuple[Head, float]]:
    """Heads with how much better each is than what stands beside its labels, the best first; without those that are no
    better, and those that lack a text which a better one has: of 男　世帯主　6392…, which stands under each of three
    labels, no more than one reading counts."""
    kept: list[tuple[Head, float]] = []
    used: set[int] = set()
    for head, lead in sorted(found, key=lambda each: -each[1]):
        places = [place for column in head.columns for spot in column.spots for place in spot]
        own = {id(glyph) for place in places for segment in place.segments for glyph in segment.glyphs}
        if lead > 0 and not own & used:
            kept.append((head, lead))
            used |= own
    return kept


def _may_be_of_person(label: Label) -> bool:
    """Whether some pages say it of each person."""
    return is_of_person(label.target) or label.target in ("registered_domicile", "register_head")


def _beside_score(head: Head, beside: Beside) -> float:
    """How well what stands beside the labels of a head suits them."""
    return sum(beside.score(label) for column in head.columns for label in column.asked)


def _spot(places: Sequence[Place], ruling: Ruling) -> Spot:
    segments = tuple(in_reading_order([each for place in places for each in place.segments]))
    if len(places) != 1 or places[0].cell == OUTSIDE:
        return Spot(segments, None)
    # A number to be hidden may be in any of the cells that were put together for one person.
    box, first = places[0].box, ruling.cells[places[0].cell]
    return Spot(segments, replace(first, bottom=max(first.bottom, round(box.bottom))))


def _is_number(target: str, text: str) -> bool:
    """Whether a date or a number, which was stamped there, stands where a field has only a few words; or a note with a
    figure and not one character of these words: 児手３Ｆ, where one is to go with the sheet."""
    known = words().closed.get(target)
    if not known:
        return False
    plain = normalise(text)
    strange = len(plain) > 1 and set(plain).isdisjoint("".join(known))
    return sum(map(str.isdecimal, plain)) >= (1 if strange else MANY_DIGITS)


MANY_DIGITS = 3
"""None of those words has more than one."""


def _without_arrow(label: Label, places: Sequence[Place]) -> Sequence[Place]:
    """The places of a value without a mark that is left of it and of its label: ⇒, read as 一."""
    own = [place for place in places if place.box.right > label.box.left or not is_nothing(place.text)]
    return own or places
