"""The app's window: a cover that asks who is there, and under it the work of that one person.

Each person gets a new :class:`counter.window.CounterWindow`. While it is locked it is no part of this window at all, so
neither the screen nor a screen reader finds anything of it; whoever comes next never sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolTip, QWidget
from shiboken6 import isValid

from base import events, texts
from base.clock import Clock
from base.trouble import Trouble
from counter.cards import prover
from counter.login import Delays, Event, Guard, State
from counter.login_page import LoginPage
from counter.login_rights import EVERYTHING, Rights
from counter.office_store import is_of_store
from counter.settings import CounterSettings
from counter.unsent import Unsent
from counter.unsent_bar import sentences
from counter.window import CounterWindow
from counter.wording import Wording
from counter.worker import Worker
from db.accounts_rows import Account
from db.accounts_secrets import PASSWORD_MIN
from db.desk import Desk, DeskStore
from db.store import Store
from devices.desk import Desk as Devices
from forms.roles import ACCOUNT_PREFIX, Role
from look import style

PIN_DIGITS = 4
"""Of a card's PIN; a one-time code has six."""
TICK_MS = 1000
RETRY_S = 3.0
"""Between two questions to a store that does not answer whether there are accounts."""
RETIRE_S = 180.0
"""How long the work of somebody who left may take to end, a print job for example."""

T = TypeVar("T")

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class CounterDoor(QMainWindow):
    """Cover and work.

    Args:
        desk: the devices.
        store: an open one, or what stands in front of one that may not answer.
        clock: the time of everything, time-outs included.
        settings: how this counter is set up.
    """

    def __init__(self, desk: Devices, store: Store | DeskStore, clock: Clock, settings: CounterSettings) -> None:
        super().__init__()
        self._desk, self._settings = desk, settings
        self.store, self.clock = store, clock
        look, self._wording = settings.look, Wording(settings.language)
        style.apply(self, look)
        self.guard = Guard(clock, Delays(lock_s=settings.lock_minutes * 60.0))
        self.page = LoginPage(look, self._wording, settings.name, PASSWORD_MIN, desk.is_virtual)
        self.work: CounterWindow | None = None
        self._focus: QWidget | None = None
        self._retired: list[tuple[CounterWindow, float]] = []
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(1180, 704)
        self.setWindowTitle(self._wording("title"))
        self._worker = Worker("counter-accounts", self)
        self._retry_at, self._waited = 0.0, False
        self.page.entered.connect(self._enter)
        self.page.made.connect(self._make)
        self.page.differs.connect(lambda: self.page.say(self._wording("login.differs")))
        self.page.other.connect(lambda: self._turn(Event.OTHER))
        self.page.back.connect(lambda: self._turn(Event.BACK))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._ask()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, here and in the work."""
        return self._worker.idle and (self.work is None or self.work.idle)

    # -- whether there are accounts

    def _ask(self) -> None:
        self._retry_at = self.clock.monotonic() + RETRY_S
        self._worker.do(self.store.accounts.exist, self._found, self._say)

    def _found(self, exist: bool) -> None:
        if self.guard.state is not State.ASKING:
            return
        if exist:
            self._turn(Event.ACCOUNTS, name=self._settings.clerk)
        elif self._settings.clerk.strip():
            self.guard.tell(Event.ALONE)
            self._open(self._settings, EVERYTHING)
        else:
            self._turn(Event.NO_ACCOUNT)

    # -- who is there

    def _make(self, name: str, role: Role, password: str) -> None:
        def make() -> Account:
            # In their own name, which has a right to it only as long as there is no account.
            self.store.accounts.add(name, role, password, actor=f"{ACCOUNT_PREFIX}{name}")
            return self.store.accounts.log_in(name, password)

        def not_made(trouble: Trouble) -> None:
            self._refused(trouble)
            if trouble.id == "not_allowed":  # somebody else was faster, at another counter
                self._turn(Event.ACCOUNTS)
                self._say(trouble)

        self._do(make, self._entered, not_made)

    def _enter(self, name: str, password: str, code: str) -> None:
        accounts = self.store.accounts
        if self._say_wait():
            self.page.clear_secrets()
            self.page.focus()
        elif self.guard.state is State.LOCKED:
            self._do(lambda: accounts.unlock(name, password), self._entered, self._refused)
        else:
            card = None
            if self.guard.state is State.CODE and self.page.by_card and len(code) == PIN_DIGITS:
                card, code = prover(self._desk.cards, self._desk.bus, code), ""
            self._do(lambda: accounts.log_in(name, password, code, card), self._entered, self._refused)

    def _do(self, call: Callable[[], T], then: Callable[[T], None], trouble: Callable[[Trouble], None]) -> None:
        def ended(with_result: Callable[[T], None]) -> Callable[[T], None]:
            def end(result: T) -> None:
                self.page.set_busy(False)
                with_result(result)

            return end

        self.page.say()
        self.page.set_busy(True)
        self._worker.do(call, ended(then), ended(trouble))

    def _refused(self, trouble: Trouble) -> None:
        if trouble.id in ("login_code_needed", "login_card_needed"):
            self.guard.tell(Event.CODE_NEEDED)
            self.page.ask_for(card=trouble.id == "login_card_needed")
            self.page.show_state(State.CODE, self._locked_name)
            self.page.say(*self._sentences(trouble), trouble=False)
            return
        if trouble.id == "login_locked":
            self.guard.refuse_until(self.page.account_name, trouble.details["seconds"])
        self._say(trouble)
        self._say_wait()
        if trouble.id.startswith("login_"):
            if self.guard.state is State.CODE and trouble.id == "login_wrong":
                self.page.code.clear()
            else:
                self.page.clear_secrets()
        elif self.guard.state is State.CODE:
            self.page.code.clear()  # what the card said concerns its PIN only
        self.page.focus()

    def _entered(self, account: Account) -> None:
        former = self.guard.account
        if self.guard.entered(account) and self.work is not None:
            self._uncover(account)
            return
        self._retire()
        if former is not None:
            self._note(lambda: self.store.accounts.log_out(former), "logout")
        self._open(replace(self._settings, clerk=account.name), Rights(account.role), account)

    # -- cover and work

    def _open(self, settings: CounterSettings, rights: Rights, account: Account | None = None) -> None:
        apart = account is not None or isinstance(self.store, DeskStore)
        store = self.store.seen_by(settings.session.actor) if apart else self.store
        outbox = store if isinstance(store, Desk) else None
        self.work = work = CounterWindow(self._desk, store, self.clock, settings, rights, self.store.accounts, outbox)
        work.lock_asked.connect(lambda: self._lock("key"))
        work.leave_asked.connect(self._leave)
        work.office.refused.connect(lambda: self._check(work))
        self._uncover(account)

    def _uncover(self, account: Account | None) -> None:
        work = self.work
        assert work is not None
        self.page.clear()
        if account is not None:
            work.set_rights(Rights(account.role))
        self._stack.addWidget(work)
        self._stack.setCurrentWidget(work)
        found = self._focus
        (found if found is not None and isValid(found) and work.isAncestorOf(found) else work.queue).setFocus()
        self._focus = None

    def _cover(self) -> None:
        """Takes the work out of the window, as it is. What an input method still holds goes into its line first."""
        work = self.work
        if work is None or work.parentWidget() is None:
            return
        QGuiApplication.inputMethod().commit()
        QToolTip.hideText()
        work.account.clear()
        if focus := work.focusWidget():
            self._focus = focus
            focus.clearFocus()  # hiding it would pass the focus on to a neighbour, and move the cursor
        self._stack.removeWidget(work)
        work.hide()
        work.setParent(None)

    def _retire(self) -> None:
        """The work of somebody who left ends unseen: what is being saved or printed still is."""
        self._cover()
        if self.work is None:
            return
        QGuiApplication.clipboard().clear()
        self._retired.append((self.work, self.clock.monotonic() + RETIRE_S))
        self.work = None

    def _end_retired(self, now: bool = False) -> None:
        for work, until in list(self._retired):
            if now or work.idle or self.clock.monotonic() >= until:
                self._retired.remove((work, until))
                work.close()

    @property
    def _locked_name(self) -> str:
        return self.guard.account.name if self.guard.account else ""

    def _turn(self, event: Event, name: str = "") -> None:
        state = self.guard.tell(event)
        if event in (Event.ACCOUNTS, Event.LEAVE):
            self._retire()
        self._cover()
        self._stack.setCurrentWidget(self.page)
        self.page.show_state(state, self._locked_name, name)

    def _lock(self, by: str) -> None:
        account = self.guard.account
        if self.guard.state is not State.WORK:
            return
        if account is None:
            assert self.work is not None
            self.work.foot.say(self._wording("login.no_lock"))
            return
        self._turn(Event.LOCK)
        self._note(lambda: self.store.record("lock", actor=account.actor, by=by), "lock")

    def _leave(self) -> None:
        account = self.guard.account
        if self.guard.state is not State.WORK:
            return
        if account is None:
            assert self.work is not None
            self.work.foot.say(self._wording("login.no_leave"))
            return
        self._turn(Event.LEAVE)
        self._note(lambda: self.store.accounts.log_out(account), "logout")

    def _note(self, write: Callable[[], object], act: str) -> None:
        """Writes a line of the audit; what was done stays done, also when the store does not take the line."""
        self._worker.do(write, None, lambda trouble: events.log("counter.unrecorded", act=act, trouble=trouble.id))

    # -- whether the account is still good

    def _check(self, work: CounterWindow | None) -> None:
        """Looks again at the account, or at whether there are accounts now."""
        if work is None or work is not self.work:
            return
        account, accounts = self.guard.account, self.store.accounts

        def found(now: Account | None) -> None:
            if self.guard.state is not State.WORK or self.guard.account is not account:
                return
            assert account is not None
            if now is None or now.disabled_at is not None:
                self._turn(Event.LEAVE)
                self._say(Trouble("account_ended"))
            elif self.work is not None:
                self.work.set_rights(Rights(now.role))

        def found_any(exist: bool) -> None:
            if exist and self.guard.state is State.WORK and self.guard.account is None:
                self._turn(Event.ACCOUNTS, name=self._settings.clerk)
                self._say(Trouble("login_from_now"))

        if account is None:
            self._worker.do(accounts.exist, found_any, lambda _trouble: None)
        else:
            # The strip of the work tells of a store that does not answer.
            self._worker.do(lambda: accounts.find(account.name), found, lambda _trouble: None)

    # -- sentences

    def _sentences(self, trouble: Trouble) -> tuple[str, str]:
        language = self._settings.language
        return texts.message(trouble, language), texts.action(trouble, language)

    def _say(self, trouble: Trouble) -> None:
        self.page.say(*self._sentences(trouble), *self._waiting(trouble))

    def _waiting(self, trouble: Trouble) -> list[str]:
        """How many acts wait, where the server does not answer whoever comes to the cover."""
        if not isinstance(self.store, DeskStore) or not is_of_store(trouble):
            return []
        state = self.store.outbox.state()
        return sentences(Unsent(waiting=state.waiting, since=state.oldest_at), self._wording)

    def _say_wait(self) -> bool:
        """Tells how long the account typed takes no try yet. False when it does."""
        seconds = self.guard.wait_s(self.page.account_name)
        if seconds:
            left = self._wording("login.wait", time=f"{seconds // 60}:{seconds % 60:02d}")
            self.page.say(texts.message(Trouble("login_locked", seconds=seconds), self._settings.language), left)
        return bool(seconds)

    # -- time, hands, end

    def tick(self) -> None:
        """Looks at the clock."""
        guard = self.guard
        self._end_retired()
        if guard.must_lock:
            self._lock("idle")
        elif guard.due_for_check():
            self._check(self.work)
        elif guard.state is State.ASKING and self.clock.monotonic() >= self._retry_at:
            self._ask()
        elif guard.state is not State.WORK:
            self._tick_cover()

    def _tick_cover(self) -> None:
        if self.guard.must_clear and self.page.has_typed and self._worker.idle:
            if self.guard.state is State.CODE:
                self._turn(Event.BACK)
            self.page.clear()
            self.page.say()
        waits = self._say_wait()
        if self._waited and not waits:
            self.page.say(self._wording("login.again"), trouble=False)
        self._waited = waits

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() in _TOUCHES:
            self.guard.touched()
        return False

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        # Keys and pointer come through here, whichever widget they are for; one filter on the window is cheap.
        self.windowHandle().installEventFilter(self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._timer.stop()
        account = self.guard.account
        if account is not None:
            self._note(lambda: self.store.accounts.log_out(account), "logout")
        self._retire()
        self._end_retired(now=True)
        self._worker.stop()
        super().closeEvent(event)
        QTimer.singleShot(0, self.deleteLater)
