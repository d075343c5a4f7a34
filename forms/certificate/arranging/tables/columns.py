"""Which column of a row of labels each text beneath it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from forms.certificate.arranging.places.nodes import Box, Label, Place, are_stacked, box_of
from forms.certificate.arranging.places.sharing import as_told, shares
from forms.certificate.arranging.text.fitting import HARDLY, fit, is_nothing
from forms.certificate.data.blanks import room_before
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import KANA, NAME, normalise, words

BLANK_EM = 0.55
"""White in a text at which it may be two values."""


def said_for(target: str, found: Sequence[Place]) -> str:
    """What places say for a label; of a name with its reading above it only the name."""
    lines = [each.text for place in found for each in place.segments]
    if target == NAME and len(lines) == 2 and fit(KANA, lines[0]) > 0:
        return lines[1]
    return "".join(lines)


def in_columns(row: Sequence[Place], level: Sequence[Label]) -> list[list[Place]] | None:
    """The places of a row under each label, in the labels' order; None where they cannot be the values of these."""
    enclosed = all(label.enclosed for label in level)
    split = [(place, _split(place, level)) for place in row]
    parts = [part for _, found in split for part in found]
    # Lines above each other in one cell are in the order of their labels, however short they are.
    centres = {
        id(part): _centre(place if place.cell >= 0 and _are_lines(found) else part)
        for place, found in split
        for part in found
    }
    if enclosed:
        # What stands under none of them is in the column of a label that could not be read.
        parts = [part for part in parts if part.cell < 0 or _is_beneath(part.box, level)]
    parts.sort(key=lambda part: (centres[id(part)], part.box.top, part.box.left))
    if len(level) == 1:
        return [parts]
    # best[at]: the least cost with the last part under the label `at`, and the labels of all parts.
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for number, part in enumerate(parts):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for at, label in enumerate(level):
            away = _away(part.box, label)
            if away is None:
                continue
            if part.cell >= 0 and label.enclosed and label.box.across(part.box) <= 0:
                away += BEYOND
            for last, (cost, labels) in best.items():
                if last > at:
                    continue
                again = last == at and part.box.across(parts[number - 1].box) < 0
                total = cost + away - KIND_WEIGHT * _suits(label, part) + (DOUBLE if again else 0.0)
                if at not in found or total < found[at][0]:
                    found[at] = total, (*labels, at)
        if not found:
            return None
        best = found
    _, labels = min(best.values())
    columns: list[list[Place]] = [[] for _ in level]
    for part, at in zip(parts, labels, strict=True):
        columns[at].append(part)
    return columns


def _centre(place: Place) -> float:
    return place.box.left + place.box.right


def _are_lines(parts: Sequence[Place]) -> bool:
    """Whether parts of a place stand one above the other."""
    return all(one.box.across(two.box) > 0 and not one.box.beside(two.box) for one, two in pairwise(parts))


def _suits(label: Label, part: Place) -> float:
    """How well a text suits a label; of labels that share it, the one of them that its share suits best.

    A single line may be any one's of them, wherever in its cell it stands.
    """
    if not label.together:
        return fit(label.target, part.text)
    if len(part.segments) == 1:
        return max(fit(one.target, part.text) for one in label.together)
    parts = zip(label.together, shares([part], label.together), strict=True)
    texts = [(one.target, text_of(share)) for one, share in parts]
    return max(fit(target, text) for target, text in texts if text or not part.text)


KIND_WEIGHT = 1.0
"""What it is worth, in em, that a value suits its label."""
BEYOND = 4.0
"""What it costs, in em, to take a ruled cell for one of another ruled column."""
DOUBLE = 3.0
"""What it costs, in em, to put a second text beside another under one label."""


def _is_beneath(box: Box, level: Sequence[Label]) -> bool:
    return any(label.box.across(box) > 0.5 * min(label.box.wide, box.wide) for label in level)


def _split(place: Place, level: Sequence[Label]) -> list[Place]:
    """A text that runs over several columns, taken apart where there is white."""
    if len(level) == 1 or not place.segments or words().closes(normalise(place.text)):
        return [place]
    if place.cell >= 0 and len(place.segments) > 1 and len(_spanned(place.box, level)) > 1:
        parts = [Place((each,), box_of(each), place.cell, place.within) for each in place.segments]
        if _is_line_for_each(place, [level[at] for at in _spanned(place.box, level)]):
            return parts
        return [cut for part in parts for cut in _cut(part, level)]
    if place.cell >= 0 and len(_spanned(place.box, level)) <= 1:
        return [place]
    return _cut(place, level)


def _is_line_for_each(place: Place, labels: Sequence[Label]) -> bool:
    """Whether a cell has a line of its own for each of the labels that share one, side by side: beneath 氏名・フリガナ
    stands タカハシ　ケイイチ under 高橋　惠一, and not one half of it under each label."""
    cells = {label.cell for label in labels}
    lines = place.segments
    return len(cells) == 1 and OUTSIDE not in cells and len(lines) == len(labels) and are_stacked(lines)


def _cut(place: Place, level: Sequence[Label]) -> list[Place]:
    segment = place.segments[0]
    if len(place.segments) > 1 or is_nothing(segment.text) and len(_spanned(box_of(segment), level)) < 2:
        return [place]
    spanned = _spanned(box_of(segment), level)
    if len(spanned) < 2:
        parts = _told_apart(segment, level) or [segment]
        return [Place((part,), box_of(part), place.cell, place.within) for part in parts]
    # Cut at the white next to where each further column begins.
    cuts = []
    for at in spanned[1:]:
        before, label = level[at - 1].box, level[at].box
        edge = (before.right + label.left) / 2
        gaps = [
            (abs(segment.glyphs[index].x - segment.em / 2 - max(label.left, edge)), index)
            for index in range(1, len(segment.glyphs))
            if room_before(segment, index) >= BLANK_EM and not _is_number_at(segment, index)
        ]
        if gaps:
            cuts.append(min(gaps)[1])
    parts, start = [], 0
    for end in (*sorted(set(cuts)), len(segment.glyphs)):
        part = segment.part(start, end)
        parts.append(Place((part,), box_of(part), place.cell, place.within))
        start = end
    return parts if _may_be_of(parts, [level[at] for at in spanned], place) else [place]


def _may_be_of(parts: Sequence[Place], labels: Sequence[Label], place: Place) -> bool:
    """Whether parts of a line may be the values of labels; they need not be where each has a column of its own.

    In the cell beneath フリガナ／氏名, SILVA ANA with no reading above it is the name, and SILVA is no reading.
    """
    cells = {label.cell for label in labels}
    return (
        len(cells) > 1
        or OUTSIDE in (place.cell, *cells)
        or all(fit(label.target, part.text) > HARDLY for label, part in zip(labels, parts, strict=False))
    )


def _told_apart(segment: Segment, level: Sequence[Label]) -> list[Segment]:
    """The values of two labels beside each other that were read as one text, each of the few words that its label has;
    none otherwise. 女　妻 stands beneath 性別 where 続柄 is in the middle of its column and 妻 at the beginning."""
    for labels in pairwise(level):
        if any(label.box.across(box_of(segment)) > 0 for label in labels):
            parts = as_told([segment], labels)
            if parts and segment.gap_before(len(parts[0].glyphs)) >= BLANK_EM:
                return parts
    return []


def _is_number_at(segment: Segment, index: int) -> bool:
    """Whether both characters at a gap are figures of one number: half-width figures stand loosely."""
    return all(glyph.text.isdecimal() for glyph in segment.glyphs[index - 1 : index + 1])


def _spanned(box: Box, level: Sequence[Label]) -> list[int]:
    """The labels whose columns a place reaches over by more than an edge."""
    return [at for at, label in enumerate(level) if label.box.across(box) > min(0.5 * label.box.wide, label.segment.em)]


def _away(box: Box, label: Label) -> float | None:
    """How far a place is from where a label's values stand, in em of the label; None where it is too far.

    Values begin where their label does, or are in the middle beneath it; so a label left of a place is nearer than one
    right of it.
    """
    em = label.segment.em
    shared = label.box.across(box)
    if shared > 0.6 * min(box.wide, label.box.wide):
        return 0.0
    away = min(
        LEFT_SHARE * (box.left - label.box.right) if box.left >= label.box.right else abs(label.box.left - box.right),
        abs(label.box.left - box.left),
        abs(label.box.left + label.box.right - box.left - box.right) / 2,
        abs(label.box.right - box.right),
    )
    if shared > 0:
        return min(away, 0.5 * em) / em
    return away / em if away < FAR_EM * em or label.enclosed else None


LEFT_SHARE = 0.6
"""What the white between a label and a place at its right counts: one at the right of it must be much nearer."""
FAR_EM = 14.0
"""Further from its label no value stands beneath a row of labels, in em of the label."""
