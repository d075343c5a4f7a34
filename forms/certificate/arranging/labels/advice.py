"""Advice printed beside or below what a certificate says: sentences that run over several lines, lists of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.text.prose import is_example, is_prose
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import normalise

SPACED_HEIGHTS = 1.2
"""White between two lines of one piece of advice at most, in heights of a line."""
ALIGNED_EM, HANGING_EM = 0.6, 1.5
"""By how much lines of a sentence begin elsewhere, and by how much more where the first one has a bullet."""
BESIDE_EM = 4.0
"""White within a line of an example at most."""
SAME_EM = 0.15
"""By what share the sizes of two lines of a sentence differ at most, as they are measured."""
MIN_SENTENCES = 2
"""So many sentences make a list: what else it counts with the same bullet is advice, too."""
_ENDED = re.compile("[。.)るたすんいと]$")
"""What a sentence ends in; one that goes on with these is taken for one that ends."""
_BULLET = re.compile("[・※●○■□◆◇*＊]")


def without_advice(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without lines that only go on with a sentence or stand in a list of advice.

    The sentences' first lines stay: what is known to be prose keeps labels and values apart.
    """
    prose = [segment for segment in segments if is_prose(normalise(segment.text))]
    gone: set[int] = set()
    for sentence in prose:
        last = sentence
        while not _ENDED.search(last.text) and (line := _line_below(last, segments)):
            gone.add(id(line))
            if is_example(normalise(sentence.text)):
                gone |= {id(each) for each in _beside(line, segments)}
            last = line
    sentences = {id(segment) for segment in prose}
    for block in _lists(segments, gone):
        if sum(id(segment) in sentences for segment in block) >= MIN_SENTENCES:
            gone |= {id(segment) for segment in block} - sentences
    return [segment for segment in segments if id(segment) not in gone or id(segment) in sentences]


def _beside(line: Segment, segments: Sequence[Segment]) -> list[Segment]:
    """What goes on behind a line in the same type: 昭和55年1月1日　続柄 世帯主."""
    found, last = [], line
    for each in sorted(segments, key=lambda each: each.left):
        near = 0 < each.left - last.right < BESIDE_EM * line.em
        if each.cell == line.cell and near and same_row(line, each) and abs(each.em - line.em) < SAME_EM * line.em:
            found.append(each)
            last = each
    return found


def _line_below(line: Segment, segments: Sequence[Segment]) -> Segment | None:
    """The line right beneath a line that goes on where it ends, if there is one and no label begins it."""
    high = line.bottom - line.top
    hanging = HANGING_EM if _BULLET.match(line.text) else ALIGNED_EM
    found = [
        each
        for each in segments
        if each.cell == line.cell
        and -0.3 * high < each.top - line.bottom < SPACED_HEIGHTS * high
        and each.middle > line.bottom
        and -ALIGNED_EM * line.em < each.left - line.left < hanging * line.em
        and abs(each.em - line.em) < SAME_EM * line.em
        and each.right < line.right + ALIGNED_EM * line.em
    ]
    below = min(found, key=lambda each: each.top, default=None)
    if below is None or any(piece.word for piece in find_pieces(below)):
        return None
    return below


def _lists(segments: Sequence[Segment], wrapped: set[int]) -> list[list[Segment]]:
    """Lines that begin with the same bullet at the same place, each below the one before but for wrapped lines."""
    lists: list[list[Segment]] = []
    reach: list[float] = []
    for segment in sorted(segments, key=lambda each: each.top):
        high = segment.bottom - segment.top
        for at, block in enumerate(lists):
            first = block[0]
            near = segment.top - reach[at] < SPACED_HEIGHTS * high and segment.cell == first.cell
            if near and id(segment) in wrapped and abs(segment.left - first.left) < HANGING_EM * first.em:
                reach[at] = segment.bottom
            elif near and segment.text[:1] == first.text[:1] and abs(segment.left - first.left) < ALIGNED_EM * first.em:
                block.append(segment)
                reach[at] = segment.bottom
                break
        else:
            if _BULLET.match(segment.text):
                lists.append([segment])
                reach.append(segment.bottom)
    return lists
