"""A row above the keys: how what has been typed in kana may be written. One touch takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from forms.names import spellings
from forms.names.spellings import Spelling
from kiosk.boards.keys import LEAST_MM, LOW_KEY_MM, KeyButton, focus_again, focused_in
from kiosk.jobs import Jobs
from kiosk.wording import Words
from look import exact
from look.buttons import QUIET, ExactButton
from look.text import Text
from look.tokens import Look

BAR_MM = 20
"""Height of the row."""
STEP_OF_BAR = 1.25
"""A candidate is large already; at the largest text it grows no further, so that the board stays on one screen."""


class Candidate(ExactButton):
    """One way of writing, as high as the row."""

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        return self.look.px(LEAST_MM)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        wide = int(exact.width(self.value, self.look.type_px(self._role), self._official)) + 2 + 2 * self.look.gap(1)
        return QSize(max(self.look.px(LEAST_MM), wide), self.look.px(LEAST_MM))

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSizeHint()


class CandidateBar(QWidget):
    """As many candidates as there is room for, and a key to the next ones.

    Args:
        official: whether every stroke counts.
        take: gets the candidate that was touched.

    Signals:
        rebuilt: other widgets stand here now.
    """

    rebuilt = Signal()

    def __init__(self, official: bool, words: Words, look: Look, jobs: Jobs, take: Callable[[Spelling], None]) -> None:
        super().__init__()
        self.look = look.with_(text_step=min(look.text_step, STEP_OF_BAR))
        self.words, self._official, self._jobs, self._take = words, official, jobs, take
        self._question: Callable[[], list[Spelling]] | None = None
        self._found: list[Spelling] = []
        self._pages: list[int] = [0]
        self._buttons: list[QWidget] = []
        self.hint = Text(words("board.candidates_hint"), self.look, "small", "quiet")
        self.hint.setParent(self)
        self.more = KeyButton("", look, QUIET, words("board.candidates_more"), icon="arrow-right", high_mm=LOW_KEY_MM)
        self.more.setParent(self)
        self.more.setObjectName("candidates.more")
        self.more.clicked.connect(lambda _on=False: self._turn())
        self.more.hide()
        high = max(self.look.px(BAR_MM), self.look.line_px("exact") + self.look.gap(0))
        self.setFixedHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def ask(self, question: Callable[[], list[Spelling]] | None) -> None:
        """Shows the answer to a question; the tables are loaded off the window's thread the first time.

        Args:
            question: quick once the tables are there; None where nothing is asked.
        """
        self._question = question
        if question is None:
            self._show([])
        elif spellings.is_ready():
            self._show(question())
        else:
            self._show([])
            self._jobs.run(spellings.warm_up, lambda _none: self._loaded(), lambda _trouble: None)

    def _loaded(self) -> None:
        # The visitor may have left the field before the tables were there.
        if isValid(self) and self._question is not None:
            self._show(self._question())

    def _show(self, found: list[Spelling]) -> None:
        if found != self._found:
            self._found, self._pages = found, [0]
            self._fill()

    def _turn(self) -> None:
        """To the next candidates; behind the last ones the first come again."""
        after = self._pages[-1] + len(self._buttons)
        self._pages = [*self._pages, after] if after < len(self._found) else [0]
        self._fill()

    def _fill(self) -> None:
        """As many as there is room for, from the page in hand on."""
        if self.width() < self.look.px(BAR_MM):
            return  # not laid out yet
        focused = focused_in(self)
        for old in self._buttons:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        gap, high, start = self.look.gap(0), self.height(), self._pages[-1]
        wide = max(self.more.minimumSizeHint().width(), self.look.px(LEAST_MM))
        left, room = 0, self.width()
        for number, each in enumerate(self._found[start:], 1):
            button = Candidate(each.text, self.look, official=self._official, role="exact")
            width = button.minimumSizeHint().width()
            last = start + number == len(self._found) and start == 0
            if left + width > (room if last else room - wide - gap) and self._buttons:
                button.deleteLater()
                break
            button.setParent(self)
            button.setObjectName(f"candidate.{number}")
            button.clicked.connect(lambda _on=False, chosen=each: self._take(chosen))
            button.setGeometry(QRect(left, 0, min(width, room - left), high))
            button.show()
            self._buttons.append(button)
            left += width + gap
        self.more.setParent(None)
        self.more.setParent(self)  # behind the candidates: Tab goes from child to child in the order of their coming
        paged = start > 0 or len(self._buttons) < len(self._found)
        self.more.setVisible(paged)
        self.more.setGeometry(QRect(room - wide, 0, wide, high))
        self.hint.setVisible(not self._found)
        self.hint.setGeometry(QRect(0, 0, room, high))
        self.rebuilt.emit()
        focus_again(self, focused)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width has room for more, or for fewer."""
        self._pages = [0]
        self._fill()
