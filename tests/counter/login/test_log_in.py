"""Log-in: by keys only, refusals, lock-out, second factor, and nothing to be seen before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from base.clock import HeldClock
from counter.login import State
from db.accounts_secrets import new_totp_secret, totp_code
from tests.counter.login.at import CONTROL, GOOD, KEY, SHIFT, Cut, acts, everything_on, said


def test_nothing_is_shown_before_the_log_in(staff, put, clean, come) -> None:
    put(clean)
    at = come(clerk="sato")
    assert at.state is State.LOGIN
    assert at.door.work is None
    assert "0042" not in everything_on(at.door)
    assert at.door.page.name.text() == "sato"  # from the configuration
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK
    assert [row.number for row in at.door.work.office.queue] == ["0042"]
    assert "sato" in at.door.work.head.account.text()


def test_log_in_by_keys_only(staff, come) -> None:
    at = come()
    at.log_in("sato")
    assert at.state is State.WORK
    assert at.door.work.office.session.actor == "clerk:sato"
    assert acts(staff)[-1] == ("login", "clerk:sato", "done")


def test_a_wrong_password_and_an_unknown_name_look_the_same(staff, come) -> None:
    at = come()
    at.log_in("sato", "not the password")
    first = at.words
    assert said("login_wrong") in first
    assert at.door.page.name.text() == "sato"
    assert at.door.page.password.text == ""
    at.press(KEY.Key_Escape)
    at.log_in("nobody", "not the password")
    assert at.words == first
    assert [each[1:] for each in acts(staff)[-2:]] == [("clerk:sato", "login_wrong"), ("unknown", "login_wrong")]


def test_a_disabled_account_looks_like_a_wrong_password(staff, come) -> None:
    staff.accounts.set_disabled("sato", True, actor="clerk:mori")
    at = come()
    at.log_in("sato")
    assert said("login_wrong") in at.words


def test_escape_clears(staff, come) -> None:
    at = come()
    at.log_in("sato", "not the password")
    at.type("some")
    at.press(KEY.Key_Escape)
    page = at.door.page
    assert (page.name.text(), page.password.text, page.strip.words) == ("", "", "")
    assert at.door.focusWidget() is page.name


def test_lock_out_shows_the_time_that_remains(staff, come, clock: HeldClock) -> None:
    at = come()
    at.type("sato")
    at.press(KEY.Key_Return)
    for _ in range(6):
        at.type("not the password")
        at.press(KEY.Key_Return)
    assert said("login_locked", seconds=31) in at.words
    assert "0:31" in at.words
    clock.advance(11)
    at.door.tick()
    assert "0:20" in at.words
    tries = len(acts(staff))
    at.type(GOOD)
    at.press(KEY.Key_Return)  # not even asked
    assert at.state is State.LOGIN
    assert len(acts(staff)) == tries
    clock.advance(20)
    at.door.tick()
    assert at.words == ""
    assert at.door.page.note.text()
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK
    assert ("lock", "clerk:sato", "done") in acts(staff)


def test_another_account_need_not_wait(staff, come) -> None:
    at = come()
    at.type("sato")
    at.press(KEY.Key_Return)
    for _ in range(6):
        at.type("not the password")
        at.press(KEY.Key_Return)
    at.press(KEY.Key_Escape)
    at.log_in("suzuki")
    assert at.state is State.WORK


def test_the_code_is_asked_for_only_where_the_account_has_one(staff, come, clock: HeldClock) -> None:
    secret = new_totp_secret()
    staff.accounts.set_totp("sato", secret, totp_code(secret, clock.now()), actor="clerk:mori")
    at = come()
    assert not at.door.page.code.isVisible()
    at.log_in("sato")
    assert at.state is State.CODE
    assert at.door.page.code.isVisible()
    assert at.door.focusWidget() is at.door.page.code
    at.type("000000")
    at.press(KEY.Key_Return)
    assert said("login_wrong") in at.words
    assert at.state is State.CODE
    clock.advance(60)
    at.type(totp_code(secret, clock.now()))
    at.press(KEY.Key_Return)
    assert at.state is State.WORK


def test_escape_leads_from_the_code_back_to_the_name(staff, come, clock: HeldClock) -> None:
    secret = new_totp_secret()
    staff.accounts.set_totp("sato", secret, totp_code(secret, clock.now()), actor="clerk:mori")
    at = come()
    at.log_in("sato")
    at.press(KEY.Key_Escape)
    assert at.state is State.LOGIN
    assert not at.door.page.has_typed
    at.log_in("suzuki")
    assert at.state is State.WORK


def test_keys_while_an_answer_is_awaited_change_nothing(staff, come, clock: HeldClock) -> None:
    secret = new_totp_secret()
    staff.accounts.set_totp("suzuki", secret, totp_code(secret, clock.now()), actor="clerk:mori")
    at = come()
    at.log_in("sato")
    at.press(KEY.Key_L, CONTROL)
    at.door.page.side_way.click()
    at.type("suzuki")
    at.press(KEY.Key_Return)
    at.type(GOOD)
    QTest.keyClick(at.door.focusWidget(), KEY.Key_Return)
    for _ in range(3):
        QTest.keyClick(at.door.page, KEY.Key_Escape)
        QTest.keyClick(at.door.page, KEY.Key_Return)
    assert at.state is State.LOGIN
    at.settled()
    assert at.state is State.CODE
    assert at.door.page.name.text() == "suzuki"


def test_caps_lock_and_showing_what_was_typed(staff, come) -> None:
    at = come()
    field = at.door.page.password
    field.line.setFocus()
    QTest.keyClick(field.line, KEY.Key_A)
    assert not field.warns_of_caps
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, KEY.Key_B, "B", Qt.KeyboardModifier.NoModifier)
    assert field.warns_of_caps
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, KEY.Key_1, "1", Qt.KeyboardModifier.NoModifier)
    assert field.warns_of_caps  # a digit tells nothing
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, KEY.Key_C, "C", SHIFT)
    assert not field.warns_of_caps
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, KEY.Key_D, "d", SHIFT)
    assert field.warns_of_caps
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert "aB1Cd" not in everything_on(at.door).replace(field.text, "", 1)
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    at.press(KEY.Key_Escape)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert not field.warns_of_caps


def test_a_password_is_never_spoken(staff, come) -> None:
    at = come()
    line = at.door.page.password.line
    line.setText(GOOD)
    interface = QAccessible.queryAccessibleInterface(line)
    assert GOOD not in interface.text(QAccessible.Text.Value)
    assert GOOD not in interface.text(QAccessible.Text.Name)


def test_what_was_typed_and_left_is_wiped(staff, come, clock: HeldClock) -> None:
    at = come()
    at.type("sato")
    at.press(KEY.Key_Return)
    at.type(GOOD)
    clock.advance(61)
    at.door.tick()
    assert not at.door.page.has_typed


def test_a_store_that_does_not_answer_is_asked_again(staff, come, clock: HeldClock) -> None:
    plug = Cut(staff)
    plug.cut = True
    at = come(clerk="sato", store_=plug)
    assert at.state is State.ASKING
    assert said("store_unreachable", place="test") in at.words
    assert at.door.work is None
    plug.cut = False
    clock.advance(3)
    at.door.tick()
    at.settled()
    assert at.state is State.LOGIN
    assert at.words == ""
