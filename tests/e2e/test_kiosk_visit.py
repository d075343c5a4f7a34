"""The kiosk's own window on a real card service: a wrong PIN, a card pulled out in mid-read, a visit to the end."""

from __future__ import annotations

import pytest

from tests.e2e.children import run_child

pytestmark = pytest.mark.daemon

CHILD = """
from devices import world
world.enter()
from PySide6.QtWidgets import QLabel
from command.bench.kiosk import Visitor, open_window
from command.demo.stage import PIN, set_up
from devices.card.virtual.vpcd import Fault
from kiosk.states import State

PULLED_AFTER = 6  # APDUs since the tries were counted

with set_up(None, cups=False, tray=True) as stage, open_window(stage) as window:
    journey, visitor = window.journey, Visitor(window, stage)
    visitor.press("welcome.moving_in")
    visitor.show_code()
    visitor.lay_paper()

    visitor.press("have.card")
    stage.card.insert()
    visitor.type_pin("9999")
    visitor.wait(lambda: journey.state is State.PIN and journey.trouble is not None)
    assert (journey.trouble.id, journey.tries_left) == ("pin_wrong", 2), (journey.trouble.id, journey.tries_left)

    # Gone in the middle of the reading: the PIN has been right by then.
    visitor.reach(State.PIN)
    stage.card.fail(Fault.EJECT, stage.card.apdus + PULLED_AFTER)
    visitor.type_pin(PIN)
    visitor.wait(lambda: journey.state is State.CARD and journey.trouble is not None)
    assert journey.trouble.id == "card_removed", journey.trouble.id
    stage.card.heal()
    assert len(journey.draft.shown) == 2

    stage.card.insert()
    visitor.type_pin(PIN)
    visitor.take_card()
    visitor.settle()
    visit_id = journey.draft.visit_id
    visitor.press("confirm.accept")
    visitor.press("question.yes")
    visitor.press("back")
    asked = journey.question
    assert asked == "health_insurance" and journey.draft.answers == {"health_insurance": "yes"}, asked
    visitor.answer_questions()
    assert journey.state is State.TODO, journey.state
    visitor.press("todo.go_on")
    visitor.reach(State.PRINTED)
    visitor.press("printed.yes")
    number = window.findChild(QLabel, "thanks.number").text()
    visit = stage.store.visit(visit_id)
    assert visit.reception_number == number
    for path in ("members[0].name", "members[1].name", "members[2].name", "new_address"):
        assert visit.value(path) == stage.household[path], path
    assert visit.advice.guide == "chiyoda_like" and visit.advice.answers["belongings"] == "neither", visit.advice
    assert [each.id for each in visit.advice.procedures] == ["moving_in", "card_continuation", "care_insurance"]
    assert len(stage.desk.printer.tray) == 1 and stage.desk.printer.tray[0].startswith(b"%PDF")
    visitor.press("thanks.finish")
    assert journey.state is State.WELCOME and journey.draft is None
    print("visited")
"""


def test_a_visit_with_a_wrong_pin_and_a_card_pulled_out() -> None:
    run_child(CHILD, "visited", 120)
