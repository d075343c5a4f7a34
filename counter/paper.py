"""Printing the notification with what the clerk has settled, and what else a visitor takes home. Blocks: for a
worker's thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from forms.guide.questions import Questions
from forms.visit import Visit

if TYPE_CHECKING:
    from devices.printer.api import Printer
    from forms.paper.values import FormData

NOTICE = "acceptance_notice"
"""受理通知: the letter to the person in whose name somebody else gave notice."""
TITLE = "kakanai"
"""What the spooler shows: the same for everybody."""


def print_form(printer: Printer, visit: Visit, addressee: str, virtual: bool, form: str) -> int:
    """Prints a form of the visit and returns, once the printer says it is done, how many pages it was.

    Args:
        addressee: the mayor whom it is addressed to, or who sends it; empty leaves the form's own.
        form: its id.

    Raises:
        Trouble: what filling and the printer raise; nothing waits to be printed then.
    """
    pages = _print(printer, {form: _data(visit, form, addressee, virtual)})
    return pages[form]


def print_sheet(
    printer: Printer, visit: Visit, questions: Questions, addressee: str, today: date, virtual: bool
) -> dict[str, int]:
    """Prints the 手続案内票 in the visitor's language, and every form that belongs to a procedure on it, as one job.

    Returns:
        Form → how many pages, in order.

    Raises:
        Trouble: what filling and the printer raise; nothing waits to be printed then.
    """
    from forms.guide import sheet
    from forms.paper.of_visit import form_of

    papers = {form: _data(visit, form, addressee, virtual) for form in questions.forms if form != form_of(visit.kind)}
    papers[sheet.FORM] = sheet.sheet_data(
        questions.guide,
        questions.procedures,
        visit.language,
        today,
        reception_number=visit.reception_number,
        visit_id=visit.id,
        virtual=virtual,
    )
    return _print(printer, papers)


def _data(visit: Visit, form: str, addressee: str, virtual: bool) -> FormData:
    from forms.paper.of_visit import form_data

    return form_data(
        visit.fields,
        visit.kind,
        form=form,
        reception_number=visit.reception_number,
        visit_id=visit.id,
        addressee=addressee,
        virtual=virtual,
    )


def _print(printer: Printer, papers: dict[str, FormData]) -> dict[str, int]:
    from forms.paper.joining import fill_all

    document, pages = fill_all(papers, TITLE)
    printer.wait(printer.print_pdf(document, TITLE))
    return pages
