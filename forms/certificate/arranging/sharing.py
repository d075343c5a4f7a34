"""What stands in one place shared out among the labels that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.fitting import fit
from forms.certificate.arranging.nodes import Label, Place, are_stacked
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import KANA, NAME, words

MIN_SPLIT_EM = 0.5
"""White that may part two values in the cell of two labels."""
MARKS = frozenset("/／・･·|｜")
"""What stands between two values of a place: 男／長男."""


def shares(found: Sequence[Place], labels: Sequence[Label]) -> list[list[Segment]]:
    """The text of places for each label: in lines where the labels stand above each other, otherwise side by side."""
    if len(labels) == 1:
        return [_lines(found)]
    if are_stacked([label.segment for label in labels]):
        return _above_each_other(found, labels)
    return _side_by_side(_lines(found), len(labels))


def may_shift(found: Sequence[Place], labels: Sequence[Label]) -> bool:
    """Whether the lines of labels that stand above each other may have shifted: they are fewer, and these fields have
    the same few words (有 無)."""
    known = [words().told(label.target) for label in labels]
    lines = len(_lines(found))
    alike = len(labels) > 1 and all(known) and bool(frozenset.intersection(*known))
    return alike and 0 < lines < len(labels) and are_stacked([label.segment for label in labels])


def _lines(found: Sequence[Place]) -> list[Segment]:
    return [segment for place in found for segment in place.segments]


def _above_each_other(found: Sequence[Place], labels: Sequence[Label]) -> list[list[Segment]]:
    """Names and readings by their looks, all else by height."""
    count = len(labels)
    parts: list[list[Segment]] = [[] for _ in range(count)]
    targets = [label.target for label in labels]
    if sorted(targets) == [KANA, NAME]:
        lines = _lines(found)
        for segment in lines:
            kana = fit(KANA, segment.text) > 0 and (len(lines) > 1 or fit(NAME, segment.text) <= 0)
            parts[targets.index(KANA if kana else NAME)].append(segment)
        return parts
    top, bottom = (min(place.box.top for place in found), max(place.box.bottom for place in found)) if found else (0, 0)
    for segment in _lines(found):
        at = int((segment.middle - top) / max(1.0, bottom - top) * count)
        parts[min(max(at, 0), count - 1)].append(segment)
    return parts


def _side_by_side(lines: list[Segment], count: int) -> list[list[Segment]]:
    """Parted at marks, or else at the widest white; all of it for the first label where it cannot be told whose what
    is: there no validator will accept it."""
    parts = [part for line in lines for part in _at_marks(line)]
    if len(parts) != count:
        parts = lines
    while len(parts) < count:
        gaps = [
            (part.gap_before(at), number, at) for number, part in enumerate(parts) for at in range(1, len(part.glyphs))
        ]
        widest = max(gaps, default=(0.0, 0, 0))
        if widest[0] < MIN_SPLIT_EM:
            break
        _, number, at = widest
        parts[number : number + 1] = [parts[number].part(0, at), parts[number].part(at, len(parts[number].glyphs))]
    return [[part] for part in parts] if len(parts) == count else [parts, *([] for _ in range(count - 1))]


def _at_marks(segment: Segment) -> list[Segment]:
    """A text parted at the marks that stand between two values."""
    marks = [at for at, glyph in enumerate(segment.glyphs) if glyph.text in MARKS]
    edges = zip([-1, *marks], [*marks, len(segment.glyphs)], strict=True)
    return [segment.part(start + 1, end) for start, end in edges if end > start + 1]
