"""What the screens have in common on which a few digits or letters are typed: the line and its keys, on one page.

In large type the heading moves up into the head, as on :class:`kiosk.screens.edit.Edit`, the line stays above what
turns by pages, and the keys come first below it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.boards.keypad import LARGE_STEP, Keypad
from kiosk.screens.base import Notice, Screen, box
from kiosk.screens.edit import Pinned
from kiosk.states import STEPS
from look.flow import Split
from look.header import Header


class Compact(Screen):
    """A screen whose heading moves up into the head in large type, so that what there is to touch comes first."""

    @property
    def large(self) -> bool:
        """Whether that is so."""
        return self.look.text_step >= LARGE_STEP

    def heading_asked(self) -> str:
        """What is asked; empty where this screen has nothing to ask now."""
        raise NotImplementedError

    def head(self) -> QWidget:
        """In large type what is asked stands up here."""
        heading = self.heading_asked() if self.large else ""
        return Header(heading, self.look, "", self.context.journey.step, STEPS) if heading else super().head()

    def ask(self, *told: QWidget) -> None:
        """What is asked as the heading, and what is told with it; in large type only the name for screen readers."""
        if self.large:
            self.setAccessibleName(self.heading_asked())
            return
        self.title(self.heading_asked())
        for each in told:
            self.rows.addWidget(each)


class _Top(QWidget):
    """Takes the height that it needs at the width that it gets, and never asks for a taller window."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(super().minimumSizeHint().width(), 0)


class Keyed(Compact):
    """A line and keys. Subclasses call :meth:`lay_out` in their :meth:`fill`."""

    top: QWidget | None = None

    def lay_out(self, line: list[QWidget], told: list[QWidget], keys: QWidget, share: float = 0.5) -> None:
        """Puts everything where it belongs.

        Args:
            line: what is typed, and what has to be seen beside it.
            told: what else there is to know.
            keys: to type with.
            share: of the width that line and words take beside the keys.
        """
        look, trouble = self.look, self.context.journey.trouble
        self.ask()
        self.top = None
        if not self.large:
            self.notice()
            self.rows.addWidget(Split(box(*line, *told, look=look), box(keys, look=look), look, share))
            self.stretch()
            return
        self.top = _Top()
        rows = QVBoxLayout(self.top)
        rows.setContentsMargins(look.gap(4), look.gap(1), look.gap(4), 0)
        rows.setSpacing(look.gap(0))
        if trouble is not None:
            rows.addWidget(Notice(self.words.trouble(trouble)[0], "", look))
        for each in line:
            rows.addWidget(each)
        self.rows.setContentsMargins(look.gap(4), look.gap(1), look.gap(4), look.gap(1))
        self.rows.addWidget(keys)
        for each in told:
            self.rows.addWidget(each)
        self.stretch()

    def body(self) -> QWidget:
        return Pinned(self, self.top) if self.top is not None else super().body()

    # --- a keyboard does the same ---------------------------------------------------------------------------------

    pad: Keypad | None = None

    def type_(self, char: str) -> None:
        """One more character."""
        raise NotImplementedError

    def erase(self) -> None:
        """One less."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        typed = event.text()
        if typed.isascii() and typed.isalnum():
            self.type_(typed)
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        else:
            super().keyPressEvent(event)
