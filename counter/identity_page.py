"""The identity check: which documents were shown, by what right somebody came, what was asked. Kinds only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from counter.choices import Choice
from counter.side import SidePage
from counter.wording import Wording
from forms.identity import DOCUMENTS, Group, IdentityCheck, authorities
from look.buttons import MAIN, SECOND, Button
from look.text import Text
from look.tokens import Look

QUESTIONED = "questioned"
"""Stands among the documents for the oral questions."""


class IdentityPage(SidePage):
    """Which documents were shown. Each has a key, Enter records.

    Signals:
        recorded: the :class:`forms.identity.IdentityCheck`.
        notice_asked: the 受理通知 that the recorded check asks for is to be printed.
    """

    recorded = Signal(object)
    notice_asked = Signal()
    KEYS = "123456789ABCDEFGHIJKL"

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # takes the keys of the documents
        self.setProperty("quiet_focus", True)
        self.setAccessibleName(wording("identity.title"))
        self._chosen: list[str] = []
        self._relation: str | None = None
        self._choices: dict[str, Choice] = {}
        self._keys: dict[str, str] = {}
        self._said = Text("", look, "body")
        self._record = Button("", look, MAIN)

    def open(self, check: IdentityCheck, relation: str | None, *, can_print: bool = False) -> None:
        """Begins with what is recorded already.

        Args:
            check: so far.
            relation: of whoever came to those who move, a value of ``notifier.relation``, or None.
            can_print: whether a form can be printed here.
        """
        self._chosen = [*check.documents, *check.authority, *([QUESTIONED] if check.questioned else [])]
        self._relation = relation
        self._choices = {}
        wording = self.wording
        japanese = wording.language in ("ja", "ja-easy")
        self._fresh()
        self.title(wording("identity.title"), wording("identity.explain"))
        rights = [(each.id, each.label if japanese else each.english) for each in authorities(relation)]
        # The documents keep their keys, whoever comes.
        ids = [*(each.id for each in DOCUMENTS), *(id for id, _ in rights), QUESTIONED]
        self._keys = dict(zip(ids, self.KEYS, strict=False))
        self.column.setSpacing(self.look.gap(0))
        if rights:
            self._group(wording("identity.rights", relation=wording.value("notifier.relation", relation)), rights)
        for group in Group:
            kinds = [(each.id, wording.documents([each.id])) for each in DOCUMENTS if each.group is group]
            self._group(wording(f"identity.{group}"), kinds)
        self._group(wording("identity.doubt"), [(QUESTIONED, wording("identity.questioned"))])
        self._said = Text("", self.look, "body")
        self._record = Button(f"{wording('identity.record')}  Enter", self.look, MAIN)
        self._record.clicked.connect(self.record)
        buttons = [self.back_button()]
        if can_print and check.lacking(relation) is None and check.needs_notice(relation):
            notice = Button(f"{wording('act.notice')}  Shift+F9", self.look, SECOND)
            notice.clicked.connect(self.notice_asked)
            buttons.append(notice)
        self.foot(*buttons, self._record, said=self._said)
        self._reflect()
        (self._record if self._record.isEnabled() else self).setFocus()

    def _group(self, title: str, kinds: Sequence[tuple[str, str]]) -> None:
        self.column.addSpacing(self.look.gap(0))
        self.column.addWidget(Text(title, self.look, "small", "quiet"))
        for at in range(0, len(kinds), 2):
            line = QHBoxLayout()
            line.setSpacing(self.look.gap(1))
            pair = kinds[at : at + 2]
            for id, words in pair:
                choice = Choice(self._keys[id], words, self.look)
                choice.clicked.connect(lambda _checked=False, id=id: self.toggle(id))
                self._choices[id] = choice
                line.addWidget(choice, 1)
            if len(pair) == 1:
                line.addStretch(1)
            self.column.addLayout(line)

    @property
    def chosen(self) -> IdentityCheck:
        """What is chosen now."""
        rights = {each.id for each in authorities(self._relation)}
        documents = tuple(id for id in self._chosen if id not in rights and id in {row.id for row in DOCUMENTS})
        return IdentityCheck(documents, tuple(id for id in self._chosen if id in rights), QUESTIONED in self._chosen)

    def toggle(self, id: str) -> None:
        """Chooses a document, or no longer."""
        if id in self._chosen:
            self._chosen.remove(id)
        else:
            self._chosen.append(id)
        self._reflect()

    def record(self) -> None:
        """Hands over what was chosen, if it is enough."""
        if self.chosen.lacking(self._relation) is None:
            self.recorded.emit(self.chosen)

    def _reflect(self) -> None:
        check = self.chosen
        lacking = check.lacking(self._relation)
        said = self.wording(f"identity.{lacking or 'enough'}")
        if lacking is None and check.needs_notice(self._relation):
            said = f"{said}\n{self.wording('identity.notice_explain')}"
        self._said.set_text(said)
        self._record.setEnabled(lacking is None)
        for id, choice in self._choices.items():
            choice.setChecked(id in self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        typed = event.text().upper()
        id = next((id for id, key in self._keys.items() if key == typed), None)
        if id is not None:
            self.toggle(id)
            self._scroll.ensureWidgetVisible(self._choices[id])
            # Enter then records, as the key says, instead of pressing the document once more.
            (self._record if self._record.isEnabled() else self).setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.record()
        else:
            super().keyPressEvent(event)
