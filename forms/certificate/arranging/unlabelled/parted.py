"""What stands in a value's place without a label: the reading above a name, the building below an address."""

from __future__ import annotations

from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.arranging.unlabelled.building_lines import with_building
from forms.certificate.arranging.unlabelled.name_lines import stands_for_both, with_name, with_reading
from forms.certificate.words.catalogue import BUILDINGS, KANA, NAME, NAMES


def with_unlabelled(sheet: Sheet) -> Sheet:
    """The sheet with what has no label as a hit of its own."""
    labelled = {hit.member for hit in sheet.hits if hit.target == KANA and hit.has_text}
    named = {hit.member for hit in sheet.hits if hit.target == NAME}
    both = any(hit.target == KANA and stands_for_both(hit) for hit in sheet.hits)
    hits, taken = [], set()
    for hit in sheet.hits:
        if hit.target in NAMES:
            hits += with_reading(hit, sheet.loose, labelled, taken)
        elif hit.target in BUILDINGS:
            hits += with_building(hit)
        elif hit.target == KANA:
            hits += with_name(hit, named, both)
        else:
            hits.append(hit)
    return Sheet(hits, [segment for segment in sheet.loose if id(segment) not in taken])
