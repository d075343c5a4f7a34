"""Printing the notification again, with what the clerk has settled. Blocks: for a worker's thread."""

from __future__ import annotations

from forms.dates import find_iso_date
from forms.fields import MAX_MEMBERS, member_path
from forms.reading import Source
from forms.visit import Visit

FORM = "move_notification"
TITLE = "kakanai"
"""What the spooler shows: the same for everybody."""


def form_data(visit: Visit, virtual: bool):
    """What the printed notification shows of a visit."""
    from forms.paper.values import FormData

    values = {path: field.value for path, field in visit.fields.items() if field.value}
    moved, notified = find_iso_date(values.get("moved_on")), find_iso_date(values.get("notified_on"))
    return FormData(
        values,
        reception_number=visit.reception_number,
        visit_id=visit.id,
        sources=tuple(dict.fromkeys(str(reading.source) for reading in visit.readings)),
        days_since_move=(notified - moved).days if moved and notified and notified >= moved else None,
        card_holders=frozenset(index for index in range(MAX_MEMBERS) if _has_card(visit, index)),
        virtual=virtual,
    )


def _has_card(visit: Visit, index: int) -> bool:
    name = visit.fields.get(member_path(index, "name"))
    return name is not None and any(each.source is Source.MY_NUMBER_CARD for each in name.evidence)


def print_form(printer, visit: Visit, virtual: bool) -> int:
    """Prints the form and returns, once the printer says it is done, how many pages it was.

    Raises:
        Trouble: what filling and the printer raise; nothing waits to be printed then.
    """
    from forms.paper.description import get_form
    from forms.paper.fill import fill_form

    filled = fill_form(get_form(FORM), form_data(visit, virtual))
    printer.wait(printer.print_pdf(filled.pdf, TITLE))
    return filled.pages
