"""Somebody's hands at the counter's door, and what can be seen and heard there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from base import texts
from base.trouble import Trouble
from counter.login import State
from counter.login_window import CounterDoor
from db.store import Store

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GOOD, OTHER = "correct horse battery", "nijubashi 24 crane"
NAME = "members[1].name"


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


def acts(store: Store) -> list[tuple[str, str, str]]:
    words = ("login", "logout", "lock", "unlock", "account_add", "account_password")
    lines = sorted(store.audit.lines(), key=lambda line: line.number)
    return [(line.act, line.actor, line.result) for line in lines if line.act in words]


def said(id: str, **details: int | str) -> str:
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
