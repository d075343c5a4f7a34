"""Rules that a line printer makes of characters: rows of +---+ or ****** and bars between columns. They are no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row

_BAR = re.compile("[|｜│┃┆┊丨]")
_JOINT = "+＋┼├┤┬┴┌┐└┘┏┓┗┛┣┫┳┻╋"
_ROW = re.compile(rf"(?=.*[{_JOINT}])[{_JOINT}|｜│┃=＝─━ーｰ―‐–－-]{{3,}}")
_SIGNS = re.compile("[*＊=＝#＃]{3,}")
"""What rows of other signs are read as, each in parts; beside a label *** says that there is nothing."""


def without_drawn_rules(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, in the order given, without rows of rules, each that has bars in it as what stands between them."""
    signs = [each for each in segments if each.cell == OUTSIDE and _SIGNS.fullmatch(each.text)]
    others = [each for each in segments if not _SIGNS.fullmatch(each.text)] if signs else []
    rows = {id(each) for each in signs if not any(same_row(each, other) for other in others)}
    rows |= {id(each) for each in segments if _ROW.fullmatch(each.text)}
    return [part for segment in segments if id(segment) not in rows for part in _between_bars(segment)]


def _between_bars(segment: Segment) -> list[Segment]:
    bars = [at for at, glyph in enumerate(segment.glyphs) if _BAR.fullmatch(glyph.text)]
    if not bars:
        return [segment]
    edges = zip([-1, *bars], [*bars, len(segment.glyphs)], strict=True)
    return [segment.part(start + 1, end) for start, end in edges if end > start + 1]
