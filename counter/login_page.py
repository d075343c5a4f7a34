"""The cover of the window: log-in, lock, first account. Nothing of any visit stands on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter.bars import Strip
from counter.line import Line
from counter.login import State, as_name
from counter.login_line import PasswordField
from counter.wording import Wording
from forms.roles import Role
from look import style
from look.buttons import LINK, MAIN, SECOND, Button
from look.focus import FocusRing
from look.frame import Panel, Picture, VirtualBanner
from look.text import Text
from look.tokens import Look

WIDTH_MM = 170
FIRST_ROLES = (Role.SUPERVISOR, Role.IT)
"""What the first account can be, the usual one first: :data:`forms.roles.KEEPERS`."""


class LoginPage(QWidget):
    """Asks; it decides nothing.

    Signals:
        entered: name, password and code (empty where none was asked for).
        made: name, role and password of the first account.
        differs: the two passwords typed for the first account are not the same.
        other: another person wants to log in; :attr:`back` takes that back.
    """

    entered = Signal(str, str, str)
    made = Signal(str, object, str)
    differs = Signal()
    other = Signal()
    back = Signal()

    def __init__(self, look: Look, wording: Wording, counter: str, least: int, is_virtual: bool) -> None:
        super().__init__()
        self.look, self.wording = look, wording
        self._least, self.state, self.locked_name = least, State.ASKING, ""
        self._busy = False
        style.ground(self, look, "raised")
        self.strip = Strip(look)
        self.note = Text("", look, "body")
        self.name = Line(wording("login.name"))
        self.name.setMaxLength(64)
        self.name.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.password = PasswordField(wording("login.password"), look, wording)
        self.again = PasswordField(wording("login.password_again"), look, wording)
        self.code = Line(wording("login.code"), wording("login.code_hint"))
        self.code.setMaxLength(16)
        self.roles = [
            Button(wording(f"role.{role}"), look, SECOND, checkable=True, role="body") for role in FIRST_ROLES
        ]
        self.go = Button("", look, MAIN)
        self.side_way = Button("", look, LINK, role="body")
        self._title = Text("", look, "title")
        self._said = Text("", look, "body", "quiet")
        self._name_label = Text(wording("login.name"), look, "small", "quiet")
        self._code_label = Text(wording("login.code"), look, "small", "quiet")
        self.by_card = False
        self._role_label = Text(wording("login.role"), look, "small", "quiet")
        self._role_said = Text("", look, "small", "quiet")
        self._picture = Picture("lock", look, 14)
        self._lay_out(counter, is_virtual)
        for line in (self.name, self.password.line, self.again.line, self.code):
            line.returnPressed.connect(self._go_on)
            line.left.connect(self._escape)
        for button in self.roles:
            button.clicked.connect(lambda _checked=False, button=button: self._choose(button))
        self.go.clicked.connect(self._submit)
        self.side_way.clicked.connect(self._turn)
        self.ring = FocusRing(self, look)
        self.show_state(State.ASKING, "")

    def _lay_out(self, counter: str, is_virtual: bool) -> None:
        look, wording = self.look, self.wording
        panel = Panel(look, "ground")
        panel.setFixedWidth(look.px(WIDTH_MM))
        head = QHBoxLayout()
        head.setSpacing(look.gap(2))
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.gap(0))
        words.addWidget(Text(f"{wording('title')}  {counter}".strip(), look, "small", "quiet"))
        words.addWidget(self._title)
        head.addLayout(words, 1)
        roles = QHBoxLayout()
        roles.setSpacing(look.gap(1))
        for button in self.roles:
            roles.addWidget(button, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.gap(2))
        foot.addWidget(self.side_way)
        foot.addStretch(1)
        foot.addWidget(self.go)
        rows = panel.rows
        rows.setSpacing(look.gap(1))
        rows.addLayout(head)
        rows.addWidget(self._said)
        rows.addWidget(self.strip)
        rows.addWidget(self.note)
        rows.addWidget(self._role_label)
        rows.addLayout(roles)
        rows.addWidget(self._role_said)
        rows.addWidget(self._name_label)
        rows.addWidget(self.name)
        rows.addWidget(self.password)
        rows.addWidget(self.again)
        rows.addWidget(self._code_label)
        rows.addWidget(self.code)
        rows.addSpacing(look.gap(1))
        rows.addLayout(foot)
        rows.addWidget(Text(wording("login.keys"), look, "small", "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if is_virtual:
            column.addWidget(VirtualBanner(look))
        column.addStretch(2)
        middle = QHBoxLayout()  # no alignment in its place: that would take the height of unbroken text
        middle.addStretch(1)
        middle.addWidget(panel)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)

    # -- what it shows

    def show_state(self, state: State, locked_name: str, name: str = "") -> None:
        """Asks what a state needs.

        Args:
            state: which.
            locked_name: the account whose work lies under the cover, or empty.
            name: the account that stands in the line at first.
        """
        keeps = (self.state, state) == (State.LOGIN, State.CODE)
        self.state, self.locked_name = state, locked_name
        if not keeps:
            self.clear()
            self.name.setText(name)
        wording = self.wording
        first, asks = state is State.FIRST, state is not State.ASKING
        self._title.set_text(wording(f"login.title_{state if state is not State.CODE else State.LOGIN}"))
        said = ""
        if first:
            said = wording("login.said_first", least=self._least)
        elif state is State.LOCKED:
            said = wording("login.said_locked", name=locked_name)
        elif state is State.LOGIN and locked_name:
            said = wording("login.said_other", name=locked_name)
        self._said.set_text(said)
        self.say()
        self._show(first, self._role_label, *self.roles, self._role_said, self.again)
        self._show(state in (State.FIRST, State.LOGIN, State.CODE), self._name_label, self.name)
        self._show(asks, self.password, self.go)
        self._show(state is State.CODE, self._code_label, self.code)
        self.password.show_button.setVisible(state is not State.CODE)
        self.name.setEnabled(state is not State.CODE)
        self.password.setEnabled(state is not State.CODE)
        go = {State.FIRST: "login.make", State.LOCKED: "login.unlock"}.get(state, "login.enter")
        self.go.set_text(f"{wording(go)}  Enter")
        way = wording("login.other") if state is State.LOCKED else ""
        if state is State.LOGIN and locked_name:
            way = wording("login.back", name=locked_name)
        self.side_way.set_text(way)
        self.side_way.setVisible(bool(way))
        if first:
            self._choose(self.roles[0])
        self.focus()

    @staticmethod
    def _show(visible: bool, *widgets: QWidget) -> None:
        for each in widgets:
            each.setVisible(visible)

    def ask_for(self, *, card: bool) -> None:
        """Asks for the PIN of a card, unseen, or for a one-time code."""
        self.by_card = card
        name = self.wording("login.pin" if card else "login.code")
        self._code_label.set_text(name)
        self.code.setAccessibleName(name)
        self.code.setPlaceholderText(self.wording("login.pin_hint" if card else "login.code_hint"))
        self.code.setEchoMode(QLineEdit.EchoMode.Password if card else QLineEdit.EchoMode.Normal)

    def say(self, *sentences: str, trouble: bool = True) -> None:
        """Tells what went wrong, or, quietly, how things stand; nothing clears it."""
        self.strip.show_words(sentences if trouble else [])
        # One or the other: both would not fit on the smallest screen.
        first = self.state is State.FIRST
        self._said.setVisible(bool(self._said.text()) and not (sentences and first))
        self._role_said.setVisible(first and not sentences)
        self.note.set_text("" if trouble else " ".join(sentences))
        self.note.setVisible(not trouble and bool(sentences))

    def set_busy(self, busy: bool) -> None:
        """Takes nothing while an answer is awaited."""
        self._busy = busy
        code = self.state is State.CODE
        for each in (self.name, self.password):
            each.setEnabled(not busy and not code)
        for each in (self.again, self.code, self.go, self.side_way, *self.roles):
            each.setEnabled(not busy)

    @property
    def account_name(self) -> str:
        """For whom a password is typed now."""
        return as_name(self.locked_name if self.state is State.LOCKED else self.name.text())

    @property
    def has_typed(self) -> bool:
        """Whether anything stands in a line."""
        return any(line.text() for line in self._lines)

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.name, self.password.line, self.again.line, self.code

    def clear(self) -> None:
        """Wipes everything that was typed."""
        self.name.setText("")
        self.clear_secrets()

    def clear_secrets(self) -> None:
        """Wipes passwords and code."""
        self.password.clear()
        self.again.clear()
        self.code.setText("")

    def focus(self) -> None:
        """Puts the cursor where something is to be typed next."""
        shown = [each for each in self._lines if each.isVisibleTo(self) and each.isEnabled()]
        if shown:
            next((each for each in shown if not each.text()), shown[-1]).setFocus()

    # -- what the hands do

    def _choose(self, chosen: Button) -> None:
        for button, role in zip(self.roles, FIRST_ROLES, strict=True):
            button.setChecked(button is chosen)
            if button is chosen:
                self._role_said.set_text(self.wording(f"login.said_{role}"))

    def _go_on(self) -> None:
        """Enter: on to the next empty line, or the end."""
        shown = [each for each in self._lines if each.isVisibleTo(self) and each.isEnabled()]
        empty = [each for each in shown if not each.text()]
        if empty:
            empty[0].setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        name, password = self.account_name, self.password.text
        if not name or not password:
            self.focus()
        elif self.state is State.FIRST:
            if password != self.again.text:
                self.again.clear()
                self.differs.emit()
                self.again.line.setFocus()
                return
            role = next(role for button, role in zip(self.roles, FIRST_ROLES, strict=True) if button.isChecked())
            self.made.emit(name, role, password)
        elif self.state is State.CODE and not self.code.text().strip():
            self.code.setFocus()
        else:
            self.entered.emit(name, password, self.code.text().strip())

    def _turn(self) -> None:
        (self.other if self.state is State.LOCKED else self.back).emit()

    def _escape(self) -> None:
        """Clears; on empty lines goes back to whose work is locked."""
        if self._busy:
            return
        typed = self.has_typed
        self.clear()
        self.say()
        if self.state is State.CODE or not typed and self.state is State.LOGIN and self.locked_name:
            self.back.emit()
        self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)
