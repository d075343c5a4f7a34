"""What a visitor may come for: the kind of notification, what is worth showing for it, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from forms.fields import APPLICATION_KINDS, KINDS, get_field_type
from forms.guide.questions import NOT_GUIDED
from forms.reading import CARDS, ReadField, Reading, Source
from forms.requirements import room_of

MORE = ("household", "other")
"""Touches of the welcome screen behind which there are several purposes."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. The form of a move is the 住民異動届, which has a box for each kind; an application has its own.

    Attributes:
        kind: one of :data:`forms.fields.KINDS`.
        group: one of :data:`MORE`, or empty where the welcome screen names it or, by card, a way of another purpose
            leads to it.
        ways: what is worth showing. Only who comes from another municipality has a moving-out certificate. Any card
            stands for all that the reader takes; who comes from abroad may have a residence card.
        about: whom it is about, as the screen that asks who says it: ``moves``, ``stays``, ``record`` (one person,
            unless more are named), ``children``.
    """

    kind: str
    group: str
    ways: tuple[Source, ...]
    about: str = "moves"

    @property
    def guided(self) -> bool:
        """Whether the procedures guide knows this purpose."""
        return self.kind not in NOT_GUIDED

    @property
    def stays(self) -> bool:
        """Whether nobody leaves the address, so that the one on a card is the one on the form."""
        return self.about != "moves"

    @property
    def applies(self) -> bool:
        """Whether it is for one form, and no notification."""
        return self.kind in APPLICATION_KINDS

    @property
    def words(self) -> str:
        """Whose own words for fields it uses, beside those that every purpose has."""
        return "application" if self.applies else "household" if self.stays else self.kind


_QR, _PAPER, _CARD = Source.PRE_ENTRY, Source.CERTIFICATE, Source.MY_NUMBER_CARD
PURPOSES: Mapping[str, Purpose] = {
    each.kind: each
    for each in (
        Purpose("moving_in", "", (_QR, _PAPER, _CARD)),
        Purpose("change_of_address", "", (_QR, _CARD)),
        Purpose("moving_out", "", (_QR, _CARD)),
        Purpose("change_of_householder", "household", (_QR, _CARD), about="stays"),
        Purpose("merging_households", "household", (_QR, _CARD), about="stays"),
        Purpose("separating_households", "household", (_QR, _CARD), about="stays"),
        Purpose("moving_in_by_card", "", (_QR, _PAPER, _CARD)),
        Purpose("from_abroad", "other", (_QR, Source.RESIDENCE_CARD)),
        Purpose("resident_record_copy", "other", (_QR, _CARD), about="record"),
        Purpose("child_allowance_claim", "other", (_QR, _CARD), about="children"),
        Purpose("child_allowance_end", "other", (_QR, _CARD), about="children"),
    )
}
"""Every kind has a purpose, in the order in which the screens offer them."""

FILED_ONLINE = "moving_in_by_card"
"""A moving in whose moving out was notified on Mynaportal (住民基本台帳法24条の2): by card, without a certificate."""
OF_MOVING_IN = frozenset({"moving_in", FILED_ONLINE})
"""Kinds between which what somebody has brought decides."""

assert set(PURPOSES) == set(KINDS)

_STAYING = {"former_address": "new_address", "former_building": "new_building"}


def purposes_of(group: str) -> list[Purpose]:
    """Those behind one touch of the welcome screen."""
    return [each for each in PURPOSES.values() if each.group == group and each.kind != FILED_ONLINE]


def as_said_for(purpose: Purpose, reading: Reading) -> Reading:
    """A reading as it counts for this purpose.

    A card says where somebody is registered. Who moves leaves that place, and :mod:`forms.card` takes it as the
    former one; a household that only changes is still there. A form of its own takes what it asks for: a pre-entry of
    a move says more.
    """
    fields: tuple[ReadField, ...] = reading.fields
    if purpose.stays and reading.source in CARDS:
        fields = tuple(replace(each, path=_STAYING.get(each.path, each.path)) for each in fields)
    if purpose.applies:
        room = room_of(purpose.kind) - {"moved_on"}
        fields = tuple(each for each in fields if get_field_type(each.path).pattern in room)
    return reading if fields == reading.fields else replace(reading, fields=fields)
