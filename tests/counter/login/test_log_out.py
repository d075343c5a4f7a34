"""Log-out, and accounts that change while somebody works."""

from __future__ import annotations

from base.clock import HeldClock
from counter.login import State
from tests.counter.login.at import CONTROL, GOOD, KEY, NAME, SHIFT, acts, everything_on, said, with_a_draft


def test_log_out(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    with_a_draft(at, visit_id)
    at.press(KEY.Key_L, CONTROL | SHIFT)
    assert at.state is State.LOGIN
    assert at.door.work is None
    assert "髙橋" not in everything_on(at.door)
    assert at.door.page.name.text() == ""
    assert acts(staff)[-1] == ("logout", "clerk:sato", "done")


def test_closing_the_window_is_a_log_out(staff, come) -> None:
    at = come()
    at.log_in("sato")
    at.door.close()
    at.qtbot.waitUntil(lambda: acts(staff)[-1][0] == "logout")
    assert acts(staff)[-1] == ("logout", "clerk:sato", "done")


def test_a_disabled_account_is_refused_at_its_next_act(staff, put, family, come) -> None:
    visit_id = put(family)
    at = come()
    at.log_in("sato")
    with_a_draft(at, visit_id)
    staff.accounts.set_disabled("sato", True, actor="clerk:mori")
    at.press(KEY.Key_Return)
    at.qtbot.waitUntil(lambda: at.state is State.LOGIN)
    at.settled()
    assert said("account_ended") in at.words
    assert "髙橋" not in everything_on(at.door)
    assert NAME not in staff.visit(visit_id).confirmations


def test_a_disabled_account_does_not_stay_on_screen(staff, come, clock: HeldClock) -> None:
    at = come()
    at.log_in("sato")
    staff.accounts.set_disabled("sato", True, actor="clerk:mori")
    clock.advance(30)
    at.door.tick()
    at.settled()
    assert at.state is State.LOGIN
    assert said("account_ended") in at.words


def test_a_disabled_account_does_not_unlock(staff, come) -> None:
    at = come()
    at.log_in("sato")
    at.press(KEY.Key_L, CONTROL)
    staff.accounts.set_disabled("sato", True, actor="clerk:mori")
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.LOCKED
    assert said("login_wrong") in at.words
