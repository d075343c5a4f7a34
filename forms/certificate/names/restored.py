"""Kanji that the recogniser dropped, put back into names: it has no class for some (濵), and leaves a hole full of ink,
or takes one for a letter (渡b　恵).

What stands in such a hole its glyph alone tells, so a name with one is not sure (its ink is in no character that was
read, see :func:`forms.certificate.settling.trust.loses_ink`), unless the page shows the same kanji in another place,
too; but it is shown whole, with what else the glyph looks like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.names.latin import is_latin
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Glyph, Segment, width_em
from forms.certificate.shapes.glyphs import look
from forms.certificate.shapes.variants import groups
from forms.fields import Kind
from forms.scripts import is_kanji

REACH_EM = 0.55
"""So far from its middle a full-width character has its ink."""
MIN_INK_EM, MAX_INK_EM = 0.35, 1.15
"""Width of the ink of what may be one kanji."""
NEAR_EM = 2.3
"""So far from the name's next character it stands at most: behind a blank it is twice an em."""
MIN_LEAD, MIN_LIKENESS = 0.05, 0.7
"""By which its glyph must lead, and how much it must be like the character at all."""
OFFERED = 2
"""So many others that it looks like are candidates."""
MIN_PLACES = 2
"""In so many places a page shows a kanji that it is no chance what its holes look like: a household has one surname."""
SEEN_AGAIN = 0.5
"""The confidence in such a one."""
MIN_KANJI = 2
"""With fewer a letter may be a Latin name's: 林 LISA."""
_HOLE = "〓"
_STROKES = frozenset("丨丶丿亅〇")
"""What is no kanji of a name, but dirt in its blank."""


def restore_dropped(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; Japanese names with the kanji that stand in their holes."""
    found = [_restored(entry, page) if entry.kind is Kind.NAME and not is_latin(entry) else entry for entry in entries]
    places = {(glyph.text, id(segment.ink)) for entry in found for segment, glyph in _put_back(entry)}
    again = {text for text, count in Counter(text for text, _ in places).items() if count >= MIN_PLACES}
    return [_seen_again(entry) if any(g.text in again for _, g in _put_back(entry)) else entry for entry in found]


def _put_back(entry: Entry) -> list[tuple[Segment, Glyph]]:
    """The characters of a value that stand in holes: nobody has read them."""
    return [(line, glyph) for line in entry.value.segments for glyph in line.glyphs if not glyph.confidence]


def _seen_again(entry: Entry) -> Entry:
    lines = [
        replace(line, glyphs=tuple(replace(each, confidence=each.confidence or SEEN_AGAIN) for each in line.glyphs))
        for line in entry.value.segments
    ]
    return replace(entry, value=replace(entry.value, segments=tuple(lines), confidence=SEEN_AGAIN))


def _restored(entry: Entry, page: Page) -> Entry:
    for number, segment in enumerate(entry.value.segments):
        line = _without_letter(segment)
        for x in _holes(line):
            if told := _filled(line, x, page):
                values = [
                    respelt(entry.value, [*entry.value.segments[:number], each, *entry.value.segments[number + 1 :]])
                    for each in told
                ]
                candidates = (*(value.value for value in values[1:]), *entry.candidates)
                # One hole a name: whoever lost more is to be typed.
                return replace(entry, value=replace(values[0], confidence=0.0), firm=False, candidates=candidates)
    return entry


def _without_letter(segment: Segment) -> Segment:
    """The line with a hole for a letter that was read among kanji: such a name has none."""
    letters = [at for at, glyph in enumerate(segment.glyphs) if glyph.text.isascii() and glyph.text.isalpha()]
    if len(letters) != 1 or sum(is_kanji(glyph.text) for glyph in segment.glyphs) < MIN_KANJI:
        return segment
    (at,) = letters
    left, width = float(segment.quad[0, 0]), float(segment.quad[1, 0] - segment.quad[0, 0])
    read = min(
        (each for each in segment.line.characters if each.text == segment.glyphs[at].text),
        key=lambda each: abs(left + each.at * width - segment.glyphs[at].x),
        default=None,
    )
    characters = tuple(each for each in segment.line.characters if each is not read)
    line = replace(segment.line, characters=characters)
    return replace(segment, glyphs=(*segment.glyphs[:at], *segment.glyphs[at + 1 :]), line=line)


def _holes(segment: Segment) -> list[float]:
    """Where, in pixels of the page, ink as wide as a kanji stands near the name, and in no character of its line."""
    left, width = float(segment.quad[0, 0]), float(segment.quad[1, 0] - segment.quad[0, 0])
    scale = len(segment.ink) / max(1.0, width)
    columns = segment.ink.copy()
    for character in segment.line.characters:
        middle = character.at * len(columns)
        reach = REACH_EM * segment.em * scale * width_em(character.text)
        columns[max(0, int(middle - reach)) : int(middle + reach) + 1] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    found: list[list[float]] = []
    for start, end in zip(edges[::2] / scale, edges[1::2] / scale, strict=True):
        # Radicals are parted by white: 氵 and 賓.
        if found and end - found[-1][0] <= MAX_INK_EM * segment.em:
            found[-1][1] = float(end)
        else:
            found.append([float(start), float(end)])
    places = [left + (start + end) / 2 for start, end in found if _is_wide(end - start, segment.em)]
    return [x for x in places if min(abs(glyph.x - x) for glyph in segment.glyphs) <= NEAR_EM * segment.em]


def _is_wide(width: float, em: float) -> bool:
    return MIN_INK_EM * em <= width <= MAX_INK_EM * em


def _filled(segment: Segment, x: float, page: Page) -> list[Segment]:
    """The line with the character that the hole looks like, and with others; empty where it looks like none."""
    at = sum(glyph.x < x for glyph in segment.glyphs)
    glyphs = [*segment.glyphs[:at], Glyph(_HOLE, 0.0, x), *segment.glyphs[at:]]
    holed = replace(segment, glyphs=tuple(glyphs))
    (seen,) = look([glyphs_of(page, holed)[at]])
    if seen is None:
        return []
    likest = seen.likest(1 + OFFERED)
    # Which of its variants it is, the comparison with drawings tells later.
    lead = seen.lead(likest[0], besides=groups().get(likest[0], ""))
    if not is_kanji(likest[0]) or likest[0] in _STROKES or lead < MIN_LEAD or seen.of(likest[0]) < MIN_LIKENESS:
        return []
    return [replace(holed, glyphs=tuple([*glyphs[:at], Glyph(text, 0.0, x), *glyphs[at + 1 :]])) for text in likest]
