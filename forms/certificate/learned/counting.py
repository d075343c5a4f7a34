"""People counted anew, where the rules overlooked somebody or counted nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.claims import shares_words
from forms.certificate.words.catalogue import HIDDEN


def counted_anew(hits: Sequence[Hit], compared: Compared, sound: bool) -> list[Hit]:
    """The hits with the network's people, where the rules overlooked somebody or counted nobody: nothing is clear then
    of anybody who is not the same for both, but for what the network knows to be somebody's where its people are sound.
    """
    found, beyond = [], compared.opinion.people.shape[1]
    for hit in hits:
        if hit.member is None or hit.target in HIDDEN:
            found.append(hit)
            continue
        for at, spot in enumerate(hit.spots):
            owner = compared.owner(hit, at) if sound and spot.segments else None
            if owner is not None:
                found.append(replace(hit, spots=(replace(spot, confirmed=True),), member=owner))
                continue
            person = compared.person_of(hit.member + at)
            same = person is not None and person < compared.settled
            doubted = spot.confirmed is None and not (compared.complete and hit.clear)
            # What the network knows of somebody is given to that person again.
            again = person is None and compared.is_known(hit, at) and not compared.is_nobodys(hit, at)
            if spot.segments and not again:
                found.append(
                    replace(
                        hit,
                        spots=(replace(spot, confirmed=same and not doubted and spot.confirmed is not False),),
                        member=beyond + hit.member + at if person is None else person,
                    )
                )
    return _without_moved(found)


def _without_moved(hits: Sequence[Hit]) -> list[Hit]:
    """The hits; where somebody is given two of the words that several fields have, that column has moved, and of its
    words nobody's is certain: nothing but their place tells whose 有 is whose."""
    counts = Counter(
        (hit.target, hit.member)
        for hit in hits
        if hit.member is not None and shares_words(hit.target)
        for spot in hit.spots
        if spot.segments
    )
    moved = {target for (target, _), count in counts.items() if count > 1}
    return [
        replace(hit, spots=tuple(replace(spot, confirmed=False) for spot in hit.spots)) if hit.target in moved else hit
        for hit in hits
    ]
