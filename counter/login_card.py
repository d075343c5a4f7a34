"""Making an IC card one's second factor: the card on the reader, the password, the card's PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal

from base import texts
from base.trouble import Trouble
from counter.bars import Strip
from counter.login_line import PasswordField
from counter.side import SidePage
from counter.wording import Wording
from look.buttons import MAIN, Button
from look.text import Text
from look.tokens import Look


class CardFactorPage(SidePage):
    """Signals:
    given: password, PIN and one-time code (empty where the account has none).
    """

    given = Signal(str, str, str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self._fields: list[PasswordField] = []
        self.strip = Strip(look)
        self._do = Button("", look, MAIN)

    def open(self, *, has_card: bool, has_totp: bool) -> None:
        """Asks for what is needed; says so where there is a card already.

        Args:
            has_card: the account has one.
            has_totp: the account has one-time codes, so that one is asked for, too.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("account.card"))
        self.strip = Strip(look)
        if has_card:
            self._fields = []
            self.column.addWidget(Text(wording("account.card_on"), look, "body"))
            back = self.back_button()
            self.foot(back)
            back.setFocus()
            return
        self.column.addWidget(Text(wording("account.card_said"), look, "body", "quiet"))
        names = ["old", "card_pin", *(["card_code"] if has_totp else [])]
        self._fields = [PasswordField(wording(f"account.{each}"), look, wording) for each in names]
        for field in self._fields:
            field.line.returnPressed.connect(self._go_on)
            field.line.left.connect(self.left)
            self.column.addWidget(field)
        self.column.addWidget(self.strip)
        self._do = Button(wording("account.card_do"), look, MAIN)
        self._do.clicked.connect(self._go_on)
        self.foot(self.back_button(), self._do)
        self._fields[0].line.setFocus()

    @property
    def fields(self) -> list[PasswordField]:
        """Password, PIN, and the one-time code where there is one."""
        return self._fields

    def clear(self) -> None:
        """Wipes what was typed."""
        for field in self._fields:
            field.clear()

    def refused(self, trouble: Trouble) -> None:
        """Tells why there is no card; nothing was changed."""
        language = self.wording.language
        self.set_busy(False)
        self.clear()
        wrong = trouble.id == "login_wrong"
        said = [texts.message(trouble, language), texts.action(trouble, language)]
        self.strip.show_words([self.wording("account.old_wrong")] if wrong else said)
        if self._fields:
            self._fields[0].line.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Takes nothing while card and store are at it."""
        for each in (*self._fields, self._do):
            each.setEnabled(not busy)

    def _go_on(self) -> None:
        empty = [field for field in self._fields if not field.text]
        if empty:
            empty[0].line.setFocus()
            return
        typed = [field.text for field in self._fields]
        self.strip.show_words([])
        self.set_busy(True)
        self.given.emit(typed[0], typed[1], typed[2] if len(typed) > 2 else "")

    def hideEvent(self, event) -> None:  # noqa: N802  Qt's name
        self.clear()
        super().hideEvent(event)
