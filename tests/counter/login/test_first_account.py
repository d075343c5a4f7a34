"""The first account, and a counter for a single clerk."""

from __future__ import annotations

import pytest

from base import texts
from base.texts import LANGUAGES
from base.trouble import Trouble
from counter.login import State
from counter.login_page import LoginPage
from counter.settings import CounterSettings
from counter.wording import Wording
from forms.actions import Status
from forms.roles import Role
from look import style
from look.text import Text
from tests.counter.login.at import CONTROL, GOOD, KEY, OTHER, acts, said


def test_without_accounts_the_first_one_is_made(store, put, clean, come) -> None:
    put(clean)
    at = come()
    page = at.door.page
    assert at.state is State.FIRST
    assert at.door.work is None
    assert "12" in page._said.text()
    at.type("mori")
    at.press(KEY.Key_Return)
    at.type(GOOD)
    at.press(KEY.Key_Return)
    at.type(GOOD)
    at.press(KEY.Key_Return)
    assert at.state is State.WORK
    [made] = store.accounts.all()
    assert (made.name, made.role) == ("mori", Role.SUPERVISOR)
    assert at.door.work.office.session.actor == "clerk:mori"
    kinds = [(act, result) for act, _actor, result in acts(store)]
    assert kinds == [("account_add", "done"), ("login", "done")]
    assert len(list(at.door.work.office.queue)) == 1


def test_the_first_account_can_be_of_it(store, come) -> None:
    at = come()
    at.door.page.roles[1].click()
    for word in ("root", GOOD, GOOD):
        at.type(word)
        at.press(KEY.Key_Return)
    assert store.accounts.all()[0].role is Role.IT
    assert at.state is State.WORK


@pytest.mark.parametrize(
    ("name", "password", "again", "id"),
    [
        ("mori", "short", "short", "password_weak"),
        ("mori", "mori-mori-mori-mori", "mori-mori-mori-mori", "password_weak"),
        ("森", GOOD, GOOD, "account_name"),
    ],
)
def test_a_first_account_that_is_not_good_enough(store, come, name, password, again, id) -> None:
    at = come()
    for line, word in ((at.door.page.name, name), (at.door.page.password.line, password)):
        line.setText(word)
    at.door.page.again.line.setText(again)
    at.door.page.again.line.setFocus()
    at.press(KEY.Key_Return)
    assert said(id) in at.words
    assert at.state is State.FIRST
    assert not store.accounts.exist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_cover_fits_on_the_smallest_window(qtbot, qapp, language) -> None:
    settings = CounterSettings(language=language)
    style.start(qapp, settings.look)
    page = LoginPage(settings.look, Wording(language), "窓口2", 12, True)
    qtbot.addWidget(page)
    page.resize(1180, 704)
    page.show()
    page.show_state(State.FIRST, "")
    page.password.line.caps_changed.emit(True)
    weak = Trouble("password_weak", least=12)
    page.say(texts.message(weak, language), texts.action(weak, language))
    qtbot.waitUntil(lambda: page.layout().minimumHeightForWidth(1180) <= 704)
    page.resize(1180, 704)
    for label in page.findChildren(Text):
        qtbot.waitUntil(lambda label=label: not label.isVisible() or label.height() >= _needed(label))


def _needed(label: Text) -> int:
    return label.heightForWidth(label.width()) if label.hasHeightForWidth() else label.sizeHint().height()


def test_two_different_passwords_make_no_account(store, come) -> None:
    at = come()
    for word in ("mori", GOOD, OTHER):
        at.type(word)
        at.press(KEY.Key_Return)
    assert "違います" in at.words
    assert not store.accounts.exist()
    at.type(GOOD)  # the cursor stands in the second line, emptied
    at.press(KEY.Key_Return)
    assert store.accounts.exist()


def test_somebody_else_was_faster_with_the_first_account(store, come) -> None:
    at = come()
    store.accounts.add("mori", Role.SUPERVISOR, OTHER, actor="it:root")
    for word in ("sato", GOOD, GOOD):
        at.type(word)
        at.press(KEY.Key_Return)
    assert at.state is State.LOGIN
    assert said("not_allowed") in at.words
    assert [each.name for each in store.accounts.all()] == ["mori"]


def test_a_counter_for_one_clerk_opens_at_once(store, put, clean, come) -> None:
    visit_id = put(clean)
    at = come(clerk="佐藤")
    assert at.state is State.WORK
    at.door.work.open(visit_id)
    at.settled()
    assert store.visit(visit_id).assignee == "clerk:佐藤"
    at.press(KEY.Key_L, CONTROL)
    assert at.state is State.WORK
    assert "ロックできません" in at.door.work.foot.notice


def test_one_clerk_has_to_log_in_once_there_are_accounts(store, put, clean, come) -> None:
    visit_id = put(clean)
    at = come(clerk="sato")
    work = at.door.work
    store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor="it:root")
    work.open(visit_id)
    at.settled()
    at.qtbot.waitUntil(lambda: at.state is State.LOGIN)
    at.settled()
    assert said("login_from_now") in at.words
    assert at.door.work is None
    assert at.door.page.name.text() == "sato"
    assert store.visit(visit_id).status is Status.WAITING
