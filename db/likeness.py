"""What tells that two visits may be one and the same, as terms of the blind index: who with which date of birth, what
move, which new home. The folded texts are hashed at once and stand nowhere.
"""

from __future__ import annotations

from forms.addresses import address_key, building_key
from forms.characters import search_key
from forms.fields import member_path
from forms.kana import kana_key
from forms.visit import Visit

PERSON, MOVE, HOME = "like person", "like move", "like home"
"""Purposes of the hashes: somebody of this name or reading born on this day; a move of one household on one day; the
address and room where people will live."""

Term = tuple[str, str]
"""Purpose and folded text."""

_SEPARATOR = "\n"


def terms_of_likeness(visit: Visit) -> frozenset[Term]:
    """What two visits must share to be laid side by side."""
    return frozenset({*_people(visit), *_moves(visit), *_homes(visit)})


def _people(visit: Visit) -> set[Term]:
    found = set()
    for member in range(visit.members):
        born = visit.value(member_path(member, "birth_date"))
        if not born:
            continue
        # By either: a name misread on one sheet is still found by its reading.
        for name, fold in (("name", search_key), ("kana", kana_key)):
            if value := visit.value(member_path(member, name)):
                found.add((PERSON, _joined(name, fold(value), born)))
    return found


def _moves(visit: Visit) -> set[Term]:
    day = visit.value("moved_on") or visit.value("planned_on")
    if not day:
        return set()
    found = {(MOVE, _joined("to", text, day)) for _, text in _homes(visit)}
    former, householder = visit.value("former_address"), visit.value("householder.former")
    if former and householder:
        found.add((MOVE, _joined("from", _place(former, visit.value("former_building")), search_key(householder), day)))
    return found


def _homes(visit: Visit) -> set[Term]:
    address = visit.value("new_address")
    return {(HOME, _place(address, visit.value("new_building")))} if address else set()


def _place(address: str, building: str | None) -> str:
    return _joined(address_key(address), building_key(building or ""))


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(parts)
