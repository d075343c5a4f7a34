"""What is a label on a page and what is the place of a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.arranging.labels.pieces import Piece, find_pieces
from forms.certificate.arranging.places.nodes import Box, Label, Place, box_of
from forms.certificate.arranging.places.torn import is_in_date, with_dates, with_halves, with_readings, with_wrapped
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, are_one_line
from forms.certificate.words.catalogue import KANA, NAME, normalise, words
from forms.certificate.words.numbering import is_age, is_headcount, is_heading, is_numbering
from forms.scripts import HALF_WIDTH_KATAKANA, HIRAGANA, KANJI, KATAKANA

APART_EM = 3.5
"""White at which a line is two texts, whatever was taken for one."""
_UNITS = "年月日丁番号階条線区棟室歳人枚回"
"""What a number at the beginning of another value may count."""
TOUCHING_EM = 0.5
"""Less white than this is between フリガナ and 氏名 where both are one label."""


def labels_alone(cells: dict[int, list[Segment]]) -> dict[int, list[Piece]]:
    """The cells that hold nothing but labels."""
    return {index: found for index, rows in cells.items() if index != OUTSIDE and (found := labels_of(rows))}


def find_nodes(
    cells: dict[int, list[Segment]], heads: dict[int, list[Piece]], demoted: set[int], ruling: Ruling
) -> tuple[list[Label], list[Place]]:
    """All labels and all places of a page.

    Args:
        cells: cell → its text, OUTSIDE included.
        heads: cells that hold nothing but labels.
        demoted: cells in which what looks like a label is a value.
    """
    labels: list[Label] = []
    places: list[Place] = []
    cells, inner = _with_combs(cells, ruling)
    for index, cell in enumerate(ruling.cells):
        if index in inner:
            continue
        box = Box(cell.left, cell.top, cell.right, cell.bottom)
        rows = cells.get(index, [])
        if index in heads:
            labels += _head(heads[index], box, index)
            continue
        pieces = [piece for row in rows for piece in find_pieces(row)]
        if index in demoted or not any(piece.target is not None for piece in pieces):
            places.append(Place(tuple(piece.segment for piece in pieces) or tuple(rows), box, index))
        else:
            _mixed(pieces, index, labels, places)
    pieces = [piece for row in cells.get(OUTSIDE, []) for piece in find_pieces(row)]
    _mixed(pieces, OUTSIDE, labels, places)
    labels, places = _without_readings(labels), with_dates(with_halves(places))
    if not any(label.target == KANA for label in labels):
        places = with_readings(places)
    return labels, with_wrapped(places, labels)


def _with_combs(cells: dict[int, list[Segment]], ruling: Ruling) -> tuple[dict[int, list[Segment]], set[int]]:
    """The text of each cell, with that of boxes for single characters in it; and those boxes."""
    found, inner = dict(cells), set()
    for index in ruling.combs:
        comb = ruling.cells[index]
        around = [other for other, cell in enumerate(ruling.cells) if cell.holds(comb)]
        if around:
            other = min(around, key=lambda at: ruling.cells[at].bottom - ruling.cells[at].top)
            found[other] = [*found.get(other, []), *found.pop(index, [])]
            inner.add(index)
    return found, inner


def _without_readings(labels: list[Label]) -> list[Label]:
    """フリガナ氏名 is the label of names with their readings above them: the names' label stands for both."""
    names = [label for label in labels if label.target == NAME and not label.together]

    def touches(label: Label, name: Label) -> bool:
        if label.cell != name.cell or label.within != name.within or label.together:
            return False
        if label.segment is name.segment:
            return label.target == KANA
        gap = max(name.segment.left - label.segment.right, label.segment.left - name.segment.right)
        return label.box.beside(name.box) and gap < TOUCHING_EM * name.segment.em

    return [
        label
        for label in labels
        if label.target not in (KANA, NAME)
        or not any(touches(label, name) for name in names if label.target == KANA or _is_before(label, name))
    ]


def _is_before(label: Label, other: Label) -> bool:
    """Whether a label stands right before another one on its line: 氏名（フリガナ）氏名 names the same thing twice."""
    return label.segment.line is other.segment.line and label.box.left < other.box.left


def _mixed(pieces: Sequence[Piece], within: int, labels: list[Label], places: list[Place]) -> None:
    for at, piece in enumerate(pieces):
        if piece.target is not None:
            # Prose is a label that has no word: nothing beneath it or beside it is a value.
            label = Label(piece, box_of(piece.segment), OUTSIDE, within)
            if at and labels and labels[-1].piece is pieces[at - 1] and _are_joined(pieces[at - 1], piece):
                if labels[-1].target == label.target and not labels[-1].joined:
                    # 戸籍の表示　本籍 is one label and its caption: they share no value.
                    labels[-1] = label
                    continue
                group = (*(labels[-1].joined or (labels[-1],)), label)
                for each in group:
                    each.joined = group
            labels.append(label)
        elif not _is_no_value(piece.segment.text) or is_in_date(piece.segment, (each.segment for each in pieces)):
            parts = _apart(uncounted(piece.segment))
            places += [Place((each,), box_of(each), OUTSIDE, within) for each in parts]


def uncounted(segment: Segment) -> Segment:
    """A name or a reading without the number of the person before it: 01 カンザキ レイ, （ア）林　志津, 2 SILVA."""
    texts = [glyph.text for glyph in segment.glyphs]
    for end in range(1, min(MAX_ITEM, len(texts)) + 1):
        if _ITEM.fullmatch("".join(texts[:end])) and _NAMED.fullmatch("".join(texts[end:])):
            return segment.part(end, len(texts))
    end = next((at for at, glyph in enumerate(segment.glyphs) if not glyph.text.isdecimal()), 0)
    if not 0 < end <= MAX_COUNT_DIGITS:
        return segment
    apart = _NAMED.fullmatch(segment.text[end:]) and segment.gap_before(end) >= COUNT_GAP_EM
    return segment.part(end, len(segment.glyphs)) if apart or _SAID.fullmatch(segment.text[end:]) else segment


MAX_COUNT_DIGITS, COUNT_GAP_EM = 2, 0.3
"""How many digits the number of a person has, and the white behind it at least, in em."""
MAX_ITEM = 4
"""How many characters what counts people in brackets has at most: （12）."""
_ITEM = re.compile("[(（](?:[A-Zア-ンＡ-Ｚ]|[0-9０-９]{1,2})[)）]|[①-⑳]")
# Half-width kana are read with the sign of ガ as a quotation mark behind カ.
_SAID = re.compile(f'[{HIRAGANA}{KATAKANA}{HALF_WIDTH_KATAKANA}"”゛]{{2,}}')
_NAMED = re.compile(f"(?![{_UNITS}])[{KANJI}{HIRAGANA}{KATAKANA}]{{2,}}|[A-ZＡ-Ｚ][-A-ZＡ-Ｚ.,'’]{{3,}}")


def _is_no_value(text: str) -> bool:
    """Whether a text only counts, says who comes next, that nobody does, how many there are or how old somebody is, or
    is the title."""
    told = (is_numbering, is_heading, is_headcount, is_age)
    return any(says(text) for says in told) or normalise(text) in words().titles or words().closes(normalise(text))


def _are_joined(one: Piece, other: Piece) -> bool:
    """Whether two labels of one line have only the mark that joins them between them, and that is no colon."""
    first, second = one.segment, other.segment
    white = (second.left - first.right) / first.em
    apart = max(white, _white_in_pitch(first, second)) > MIN_JOIN_EM and white < MAX_JOIN_EM
    joined = first.line is second.line and first.quad is second.quad and apart
    return joined and not one.colon  # 国保: 無　年金: 　介護: 有, of which one is left empty


def _white_in_pitch(first: Segment, second: Segment) -> float:
    """The white between two labels, by how far apart the characters of the first one are: beside a large name their
    line's em is not theirs."""
    pitches = [after.x - before.x for before, after in pairwise(first.glyphs)]
    pitch = min(first.em, median(pitches)) if pitches else 0.0
    if pitch <= 0:
        return 0.0  # one character, or such as stand on each other
    return (second.glyphs[0].x - first.glyphs[-1].x) / pitch - 1


MIN_JOIN_EM, MAX_JOIN_EM = 0.2, 2.5
"""Room for ・, ／ or 及び."""


def _apart(segment: Segment) -> list[Segment]:
    """A line taken apart at its very wide gaps: characters of several columns come as one line now and then."""
    cuts = [at for at in range(1, len(segment.glyphs)) if segment.gap_before(at) >= APART_EM]
    edges = [0, *cuts, len(segment.glyphs)]
    return [segment.part(start, end) for start, end in zip(edges, edges[1:], strict=False)]


def _head(pieces: Sequence[Piece], cell: Box, index: int) -> list[Label]:
    """The labels of a cell, each with a part of it."""
    if len(pieces) == 1:
        return [Label(pieces[0], cell, index, OUTSIDE, True)]
    if not are_one_line([piece.segment for piece in pieces]):
        found = [Label(piece, cell, index, OUTSIDE, True) for piece in pieces]
        for label in found:
            label.together = tuple(found)
        return found
    return [
        Label(piece, Box(piece.segment.left, cell.top, piece.segment.right, cell.bottom), index) for piece in pieces
    ]
