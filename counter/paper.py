"""Printing the notification with what the clerk has settled, and what else a visitor takes home. Blocks: for a
worker's thread."""

from __future__ import annotations

from datetime import date

from forms.guide.questions import Questions
from forms.visit import Visit

NOTICE = "acceptance_notice"
"""受理通知: the letter to the person in whose name somebody else gave notice."""
TITLE = "kakanai"
"""What the spooler shows: the same for everybody."""


def print_form(printer, visit: Visit, addressee: str, virtual: bool, form: str) -> int:
    """Prints a form of the visit and returns, once the printer says it is done, how many pages it was.

    Args:
        addressee: the mayor whom it is addressed to, or who sends it; empty leaves the form's own.
        form: its id.

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
        form=form,
    )
    filled = fill_form(get_form(form), data)
    printer.wait(printer.print_pdf(filled.pdf, TITLE))
    return filled.pages


def print_sheet(
    printer, visit: Visit, questions: Questions, addressee: str, today: date, virtual: bool
) -> dict[str, int]:
    """Prints the 手続案内票 in the visitor's language, and every form that belongs to a procedure on it, as one job.

    Returns:
        Form → how many pages, in order.

    Raises:
        Trouble: what filling and the printer raise; nothing waits to be printed then.
    """
    from forms.guide import sheet
    from forms.paper.description import get_form
    from forms.paper.fill import fill_form
    from forms.paper.joining import join
    from forms.paper.of_visit import form_data, form_of

    papers = {
        form: form_data(
            visit.fields,
            visit.kind,
            form=form,
            reception_number=visit.reception_number,
            visit_id=visit.id,
            addressee=addressee,
            virtual=virtual,
        )
        for form in questions.forms
        if form != form_of(visit.kind)
    }
    papers[sheet.FORM] = sheet.sheet_data(
        questions.guide,
        questions.procedures,
        visit.language,
        today,
        reception_number=visit.reception_number,
        visit_id=visit.id,
        virtual=virtual,
    )
    filled = {form: fill_form(get_form(form), data) for form, data in papers.items()}
    printer.wait(printer.print_pdf(join([each.pdf for each in filled.values()], TITLE), TITLE))
    return {form: each.pages for form, each in filled.items()}
