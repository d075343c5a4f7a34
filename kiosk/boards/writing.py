"""A character written with the finger: the field, what it may be, and what undoes a stroke."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from forms.handwriting.recogniser import MOST_POINTS, MOST_STROKES, recognise
from kiosk.boards.bar import Candidate
from kiosk.boards.keys import LOW_KEY_MM, KeyButton, focus_again, focused_in
from kiosk.jobs import Jobs
from kiosk.wording import Words
from look import exact, ruby
from look.buttons import QUIET
from look.flow import Grid, Split
from look.text import Text
from look.tokens import Look

LOW_FIELD_MM = 88
"""The same within reach of somebody who sits, where there is less height."""
FIELD_MM = 126
"""Edge of the field: as wide as a hand moves without the arm."""
PEN_MM = 2.2
NEAREST_PX = 2.0
"""Pixels: points nearer than this to the last one say nothing new."""
MOST = 8
"""Candidates at a time."""
COLUMNS = 4
FOUND_MM = 36
"""Height of one: a picture in which every stroke can be told."""
STEP_OF_FOUND = 1.0
"""The candidates are large at every size of text."""

Points = list[tuple[float, float]]


class Field(QWidget):
    """Where the finger writes.

    Signals:
        written: a stroke has ended, or one has been taken back.
    """

    written = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.strokes: list[Points] = []
        self._down = False
        self.setAccessibleName(ruby.plain(name, look.written))
        self.setObjectName("writing.field")
        self.setCursor(Qt.CursorShape.CrossCursor)
        side = look.px(LOW_FIELD_MM if look.low else FIELD_MM)
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return self.minimumSize()

    def undo(self) -> None:
        """Takes the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self.update()
            self.written.emit()

    def clear(self) -> None:
        """Takes everything back."""
        self.strokes = []
        self._down = False
        self.update()
        self.written.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if len(self.strokes) < MOST_STROKES:
            self._down = True
            self.strokes.append([_point(event)])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._down:
            return
        point, last = _point(event), self.strokes[-1][-1]
        far = abs(point[0] - last[0]) + abs(point[1] - last[1]) >= NEAREST_PX
        if far and sum(map(len, self.strokes)) < MOST_POINTS:
            self.strokes[-1].append(point)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._down:
            self._down = False
            self.written.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Two dots one after the other are two dots."""
        self.mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """What was written goes with the screen."""
        self.strokes, self._down = [], False
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        firm = look.px(look.profile.line)
        frame = QRectF(self.rect()).adjusted(firm / 2, firm / 2, -firm / 2, -firm / 2)
        painter.setBrush(QColor(look.colour("ground")))
        painter.setPen(QPen(QColor(look.colour("firm_edge")), firm))
        painter.drawRoundedRect(frame, look.px(look.profile.radius), look.px(look.profile.radius))
        painter.setPen(QPen(QColor(look.colour("edge")), max(1, firm / 2), Qt.PenStyle.DashLine))
        middle = frame.center()
        painter.drawLine(QPointF(frame.left(), middle.y()), QPointF(frame.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), frame.top()), QPointF(middle.x(), frame.bottom()))
        pen = QPen(QColor(look.colour("text")), look.px(PEN_MM))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self.strokes:
            if len(stroke) == 1:
                painter.drawPoint(QPointF(*stroke[0]))
            else:
                painter.drawPolyline(QPolygonF([QPointF(*each) for each in stroke]))


def _point(event: QMouseEvent) -> tuple[float, float]:
    return event.position().x(), event.position().y()


class Found(QWidget):
    """What the drawing may be, in two rows that stay where they are.

    Signals:
        rebuilt: other characters stand here now.
    """

    rebuilt = Signal()

    def __init__(self, look: Look, words: Words, take: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self._take = look.with_(text_step=STEP_OF_FOUND), take
        self._buttons: list[Candidate] = []
        self._said = Text(words("board.writing_lead"), look.with_(text_step=min(look.text_step, 1.25)), "body", "quiet")
        self._said.setParent(self)
        self._high = self.look.px(FOUND_MM)
        self.setFixedHeight(2 * self._high + self.look.gap(0))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(COLUMNS * self.look.px(28), self.height())

    def show_(self, found: list[str]) -> None:
        """Shows these, the likest first."""
        focused = focused_in(self)
        for old in self._buttons:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        for number, char in enumerate(found, 1):
            made = Candidate(char, self.look)
            made.setParent(self)
            made.setObjectName(f"written.{number}")
            made.clicked.connect(lambda _on=False, chosen=char: self._take(chosen))
            made.show()
            self._buttons.append(made)
        self._said.setVisible(not found)
        self._place()
        self.rebuilt.emit()
        focus_again(self, focused)

    def _place(self) -> None:
        gap = self.look.gap(0)
        wide = (self.width() - (COLUMNS - 1) * gap) // COLUMNS
        for number, button in enumerate(self._buttons):
            row, column = divmod(number, COLUMNS)
            button.setGeometry(QRect(column * (wide + gap), row * (self._high + gap), wide, self._high))
        self._said.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        self._place()


class Writing(QWidget):
    """The field beside its candidates and keys.

    Args:
        take: gets the character that was touched.
        others: further keys, such as the one back to kana.

    Signals:
        rebuilt: other widgets stand here now.
    """

    rebuilt = Signal()

    def __init__(
        self, words: Words, look: Look, jobs: Jobs, take: Callable[[str], None], others: list[KeyButton]
    ) -> None:
        super().__init__()
        self._jobs, self._given = jobs, take
        self._asked = 0
        self.field = Field(look, words("board.pane.writing"))
        self.field.written.connect(self._look)
        self.found = Found(look, words, self._take)
        self.found.rebuilt.connect(self.rebuilt)
        undo = KeyButton(words("board.undo_stroke"), look, QUIET, words("board.undo_stroke"), high_mm=LOW_KEY_MM)
        undo.setObjectName("writing.undo")
        undo.clicked.connect(lambda _on=False: self.field.undo())
        clear = KeyButton(words("board.clear"), look, QUIET, words("board.clear"), high_mm=LOW_KEY_MM)
        clear.setObjectName("writing.clear")
        clear.clicked.connect(lambda _on=False: self.field.clear())
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap(1))
        column.addWidget(self.found)
        column.addWidget(Grid([undo, clear, *others], look, (5, 3, 2), gap=0))
        column.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        # Field and candidates are of one size in every look.
        rows.addWidget(
            Split(self.field, beside, look.with_(text_step=0.5 if look.low else 1.0), 0.4 if look.low else 0.3)
        )

    def _look(self) -> None:
        """Asks what it may be, off the window's thread; only the answer to the latest drawing counts."""
        self._asked += 1
        asked, strokes = self._asked, [list(each) for each in self.field.strokes]
        if not strokes:
            self.found.show_([])
            return
        self._jobs.run(lambda: _readable(strokes), lambda found: self._answered(asked, found), lambda _trouble: None)

    def _answered(self, asked: int, found: list[str]) -> None:
        # The visitor may have left the field meanwhile.
        if isValid(self) and asked == self._asked and self.field.strokes:
            self.found.show_(found)

    def _take(self, char: str) -> None:
        self._given(char)
        self.field.clear()


def _readable(strokes: list[Points]) -> list[str]:
    return [each for each in recognise(strokes, MOST) if not exact.unwritable(each)]
