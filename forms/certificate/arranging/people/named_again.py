"""Whose values are in a part of a page that names people again: 国民健康保険 … by 氏名 below the table of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import is_nothing
from forms.certificate.runs.segments import rows_of, text_of
from forms.certificate.words.catalogue import BORN, HIDDEN, KANA, NAME, TELLING, normalise

ALIGNED_EM = 2.0
"""By how much labels of one column begin elsewhere at most, in em."""


def without_stub(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without labels that only say again who moves: names on a part that the holder keeps, beside the whole.

    Such a label stands in a column that tells nothing else of anybody, and another one has the same name in a column
    that does.
    """
    telling = [hit for hit in hits if hit.target in TELLING and hit.target != NAME]
    names = [hit for hit in hits if hit.target == NAME and len(hit.spots) == 1]
    whole = [hit for hit in names if any(_is_in_column(hit, each) for each in telling)]
    told = set().union(*(_texts(hit.spots[0]) for hit in whole))
    stub = {
        id(hit)
        for hit in names
        if not any(hit is each for each in whole) and (own := _texts(hit.spots[0])) and own <= told
    }
    return [hit for hit in hits if id(hit) not in stub]


def _is_in_column(hit: Hit, other: Hit) -> bool:
    return abs(hit.label.left - other.label.left) < ALIGNED_EM * hit.label.em


def with_named(hits: Sequence[Hit]) -> list[Hit]:
    """The hits; those of a part all of whose names somebody above it has are these people's, without the names.

    A part that tells another date of birth is another person's of the same name.
    """
    people: dict[str, set[int]] = {}
    owners: dict[int, dict[int, int]] = {}
    for hit in hits:
        if hit.target != NAME or hit.member is None:
            continue
        said = {at: texts for at, spot in enumerate(hit.spots) if (texts := _texts(spot))}
        meant = {at: set().union(*(people.get(text, set()) for text in texts)) for at, texts in said.items()}
        if said and all(len(each) == 1 for each in meant.values()):
            part = {at: each.pop() for at, each in meant.items()}
            if _tells_nothing_else(hits, hit.member, part):
                owners[hit.member] = part
                continue
        for at, texts in said.items():
            for text in texts:
                people.setdefault(text, set()).add(hit.member + at)
    return [each for hit in hits for each in _given(hit, owners)]


def _given(hit: Hit, owners: Mapping[int, Mapping[int, int]]) -> list[Hit]:
    """A hit as one for each person whose it is; nothing of what the part only says again."""
    own = owners.get(hit.member) if hit.member is not None else None
    if own is None:
        return [hit]
    if hit.target in (NAME, KANA, BORN):
        return []
    if hit.target in HIDDEN:
        return [hit]  # located wherever it stands
    return [
        replace(hit, spots=(spot,), member=own[at]) for at, spot in enumerate(hit.spots) if at in own and spot.segments
    ]


def _tells_nothing_else(hits: Sequence[Hit], member: int, owners: Mapping[int, int]) -> bool:
    """Whether the dates of birth of a part are those of the people whom it names."""
    born = {
        hit.member + at: normalise(spot.text)
        for hit in hits
        if hit.target == BORN and hit.member is not None and hit.member != member
        for at, spot in enumerate(hit.spots)
    }
    return all(
        not normalise(spot.text) or normalise(spot.text) == born.get(owners.get(at, -1))
        for hit in hits
        if hit.target == BORN and hit.member == member
        for at, spot in enumerate(hit.spots)
    )


def _texts(spot: Spot) -> set[str]:
    """What may be the name in a place: all of it, or one of its lines where its reading stands there, too."""
    rows = [normalise(text_of(row)) for row in rows_of(spot.segments)]
    return {text for text in ("".join(rows), *rows) if len(text) >= MIN_NAME and not is_nothing(text)}


MIN_NAME = 3
"""Fewer characters may be a surname on a line of its own, which many have."""
