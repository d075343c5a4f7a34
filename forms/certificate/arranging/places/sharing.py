"""What stands in one place shared out among the labels that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.places.nodes import Label, Place, are_stacked
from forms.certificate.arranging.text.fitting import NEVER, fit, is_nothing
from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import KANA, NAME, normalise, normalised, words

MIN_SPLIT_EM = 0.5
"""White that may part two values in the cell of two labels."""
MARKS = frozenset("/／・･·|｜")
"""What stands between two values of a place: 男／長男."""
LIKE_STROKE = "ノ"
"""What a stroke is taken for where it is set as wide as kana."""


def shares(found: Sequence[Place], labels: Sequence[Label]) -> list[list[Segment]]:
    """The text of places for each label: in lines where the labels stand above each other, otherwise side by side."""
    if len(labels) == 1:
        return [_lines(found)]
    if are_stacked([label.segment for label in labels]):
        return _above_each_other(found, labels)
    rows = rows_of(labels)
    if len(rows) > 1:
        return [
            share
            for row, lines in zip(rows, _by_height(found, len(rows)), strict=True)
            for share in _of_row(lines, row)
        ]
    return _side_by_side(_lines(found), labels)


def rows_of(labels: Sequence[Label]) -> list[list[Label]]:
    """The labels of a cell, which come in reading order, by the lines they stand in: 生年月日 above 性別・続柄."""
    rows: list[list[Label]] = []
    for label in labels:
        if rows and same_row(rows[-1][0].segment, label.segment):
            rows[-1].append(label)
        else:
            rows.append([label])
    return rows


def _of_row(lines: list[Segment], labels: Sequence[Label]) -> list[list[Segment]]:
    return _side_by_side(lines, labels) if len(labels) > 1 and lines else [lines, *([] for _ in labels[1:])]


def may_be_mixed(found: Sequence[Place], labels: Sequence[Label]) -> bool:
    """Whether one label may have another one's text: lines of labels that stand above each other may have shifted where
    they are fewer and these fields have the same few words (有 無); a text that could not be divided may be of both."""
    lines = len(_lines(found))
    if len(labels) < 2 or not lines:
        return False
    rows = rows_of(labels)
    if len(rows) == 1:
        return sum(map(bool, shares(found, labels))) < 2
    if len(rows) < len(labels) and lines >= len(rows) and all(shares(found, labels)):
        return False  # 無／第2号 above －／有, each parted as its line of labels is
    known = [words().told(label.target) for label in labels]
    return lines < len(labels) and all(known) and bool(frozenset.intersection(*known))


def have_cells_in_turn(cells: Sequence[Place], labels: Sequence[Label]) -> bool:
    """Whether labels side by side in one cell have a cell each, in their order: 性別・続柄 | 男 | 世帯主.

    Columns of people have all values of each in one cell, which then can be shared out.
    """
    count = len(labels)
    if count < 2 or not cells or len(cells) % count or len(rows_of(labels)) > 1:
        return False
    if any(all(shares([cell], labels)) for cell in cells):
        return False
    suit = [fit(labels[at % count].target, cell.text) for at, cell in enumerate(cells)]
    return min(suit) > NEVER and any(not is_nothing(cell.text) for cell in cells)


def _lines(found: Sequence[Place]) -> list[Segment]:
    return [segment for place in found for segment in place.segments]


def _above_each_other(found: Sequence[Place], labels: Sequence[Label]) -> list[list[Segment]]:
    """Names and readings by their looks, all else by height; two lines that were read as one, 妻 above 女, by the few
    words that they can be."""
    count = len(labels)
    parts: list[list[Segment]] = [[] for _ in range(count)]
    targets = [label.target for label in labels]
    if sorted(targets) == [KANA, NAME]:
        lines = _lines(found)
        kanji = [segment for segment in lines if fit(KANA, segment.text) <= 0]
        for segment in lines:
            kana = fit(KANA, segment.text) > 0 and (len(lines) > 1 or fit(NAME, segment.text) <= 0)
            # さおり behind 大川内 is a given name, however much it looks like a reading.
            kana = kana and not any(same_row(segment, other) for other in kanji)
            parts[targets.index(KANA if kana else NAME)].append(segment)
        return parts
    told = as_told(_lines(found), labels)
    return [[part] for part in told] or _by_height(found, count)


def _by_height(found: Sequence[Place], count: int) -> list[list[Segment]]:
    """The lines of places in so many rows of one height each."""
    parts: list[list[Segment]] = [[] for _ in range(count)]
    top, bottom = (min(place.box.top for place in found), max(place.box.bottom for place in found)) if found else (0, 0)
    for segment in _lines(found):
        at = int((segment.middle - top) / max(1.0, bottom - top) * count)
        parts[min(max(at, 0), count - 1)].append(segment)
    return parts


def _side_by_side(lines: list[Segment], labels: Sequence[Label]) -> list[list[Segment]]:
    """Parted at marks, or else at the widest white; undivided where it cannot be told whose what is."""
    parts = [part for line in lines for part in _at_marks(line)]
    if len(parts) != len(labels):
        parts = as_told(lines, labels) or parts
    if len(parts) != len(labels):
        parts = _at_white(lines, len(labels))
        if any(fit(label.target, part.text) <= NEVER for label, part in zip(labels, parts, strict=False)):
            # 転出先(予定) and 住所 may be one label: of 荻窪２－１１－２０ no －２０ is another one's.
            parts = lines
    if len(parts) == len(labels):
        return [[_without_stroke(part, label)] for part, label in zip(parts, labels, strict=True)]
    whole = text_of(parts)
    whose = max(labels, key=lambda label: fit(label.target, whole))
    return [parts if label is whose else [] for label in labels]


def _without_stroke(part: Segment, label: Label) -> Segment:
    """A value without the stroke behind it that was taken for a kana: 女ノ is 女 where 性別 has it."""
    known = normalised(words().told(label.target))
    alone = part.text.endswith(LIKE_STROKE) and normalise(part.text.removesuffix(LIKE_STROKE)) in known
    return part.part(0, len(part.glyphs) - 1) if alone else part


def as_told(lines: Sequence[Segment], labels: Sequence[Label | Hit]) -> list[Segment]:
    """A line parted where the two parts are values of two labels that have only a few each, as 男夫 is 男 and 夫, and
    女ノ妻 with the stroke between them taken for a kana; none where it can be parted so nowhere, or in two ways."""
    if len(lines) != 1 or len(labels) != 2:
        return []
    known = [normalised(words().told(label.target)) for label in labels]
    line, count = lines[0], len(lines[0].glyphs)
    parts = [
        (line.part(0, at), line.part(at + (line.glyphs[at].text == LIKE_STROKE and at + 1 < count), count))
        for at in range(1, count)
    ]
    told = [
        pair for pair in parts if all(normalise(one.text) in values for one, values in zip(pair, known, strict=True))
    ]
    return list(told[0]) if len(told) == 1 else []


def parted_between(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, a text of one of two labels beside each other that is a value of each shared out, in doubt, where the
    other one has none: 女妻 beside 性別 and 続柄 that were read as two, and their values as one."""
    found = list(hits)
    for at, (one, other) in enumerate(pairwise(hits)):
        spots = [spot for hit in (one, other) for spot in hit.spots if spot.segments]
        if len(one.spots) != 1 or len(other.spots) != 1 or len(spots) != 1 or not same_row(one.label, other.label):
            continue
        owner = one if one.has_text else other
        if normalise(spots[0].text) in normalised(words().told(owner.target)):
            continue  # 第1号被保険者 is one word, though 被保険者 is one of the label beside it
        parts = as_told(spots[0].segments, (one, other))
        for hit, part in zip((one, other), parts, strict=False):
            spot = replace(spots[0], segments=(part,))
            found[at if hit is one else at + 1] = replace(hit, spots=(spot,), clear=False)
    return found


def _at_white(lines: Sequence[Segment], count: int) -> list[Segment]:
    """Lines parted at their widest white until they are as many as asked for, or no white is wide."""
    parts = list(lines)
    while len(parts) < count:
        gaps = [
            (part.gap_before(at), number, at) for number, part in enumerate(parts) for at in range(1, len(part.glyphs))
        ]
        widest = max(gaps, default=(0.0, 0, 0))
        if widest[0] < MIN_SPLIT_EM:
            break
        _, number, at = widest
        parts[number : number + 1] = [parts[number].part(0, at), parts[number].part(at, len(parts[number].glyphs))]
    return parts


def _at_marks(segment: Segment) -> list[Segment]:
    """A text parted at the marks that stand between two values."""
    marks = [at for at, glyph in enumerate(segment.glyphs) if glyph.text in MARKS]
    edges = zip([-1, *marks], [*marks, len(segment.glyphs)], strict=True)
    return [segment.part(start + 1, end) for start, end in edges if end > start + 1]
