"""Names without a label: what stands where a name should, at its reading, once for each person of the page."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.fitting import NEUTRAL, fit
from forms.certificate.arranging.hits import Hit, Sheet, Spot
from forms.certificate.arranging.name_lines import readings_of
from forms.certificate.runs.segments import Segment, in_reading_order
from forms.certificate.words.catalogue import BORN, KANA, NAME


def named(sheet: Sheet) -> Sheet:
    """The sheet with the names that have no label, where there are as many as people with a date of birth.

    They are clear where each stands before all else of its person, and behind all of the one before.
    """
    if any(hit.target == NAME and any(spot.segments for spot in hit.spots) for hit in sheet.hits):
        return sheet
    people = [
        hit.member + at
        for hit in sheet.hits
        if hit.target == BORN and hit.member is not None
        for at, spot in enumerate(hit.spots)
        if spot.segments
    ]
    pairs = _pairs(sheet.loose)
    if not people or len(pairs) != len(people):
        return sheet
    hits, used = list(sheet.hits), set()
    told = any(hit.target == KANA and any(spot.segments for spot in hit.spots) for hit in hits)
    clear = _lead(sheet.hits, people, [name for _, name in pairs])
    for member, (reading, name) in zip(people, pairs, strict=True):
        hits.append(Hit(NAME, name, (Spot((name,)),), member, clear))
        if not told:
            hits.append(Hit(KANA, reading, (Spot((reading,)),), member, clear))
        used |= {id(name), id(reading)}
    return Sheet(hits, [segment for segment in sheet.loose if id(segment) not in used])


def _lead(hits: Sequence[Hit], people: Sequence[int], names: Sequence[Segment]) -> bool:
    """Whether each name stands above the labels of its person and beneath those of the one before, in one column."""
    own = [[hit for hit in hits if hit.member == member] for member in people]
    if any(len(hit.spots) > 1 for each in own for hit in each):
        return False  # a table: names stand beside its rows
    lasts = [0.0, *(max(hit.label.middle for hit in each) for each in own)]
    return all(
        last < name.middle < min(hit.label.middle for hit in each)
        for last, name, each in zip(lasts, names, own, strict=False)
    )


def _pairs(loose: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    """Readings with the names that they stand at, in reading order."""
    names = [segment for segment in in_reading_order(loose) if fit(NAME, segment.text) >= NEUTRAL]
    found = []
    for name in names:
        if readings := readings_of(name, loose):
            found.append((max(readings, key=lambda segment: segment.bottom), name))
    return found
