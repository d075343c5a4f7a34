"""Rules about what the papers say: usable values, addresses that fit the kind, people on one source only."""

from __future__ import annotations

from forms.addresses import address_key, building_key, find_municipality, same_address
from forms.case import Case
from forms.checks import find_fault
from forms.findings import Found, Judge, Rule, Severity, Shown
from forms.reading import Source

_LISTS = (Source.PRE_ENTRY, Source.VISITOR)
"""Sources in which the family says who moves."""
_MOVES_IN = ("moving_in", "moving_in_by_card")


def _value_unusable(case: Case) -> Found:
    for path, field in case.fields.items():
        if field.value and find_fault(path, field.value):
            yield (path,), {"field": Shown(path)}


def _other_address_planned(case: Case) -> Found:
    new = case.value("new_address")
    planned = case.said_by("new_address", Source.CERTIFICATE)
    if new and planned and not any(same_address(each, new) for each in planned):
        yield ("new_address",), {}


def _not_moved(case: Case) -> Found:
    former, new = case.value("former_address"), case.value("new_address")
    if not former or not new or address_key(former) != address_key(new):
        return
    if building_key(case.value("former_building")) == building_key(case.value("new_building")):
        yield ("new_address", "former_address"), {}


def _within_municipality(case: Case) -> Found:
    former, new = _municipality(case.value("former_address")), _municipality(case.value("new_address"))
    if former and former == new and case.kind in _MOVES_IN:
        yield ("former_address", "new_address"), {}


def _from_other_municipality(case: Case) -> Found:
    former, new = _municipality(case.value("former_address")), _municipality(case.value("new_address"))
    if former and new and former != new and case.kind == "change_of_address":
        yield ("former_address", "new_address"), {}


def _municipality(address: str) -> tuple[str, str] | None:
    """Prefecture and municipality; the wards of a designated city are one, as a move between them is a 転居."""
    found = find_municipality(address)
    if found and found[1].endswith("区") and "市" in found[1]:
        return found[0], found[1][: found[1].index("市") + 1]
    return found


def _has_certificate(case: Case) -> bool:
    return any(Source.CERTIFICATE in each.sources for each in case.members)


def _not_on_certificate(case: Case) -> Found:
    for each in case.members:
        if _has_certificate(case) and each.sources and Source.CERTIFICATE not in each.sources:
            yield (each.path("name"),), {"number": each.row + 1}


def _only_on_certificate(case: Case) -> Found:
    listed = any(each.sources & set(_LISTS) for each in case.members)
    for each in case.members:
        if listed and each.sources == {Source.CERTIFICATE}:
            yield (each.path("name"),), {"number": each.row + 1}


RULES: tuple[tuple[Rule, Judge], ...] = (
    (Rule("value_unusable", Severity.ERROR), _value_unusable),
    (Rule("other_address_planned", Severity.NOTICE, "住民基本台帳法24条"), _other_address_planned),
    (Rule("not_moved", Severity.WARNING, "住民基本台帳法22条1項・23条"), _not_moved),
    (Rule("within_municipality", Severity.WARNING, "住民基本台帳法22条1項・23条・38条"), _within_municipality),
    (Rule("from_other_municipality", Severity.WARNING, "住民基本台帳法22条1項・23条・38条"), _from_other_municipality),
    (Rule("not_on_certificate", Severity.WARNING, "住民基本台帳法22条2項"), _not_on_certificate),
    (Rule("only_on_certificate", Severity.NOTICE, "住民基本台帳法22条2項"), _only_on_certificate),
)
