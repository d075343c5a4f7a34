"""The rows of the right column: a field, a rule, the identity check. Each takes the focus; the pane holds them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from counter.candidates import CandidateButton, Candidates, differing
from counter.line import Line
from counter.review import Row
from counter.wording import Chip, Wording
from forms.characters import clusters
from forms.fields import Kind, get_field_type
from forms.mj import mj_names
from look.chips import StateChip
from look.text import ExactText, Text
from look.tokens import Look

NARROW_MM = 150
"""Below this width the sign stands above the value instead of beside it."""
NARROW_ROOM_MM = 106
"""What a row of the narrow pane has inside its margins, beside the scroll bar."""
LABEL_MM = 34
"""Width of the column of labels."""

OFFICIAL = {Kind.NAME, Kind.ADDRESS, Kind.BUILDING, Kind.KANA}
"""Values that are compared character by character, and so are shown as the form prints them."""


MJ_NAMES = 2
"""So many MJ names stand beside a candidate; one that differs in more characters is told by its glyphs alone."""


def _mj_names(value: str, names: dict[str, str]) -> list[str]:
    """Those of a candidate's characters by which it differs from the others."""
    own = [names[cluster] for cluster in dict.fromkeys(clusters(value)) if cluster in names]
    return own if len(own) <= MJ_NAMES else []


class PaneRow(QWidget):
    """A row that can be the one in hand: a label, a value, a sign.

    Signals:
        focused: it has become the one in hand.
        pressed: it was clicked or touched.
    """

    focused = Signal()
    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._current = False
        self._marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = Text("", look, "small", "quiet")
        self._value = ExactText("", look, "value", official=False)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chip: StateChip | None = None
        self._chip_shown: Chip | None = None
        self._narrow = False
        self._line = QGridLayout()
        self._line.setHorizontalSpacing(look.gap(1))
        self._line.setVerticalSpacing(0)
        self._below = QVBoxLayout()
        self._below.setSpacing(look.gap(1))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        outer.setSpacing(look.gap(1))
        outer.addLayout(self._line)
        outer.addLayout(self._below)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(look.row_px)
        self._arrange(narrow=False)

    def fill(self, label: str, value: str, chip: Chip | None) -> None:
        """Shows these; each is plain text."""
        if self._label.text() != label:
            self._label.set_text(label)
        if self._value.text() != value:
            self._value.set_text(value)
        if chip != self._chip_shown:
            self._chip_shown = chip
            if self._chip is not None:
                self._chip.deleteLater()
                self._chip = None
            if chip is not None:
                self._chip = StateChip(chip.state, self.look, chip.word, self)
                self._chip.show()
            self._arrange(self._narrow)
        said = " ".join(each for each in (label, value, chip.word if chip else "") if each)
        self.setAccessibleName(said)

    def fill_wide(self, sentence: str, chip: Chip | None) -> None:
        """Shows a sentence over label and value together."""
        self.fill("", sentence, chip)
        self._label.hide()
        self._line.setColumnMinimumWidth(0, 0)

    def set_current(self, current: bool, marked: bool = False) -> None:
        """Draws the row as the one in hand, on the ground of doubt where it needs eyes."""
        if (current, marked) != (self._current, self._marked):
            self._current, self._marked = current, marked
            self.update()

    @property
    def current(self) -> bool:
        return self._current

    def _arrange(self, narrow: bool) -> None:
        self._narrow = narrow
        look = self.look
        for each in (self._label, self._value, self._chip):
            if each is not None:
                self._line.removeWidget(each)
        top = Qt.AlignmentFlag.AlignVCenter
        if narrow:
            beside = self._chip is None or self._fit_beside_each_other
            self._line.addWidget(self._label, 0, 0, 1, 1 if beside else 2, top)
            if self._chip is not None:
                at = (0, 1, 1, 1) if beside else (1, 0, 1, 2)
                self._line.addWidget(self._chip, *at, top | Qt.AlignmentFlag.AlignRight)
            self._line.addWidget(self._value, 2, 0, 1, 2)
            self._line.setColumnMinimumWidth(0, 0)
            self._line.setColumnStretch(0, 1)
            self._line.setColumnStretch(1, 0)
        else:
            self._line.addWidget(self._label, 0, 0, top)
            self._line.addWidget(self._value, 0, 1, top)
            if self._chip is not None:
                self._line.addWidget(self._chip, 0, 2, top | Qt.AlignmentFlag.AlignRight)
            self._line.setColumnMinimumWidth(0, look.px(LABEL_MM))
            self._line.setColumnStretch(0, 0)
            self._line.setColumnStretch(1, 1)
        self._label.setMaximumWidth(look.px(LABEL_MM) if not narrow else 16_777_215)

    @property
    def _fit_beside_each_other(self) -> bool:
        """Whether label and sign have room on one line of a narrow pane; a longer sign gets a line of its own."""
        assert self._chip is not None
        needed = self._label.sizeHint().width() + self._chip.sizeHint().width() + self.look.gap(1)
        return needed <= self.look.px(NARROW_ROOM_MM)

    def set_narrow(self, narrow: bool) -> None:
        """Puts the sign above the value instead of beside it, or back.

        The pane says so before it lays the rows out: a row that turned by itself while it is being laid out would
        keep the height of its other shape.
        """
        if narrow is not self._narrow:
            self._arrange(narrow)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look, colours = self.look, self.look.colours
        painter = QPainter(self)
        if self._current:
            painter.fillRect(
                self.rect(), QColor(colours.doubtful_row_ground if self._marked else colours.chosen_ground)
            )
            painter.fillRect(0, 0, look.px(look.profile.line * 2), self.height(), QColor(colours.touch))
        hair = look.px(look.profile.hair)
        painter.fillRect(0, self.height() - hair, self.width(), hair, QColor(colours.edge))


class FieldRow(PaneRow):
    """One field. Opened, it shows the candidates; when somebody types, the line to type in.

    Signals:
        settled: the value decided on, as data, out of the candidates.
        typed: the text that somebody typed; the pane makes a value of it.
        edit_ended: typing was given up.
    """

    settled = Signal(str)
    typed = Signal(str)
    edit_ended = Signal()

    def __init__(self, look: Look, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._wording = wording
        self._row: Row | None = None
        self._candidates: Candidates | None = None
        self._editor: Line | None = None
        self._error: Text | None = None
        self._said: list[Text] = []
        self._writable = True

    @property
    def row(self) -> Row:
        assert self._row is not None
        return self._row

    @property
    def editor(self) -> Line | None:
        """The line to type in, while somebody types."""
        return self._editor

    def show_row(self, row: Row, writable: bool) -> None:
        """Shows a field.

        Args:
            row: the field.
            writable: whether decisions are possible; otherwise candidates are shown and cannot be touched.
        """
        if (row, writable) == (self._row, self._writable):
            return
        opened = self._candidates is not None
        self._row, self._writable = row, writable
        wording = self._wording
        self.fill(wording.label(row.path), wording.value(row.path, row.value), wording.chip(row))
        self._close_candidates()
        if opened:
            self.open()

    def open(self) -> None:
        """Shows what there is to choose between."""
        if self._candidates is not None:
            return
        row, wording = self.row, self._wording
        kind = get_field_type(row.path).kind
        values = [each.value for each in row.candidates]
        names = mj_names(values) if kind in OFFICIAL else {}
        buttons = [
            CandidateButton(
                wording.value(row.path, each.value),
                " ".join([wording.said_by(each), *_mj_names(each.value, names)]),
                digit,
                self.look,
                differing(each.value, values) if kind in OFFICIAL else set(),
                "exact" if kind in OFFICIAL else "value",
                kind in OFFICIAL,
            )
            for digit, each in enumerate(row.candidates, 1)
        ]
        last = len(buttons) + 1
        other = wording("value.other") if buttons else wording("value.edit")
        digit = last if last <= 9 else 0
        buttons.append(CandidateButton(other, "F2", digit, self.look, exact_role="value", official=False, quiet=True))
        for each in buttons:
            each.setEnabled(self._writable)
        for finding in row.findings:
            said = Text(wording.finding(finding), self.look, "small", "conflict")
            self._below.addWidget(said)
            self._said.append(said)
        self._candidates = Candidates(buttons, self.look, self)
        self._candidates.chosen.connect(self._choose)
        self._below.addWidget(self._candidates)
        self._candidates.show()

    def close_up(self) -> None:
        """Only the line itself, without candidates and without the line to type in."""
        self._close_candidates()
        self.end_edit()

    @property
    def opened(self) -> bool:
        return self._candidates is not None

    def choose(self, digit: int) -> bool:
        """Chooses by digit. False where there is no such candidate."""
        if not self._writable or not 1 <= digit <= len(self.row.candidates) + 1:
            return False
        self._choose(digit - 1)
        return True

    def edit(self) -> None:
        """Opens the line to type in, holding the value as it is."""
        if not self._writable or self._editor is not None:
            return
        row, wording = self.row, self._wording
        kind = get_field_type(row.path)
        self._editor = Line(wording("value.edit_name", label=wording.label(row.path)), parent=self)
        self._editor.setMaxLength(kind.max_length if kind.kind is not Kind.DATE else 40)
        self._editor.setText(wording.value(row.path, row.value) if row.value else "")
        self._editor.setPlaceholderText(wording("value.date_hint" if kind.kind is Kind.DATE else "value.edit_hint"))
        self._editor.returnPressed.connect(lambda: self.typed.emit(self._editor.text() if self._editor else ""))
        self._editor.left.connect(self._give_up)
        self._below.addWidget(self._editor)
        self._editor.show()
        self._editor.selectAll()
        self._editor.setFocus()

    def complain(self, message: str) -> None:
        """Says under the line why what was typed is not taken; it stays there to be corrected."""
        if self._error is None:
            self._error = Text("", self.look, "small", "conflict")
            self._below.addWidget(self._error)
            self._error.show()
        self._error.set_text(message)

    def end_edit(self) -> None:
        """Closes the line to type in."""
        for each in (self._editor, self._error):
            if each is not None:
                self._below.removeWidget(each)
                each.hide()
                each.deleteLater()
        had = self._editor is not None
        self._editor = self._error = None
        if had:
            self.edit_ended.emit()

    def _give_up(self) -> None:
        self.end_edit()
        self.setFocus()

    def _close_candidates(self) -> None:
        if self._candidates is not None:
            self._below.removeWidget(self._candidates)
            self._candidates.hide()
            self._candidates.deleteLater()
            self._candidates = None
        for each in self._said:
            self._below.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._said = []

    def _choose(self, index: int) -> None:
        if index < len(self.row.candidates):
            self.settled.emit(self.row.candidates[index].value)
        else:
            self.edit()
