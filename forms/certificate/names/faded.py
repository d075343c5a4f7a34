"""一 at a name's end that a fax has thinned to a spot, or to nothing: 大野　眞 for 大野　眞一.

Thin strokes of a Mincho face are left out by a fax. Where the reading has イチ and the name with 一 is known to be read
so, or another place has the name with it, it is put back, in doubt; and where a spot stands just where the next
character would, no name is sure without it, but for one whose reading says that nothing is lost, wherever the page has
it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.latin import is_latin
from forms.certificate.names.partings import BLANK
from forms.certificate.pixels.components import find_components
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.fields import Kind, kana_path
from forms.names.readings import find_readings
from forms.names.spellings import Sort

DARK = 150
"""Grey level in the cleared picture below which there is ink."""
FROM_EM, TO_EM = 0.8, 2.0
"""Where behind the middle of a name's last character the middle of such a spot is; the em of a short name comes out
too small."""
MIN_WIDE_EM, MAX_WIDE_EM, MAX_HIGH_EM = 0.1, 1.1, 0.2
"""Size of what is left of the stroke. Of 304 names on faxes and photographs one more had ink of this size there."""
REACH_EM = 0.25
"""So far above and beneath the middle of the line it stands."""


def mend_faded(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries; Japanese names that may have lost 一 at their end in doubt, or with it where the reading has it."""
    said = {entry.path: entry for entry in entries if entry.kind is Kind.KANA}
    names = [(entry, said.get(kana_path(entry.path))) for entry in entries if _is_japanese(entry)]
    whole = {name.value.value for name, reading in names if reading and _says_all(name, reading)}
    told = [
        _mended(entry, said.get(kana_path(entry.path)), page, whole) if _is_japanese(entry) else entry
        for entry in entries
    ]
    mended = {new.value.value for new, old in zip(told, entries, strict=True) if new.value is not old.value}
    told = [_with_one(entry) if entry.value.value + "一" in mended else entry for entry in told]
    return _as_elsewhere(told, whole)


def _as_elsewhere(entries: Sequence[Entry], whole: Collection[str]) -> list[Entry]:
    """The entries; a name that another place has with 一 behind it with that, too, unless a person is called each way:
    the householder is one of them."""
    names = {entry.value.value for entry in entries if entry.kind is Kind.NAME}
    people = {entry.value.value for entry in entries if _is_persons(entry)}

    def has_lost(entry: Entry) -> bool:
        said = entry.value.value
        long = said + "一"
        alone = long not in people if _is_persons(entry) else said not in people
        return _is_japanese(entry) and long in names and said not in whole and alone

    return [_with_one(entry) if has_lost(entry) else entry for entry in entries]


def _is_persons(entry: Entry) -> bool:
    return entry.path.endswith("].name")


def _is_japanese(entry: Entry) -> bool:
    return entry.kind is Kind.NAME and bool(entry.value.segments) and not is_latin(entry)


def _mended(entry: Entry, reading: Entry | None, page: Page, whole: Collection[str]) -> Entry:
    """Args:
    whole: names that the page says to be whole.
    """
    if entry.value.value in whole:
        return entry
    parts, kana = entry.value.value.split(BLANK), reading.value.value.split(BLANK) if reading else []
    if len(parts) == len(kana) == 2 and kana[1].endswith("イチ"):
        lost = kana[1] not in find_readings(parts[1], Sort.GIVEN)
        if lost and kana[1] in find_readings(parts[1] + "一", Sort.GIVEN):
            return _with_one(entry)
    return replace(entry, firm=False) if _has_spot(entry.value.segments[-1], page.ink) else entry


def _says_all(name: Entry, reading: Entry) -> bool:
    """Whether a reading that is sure is known to be that of a name, and not of the name with 一 behind it: 眞 is
    マコト, and nobody called 眞一 is."""
    parts, kana = name.value.value.split(BLANK), reading.value.value.split(BLANK)
    return (
        reading.vouched
        and reading.firm
        and len(parts) == len(kana) == 2
        and kana[1] in find_readings(parts[1], Sort.GIVEN)
        and kana[1] not in find_readings(parts[1] + "一", Sort.GIVEN)
    )


def _with_one(entry: Entry) -> Entry:
    value = replace(entry.value, text=entry.value.text + "一", value=entry.value.value + "一", confidence=0.0)
    return replace(entry, value=value, firm=False, vouched=False, candidates=(entry.value.value, *entry.candidates))


def _has_spot(name: Segment, ink: np.ndarray) -> bool:
    """Whether a flat spot stands where the next character of a name would be."""
    em, x, y = name.em, name.glyphs[-1].x, name.middle
    left, top = int(x + em / 2), max(0, int(y - REACH_EM * em))
    dark = (ink[top : int(y + REACH_EM * em), left : int(x + (TO_EM + MAX_WIDE_EM / 2) * em)] < DARK).astype(np.uint8)
    if not dark.size:
        return False
    _, stats = find_components(dark)
    return any(
        MIN_WIDE_EM * em <= wide <= MAX_WIDE_EM * em
        and high <= MAX_HIGH_EM * em
        and FROM_EM * em <= left + at + wide / 2 - x <= TO_EM * em
        for at, _, wide, high, _ in stats[1:].tolist()
    )
