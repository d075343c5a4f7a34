"""The clerk asks and types: a visit that begins at the counter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from base.clock import today
from base.trouble import Trouble
from counter.opening import Opening
from counter.review import Review
from counter.session import Session
from counter.window import CounterWindow
from forms.actions import ActionType, Status
from forms.fields import APPLICATION_KINDS
from forms.guide.description import get_guide
from forms.reading import Source
from forms.roles import Role, may
from tests.counter.hands import Hands, settled

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_opened_visit_is_numbered_and_in_the_clerks_hands(store, clock) -> None:
    opening = Opening("change_of_address", Session("佐藤", "窓口2"), clock)
    visit = store.visit(opening.store(store))
    assert (visit.status, visit.assignee, visit.reception_number) == (Status.IN_REVIEW, "clerk:佐藤", "0001")
    assert visit.kind == "change_of_address"
    assert visit.value("notified_on") == today(clock).isoformat()
    assert {each.source for each in visit.readings} == {Source.CLERK}


class LosesTheAnswer:
    """A store whose first answer is lost on the way, after it has written."""

    def __init__(self, store) -> None:
        self._store, self.lost = store, False

    def next_reception_number(self, day) -> str:
        return self._store.next_reception_number(day)

    def add(self, actions, **how):
        done = self._store.add(actions, **how)
        if not self.lost:
            self.lost = True
            raise Trouble("store_unreachable", place="x")
        return done


def test_a_lost_answer_opens_no_second_visit(store, clock) -> None:
    lossy, opening = LosesTheAnswer(store), Opening("moving_in", Session("佐藤"), clock)
    with pytest.raises(Trouble, match="store_unreachable"):
        opening.store(lossy)
    assert opening.store(lossy) == opening.visit_id
    assert [each.id for each in store.visits()] == [opening.visit_id]


def test_who_meets_no_visitor_opens_no_visit() -> None:
    assert may(Role.CLERK, ActionType.OPEN)
    assert not may(Role.REVIEWER, ActionType.OPEN)
    assert not may(Role.IT, ActionType.OPEN)


@pytest.fixture
def hands(qtbot, store, clock, desk, open_window) -> Hands:
    """At a counter with a guide, its queue empty."""
    return Hands(qtbot, open_window())


def test_what_nobody_asked_for_is_added_and_taken_back(hands, store) -> None:
    window = hands.window
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_3)
    visit = window.view.review.visit
    assert visit.kind == "change_of_address"
    hands.press(K.Key_A, modifier=CTRL)
    hands.press(K.Key_2)
    hands.write("九段コーポ１０２")
    hands.press(K.Key_Return)
    assert store.visit(visit.id).value("new_building") == "九段コーポ１０２"
    assert window.at_fields
    hands.press(K.Key_Z, modifier=CTRL)
    assert not store.visit(visit.id).value("new_building")


def test_a_wrong_value_stays_in_the_line(hands, store) -> None:
    window = hands.window
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    window.add_field()
    window.add.choose("planned_on")
    hands.type("2026-99-99")
    hands.press(K.Key_Return)
    assert window.side.currentWidget() is window.add
    assert store.visit(window.view.review.visit.id).value("planned_on") is None


def test_a_digit_chooses_what_is_offered(hands) -> None:
    window = hands.window
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    window.fields.go_to("notifier.relation")
    hands.press(K.Key_2)
    assert window.view.review.visit.value("notifier.relation") == "householder"


def test_the_guides_questions_are_asked_recorded_and_printed(
    qtbot, store, clock, desk, put, clean, tmp_path, open_window
) -> None:
    id = put(clean)
    window: CounterWindow = open_window()
    window.settings = replace(window.settings, guide=get_guide())
    hands = Hands(qtbot, window)
    window.open(id)
    settled(qtbot, window)
    hands.press(K.Key_Q, modifier=CTRL)
    first = window.questions.question
    assert first
    hands.press(K.Key_1)
    hands.press(K.Key_Backspace)
    assert window.questions.question == first
    while window.questions.question is not None:
        hands.press(K.Key_0)
    hands.press(K.Key_Return)
    advice = store.visit(id).advice
    assert advice is not None and advice.left and advice.guide == get_guide().id
    assert store.actions(id)[-1].type is ActionType.ANSWER
    hands.press(K.Key_P)
    assert store.actions(id)[-1].data["form"] == "guide_sheet"
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_no_guide_asks_nothing(hands) -> None:
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    hands.press(K.Key_Q, modifier=CTRL)
    assert hands.window.foot.notice == hands.window.wording("questions.none")


def test_a_counter_without_a_scanner_says_so(hands) -> None:
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    hands.press(K.Key_S, modifier=CTRL)
    assert hands.window.foot.notice
    assert hands.window.tools.scan.isHidden()


TOLD = {
    "members[0].name": "佐藤　花",
    "members[0].birth_date": "1990-02-03",
    "members[0].relationship": "世帯主",
    "members[1].name": "佐藤　太郎",
    "members[1].birth_date": "2024-05-06",
    "members[1].relationship": "子",
    "moved_on": "2026-11-15",
    "new_address": "東京都千代田区九段南１丁目２番１号",
    "phone": "090-0000-0000",
    "notifier.name": "佐藤　花",
    "notifier.relation": "self",
    "copy.document": "whole_household",
    "copy.items": "both",
    "copy.count": "2",
    "allowance.begins": "birth",
    "allowance.ends": "not_raising",
}


@pytest.mark.parametrize(("key", "kind"), list(zip("AB", APPLICATION_KINDS[:2], strict=True)))
def test_a_form_of_its_own_is_asked_printed_and_filed_by_keys(hands, store, tmp_path, key, kind) -> None:
    """What nobody has said yet stands in the review; each is chosen by digit or typed, and then it is done."""
    window = hands.window
    hands.press(K.Key_I, modifier=CTRL)
    assert window.side.currentWidget() is window.interview_page
    hands.type(key.lower())
    visit = window.view.review.visit
    assert (visit.kind, visit.status, visit.reception_number) == (kind, Status.IN_REVIEW, "0001")
    assert not window.foot.notice, "nobody has handed this visit over"
    if kind != "resident_record_copy":  # the child on the claim
        window.add_field()
        assert window.add.shown[0] == "members[1].name"
        hands.press(K.Key_1)
        hands.write(TOLD["members[1].name"])
        hands.press(K.Key_Return)
    for _ in range(30):
        missing = window.view.review.needs_eyes
        if not missing:
            break
        path = missing[0].path
        window.fields.go_to(path)
        offered = [each.value for each in missing[0].candidates]
        if TOLD[path] in offered:
            hands.press(getattr(K, f"Key_{1 + offered.index(TOLD[path])}"))
            continue
        hands.press(K.Key_F2)
        hands.write(TOLD[path])
        hands.press(K.Key_Return)
    hands.press(K.Key_F4, K.Key_1, K.Key_Return)
    assert window.view.review.ready
    hands.press(K.Key_F9)
    assert store.actions(visit.id)[-1].data["form"] == kind
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    hands.press(K.Key_F12)
    filed = store.visit(visit.id)
    assert filed.status is Status.FILED and filed.value("new_address") == TOLD["new_address"]


def test_the_end_of_an_allowance_needs_what_its_form_asks(store, clock) -> None:
    visit = store.visit(Opening("child_allowance_end", Session("佐藤"), clock).store(store))
    missing = {row.path for row in Review.of(visit, today(clock)).needs_eyes}
    assert {"allowance.ends", "moved_on", "members[0].name"} <= missing
    assert not {"notifier.relation", "former_address", "householder.new"} & missing
