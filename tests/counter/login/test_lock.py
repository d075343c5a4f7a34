"""The lock: what lies under it, who opens it, and what nobody sees meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from base.clock import HeldClock
from counter.login import State
from db.accounts_secrets import new_totp_secret, totp_code
from tests.counter.login.at import CONTROL, GOOD, KEY, NAME, Cut, acts, everything_on, said, with_a_draft


def test_lock_hides_everything_and_the_same_person_finds_the_draft(staff, put, family, come, clock) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    editor = with_a_draft(at, visit_id)
    work = at.door.work
    scroll = work.fields.verticalScrollBar().value()
    at.press(KEY.Key_L, CONTROL)  # out of the line in which the cursor stands
    assert at.state is State.LOCKED
    seen = everything_on(at.door)
    for personal in ("髙橋", "美咲", "0042", "ワタナベ", "転入"):
        assert personal not in seen, personal
    assert work.parentWidget() is None
    assert work.windowHandle() is None  # no window of its own either
    assert not work.isVisible()
    assert all("髙橋" not in window.title() for window in QGuiApplication.topLevelWindows())
    assert "sato" in at.door.page._said.text()
    at.type("wrong password")
    at.press(KEY.Key_Return)
    assert said("login_wrong") in at.words
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK
    assert at.door.work is work
    assert work.isVisible()
    assert work.fields.row(NAME).editor is editor
    assert editor.text() == "髙橋 美咲"
    assert at.door.focusWidget() is editor
    assert work.fields.verticalScrollBar().value() == scroll
    at.press(KEY.Key_Return)
    assert staff.visit(visit_id).value(NAME) == "髙橋　美咲"
    assert acts(staff)[-3:] == [
        ("lock", "clerk:sato", "done"),
        ("unlock", "clerk:sato", "login_wrong"),
        ("unlock", "clerk:sato", "done"),
    ]


def test_idle_lock_and_keys_and_pointer_that_keep_it_open(staff, come, clock: HeldClock) -> None:
    at = come()
    at.log_in("sato")
    window = at.door.windowHandle()
    clock.advance(299)
    QTest.keyClick(window, KEY.Key_Down)
    clock.advance(299)
    at.door.tick()
    assert at.state is State.WORK
    QTest.mouseMove(window, at.door.rect().center())
    at.qtbot.wait(10)
    clock.advance(299)
    at.door.tick()
    assert at.state is State.WORK
    clock.advance(1)
    at.door.tick()
    assert at.state is State.LOCKED
    at.settled()
    [line] = [each for each in staff.audit.lines() if each.act == "lock"]
    assert dict(line.detail) == {"by": "idle"}


def test_quick_unlock_asks_for_no_code(staff, come, clock: HeldClock) -> None:
    secret = new_totp_secret()
    staff.accounts.set_totp("sato", secret, totp_code(secret, clock.now()), actor="clerk:mori")
    clock.advance(60)
    at = come()
    at.log_in("sato")
    at.type(totp_code(secret, clock.now()))
    at.press(KEY.Key_Return)
    at.press(KEY.Key_L, CONTROL)
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK


def test_another_person_sees_nothing_of_the_draft(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    with_a_draft(at, visit_id)
    former = at.door.work
    former.head.line.setText("さがしかけ")
    QApplication.clipboard().setText("髙橋　美咲")
    at.press(KEY.Key_L, CONTROL)
    at.door.page.side_way.click()
    assert at.state is State.LOGIN
    assert "髙橋" not in everything_on(at.door)
    at.log_in("suzuki")
    assert at.state is State.WORK
    assert at.door.work is not former
    seen = everything_on(at.door)
    for personal in ("髙橋", "美咲", "さがしかけ"):
        assert personal not in seen, personal
    assert QApplication.clipboard().text() == ""
    assert at.door.work.view is None
    assert NAME not in staff.visit(visit_id).confirmations
    assert acts(staff)[-2:] == [("login", "clerk:suzuki", "done"), ("logout", "clerk:sato", "done")]
    at.door.tick()
    assert at.door._retired == []


def test_back_from_the_other_person_to_the_lock(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    editor = with_a_draft(at, visit_id)
    at.press(KEY.Key_L, CONTROL)
    at.door.page.side_way.click()
    at.type("suzu")
    at.press(KEY.Key_Escape)  # clears
    assert at.state is State.LOGIN
    at.press(KEY.Key_Escape)  # and then leads back
    assert at.state is State.LOCKED
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert editor.text() == "髙橋 美咲"


def test_the_same_person_through_the_full_log_in_finds_the_draft(staff, put, family, come) -> None:
    at = come()
    at.log_in("sato")
    editor = with_a_draft(at, put(family))
    at.press(KEY.Key_L, CONTROL)
    at.door.page.side_way.click()
    at.log_in(" Sato ")
    assert at.door.work.fields.row(NAME).editor is editor
    assert editor.text() == "髙橋 美咲"


def test_what_arrives_while_locked_stays_under_the_cover(staff, put, family, come) -> None:
    at = come()
    at.log_in("sato")
    at.press(KEY.Key_L, CONTROL)
    put(family)
    at.door.work.office.poll()
    at.settled()
    assert "0042" not in everything_on(at.door)
    assert at.door.focusWidget() is at.door.page.password.line
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert [row.number for row in at.door.work.office.queue] == ["0042"]


@pytest.mark.expected_log("counter.store_lost", "counter.unrecorded")
def test_the_lock_holds_although_the_store_takes_no_line(staff, come) -> None:
    plug = Cut(staff)
    at = come(store_=plug)
    at.log_in("sato")
    plug.cut = True
    at.press(KEY.Key_L, CONTROL)
    assert at.state is State.LOCKED
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.LOCKED
    assert said("store_unreachable", place="test") in at.words
    plug.cut = False
    at.press(KEY.Key_Return)  # what was typed still stands there
    assert at.state is State.WORK
