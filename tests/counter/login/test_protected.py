"""支援措置: set by a supervisor, and gone for everybody else."""

from __future__ import annotations

from shiboken6 import isValid

from forms.actions import Action, ActionType
from forms.visit import new_id
from tests.counter.login.at import CONTROL, KEY, NAME, everything_on, said, with_a_draft


def test_a_supervisor_protects_a_visit_and_it_is_gone_for_the_clerk(staff, put, family, clean, come) -> None:
    visit_id, other = put(family, "0042"), put(clean, "0041", 3)
    clerk, boss = come(), come()
    clerk.log_in("sato")
    boss.log_in("mori")
    editor = with_a_draft(clerk, visit_id)
    boss.door.work.open(visit_id)
    boss.settled()
    boss.press(KEY.Key_P, CONTROL)
    assert staff.visit(visit_id).protected
    assert "支援措置" in everything_on(boss.door.work.head)
    boss.door.work.office.poll()
    boss.settled()
    marked = boss.door.work.queue.model_
    lines = {row.id: marked.lines(row)[1] for row in boss.door.work.office.queue}
    assert "支援措置" in lines[visit_id] and "支援措置" not in lines[other]
    clerk.door.work.office.poll()
    clerk.qtbot.waitUntil(lambda: clerk.door.work.view is None)
    clerk.settled()
    assert [row.id for row in clerk.door.work.office.queue] == [other]
    assert not isValid(editor) or not editor.isVisible()
    assert "0042" not in everything_on(clerk.door.work.queue)
    for words in ("42", "ワタナベ"):
        clerk.door.work.search(words)
        clerk.settled()
    assert clerk.door.work.view is None or clerk.door.work.view.review.visit.id == other
    assert {row.id for row in boss.door.work.office.queue} == {visit_id, other}
    boss.press(KEY.Key_F5)  # takes it over
    assert staff.visit(visit_id).assignee == "clerk:mori"
    boss.press(KEY.Key_P, CONTROL)
    assert not staff.visit(visit_id).protected
    clerk.door.work.office.poll()
    clerk.settled()
    assert {row.id for row in clerk.door.work.office.queue} == {visit_id, other}


def test_an_act_on_what_has_just_been_protected_finds_nothing(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    with_a_draft(at, visit_id)
    office = at.door.work.office
    office._timer.stop()
    office._following.stop()
    staff.add([Action(new_id(), visit_id, ActionType.PROTECT, at.door.clock.now(), "clerk:mori")])
    at.press(KEY.Key_Return)
    at.qtbot.waitUntil(lambda: at.door.work.view is None)
    assert said("visit_unknown") in at.door.work.foot.notice
    assert NAME not in staff.visit(visit_id).confirmations


def test_nobody_without_the_right_hears_of_the_mark(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    at.door.work.open(visit_id)
    at.settled()
    at.press(KEY.Key_P, CONTROL)
    assert not staff.visit(visit_id).protected
    assert at.door.work.foot.notice == ""
    at.press(KEY.Key_F1)
    assert "支援措置" not in everything_on(at.door)


def test_in_an_office_of_one_there_is_nobody_to_hide_from(store, put, family, come) -> None:
    visit_id = put(family)
    at = come(clerk="佐藤")
    at.door.work.open(visit_id)
    at.settled()
    at.press(KEY.Key_P, CONTROL)
    assert not store.visit(visit_id).protected
