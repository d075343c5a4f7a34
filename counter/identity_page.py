"""The identity check: which documents were shown. Kinds only, never a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from counter.choices import Choice
from counter.side import SidePage
from counter.wording import Wording
from forms.identity import DOCUMENTS, Group, shortfall
from look.buttons import MAIN, Button
from look.text import Text
from look.tokens import Look


class IdentityPage(SidePage):
    """Which documents were shown. Keys 1–9 and A–G choose, Enter records.

    Signals:
        recorded: the ids of the documents shown.
    """

    recorded = Signal(list)
    KEYS = "123456789ABCDEFG"

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # takes the keys of the documents
        self.setProperty("quiet_focus", True)
        self.setAccessibleName(wording("identity.title"))
        self._chosen: list[str] = []
        self._choices: dict[str, Choice] = {}
        self._said = Text("", look, "body")
        self._record = Button("", look, MAIN)

    def open(self, documents: Sequence[str]) -> None:
        """Begins with the documents that are recorded already."""
        self._chosen = list(documents)
        self._choices = {}
        wording = self.wording
        self._fresh()
        self.title(wording("identity.title"), wording("identity.explain"))
        keys = iter(self.KEYS)
        self.column.setSpacing(self.look.gap(0))
        for group in Group:
            self.column.addSpacing(self.look.gap(0))
            self.column.addWidget(Text(wording(f"identity.{group}"), self.look, "small", "quiet"))
            kinds = [each for each in DOCUMENTS if each.group is group]
            for at in range(0, len(kinds), 2):
                line = QHBoxLayout()
                line.setSpacing(self.look.gap(1))
                pair = kinds[at : at + 2]
                for kind in pair:
                    choice = Choice(next(keys), wording.documents([kind.id]), self.look)
                    choice.clicked.connect(lambda _checked=False, id=kind.id: self.toggle(id))
                    self._choices[kind.id] = choice
                    line.addWidget(choice, 1)
                if len(pair) == 1:
                    line.addStretch(1)
                self.column.addLayout(line)
        self._said = Text("", self.look, "body")
        self._record = Button(f"{wording('identity.record')}  Enter", self.look, MAIN)
        self._record.clicked.connect(self.record)
        self.foot(self.back_button(), self._record, said=self._said)
        self._reflect()
        (self._record if self._record.isEnabled() else self).setFocus()

    @property
    def chosen(self) -> list[str]:
        """The documents chosen now."""
        return list(self._chosen)

    def toggle(self, id: str) -> None:
        """Chooses a document, or no longer."""
        if id in self._chosen:
            self._chosen.remove(id)
        else:
            self._chosen.append(id)
        self._reflect()

    def record(self) -> None:
        """Hands over what was chosen, if it is enough."""
        if shortfall(self._chosen) is None:
            self.recorded.emit(list(self._chosen))

    def _reflect(self) -> None:
        lacking = shortfall(self._chosen)
        self._said.set_text(self.wording(f"identity.{lacking or 'enough'}"))
        self._record.setEnabled(lacking is None)
        for id, choice in self._choices.items():
            choice.setChecked(id in self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        typed = event.text().upper()
        if typed and typed in self.KEYS:
            id = DOCUMENTS[self.KEYS.index(typed)].id
            self.toggle(id)
            # Enter then records, as the key says, instead of pressing the document once more.
            (self._record if self._record.isEnabled() else self).setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.record()
        else:
            super().keyPressEvent(event)
