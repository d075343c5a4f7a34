"""Making an IC card one's second factor: the card on the reader, the password, the card's PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal

from base.trouble import Trouble
from counter.login_secrets import SecretsPage
from look.text import Text


class CardFactorPage(SecretsPage):
    """Signals:
    given: password, PIN and one-time code (empty where the account has none).
    """

    given = Signal(str, str, str)

    def open(self, *, has_card: bool, has_totp: bool) -> None:
        """Asks for what is needed; says so where there is a card already.

        Args:
            has_card: the account has one.
            has_totp: the account has one-time codes, so that one is asked for, too.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("account.card"))
        if has_card:
            self._fields = []
            self.column.addWidget(Text(wording("account.card_on"), look, "body"))
            back = self.back_button()
            self.foot(back)
            back.setFocus()
            return
        self.column.addWidget(Text(wording("account.card_said"), look, "body", "quiet"))
        self._ask(["old", "card_pin", *(["card_code"] if has_totp else [])], wording("account.card_do"))

    def refused(self, trouble: Trouble) -> None:
        """Tells why there is no card; nothing was changed."""
        self._say(trouble)
        self.clear()
        if self._fields:
            self._fields[0].line.setFocus()

    def _act(self) -> None:
        typed = [field.text for field in self._fields]
        self.strip.show_words([])
        self.set_busy(True)
        self.given.emit(typed[0], typed[1], typed[2] if len(typed) > 2 else "")
