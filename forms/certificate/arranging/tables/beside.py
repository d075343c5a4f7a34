"""Labels beside their values: in the cells to the right, on the same line, or in the same cell beneath."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.certificate.arranging.places.hits import Spot
from forms.certificate.arranging.places.nodes import Label, Place, box_of
from forms.certificate.arranging.places.sharing import have_cells_in_turn, may_be_mixed, shares
from forms.certificate.arranging.tables.captioned import captions_labels
from forms.certificate.arranging.tables.leftward import cells_leftward
from forms.certificate.arranging.tables.level import by_line
from forms.certificate.arranging.tables.own_lines import in_lines, up_to_told, up_to_white, without_far
from forms.certificate.arranging.tables.unruled import above_each_other, by_columns
from forms.certificate.arranging.text.fitting import MAY, NEUTRAL, SUITS, fit, is_nothing
from forms.certificate.arranging.text.wholeness import TORN_EM
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import text_of
from forms.certificate.words.catalogue import IGNORED, NAME, SEX, is_of_person
from forms.certificate.words.numbering import is_heading

EMPTY = 0.2
"""What an empty cell is worth that waits for a value."""
PEOPLE_EM = 1.5
"""More white than this is between the values of two people beside each other, in em of their label."""
NEAR_EM = 12.0
"""White between a label and its value on the same line."""
FAR = 0.5
"""What more white than that costs, where no lines enclose them: what suits as well and stands beneath is nearer."""
WRAPPED_HEIGHTS = 0.7
"""Less white than this, in heights of a line, is between two lines of one value."""


@dataclass
class Found:
    """A value beside a label.

    Attributes:
        mixed: whether it may be in part another label's, which has the same places.
    """

    spot: Spot
    places: tuple[Place, ...]
    mixed: bool = False

    @property
    def text(self) -> str:
        return self.spot.text


class Beside:
    """What stands beside each label of a page.

    Args:
        taken: ids of places that are others'.
    """

    def __init__(
        self, labels: Sequence[Label], places: Sequence[Place], ruling: Ruling, taken: Collection[int]
    ) -> None:
        self._labels, self._ruling = labels, ruling
        self._places = [place for place in places if id(place) not in taken]
        self._cells = {place.cell: place for place in self._places if place.cell != OUTSIDE}
        self._heads: dict[int, list[Label]] = {}
        for label in labels:
            if label.cell != OUTSIDE:
                self._heads.setdefault(label.cell, []).append(label)
        self._lines = by_line(labels, self._places)
        self._found: dict[int, list[Found]] = {}
        for label in labels:
            self._found.setdefault(id(label), self._of_cell(label) if label.cell != OUTSIDE else self._of_line(label))
        leftward = cells_leftward(labels, self._cells, ruling)
        self._found |= {
            id(label): self._in_cells(label, leftward[id(label)], self._heads[label.cell])
            for label in labels
            if id(label) in leftward
        }
        self._people_in_cells()
        self._people_in_lines()

    def spots(self, label: Label) -> list[Found]:
        """The values, person by person."""
        return self._found[id(label)]

    def score(self, label: Label) -> float:
        """How well they suit."""
        found = self._found[id(label)]
        if not found:
            return NEUTRAL
        first = next(iter(found[0].places), None)  # nothing stands there for the first of several people
        far = first is not None and first.cell == OUTSIDE and not self._is_near(label, found[0])
        return sum(fit(label.target, each.text) if each.text else EMPTY for each in found) - (FAR if far else 0.0)

    def is_strong(self, label: Label) -> bool:
        """Whether what stands beside a label can hardly belong to another one."""
        found = self._found[id(label)]
        if not found or not found[0].text:
            return False
        suits = fit(label.target, found[0].text)
        return suits >= SUITS or (suits >= MAY and self._is_near(label, found[0]))

    @staticmethod
    def _is_near(label: Label, found: Found) -> bool:
        return found.places[0].box.left - label.box.right < NEAR_EM * label.segment.em

    def held(self) -> list[tuple[Place, Label]]:
        """The places whose text suits the label right beside them."""
        return [
            (place, label)
            for label in self._labels
            for found in self._found[id(label)]
            if found.text and fit(label.target, found.text) >= MAY
            for place in found.places
        ]

    # Ruled cells.

    def _of_cell(self, label: Label) -> list[Found]:
        together = self._heads[label.cell]
        if len(together) == 1 and (whole := above_each_other(label, self._cells, self._ruling)):
            return [Found(Spot(tuple(each for place in whole for each in place.segments)), tuple(whole))]
        chain: list[Place] = []
        index = level = self._level_cell(label)
        if level is None:
            index = self._ruling.right_of(label.cell)
        while index is not None and index in self._cells:
            if chain and captions_labels(self._cells[index], label, self._labels):
                break
            chain.append(self._cells[index])
            index = self._ruling.right_of(index)
        # A label's cell that is one with the corner of its table has the heads of the people beside it, too.
        heads = chain and all(is_heading(place.text) for place in chain)
        if not chain or heads:
            return self._before_lost(label) or self._lost(label)
        return self._in_cells(label, chain, together if level is None else [label])

    def _level_cell(self, label: Label) -> int | None:
        """The cell right of one of several labels above each other in a cell, where each has one level with it: the
        line between the labels was not seen. None where that is not so."""
        cells = self._ruling.all_right_of(label.cell)
        if len(label.together) < 2 or len(cells) != len(label.together):
            return None
        edges = [(self._ruling.cells[index].top, self._ruling.cells[index].bottom) for index in cells]
        level = (top < each.segment.middle < bottom for each, (top, bottom) in zip(label.together, edges, strict=True))
        return cells[label.together.index(label)] if all(level) else None

    def _in_cells(self, label: Label, chain: Sequence[Place], together: Sequence[Label]) -> list[Found]:
        """What stands in cells for a label, person by person.

        Args:
            together: the labels that share the cells, itself included.
        """
        at = together.index(label)
        if have_cells_in_turn(chain, together):
            own = chain[at :: len(together)]
            return [Found(Spot(tuple(place.segments), self._ruling.cells[place.cell]), (place,)) for place in own]
        found = []
        for place in chain:
            mine, mixed = tuple(shares([place], together)[at]), may_be_mixed([place], together)
            parts = by_columns(label.target, place.box, mine, self._ruling) or [mine]
            found += [Found(Spot(part, self._ruling.cells[place.cell]), (place,), mixed) for part in parts]
        return found

    def _lost(self, label: Label) -> list[Found]:
        """What stands beside a label whose cell, or whose value's cell, was not seen: lines fade.

        What stands behind the last of labels that a mark joins is all of theirs.
        """
        together = label.joined or (label,)
        text = box_of(together[-1].segment)
        row = [
            place
            for place in self._places
            if place.within == OUTSIDE and place.box.left > text.right - 2 and place.box.beside(text)
            if not self._has_head(place)
        ]
        ends = min(
            (
                each.box.left
                for each in self._labels
                if each not in together and each.box.left >= text.right - 2 and each.box.beside(text)
            ),
            default=float("inf"),
        )
        row = sorted((place for place in row if place.box.left < ends), key=lambda place: place.box.left)
        if all(place.cell != OUTSIDE for place in row):
            return [_found(label, [place], self._ruling.cells[place.cell]) for place in row]
        # One value, or an address and its building: what stands further away may be anybody's.
        close = all(two.box.left - one.box.right < TORN_EM * label.segment.em for one, two in pairwise(row))
        value = len(row) == 1 or (close and fit(label.target, text_of(row)) >= SUITS)
        return [_found(label, row)] if row and value else []

    def _before_lost(self, label: Label) -> list[Found]:
        """A value that stands right of its label in one cell with the next label: the line between these two was not
        seen."""
        index = self._ruling.right_of(label.cell)
        inner = [each for each in self._labels if index is not None and each.within == index]
        row = [place for place in self._places if index is not None and place.within == index]
        own = len(inner) == len(row) == 1 and row[0].box.right < inner[0].box.left and self._behind_lost(inner[0])
        return [_found(label, row)] if own and fit(label.target, row[0].text) >= SUITS else []

    def _behind_lost(self, label: Label) -> list[Found]:
        """What stands in the cell right of that of a label which shares it with another one's value, left of it: the
        line between these two was not seen."""
        left, right = self._ruling.left_of(label.within), self._ruling.right_of(label.within)
        row = [place for place in self._places if place.within == label.within]
        others = self._heads.get(left, []) if left is not None else []
        if right not in self._cells or len(row) != 1 or len(others) != 1 or row[0].box.right > label.box.left:
            return []
        place = self._cells[right]
        suits = fit(others[0].target, row[0].text) >= SUITS and fit(label.target, place.text) >= SUITS
        return [_found(label, [place], self._ruling.cells[right])] if suits else []

    def _has_head(self, place: Place) -> bool:
        """Whether a place is the cell right beneath a label that it suits, as in another table further right."""
        above = self._ruling.above(place.cell) if place.cell != OUTSIDE else None
        return any(fit(label.target, place.text) >= MAY for label in self._heads.get(above, ()))

    def _people_in_cells(self) -> None:
        """Who has a cell beside each of the labels of people; all others have one cell each."""
        people = 1
        for label in self._labels:
            if label.target.startswith("members[]"):
                found = self._found[id(label)]
                suiting = [bool(each.text) and fit(label.target, each.text) >= MAY for each in found]
                if label.target == NAME or all(suiting[:2]):
                    people = max(people, sum(suiting))
        for label in self._labels:
            if label.cell != OUTSIDE or any(each.places[0].cell != OUTSIDE for each in self._found[id(label)]):
                of_person = is_of_person(label.target) or label.target == IGNORED
                self._found[id(label)] = self._found[id(label)][: people if of_person else 1]

    # Lines of text.

    def _of_line(self, label: Label) -> list[Found]:
        if label.within != OUTSIDE and (behind := self._behind_lost(label)):
            return behind
        # What stands behind the last of labels that a mark joins is all of theirs.
        places = in_lines(self._lines.get(id(label.joined[-1] if label.joined else label), []))
        if label.joined and places:
            return [_found(label, places)]
        if not places:
            return self._lost(label) if label.within == OUTSIDE else []
        if is_of_person(label.target):
            places = up_to_told(label, places)
        else:
            places = up_to_white(label, without_far(label, places))
        places += self._wrapped(places)
        cell = self._ruling.cells[label.within] if label.within != OUTSIDE else None
        alone = cell if cell and sum(each.within == label.within for each in self._labels) == 1 else None
        return [Found(Spot(tuple(each for place in places for each in place.segments), alone), tuple(places))]

    def _wrapped(self, places: Sequence[Place]) -> list[Place]:
        """The lines beneath that go on where the value's began, beside no label."""
        mine = {id(place) for line in self._lines.values() for place in line}
        last, more = places[-1], []
        for place in sorted(self._places, key=lambda place: place.box.top):
            if place.cell != OUTSIDE or place.within != last.within or id(place) in mine:
                continue
            high = last.box.high
            gap = place.box.top - last.box.bottom
            if -0.3 * high < gap < WRAPPED_HEIGHTS * high and abs(place.box.left - places[0].box.left) < high:
                if any(
                    label.box.beside(place.box) and label.box.right < place.box.left
                    for label in self._labels
                    if label.within == place.within and label.cell == OUTSIDE
                ):
                    break
                more.append(place)
                last = place
        return more

    def _people_in_lines(self) -> None:
        """Several people beside one label: as many as there are values that each suit it, in the same columns."""
        centres: list[float] = []
        for label in self._labels:
            places = [place for found in self._found[id(label)] for place in found.places]
            if not self._may_be_of_several(label) or not label.target.startswith("members[]") or len(places) < 2:
                continue
            lefts, rights = [place.box.left for place in places[1:]], [place.box.right for place in places]
            # A reading whose blank came as the end of a line is one person's.
            apart = min(left - right for left, right in zip(lefts, rights, strict=False)) > PEOPLE_EM * label.segment.em
            suiting = all(fit(label.target, place.text) >= SUITS or is_nothing(place.text) for place in places)
            if label.target == SEX and sorted(place.text for place in places) == ["女", "男"]:
                continue  # what may be chosen
            if suiting and apart and len(places) > len(centres):
                centres = [(place.box.left + place.box.right) / 2 for place in places]
        if len(centres) < 2:
            return
        for label in self._labels:
            of_person = is_of_person(label.target)
            places = [place for found in self._found[id(label)] for place in found.places]
            if not self._may_be_of_several(label) or not of_person or len(places) < 2:
                continue
            spots: list[list[Place]] = [[] for _ in centres]
            for place in places:
                middle = (place.box.left + place.box.right) / 2
                spots[min(range(len(centres)), key=lambda at: abs(centres[at] - middle))].append(place)
            self._found[id(label)] = [
                Found(Spot(tuple(each for place in spot for each in place.segments)), tuple(spot)) for spot in spots
            ]

    def _may_be_of_several(self, label: Label) -> bool:
        """Not in a cell: a cell for one label is one person's."""
        if label.cell != OUTSIDE:
            return False
        return label.within == OUTSIDE or sum(each.within == label.within for each in self._labels) > 1


def _found(label: Label, places: Sequence[Place], cell: Cell | None = None) -> Found:
    """What of places is a label's, which may be one of several that a mark joins."""
    together = label.joined or (label,)
    mine = shares(places, together)[together.index(label)]
    return Found(Spot(tuple(mine), cell), tuple(places), may_be_mixed(places, together))
