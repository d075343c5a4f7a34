"""Head and foot of the window, and the strip that tells of trouble."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from base.clock import JAPAN
from counter.case_view import CaseView
from counter.line import Line
from counter.login_rights import EVERYTHING, Rights
from counter.session import Session, clerk_name
from counter.wording import Wording
from forms.actions import ActionType, Status
from forms.roles import Duty
from look import fonts, style
from look.buttons import LINK, MAIN, QUIET, SECOND, Button
from look.frame import Rule
from look.text import OneLine, Text
from look.tokens import Look

NOTICE_S = 6.0
"""How long a short notice stands where the keys usually are."""


LINE_MM, LINE_MM_NARROW = 56, 36
NARROW_PX = 1300
"""Below this width the line to search with gives way to what is said of the visit."""


class HeadBar(QWidget):
    """Which visit, the line to search with, who sits here.

    Signals:
        searched: what was typed or scanned.
        camera_asked: the code is to be read with the camera.
        help_asked: the keys are to be shown.
        left: Escape in the line.
        account_asked: whoever sits here wants to log out, lock, or change the password.
    """

    searched = Signal(str)
    account_asked = Signal()
    camera_asked = Signal()
    help_asked = Signal()
    left = Signal()

    def __init__(self, look: Look, wording: Wording, session: Session, has_camera: bool) -> None:
        super().__init__()
        self._wording = wording
        style.ground(self, look, "ground")
        self._number = Text("", look, "title", wrap=False)
        self._about = Text("", look, "body", wrap=False)
        self._waited = OneLine("", look, "body", "quiet")
        self.line = Line(wording("search.name"), wording("search.hint"))
        self._look = look
        self.line.setFixedWidth(look.px(LINE_MM))
        self.line.returnPressed.connect(self._search)
        self.line.left.connect(self.left)
        self.camera = Button(wording("search.camera"), look, LINK, role="small")
        self.camera.setVisible(has_camera)
        self.camera.clicked.connect(self.camera_asked)
        self.help = Button(f"F1 {wording('act.help')}", look, LINK, role="small")
        self.help.clicked.connect(self.help_asked)
        row = QHBoxLayout()
        row.setContentsMargins(look.gap(3), look.gap(0), look.gap(3), look.gap(0))
        row.setSpacing(look.gap(2))
        for each in (self._number, self._about, self._waited):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.camera)
        row.addWidget(self.line)
        row.addSpacing(look.gap(2))
        self._session = Text(session.label, look, "body", wrap=False)
        self.account = Button(session.label, look, LINK, role="body")
        self.account.clicked.connect(self.account_asked)
        self.account.hide()
        row.addWidget(self._session)
        row.addWidget(self.account)
        row.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(look))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        narrow = event.size().width() < NARROW_PX
        self.line.setFixedWidth(self._look.px(LINE_MM_NARROW if narrow else LINE_MM))
        words = f"F1 {self._wording('act.help')}"
        self.help.set_text("F1" if narrow else words)
        self.help.setAccessibleName(words)
        super().resizeEvent(event)

    def show_rights(self, rights: Rights) -> None:
        """Reflects who sits here: an account can be left, looking for visits needs the right to."""
        self._session.setVisible(rights.role is None)
        self.account.setVisible(rights.role is not None)
        searches = rights.may(Duty.SEARCH)
        why = "" if searches else self._wording.no_right(rights)
        for each in (self.line, self.camera):
            each.setEnabled(searches)
            each.setToolTip(why)
            each.setAccessibleDescription(why)

    def show_view(self, view: CaseView | None, minutes: int | None) -> None:
        """Shows which visit is open and how long its visitor has waited."""
        wording = self._wording
        if view is None:
            self._number.set_text(wording("title"))
            self._about.set_text("")
            self._waited.set_text("")
            return
        visit = view.review.visit
        self._number.set_text(wording("reception", number=visit.reception_number or "–"))
        self._about.set_text(f"{wording.kind_of(visit.kind)}  {wording.people(visit.movers)}")
        words = []
        if visit.submitted_at:
            words.append(wording("arrived", time=f"{visit.submitted_at.astimezone(JAPAN):%H:%M}"))
        if minutes is not None and visit.status in (Status.WAITING, Status.IN_REVIEW):
            words.append(wording("waiting_minutes", minutes=minutes))
        if not view.mine:
            words.append(
                wording("taken_by", name=clerk_name(visit.assignee))
                if visit.status is Status.IN_REVIEW
                else wording(f"status.{visit.status}")
            )
        if visit.called_to and visit.called_at:
            at = f"{visit.called_at.astimezone(JAPAN):%H:%M}"
            words.append(wording("called", counter=wording.counter(visit.called_to), time=at))
        if visit.protected:
            words.append(wording("protect.mark"))
        if visit.reason:
            words.append(visit.reason)
        self._waited.set_text("  ".join(words))

    def _search(self) -> None:
        typed = self.line.text().strip()
        self.line.clear()
        if typed:
            self.searched.emit(typed)


class FootBar(QWidget):
    """What the keys do, and the buttons that end the case.

    Signals:
        interview_asked, hold_asked, print_asked, file_asked, take_asked: the buttons.
    """

    interview_asked = Signal()
    hold_asked = Signal()
    print_asked = Signal()
    file_asked = Signal()
    take_asked = Signal()

    HINTS = (
        ("Enter", "confirm"),
        ("Tab", "next"),
        ("1–9", "candidates"),
        ("Ctrl+Z", "undo"),
        ("Space", "zoom"),
        ("F3", "evidence"),
        ("F4", "identity"),
        ("F2", "edit"),
        ("F5", "hand_over"),
        ("Ctrl+B", "call"),
        ("Ctrl+G", "advice"),
    )
    LIST_HINTS = (
        ("↑↓ Enter", "open"),
        ("Ctrl+N", "next_visit"),
        ("Ctrl+B", "call"),
        ("Ctrl+F", "search"),
        ("F1", "help"),
    )

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self.look, self._wording = look, wording
        style.ground(self, look, "ground")
        self._open = False
        self._hints = Text("", look, "body", "quiet", wrap=False)
        self._hints.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.interview = Button(f"{wording('act.interview')}  Ctrl+I", look, SECOND)
        self.hold = Button(wording("act.hold"), look, QUIET)
        self.print = Button(wording("act.print"), look, SECOND)
        self.take = Button(wording("act.take"), look, MAIN)
        self.file = Button(wording("act.file"), look, MAIN)
        for button, signal in (
            (self.interview, self.interview_asked),
            (self.hold, self.hold_asked),
            (self.print, self.print_asked),
            (self.take, self.take_asked),
            (self.file, self.file_asked),
        ):
            button.clicked.connect(signal)
        row = QHBoxLayout()
        row.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        row.setSpacing(look.gap(2))
        row.addWidget(self._hints, 1)
        for button in (self.interview, self.hold, self.print, self.take, self.file):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(look))
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._notice = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(NOTICE_S * 1000))
        self._timer.timeout.connect(lambda: self.say(""))
        self.show_view(None, True, False)

    def show_view(
        self,
        view: CaseView | None,
        reachable: bool,
        has_printer: bool,
        rights: Rights = EVERYTHING,
        goes_on: bool = False,
    ) -> None:
        """Reflects what is possible with the open visit, and allowed to this person.

        Args:
            view: of the open visit.
            reachable: the store answers.
            has_printer: of this counter.
            rights: of this person.
            goes_on: what is in hand, or new, goes on while the store does not answer.
        """
        wording = self._wording
        self._open = view is not None
        mine = bool(view and view.mine)
        missing = view.review.missing if view else ()
        self.interview.setVisible(view is None and rights.may(ActionType.OPEN))
        self.interview.setEnabled(reachable or goes_on)
        self.hold.setVisible(mine)
        self.print.setVisible(bool(view) and view.review.visit.status in (Status.IN_REVIEW, Status.FILED))
        works = reachable or (goes_on and mine)
        self.print.setEnabled(has_printer and works)
        self.hold.setEnabled(works)
        self.take.setVisible(bool(view and view.can_take))
        self.take.setEnabled(reachable)
        over = view and view.review.visit.status is Status.IN_REVIEW
        self.take.set_text(f"{wording('act.take_over' if over else 'act.take')}  F5")
        self.file.setVisible(mine)
        self.file.setEnabled(mine and not missing and works)
        self.file.set_text(
            wording("act.file_missing", count=len(missing)) if missing else f"{wording('act.file')}  F12"
        )
        if view and missing:
            words = [wording.missing(each, view.review) for each in missing]
            said = f"{wording('missing.title')}：{wording.joined(words)}"
        else:
            said = wording("missing.nothing") if mine else ""
        self.file.setToolTip(said)
        self.file.setAccessibleDescription(said)
        for button, deed in (
            (self.hold, ActionType.HOLD),
            (self.print, ActionType.PRINT),
            (self.take, ActionType.TAKE),
            (self.file, ActionType.FILE),
        ):
            refused = view is not None and not rights.may(deed, view.review.visit.status)
            if refused:
                button.setEnabled(False)
            if refused or button is not self.file:
                why = wording.no_right(rights) if refused else ""
                button.setToolTip(why)
                button.setAccessibleDescription(why)
        self._show()

    def say(self, notice: str) -> None:
        """Shows a short notice for a while where the keys stand; nothing shows the keys again."""
        self._notice = notice
        if notice:
            self._timer.start()
        self._show()

    @property
    def notice(self) -> str:
        """The notice that stands there now."""
        return self._notice

    def _show(self) -> None:
        self._hints.colour = "text" if self._notice else "quiet"
        self._hints.set_text(self._notice or self._keys(self._hints.width()))

    def _keys(self, room: int) -> str:
        """As many keys as fit, the most used first, never half a word."""
        keys = self.HINTS if self._open else self.LIST_HINTS
        parts = [f"{key} {self._wording(f'act.{name}')}" for key, name in keys]
        metrics = fonts.metrics(self.look, "body")
        while len(parts) > 1 and metrics.horizontalAdvance("   ".join(parts)) > room:
            parts.pop()
        return "   ".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        QTimer.singleShot(0, self._show)


class Strip(QWidget):
    """One line over the whole width, shown while something is wrong."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        style.ground(self, look, "conflict_ground")
        self._words = Text("", look, "body", "conflict")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def show_words(self, words: Sequence[str]) -> None:
        """Shows these sentences, each behind the sign of an error; nothing hides the strip."""
        self._words.set_text("！ " + " ".join(words) if words else "")
        self.setVisible(bool(words))
