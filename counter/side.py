"""What takes the place of the fields for a moment: identity check, evidence, reasons, a conflict, help.

Never a box over the window: each is a page of the right column, Escape leads back.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from counter.case import Conflict
from counter.choices import Choice
from counter.line import Line
from counter.review import Row
from counter.session import clerk_name
from counter.wording import Wording
from forms.actions import ActionType
from forms.fields import get_field_type
from forms.identity import DOCUMENTS, Group, shortfall
from forms.reading import Source
from look.buttons import MAIN, QUIET, SECOND, Button
from look.frame import Rule
from look.text import ExactText, Text
from look.tokens import Look


class SidePage(QWidget):
    """One page of the right column: what scrolls, and below it the buttons, always at the same place.

    Signals:
        left: the clerk goes back to the fields.
    """

    left = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self.look, self.wording = look, wording
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(Rule(look))
        outer.addWidget(self._bar)
        self.column = self._fresh()

    def _fresh(self) -> QVBoxLayout:
        inside = QWidget()
        column = QVBoxLayout(inside)
        side = self.look.gap(3)
        column.setContentsMargins(side, self.look.gap(2), side, self.look.gap(2))
        column.setSpacing(self.look.gap(1))
        self._scroll.setWidget(inside)  # the one before is deleted
        self.column = column
        return column

    def title(self, words: str, note: str = "") -> None:
        """Heads the page."""
        self.column.addWidget(Text(words, self.look, "title"))
        if note:
            self.column.addWidget(Text(note, self.look, "small", "quiet"))

    def foot(self, *buttons: Button, said: Text | None = None) -> None:
        """Puts buttons at the foot, the main one at the right, and on wish a sentence above them."""
        column = self.layout()
        column.removeWidget(self._bar)
        self._bar.hide()
        self._bar.deleteLater()
        self._bar = QWidget()
        rows = QVBoxLayout(self._bar)
        side = self.look.gap(3)
        rows.setContentsMargins(side, self.look.gap(1), side, self.look.gap(1))
        rows.setSpacing(self.look.gap(1))
        if said is not None:
            rows.addWidget(said)
        line = QHBoxLayout()
        line.setSpacing(self.look.gap(2))
        line.addStretch(1)
        for each in buttons:
            line.addWidget(each)
        rows.addLayout(line)
        column.addWidget(self._bar)
        self.column.addStretch(1)

    def back_button(self, words: str | None = None) -> Button:
        """Leads back to the fields."""
        button = Button(f"{words or self.wording('act.back')}  Esc", self.look, QUIET)
        button.clicked.connect(self.left)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()


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


class EvidencePage(SidePage):
    """Everything that was said about one field, source by source, each beside the picture it was read from."""

    def open(self, row: Row, crops: Sequence[QImage | None]) -> None:
        """Shows a field's evidence.

        Args:
            row: the field.
            crops: the picture of each piece of evidence, in their order; None where it has none.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("evidence.title", label=wording.label(row.path)))
        if decision := row.field.confirmation:
            said = (
                wording(
                    "evidence.clerk_decided", name=clerk_name(decision.actor), time=f"{decision.at.astimezone():%H:%M}"
                )
                if decision.by is Source.CLERK
                else wording("evidence.visitor_decided")
            )
            self._piece(said, wording.value(row.path, decision.value), None, row)
        for piece, crop in zip(row.field.evidence, crops, strict=True):
            words = [wording(f"source.{piece.source}")]
            if piece.field.page is not None:
                words.append(wording("evidence.page", page=piece.field.page + 1))
            words.append(wording("evidence.sure" if piece.field.sure else "evidence.unsure"))
            self._piece("  ".join(words), piece.field.text, crop, row, has_page=piece.field.page is not None)
        if not row.field.evidence and not row.field.confirmation:
            self.column.addWidget(Text(wording("evidence.nothing"), look))
        back = self.back_button()
        self.foot(back)
        back.setFocus()

    def _piece(self, said: str, value: str, crop: QImage | None, row: Row, has_page: bool = False) -> None:
        look = self.look
        self.column.addWidget(Rule(look))
        self.column.addWidget(Text(said, look, "small", "quiet"))
        if crop is not None and not crop.isNull():
            self.column.addWidget(Crop(crop, look, said))
        elif has_page:
            self.column.addWidget(Text(self.wording("evidence.no_picture"), look, "small", "quiet"))
        official = get_field_type(row.path).kind.value in ("name", "address", "building", "kana")
        self.column.addWidget(ExactText(value or self.wording("empty_value"), look, "exact", official=official))


class Crop(QLabel):
    """A piece of a page, as wide as the column at most."""

    def __init__(self, image: QImage, look: Look, name: str) -> None:
        super().__init__()
        high = look.px(14)
        ratio = self.devicePixelRatioF()
        scaled = image.scaledToHeight(round(high * ratio), Qt.TransformationMode.SmoothTransformation)
        most = round(look.px(125) * ratio)
        if scaled.width() > most:
            scaled = image.scaledToWidth(most, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(scaled))
        self.setStyleSheet(f"border: {look.px(look.profile.hair)}px solid {look.colours.firm_edge};")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)


HOLD_REASONS = ("waiting_document", "asking_other_office", "visitor_away", "consult")
RETURN_REASONS = ("correct", "bring_document", "wrong_counter")


class ReasonPage(SidePage):
    """Why a visit is put aside or given back: a digit chooses, or it is typed.

    Signals:
        given: the type of action, and the reason as text.
    """

    given = Signal(object, str)

    def open(self, act: ActionType) -> None:
        """Asks for the reason of a HOLD or a RETURN."""
        wording, look = self.wording, self.look
        self._act = act
        self._fresh()
        hold = act is ActionType.HOLD
        self.title(wording("reason.hold_title" if hold else "reason.return_title"))
        self._reasons = [wording(f"reason.{each}") for each in (HOLD_REASONS if hold else RETURN_REASONS)]
        first: Button | None = None
        for digit, reason in enumerate(self._reasons, 1):
            button = Button(f"{digit}  {reason}", look, SECOND, name=reason, role="body")
            button.clicked.connect(lambda _checked=False, reason=reason: self.given.emit(act, reason))
            self.column.addWidget(button)
            first = first or button
        self._line = Line(wording("reason.typed"), wording("reason.typed"))
        self._line.left.connect(self.left)
        self._line.setMaxLength(200)
        self._line.returnPressed.connect(self._typed)
        self.column.addWidget(self._line)
        do = Button(wording("reason.hold" if hold else "reason.give_back"), look, MAIN)
        do.setEnabled(False)
        self._line.textChanged.connect(lambda words: do.setEnabled(bool(words.strip())))
        do.clicked.connect(self._typed)
        self.foot(self.back_button(wording("act.cancel")), do)
        assert first is not None
        first.setFocus()

    def _typed(self) -> None:
        if words := self._line.text().strip():
            self.given.emit(self._act, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        typed = event.text()
        if typed.isdigit() and 1 <= int(typed) <= len(self._reasons):
            self.given.emit(self._act, self._reasons[int(typed) - 1])
        else:
            super().keyPressEvent(event)


class ConflictPage(SidePage):
    """Somebody else was faster: what changed, and what this clerk was about to do.

    Signals:
        again: do it on the visit as it is now.
    """

    again = Signal()

    def open(self, conflict: Conflict, taken: bool) -> None:
        """Shows a conflict.

        Args:
            conflict: what changed, and what was wanted.
            taken: somebody else has the visit now, so that doing it again means taking it over.
        """
        wording, look = self.wording, self.look
        self._fresh()
        self.title(wording("conflict.title"), wording("conflict.explain"))
        for change in conflict.changes:
            self.column.addWidget(Rule(look))
            self.column.addWidget(ExactText(wording.change(change), look, "value", official=False))
        for action in conflict.wanted:
            data = action.data
            what = (
                wording(
                    "conflict.wanted_field",
                    label=wording.label(data["path"]),
                    value=wording.value(data["path"], data["value"]),
                )
                if action.type is ActionType.SETTLE
                else wording("conflict.wanted_other")
            )
            self.column.addWidget(Rule(look))
            self.column.addWidget(ExactText(wording("conflict.wanted", what=what), look, "value", official=False))
        leave = self.back_button(wording("conflict.let_be" if conflict.wanted else "conflict.ok"))
        if conflict.wanted:
            again = Button(wording("conflict.take_again" if taken else "conflict.again"), look, MAIN)
            again.clicked.connect(self.again)
            self.foot(leave, again)
            again.setFocus()
        else:
            self.foot(leave)
            leave.setFocus()


KEYS = (
    ("Enter", "enter"),
    ("Tab", "tab"),
    ("1 – 9", "digits"),
    ("Ctrl+Z", "undo"),
    ("Space", "space"),
    ("F1", "f1"),
    ("F2", "f2"),
    ("F3", "f3"),
    ("F4", "f4"),
    ("F5", "f5"),
    ("F6", "f6"),
    ("F7", "f7"),
    ("F8", "f8"),
    ("F9", "f9"),
    ("F12", "f12"),
    ("Ctrl+F", "search"),
    ("Ctrl+N", "next_visit"),
    ("Esc", "escape"),
)


class HelpPage(SidePage):
    """What each key does."""

    def open(self) -> None:
        """Shows the keys."""
        self._fresh()
        self.title(self.wording("help.title"))
        for key, name in KEYS:
            line = QHBoxLayout()
            cap = Text(key, self.look, "button")
            cap.setFixedWidth(self.look.px(24))
            line.addWidget(cap)
            line.addWidget(Text(self.wording(f"help.{name}"), self.look), 1)
            self.column.addLayout(line)
        back = self.back_button()
        self.foot(back)
        back.setFocus()
