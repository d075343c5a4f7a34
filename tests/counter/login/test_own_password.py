"""Changing one's own password."""

from __future__ import annotations

import pytest

from counter.login import State
from tests.counter.login.at import CONTROL, GOOD, KEY, OTHER, acts, said


def test_changing_ones_password(staff, come) -> None:
    at = come()
    at.log_in("sato")
    at.door.work.head.account.click()
    for word in (GOOD, OTHER, OTHER):
        at.type(word)
        at.press(KEY.Key_Return)
    assert "変更しました" in at.door.work.foot.notice
    assert acts(staff)[-1] == ("account_password", "clerk:sato", "done")
    at.press(KEY.Key_L, CONTROL)
    at.type(OTHER)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("not the password", OTHER, OTHER, "今のパスワード"),
        (GOOD, "short", "short", said("password_weak")),
        (GOOD, OTHER, "another 24 crane", "違います"),
    ],
)
def test_a_password_that_stays_as_it_was(staff, come, old, new, again, words) -> None:
    at = come()
    at.log_in("sato")
    at.door.work.head.account.click()
    for word in (old, new, again):
        at.type(word)
        at.press(KEY.Key_Return)
    assert words in at.door.work.account.strip.words
    assert staff.accounts.unlock("sato", GOOD)


def test_passwords_half_typed_do_not_survive_the_lock(staff, come) -> None:
    at = come()
    at.log_in("sato")
    at.door.work.show_account()
    at.type(GOOD)
    at.press(KEY.Key_L, CONTROL)
    assert all(field.text == "" for field in at.door.work.account.fields)
