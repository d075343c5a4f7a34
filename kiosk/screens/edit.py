"""Put a field right by touch: choose what was read, or type it on the board that its kind needs, or pick a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from base.clock import Clock, today
from base.texts import text
from forms import kana
from forms.characters import find_name_fault
from forms.dates import FIRST_DAY, era_date, find_iso_date
from forms.fields import Kind, get_field_type
from forms.fusing import Field, State
from forms.preentry.page import RELATIONSHIPS
from kiosk.boards.converting import known_surnames
from kiosk.boards.day_pane import DayPane
from kiosk.boards.days import DayPicker
from kiosk.boards.typing import Typing
from kiosk.screens.base import Notice, Screen
from kiosk.screens.confirm import candidates, choice_button
from kiosk.states import STEPS, Event
from kiosk.wording import is_official
from look import style
from look.buttons import Button, ExactButton
from look.flow import Grid
from look.frame import Paged
from look.header import Header
from look.text import Text
from look.tokens import TEXT_STEPS, Look

YEARS_AHEAD = 10
"""How far ahead a day can lie: the longest that a residence card lasts, with room."""


def _is_large(look: Look) -> bool:
    """Whether the board needs the heading's room."""
    return look.text_step >= TEXT_STEPS[1] or look.ruby_share > 0


class Pinned(QWidget):
    """The line stays, what is below it turns by pages where it has to."""

    def __init__(self, screen: Edit, top: QWidget) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        style.ground(top, screen.look, "ground")
        rows.addWidget(top)
        self.paged = Paged(screen.content, screen.look)
        rows.addWidget(self.paged, 1)


class Edit(Screen):
    """One field."""

    def fill(self) -> None:
        journey, words, look = self.context.journey, self.words, self.look
        assert journey.editing is not None
        fields = self.context.draft.fields
        self.path = journey.editing
        self.field = fields.get(self.path) or Field(self.path, None, State.MISSING)
        self.kind = get_field_type(self.path)
        label = words.full_label(self.path)
        self.asked = words("edit.heading", label=label)
        self.fault: Notice | None = None
        self.top = QWidget()
        self.beneath = QVBoxLayout(self.top)
        self.beneath.setContentsMargins(look.gap(4), look.gap(3), look.gap(4), 0)
        self.beneath.setSpacing(look.gap(1))
        self.rows.setContentsMargins(look.gap(4), look.gap(1), look.gap(4), look.gap(1))
        self.values = candidates(self.field, fields)
        if self._is_choice:
            self.title(self.asked)
            self.rows.setContentsMargins(look.gap(4), look.gap(3), look.gap(4), look.gap(3))
            self.rows.addWidget(self._choices())
            self.stretch()
            return
        self.setAccessibleName(self.asked)
        if not _is_large(look):
            self.heading = Text(self.asked, look, "heading")
            self.beneath.addWidget(self.heading)
        several = len(self.values) > 1 or (bool(self.values) and self.field.state is State.MISSING)
        offer = self._offer if several or self.kind.kind is Kind.RELATIONSHIP else None
        if self.kind.kind is Kind.DATE:
            self.days = DayPane(self._picker(), words, look, self._offer if several else None)
            self.days.changed.connect(self._show)
            self.days.rebuilt.connect(self._rebuilt)
            self.beneath.addWidget(self.days.line)
            self.rows.addWidget(self.days, 1)
            return
        self.typing = Typing(
            self.kind,
            label,
            self.field.value or "",
            offer,
            is_official(self.path),
            known_surnames(fields, self.path) if self.kind.kind is Kind.NAME else (),
            words,
            look,
            self.context.conductor.jobs,
        )
        self.typed = self.typing.entry
        self.typed.textChanged.connect(self._show)
        self.typed.returnPressed.connect(self._accept)
        self.typing.rebuilt.connect(self._rebuilt)
        self.beneath.addWidget(self.typed)
        self.rows.addWidget(self.typing, 1)

    @property
    def _is_choice(self) -> bool:
        return self.kind.kind in (Kind.SEX, Kind.CHOICE)

    def head(self) -> QWidget:
        """In large type, and with readings, the heading moves up here: the board needs the room."""
        journey = self.context.journey
        kind = get_field_type(journey.editing or "kind").kind
        if not _is_large(self.look) or kind in (Kind.SEX, Kind.CHOICE):
            return super().head()
        label = self.words.full_label(journey.editing or "kind")
        return Header(self.words("edit.heading", label=label), self.look, "", journey.step, STEPS)

    def body(self) -> QWidget:
        return super().body() if self._is_choice else Pinned(self, self.top)

    def tab_order(self) -> list[QWidget]:
        """The line, then the pane, row by row."""
        inside = [each for each in self.top.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return [*inside, *super().tab_order()]

    def _rebuilt(self) -> None:
        """Other keys stand there: Tab goes through them; the focus goes to what stands for what had it."""
        if not hasattr(self, "footer"):
            return  # still being made
        self._order_tabs()
        if QApplication.focusWidget() is None or not self.isAncestorOf(QApplication.focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- choosing ------------------------------------------------------------------------------------------------

    def _offer(self) -> QWidget:
        """What was read, or the usual words of a relationship."""
        return self._choices()

    def _choices(self) -> Grid:
        buttons: list[QWidget] = []
        for value in self.values:
            button = choice_button(self.field, value, self.words, self.look)
            button.clicked.connect(lambda _on=False, chosen=value: self._choose(chosen))
            buttons.append(button)
        if self.kind.kind is not Kind.RELATIONSHIP:
            return Grid(buttons, self.look, (3, 2, 1), gap=1, least_mm=60)
        for word, value in RELATIONSHIPS.items():
            if value not in self.values:
                buttons.append(self._relationship(word, value))
        columns: tuple[int, ...] = (7, 6, 5, 4, 3, 2)
        if self.look.text_step == TEXT_STEPS[-1]:
            columns = (2,) if self.look.ruby_share else (3, 2)
        return Grid(buttons, self.look, columns, gap=1, least_mm=52)

    def _relationship(self, word: str, value: str) -> ExactButton:
        language = self.look.language
        note = "" if language == "ja" else text(f"preentry_page.relation.{word}", language)
        button = ExactButton(value, self.look, "" if note == value else note, role="exact")
        button.setObjectName(f"choice.{self.path}.{value}")
        button.clicked.connect(lambda _on=False: self._choose(value))
        return button

    def _choose(self, value: str) -> None:
        self.context.act(Event.CHOOSE, path=self.path, value=value)

    # --- the value -----------------------------------------------------------------------------------------------

    def _value_of_line(self) -> tuple[str, str | None]:
        """The value typed, and the key of what is wrong with it."""
        value = self.typed.text().strip(" 　")
        if not value:
            return "", "edit.empty"
        if len(value) > self.kind.max_length:
            return value, "edit.too_long"
        match self.kind.kind:
            case Kind.KANA:
                value = kana.to_katakana(value).replace(" ", "　")
                return value, None if kana.is_katakana(value) else "edit.not_kana"
            case Kind.PHONE:
                value = value.translate(str.maketrans("０１２３４５６７８９－ー‐（）", "0123456789---()"))
                return value, None if all(char in "0123456789-+()" for char in value) else "edit.not_phone"
            case Kind.NAME:
                value = value.replace(" ", "　")
        return value, "edit.not_usable" if find_name_fault(value) else None

    def _picker(self) -> DayPicker:
        """Beginning with the day that is known; a birthday with its era, any other day with this year."""
        clock: Clock = self.context.conductor.clock
        now = today(clock)
        born = self.path.endswith("birth_date")
        last = now if born else date(now.year + YEARS_AHEAD, 12, 31)
        western = not self.look.language.startswith("ja")
        picker = DayPicker.of(find_iso_date(self.field.value), FIRST_DAY, last, western)
        if picker.value is not None or born or self.path.endswith("stay_until"):
            return picker
        return picker.chosen(now.year // 10 * 10 if western else era_date(now).era).chosen(now.year)

    def _current(self) -> tuple[str, str | None]:
        if self.kind.kind is not Kind.DATE:
            return self._value_of_line()
        day = self.days.picker.value
        return (day.isoformat(), None) if day else ("", "edit.empty")

    def _show(self) -> None:
        _value, fault = self._current()
        if self.fault is not None:
            self.fault.hide()
            self.fault.deleteLater()
            self.fault = None
        if fault and fault != "edit.empty":
            said = self.words(fault, max=self.kind.max_length) if fault == "edit.too_long" else self.words(fault)
            self.fault = Notice(said, "", self.look)
            self.beneath.addWidget(self.fault)
        if hasattr(self, "accept"):
            self.accept.setEnabled(fault is None)

    def main(self) -> Button | None:
        if self._is_choice:
            return None
        self.accept = self.main_button("edit.accept", self._accept, arrow=False)
        self._show()
        return self.accept

    def _accept(self) -> None:
        value, fault = self._current()
        if fault is None:
            self._choose(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Who types on a keyboard, wherever the focus is, means the line."""
        typing = hasattr(self, "typed") and (event.text().isprintable() or event.key() == Qt.Key.Key_Backspace)
        if typing and event.text() and not self.typed.hasFocus():
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
            self.typed.keyPressEvent(event)
            return
        super().keyPressEvent(event)
