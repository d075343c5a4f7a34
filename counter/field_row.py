"""The row of a field: its value, what else it may be, and the line to type in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from counter.candidates import CandidateButton, Candidates, differing
from counter.crop import Crop
from counter.line import Line
from counter.pane_row import PaneRow
from counter.review import Row
from counter.wording import Wording
from forms.characters import clusters
from forms.fields import Kind, get_field_type
from forms.fusing import Evidence
from forms.mj import mj_names
from look.text import Text
from look.tokens import Look

OFFICIAL = {Kind.NAME, Kind.ADDRESS, Kind.BUILDING, Kind.KANA}
"""Values that are compared character by character, and so are shown as the form prints them."""
MJ_NAMES = 2
"""So many MJ names stand beside a candidate; one that differs in more characters is told by its glyphs alone."""


def _mj_names(value: str, names: dict[str, str]) -> list[str]:
    """Those of a candidate's characters by which it differs from the others."""
    own = [names[cluster] for cluster in dict.fromkeys(clusters(value)) if cluster in names]
    return own if len(own) <= MJ_NAMES else []


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
        self._pictured: Evidence | None = None

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

    def wants_picture(self, wanted: bool) -> bool:
        """Says whether what the value was read from is to stand below it.

        Returns:
            True where its picture has to be got for that: it comes by :meth:`show_picture`.
        """
        picture = self.row.picture if wanted else None
        if picture == self._pictured:
            return False
        self._pictured = picture
        if picture is None:
            self.show_crop(None)
        return picture is not None

    def show_picture(self, image: QImage | None) -> None:
        """Shows what the value was read from, where it is still wanted."""
        if self._pictured is None or image is None or image.isNull():
            self.show_crop(None)
            return
        said = self._pictured.field
        self.show_crop(Crop(image, said.text, self.look, self._wording(f"source.{self._pictured.source}")))

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
