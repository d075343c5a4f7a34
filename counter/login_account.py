"""Who is logged in, what their role may, and their password: a page of the right column."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from base import texts
from base.trouble import Trouble
from counter.bars import Strip
from counter.login_line import PasswordField
from counter.side import SidePage
from counter.wording import Wording
from db.accounts_secrets import PASSWORD_MIN
from forms.roles import Role
from look.buttons import MAIN, SECOND, Button
from look.frame import Rule
from look.text import Text
from look.tokens import Look


class AccountPage(SidePage):
    """Signals:
    lock_asked, leave_asked, card_asked: the buttons.
    changed: the old password and the new one, typed twice alike.
    """

    lock_asked = Signal()
    leave_asked = Signal()
    card_asked = Signal()
    changed = Signal(str, str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self._fields: list[PasswordField] = []
        self.strip = Strip(look)
        self.do = Button("", look, MAIN)

    def open(self, name: str, role: Role, *, has_reader: bool = False) -> None:
        """Shows an account; where there is a card reader, an IC card can become its second factor."""
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("account.title", name=name), wording(f"role.{role}"))
        self.column.addWidget(Text(wording(f"account.said_{role}"), look, "body"))
        line = QHBoxLayout()
        line.setSpacing(look.gap(1))
        for words, signal in (
            (f"{wording('account.lock')}  Ctrl+L", self.lock_asked),
            (f"{wording('account.leave')}  Ctrl+Shift+L", self.leave_asked),
            *([(wording("account.card"), self.card_asked)] if has_reader else []),
        ):
            button = Button(words, look, SECOND, role="body")
            button.clicked.connect(signal)
            line.addWidget(button, 1)
        self.column.addLayout(line)
        self.column.addSpacing(look.gap(1))
        self.column.addWidget(Rule(look))
        self.column.addWidget(Text(wording("account.password"), look, "button"))
        self.column.addWidget(Text(wording("account.password_said", least=PASSWORD_MIN), look, "small", "quiet"))
        self._fields = [
            PasswordField(wording(f"account.{each}"), look, wording) for each in ("old", "new", "new_again")
        ]
        for field in self._fields:
            field.line.returnPressed.connect(self._go_on)
            field.line.left.connect(self._escape)
            self.column.addWidget(field)
        self.strip = Strip(look)
        self.column.addWidget(self.strip)
        self.do = Button(wording("account.change"), look, MAIN)
        self.do.clicked.connect(self._change)
        self.foot(self.back_button(), self.do)
        self._fields[0].line.setFocus()

    @property
    def fields(self) -> list[PasswordField]:
        """The old password, the new one, the new one again."""
        return self._fields

    def clear(self) -> None:
        """Wipes what was typed."""
        for field in self._fields:
            field.clear()

    def refused(self, trouble: Trouble) -> None:
        """Tells why the password stays as it was."""
        language = self.wording.language
        words = [texts.message(trouble, language), texts.action(trouble, language)]
        self.set_busy(False)
        if trouble.id == "login_wrong":
            words = [self.wording("account.old_wrong")]
            self._fields[0].clear()
            self._fields[0].line.setFocus()
        elif trouble.id == "password_weak":
            self._fields[1].line.setFocus()
        self.strip.show_words(words)

    def set_busy(self, busy: bool) -> None:
        """Takes nothing while the store is at it."""
        for each in (*self._fields, self.do):
            each.setEnabled(not busy)

    def _escape(self) -> None:
        if any(field.text for field in self._fields):
            self.clear()
            self._fields[0].line.setFocus()
        else:
            self.left.emit()

    def _go_on(self) -> None:
        empty = [field for field in self._fields if not field.text]
        if empty:
            empty[0].line.setFocus()
        else:
            self._change()

    def _change(self) -> None:
        old, new, again = (field.text for field in self._fields)
        if not (old and new):
            self._go_on()
        elif new != again:
            self._fields[2].clear()
            self.strip.show_words([self.wording("login.differs")])
            self._fields[2].line.setFocus()
        else:
            self.strip.show_words([])
            self.set_busy(True)
            self.changed.emit(old, new)
