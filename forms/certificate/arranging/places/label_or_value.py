"""Words that are a label on one page and a value on another: 世帯主 beneath 続柄, 介護 beneath 在留資格."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import Piece, find_pieces
from forms.certificate.arranging.places.nodes import Label, Place, box_of
from forms.certificate.arranging.places.sharing import LIKE_STROKE, MARKS
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.data.absent import is_blank
from forms.certificate.pixels.cells import OUTSIDE, Cell
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import IGNORED, is_of_person, normalise, normalised, words


def demote(cells: dict[int, list[Segment]], heads: dict[int, list[Piece]], ruling: Ruling) -> set[int]:
    """Takes from the cells of labels those whose word is a value: it stands beside or below the label of its field.

    Not below one that has such a value beside it: 続柄 | 世帯主 over 世帯主 | 原　エリカ.

    Returns:
        Those cells.
    """
    demoted = set()
    for index in list(heads):
        field = words().says.get(heads[index][0].word) if len(heads[index]) == 1 else None
        if field is None:
            continue
        named = _stands_right(index, field, heads, ruling) or _stands_left(index, field, heads, ruling)
        over = [head for head in {ruling.above(index), *heads} if head is not None and _names(field, heads.get(head))]
        if named or any(
            (head == ruling.above(index) or index in ruling.column(head))
            and not _is_answered(head, index, field, cells, ruling)
            for head in over
        ):
            del heads[index]
            demoted.add(index)
    return demoted


def _stands_right(index: int, field: str, heads: dict[int, list[Piece]], ruling: Ruling) -> bool:
    """Whether a cell stands right of the label of its field, or of a value right of joined ones (性別・続柄 | 男)."""
    left = ruling.left_of(index)
    if _names(field, heads.get(left)):
        return True
    joined = heads.get(ruling.left_of(left), []) if left is not None and left not in heads else []
    return len(joined) > 1 and joined[-1].target == field


def _stands_left(index: int, field: str, heads: dict[int, list[Piece]], ruling: Ruling) -> bool:
    """Whether a cell stands left of the label of its field, which is the last of its row: labels right of values."""
    right = ruling.right_of(index)
    return right is not None and _names(field, heads.get(right)) and ruling.right_of(right) is None


def _is_answered(head: int, index: int, field: str, cells: dict[int, list[Segment]], ruling: Ruling) -> bool:
    """Whether a label's cell has a value of its field beside it, or a mark that there is none, in another cell than
    this one."""
    beside = ruling.right_of(head)
    if beside is None or beside == index:
        return False
    rows = cells.get(beside, ())
    return fit(field, text_of(rows)) >= SUITS or any(map(is_blank, rows))


def mixed_values(cells: dict[int, list[Segment]], heads: dict[int, list[Piece]], ruling: Ruling) -> set[int]:
    """The cells in which such a word stands among other values, beneath or beside the label of its field."""
    found = set()
    for index, rows in cells.items():
        if index == OUTSIDE or index in heads:
            continue
        pieces = [piece for row in rows for piece in find_pieces(row)]
        said = {piece.word for piece in pieces if piece.target is not None}
        field = words().says.get(said.pop()) if len(said) == 1 and not _is_caption(pieces) else None
        if field and any(
            _names(field, head) and _is_of(ruling.cells[index], ruling.cells[at]) for at, head in heads.items()
        ):
            found.add(index)
    return found


def _is_caption(pieces: Sequence[Piece]) -> bool:
    """Whether a cell is a label and one of the few words of its own field: 介護　無, with 在留資格 left empty above."""
    if len(pieces) != CAPTION_AND_VALUE or pieces[0].target is None:
        return False
    return normalise(pieces[1].segment.text) in normalised(words().told(pieces[0].target))


CAPTION_AND_VALUE = 2


def _is_of(cell: Cell, head: Cell) -> bool:
    """Whether a cell stands beneath a head, or beside it."""
    across = min(cell.right, head.right) - max(cell.left, head.left)
    down = min(cell.bottom, head.bottom) - max(cell.top, head.top)
    beneath = cell.top >= head.bottom - 9 and across > 0.5 * min(cell.right - cell.left, head.right - head.left)
    return beneath or (cell.left >= head.right - 9 and down > 0.5 * (head.bottom - head.top))


def _names(field: str, pieces: list[Piece] | None) -> bool:
    return bool(pieces) and any(piece.target == field for piece in pieces)


def without_values(labels: list[Label], places: list[Place]) -> tuple[list[Label], list[Place]]:
    """The labels without those that are values, and the places with these. Where both have cells those have told it."""
    kept: list[Label] = []
    places = list(places)
    for label in labels:
        field = words().says.get(label.piece.word)
        own = [each for each in labels if field and each.target == field]
        if any(_is_value(_as_text(label), each, labels, places) for each in own):
            places.append(Place((label.segment,), label.box, label.cell, label.within))
        else:
            kept.append(label)
    for label in kept:  # 介護 behind 在留資格 shares no values with it
        joined = tuple(each for each in label.joined if each in kept)
        label.joined = joined if len(joined) > 1 else ()
    return kept, places


def _as_text(label: Label) -> Label:
    """A label where its text is, whatever cell it stands in."""
    return label if label.cell == OUTSIDE else Label(label.piece, box_of(label.segment))


def _is_value(label: Label, relation: Label, labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a label, as text, is the value of another one beside or above it."""
    others = [each for each in labels if each not in (label, relation)]
    places = [each for each in places if each not in (label, relation)]
    if relation.box.beside(label.box) and relation.box.right <= label.box.left + label.segment.em:
        return _is_right_behind(label, relation, others, places)
    beneath = label.box.across(relation.box) > -2 * label.segment.em or _steps_in(label, relation, labels)
    if label.box.top <= relation.box.middle or not beneath:
        return False
    return not _has_value_beside(relation, label.segment.em, others, places) and _is_in_column(label, relation, others)


def _is_right_behind(label: Label, relation: Label, labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether nothing stands between two labels but the value of one that is joined with the other one: 性別・続柄
    男／世帯主."""
    return not any(
        relation.box.right - label.segment.em / 2 <= each.box.left < label.box.left
        and each.box.beside(label.box)
        and not (isinstance(each, Place) and _is_joined_ones(each.text, relation))
        for each in (*labels, *places)
    )


def _has_value_beside(relation: Label, em: float, labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether a text stands right of a label, near by and behind no other one."""
    return any(
        place.box.beside(relation.box)
        and 0 < place.box.left - relation.box.right < BESIDE_EM * em
        and not any(
            other.box.beside(relation.box) and relation.box.right <= other.box.left < place.box.left for other in labels
        )
        for place in places
    )


def _is_in_column(label: Label, relation: Label, labels: Sequence[Label]) -> bool:
    """Whether only labels of people stand in the column between a label and one above it, and values in its row."""
    between = [
        each
        for each in labels
        if relation.box.bottom < each.box.middle < label.box.middle and each.box.across(relation.box) > 0
    ]
    row = any(each.box.beside(label.box) and each.piece.word != label.piece.word for each in labels)
    return (
        len(between) <= MAX_BETWEEN
        and not row
        and all(
            each.piece.word
            and (is_of_person(each.target) or each.target == IGNORED or each.piece.word == label.piece.word)
            for each in between
        )
    )


BESIDE_EM = 12.0
"""White between a label and a value beside it at most, in em of the latter."""
MAX_BETWEEN = 3
"""So many labels at most stand in a column between the head and a value of it: those of the levels beneath."""


def _is_joined_ones(text: str, relation: Label) -> bool:
    """Whether a text is the value of another one of the labels that a mark joins with a label, with such a mark."""
    plain = text.strip("".join(MARKS) + LIKE_STROKE)
    return any(each is not relation and fit(each.target, plain) >= SUITS for each in relation.joined)


def _steps_in(label: Label, relation: Label, labels: Sequence[Label]) -> bool:
    """Whether a text stands on the line right beneath a label, further in, and beneath no other one."""
    high = relation.segment.bottom - relation.segment.top
    return (
        label.box.left > relation.box.left
        and label.within == relation.within
        and -0.3 * high < label.box.top - relation.box.bottom < STEP_HEIGHTS * high
        and not any(
            relation.box.left < each.box.left <= label.box.left
            and relation.box.top - high < each.box.middle < label.box.bottom
            for each in labels
            if each not in (label, relation)
        )
    )


STEP_HEIGHTS = 1.6
"""White between a label and the line beneath it that is its value's, in heights of the label."""
