"""Labels of a character or two, as forms with little room have them: 氏 渡辺　善之, 旧住 鹿島市…, 続 子の妻.

Any of them may begin a value: 氏家 is a surname, 転出 a reason. So they count only where several on a page have what
nothing but their labels would have behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.text.fitting import MAY, SUITS, fit, is_nothing
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.restated import saying
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import FOLLOWS, NAME, normalise, words

MIN_TOLD = 4
"""So many different abbreviations at least have a value that suits them behind them: three may happen by chance in a
form's remarks, which say 転出 and a day."""
_FREE = frozenset({NAME, "householder.former", "householder.new", "register_head", FOLLOWS})
"""What has no form by which it is told."""


def with_abbreviations_told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, abbreviations parted from what follows them and written out: 氏 as 氏名."""
    begun = {id(each): word for each in segments if (word := _begins(each)) and _is_first(each, segments)}
    if len({begun[id(each)] for each in segments if id(each) in begun and _is_told(each, begun[id(each)])}) < MIN_TOLD:
        return list(segments)
    return [part for each in segments for part in _parted(each, begun.get(id(each), ""))]


def _begins(segment: Segment) -> str:
    """The abbreviation that a line begins with, or nothing; 本 of 本籍 is none."""
    word = max((word for word in words().abbreviated if segment.text.startswith(word)), key=len, default="")
    plain = normalise(segment.text)
    whole = any(plain[:end] in words().targets for end in range(len(word) + 1, words().longest + 1))
    return "" if whole else word


def _is_first(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether nothing stands left of a line in its cell."""
    return not any(
        other.cell == segment.cell != OUTSIDE and other.left < segment.left and other is not segment
        for other in segments
    )


def _is_told(segment: Segment, word: str) -> bool:
    """Whether what follows an abbreviation is something that only its label would have."""
    target = words().targets[words().abbreviated[word]]
    return target not in _FREE and fit(target, segment.text[len(word) :]) >= SUITS


def _parted(segment: Segment, word: str) -> list[Segment]:
    """A line in the label that it begins with and the rest; as it is where the rest cannot be its value."""
    if not word:
        return [segment]
    meant, rest = words().abbreviated[word], segment.text[len(word) :]
    target = words().targets[meant]
    if not is_nothing(rest) and fit(target, rest) < MAY:
        return [segment]
    label = saying(segment.part(0, len(word)), meant)
    return [label, segment.part(len(word), len(segment.glyphs))] if rest else [label]
