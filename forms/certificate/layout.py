"""Which value belongs to which label: beside it or beneath it, whichever the values suit better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.abbreviated import with_abbreviations_told
from forms.certificate.arranging.address_cells import with_whole_addresses
from forms.certificate.arranging.advice import without_advice
from forms.certificate.arranging.beneath import take_beneath
from forms.certificate.arranging.beside import Beside
from forms.certificate.arranging.coded import with_codes_told
from forms.certificate.arranging.columns import text_of
from forms.certificate.arranging.fitting import NEVER, SUITS, fit, is_nothing
from forms.certificate.arranging.foreigners import with_owners
from forms.certificate.arranging.heads import INSET_EM, Head, columns_under, steps_in
from forms.certificate.arranging.hits import Hit, Sheet, Spot
from forms.certificate.arranging.host_codes import without_codes
from forms.certificate.arranging.item_marks import without_marks
from forms.certificate.arranging.label_or_value import demote, mixed_values, without_values
from forms.certificate.arranging.labelling import find_nodes, labels_alone
from forms.certificate.arranging.legend import with_labels_of_legend
from forms.certificate.arranging.listed import take_listed
from forms.certificate.arranging.named_again import with_named, without_stub
from forms.certificate.arranging.nameless import named
from forms.certificate.arranging.nodes import Label, Place
from forms.certificate.arranging.note_marks import without_note_marks
from forms.certificate.arranging.noted_readings import with_noted_readings
from forms.certificate.arranging.people import with_members, without_strays
from forms.certificate.arranging.relation_heads import with_relations_told
from forms.certificate.arranging.remarks import doubt_remarks
from forms.certificate.arranging.ruby import without_ruby
from forms.certificate.arranging.sentences import take_sentences, with_said
from forms.certificate.arranging.sharing import may_be_mixed, shares
from forms.certificate.arranging.sides import side_of, take_matrix
from forms.certificate.arranging.slashed import take_slashed, without_strokes
from forms.certificate.arranging.spread import join_spread, join_wrapped, part_at_leaders
from forms.certificate.arranging.stacks import find_stacks
from forms.certificate.arranging.unlabelled import part
from forms.certificate.arranging.wholeness import is_cut, is_whole
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.arranger import Opinion, opinion
from forms.certificate.learned.aside import without_aside
from forms.certificate.learned.filling import filled
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.copy_marks import parted_from_marks
from forms.certificate.runs.drawn_rules import without_drawn_rules
from forms.certificate.runs.segments import Segment, in_reading_order
from forms.certificate.words.catalogue import (
    BORN,
    FOLLOWS,
    HIDDEN,
    IGNORED,
    RELATIONSHIP,
    SEX,
    TELLING,
    is_of_person,
    words,
)
from forms.certificate.words.numbering import bare

CLEAR = 1.0
"""So much better must one way to read a head be than the other, for its values to be sure."""


def arrange(segments: Sequence[Segment], ruling: Ruling) -> Sheet:
    """Labels and values of a page."""
    segments, marks = parted_from_marks(without_codes(without_note_marks(without_drawn_rules(segments))))
    segments = with_relations_told(with_abbreviations_told(with_labels_of_legend(segments, ruling)))
    said, segments, unsaid = take_sentences(segments)
    segments = join_wrapped(without_ruby(join_spread(part_at_leaders(segments))))
    segments = with_whole_addresses(with_codes_told(segments, ruling), ruling)
    listed, rest = take_listed(segments)
    slashed, unslashed = take_slashed(rest)
    segments = without_strokes(segments, {*map(id, rest)}.difference(map(id, unslashed)))
    listed, rest = listed + slashed, unslashed
    cells: dict[int, list[Segment]] = {}
    for segment in without_advice(rest):
        cells.setdefault(segment.cell, []).append(segment)
    heads = labels_alone(cells)
    demoted = demote(cells, heads, ruling) | mixed_values(cells, heads, ruling)
    labels, places = find_nodes(cells, heads, demoted, ruling)
    labels, places = without_values(labels, places)
    hits, taken = _Choice(labels, places, ruling).made()
    sided = with_noted_readings(_householder(_addresses(_all_sided(hits, cells, ruling))), rest)
    loose = [each for place in places if id(place) not in taken for each in place.segments]
    loose += [label.segment for label in labels if not label.piece.word]
    if any(_is_numbered_address(segment.text) for segment in loose):
        # One address has lost its label or its caption: 住所 alone may be either.
        sided = [replace(hit, clear=False) if bare(hit.label.text) in words().sided else hit for hit in sided]
    sided = [replace(hit, clear=False) if _is_cut(hit, loose) else hit for hit in sided]
    members = with_said(with_named(with_members(without_stub(_resolved(sided)))) + listed, said)
    if _tells_of_people(loose, members) or _lacks_labels(members):
        # Somebody's values found no label: then nobody's can be told for certain.
        members = [replace(hit, clear=False) if hit.target.startswith("members[]") else hit for hit in members]
    hits = without_marks(without_strays(with_owners(doubt_remarks(members, segments), segments)))
    sheet = _weighed(named(part(Sheet(hits, loose))), segments, opinion(segments, ruling.cells))
    return Sheet(sheet.hits, [*sheet.loose, *unsaid, *marks])


def _weighed(sheet: Sheet, segments: Sequence[Segment], other: Opinion | None) -> Sheet:
    """The sheet, each value with whether the learned arranger says the same, and with values that only that found."""
    if other is None:
        return sheet
    sheet = without_aside(sheet, other)
    compared = Compared(sheet, other)
    return filled(Sheet(compared.told(), sheet.loose), compared, segments)


def _is_cut(hit: Hit, loose: Sequence[Segment]) -> bool:
    return any(is_cut(hit.target, spot.segments, loose) for spot in hit.spots)


def _is_numbered_address(text: str) -> bool:
    """Whether a text is an address down to its numbers; the mayor's place has none."""
    return fit("former_address", text) >= SUITS and any(char.isdecimal() for char in text)


def _lacks_labels(hits: Sequence[Hit]) -> bool:
    """Whether people with labels of their own have not all the same ones: then some were overlooked."""
    counts = [sum(hit.target == target for hit in hits) for target in TELLING]
    seen = {count for count in counts if count}
    return len(seen) > 1


def _tells_of_people(loose: Sequence[Segment], hits: Sequence[Hit]) -> bool:
    """Whether there is text of nobody that people have here: of what nobody has, only the label was not seen.

    One date may be that of issue; offices print telephone numbers, and certificates have numbers of their own.
    """
    texts = [segment.text for segment in loose if not is_nothing(segment.text)]
    if any(hidden_kind(text) for text in texts):
        return True
    had = {hit.target for hit in hits if any(spot.segments for spot in hit.spots)}
    return any(
        sum(fit(target, text) >= SUITS for text in texts) > (target == BORN)
        for target in (SEX, RELATIONSHIP, BORN)
        if target in had
    )


class _Choice:
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
        gain = sum(max(0.0, head.score - _beside_score(head, beside)) for _, head in found)
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
        text = text_of(label.target, [Place(spot.segments, label.box)])
        return Spot((), spot.cell) if label.target not in HIDDEN and fit(label.target, text) <= NEVER else spot

    def _beside(self, label: Label, beside: Beside) -> Hit:
        found = beside.spots(label)
        self._taken |= {id(place) for each in found for place in each.places}
        spots = [self._spot(label, [Place(each.spot.segments, label.box)], 0, (), each.spot) for each in found]
        # A place is missing where nothing was found: that must be known of a number to be hidden.
        missing = (Spot(()),) if label.cell == OUTSIDE or label.target in HIDDEN else ()
        whole = all(is_whole(label.target, spot.segments) for spot in spots) and not any(each.mixed for each in found)
        return Hit(label.target, label.segment, tuple(spots) or missing, clear=whole)


def _may_be_of_person(label: Label) -> bool:
    """Whether some pages say it of each person."""
    return is_of_person(label.target) or label.target in ("registered_domicile", "register_head")


def _beside_score(head: Head, beside: Beside) -> float:
    """How well what stands beside the labels of a head suits them."""
    return sum(beside.score(label) for column in head.columns for label in column.asked)


def _spot(places: Sequence[Place], ruling: Ruling) -> Spot:
    segments = tuple(in_reading_order([each for place in places for each in place.segments]))
    cell = ruling.cells[places[0].cell] if len(places) == 1 and places[0].cell != OUTSIDE else None
    return Spot(segments, cell)


def _without_arrow(label: Label, places: Sequence[Place]) -> Sequence[Place]:
    """The places of a value without a mark that is left of it and of its label: ⇒, read as 一."""
    own = [place for place in places if place.box.right > label.box.left or not is_nothing(place.text)]
    return own or places


def _all_sided(hits: Sequence[Hit], cells: dict[int, list[Segment]], ruling: Ruling) -> list[Hit]:
    """The hits of labels that have one meaning, by the caption that they stand under; those with both are told."""
    times = Counter(id(hit.label) for hit in hits)
    return [_sided(hit, cells, ruling) if times[id(hit.label)] == 1 else hit for hit in hits]


def _sided(hit: Hit, cells: dict[int, list[Segment]], ruling: Ruling) -> Hit:
    """The hit of what 住所 means under 転出後, where such a caption says so."""
    meant = words().sided.get(bare(hit.label.text))
    side = side_of(hit.label, cells, ruling) if meant else None
    return replace(hit, target=meant[side]) if meant and side else hit


def _addresses(hits: list[Hit]) -> list[Hit]:
    """Of two 住所 whose captions could not be read, the second one is that after the move, and of one beside 現住所
    it is that one; neither for certain."""
    if any(hit.target == "new_address" for hit in hits):
        return hits
    former = [hit for hit in sorted(hits, key=lambda hit: hit.label.middle) if hit.target == "former_address"]
    alike = [hit for hit in former if bare(hit.label.text) in words().sided]
    if len(former) != 2 or not alike:
        return hits
    new = alike[-1].label
    targets = {"former_address": "new_address", "former_building": "new_building"}
    doubted = [hit.label for hit in alike]
    return [
        replace(hit, target=targets.get(hit.target, hit.target) if hit.label is new else hit.target, clear=False)
        if any(hit.label is label for label in doubted)
        else hit
        for hit in hits
    ]


def _householder(hits: list[Hit]) -> list[Hit]:
    """世帯主 beneath 転出後 is the former one all the same where the page names no other; never for certain."""
    if any(hit.target == "householder.former" for hit in hits):
        return hits
    return [
        replace(hit, target="householder.former", clear=False) if hit.target == "householder.new" else hit
        for hit in hits
    ]


def _resolved(hits: list[Hit]) -> list[Hit]:
    """In reading order, without labels that nobody needs, and with 方書 given to the address before it."""
    order = {id(segment): place for place, segment in enumerate(in_reading_order([hit.label for hit in hits]))}
    follows, last, found = words().follows, None, []
    for hit in sorted(hits, key=lambda hit: order[id(hit.label)]):
        if hit.target in follows:
            last = follows[hit.target]
        if hit.target == FOLLOWS:
            if last is None:
                continue
            hit = replace(hit, target=last)
        if hit.target != IGNORED:
            found.append(hit)
    return found
