"""What every part of the clerk's window stands on: the store, the devices, what is open, whose it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from base import texts
from base.clock import Clock
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.desk_work import DeskWork
from counter.duplicates import DuplicateWatch
from counter.fields_pane import IDENTITY
from counter.following import PageFollower
from counter.frame import CounterFrame
from counter.login_rights import EVERYTHING, Rights
from counter.office import Office
from counter.office_store import Store, is_of_store
from counter.queue import Queue
from counter.queue_filter import QueueFilter
from counter.settings import CounterSettings
from counter.unsent import Desk
from db.accounts import Accounts
from devices.desk import Desk as Devices
from forms.actions import ActionType, Status
from forms.roles import Deed


class WindowBase(CounterFrame):
    """The frame with the office and the devices behind it, and what the parts ask of each other.

    Args:
        desk: the devices.
        store: an open one.
        clock: the time of waiting, of actions and of the rules.
        settings: how this counter is set up.
        rights: what this person may do.
        accounts: the store's; None where nobody logged in.
        outbox: the store, where there is an outbox in front of it; None where there is none.

    Signals:
        lock_asked: the window is to be covered at once.
        leave_asked: the person wants to log out.
    """

    lock_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self,
        desk: Devices,
        store: Store,
        clock: Clock,
        settings: CounterSettings,
        rights: Rights = EVERYTHING,
        accounts: Accounts | None = None,
        outbox: Desk | None = None,
    ) -> None:
        super().__init__(settings, desk)
        self._accounts, self.rights = accounts, rights
        self._found: Queue | None = None
        self._mine: frozenset[str] | None = None
        self._to_call: str | None = None
        self.chosen = QueueFilter()
        self.office = Office(store, settings.session, clock, self, outbox)
        self.duplicates = DuplicateWatch(self.office, self)
        self.devices = DeskWork(desk, settings.mayor, clock, self)
        self.follower = PageFollower(self.page, store.page, self.wording, self)

    @property
    def idle(self) -> bool:
        """Whether every thread has answered everything, and everything stands on screen."""
        return self.fields.complete and self.office.idle and self.follower.idle and self.devices.idle

    @property
    def view(self) -> CaseView | None:
        """The open visit."""
        return self.office.view

    def _may(self, deed: Deed) -> bool:
        """Whether this person may do something to the open visit; says so if not."""
        if self.rights.may(deed, self.view.review.visit.status if self.view else None):
            return True
        self.foot.say(self.wording.no_right(self.rights))
        return False

    @property
    def _writing(self) -> bool:
        return bool(self.view and self.view.mine and not self.view.conflict)

    @property
    def at_fields(self) -> bool:
        """Whether the fields are on screen, and neither a page in their place nor one over both columns."""
        return self.desk.currentWidget() is self.work and self.side.currentWidget() is self.fields

    def _side(self, page: QWidget) -> None:
        self.desk.setCurrentWidget(self.work)
        self.side.setCurrentWidget(page)

    def _back_to_work(self) -> None:
        self._side(self.fields)
        review = self.fields.review
        if review is None:
            self.queue.setFocus()
        elif self.fields.current:
            done = self.fields.current == IDENTITY and review.identity is None
            self.fields.go_on() if done else self.fields.go_to(self.fields.current)
        else:
            self.fields.go_on()

    def _reflect(self) -> None:
        goes_on = self.office.desk is not None
        self.foot.show_view(self.view, self.office.reachable, self.devices.has_printer, self.rights, goes_on)
        self.tools.setVisible(self._writing and self.at_fields and self.rights.may(ActionType.READ, Status.IN_REVIEW))

    def _show_trouble(self, trouble: Trouble) -> None:
        language = self.settings.language
        if is_of_store(trouble) and not self.office.reachable:
            if self.office.desk is not None and trouble.id == "store_unreachable":
                return  # the calm line says so, and work goes on
            words = [self.wording("banner.unreachable")]
            if trouble.id != "store_unreachable":
                words = [texts.message(trouble, language), texts.action(trouble, language)]
            self.strip.show_words(words)
            return
        self.foot.say(f"{texts.message(trouble, language)} {texts.action(trouble, language)}")

    @property
    def _filtered(self) -> Queue:
        return self.chosen.applied(self.office.queue, self.office.session.actor)

    def _leave_found(self) -> None:
        if self._found is not None:
            self._found = None
            self._show_queue(self.office.queue)

    def _show_queue(self, queue: Queue) -> None:
        self._say_what_came(queue)
        shown = self._filtered
        self.filter.show_filter(self.chosen, len(shown.rows), len(queue.rows))
        self.queue.show_queue(self._found or shown)
        self.queue.show_open(self.view.review.visit.id if self.view else None)
        self._show_head()

    def _say_what_came(self, queue: Queue) -> None:
        """A visit that a colleague has handed over is not found by chance."""
        mine = {row.id: row for row in queue.had_by(self.office.session.actor)}
        own = (self.view.review.visit.id if self.view else None, self.office.begun)
        came = [row for id, row in mine.items() if self._mine is not None and id not in self._mine and id not in own]
        self._mine = frozenset(mine)
        if came:
            self.foot.say(self.wording("banner.came", number=came[0].number))

    def _show_head(self) -> None:
        row = self.office.queue.find(self.view.review.visit.id) if self.view else None
        self.head.show_view(self.view, row.minutes if row else None)
