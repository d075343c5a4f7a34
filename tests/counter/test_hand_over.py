"""Handing over: to a colleague by name, back to the queue, and what the colleague sees of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from base.trouble import Trouble
from counter.changes import Changed
from counter.hand_over_page import HandOverPage, matching
from counter.queue import Section
from counter.session import Session
from counter.settings import CounterSettings
from counter.wording import Wording
from forms.actions import ActionType, Status
from forms.roles import Role
from tests.counter.hands import Hands, settled

KEY = Qt.Key
PASSWORD = "tegami-kitte-3mai"


@pytest.fixture
def office(store):
    """Accounts: a keeper, two clerks, one behind the counter, one of IT, one who has left."""
    store.accounts.add("kacho", Role.SUPERVISOR, PASSWORD, actor="it:root")
    for name, role in (("sato", Role.CLERK), ("suzuki", Role.CLERK), ("ito", Role.REVIEWER), ("denzan", Role.IT)):
        store.accounts.add(name, role, PASSWORD, actor="it:root")
    store.accounts.add("yamada", Role.CLERK, PASSWORD, actor="it:root")
    store.accounts.set_disabled("yamada", True, actor="it:root")
    return store


def test_a_visit_is_the_colleagues_then(store, put, family, open_case) -> None:
    visit_id = put(family)
    case = open_case(visit_id, "佐藤")
    case.settle("members[2].kana", "ワタナベ　ヨシエ")
    view = case.hand_over("clerk:鈴木")
    assert not view.mine and view.can_take and view.conflict is None
    with pytest.raises(Trouble) as refused:
        case.hand_over("clerk:佐藤")
    assert refused.value.id == "visit_not_taken"
    theirs = open_case(visit_id, "鈴木")
    assert theirs.view.mine and store.visit(visit_id).status is Status.IN_REVIEW
    assert theirs.view.review.find("members[2].kana").need is None  # what was decided stays
    assert store.actions(visit_id)[-1].type is ActionType.HAND_OVER  # opening one's own adds nothing


def test_a_released_visit_waits_where_it_waited(store, put, clean, open_case) -> None:
    first, second = put(clean, "0041", 20), put(clean, "0042", 3)
    case = open_case(first)
    view = case.release()
    assert view.review.visit.status is Status.WAITING and view.review.visit.assignee is None
    assert [each.id for each in store.visits(statuses=[Status.WAITING])] == [first, second]
    with pytest.raises(Trouble):
        case.release()
    assert open_case(first, "鈴木").view.mine


def test_a_hand_over_that_came_too_late_says_who_was_faster(store, put, clean, open_case) -> None:
    visit_id = put(clean)
    case = open_case(visit_id, "佐藤")
    other = open_case(visit_id, "田中")
    other.take()
    view = case.hand_over("clerk:鈴木")
    assert [each.what for each in view.conflict.changes] == [Changed.ASSIGNEE]
    view = case.again()  # takes it over, and hands it on
    assert view.conflict is None and store.visit(visit_id).assignee == "clerk:鈴木"


@pytest.mark.parametrize("receiver", ["clerk:denzan", "clerk:yamada", "clerk:nobody", "kiosk:1", "it:root"])
def test_the_store_refuses_receivers_who_may_not_work_on_it(office, put, clean, clock, receiver: str) -> None:
    from counter.case import Case

    visit_id = put(clean)
    case = Case(office, visit_id, Session("sato"), clock)
    case.open()
    with pytest.raises(Trouble) as refused:
        case.hand_over(receiver)
    assert refused.value.id == "colleague_unknown"
    assert office.visit(visit_id).assignee == "clerk:sato"
    case.hand_over("clerk:ito")
    assert office.visit(visit_id).assignee == "clerk:ito"


def test_only_those_who_may_are_offered(office) -> None:
    assert office.colleagues() == ["ito", "kacho", "sato", "suzuki"]


def test_a_store_without_accounts_has_no_names(store) -> None:
    assert store.colleagues() == []


def test_by_keyboard_to_a_colleague_who_is_told(qtbot, office, put, clean, open_window) -> None:
    visit_id = put(clean)
    theirs = open_window(clerk="suzuki")
    hands = Hands(qtbot, open_window(clerk="sato"))
    hands.press(KEY.Key_Return, KEY.Key_F5)
    assert hands.window.side.currentWidget() is hands.window.hand_over
    assert hands.window.hand_over.shown == ["ito", "kacho", "suzuki"]
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert set(shown) == {theirs, hands.window}  # pages of the window, never windows of their own
    hands.press(KEY.Key_3)
    assert office.visit(visit_id).assignee == "clerk:suzuki"
    assert hands.window.view is None and "suzuki" in hands.window.foot.notice
    qtbot.waitUntil(lambda: "0042" in theirs.foot.notice, timeout=10_000)
    assert [row.id for row in theirs.office.queue.had_by("clerk:suzuki")] == [visit_id]


def test_by_keyboard_back_to_the_queue(qtbot, store, put, clean, open_window) -> None:
    visit_id = put(clean)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return, KEY.Key_F5, KEY.Key_0)
    assert store.visit(visit_id).status is Status.WAITING
    assert hands.window.view is None and "0042" in hands.window.foot.notice
    qtbot.waitUntil(lambda: hands.window.office.queue.find(visit_id).section is Section.WAITING, timeout=10_000)


def test_escape_leaves_the_visit_where_it_is(qtbot, store, put, clean, open_window) -> None:
    visit_id = put(clean)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return, KEY.Key_F5, KEY.Key_Escape)
    assert hands.window.side.currentWidget() is hands.window.fields
    assert store.visit(visit_id).assignee == "clerk:佐藤" and hands.window.view.mine


def test_without_accounts_those_at_work_are_offered(qtbot, store, put, clean, open_case, open_window) -> None:
    put(clean, "0041", 20), put(clean, "0042", 3)
    other = store.visits()[1].id
    open_case(other, "鈴木")
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return, KEY.Key_F5)
    assert hands.window.hand_over.shown == ["鈴木"]


def test_what_one_took_oneself_is_no_news(qtbot, store, put, clean, open_window) -> None:
    put(clean)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return)
    settled(qtbot, hands.window)
    assert hands.window.foot.notice == ""


class TestPage:
    NAMES = [f"clerk{number:02}" for number in range(1, 15)] + ["Ｓuzuki"]

    @pytest.fixture
    def page(self, qtbot):
        page = HandOverPage(CounterSettings(clerk="a").look, Wording())
        qtbot.addWidget(page)
        page.open(self.NAMES)
        page.show()
        return page

    def test_letters_narrow_the_names_and_enter_takes_the_only_one(self, qtbot, page) -> None:
        line = page.findChild(QLineEdit)
        with qtbot.waitSignal(page.given) as given:
            qtbot.keyClicks(page, "s")
            qtbot.keyClicks(line, "uz")
            qtbot.keyClick(line, KEY.Key_Return)
        assert given.args == ["Ｓuzuki"]

    def test_enter_with_several_left_gives_it_to_nobody(self, qtbot, page) -> None:
        line = page.findChild(QLineEdit)
        with qtbot.assertNotEmitted(page.given):
            qtbot.keyClicks(line, "clerk1")
            qtbot.keyClick(line, KEY.Key_Return)
        assert page.shown == [f"clerk{number}" for number in range(10, 15)]

    def test_a_digit_without_a_name_does_nothing(self, qtbot, page) -> None:
        page.findChild(QLineEdit).setText("uzuki")
        with qtbot.assertNotEmitted(page.given):
            qtbot.keyClick(page, KEY.Key_2)

    def test_every_button_says_its_name(self, page) -> None:
        for button in page.findChildren(QAbstractButton):
            assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)


def test_matching_forgives_width_and_capitals() -> None:
    assert matching(["Sato", "鈴木"], "ｓＡ ") == ["Sato"]
    assert matching(["Sato", "鈴木"], "") == ["Sato", "鈴木"]
