"""How far apart the digits of a page stand, from middle to middle of their ink: what says their width in no known face.

A page is set in one size: digits of another text that stand as far apart are of the same width. And a hyphen between
narrow digits has as much room as what is left of the way between them: many type 12－3 with a wide one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from forms.certificate.data.pitch import NARROW
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.extents import Run, ink_ends

HALF_EM = (0.47, 0.53)
"""Mean step of digits half an em apart. Wide ones have 0.58 and more in all known faces, but for 1 beside 1."""
MIN_HALF_STEPS = 4
"""So many steps tell it: one alone was up to 0.08 em off on a photocopy."""
MIN_STEPS = 2
"""So many steps of a text tell whether they are those of the page."""
ALIKE = 0.08
"""By which share of the page's step those of a text may differ; wide digits stand a fifth further apart at least."""
NARROW_HYPHEN, WIDE_HYPHEN = 1.15, 1.5
"""Room of a hyphen in that of a narrow digit: narrow ones have up to 1.0 in all known faces, wide ones 1.6 to 2.0."""


def are_half_an_em_apart(runs: Sequence[Run]) -> bool:
    """Whether digits stand as close, in em, as wide ones do in no face."""
    steps = [
        step
        for run in runs
        for (one, other), step in zip(pairwise(run.text), run.steps, strict=False)
        if _is_step(one, other)
    ]
    return len(steps) >= MIN_HALF_STEPS and HALF_EM[0] <= fmean(steps) <= HALF_EM[1]


def steps_between(segment: Segment, start: int, end: int) -> list[float]:
    """From the middle of each digit of a number to that of the next one, in pixels of the page."""
    middles = _middles(segment)
    return [
        middles[at + 1] - middles[at]
        for at in range(start, end - 1)
        if None not in middles[at : at + 2] and _is_step(_plain(segment, at), _plain(segment, at + 1))
    ]


def are_alike(steps: Sequence[float], usual: float) -> bool:
    """Whether the digits of a text stand as far apart as those of the page do."""
    return len(steps) >= MIN_STEPS and abs(median(steps) / usual - 1) <= ALIKE


def hyphen_widths(segment: Segment, start: int, end: int, digit: float) -> dict[int, bool | None]:
    """Which hyphens between the digits of a number are wide, by their places in the line; None where it is not clear.

    Where their ink touches a digit's the recogniser's places say it, and only of narrow ones: of 159 hyphens these
    gave 6 wide ones 1.76 and more, 153 narrow ones 1.5 and less.

    Args:
        digit: the room of a narrow digit, in pixels of the page.
    """
    middles, found = _middles(segment), {}
    for at in range(start + 1, end - 1):
        if _plain(segment, at) != "-" or not (_plain(segment, at - 1) + _plain(segment, at + 1)).isdecimal():
            continue
        before, after = middles[at - 1], middles[at + 1]
        touching = before is None or after is None
        if touching:
            before, after = segment.glyphs[at - 1].x, segment.glyphs[at + 1].x
        room = (after - before) / digit - 1
        if room <= NARROW_HYPHEN:
            found[at] = False
        else:
            found[at] = True if room >= WIDE_HYPHEN and not touching else None
    return found


def _middles(segment: Segment) -> list[float | None]:
    return [(ends[0] + ends[1]) / 2 if ends else None for ends in ink_ends(segment)]


def _plain(segment: Segment, at: int) -> str:
    return segment.glyphs[at].text.translate(NARROW)


def _is_step(one: str, other: str) -> bool:
    """Whether both are digits; 1 has less room than the others in proportional faces."""
    return one.isdecimal() and other.isdecimal() and {one, other} != {"1"}
