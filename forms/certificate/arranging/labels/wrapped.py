"""Labels that were broken into lines: found as a text a line, and put together here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.certificate.arranging.labels.assembly import (
    Assembled,
    assembled,
    bare_label,
    is_told_beneath,
    opened,
    put_together,
)
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import KANA, Words, are_name_and_reading, normalise, words
from forms.certificate.words.numbering import is_numbering


def join_wrapped(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, with each label that was broken into lines as one."""
    # A first line may come after its second one in reading order where both are short.
    return assembled(segments, _wrapped_from)


def _wrapped_from(segments: Sequence[Segment], at: int, done: Collection[int]) -> Assembled | None:
    """The longest label whose first line is a segment."""
    catalogue = words()
    text, closing = opened(bare_label(segments[at]))
    text = _behind_label(text, catalogue)
    best, lines, used = None, [segments[at]], [at]
    while len(lines) < MAX_LINES and text in catalogue.beginnings:
        below = [
            (other.top, number)
            for number, other in enumerate(segments)
            if number not in done and number not in used and _goes_on(lines[-1], other)
        ]
        if not below:
            break
        number = min(below)[1]
        if _are_items(lines[-1], segments[number], segments) or is_told_beneath(lines, segments[number]):
            break
        lines, used = [*lines, segments[number]], [*used, number]
        text += normalise(lines[-1].text).rstrip(":")
        # フリガナ above 氏名 are two labels, and not one for readings.
        two = are_name_and_reading([bare_label(line).rstrip(":") for line in lines])
        if text.removesuffix(closing) in catalogue.targets and not two:
            best = Assembled(used, [_in_one_line(lines)])
    return best


MAX_LINES = 4
MAX_LINE_GAP = 0.5
"""White between two lines of a label, in heights of a line."""


def _behind_label(text: str, catalogue: Words) -> str:
    """What follows a whole label on its line and may go on in the next one, or the text as it is: ふりがな氏 and 名."""
    if text in catalogue.beginnings:
        return text
    ends = (end for end in range(len(text) - 1, 1, -1) if text[:end] in catalogue.targets)
    return next((text[end:] for end in ends if text[end:] in catalogue.beginnings), text)


def _goes_on(above: Segment, below: Segment) -> bool:
    if below.cell != above.cell:
        return False
    high = above.bottom - above.top
    sizes = below.em / above.em, (below.bottom - below.top) / high  # either may be off where a line is short
    across = min(above.right, below.right) - max(above.left, below.left)
    gap = below.top - above.bottom
    return (
        -0.5 * high < gap < MAX_LINE_GAP * high
        and below.middle > above.middle + 0.5 * high
        and across > 0.6 * min(above.right - above.left, below.right - below.left)
        and any(0.8 < size < 1.25 for size in sizes)
    )


def _are_items(first: Segment, second: Segment, segments: Sequence[Segment]) -> bool:
    """Whether two labels beneath each other are one item of a list each: counted each, or each with its own value."""
    if not all(bare_label(label).rstrip(":").strip("()") in words().targets for label in (first, second)):
        return False
    counted = any(
        is_numbering(each.text) and each.right <= second.left and same_row(each, second) and not same_row(each, first)
        for each in segments
    )
    own = [_level_with(label, segments) for label in (first, second)]
    if counted or first.cell != OUTSIDE:
        return counted or _suit_their_own((first, second), own)
    if own[0] and bare_label(second).startswith("("):
        return True  # （方書） beneath 転出先, with nothing behind it
    # The two lines of one value, a name and the reading above it say, are not as level with the label's.
    return all(own) and not any(fit(KANA, text) >= SUITS for text in own)


def _suit_their_own(labels: Sequence[Segment], own: Sequence[str]) -> bool:
    """Whether each of two labels has a text that suits it and not the other one: 住所 above 方書 in a table whose rows
    no rule parts. Of the two lines of an address each suits 転出先 as well as 住所 beneath it."""
    targets = [words().targets[bare_label(label).rstrip(":").strip("()")] for label in labels]
    fits = [[fit(target, text) for target in targets] for text in own if text]
    return len(fits) == 2 and all(fits[at][at] >= MAY > fits[at][1 - at] for at in (0, 1))


def _level_with(label: Segment, segments: Sequence[Segment]) -> str:
    """The nearest text behind a label whose middle is as high as the label's; none where there is none."""
    near = [
        each
        for each in segments
        if each.left > label.right and abs(each.middle - label.middle) < LEVEL_HEIGHTS * (label.bottom - label.top)
    ]
    return min(near, key=lambda each: each.left).text if near else ""


LEVEL_HEIGHTS = 0.2
"""How far the middles of a label and of a value on its line are from each other at most, in heights of the label."""


def _in_one_line(lines: Sequence[Segment]) -> Segment:
    """The characters of several lines, side by side over the place of all."""
    whole = put_together(lines)
    (left, _), (right, _) = whole.quad[0], whole.quad[1]
    step = (right - left) / len(whole.glyphs)
    glyphs = tuple(replace(glyph, x=float(left + (at + 0.5) * step)) for at, glyph in enumerate(whole.glyphs))
    return replace(whole, glyphs=glyphs, em=float(step))
