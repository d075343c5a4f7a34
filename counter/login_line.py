"""A line for a password: unseen, to be shown on wish, with a word about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter.line import Line
from counter.wording import Wording
from look.buttons import LINK, Button
from look.text import Text
from look.tokens import Look

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhLatinOnly
)
"""An input method neither shows nor learns what is typed, also while the line shows it."""


class PasswordLine(Line):
    """Signals:
    caps_changed: whether Caps Lock seems to be on.
    """

    caps_changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setEchoMode(Line.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setMaxLength(256)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_changed.emit(False)  # the next letter tells
        elif len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            # Qt does not tell the state of Caps Lock, a letter does: large without Shift, or small with it.
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_changed.emit(typed.isupper() is not shift)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """The line with its label, the button that shows what was typed, and the word about Caps Lock."""

    def __init__(self, label: str, look: Look, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.line = PasswordLine(label)
        self.line.caps_changed.connect(self._show_caps)
        self.show_button = Button(wording("login.show"), look, LINK, role="small", checkable=True)
        self.show_button.toggled.connect(self._show_typed)
        self._caps = Text(wording("login.caps"), look, "small", "doubtful")
        self._caps.hide()
        row = QHBoxLayout()
        row.setSpacing(look.gap(1))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap(0))
        column.addWidget(Text(label, look, "small", "quiet"))
        column.addLayout(row)
        column.addWidget(self._caps)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    @property
    def warns_of_caps(self) -> bool:
        """Whether the word about Caps Lock stands there."""
        return not self._caps.isHidden()

    def clear(self) -> None:
        """Forgets what was typed, also for the line's own undo, and hides the next."""
        self.line.setText("")
        self.show_button.setChecked(False)
        self._show_caps(False)

    def _show_typed(self, shown: bool) -> None:
        self.line.setEchoMode(Line.EchoMode.Normal if shown else Line.EchoMode.Password)
        self.line.setInputMethodHints(_HINTS)  # Qt drops them with the mode
        self.show_button.set_text(self._wording("login.hide" if shown else "login.show"))

    def _show_caps(self, on: bool) -> None:
        self._caps.setVisible(on)
