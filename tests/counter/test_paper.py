"""What the counter prints for a visitor to take home: the list of procedures with the forms that belong to them."""

from __future__ import annotations

from types import SimpleNamespace

import pypdfium2

from base.clock import HeldClock, today
from counter import sample
from counter.paper import print_form, print_sheet
from counter.shots import NOW
from forms.guide.description import get_guide
from forms.guide.questions import Questions
from forms.paper.of_visit import form_of
from forms.visit import Visit

CHILD = {"name": "髙橋　蓮", "kana": "タカハシ　レン", "birth_date": "2018-05-02", "relationship": "子"}


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_list_is_printed_with_the_forms_of_its_procedures_as_one_job() -> None:
    values = sample.household() | {f"members[2].{name}": value for name, value in CHILD.items()}
    actions, _ = sample.SampleVisit((sample.pre_entry(values),)).actions("0042", NOW)
    visit, day = Visit.replay(actions), today(HeldClock(NOW))
    questions = Questions.of(get_guide(), visit.kind, visit.fields, day).rest_left_to_counter()
    jobs: list[bytes] = []
    printer = SimpleNamespace(print_pdf=lambda pdf, _title: jobs.append(pdf), wait=lambda _job: None)
    pages = print_sheet(printer, visit, questions, "千代田区長", day, False)
    assert pages == {"child_allowance_claim": 1, "guide_sheet": 1} and len(jobs) == 1
    claim, listed = texts(jobs[0])
    assert "髙橋　蓮" in claim and "千代田区長" in claim
    assert "児童手当" in listed and "髙橋" not in listed
    print_form(printer, visit, "", False, form_of(visit.kind))
    assert "住 民 異 動 届".replace(" ", "") in texts(jobs[1])[0].replace(" ", "")
