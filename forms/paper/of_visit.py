"""From a visit's fields to what its forms show: the one way, for kiosk, counter and demo alike."""

from __future__ import annotations

from collections.abc import Mapping

from forms.dates import find_iso_date
from forms.fields import APPLICATION_KINDS, member_of
from forms.fusing import Field
from forms.movers import closed_up, staying_rows
from forms.paper.description import get_form
from forms.paper.family import own_values
from forms.paper.values import FormData
from forms.reading import Source

_PRINTED_SOURCES = (
    Source.CERTIFICATE,
    Source.MY_NUMBER_CARD,
    Source.LICENCE,
    Source.RESIDENCE_CARD,
    Source.PRE_ENTRY,
)
"""What the line 読み取り names, in this order; what somebody typed here is no reading."""

NOTIFICATION = "move_notification"


def form_of(kind: str) -> str:
    """The form that a kind of visit is about: an application has the name of its form."""
    return kind if kind in APPLICATION_KINDS else NOTIFICATION


def form_data(
    fields: Mapping[str, Field],
    kind: str,
    *,
    form: str | None = None,
    reception_number: str | None,
    visit_id: str,
    addressee: str = "",
    virtual: bool,
) -> FormData:
    """What a form of a visit shows. Who does not move is not on it, and those below move up.

    Args:
        fields: fused.
        kind: of visit.
        form: which form; left out, the one that the visit is about.
        reception_number: None before there is one.
        visit_id: goes into the small code.
        addressee: the mayor; empty leaves the form's own.
        virtual: whether virtual devices took part; every page is then marked.
    """
    staying = staying_rows(fields)
    fields = closed_up(fields)
    values = {path: field.value for path, field in fields.items() if field.value}
    values["kind"] = kind
    asked = get_form(form or form_of(kind))
    notified = find_iso_date(values.get("notified_on"))
    values |= own_values(asked, kind, values, notified or find_iso_date(values.get("moved_on")))
    if staying and "whole_household" in asked.inputs:
        values["form.whole_household"] = "part"
    if addressee and "addressee" in asked.inputs:
        values["form.addressee"] = addressee
    moved = find_iso_date(values.get("moved_on"))
    evidence = {path: {each.source for each in field.evidence} for path, field in fields.items()}
    sources = set().union(*evidence.values())
    holders = {member_of(path) for path, seen in evidence.items() if Source.MY_NUMBER_CARD in seen} - {None}
    return FormData(
        values=values,
        reception_number=reception_number,
        visit_id=visit_id,
        sources=tuple(str(source) for source in _PRINTED_SOURCES if source in sources),
        days_since_move=(notified - moved).days if moved and notified and moved <= notified else None,
        card_holders=frozenset(holders),
        virtual=virtual,
    )
