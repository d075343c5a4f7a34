"""Labels whose characters are spread over a column (均等割付): found as single characters, and put together here; and
以　下　余　白 beneath a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from forms.certificate.arranging.labels.assembly import (
    Assembled,
    assembled,
    bare_label,
    is_told_beneath,
    opened,
    put_together,
)
from forms.certificate.arranging.labels.endings import TIGHT_GAP_EM, WIDE_AFTER_LABEL_EM, suits_tightly
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import normalise, normalised, words

MAX_PART = 6
"""A part of a spread label is no longer than this; one character is usual, more come of narrow gaps."""
MAX_SPREAD_EM = 14
"""Further from each other no two parts of one label stand."""


def join_spread(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, with each spread label as one.

    性　　別　女 may have come as 性 and 別　女: what follows the label stays a segment of its own.
    """
    return assembled(segments, _spread_from)


def _spread_from(segments: Sequence[Segment], at: int, done: Collection[int]) -> Assembled | None:
    """The longest label that begins with a segment, and what its last part says behind it."""
    if len(normalise(segments[at].text)) > MAX_PART:
        return None
    catalogue = words()
    parts, used, best = [segments[at]], [at], None
    for other in range(at + 1, len(segments)):
        segment = segments[other]
        if other in done or segment.cell not in (parts[0].cell, OUTSIDE):
            continue  # what reaches out of the cell, as the end of a label and its value, was found in none
        # In reading order a row is whole, from left to right; rows that lean into each other may be mixed.
        if not same_row(parts[0], segment) or segment.left - parts[-1].right > MAX_SPREAD_EM * parts[0].em:
            break
        if segment.left < parts[-1].glyphs[-1].x:
            continue
        parts, used = [*parts, segment], [*used, other]
        first, closing = opened(bare_label(parts[0]))
        before = first + "".join(normalise(part.text) for part in parts[1:-1])
        if before not in catalogue.beginnings:
            break
        plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
        for end in range(1, len(plain) + 1):
            ends = end == len(plain) or plain[end] in ":(" or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM
            ends = ends or plain[end - 1] == closing or _is_value(segment, plain, end, before)
            # 氏名 and フリガナ beside each other are two labels, and not 氏名フリガナ; so are 氏　　名 and フリガナ.
            whole = before in catalogue.targets or all(normalise(part.text) in catalogue.targets for part in parts[:-1])
            if whole and "".join(plain[:end]) in catalogue.targets:
                continue
            if len(parts) == 2 and is_told_beneath(parts[:-1], segment.part(0, end)):
                continue  # 国民健康保険 and, far behind it, 加入
            text = (before + "".join(plain[:end])).removesuffix(closing)
            if ends and (text in catalogue.targets or text in catalogue.closing):
                rest = segment.part(end, len(plain)) if end < len(plain) else None
                label = put_together([*parts[:-1], segment.part(0, end)])
                best = Assembled(used, [label, rest] if rest else [label])
    return best


def _is_value(segment: Segment, plain: Sequence[str], end: int, before: str) -> bool:
    """Whether a label's last part ends where what is behind it, with some white, can be its value: 続 | 柄 妻."""
    target = words().targets.get(before + "".join(plain[:end]))
    if target is None or segment.gap_before(end) < TIGHT_GAP_EM:
        return False
    behind = "".join(plain[end:])
    return behind in normalised(words().told(target)) or suits_tightly(target, behind, segment.gap_before(end))
