"""Labels whose characters are spread over a column (均等割付): found as single characters, and put together here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.labels import WIDE_AFTER_LABEL_EM, Words, normalise, words
from forms.certificate.lines import rectangle
from forms.certificate.segments import Segment, same_row

MAX_PART = 6
"""A part of a spread label is no longer than this; one character is usual, more come of narrow gaps."""
MAX_SPREAD_EM = 14
"""Further from each other no two parts of one label stand."""


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
        before = "".join(normalise(part.text) for part in parts[:-1])
        if not any(word.startswith(before) for word in catalogue.targets):
            break
        plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
        for end in range(1, len(plain) + 1):
            ends = end == len(plain) or plain[end] == ":" or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM
            if ends and before + "".join(plain[:end]) in catalogue.targets:
                rest = segment.part(end, len(plain)) if end < len(plain) else None
                best = _whole([*parts[:-1], segment.part(0, end)]), list(used), rest
    return best


def _whole(parts: Sequence[Segment]) -> Segment:
    quads = np.concatenate([part.quad for part in parts])
    left, top, right, bottom = *quads.min(axis=0), *quads.max(axis=0)
    glyphs = tuple(glyph for part in parts for glyph in part.glyphs)
    return replace(parts[0], glyphs=glyphs, quad=rectangle(left, top, right, bottom))
