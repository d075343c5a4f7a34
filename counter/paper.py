"""Printing the notification again, with what the clerk has settled. Blocks: for a worker's thread."""

from __future__ import annotations

from forms.visit import Visit

FORM = "move_notification"
TITLE = "kakanai"
"""What the spooler shows: the same for everybody."""


def print_form(printer, visit: Visit, addressee: str, virtual: bool) -> int:
    """Prints the form and returns, once the printer says it is done, how many pages it was.

    Args:
        addressee: the mayor whom it is addressed to; empty leaves the form's own.

    Raises:
        Trouble: what filling and the printer raise; nothing waits to be printed then.
    """
    from forms.paper.description import get_form
    from forms.paper.fill import fill_form
    from forms.paper.of_visit import form_data

    data = form_data(
        visit.fields,
        visit.kind,
        reception_number=visit.reception_number,
        visit_id=visit.id,
        addressee=addressee,
        virtual=virtual,
    )
    filled = fill_form(get_form(FORM), data)
    printer.wait(printer.print_pdf(filled.pdf, TITLE))
    return filled.pages
