"""Readings of which only the surname's part is printed: ハナワ for 花輪　くるみ, with nothing behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.names.partings import surname_of
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.settling.leftover import has_unread
from forms.certificate.words.catalogue import KANA
from forms.fields import Kind, name_path
from forms.names.readings import find_readings
from forms.names.spellings import Sort

CLEAR_EM = 8.0
"""White behind a reading in which a given name would stand: a wide blank, and the longest ones have six kana."""
OWN_EM = 1.1
"""From the middle of a reading's last kana to the end of its line's box at most: more might hold what was not read."""
WRAPPED_HEIGHTS = 1.5
"""White, in heights of the line, up to which a line beneath a reading may go on with it."""


def tell_surnames_alone(
    entries: Sequence[Entry], page: Page, segments: Sequence[Segment], ruling: Ruling
) -> list[Entry]:
    """The entries, readings that are their surname's and stand alone as whole ones."""
    surnames = {entry.path: surname for entry in entries if (surname := surname_of(entry))}
    return [
        replace(entry, alone=True)
        if entry.kind is Kind.KANA
        and entry.firm
        and (surname := surnames.get(name_path(entry.path)))
        and entry.value.value in find_readings(surname, Sort.SURNAME)
        and len(entry.value.segments) == 1
        and _is_alone(entry.value.segments[0], page, segments, ruling)
        else entry
        for entry in entries
    ]


def _is_alone(reading: Segment, page: Page, segments: Sequence[Segment], ruling: Ruling) -> bool:
    """Whether no given name stands behind a reading or beneath it, read or not."""
    if reading.quad[:, 0].max() - reading.glyphs[-1].x > OWN_EM * reading.em:
        return False
    others = [each for each in segments if each.quad is not reading.quad]
    behind = [each.left for each in others if same_row(each, reading) and each.left > reading.left]
    edge = float(ruling.cells[reading.cell].right) if reading.cell != OUTSIDE else float(page.ink.shape[1])
    room = (min([edge, *behind]) - reading.right) / reading.em
    if behind and room < CLEAR_EM and min(behind) < edge:
        return False
    if any(_goes_on(each, reading) for each in others):
        return False
    return not has_unread(page.ink, reading, segments, ruling, min(room, CLEAR_EM), 0.0)


def _goes_on(line: Segment, reading: Segment) -> bool:
    """Whether a line beneath a reading may be the rest of it: kana in the same place."""
    high = reading.bottom - reading.top
    across = min(line.right, reading.right) - max(line.left, reading.left)
    near = line.middle - reading.middle > 0 and line.top - reading.bottom < WRAPPED_HEIGHTS * high
    return across > 0 and near and line.cell == reading.cell and fit(KANA, line.text) >= SUITS
