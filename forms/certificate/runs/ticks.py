"""Choices marked by a tick in one of the boxes before them: ☑男 ☐女. What is not ticked is no value of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import SEXES, words

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
REACH_HEIGHTS = 1.4
"""How far left of the middle of its word a box may begin, in heights of the line."""
BOX_HEIGHTS, SQUARE = (0.3, 1.0), (0.8, 1.25)
"""How high a box is, in heights of the line, and its width to its height."""
SIDE_HEIGHTS = 0.22
"""Ink that is straight over this length belongs to a box."""
EDGE, FRAMED = 0.18, 0.85
"""The outer part of a box in which its sides run, and the share of each side that has ink."""
INNER = 0.22
"""The outer part of a box that may be its frame; what lies within is the tick."""
BARE, TICKED = 0.05, 0.1
"""Shares of a box's inside that have ink: up to which it is empty, and from which on it is ticked."""
OWN_HEIGHTS = 0.4
"""How far left of its middle a word's first character has ink, in heights of the line."""
ROW_HEIGHTS, APART_HEIGHTS = 0.4, 12.0
"""By how much the middles of choices in a row may differ, and how far they stand apart, in heights of a line."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A word with a box before it.

    Attributes:
        word: of a closed set.
        line: the text that it is a part of.
        start, end: its characters there.
        filled: the share of ink in the box.
    """

    word: str
    line: Segment
    start: int
    end: int
    filled: float

    @property
    def x(self) -> float:
        return self.line.glyphs[self.start].x


def without_unticked(segments: Sequence[Segment], page: Page) -> list[Segment]:
    """The text of a page without choices whose box is empty, and without what was read for the boxes.

    Only where that is plain: of choices beside each other one is ticked and all others are empty. Else both stay.
    """
    choices = [choice for segment in segments for choice in _choices(segment, page.ink)]
    kept: dict[int, list[_Choice]] = {}
    for group in _beside_each_other(choices):
        ticked = [choice for choice in group if choice.filled >= TICKED]
        bare = [choice for choice in group if choice.filled <= BARE]
        if len(ticked) <= 1 and len(ticked) + len(bare) == len(group):
            for choice in group:
                kept.setdefault(id(choice.line), []).extend([choice] if choice in ticked else [])
    settled = []
    for segment in segments:
        own = kept.get(id(segment))
        settled += [segment] if own is None else [_alone(choice) for choice in own]
    return settled


@cache
def _sets() -> tuple[frozenset[str], ...]:
    """The closed sets that are printed as choices."""
    return SEXES, words().relationships, *words().closed.values()


@cache
def _pattern() -> re.Pattern[str]:
    known = sorted({word for each in _sets() for word in each}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


def warm_up() -> None:
    """Puts the pattern together, ahead of the first page."""
    _pattern()


MARKS = re.compile(r"[口ロ□■☐☑✓レ回国図囗因固区ｖvV・･·／/,、 \u3000]*")
"""What is read for boxes, and what stands between choices."""


def _choices(segment: Segment, ink: np.ndarray) -> list[_Choice]:
    """The words of a text that holds nothing but words with boxes before them."""
    found, at, text = [], 0, segment.text
    while at < len(text):
        at = MARKS.match(text, at).end()
        word = _pattern().match(text, at)
        if word is None:
            if at < len(text):
                return []
            break
        box = _box_before(segment, word.start(), ink)
        if box is None:
            return []
        found.append(_Choice(word[0], segment, word.start(), word.end(), _filled(box)))
        at = word.end()
    return found


def _box_before(segment: Segment, index: int, ink: np.ndarray) -> np.ndarray | None:
    """The ink of the square box left of a character, bool, or None where there is none."""
    high = segment.bottom - segment.top
    x = segment.glyphs[index].x
    left, top = max(0, int(x - REACH_HEIGHTS * high)), max(0, int(segment.top - 0.1 * high))
    dark = (ink[top : int(segment.bottom + 0.1 * high), left : int(x)] < DARK).astype(np.uint8)
    if not dark.size:
        return None
    # A tick may reach beyond its box: what is straight is the box.
    long = max(3, int(SIDE_HEIGHTS * high))
    straight = np.zeros_like(dark)
    for shape in ((1, long), (long, 1)):
        straight |= cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
    straight = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, stats = find_components(straight)
    boxes = [
        (start + wide, start, above, wide, tall)
        for start, above, wide, tall, _ in stats[1:].tolist()
        if BOX_HEIGHTS[0] * high <= tall <= BOX_HEIGHTS[1] * high and SQUARE[0] * tall <= wide <= SQUARE[1] * tall
    ]
    for _, start, above, wide, tall in sorted(boxes, reverse=True):
        part = dark[above : above + tall, start : start + wide] > 0
        if _is_framed(part):
            return part
    return None


def _is_framed(part: np.ndarray) -> bool:
    """Whether ink runs along all four sides."""
    edge = max(2, round(EDGE * len(part)))
    sides = (part[:edge].any(axis=0), part[-edge:].any(axis=0), part[:, :edge].any(axis=1), part[:, -edge:].any(axis=1))
    return all(side.mean() >= FRAMED for side in sides)


def _filled(box: np.ndarray) -> float:
    edge = max(2, round(INNER * len(box)))
    inside = box[edge:-edge, edge:-edge]
    return float(inside.mean()) if inside.size else 0.0


def _beside_each_other(choices: Sequence[_Choice]) -> list[list[_Choice]]:
    """Choices of one set in one row and cell."""
    groups: list[list[_Choice]] = []
    for choice in sorted(choices, key=lambda choice: choice.x):
        group = next((group for group in groups if _goes_on(group, choice)), None)
        if group is None:
            groups.append([choice])
        else:
            group.append(choice)
    return groups


def _goes_on(group: Sequence[_Choice], choice: _Choice) -> bool:
    last, high = group[-1], choice.line.bottom - choice.line.top
    return (
        last.line.cell == choice.line.cell
        and abs(last.line.middle - choice.line.middle) < ROW_HEIGHTS * high
        and choice.x - last.x < APART_HEIGHTS * high
        and any({each.word for each in [*group, choice]} <= words for words in _sets())
    )


def _alone(choice: _Choice) -> Segment:
    """The word without its box, whose ink no character accounts for."""
    line = choice.line
    part = line.part(choice.start, choice.end)
    columns = np.arange(len(line.ink)) / len(line.ink) * float(line.quad[1, 0] - line.quad[0, 0]) + line.quad[0, 0]
    own = (columns >= part.glyphs[0].x - OWN_HEIGHTS * (line.bottom - line.top)) & (columns <= part.right)
    return replace(part, ink=line.ink & own)
