"""Lines of text beneath a head, as one text, and from its characters back to where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.runs.segments import Segment, in_reading_order, same_row

FAR_EM = 3.0
"""White between labels and their values, or between two people, at most."""
BLANK_EM = 0.35
"""White that is a blank between two values or within one."""
Places = Sequence[tuple[Segment, int] | None]
"""For each character of a text the segment that it comes from and its place in that; None for a blank."""


def in_one(rows: Sequence[Sequence[Segment]], end: str = "\n") -> tuple[str, Places]:
    """The text of lines with its blanks, and for each of its characters the segment and glyph that it comes from.

    Args:
        end: what stands behind each line.
    """
    text = ""
    places: list[tuple[Segment, int] | None] = []
    for row in rows:
        for at, segment in enumerate(row):
            for index, glyph in enumerate(segment.glyphs):
                if at and not index or index and segment.gap_before(index) >= BLANK_EM:
                    text += " "
                    places.append(None)
                text += glyph.text
                places += [(segment, index)] * len(glyph.text)
        text += end
        places += [None] * len(end)
    return text, places


def parts(places: Places) -> tuple[Segment, ...]:
    """The runs of characters that stand at these places."""
    found: list[tuple[Segment, int, int]] = []
    for place in places:
        if place is None:
            continue
        segment, index = place
        if found and found[-1][0] is segment and found[-1][2] >= index:
            found[-1] = (segment, found[-1][1], index + 1)
        else:
            found.append((segment, index, index + 1))
    return tuple(segment.part(start, end) for segment, start, end in found)


def rows_beneath(head: Segment, segments: Sequence[Segment]) -> list[list[Segment]]:
    """The lines beneath a head down to wide white, each from left to right."""
    rows: list[list[Segment]] = []
    below = [each for each in segments if each.cell == head.cell and each.middle > head.bottom]
    for segment in in_reading_order(below):
        if rows and same_row(rows[-1][-1], segment):
            rows[-1].append(segment)
        elif segment.top - (rows[-1][0].bottom if rows else head.bottom) < FAR_EM * segment.em:
            rows.append([segment])
        else:
            break
    return rows
