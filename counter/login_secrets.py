"""A page of the right column that asks for secrets: lines that hide what is typed, what came of it, one act. What was
typed is wiped as soon as the page is out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent

from base import texts
from base.trouble import Trouble
from counter.bars import Strip
from counter.login_line import PasswordField
from counter.side import SidePage
from counter.wording import Wording
from look.buttons import MAIN, Button
from look.tokens import Look


class SecretsPage(SidePage):
    """What the pages for password and card have in common."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self._fields: list[PasswordField] = []
        self.strip = Strip(look)
        self.do = Button("", look, MAIN)

    @property
    def fields(self) -> list[PasswordField]:
        """The lines, in the order in which they are asked."""
        return self._fields

    def clear(self) -> None:
        """Wipes what was typed."""
        for field in self._fields:
            field.clear()

    def set_busy(self, busy: bool) -> None:
        """Takes nothing while card and store are at it."""
        for each in (*self._fields, self.do):
            each.setEnabled(not busy)

    def _ask(self, names: Sequence[str], act: str) -> None:
        """Puts the lines, the place for what came of it, and the foot.

        Args:
            names: of the lines, as in the catalogue under ``account``; none puts none.
            act: what the button says.
        """
        wording, look = self.wording, self.look
        self._fields = [PasswordField(wording(f"account.{each}"), look, wording) for each in names]
        for field in self._fields:
            field.line.returnPressed.connect(self._go_on)
            field.line.left.connect(self._escape)
            self.column.addWidget(field)
        self.strip = Strip(look)
        self.column.addWidget(self.strip)
        self.do = Button(act, look, MAIN)
        self.do.clicked.connect(self._go_on)
        self.foot(self.back_button(), self.do)
        self._fields[0].line.setFocus()

    def _say(self, trouble: Trouble) -> None:
        """Tells why nothing was changed; a wrong password is told as the one that is used now."""
        language = self.wording.language
        wrong = trouble.id == "login_wrong"
        said = [texts.message(trouble, language), texts.action(trouble, language)]
        self.set_busy(False)
        self.strip.show_words([self.wording("account.old_wrong")] if wrong else said)

    def _go_on(self) -> None:
        """To the first line that is empty, or to the act."""
        empty = [field for field in self._fields if not field.text]
        if empty:
            empty[0].line.setFocus()
        else:
            self._act()

    def _act(self) -> None:
        raise NotImplementedError

    def _escape(self) -> None:
        """Escape in a line: wipes what was typed, and with nothing typed leaves."""
        if any(field.text for field in self._fields):
            self.clear()
            self._fields[0].line.setFocus()
        else:
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        self.clear()
        super().hideEvent(event)
