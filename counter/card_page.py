"""Reading a card into the open visit: its kind, what its face says, and nothing that only its holder knows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent

from base import texts
from base.trouble import Trouble
from counter.cards import Found, number_of
from counter.line import Line
from counter.side import SidePage
from counter.wording import Wording
from devices.card.api import CardKind
from look.buttons import MAIN, Button
from look.text import Text
from look.tokens import Look


class CardPage(SidePage):
    """First "lay the card down", then what its kind needs. Enter goes on.

    Signals:
        looked_for: the card is to be recognised.
        given: the kind, and what opens the card.
    """

    looked_for = Signal()
    given = Signal(object, str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("quiet_focus", True)
        self.setAccessibleName(wording("card.title"))
        self._found: Found | None = None
        self._lines: dict[str, Line] = {}
        self._busy = False
        self._said = Text("", look, "body")
        self._go = Button("", look, MAIN)

    def open(self) -> None:
        """Asks for a card."""
        self._found = None
        self._build("card.lay", [], "card.look")

    def show_found(self, found: Found) -> None:
        """Asks for what opens this card."""
        self._found = found
        match found.kind:
            case CardKind.MY_NUMBER:
                self._build("card.face", ["birth", "expiry", "code"], "card.read")
                self._said.set_text(self.wording("card.tries", tries=found.tries or 0))
            case CardKind.RESIDENCE:
                self._build("card.number_lead", ["number"], "card.read")
            case _ if found.has_pin:
                self._build("card.licence_pin", [], None)
            case _:
                self._build("card.licence_open", [], "card.read")

    def show_trouble(self, trouble: Trouble) -> None:
        """What went wrong. The card is asked again before anything else is typed, so tries are never out of date."""
        language = self.wording.language
        self.open()
        self._said.set_text(f"{texts.message(trouble, language)} {texts.action(trouble, language)}")

    def show_busy(self) -> None:
        """The reader is at work; Enter does nothing meanwhile."""
        self._busy = True
        self._go.setEnabled(False)
        self._said.set_text(self.wording("card.reading"))

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    def _build(self, lead: str, lines: list[str], go: str | None) -> None:
        wording, look = self.wording, self.look
        self._busy = False
        self._fresh()
        kind = f"card.kind_{self._found.kind}" if self._found else "card.title"
        self.title(wording(kind), wording(lead))
        self._lines = {}
        for name in lines:
            self.column.addWidget(Text(wording(f"card.{name}"), look, "small", "quiet"))
            line = Line(wording(f"card.{name}"), wording(f"card.{name}_hint"))
            line.setMaxLength(20)
            line.left.connect(self.left)
            line.returnPressed.connect(self._enter)
            self._lines[name] = line
            self.column.addWidget(line)
        self._said = Text("", look, "body")
        buttons = [self.back_button(wording("act.cancel"))]
        if go:
            self._go = Button(f"{wording(go)}  Enter", look, MAIN)
            self._go.clicked.connect(self._act)
            buttons.append(self._go)
        self.foot(*buttons, said=self._said)
        (next(iter(self._lines.values())) if lines else self).setFocus()

    def _enter(self) -> None:
        """The next line that is empty, or on."""
        for line in self._lines.values():
            if not line.text().strip():
                line.setFocus()
                return
        self._act()

    def _act(self) -> None:
        if self._busy or (self._found and self._found.has_pin):
            return
        if self._found is None:
            self.looked_for.emit()
            return
        typed = {name: line.text() for name, line in self._lines.items()}
        if not all(each.strip() for each in typed.values()):
            return
        opens = ""
        try:
            if self._found.kind is CardKind.MY_NUMBER:
                opens = number_of(typed["birth"], typed["expiry"], typed["code"])
            elif self._found.kind is CardKind.RESIDENCE:
                opens = typed["number"]
        except Trouble as refused:
            language = self.wording.language
            self._said.set_text(f"{texts.message(refused, language)} {texts.action(refused, language)}")
            return
        self.given.emit(self._found.kind, opens)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        for line in self._lines.values():
            line.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text():
            event.accept()  # what is typed beside the lines goes nowhere, least of all into the search
        else:
            super().keyPressEvent(event)
