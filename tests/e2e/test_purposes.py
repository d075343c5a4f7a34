"""Each purpose by touch alone, by somebody who has brought nothing: from the welcome screen to the filed visit."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton

from base.clock import HeldClock
from counter.case import Case
from counter.session import Session
from db.batches import waiting as waiting_for_export
from db.crypto import KeyRing
from db.store import Store
from devices.camera.virtual import VirtualCamera
from forms.actions import Status
from forms.dates import era_date
from forms.fields import Kind, get_field_type
from kiosk.draft import needing_eyes
from kiosk.pictures import NOW, settle
from kiosk.purposes import PURPOSES
from kiosk.settings import KioskSettings
from kiosk.states import State
from kiosk.window import KioskWindow
from look import style
from look.tokens import Look
from tests.kiosk.conftest import FakeBus, FakeCards, FakePrinter, FakeScanner

DAYS = {"moved_on": date(2026, 11, 15), "planned_on": date(2026, 11, 28), "birth_date": date(1985, 3, 14)}
TOUCHES = {
    Kind.NAME: ("key.type.や", "key.type.ま", "key.type.　", "key.type.は", "key.type.な"),
    Kind.ADDRESS: ("key.pane.kana", "key.type.く", "key.voiced", "key.pane.numbers", "key.type.２"),
    Kind.BUILDING: ("key.type.ア",),
    Kind.PHONE: tuple(f"key.type.{digit}" for digit in "0300001111"),
    Kind.RELATIONSHIP: ("choice.members[0].relationship.世帯主",),
}
NAME = "やま　はな"
MARKS = {"moving_out": "11月28日", "resident_record_copy": "住民票の写し等交付申請書"}
"""What the paper says of the day; the others say the day of the move."""
TO_PEOPLE = ("have.nothing", "who.add", *TOUCHES[Kind.NAME], "edit.accept", "who.go_on")
WAYS = {
    # Who filed on Mynaportal is led to the card, and has not got it along.
    "moving_in_by_card": ("welcome.moving_in", "have.online", "back", *TO_PEOPLE),
    "resident_record_copy": ("welcome.other", "purpose.resident_record_copy", "have.nothing"),
}
"""From the welcome screen to the fields, where it is not as for the others."""


class Finger:
    """Touches what is on the screen, and nothing else."""

    def __init__(self, window: KioskWindow) -> None:
        self.window = window

    def touch(self, *names: str) -> None:
        for name in names:
            button = self.window.screen_shown.findChild(QPushButton, name)
            assert button is not None and button.isEnabled(), (self.window.journey.state, name)
            button.click()
            settle()

    def fill(self, path: str) -> None:
        kind = get_field_type(path).kind
        if kind is Kind.SEX:
            self.touch(f"choice.{path}.female")
        elif kind is Kind.CHOICE:
            self.touch(f"choice.{path}.{get_field_type(path).choices[0]}")
        elif kind is Kind.NAME and path not in ("register_head", "members[0].name"):
            self.touch(f"choice.{path}.{NAME}")
        elif path in ("registered_domicile", "register_head"):
            self.touch("panel.none")
        else:
            self.touch("panel.edit")
            if kind is Kind.DATE:
                self.day(DAYS[path.rpartition(".")[2]])
            else:
                self.touch(*TOUCHES[kind])
            if self.window.journey.state is State.EDIT:
                self.touch("edit.accept")

    def day(self, day: date) -> None:
        pane = self.window.screen_shown.days
        while pane.picker.value is None:
            part = str(pane.picker.part)
            option = {"era": era_date(day).era.letter, "decade": day.year // 10 * 10}.get(part)
            self.touch(f"day.{part}.{getattr(day, part) if option is None else option}")
        assert pane.picker.value == day


@pytest.fixture
def store(tmp_path):
    for name in ("keys", "data"):
        (tmp_path / name).mkdir(mode=0o700)
    url = f"sqlite:///{tmp_path / 'data' / 'k.sqlite'}"
    with Store.create(url, KeyRing.create(tmp_path / "keys" / "k.keys")) as made:
        yield made


@pytest.fixture
def desk():
    return SimpleNamespace(
        cards=FakeCards(),
        bus=FakeBus(),
        scanner=FakeScanner(),
        camera=VirtualCamera(),
        printer=FakePrinter(),
        voice=None,
        is_virtual=False,
    )


@pytest.fixture
def window(qtbot, qapp, desk, store):
    style.start(qapp, Look())
    made = KioskWindow(desk, store, HeldClock(NOW), KioskSettings())
    made.resize(1920, 1080)
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.conductor.jobs.running == 0, timeout=20_000)
    made.deleteLater()
    settle()


@pytest.mark.parametrize("kind", PURPOSES)
def test_a_purpose_is_finished_by_touch_and_filed_at_the_counter(kind, window, store, desk, qtbot):
    finger, group = Finger(window), PURPOSES[kind].group
    way = (f"welcome.{group}", f"purpose.{kind}") if group else (f"welcome.{kind}",)
    finger.touch(*WAYS.get(kind, (*way, *TO_PEOPLE)))
    for _ in range(20):
        waiting = needing_eyes(window.journey.draft.fields)
        if not waiting:
            break
        finger.fill(waiting[0].path)
    visit_id = window.journey.draft.visit_id
    finger.touch("confirm.accept")
    qtbot.waitUntil(lambda: window.journey.state is State.PRINTED, timeout=60_000)
    paper = pypdfium2.PdfDocument(desk.printer.printed[0])[0].get_textpage().get_text_range().replace("\u2007", "")
    assert NAME in paper and MARKS.get(kind, "11月15日") in paper
    case = Case(store, visit_id, Session("佐藤"), HeldClock(NOW))
    view = case.open()
    assert store.visit(visit_id).kind == kind
    for row in view.review.needs_eyes:
        case.settle(row.path, row.value or "")
    case.check_identity(["my_number_card"])
    case.file()
    assert store.visit(visit_id).status is Status.FILED
    assert waiting_for_export(store) == ([] if PURPOSES[kind].applies else [visit_id])
    assert store.visit(visit_id).value("members[0].name") == NAME
