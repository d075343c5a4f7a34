"""Labels whose characters are spread over a column (均等割付): found as single characters, and put together here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.arranging.labels.pieces import TIGHT_GAP_EM, WIDE_AFTER_LABEL_EM
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.quads import rectangle
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import KANA, Words, are_name_and_reading, normalise, normalised, words
from forms.certificate.words.numbering import BRACKETS, is_numbering

MAX_PART = 6
"""A part of a spread label is no longer than this; one character is usual, more come of narrow gaps."""
MAX_SPREAD_EM = 14
"""Further from each other no two parts of one label stand."""


def part_at_leaders(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, each that has a row of dots between a label and its value as two.

    On a page with such rows a segment may also begin or end with some of their dots.
    """
    found: list[Segment] = []
    texts = ["".join(glyph.text if len(glyph.text) == 1 else "#" for glyph in segment.glyphs) for segment in segments]
    leader = _LEADER if sum(bool(_LEADER.search(text)) for text in texts) < MIN_LED else _LEADER_OR_END
    for segment, marks in zip(segments, texts, strict=True):
        edges = [0, *(edge for each in leader.finditer(marks) for edge in each.span()), len(marks)]
        parts = [segment.part(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
        found += parts if parts and edges[1] < len(marks) else [segment]
    return found


_DOTS = "…‥⋯.．・･·•"
_LEADER = re.compile("[…‥⋯]{2,}|[.．・･·•]{4,}")
_LEADER_OR_END = re.compile(f"{_LEADER.pattern}|^[{_DOTS}]+|[{_DOTS}]+$")
MIN_LED = 3
"""So many lines with rows of dots make a page with such rows."""


def join_spread(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, with each spread label as one.

    性　　別　女 may have come as 性 and 別　女: what follows the label stays a segment of its own.
    """
    catalogue = words()
    done: set[int] = set()
    joined: list[Segment] = []
    for at, segment in enumerate(segments):
        if at in done:
            continue
        text = normalise(segment.text)
        if len(text) > MAX_PART:
            joined.append(segment)
            continue
        found = _joined(segments, at, catalogue, done)
        if found is None:
            joined.append(segment)
            continue
        label, used, rest = found
        done.update(used)
        joined += [label, rest] if rest else [label]
    return joined


def _joined(
    segments: Sequence[Segment], at: int, catalogue: Words, done: set[int]
) -> tuple[Segment, list[int], Segment | None] | None:
    """The longest label that begins with this segment, what it is made of, and what is left of the last part."""
    parts, used, best = [segments[at]], [at], None
    for other in range(at + 1, len(segments)):
        segment = segments[other]
        if other in done or segment.cell != parts[0].cell:
            continue
        # In reading order a row is whole, from left to right.
        if not same_row(parts[0], segment) or segment.left - parts[-1].right > MAX_SPREAD_EM * parts[0].em:
            break
        parts, used = [*parts, segment], [*used, other]
        first, closing = _opened(_bare(parts[0]))
        before = first + "".join(normalise(part.text) for part in parts[1:-1])
        if before not in catalogue.beginnings:
            break
        plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
        for end in range(1, len(plain) + 1):
            ends = end == len(plain) or plain[end] in ":(" or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM
            ends = ends or plain[end - 1] == closing or _is_value(segment, plain, end, before)
            # 氏名 and フリガナ beside each other are two labels, and not 氏名フリガナ.
            whole = all(normalise(part.text) in catalogue.targets for part in parts[:-1])
            if whole and "".join(plain[:end]) in catalogue.targets:
                continue
            if ends and (before + "".join(plain[:end])).removesuffix(closing) in catalogue.targets:
                rest = segment.part(end, len(plain)) if end < len(plain) else None
                best = _whole([*parts[:-1], segment.part(0, end)]), list(used), rest
    return best


def _is_value(segment: Segment, plain: Sequence[str], end: int, before: str) -> bool:
    """Whether a label's last part ends where what is behind it, with some white, can only be its value: 続 | 柄 妻."""
    target = words().targets.get(before + "".join(plain[:end]))
    return (
        target is not None
        and segment.gap_before(end) >= TIGHT_GAP_EM
        and "".join(plain[end:]) in normalised(words().told(target))
    )


def join_wrapped(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, with each label that was broken into lines as one."""
    catalogue = words()
    done: set[int] = set()
    joined: list[Segment] = []
    for at, segment in enumerate(segments):
        if at in done:
            continue
        text, closing = _opened(_bare(segment))
        best, lines, used = None, [segment], [at]
        text = _behind_label(text, catalogue)
        while len(lines) < MAX_LINES and text in catalogue.beginnings:
            below = [
                (other.top, number)
                for number, other in enumerate(segments)
                if number not in done and number not in used and _goes_on(lines[-1], other)
            ]
            if not below:
                break
            number = min(below)[1]
            if _are_items(lines[-1], segments[number], segments):
                break
            used.append(number)
            lines.append(segments[number])
            text += normalise(lines[-1].text).rstrip(":")
            # フリガナ above 氏名 are two labels, and not one for readings.
            word = text.removesuffix(closing)
            if word in catalogue.targets and not are_name_and_reading([_bare(line).rstrip(":") for line in lines]):
                best = list(lines), list(used)
        if best:
            done.update(best[1])
            joined.append(_in_one_line(best[0]))
        else:
            joined.append(segment)
    # A first line may come after its second one in reading order where both are short.
    return joined


MAX_LINES = 4
MAX_LINE_GAP = 0.5
"""White between two lines of a label, in heights of a line."""


def _bare(segment: Segment) -> str:
    """A label's text without what counts it."""
    return _COUNT.sub("", normalise(_CIRCLED.sub("", segment.text)))


def _opened(text: str) -> tuple[str, str]:
    """A label without the bracket that it begins with and that is left open, and what closes that; what counts the
    label may stand within."""
    closing = BRACKETS.get(text[:1], "")
    if closing and text.count(text[0]) > text.count(closing):
        return _COUNT.sub("", text[1:]), closing
    return text, ""


def _behind_label(text: str, catalogue: Words) -> str:
    """What follows a whole label on its line and may go on in the next one, or the text as it is: ふりがな氏 and 名."""
    if text in catalogue.beginnings:
        return text
    ends = (end for end in range(len(text) - 1, 1, -1) if text[:end] in catalogue.targets)
    return next((text[end:] for end in ends if text[end:] in catalogue.beginnings), text)


_CIRCLED = re.compile("^[①-⑳]")
_COUNT = re.compile(r"^(?:[(【\[〔<]?[0-9]{1,2}[)】\]〕>.]|[0-9]{1,2}(?=[^0-9])|[●○■□◆◇※・①-⑳])")


def _goes_on(above: Segment, below: Segment) -> bool:
    high = above.bottom - above.top
    across = min(above.right, below.right) - max(above.left, below.left)
    gap = below.top - above.bottom
    return (
        below.cell == above.cell
        and -0.5 * high < gap < MAX_LINE_GAP * high
        and below.middle > above.middle + 0.5 * high
        and across > 0.6 * min(above.right - above.left, below.right - below.left)
        and 0.8 < below.em / above.em < 1.25
    )


def _are_items(first: Segment, second: Segment, segments: Sequence[Segment]) -> bool:
    """Whether two labels beneath each other are one item of a list each: counted each, or each with its own value."""
    if not all(_bare(label).rstrip(":").strip("()") in words().targets for label in (first, second)):
        return False
    counted = any(
        is_numbering(each.text) and each.right <= second.left and same_row(each, second) and not same_row(each, first)
        for each in segments
    )
    if counted or first.cell != OUTSIDE:
        return counted
    own = [_level_with(label, segments) for label in (first, second)]
    if own[0] and _bare(second).startswith("("):
        return True  # （方書） beneath 転出先, with nothing behind it
    # The two lines of one value, a name and the reading above it say, are not as level with the label's.
    return all(own) and not any(fit(KANA, text) >= SUITS for text in own)


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
    whole = _whole(lines)
    (left, _), (right, _) = whole.quad[0], whole.quad[1]
    step = (right - left) / len(whole.glyphs)
    glyphs = tuple(replace(glyph, x=float(left + (at + 0.5) * step)) for at, glyph in enumerate(whole.glyphs))
    return replace(whole, glyphs=glyphs, em=float(step))


def _whole(parts: Sequence[Segment]) -> Segment:
    quads = np.concatenate([part.quad for part in parts])
    left, top, right, bottom = *quads.min(axis=0), *quads.max(axis=0)
    # A part of a line has the whole line's place, of which the rest is not the label's.
    left = max(left, min(part.left - part.em for part in parts))
    right = min(right, max(part.right + part.em for part in parts))
    glyphs = tuple(glyph for part in parts for glyph in part.glyphs)
    return replace(parts[0], glyphs=glyphs, quad=rectangle(left, top, right, bottom))
