"""What a visitor may come for: the kind of notification, what is worth showing for it, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from forms.fields import MOVE_KINDS
from forms.guide.questions import NOT_GUIDED
from forms.reading import CARDS, ReadField, Reading, Source

MORE = ("household", "other")
"""Touches of the welcome screen behind which there are several purposes."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. Its form is the 住民異動届, which has a box for each kind; its counter is that of the residents.

    Attributes:
        kind: one of :data:`forms.fields.MOVE_KINDS`.
        group: one of :data:`MORE`, or empty where the welcome screen names it.
        ways: what is worth showing. Only who comes from another municipality has a moving-out certificate. Any card
            stands for all that the reader takes; who comes from abroad may have a residence card.
    """

    kind: str
    group: str
    ways: tuple[Source, ...]

    @property
    def guided(self) -> bool:
        """Whether the procedures guide knows this purpose."""
        return self.kind not in NOT_GUIDED

    @property
    def stays(self) -> bool:
        """Whether nobody leaves the address, so that the one on a card is the one on the form."""
        return self.group == "household"


_QR, _PAPER, _CARD = Source.PRE_ENTRY, Source.CERTIFICATE, Source.MY_NUMBER_CARD
PURPOSES: Mapping[str, Purpose] = {
    each.kind: each
    for each in (
        Purpose("moving_in", "", (_QR, _PAPER, _CARD)),
        Purpose("change_of_address", "", (_QR, _CARD)),
        Purpose("moving_out", "", (_QR, _CARD)),
        Purpose("change_of_householder", "household", (_QR, _CARD)),
        Purpose("merging_households", "household", (_QR, _CARD)),
        Purpose("separating_households", "household", (_QR, _CARD)),
        Purpose("moving_in_by_card", "other", (_QR, _CARD)),
        Purpose("from_abroad", "other", (_QR, Source.RESIDENCE_CARD)),
    )
}
"""Every kind has a purpose, in the order in which the screens offer them."""

assert set(PURPOSES) == set(MOVE_KINDS)

_STAYING = {"former_address": "new_address", "former_building": "new_building"}


def purposes_of(group: str) -> list[Purpose]:
    """Those behind one touch of the welcome screen."""
    return [each for each in PURPOSES.values() if each.group == group]


def as_said_for(purpose: Purpose, reading: Reading) -> Reading:
    """A reading as it counts for this purpose.

    A card says where somebody is registered. Who moves leaves that place, and :mod:`forms.card` takes it as the
    former one; a household that only changes is still there.
    """
    if not purpose.stays or reading.source not in CARDS:
        return reading
    fields: tuple[ReadField, ...] = tuple(
        replace(each, path=_STAYING.get(each.path, each.path)) for each in reading.fields
    )
    return replace(reading, fields=fields)
