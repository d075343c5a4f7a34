"""What the screens let through is what the table of roles allows: every role, every status, every button and key."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from base.clock import today
from base.texts import text
from counter.bars import FootBar
from counter.case_view import CaseView
from counter.login_rights import EVERYTHING, Rights
from counter.review import Review
from counter.settings import CounterSettings
from counter.window import CounterWindow
from counter.wording import Wording
from forms import roles
from forms.actions import ActionType, Status
from forms.roles import ACCOUNT_ROLES, TABLE, Duty, Role
from tests.counter.hands import Hands, settled

KEY = Qt.Key
A = ActionType


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_the_rights_are_the_table(role: Role) -> None:
    rights = Rights(role)
    for deed, status in product([*ActionType, *Duty], [None, *Status]):
        assert rights.may(deed, status) == (status in TABLE[role].get(deed, ()))
        assert rights.may(deed, status) == roles.may(role, deed, status)
    for deed in (*ActionType, *Duty):
        assert rights.may_ever(deed) == any(rights.may(deed, status) for status in (None, *Status))


def test_without_accounts_everything_may_be_done() -> None:
    assert all(EVERYTHING.may(deed, status) for deed, status in product([*ActionType, *Duty], [None, *Status]))
    assert all(EVERYTHING.may_ever(deed) for deed in (*ActionType, *Duty))


def test_every_role_has_words(qapp) -> None:
    for role, language in product(ACCOUNT_ROLES, ("ja", "ja-easy", "en", "zh", "ko")):
        assert text(f"counter.role.{role}", language) in Wording(language).no_right(Rights(role))
        assert text(f"counter.account.said_{role}", language)
    assert Wording().no_right(EVERYTHING) == ""


@pytest.fixture
def view(store, put, clean, open_case) -> CaseView:
    """A visit in the clerk's hands, with nothing missing."""
    case = open_case(put(clean))
    case.check_identity(["driving_licence"])
    for row in case.view.review.needs_eyes:
        case.settle(row.path, row.value or "090-0000-0000")
    assert case.view.review.ready
    return case.view


def on(view: CaseView, status: Status, clock) -> CaseView:
    """The same visit as if it had this status."""
    visit = replace(view.review.visit, status=status)
    return replace(view, review=Review.of(visit, today(clock)), can_take=True)


@pytest.mark.parametrize("role", [None, *ACCOUNT_ROLES])
def test_the_buttons_follow_the_table(view: CaseView, clock, role: Role | None) -> None:
    settings, rights = CounterSettings(), Rights(role)
    foot = FootBar(settings.look, Wording())
    acts = ((foot.hold, A.HOLD), (foot.print, A.PRINT), (foot.take, A.TAKE), (foot.file, A.FILE))
    for status in Status:
        seen = on(view, status, clock)
        foot.show_view(seen, True, True, rights)
        for button, act in acts:
            assert button.isEnabled() == rights.may(act, status), (status, act)
            if role is not None and not rights.may(act, status):
                why = Wording().no_right(rights)
                assert button.toolTip() == button.accessibleDescription() == why
        foot.show_view(seen, False, True, rights)
        assert not any(button.isEnabled() for button, _act in acts)
    foot.show_view(None, True, True, rights)
    foot.deleteLater()


@pytest.fixture
def guarded(store):
    """The store with an account of each role."""
    for role in reversed(ACCOUNT_ROLES):
        store.accounts.add(str(role), role, "correct horse battery", actor="it:root")
    return store


@pytest.fixture
def work(qtbot, guarded, clock, desk):
    """The window of somebody of a role."""
    windows: list[CounterWindow] = []

    def opened(role: Role) -> Hands:
        settings = CounterSettings(name="窓口2", clerk=str(role))
        window = CounterWindow(desk, guarded, clock, settings, Rights(role), guarded.accounts)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        settled(qtbot, window)
        return Hands(qtbot, window)

    yield opened
    for window in windows:
        window.close()


def test_a_reviewer_checks_no_identity(guarded, put, clean, work) -> None:
    visit_id = put(clean)
    hands = work(Role.REVIEWER)
    hands.press(KEY.Key_Return)
    window = hands.window
    assert guarded.visit(visit_id).assignee == "clerk:reviewer"
    hands.press(KEY.Key_F4)
    assert window.side.currentWidget() is window.fields
    assert window.foot.notice == window.wording.no_right(window.rights)
    refusals = [line for line in guarded.audit.lines() if line.result == "not_allowed"]
    assert refusals == []  # the screen did not even ask


def test_it_staff_see_no_visit(guarded, put, clean, work) -> None:
    visit_id = put(clean)
    hands = work(Role.IT)
    window = hands.window
    assert not list(window.office.queue)
    assert not window.head.line.isEnabled()
    why = window.wording.no_right(window.rights)
    assert window.head.line.toolTip() == why
    assert why in words_of(window.page)
    for search in ("0042", "髙橋"):
        window.foot.say("")
        window.search(search)
        settled(hands._qtbot, window)
        assert window.foot.notice == why
    window.open(visit_id)  # whatever the screens let through, the store refuses
    settled(hands._qtbot, window)
    assert window.view is None
    assert text("trouble.not_allowed.message") in window.foot.notice
    assert "0042" not in words_of(window)


def words_of(widget: QWidget) -> str:
    found = [each.accessibleName() for each in (widget, *widget.findChildren(QWidget))]
    return "\n".join(found)


KEYS = (KEY.Key_Return, KEY.Key_1, KEY.Key_2, KEY.Key_F2, KEY.Key_F4, KEY.Key_F5, KEY.Key_F7, KEY.Key_F8, KEY.Key_F12)


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_every_key_does_only_what_the_table_allows(guarded, put, family, work, role: Role) -> None:
    visit_id = put(family)
    hands = work(role)
    hands.window.open(visit_id)
    settled(hands._qtbot, hands.window)
    for key in KEYS:
        hands.press(key)
        hands.press(KEY.Key_Escape)
    acts = {action.type for action in guarded.actions(visit_id) if action.actor == f"clerk:{role}"}
    assert all(roles.may_ever(role, act) for act in acts), acts
    assert bool(acts) is (role is not Role.IT)
    refused = {line.act for line in guarded.audit.lines() if line.result == "not_allowed"}
    assert refused <= {"view"}, refused  # the screens ask for nothing else that the store has to refuse


def test_a_role_that_changed_shows(guarded, put, clean, work) -> None:
    put(clean)
    hands = work(Role.CLERK)
    hands.press(KEY.Key_Return)
    window = hands.window
    assert window.foot.hold.isEnabled()
    window.set_rights(Rights(Role.IT))
    assert not window.foot.hold.isEnabled()
    assert not window.office.lists
    assert not window.head.line.isEnabled()
    window.set_rights(Rights(Role.CLERK))
    assert window.foot.hold.isEnabled()
    assert window.foot.hold.toolTip() == ""
    QTest.keyClick(window, KEY.Key_F7)
    assert window.side.currentWidget() is window.reason
