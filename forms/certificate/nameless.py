"""Names without a label: what stands where a name should, at its reading, once for each person of the page."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.catalogue import BORN, KANA, NAME
from forms.certificate.fitting import NEUTRAL, fit
from forms.certificate.hits import Hit, Sheet, Spot
from forms.certificate.name_lines import readings_of
from forms.certificate.segments import Segment, in_reading_order


def named(sheet: Sheet) -> Sheet:
    """The sheet with the names that have no label, where there are as many as people with a date of birth; in doubt."""
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
    for member, (reading, name) in zip(people, pairs, strict=True):
        hits.append(Hit(NAME, name, (Spot((name,)),), member, False))
        if not told:
            hits.append(Hit(KANA, reading, (Spot((reading,)),), member, False))
        used |= {id(name), id(reading)}
    return Sheet(hits, [segment for segment in sheet.loose if id(segment) not in used])


def _pairs(loose: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    """Readings with the names that they stand at, in reading order."""
    names = [segment for segment in in_reading_order(loose) if fit(NAME, segment.text) >= NEUTRAL]
    found = []
    for name in names:
        if readings := readings_of(name, loose):
            found.append((max(readings, key=lambda segment: segment.bottom), name))
    return found
