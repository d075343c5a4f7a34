"""What a label means that may mean two things: 住所 before or after the move, 方書 of this address or that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.tables.sides import side_of
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment, in_reading_order, same_row
from forms.certificate.words.catalogue import (
    BUILDINGS,
    FOLLOWS,
    IGNORED,
    words,
)
from forms.certificate.words.numbering import bare


def with_sides(hits: Sequence[Hit], cells: dict[int, list[Segment]], ruling: Ruling) -> list[Hit]:
    """The hits of labels that stand for both sides of a move, as what they mean on their own side."""
    sided = _below_addresses(_addresses(_all_sided(hits, cells, ruling)))
    return _householder(_of_above(sided))


def _all_sided(hits: Sequence[Hit], cells: dict[int, list[Segment]], ruling: Ruling) -> list[Hit]:
    """The hits of labels that have one meaning, by the caption that they stand under; those with both are told."""
    times = Counter(id(hit.label) for hit in hits)
    return [_sided(hit, cells, ruling) if times[id(hit.label)] == 1 else hit for hit in hits]


def _sided(hit: Hit, cells: dict[int, list[Segment]], ruling: Ruling) -> Hit:
    """The hit of what 住所 means under 転出後, where such a caption says so."""
    meant = words().sided.get(bare(hit.label.text))
    side = side_of(hit.label, cells, ruling) if meant else None
    return replace(hit, target=meant[side]) if meant and side else hit


def _addresses(hits: list[Hit]) -> list[Hit]:
    """Of two 住所 whose captions could not be read, the second one is that after the move, and of one beside 現住所
    it is that one; neither for certain."""
    if any(hit.target == "new_address" for hit in hits):
        return hits
    former = [hit for hit in sorted(hits, key=lambda hit: hit.label.middle) if hit.target == "former_address"]
    alike = [hit for hit in former if bare(hit.label.text) in words().sided]
    if len(former) != 2 or not alike:
        return hits
    new = alike[-1].label
    targets = {"former_address": "new_address", "former_building": "new_building"}
    doubted = [hit.label for hit in alike]
    return [
        replace(hit, target=targets.get(hit.target, hit.target) if hit.label is new else hit.target, clear=False)
        if any(hit.label is label for label in doubted)
        else hit
        for hit in hits
    ]


def _below_addresses(hits: list[Hit]) -> list[Hit]:
    """Of two 世帯主 in one column, each right below one of the two addresses, the one below the new address is the new
    one."""
    alike = [hit for hit in hits if hit.target == "householder.former" and bare(hit.label.text) in words().sided]
    if len(alike) != 2 or any(hit.target == "householder.new" for hit in hits):
        return hits
    first, second = sorted(alike, key=lambda hit: hit.label.middle)
    if abs(first.label.left - second.label.left) > second.label.em:
        return hits
    if [_address_above(hit, hits) for hit in (first, second)] != ["former_address", "new_address"]:
        return hits
    return [replace(hit, target="householder.new") if hit is second else hit for hit in hits]


def _of_above(hits: list[Hit]) -> list[Hit]:
    """上記の世帯主 beneath the new address is the new one, and beneath neither address in doubt."""
    return [_meant_above(hit, hits) if bare(hit.label.text) in words().above else hit for hit in hits]


def _meant_above(hit: Hit, hits: Sequence[Hit]) -> Hit:
    address = _address_above(hit, hits)
    if address == "new_address":
        return replace(hit, target="householder.new")
    return hit if address in BUILDINGS else replace(hit, clear=False)


def _address_above(hit: Hit, hits: Sequence[Hit]) -> str:
    """The field of the last label above a hit's in its column, but for that of a building."""
    above = [
        each
        for each in hits
        if each.label.middle < hit.label.top
        and min(each.label.right, hit.label.right) > each.label.left - COLUMN_EM * hit.label.em
        and each.label.left < hit.label.right
        and each.target not in (FOLLOWS, *BUILDINGS.values())
    ]
    return max(above, key=lambda each: each.label.middle).target if above else ""


COLUMN_EM = 4.0
"""How far a label may be inset beneath another one of its column: 〃　世帯主 beneath 異動先の住所."""


def _householder(hits: list[Hit]) -> list[Hit]:
    """世帯主 beneath 転出後 is the former one all the same where the page names no other; never for certain."""
    if any(hit.target == "householder.former" for hit in hits):
        return hits
    return [
        replace(hit, target="householder.former", clear=False) if hit.target == "householder.new" else hit
        for hit in hits
    ]


def with_meanings(hits: Sequence[Hit]) -> list[Hit]:
    """In reading order, without labels that nobody needs, and with 方書 given to the address before it."""
    order = {id(segment): place for place, segment in enumerate(in_reading_order([hit.label for hit in hits]))}
    last, found = None, []
    for hit in sorted(hits, key=lambda hit: order[id(hit.label)]):
        if hit.target in words().follows:
            last = hit
        if hit.target == FOLLOWS:
            address = _address_of(hit, last, hits)
            if address is None:
                continue
            hit = replace(hit, target=words().follows[address.target])
        if hit.target != IGNORED:
            found.append(hit)
    return found


def _address_of(hit: Hit, last: Hit | None, hits: Sequence[Hit]) -> Hit | None:
    """The address that 方書 belongs to: the last one before it, unless that stands in a row above, in another column
    than one right above it: 旧住所 and 新住所 beside each other, and two 方書 beneath them."""
    if last is None or same_row(last.label, hit.label) or _are_in_column(last.label, hit.label):
        return last
    above = [
        each
        for each in hits
        if each.target in words().follows and same_row(each.label, last.label) and _are_in_column(each.label, hit.label)
    ]
    return above[0] if len(above) == 1 else last


def _are_in_column(first: Segment, second: Segment) -> bool:
    return min(first.right, second.right) - max(first.left, second.left) > 0
