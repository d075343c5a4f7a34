"""Rules that a line printer makes of characters: rows of +---+ and bars between columns. They are no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.runs.segments import Segment

_BAR = re.compile("[|｜│┃┆┊丨]")
_JOINT = "+＋┼├┤┬┴┌┐└┘┏┓┗┛┣┫┳┻╋"
_ROW = re.compile(rf"(?=.*[{_JOINT}])[{_JOINT}|｜│┃=＝─━ーｰ―‐–－-]{{3,}}")


def without_drawn_rules(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without rows of rules, each that has bars in it as what stands between them."""
    return [part for segment in segments if not _ROW.fullmatch(segment.text) for part in _between_bars(segment)]


def _between_bars(segment: Segment) -> list[Segment]:
    bars = [at for at, glyph in enumerate(segment.glyphs) if _BAR.fullmatch(glyph.text)]
    if not bars:
        return [segment]
    edges = zip([-1, *bars], [*bars, len(segment.glyphs)], strict=True)
    return [segment.part(start + 1, end) for start, end in edges if end > start + 1]
