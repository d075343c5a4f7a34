"""Labels that a legend holds: cells have ① to ⑰ in their corner, and the foot says ① 従来の住所 ② 方書 and so on.

A number of two digits in a small circle is misread more often than not (⑬ as ③, ① or 13), so numbers are told by their
order: each is the next one, or one from which the order goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.restated import saying, squeezed
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import is_of_person

MIN_ENTRIES = 5
"""So many numbered labels, one behind another, are a legend, and so many numbers in corners stand for it."""
MIN_KNOWN = 0.5
"""The share of a legend's entries that must be labels that we know."""
CORNER_HEIGHTS = 1.0
"""How far from the sides of its cell a number in its corner stands, in its own heights."""
MIN_STEPS = 0.75
"""The share of a legend's numbers that must be the next one: a few may not have been found."""
COLUMN_EM = 3.0
"""How far apart the numbers of one column of a legend begin, at most."""
_MARK = re.compile("[①-⑳0-9]{1,2}")
_CIRCLED = re.compile("[①-⑳]")
_ENTRY = re.compile("([①-⑳]{1,2}[0-9]?|[0-9][①-⑳]|[0-9]{1,2})[.:)]?(?=[^0-9①-⑳])([^①-⑳]*)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A numbered label of a legend.

    Attributes:
        digits: its number as read.
        text: the label.
        mark: the segment that begins with the number.
        lines: the segments that it is made of.
    """

    digits: str
    text: str
    mark: Segment
    lines: tuple[Segment, ...]

    @property
    def target(self) -> str:
        """What the label names; nothing where nobody knows it."""
        line = replace(self.lines[-1], glyphs=squeezed(self.lines[-1], self.text))
        return next((piece.target for piece in find_pieces(line) if piece.word and piece.target), "")


def with_labels_of_legend(segments: Sequence[Segment], ruling: Ruling) -> list[Segment]:
    """The segments, each number in a cell's corner as the label that a legend gives it, and without that legend."""
    for cell in dict.fromkeys(segment.cell for segment in segments):
        entries = _entries([segment for segment in segments if segment.cell == cell])
        if len(entries) < MIN_ENTRIES:
            continue
        labels = _numbered(entries)
        known = sum(bool(entry.target) for entry in entries)
        marks = [
            each for each in segments if each.cell not in (cell, OUTSIDE) and _is_in_corner(each, segments, ruling)
        ]
        if known >= MIN_KNOWN * len(entries) and labels and len(marks) >= MIN_ENTRIES:
            return _labelled(segments, marks, labels, {id(line) for entry in entries for line in entry.lines})
    return list(segments)


def _digits(text: str) -> str:
    """A number in a circle or in none as digits: 1④ is 14."""
    return unicodedata.normalize("NFKC", text)


def _entries(segments: Sequence[Segment]) -> list[_Entry]:
    """The numbered labels of a cell, in no order; a label may be a segment of its own behind its number."""
    found = []
    for segment in segments:
        text = segment.text
        if _MARK.fullmatch(text):
            beside = [
                each for each in segments if same_row(each, segment) and each.left > segment.right - segment.em / 2
            ]
            if beside:
                label = min(beside, key=lambda each: each.left)
                found += [_Entry(_digits(text), label.text, segment, (segment, label))]
        elif _ENTRY.match(text):
            for match in _ENTRY.finditer(text):
                mark = segment.part(match.start(), match.end()) if len(text) == len(segment.glyphs) else segment
                found.append(_Entry(_digits(match[1]), match[2], mark, (segment,)))
    return found


def _numbered(entries: Sequence[_Entry]) -> dict[int, _Entry]:
    """The labels by their numbers, down the columns or along the rows, whichever order the numbers have."""
    columns: list[list[_Entry]] = []
    for entry in sorted(entries, key=lambda entry: entry.mark.left):
        if columns and entry.mark.left - columns[-1][0].mark.left < COLUMN_EM * entry.mark.em:
            columns[-1].append(entry)
        else:
            columns.append([entry])
    down = [entry for column in columns for entry in sorted(column, key=lambda entry: entry.mark.middle)]
    rows = sorted(entries, key=lambda entry: (round(entry.mark.middle / entry.mark.em), entry.mark.left))
    orders = [(_in_order([entry.digits for entry in order], ()), order) for order in (down, rows)]
    numbers, order = max(orders, key=lambda each: _steps(each[0]))
    if None in numbers or _steps(numbers) < MIN_STEPS * (len(numbers) - 1):
        return {}
    return {number: entry for number, entry in zip(numbers, order, strict=True) if number}


def _steps(numbers: Sequence[int | None]) -> int:
    """How many numbers are the next one after that before them."""
    return sum(one is not None and other == one + 1 for one, other in pairwise(numbers))


def _in_order(read: Sequence[str], repeating: Collection[int], last: int = 20) -> list[int | None]:
    """Numbers as they follow each other, None where one goes backwards.

    Args:
        read: their digits, of two of which one may be lost; nothing where none was read.
        repeating: those that come again with each person.
        last: the largest.
    """
    found: list[int | None] = []
    before = 0
    for digits in read:
        may = [number for number in range(1, last + 1) if not digits or _may_be(digits, number)]
        # The next one, or else the first behind it, or else where the next person begins.
        ahead = [number for number in may if number > before]
        again = [number for number in may if number in repeating and number <= before]
        number = before + 1 if before + 1 in may else next(iter([*again, *ahead] if digits else []), None)
        found.append(number)
        before = number or before
    return found


def _may_be(digits: str, number: int) -> bool:
    """Whether a number may have been read as some digits: 13 as 3, as 1 or as 13."""
    said = str(number)
    return digits == said or (len(said) == 2 and len(digits) == 1 and digits in said)


def _is_in_corner(segment: Segment, segments: Sequence[Segment], ruling: Ruling) -> bool:
    """Whether a segment is a number in the upper left corner of its cell, or what was read for one there."""
    cell, high = ruling.cells[segment.cell], segment.bottom - segment.top
    if max(segment.left - cell.left, segment.top - cell.top) >= CORNER_HEIGHTS * high:
        return False
    # A number that nothing follows in its cell may count people.
    followed = any(
        each.cell == segment.cell and each is not segment and each.right > segment.right for each in segments
    )
    return _CIRCLED.fullmatch(segment.text) is not None or (
        followed and (_MARK.fullmatch(segment.text) is not None or len(segment.text) == 1)
    )


def _labelled(
    segments: Sequence[Segment], marks: Sequence[Segment], labels: dict[int, _Entry], legend: Collection[int]
) -> list[Segment]:
    """The segments, marks as their labels, and without a legend."""
    rows = _in_rows(marks)
    digits = [_digits(mark.text) if _MARK.fullmatch(mark.text) else "" for mark in rows]
    repeating = {number for number, entry in labels.items() if is_of_person(entry.target)}
    numbers = _in_order(digits, repeating, max(labels))
    told = {
        id(mark): saying(mark, labels[number].text)
        for mark, number in zip(rows, numbers, strict=True)
        if number in labels
    }
    return [told.get(id(each), each) for each in segments if id(each) not in legend]


def _in_rows(marks: Sequence[Segment]) -> list[Segment]:
    """Marks row by row; rows of a skewed form are told by their neighbours."""
    rows: list[list[Segment]] = []
    for mark in sorted(marks, key=lambda mark: mark.middle):
        row = next((row for row in rows if abs(row[-1].middle - mark.middle) < mark.bottom - mark.top), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return [mark for row in rows for mark in sorted(row, key=lambda mark: mark.left)]
