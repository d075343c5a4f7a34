"""The right column: what needs eyes first, then what is settled, the rules, the identity check."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from base import texts
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.field_row import FieldRow
from counter.pane_row import NARROW_MM, PaneRow
from counter.review import Review, Row
from counter.typed import value_of
from counter.wording import Chip, Wording
from forms.display import date_text
from forms.fusing import State
from forms.rules import Severity
from look.text import Text
from look.tokens import Look

IDENTITY = "@identity"
"""Stands for the identity check where a path is meant."""


ROWS_AT_ONCE = 14
"""New rows made in one go; the rest follow when the window has drawn and answered keys (a large household has 60)."""


class FieldsPane(QScrollArea):
    """Shows a review and says what the clerk wants; it decides nothing.

    Signals:
        settle: path and value that the clerk decides on.
        moved: the path in hand has changed, empty where it is no field.
        identity_asked: the row of the identity check was chosen.
        picture_asked: the path of a field; what it was read from is to come by :meth:`FieldsPane.show_picture`.
    """

    settle = Signal(str, str)
    moved = Signal(str)
    identity_asked = Signal()
    picture_asked = Signal(str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self.look, self._wording = look, wording
        self._view: CaseView | None = None
        self._current: str | None = None
        self._rows: dict[str, FieldRow] = {}
        self._rules: list[PaneRow] = []
        self._pending: set[str] = set()
        self._room = 0
        self._cut_short = False
        self._heads = {name: self._head() for name in ("needs_eyes", "settled", "rules", "identity")}
        self._identity = PaneRow(look)
        self._identity.focused.connect(lambda: self._came_to(IDENTITY))
        self._identity.pressed.connect(self.identity_asked)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, look.gap(1), 0, look.gap(2))
        self._column.setSpacing(0)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (*self._heads.values(), self._identity):
            each.setParent(self._inside)
            each.hide()

    def _head(self) -> Text:
        return Text("", self.look, "small", "quiet")

    # -- showing

    @property
    def review(self) -> Review | None:
        return self._view.review if self._view else None

    @property
    def current(self) -> str | None:
        """The path in hand, :data:`IDENTITY`, or None."""
        return self._current

    @property
    def editing(self) -> bool:
        """Whether somebody is typing a value."""
        return any(row.editor is not None for row in self._rows.values())

    @property
    def complete(self) -> bool:
        """Whether every row stands there."""
        return not self._cut_short

    def row(self, path: str) -> FieldRow:
        """The widget of a field."""
        return self._rows[path]

    def show_view(self, view: CaseView | None) -> None:
        """Shows a case, or nothing. Widgets stay where their field stays, so that the focus does."""
        same = bool(view and self._view and view.review.visit.id == self._view.review.visit.id)
        self._view = view
        if view is None or not same:
            self._clear()
        if view is None:
            self._cut_short = False
            return
        self._fill_some()
        if self._current not in (IDENTITY, None) and self._current not in self._rows:
            self._current = None
        self._highlight()

    def show_picture(self, path: str, image: QImage | None) -> None:
        """Shows what a field was read from, where its row is still there and still wants it."""
        if widget := self._rows.get(path):
            widget.show_picture(image)

    def _fill_some(self) -> None:
        if self._view is None:
            return
        self._room, self._cut_short = ROWS_AT_ONCE, False
        self.setUpdatesEnabled(False)
        self._fill(self._view)
        self.setUpdatesEnabled(True)
        if self._cut_short:
            QTimer.singleShot(0, self._fill_some)

    def _clear(self) -> None:
        self._current = None
        self._pending = set()
        for row in (*self._rows.values(), *self._rules):
            row.hide()
            row.deleteLater()
        self._rows, self._rules = {}, []
        for each in (*self._heads.values(), self._identity):
            each.hide()
        self._empty()

    def _empty(self) -> None:
        """Takes everything out of the column; the widgets live on and are put back."""
        while self._column.count():
            if widget := self._column.itemAt(0).widget():
                # Not takeAt(): its item lives on in Python, and the widget then tells that one of its new heights.
                self._column.removeWidget(widget)
                continue
            item = self._column.takeAt(0)
            if line := item.layout():
                line.takeAt(0)
                line.deleteLater()

    def _fill(self, view: CaseView) -> None:
        review = view.review
        self._empty()
        for path in self._rows.keys() - {row.path for row in review.rows}:
            gone = self._rows.pop(path)
            gone.hide()
            gone.deleteLater()
        self._put_head("needs_eyes", bool(review.needs_eyes), len(review.needs_eyes))
        for row in review.needs_eyes:
            self._put_field(row, view)
        self._put_head("settled", bool(review.settled), len(review.settled))
        for row in review.settled:
            self._put_field(row, view)
        self._put_rules(review)
        self._put_identity(review)
        self._column.addStretch(1)
        made = [self._rows[row.path] for row in review.rows if row.path in self._rows]
        chain = [*made, *self._rules, self._identity]
        for before, after in zip(chain, chain[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _put(self, widget: QWidget) -> None:
        if isinstance(widget, PaneRow):
            widget.set_narrow(self._is_narrow)
        self._column.addWidget(widget)
        widget.show()

    def _put_head(self, name: str, shown: bool, count: int | None = None) -> None:
        head = self._heads[name]
        if not shown:
            head.hide()
            return
        values = {} if count is None else {"count": count}
        head.set_text(self._wording(f"group.{name}", **values))
        side = self.look.gap(3)
        line = QHBoxLayout()
        line.setContentsMargins(side, self.look.gap(1), side, self.look.gap(0))
        line.addWidget(head)
        head.show()
        self._column.addLayout(line)

    def _put_field(self, row: Row, view: CaseView) -> None:
        widget = self._rows.get(row.path)
        if widget is None and not self._room:
            self._cut_short = True
            return
        if widget is None:
            self._room -= 1
            widget = self._rows[row.path] = FieldRow(self.look, self._wording, self._inside)
            path = row.path
            widget.focused.connect(lambda: self._came_to(path))
            widget.settled.connect(lambda value: self._decide(path, value))
            widget.typed.connect(lambda typed: self._typed(path, typed))
        widget.show_row(row, view.mine)
        self._put(widget)
        self._ask_for_picture(widget)

    def _put_rules(self, review: Review) -> None:
        for each in self._rules:
            each.hide()
            each.deleteLater()
        self._rules = []
        self._put_head("rules", True)
        wording = self._wording
        kept = Chip(State.AGREED, wording("chip.kept"))
        if review.period:
            day, last = review.period
            self._put_rule(wording("rules.period", day=day, last=date_text(last, wording.language)), kept)
        elif not review.findings:
            self._put_rule(wording("rules.clear"), kept)
        for finding in review.findings:
            blocking = finding.severity is Severity.ERROR
            chip = (
                Chip(State.CONFLICT, wording("chip.blocking"))
                if blocking
                else Chip(State.DOUBTFUL, wording("chip.look"))
            )
            self._put_rule(wording.finding(finding), chip)

    def _put_rule(self, sentence: str, chip: Chip) -> None:
        row = PaneRow(self.look, self._inside)
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.fill_wide(sentence, chip)
        self._rules.append(row)
        self._put(row)

    def _put_identity(self, review: Review) -> None:
        wording = self._wording
        if review.identity is None:
            chip = Chip(State.CONFIRMED, wording("chip.done"))
            said = wording.identity(review)
        else:
            chip, said = Chip(State.MISSING, f"{wording('chip.not_yet')}  F4"), ""
        self._identity.fill(wording("group.identity"), said, chip)
        self._put(self._identity)

    # -- the row in hand

    def go_to(self, path: str | None) -> None:
        """Puts a row in hand and gives it the focus."""
        widget = self._identity if path == IDENTITY else self._rows.get(path or "")
        if widget is None:
            return
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._current != path:  # the window may not be active, and then no focus event comes
            self._came_to(path)

    def step(self, step: int) -> None:
        """To the next row on screen, or the one before."""
        if self._view is None:
            return
        order = [*(row.path for row in self._view.review.rows), IDENTITY]
        at = order.index(self._current) if self._current in order else (-1 if step > 0 else 0)
        self.go_to(order[(at + step) % len(order)])

    def go_on(self, path: str | None = None) -> None:
        """To what has to be looked at next; to the identity check when no field is left."""
        review = self.review
        if review is None:
            return
        left = [row.path for row in review.needs_eyes if row.path != path and row.path not in self._pending]
        following = left[0] if left else None
        if following is None:
            following = IDENTITY if review.identity or not review.rows else (self._current or review.rows[0].path)
        self.go_to(following)

    def _came_to(self, path: str | None) -> None:
        if self._current != path and self._current in self._rows:
            self._rows[self._current].close_up()
        self._current = path
        self._highlight()
        self.moved.emit("" if path in (None, IDENTITY) else path)
        QTimer.singleShot(0, self._bring_into_view)

    def _highlight(self) -> None:
        review = self.review
        for path, widget in self._rows.items():
            row = review.find(path) if review else None
            current = path == self._current
            widget.set_current(current, bool(row and row.need))
            self._ask_for_picture(widget)
            if current and row and row.need:
                widget.open()
        self._identity.set_current(self._current == IDENTITY, bool(review and review.identity))

    def _ask_for_picture(self, widget: FieldRow) -> None:
        """What a clerk has to look at, and what is in hand, stands beside what it was read from."""
        if widget.wants_picture(widget.current or widget.row.need is not None):
            self.picture_asked.emit(widget.row.path)

    def _bring_into_view(self) -> None:
        widget = self._identity if self._current == IDENTITY else self._rows.get(self._current or "")
        if widget is not None:
            self.ensureWidgetVisible(widget, 0, self.look.gap(3))

    # -- what the clerk does

    def confirm(self) -> None:
        """Decides on the value in use of the row in hand."""
        if self._current == IDENTITY:
            self.identity_asked.emit()
            return
        row = self.review.find(self._current) if self.review and self._current else None
        if row is None:
            return
        if row.value is None:
            self.edit()
        elif row.path in self._pending or (row.by_clerk and not row.need):
            self.go_on(row.path)
        else:
            self._decide(row.path, row.value)

    def choose(self, digit: int) -> None:
        """Chooses a candidate of the row in hand."""
        widget = self._rows.get(self._current or "")
        if widget is None:
            return
        if widget.opened:
            widget.choose(digit)
        else:
            widget.open()

    def edit(self) -> None:
        """Opens the line to type in at the row in hand."""
        if widget := self._rows.get(self._current or ""):
            widget.edit()

    def _decide(self, path: str, value: str) -> None:
        """Hands a decision over and goes on at once: fast fingers do not wait for the store."""
        self._pending.add(path)
        self.settle.emit(path, value)
        if path in self._pending and self._rows[path].editor is None:
            self.go_on(path)

    def refused(self, path: str, message: str) -> None:
        """A decision on a field did not reach the store: back to it, with what was typed still there."""
        self._pending.discard(path)
        self.go_to(path)
        if (widget := self._rows.get(path)) and widget.editor is not None:
            widget.complain(message)

    def unsaved(self, path: str) -> None:
        """A decision met somebody else's: it is shown as a conflict, and the row waits."""
        self._pending.discard(path)

    def saved(self, path: str) -> None:
        """A decision on a field is in the store: closes its line to type in and goes on."""
        self._pending.discard(path)
        widget = self._rows.get(path)
        typed = widget is not None and widget.editor is not None
        if widget is not None:
            widget.close_up()
        if self._current == path and typed:
            self.go_on(path)

    def _typed(self, path: str, typed: str) -> None:
        try:
            value = value_of(path, typed)
        except Trouble as trouble:
            self._rows[path].complain(texts.message(trouble, self._wording.language))
            return
        self._decide(path, value)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self.look.px(NARROW_MM)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        for row in (*self._rows.values(), *self._rules, self._identity):
            row.set_narrow(self._is_narrow)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        # The arrow keys move between fields, not the scroll bar.
        event.ignore()
