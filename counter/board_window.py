"""The call display as a window: large figures, read across the hall. It shows; nobody touches it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from base.clock import JAPAN, Clock
from base.texts import LANGUAGES, text
from counter.board import MOST_CALLED, Board, Called
from counter.office import Office
from counter.office_store import Store
from counter.session import Session
from counter.wording import Wording
from look import style
from look.frame import Panel, Picture, Rule
from look.text import Text
from look.tokens import HALL, Look

LANGUAGE_S = 8
"""Seconds that the second language stays before the next one takes its place. Japanese always stands first."""
TICK_MS = 1000
WIDE_MM, TALL_MM = (480, 270), (320, 480)
"""All sizes are of a display of this width and height, lying or standing, however large it is."""
BELL_MM = 16
OTHERS = tuple(each for each in LANGUAGES if each not in ("ja", "ja-easy"))
ACTOR = "display"


class BoardWindow(QWidget):
    """Called numbers with their counters; beside them the numbers that wait.

    Args:
        store: an open :class:`db.store.Store`; only its list is read.
        clock: tells what is fresh, and the time in the corner.
        ward, branch: at the head.
    """

    def __init__(self, store: Store, clock: Clock, ward: str, branch: str) -> None:
        super().__init__()
        self._clock, self._place = clock, f"{ward}　{branch}"
        self.office = Office(store, Session(ACTOR), clock, self)
        self.board = Board()
        self.language = OTHERS[0]
        self._inside: QWidget | None = None
        self._seconds = 0
        self.setWindowTitle(text("counter.board.title", "ja"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the display does not grow with a name
        self.office.queue_changed.connect(lambda _queue: self._look_again())
        self.office.reachable_changed.connect(lambda _reachable: self._draw())
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.office.start()
        self._draw()

    @property
    def idle(self) -> bool:
        """Whether the store has answered everything."""
        return self.office.idle

    def tick(self) -> None:
        """Another second: what is fresh grows old, and the next language comes."""
        self._seconds += 1
        if self._seconds % LANGUAGE_S == 0:
            self.language = OTHERS[(OTHERS.index(self.language) + 1) % len(OTHERS)]
            self._draw()
        else:
            self._look_again()

    def _look_again(self) -> None:
        now = self._clock.now()
        board = Board.at(self.office.queue, now)
        if board != self.board or self._time.text() != self._hour():
            self.board = board
            self._draw()

    def _hour(self) -> str:
        return f"{self._clock.now().astimezone(JAPAN):%H:%M}"

    # -- drawing: few words, made anew each time

    def _draw(self) -> None:
        stands = self.height() > self.width()
        wide, tall = TALL_MM if stands else WIDE_MM
        look = Look(profile=HALL, px_per_mm=max(1.0, min(self.width() / wide, self.height() / tall)))
        inside = QWidget()
        style.ground(inside, look, "ground")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(look.gap(4), look.gap(2), look.gap(4), look.gap(2))
        rows.setSpacing(look.gap(1))
        head = QHBoxLayout()
        head.addWidget(Text(self._place, look, "title", wrap=False))
        head.addStretch(1)
        self._time = Text(self._hour(), look, "title", wrap=False)
        head.addWidget(self._time)
        rows.addLayout(head)
        rows.addWidget(Rule(look, "firm_edge"))
        middle = QVBoxLayout() if stands else QHBoxLayout()
        middle.setSpacing(look.gap(4))
        middle.addWidget(self._called(look), 5)
        middle.addWidget(self._waiting(look), 2)
        rows.addLayout(middle, 1)
        rows.addWidget(Rule(look, "firm_edge"))
        rows.addWidget(self._foot(look))
        old, self._inside = self._inside, inside
        if old is not None:
            self.layout().removeWidget(old)
            old.hide()
            old.deleteLater()
        self.layout().addWidget(inside)
        inside.show()
        self.layout().activate()  # in one go: nothing flickers

    def _said(self, key: str, look: Look, role: str = "title") -> QWidget:
        """The same in Japanese and in the language whose turn it is."""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.gap(2))
        row.addWidget(Text(text(f"counter.board.{key}", "ja"), look, role, wrap=False))
        other = look.with_(language=self.language)
        row.addWidget(Text(text(f"counter.board.{key}", self.language), other, "body", "quiet", wrap=False), 1)
        return both

    def _called(self, look: Look) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.gap(1))
        rows.addWidget(self._said("called", look))
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(look.gap(1))
        for at, each in enumerate(self.board.called):
            grid.addWidget(self._row(each, look), at, 0)
        for at in range(MOST_CALLED):
            grid.setRowStretch(at, 1)
        rows.addLayout(grid, 1)
        return made

    def _row(self, called: Called, look: Look) -> QWidget:
        panel = Panel(look, "doubtful_ground" if called.fresh else "ground")
        colour = "doubtful" if called.fresh else "text"
        row = QHBoxLayout()
        row.setContentsMargins(look.gap(2), 0, look.gap(2), 0)
        row.setSpacing(look.gap(3))
        row.addWidget(Text(called.number, look, "display", colour, wrap=False))
        if called.fresh:
            row.addWidget(Picture("bell", look, BELL_MM, colour))
        row.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        name = Text(Wording("ja").counter(called.counter), look, "heading", colour, Qt.AlignmentFlag.AlignRight)
        names.addWidget(name)
        if called.counter.isdecimal():  # a name is what stands above the counter: it is not translated
            other = Wording(self.language).counter(called.counter)
            names.addWidget(
                Text(other, look.with_(language=self.language), "body", colour, Qt.AlignmentFlag.AlignRight)
            )
        names.addStretch(1)
        row.addLayout(names, 2)
        panel.rows.setContentsMargins(0, 0, 0, 0)
        panel.rows.addLayout(row)
        panel.setAccessibleName(f"{called.number} {name.text()}")
        return panel

    def _waiting(self, look: Look) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.gap(1))
        rows.addWidget(self._said("waiting", look, "lead"))
        grid = QGridLayout()
        for at, number in enumerate(self.board.waiting):
            grid.addWidget(Text(number, look, "title", wrap=False), at // 2, at % 2)
        rows.addLayout(grid)
        if self.board.more:
            rows.addWidget(Text(text("counter.board.more", "ja", count=self.board.more), look, "lead", "quiet"))
        rows.addStretch(1)
        return made

    def _foot(self, look: Look) -> QWidget:
        if not self.office.reachable:
            return self._said("unreachable", look, "lead")
        return self._said("come" if self.board.called else "wait", look, "lead")

    # -- the window

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._timer.stop()
        self.office.stop()
        super().closeEvent(event)
