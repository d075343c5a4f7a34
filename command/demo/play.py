"""``kakanai demo``: a family of three moves in, from the QR code to the filed visit.

The steps are the product's own: the kiosk's intake and the clerk's case, without their windows.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from base import texts
from base.clock import today
from command import output
from command.configuration import Configuration
from command.demo import summary
from devices import world

if TYPE_CHECKING:
    from command.demo.stage import Stage
    from devices.desk import Desk
    from forms.guide.questions import Questions
    from kiosk.draft import Draft

CLERK, KIOSK = "佐藤", "kiosk:demo"
ANSWERS = {"health_insurance": "yes", "wishes": "yes", "record_copy": "yes"}
"""What the family answers to the procedures guide; everything else is "no", or "neither"."""


def run(words: argparse.Namespace, _: Configuration) -> int:
    """Plays the visit, or opens the windows. Moves into a private world first, before any thread exists."""
    world.enter()
    # Only now: the stage imports what starts threads.
    from command.demo.stage import set_up

    if words.windows:
        from command.demo.windows import show

        with set_up(words.out, cups=words.cups, tray=not words.cups) as stage:
            return show(stage)
    tell = output.say if not words.json else lambda _: None
    with set_up(words.out, cups=words.cups) as stage:
        row = _play(stage, tell)
        if words.out:
            _keep(stage, row)
            row["folder"] = str(stage.folder)
    return output.result(row, as_json=words.json, sentences=summary.sentences(row))


def _play(stage: Stage, tell: Callable[[str], None]) -> dict:
    """The visit itself. Returns the summary as an object."""
    began = time.monotonic()

    def step(name: str) -> None:
        tell(f"[{time.monotonic() - began:5.1f} s] {texts.text(f'command.demo.{name}')}")

    tell(texts.text("command.demo.virtual"))
    draft = _visitor(stage, step)
    step("clerk")
    _clerk(stage, draft.visit_id)
    visit = stage.store.visit(draft.visit_id)
    step("done")
    tell("")
    return summary.of_visit(visit, today(stage.clock), [file.name for file in sorted(stage.printed.glob("*.pdf"))])


def _visitor(stage: Stage, step: Callable[[str], None]) -> Draft:
    """At the kiosk: show the phone, lay down the certificate, insert the card, confirm, print."""
    from base.clock import today
    from command.demo.stage import CERTIFICATE, PHONE, PIN, SAMPLES
    from forms.guide.description import get_guide
    from forms.guide.questions import Questions
    from kiosk import intake
    from kiosk.card_desk import of_my_number
    from kiosk.draft import Draft, needing_eyes

    desk, clock = stage.desk, stage.clock
    draft = Draft.begin(clock)

    step("qr")
    desk.camera.show(SAMPLES / PHONE)
    ignore = lambda *_: None  # noqa: E731 - nobody watches the preview
    draft = draft.with_reading(intake.watch_for_code(desk.camera, clock.now, lambda: True, ignore, ignore, ignore), ())

    step("paper")
    desk.scanner.lay([SAMPLES / CERTIFICATE])
    reading, pages = intake.read_paper(desk.scanner, ignore)
    draft = draft.with_reading(reading, pages)

    step("card")
    stage.card.insert()
    _wait_for_card(desk)
    desk.bus.submit(desk.cards.pin_tries_left).result()
    four = desk.bus.submit(desk.cards.read_basic_four, PIN).result()
    draft = draft.with_reading(of_my_number(four, None, today(clock)).reading, ())
    stage.card.eject()

    step("confirm")
    for field in needing_eyes(draft.fields):
        if answer := stage.household.get(field.path):
            draft = draft.confirmed(field.path, answer, KIOSK, clock.now())

    step("guide")
    questions = _answered(Questions.of(get_guide(), draft.kind, draft.fields, today(clock)))
    draft = draft.with_answers(questions.answers, questions.passed)

    step("store")
    draft = intake.send(stage.store, intake.number(stage.store, draft, clock, "ja", KIOSK, "demo", questions.advice))
    step("print")
    sheet = intake.guide_sheet(questions, draft, "ja", clock, desk.is_virtual)
    printed = intake.print_out(desk.printer, draft, "", desk.is_virtual, ignore, sheet, others=questions.forms)
    intake.record_print(stage.store, draft, printed, KIOSK, clock.now())
    return draft


def _answered(questions: Questions) -> Questions:
    """The questions that no source has answered, each answered."""
    while (question := questions.next) is not None:
        other = "no" if "no" in question.words else "neither"
        questions = questions.answered(question.id, ANSWERS.get(question.id, other))
    return questions


def _wait_for_card(desk: Desk, seconds: float = 10.0) -> None:
    """pcscd looks at the virtual reader every 400 ms."""
    from devices.card.api import CardStatus

    deadline = time.monotonic() + seconds
    while desk.bus.submit(desk.cards.status).result() is not CardStatus.READY and time.monotonic() < deadline:
        time.sleep(0.05)


def _clerk(stage: Stage, visit_id: str) -> None:
    """At the counter: look at what needs eyes, record the identity check, file."""
    from counter.case import Case
    from counter.session import Session

    case = Case(stage.store, visit_id, Session(CLERK), stage.clock)
    view = case.open()
    while view.review.needs_eyes:
        row = view.review.needs_eyes[0]
        view = case.settle(row.path, stage.household.get(row.path, row.value or ""))
    case.check_identity(["my_number_card"])
    case.file()


def _keep(stage: Stage, row: dict) -> None:
    """Beside store and print: the summary, and the pages as they are stored, blacked out."""
    import json

    from command.papers import write

    write(stage.folder / "summary.json", json.dumps(row, ensure_ascii=False, indent=2).encode())
    pages = stage.folder / "pages"
    pages.mkdir()
    for number, page_id in enumerate(stage.store.visit(row["visit"]).page_ids, 1):
        write(pages / f"page-{number}.png", stage.store.page(page_id))
