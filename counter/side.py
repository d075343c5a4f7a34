"""What takes the place of the fields for a moment: identity check, evidence, reasons, a conflict, help.

Never a box over the window: each is a page of the right column, Escape leads back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter.case_view import Conflict
from counter.line import Line
from counter.wording import Wording
from forms.actions import ActionType
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


PART_REASONS = ("other_household", "other_notification", "by_mistake")
HOLD_REASONS = ("waiting_document", "asking_other_office", "visitor_away", "consult")
RETURN_REASONS = ("correct", "bring_document", "wrong_counter")


_ASKED = {
    ActionType.HOLD: ("hold_title", HOLD_REASONS, "hold"),
    ActionType.RETURN: ("return_title", RETURN_REASONS, "give_back"),
    ActionType.PART: ("part_title", PART_REASONS, "part"),
}
"""Title, what is offered, and the button."""


class ReasonPage(SidePage):
    """Why a visit is put aside, given back or parted from another: a digit chooses, or it is typed.

    Signals:
        given: the type of action, and the reason as text.
    """

    given = Signal(object, str)

    def open(self, act: ActionType) -> None:
        """Asks for the reason of a HOLD, a RETURN or a PART."""
        wording, look = self.wording, self.look
        self._act = act
        self._fresh()
        title, reasons, ending = _ASKED[act]
        self.title(wording(f"reason.{title}"))
        self._reasons = [wording(f"reason.{each}") for each in reasons]
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
        do = Button(wording(f"reason.{ending}"), look, MAIN)
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
        discarded: what was not taken over is given up.
    """

    again = Signal()
    discarded = Signal()

    def open(self, conflict: Conflict, taken: bool) -> None:
        """Shows a conflict.

        Args:
            conflict: what changed, and what was wanted.
            taken: somebody else has the visit now, so that doing it again means taking it over.
        """
        wording, look = self.wording, self.look
        self._fresh()
        late = "late_" if conflict.late else ""
        self.title(wording(f"conflict.{late}title"), wording(f"conflict.{late}explain"))
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
                else wording.deed(action.type)
            )
            self.column.addWidget(Rule(look))
            self.column.addWidget(ExactText(wording("conflict.wanted", what=what), look, "value", official=False))
        if conflict.late:
            # Escape gives nothing up: the visit is closed, and it is all still there.
            leave = self.back_button(wording("unsent.later"))
            buttons = [leave, self._discarding(wording("unsent.discard" if conflict.wanted else "conflict.ok"))]
        else:
            leave = self.back_button(wording("conflict.let_be" if conflict.wanted else "conflict.ok"))
            buttons = [leave]
        if conflict.wanted:
            again = Button(wording("conflict.take_again" if taken else "conflict.again"), look, MAIN)
            again.clicked.connect(self.again)
            buttons.append(again)
        self.foot(*buttons)
        buttons[-1].setFocus()

    def _discarding(self, words: str) -> Button:
        button = Button(words, self.look, QUIET)
        button.clicked.connect(self.discarded)
        return button


KEY_MM = 32
"""Width of the column of keys: the longest on one line."""
PROTECT_KEY = "protect"
"""What only those read who may protect a visit."""
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
    ("Shift+F9", "notice"),
    ("F11", "f11"),
    ("F10", "f10"),
    ("Shift+F10", "part"),
    ("F12", "f12"),
    ("Ctrl+F", "search"),
    ("Ctrl+N", "next_visit"),
    ("Ctrl+T", "statistics"),
    ("Ctrl+U", "unsent"),
    ("Ctrl+B", "call"),
    ("Ctrl+P", PROTECT_KEY),
    ("Ctrl+I", "interview"),
    ("Ctrl+K", "card"),
    ("Ctrl+S", "scan"),
    ("Ctrl+A", "add"),
    ("Ctrl+Q", "questions"),
    ("Ctrl+C", "copy"),
    ("Ctrl+Shift+C", "copy_all"),
    ("Ctrl+G", "advice"),
    ("Ctrl+1 – 5", "filter"),
    ("Ctrl+0", "filter_all"),
    ("Ctrl+L", "lock"),
    ("Ctrl+Shift+L", "leave"),
    ("Esc", "escape"),
)


class HelpPage(SidePage):
    """What each key does."""

    def open(self, without: str = "") -> None:
        """Shows the keys, all but one that this person has no use for."""
        self._fresh()
        self.title(self.wording("help.title"))
        for key, name in KEYS:
            if name == without:
                continue
            line = QHBoxLayout()
            cap = Text(key, self.look, "button")
            cap.setFixedWidth(self.look.px(KEY_MM))
            line.addWidget(cap)
            line.addWidget(Text(self.wording(f"help.{name}"), self.look), 1)
            self.column.addLayout(line)
        back = self.back_button()
        self.foot(back)
        back.setFocus()
