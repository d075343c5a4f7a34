"""The counter's cover: first account, log-in, lock-out, lock, another person, and what nobody may see meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from base import texts
from base.clock import HeldClock
from base.texts import LANGUAGES
from base.trouble import Trouble
from counter import sample
from counter.login import State
from counter.login_page import LoginPage
from counter.login_window import CounterDoor
from counter.settings import CounterSettings
from counter.wording import Wording
from db import accounts_secrets
from db.accounts_secrets import Cost, new_totp_secret, totp_code
from db.crypto import KeyRing
from db.store import Store
from devices.bus import CardBus
from devices.card.virtual.files import Holder
from devices.card.virtual.mynumber import DEMO_PIN, my_number_card
from forms.actions import Action, ActionType, Status
from forms.roles import Role
from forms.visit import new_id
from look import style
from look.text import Text
from tests.devices.card.laid import LaidCards

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GOOD, OTHER = "correct horse battery", "nijubashi 24 crane"
NAME = "members[1].name"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts_secrets, "COST", Cost(64, 1, 1))


@pytest.fixture
def store(tmp_path, clock: HeldClock) -> Iterator[Store]:
    """A new store whose audit has the held clock."""
    for name in ("keys", "data"):
        (tmp_path / name).mkdir(mode=0o700)
    keys = KeyRing.create(tmp_path / "keys" / "k.keys")
    with Store.create(f"sqlite:///{tmp_path / 'data' / 'k.sqlite'}", keys, clock=clock) as made:
        yield made


@pytest.fixture
def staff(store: Store) -> Store:
    """A supervisor and one of each other role."""
    store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor="it:root")
    for name, role in (("sato", Role.CLERK), ("suzuki", Role.CLERK), ("kato", Role.REVIEWER), ("root", Role.IT)):
        store.accounts.add(name, role, GOOD, actor="clerk:mori")
    return store


class At:
    """Somebody's hands at the door."""

    def __init__(self, qtbot, door: CounterDoor) -> None:
        self.qtbot, self.door = qtbot, door

    def settled(self) -> None:
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.door.idle, timeout=10_000)
            self.qtbot.wait(1)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.door.focusWidget() or self.door, key, modifier)
        self.settled()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.door.focusWidget(), words)

    def log_in(self, name: str, password: str = GOOD) -> None:
        """By keys only."""
        self.type(name)
        self.press(KEY.Key_Return)
        self.type(password)
        self.press(KEY.Key_Return)

    @property
    def state(self) -> State:
        return self.door.guard.state

    @property
    def words(self) -> str:
        return self.door.page.strip.words


@pytest.fixture
def come(qtbot, store: Store, clock: HeldClock, desk) -> Iterator[Callable[..., At]]:
    """Opens the door."""
    doors: list[CounterDoor] = []

    def opened(clerk: str = "", store_=None) -> At:
        door = CounterDoor(desk, store_ or store, clock, CounterSettings(name="窓口2", clerk=clerk))
        doors.append(door)
        door.resize(1366, 768)
        door.show()
        at = At(qtbot, door)
        at.settled()
        return at

    yield opened
    for door in doors:
        if isValid(door):
            door.close()


def acts(store: Store) -> list[tuple[str, str, str]]:
    words = ("login", "logout", "lock", "unlock", "account_add", "account_password")
    lines = sorted(store.audit.lines(), key=lambda line: line.number)
    return [(line.act, line.actor, line.result) for line in lines if line.act in words]


def said(id: str, **details: int) -> str:
    return texts.message(Trouble(id, **details))


def everything_on(widget: QWidget) -> str:
    """Every word that can be seen on it, or heard of it."""
    found: list[str] = [widget.windowTitle()]

    def walk(interface) -> None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.append(interface.text(kind))
        for number in range(interface.childCount()):
            if child := interface.child(number):
                walk(child)

    walk(QAccessible.queryAccessibleInterface(widget))
    for each in widget.findChildren(QWidget):
        found += [each.toolTip(), each.accessibleName(), each.windowTitle()]
        if isinstance(each, QLabel | QLineEdit):
            found.append(each.text())
    return "\n".join(found)


# --- first account, single use


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


# --- log-in


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


class Cut:
    """A store that can be cut off, with all that it gives out."""

    def __init__(self, store, plug: Cut | None = None) -> None:
        self._store, self._plug, self.cut = store, plug or self, False

    def seen_by(self, actor: str) -> Cut:
        return Cut(self._store.seen_by(actor), self._plug)

    def __getattr__(self, name: str):
        found = getattr(self._store, name)
        if name in ("accounts", "calls"):
            return Cut(found, self._plug)
        if name == "follow" or not callable(found):
            return found

        def asked(*words, **named):
            if self._plug.cut:
                raise Trouble("store_unreachable", place="test")
            return found(*words, **named)

        return asked


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


# --- lock


def with_a_draft(at: At, visit_id: str, words: str = "髙橋 美咲") -> QLineEdit:
    """A visit open, a value half typed."""
    at.door.work.open(visit_id)
    at.settled()
    at.door.work.fields.go_to(NAME)
    at.settled()
    at.press(KEY.Key_F2)
    editor = at.door.work.fields.row(NAME).editor
    editor.setText(words)
    return editor


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


# --- log-out, accounts that change


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


# --- 支援措置


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


# --- one's own password


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


# --- an IC card --------------------------------------------------------------------------------------------------


def test_a_card_is_enrolled_and_logs_in(qtbot, staff, clock, desk) -> None:
    reader = LaidCards()
    with CardBus() as bus:
        door = CounterDoor(replace(desk, cards=reader, bus=bus), staff, clock, CounterSettings(name="窓口2"))
        door.resize(1366, 768)
        door.show()
        at = At(qtbot, door)
        at.settled()
        at.log_in("sato")
        assert at.state is State.WORK
        door.work.show_account()
        door.work.account.card_asked.emit()
        qtbot.waitUntil(lambda: door.work.factor.fields != [], timeout=10_000)
        reader.card = my_number_card(Holder.of_household(sample.household()))
        for field, typed in zip(door.work.factor.fields, (GOOD, DEMO_PIN), strict=True):
            field.line.setText(typed)
        at.press(KEY.Key_Return)
        qtbot.waitUntil(lambda: staff.accounts.find("sato").has_card, timeout=10_000)
        qtbot.waitUntil(lambda: door.work.at_fields, timeout=10_000)
        assert not any(field.text for field in door.work.factor.fields)
        at.press(KEY.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        at.log_in("sato")
        assert at.state is State.CODE
        assert door.page.code.echoMode() is QLineEdit.EchoMode.Password
        reader.card = None
        at.type(DEMO_PIN)
        at.press(KEY.Key_Return)
        assert at.state is State.CODE and at.words and not door.page.code.text()
        reader.card = my_number_card(Holder.of_household(sample.household()))
        at.type("0000")
        at.press(KEY.Key_Return)
        assert said("auth_pin_wrong", tries_left=2) in at.words
        at.type(DEMO_PIN)
        at.press(KEY.Key_Return)
        assert at.state is State.WORK
        door.close()
