"""Who is logged in, what their role may, and their password: a page of the right column."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from base.trouble import Trouble
from counter.login_secrets import SecretsPage
from db.accounts_secrets import PASSWORD_MIN
from forms.roles import Role
from look.buttons import SECOND, Button
from look.frame import Rule
from look.text import Text


class AccountPage(SecretsPage):
    """Signals:
    lock_asked, leave_asked, card_asked, anchor_asked: the buttons.
    changed: the old password and the new one, typed twice alike.
    """

    lock_asked = Signal()
    leave_asked = Signal()
    card_asked = Signal()
    anchor_asked = Signal()
    changed = Signal(str, str)

    def open(self, name: str, role: Role, *, has_reader: bool = False, anchors: bool = False) -> None:
        """Shows an account.

        Args:
            name: of the account.
            role: its role.
            has_reader: there is a card reader, so that an IC card can become its second factor.
            anchors: they may print the state of the audit, and can.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("account.title", name=name), wording(f"role.{role}"))
        self.column.addWidget(Text(wording(f"account.said_{role}"), look, "body"))
        line = QHBoxLayout()
        line.setSpacing(look.gap(1))
        for words, signal in (
            (f"{wording('account.lock')}  Ctrl+L", self.lock_asked),
            (f"{wording('account.leave')}  Ctrl+Shift+L", self.leave_asked),
        ):
            button = Button(words, look, SECOND, role="body")
            button.clicked.connect(signal)
            line.addWidget(button, 1)
        self.column.addLayout(line)
        for words, signal, there in (
            ("account.card", self.card_asked, has_reader),
            ("account.anchor", self.anchor_asked, anchors),
        ):
            if there:
                button = Button(wording(words), look, SECOND, role="body")
                button.clicked.connect(signal)
                self.column.addWidget(button)
        self.column.addSpacing(look.gap(1))
        self.column.addWidget(Rule(look))
        self.column.addWidget(Text(wording("account.password"), look, "button"))
        self.column.addWidget(Text(wording("account.password_said", least=PASSWORD_MIN), look, "small", "quiet"))
        self._ask(("old", "new", "new_again"), wording("account.change"))

    def refused(self, trouble: Trouble) -> None:
        """Tells why the password stays as it was."""
        self._say(trouble)
        if trouble.id == "login_wrong":
            self._fields[0].clear()
            self._fields[0].line.setFocus()
        elif trouble.id == "password_weak":
            self._fields[1].line.setFocus()

    def _act(self) -> None:
        old, new, again = (field.text for field in self._fields)
        if new != again:
            self._fields[2].clear()
            self.strip.show_words([self.wording("login.differs")])
            self._fields[2].line.setFocus()
        else:
            self.strip.show_words([])
            self.set_busy(True)
            self.changed.emit(old, new)
