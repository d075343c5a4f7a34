"""Captions at the side of a table or above a part of it: 転出前 and 転出後, each with a 住所 of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place, box_of
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import ADDRESSES, words
from forms.certificate.words.numbering import BRACKETS, COLONS, bare


def side_of(label: Segment, cells: Mapping[int, Sequence[Segment]], ruling: Ruling) -> str | None:
    """``former`` or ``new``: what the caption says that a label belongs to; None where there is none.

    One above it in its own cell comes first, where that is one side's; then a caption left of the label that reaches
    over its height, the nearest of several, and one of two side by side above its column; otherwise the last one before
    it in reading order, on a line of its own or at the beginning of the label's.
    """
    if label.cell != OUTSIDE and (side := _side_of_cell(label, cells.get(label.cell, ()))):
        return side
    near = (-1.0, None)
    for index, rows in cells.items():
        if index == OUTSIDE or not (side := _side(text_of(rows))):
            continue
        cell = ruling.cells[index]
        if cell.right <= label.left + label.em and cell.top <= label.middle <= cell.bottom and cell.right > near[0]:
            near = (cell.right, side)
    if side := near[1] or _side_of_column(label, cells, ruling):
        return side
    said = (-1.0, None)
    page = [segment for rows in cells.values() for segment in rows]
    for segment in page:
        if segment.middle <= said[0] or not (side := _side(segment.text)):
            continue
        row = [other for other in page if other is not segment and same_row(other, segment)]
        level = same_row(segment, label)
        above = segment.bottom < label.middle and not level and not row
        beside = level and segment.right <= label.left
        if above or beside:
            said = (segment.middle, side)
    return said[1]


def _side_of_cell(label: Segment, rows: Sequence[Segment]) -> str | None:
    """The side of a label's cell: what the last line above the label in it says, a caption or a label of one side."""
    above = [row for row in rows if row.middle < label.middle and not same_row(row, label)]
    sides = [side for row in sorted(above, key=lambda row: -row.middle) if (side := _side(row.text) or _told(row.text))]
    return sides[0] if sides else None


def _side_of_column(label: Segment, cells: Mapping[int, Sequence[Segment]], ruling: Ruling) -> str | None:
    """The side of a column of cells whose head is a caption, beside one whose head is the other: 異動前 | 異動後."""
    if label.cell == OUTSIDE:
        return None
    own, edge = ruling.cells[label.cell], 0.5 * label.em
    heads = [
        (ruling.cells[index], side)
        for index, rows in cells.items()
        if index != OUTSIDE and (side := _side(text_of(rows)))
    ]
    above = [
        (head.bottom, side)
        for head, side in heads
        if head.left - edge < own.left and own.right < head.right + edge and head.bottom < own.bottom
        if any(name != side and other.top < (head.top + head.bottom) / 2 < other.bottom for other, name in heads)
    ]
    return max(above)[1] if above else None


def _told(text: str) -> str | None:
    """The side of a label that has one in its words: 異動後住所."""
    catalogue, word = words(), bare(text)
    if word in catalogue.sided:
        return None
    side_by_field = {field: side for fields in catalogue.sided.values() for side, field in fields.items()}
    return side_by_field.get(catalogue.targets.get(word, ""))


def without_headings(labels: Sequence[Label], segments: Sequence[Segment]) -> list[Label]:
    """The labels without those in a line that heads one side's 住所 and 世帯主 (１ 従前の住所及び世帯主), where a page
    has such a line for both sides, and 住所 once more beneath each."""
    lines = [segment for segment in segments if _caption(segment.text) in words().headings]
    inside = {
        id(label)
        for label in labels
        if any(box_of(line).beside(label.box) and box_of(line).across(label.box) > 0 for line in lines)
    }
    beneath = [label for label in labels if _is_either_address(label) and id(label) not in inside]
    if {_side(line.text) for line in lines} != {"former", "new"} or len(beneath) < len(lines):
        return list(labels)
    return [label for label in labels if id(label) not in inside]


def _is_either_address(label: Label) -> bool:
    """Whether a label is that of both addresses, each under the caption of its side: 住所."""
    return any(field in ADDRESSES for field in words().sided.get(label.piece.word, {}).values())


def _side(text: str) -> str | None:
    return words().sides.get(_caption(text))


def _caption(text: str) -> str:
    """A text as the catalogue has captions: without what counts it, brackets around it or a note (異動後（予定）)."""
    plain = bare(text).rstrip(_CLOSING)
    return plain if plain in words().sides else _NOTE.sub("", plain)


_CLOSING = COLONS + "".join(BRACKETS.values())
_NOTE = re.compile(r"[(][^()]*[)]?$")


def take_matrix(labels: Sequence[Label], places: Sequence[Place]) -> list[tuple[Label, str, list[Place]]]:
    """Labels with both captions, 転出前 and 転出後: each with what it means at one of them, and what stands there.

    The captions are the head of columns, or stand one above the other between a label and its values.
    """
    captions: list[tuple[str, Box]] = [(side, label.box) for label in labels if (side := _side(label.piece.word))]
    captions += [(side, place.box) for place in places if (side := _side(place.text))]
    sided = words().sided
    found = _in_rows(labels, places, captions)
    for side, box in captions:
        partner = next((other for name, other in captions if name != side and other.beside(box)), None)
        if partner is None:
            continue
        first = min(box.left, partner.left)
        rows = [
            label
            for label in labels
            if label.piece.word in sided and label.box.top > box.middle and _begins_before(label.box, first)
        ]
        mine: dict[int, list[Place]] = {}
        for place in places:
            near = [label for label in rows if _is_row_of(label, place)]
            if near and place.segments and _away(place.box, box) < _away(place.box, partner):
                label = min(near, key=lambda label: abs(label.box.middle - place.box.middle))
                mine.setdefault(id(label), []).append(place)
        found += [
            (label, sided[label.piece.word][side], sorted(mine[id(label)], key=lambda place: place.box.top))
            for label in rows
            if id(label) in mine
        ]
    return found


def _in_rows(
    labels: Sequence[Label], places: Sequence[Place], captions: Sequence[tuple[str, Box]]
) -> list[tuple[Label, str, list[Place]]]:
    """The labels at whose right both captions stand, one above the other, each with the cell behind a caption."""
    sided = words().sided
    found = []
    for label in labels:
        mine = [
            (side, box)
            for side, box in captions
            if label.piece.word in sided
            and label.box.top < box.middle < label.box.bottom
            and 0 <= box.left - label.box.right + 9 < label.box.wide
        ]
        if sorted(side for side, _ in mine) != ["former", "new"]:
            continue
        for side, box in mine:
            behind = [place for place in places if place.segments and place.box.left >= box.right - 9]
            row = [place for place in behind if box.top < place.box.middle < box.bottom and place.cell != OUTSIDE]
            if row:
                found.append((label, sided[label.piece.word][side], [min(row, key=lambda place: place.box.left)]))
    return found


def _begins_before(box: Box, first: float) -> bool:
    """Whether a label stands before the columns: a 続柄 that is 世帯主, somewhere beneath 旧, heads no row of them."""
    return box.left + box.right < 2 * first


def _is_row_of(label: Label, place: Place) -> bool:
    """Whether a place stands in the row of a label; two lines of a value straddle it."""
    if place.box.left < label.box.right - 2:
        return False
    lines = [each.em for each in place.segments] or [label.segment.em]
    return place.box.beside(label.box) or abs(place.box.middle - label.box.middle) < 1.1 * max(lines)


def _away(one: Box, other: Box) -> float:
    return abs(one.left + one.right - other.left - other.right) if one.across(other) <= 0 else 0.0
