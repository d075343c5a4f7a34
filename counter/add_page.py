"""What is not on the visit yet: one more person, a building, a reading of a name. Chosen, then typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from base import texts
from base.trouble import Trouble
from counter.hand_over_page import matching
from counter.line import Line
from counter.side import SidePage
from counter.typed import value_of
from forms.fields import Kind, get_field_type
from look.buttons import MAIN, SECOND, Button
from look.text import Text

DIGITS = 9
"""So many fields have a digit; typing part of a name brings the others up to them."""


class AddPage(SidePage):
    """A digit chooses a field, letters narrow the names; then its value is typed and Enter adds it.

    Signals:
        given: path and value as data.
    """

    given = Signal(str, str)

    def open(self, paths: Sequence[str]) -> None:
        """Asks which field.

        Args:
            paths: that can be added, the likeliest first.
        """
        wording = self.wording
        self._paths, self._path = tuple(paths), ""
        self._fresh()
        self.title(wording("add.title"), wording("add.explain"))
        self._line = Line(wording("add.find"), wording("add.find"))
        self._line.left.connect(self.left)
        self._line.textChanged.connect(lambda _typed: self._list())
        self._line.returnPressed.connect(self._first)
        self.column.addWidget(self._line)
        self._place = QVBoxLayout()
        self._place.setSpacing(self.look.gap(1))
        self.column.addLayout(self._place)
        self.foot(self.back_button(wording("act.cancel")))
        self._list()
        self._focus_first()

    def _name(self, path: str) -> str:
        return self.wording("add.person") if path == self._paths[0] and path.endswith("].name") else self._label(path)

    def _label(self, path: str) -> str:
        return self.wording.label(path)

    @property
    def shown(self) -> list[str]:
        """The paths that can be chosen now, in the order of their digits."""
        names = {self._name(path): path for path in self._paths}
        return [names[name] for name in matching(list(names), self._line.text())]

    def _list(self) -> None:
        while item := self._place.takeAt(0):
            widget = item.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        for at, path in enumerate(self.shown, 1):
            name = self._name(path)
            button = Button(f"{at}  {name}" if at <= DIGITS else name, self.look, SECOND, name=name, role="body")
            button.clicked.connect(lambda _checked=False, path=path: self.choose(path))
            self._place.addWidget(button)
        if not self.shown:
            self._place.addWidget(Text(self.wording("add.none"), self.look, "body", "quiet"))

    def _focus_first(self) -> None:
        item = self._place.itemAt(0)
        widget = item.widget() if item else None
        (widget or self._line).setFocus()

    def _first(self) -> None:
        if self.shown:
            self.choose(self.shown[0])

    def choose(self, path: str) -> None:
        """Asks for the value of a field."""
        wording = self.wording
        row = get_field_type(path)
        self._path = path
        self._fresh()
        self.title(self._name(path), wording("add.type"))
        name = wording("value.edit_name", label=wording.label(path))
        self._line = Line(name, wording("value.date_hint" if row.kind is Kind.DATE else "value.edit_hint"))
        self._line.setMaxLength(row.max_length if row.kind is not Kind.DATE else 40)
        self._line.left.connect(self.left)
        self._line.returnPressed.connect(self._give)
        self.column.addWidget(self._line)
        self._said = Text("", self.look, "body", "conflict")
        add = Button(f"{wording('add.do')}  Enter", self.look, MAIN)
        add.clicked.connect(self._give)
        self.foot(self.back_button(wording("act.cancel")), add, said=self._said)
        self._line.setFocus()

    def _give(self) -> None:
        try:
            value = value_of(self._path, self._line.text())
        except Trouble as refused:
            self._said.set_text(texts.message(refused, self.wording.language))
            return
        if value:
            self.given.emit(self._path, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        if self._path:
            super().keyPressEvent(event)
        elif typed.isdecimal() and 1 <= int(typed) <= min(DIGITS, len(self.shown)):
            self.choose(self.shown[int(typed) - 1])
        elif typed.isalpha():
            self._line.setFocus()
            self._line.insert(typed)
        else:
            super().keyPressEvent(event)
