"""Whose the data of a foreign resident are, where they stand in a part of their own below the table of all people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.certificate.catalogue import BORN, NAME, normalise
from forms.certificate.hits import Hit
from forms.certificate.segments import Segment

_OWN = frozenset(
    f"members[].{name}"
    for name in ("nationality", "alias", "status_of_residence", "period_of_stay", "stay_until", "card_number")
)
"""What only they have."""
NEAR_HEIGHTS = 4.0
"""How far above the first label of the part the line stands that says whose it is, in heights of that line."""
_NUMBER = re.compile(r"(?:番号|No\.?|第|異動者|転出者|[(])([0-9]{1,2})(?:番|人目|の方|の者|[)])?")
_LATIN = re.compile("[A-Za-z .,・'-]{2,}")
_WESTERN = re.compile("(?:19|20)[0-9]{2}[年./-]")


def with_owners(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Hit]:
    """The hits, those of such parts with the person whose they are.

    A line above the part tells that person's number; otherwise it is who has a name in Latin letters or was born in a
    year of the western calendar, never for certain.
    """
    table = next((hit for hit in hits if hit.target == NAME and len(hit.spots) > 1 and hit.member is not None), None)
    if table is None:
        return list(hits)
    lowest = max((each.bottom for spot in table.spots for each in spot.segments), default=table.label.bottom)
    owners: dict[int, tuple[int, bool]] = {}
    for part in _parts([hit for hit in hits if hit.target in _OWN and len(hit.spots) == 1 and hit.label.top > lowest]):
        owner = _said(part, segments, len(table.spots))
        others = _foreign(hits, table)
        if owner is None and len(others) == 1:
            owners |= {id(hit): (others[0], False) for hit in part}
        else:
            owners |= {id(hit): (0 if owner is None else owner, owner is not None) for hit in part}
    return [
        replace(hit, member=table.member + owners[id(hit)][0], clear=hit.clear and owners[id(hit)][1])
        if id(hit) in owners
        else hit
        for hit in hits
    ]


def _parts(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """One part for each person: the next one begins where a label comes again."""
    part: list[Hit] = []
    for hit in hits:
        if any(each.target == hit.target for each in part):
            yield part
            part = []
        part.append(hit)
    if part:
        yield part


def _said(part: Sequence[Hit], segments: Sequence[Segment], people: int) -> int | None:
    """The person whose number the last line above a part says, counted from 0."""
    top = min(hit.label.top for hit in part)
    above = [
        each for each in segments if each.middle < top and top - each.bottom < NEAR_HEIGHTS * (each.bottom - each.top)
    ]
    for each in sorted(above, key=lambda each: -each.middle):
        text = normalise(each.text)
        found = _NUMBER.search(text)
        if found and len(text) > len(found[0]) and 1 <= int(found[1]) <= people:
            return int(found[1]) - 1
    return None


def _foreign(hits: Sequence[Hit], table: Hit) -> list[int]:
    """The people of a table who are foreign by their names or their dates of birth, counted from 0."""
    born = next((hit for hit in hits if hit.target == BORN and hit.member == table.member), None)
    dates = ["".join(each.text for each in spot.segments) for spot in born.spots] if born else []
    return [
        at
        for at, spot in enumerate(table.spots)
        if _LATIN.fullmatch("".join(each.text for each in spot.segments))
        or (at < len(dates) and _WESTERN.match(normalise(dates[at])))
    ]
