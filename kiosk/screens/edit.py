"""Put a field right: choose what was read, or type; a date by era, year, month and day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from base.clock import Clock, today
from forms import kana
from forms.characters import find_name_fault
from forms.dates import ERAS, Era, NotADate, era_date, era_text, find_iso_date, get_date
from forms.fields import Kind, get_field_type
from forms.fusing import Field, State
from kiosk.journey import Event
from kiosk.screens.base import Notice, Screen, box
from kiosk.screens.confirm import candidates, choice_button
from kiosk.wording import is_official
from look.buttons import QUIET, SECOND, Button
from look.flow import Grid, Row, Split
from look.frame import Panel
from look.text import ExactText, Text


class TypedText(QLineEdit):
    """A line to type in, without a menu, without dropping things into it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("edit.typed")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)


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
        self.title(words("edit.heading", label=label))
        values = candidates(self.field, fields)
        if self.kind.kind in (Kind.SEX, Kind.CHOICE):
            self.rows.addWidget(self._choices(values))
            self.stretch()
            return
        role = "exact_large" if self.kind.kind is Kind.NAME else "exact"
        self.preview = ExactText("", look, role, official=is_official(self.path))
        self.fault: Notice | None = None
        sheet = Panel(look, "raised")
        sheet.rows.addWidget(Text(words("edit.preview"), look, "small", "quiet"))
        sheet.rows.addWidget(self.preview)
        self.beneath = sheet.rows
        input_ = self._date() if self.kind.kind is Kind.DATE else self._line(label)
        left: list[QWidget] = []
        if len(values) > 1 or (values and self.field.state is State.MISSING):
            left += [Text(words("edit.candidates"), look, "small", "quiet"), self._choices(values)]
        left.append(input_)
        self.rows.addWidget(Split(box(*left, look=look), sheet, look, 0.6))
        self.stretch()

    def _choices(self, values: list[str]) -> Grid:
        buttons: list[QWidget] = []
        for value in values:
            button = choice_button(self.field, value, self.words, self.look)
            button.clicked.connect(lambda _on=False, chosen=value: self._choose(chosen))
            buttons.append(button)
        return Grid(buttons, self.look, (3, 2, 1), gap=1, least_mm=60)

    def _choose(self, value: str) -> None:
        self.context.act(Event.CHOOSE, path=self.path, value=value)

    # --- a line --------------------------------------------------------------------------------------------------

    def _line(self, label: str) -> QWidget:
        words, look = self.words, self.look
        self.typed = TypedText(label)
        self.typed.setText(self.field.value or "")
        self.typed.setMaxLength(self.kind.max_length)
        self.typed.textChanged.connect(self._typed)
        self.typed.returnPressed.connect(self._accept)
        return box(Text(words("edit.typed"), look, "small", "quiet"), self.typed, look=look, gap=1, stretch=False)

    def _typed(self) -> None:
        self._show(self._value_of_line())

    def _value_of_line(self) -> tuple[str, str | None]:
        """The value typed, and the key of what is wrong with it."""
        value = self.typed.text().strip(" 　")
        if not value:
            return "", "edit.empty"
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

    # --- a date --------------------------------------------------------------------------------------------------

    def _date(self) -> QWidget:
        words, look = self.words, self.look
        clock: Clock = self.context.conductor.clock
        known = find_iso_date(self.field.value)
        start = era_date(known or today(clock))
        self.era: Era = start.era
        self._eras: list[Button] = []
        for era in ERAS:
            button = Button(era.name, look, QUIET, checkable=True, language="ja")
            button.setObjectName(f"edit.era.{era.letter}")
            button.setAccessibleName(f"{words('edit.era')} {era.name}")
            button.setChecked(era is self.era)
            button.clicked.connect(lambda _on=False, chosen=era: self._choose_era(chosen))
            self._eras.append(button)
        self.parts = {"year": start.year, "month": start.month, "day": start.day}
        self._shown: dict[str, Text] = {}
        steppers: list[QWidget] = [self._stepper(part) for part in self.parts]
        made = box(Row(list(self._eras), look), Grid(steppers, look, (3, 1), gap=2), look=look, gap=3, stretch=False)
        self._show(self._value_of_date())
        return made

    def _stepper(self, part: str) -> QWidget:
        words, look = self.words, self.look
        label = words(f"edit.{part}")
        made = Panel(look)
        made.rows.setSpacing(look.gap(1))
        made.rows.addWidget(Text(label, look, "small", "quiet", Qt.AlignmentFlag.AlignHCenter))
        number = Text(str(self.parts[part]), look, "heading", "text", Qt.AlignmentFlag.AlignHCenter, wrap=False)
        self._shown[part] = number
        for by, icon, key in ((1, "arrow-up", "edit.more"), (-1, "arrow-down", "edit.less")):
            button = Button("", look, SECOND, icon=icon, name=words(key, label=label))
            button.setObjectName(f"edit.{part}.{by}")
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _on=False, step=by: self._step(part, step))
            made.rows.addWidget(button)
            if by == 1:
                made.rows.addWidget(number)
        return made

    def _step(self, part: str, by: int) -> None:
        low, high = 1, {"year": 64, "month": 12, "day": 31}[part]
        value = self.parts[part] + by
        self.parts[part] = high if value < low else low if value > high else value
        self._shown[part].set_text(str(self.parts[part]))
        self._show(self._value_of_date())

    def _choose_era(self, era: Era) -> None:
        self.era = era
        for button, each in zip(self._eras, ERAS, strict=True):
            button.setChecked(each is era)
            button.update()
        self._show(self._value_of_date())

    def _value_of_date(self) -> tuple[str, str | None]:
        parts = self.parts
        try:
            day: date = get_date(f"{self.era.name}{parts['year']}年{parts['month']}月{parts['day']}日")
        except NotADate:
            return "", "edit.not_a_date"
        return day.isoformat(), None

    # --- both ----------------------------------------------------------------------------------------------------

    def _current(self) -> tuple[str, str | None]:
        return self._value_of_date() if self.kind.kind is Kind.DATE else self._value_of_line()

    def _show(self, value_and_fault: tuple[str, str | None]) -> None:
        value, fault = value_and_fault
        if self.kind.kind is Kind.DATE:
            day = find_iso_date(value)
            self.preview.set_text(era_text(day) if day else "")
        else:
            self.preview.set_text(value)
        if self.fault is not None:
            self.fault.hide()
            self.fault.deleteLater()
            self.fault = None
        if fault and fault != "edit.empty":
            text = self.words(fault, max=self.kind.max_length) if "max" in fault else self.words(fault)
            self.fault = Notice(text, "", self.look)
            self.beneath.addWidget(self.fault)
        if hasattr(self, "accept"):
            self.accept.setEnabled(fault is None)

    def main(self) -> Button | None:
        if self.kind.kind in (Kind.SEX, Kind.CHOICE):
            return None
        self.accept = self.main_button("edit.accept", self._accept, arrow=False)
        self._show(self._current())
        return self.accept

    def _accept(self) -> None:
        value, fault = self._current()
        if fault is None:
            self._choose(value)
