"""The clerk's window: queue, page, fields. Puts the pieces together and gives each key its meaning."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from base import texts
from base.clock import Clock, today
from base.trouble import Trouble
from counter.calls import StaffCall
from counter.case import CaseView
from counter.compare_page import Verdict
from counter.comparison import Comparison
from counter.desk_work import DeskWork
from counter.duplicates import DuplicateWatch
from counter.fields_pane import IDENTITY
from counter.following import PageFollower
from counter.frame import CounterFrame
from counter.keys import press
from counter.login_rights import EVERYTHING, Rights
from counter.office import Office, Store, is_of_store
from counter.paper import FORM
from counter.queue import Queue, is_name_like, reception_number
from counter.queue_filter import QueueFilter
from counter.session import PREFIX
from counter.settings import CounterSettings
from counter.side import PROTECT_KEY
from counter.statistics_page import Statistics, period
from devices.card.api import CardKind
from forms.actions import ActionType
from forms.identity import IdentityCheck
from forms.reading import Reading
from forms.roles import Deed, Duty
from forms.visit_code import parse_visit_code


class CounterWindow(CounterFrame):
    """The whole app of one clerk.

    Args:
        desk: the devices, a :class:`devices.desk.Desk`.
        store: an open :class:`db.store.Store`.
        clock: the time of waiting, of actions and of the rules.
        settings: how this counter is set up.
        rights: what this person may do.
        accounts: the store's, a :class:`db.accounts.Accounts`; None where nobody logged in.

    Signals:
        lock_asked: the window is to be covered at once.
        leave_asked: the person wants to log out.
    """

    lock_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self,
        desk,
        store: Store,
        clock: Clock,
        settings: CounterSettings,
        rights: Rights = EVERYTHING,
        accounts=None,
    ) -> None:
        super().__init__(settings, desk.camera is not None, desk.is_virtual)
        self._accounts, self.rights = accounts, rights
        self._found: Queue | None = None
        self._mine: frozenset[str] | None = None
        self._to_call: str | None = None
        self.chosen = QueueFilter()
        self.office = Office(store, settings.session, clock, self)
        self.duplicates = DuplicateWatch(self.office, self)
        self.devices = DeskWork(desk, settings.mayor, clock, self)
        self.follower = PageFollower(self.page, store.page, self.wording, self)
        self._connect()
        self.follower.show_visit(None)
        self.set_rights(rights)
        self.office.start()
        self.queue.setFocus()

    def _connect(self) -> None:
        self.office.queue_changed.connect(self._show_queue)
        self.office.case_changed.connect(self._show_case)
        self.office.reachable_changed.connect(self._show_reachable)
        self.office.troubled.connect(self._show_trouble)
        self.office.calls_changed.connect(self.calls.show_calls)
        self.calls.answered.connect(self.answer_call)
        self.queue.opened.connect(self.open)
        self.filter.cleared.connect(lambda: self.filter_by(QueueFilter()))
        self.head.searched.connect(self.search)
        self.head.left.connect(self._back_to_work)
        self.head.camera_asked.connect(self.read_code)
        self.head.help_asked.connect(self.show_help)
        self.fields.settle.connect(self._settle)
        self.fields.moved.connect(self._follow)
        self.fields.identity_asked.connect(self.check_identity)
        self.identity.recorded.connect(self._record_identity)
        self.reason.given.connect(self._put_away)
        self.card.looked_for.connect(self._look_for_card)
        self.card.given.connect(self._open_card)
        self.hand_over.given.connect(self._hand_over)
        self.hand_over.released.connect(self._release)
        self.conflict.again.connect(lambda: self.office.do(lambda case: case.again()))
        self.conflict.left.connect(lambda: self.office.do(lambda case: case.let_be()))
        self.duplicates.found.connect(self.notice.show_duplicates)
        self.notice.asked.connect(self.compare_duplicates)
        self.statistics.asked.connect(self._count)
        self.compare.judged.connect(self._judge)
        self.compare.other_asked.connect(self._compare)
        self.head.account_asked.connect(self.show_account)
        self.account.lock_asked.connect(self.lock_asked)
        self.account.leave_asked.connect(self.leave_asked)
        self.account.changed.connect(self._change_password)
        for page in (
            self.identity,
            self.evidence,
            self.reason,
            self.hand_over,
            self.card,
            self.help,
            self.account,
            self.compare,
            self.statistics,
            self.advice,
        ):
            page.left.connect(self._back_to_work)
        self.page.clicked.connect(self.zoom)
        self.page.page_asked.connect(self.follower.turn)
        self.foot.hold_asked.connect(self.hold)
        self.foot.print_asked.connect(self.print)
        self.foot.take_asked.connect(self.take)
        self.foot.file_asked.connect(self.file)

    @property
    def view(self) -> CaseView | None:
        """The open visit."""
        return self.office.view

    @property
    def idle(self) -> bool:
        """Whether every thread has answered everything, and everything stands on screen."""
        return self.fields.complete and self.office.idle and self.follower.idle and self.devices.idle

    def set_rights(self, rights: Rights) -> None:
        """Reflects what this person may do (now)."""
        self.rights = rights
        self.office.lists = rights.may(Duty.LIST)
        self.head.show_rights(rights)
        if not self.office.lists:
            self.page.show_note(self.wording.no_right(rights))
        self._reflect()

    def _may(self, deed: Deed) -> bool:
        """Whether this person may do something to the open visit; says so if not."""
        if self.rights.may(deed, self.view.review.visit.status if self.view else None):
            return True
        self.foot.say(self.wording.no_right(self.rights))
        return False

    # -- what the clerk does

    def open(self, visit_id: str) -> None:
        """Opens a visit; takes it when nobody has it."""
        self._side(self.fields)
        self.office.open(visit_id)

    def filter_by(self, chosen: QueueFilter) -> None:
        """Shows this much of the list from now on."""
        self.chosen = chosen
        self._leave_found()
        self._show_queue(self.office.queue)

    @property
    def _filtered(self) -> Queue:
        return self.chosen.applied(self.office.queue, self.office.session.actor)

    def open_next(self) -> None:
        """Opens the visit of whoever has waited longest."""
        if row := self._filtered.next_waiting():
            self.open(row.id)
        else:
            self.foot.say(self.wording("page.all_done"))

    def search(self, typed: str) -> None:
        """Opens a visit by its reception number, the code on its form, or the name or reading of who moves."""
        if not self.rights.may(Duty.SEARCH):
            self.foot.say(self.wording.no_right(self.rights))
            return
        if visit_id := parse_visit_code(typed):
            self.open(visit_id)
            return

        def found(visit_id: str | None) -> None:
            if visit_id:
                self.open(visit_id)
            else:
                self.foot.say(self.wording("search.not_found", number=typed[:12]))

        number = reception_number(typed)
        if number is None and is_name_like(typed):
            self.office.find_by_name(typed, self._show_found)
        elif number is None:
            self.foot.say(self.wording("search.unknown_code"))
        else:
            self.office.find(number, found)

    def _show_found(self, found: Queue) -> None:
        """One is opened; of several the clerk chooses, until Escape or until one is open."""
        if not found.rows:
            self.foot.say(self.wording("search.nobody"))
        elif len(found.rows) == 1:
            self.open(found.rows[0].id)
        else:
            self._found = found
            self.queue.show_queue(found, afresh=True)
            self.queue.setFocus()
            self.foot.say(self.wording("search.choose"))

    def _leave_found(self) -> None:
        if self._found is not None:
            self._found = None
            self._show_queue(self.office.queue)

    def read_code(self) -> None:
        """Reads the code on a form with the camera and opens its visit."""

        def seen(visit_id: str | None) -> None:
            if visit_id:
                self.foot.say("")
                self.open(visit_id)
            else:
                self.foot.say(self.wording("search.camera_nothing"))

        if self.devices.read_code(seen, self._show_trouble):
            self.foot.say(self.wording("search.camera_waiting"))

    def confirm(self) -> None:
        """Enter: decides on the row in hand, when it is in sight."""
        if self._writing and self.at_fields and self._may(ActionType.SETTLE):
            self.fields.confirm()

    def choose(self, digit: int) -> None:
        """A digit: chooses a candidate of the row in hand."""
        if self._writing and self._may(ActionType.SETTLE):
            self.fields.choose(digit)

    def edit(self) -> None:
        """Opens the line to type in at the row in hand."""
        if self._writing and self._may(ActionType.SETTLE):
            self._side(self.fields)
            self.fields.edit()

    def undo(self) -> None:
        """Takes back the latest decision."""
        if self.view and self.view.can_undo and self._may(ActionType.SETTLE):
            self.office.do(lambda case: case.undo(), lambda _view: self.foot.say(self.wording("banner.undone")))

    def check_identity(self) -> None:
        """Opens the identity check."""
        if self._writing and self._may(ActionType.CHECK_IDENTITY):
            assert self.view
            self._side(self.identity)
            visit = self.view.review.visit
            self.identity.open(visit.identity_check, visit.value("notifier.relation"))

    def read_card(self) -> None:
        """Opens the page on which a card is read into the visit."""
        if not self._writing or not self._may(ActionType.READ):
            return
        if not self.devices.has_reader:
            self._show_trouble(Trouble("no_reader"))
            return
        self._side(self.card)
        self.card.open()

    def _look_for_card(self) -> None:
        self.card.show_busy()
        self.devices.find_card(self.card.show_found, self.card.show_trouble)

    def _open_card(self, kind: CardKind, typed: str) -> None:
        visit_id = self.view.review.visit.id if self.view else ""

        def taken(reading: Reading) -> None:
            if not self._writing or self.view is None or self.view.review.visit.id != visit_id:
                return  # another visit is open by now: what was read is dropped
            self.office.do(lambda case: case.read(reading), lambda view: self._card_taken(view, reading))

        self.card.show_busy()
        self.devices.read_card(kind, typed, taken, self.card.show_trouble)

    def _card_taken(self, view: CaseView, reading: Reading) -> None:
        if not view.conflict:
            self._back_to_work()
        said = [self.wording("card.taken")]
        said += [texts.text(f"warning.{each}", self.settings.language) for each in reading.warnings]
        self.foot.say(" ".join(said))

    def show_evidence(self) -> None:
        """Shows everything that was said about the row in hand."""
        row = self.view.review.find(self.fields.current or "") if self.view else None
        if row is None:
            return

        def opened(pictures: list[QImage | None]) -> None:
            self._side(self.evidence)
            self.evidence.open(row, pictures)

        self.follower.crops(row, opened, self._show_trouble)

    def compare_duplicates(self) -> None:
        """Lays the visit beside the one that is most like it."""
        if self.duplicates.duplicates:
            self._compare(self.duplicates.duplicates[0].summary.id)

    def _compare(self, other: str) -> None:
        def laid(comparison: Comparison) -> None:
            self.desk.setCurrentWidget(self.compare)
            self.compare.open(comparison, self.duplicates.duplicates, self._writing, self.office.session.actor)

        self.duplicates.compare(other, laid)

    def _judge(self, verdict: Verdict, other: str) -> None:
        deeds = {
            Verdict.APART: ActionType.TELL_APART,
            Verdict.WITHDRAW: ActionType.WITHDRAW,
            Verdict.JOIN: ActionType.READ,
        }
        if not self._may(deeds[verdict]):
            return
        number = self.compare.other_number

        def apart(_view: CaseView) -> None:
            self._back_to_work()

        def joined(view: CaseView) -> None:
            self._back_to_work()
            if not view.conflict:
                self.foot.say(self.wording("banner.joined", number=number))

        match verdict:
            case Verdict.APART:
                self.office.do(lambda case: case.tell_apart(other), apart)
            case Verdict.JOIN:
                self.office.do(lambda case: case.join(other), joined)
            case Verdict.WITHDRAW:
                self.office.do(lambda case: case.withdraw(other), lambda view: self._ended(view, "banner.withdrawn"))

    def show_statistics(self) -> None:
        """Shows the office's figures."""
        self._count(self.statistics.days)

    def _count(self, days: int) -> None:
        if not self.rights.may(Duty.STATISTICS):
            self.foot.say(self.wording.no_right(self.rights))
            return

        def counted(found: Statistics) -> None:
            if self.desk.currentWidget() is self.statistics and self.statistics.days == days:
                self.statistics.open(found)

        def failed(trouble: Trouble) -> None:
            self._back_to_work()
            self._show_trouble(trouble)

        self.desk.setCurrentWidget(self.statistics)
        self.statistics.wait(days)
        self.office.count(*period(days, today(self.office.clock)), counted, failed)

    def show_advice(self) -> None:
        """Shows what the procedures guide told the visitor of the open visit."""
        if self.view:
            self._side(self.advice)
            self.advice.open(self.view.review.visit.advice)

    def show_help(self) -> None:
        """Shows the keys."""
        self._side(self.help)
        self.help.open("" if self._may_protect else PROTECT_KEY)

    def show_account(self) -> None:
        """Shows who is logged in, and lets them change their password."""
        if self.rights.role is not None:
            self._side(self.account)
            self.account.open(self.settings.clerk, self.rights.role)

    def _change_password(self, old: str, new: str) -> None:
        name, accounts = self.settings.clerk, self._accounts

        def changed(_nothing: None) -> None:
            self.account.clear()
            self._back_to_work()
            self.foot.say(self.wording("account.changed"))

        self.office.worker.do(lambda: accounts.change_password(name, old, new), changed, self.account.refused)

    def hold(self) -> None:
        """Asks why the visit is put aside."""
        self._ask_reason(ActionType.HOLD)

    def give_back(self) -> None:
        """Asks why the visit is given back."""
        self._ask_reason(ActionType.RETURN)

    def take(self) -> None:
        """Becomes the visit's assignee."""
        if self.view and self.view.can_take and self._may(ActionType.TAKE):
            self.office.do(lambda case: case.take(), lambda _view: self.fields.go_on())

    @property
    def _may_protect(self) -> bool:
        # Without accounts there is nobody to hide a visit from. Others are not even told that there is such a mark.
        return self.rights.role is not None and self.rights.may_ever(ActionType.PROTECT)

    def protect(self) -> None:
        """Hides the open visit from everybody without the right to see it (支援措置), or no longer."""
        if self.view is None or not self._may_protect or not self._may(ActionType.PROTECT):
            return
        on = not self.view.review.visit.protected
        words = self.wording("protect.on" if on else "protect.off")
        self.office.do(lambda case: case.protect(on), lambda _view: self.foot.say(words))

    def take_or_give(self) -> None:
        """Becomes the assignee, or as the assignee hands the visit to somebody else."""
        if self._writing:
            if self._may(ActionType.HAND_OVER):
                self.office.ask_colleagues(self._ask_receiver)
        else:
            self.take()

    def call(self) -> None:
        """Calls the open visit's number, or that of the one under the cursor of the list, to this counter."""
        chosen = self.queue.chosen if self.queue.hasFocus() else None
        if chosen and (self.view is None or chosen != self.view.review.visit.id):
            self._to_call = chosen
            self.open(chosen)
        elif self._writing and self._may(ActionType.CALL):
            self.office.do(lambda case: case.call(self.settings.name), self._said_called)

    def _said_called(self, view: CaseView) -> None:
        visit = view.review.visit
        if visit.called_to and not view.conflict:
            self.foot.say(self.wording("banner.called", number=visit.reception_number or "–"))

    def answer_call(self, call_id: str) -> None:
        """Goes to the kiosk that called."""
        if not self.rights.may(Duty.ANSWER_CALL):
            self.foot.say(self.wording.no_right(self.rights))
            return

        def told(call: StaffCall | None) -> None:
            if call is None or call.answered_by != self.office.session.actor:
                self.foot.say(self.wording("call.gone"))
            else:
                self.foot.say(self.wording("call.going", kiosk=call.kiosk))

        self.office.answer_call(call_id, told)

    def file(self) -> None:
        """Accepts the notification, or leads to what is still missing."""
        view = self.view
        if view is None or not view.mine or not self._may(ActionType.FILE):
            return
        if view.review.missing:
            words = [self.wording.missing(each, view.review) for each in view.review.missing]
            self.foot.say(f"{self.wording('missing.title')}：{self.wording.joined(words)}")
            self._side(self.fields)
            self.fields.go_on()
            return
        self.office.do(lambda case: case.file(), lambda view: self._ended(view, "banner.filed"))

    def print(self) -> None:
        """Prints the notification again."""
        if self.view is None or not self.foot.print.isEnabled():
            return
        visit = self.view.review.visit
        self.foot.print.setEnabled(False)
        self.foot.say(self.wording("banner.printing"))

        def printed(pages: int) -> None:
            self.foot.say(self.wording("banner.printed", pages=pages))
            self._reflect()
            self.office.record_print(visit.id, FORM, pages)

        def failed(trouble: Trouble) -> None:
            self._reflect()
            self._show_trouble(trouble)

        self.devices.print(visit, printed, failed)

    def zoom(self) -> None:
        """Enlarges the page around the field in hand, or shows all of it again."""
        self.page.set_zoomed(not self.page.zoomed)

    # -- what the office tells

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
        shown = self.view.review.visit.id if self.view else None
        came = [row for id, row in mine.items() if self._mine is not None and id not in self._mine and id != shown]
        self._mine = frozenset(mine)
        if came:
            self.foot.say(self.wording("banner.came", number=came[0].number))

    def _show_head(self) -> None:
        row = self.office.queue.find(self.view.review.visit.id) if self.view else None
        self.head.show_view(self.view, row.minutes if row else None)

    def _show_case(self, view: CaseView | None) -> None:
        self._leave_found()
        before = self.fields.review
        new = view is not None and (before is None or before.visit.id != view.review.visit.id)
        self.follower.show_visit(view.review.visit if view else None)
        self.fields.show_view(view)
        self._show_head()
        self.queue.show_open(view.review.visit.id if view else None)
        self._reflect()
        if view is None:
            self._side(self.fields)
            self.queue.setFocus()
            return
        if view.conflict:
            self._side(self.conflict)
            self.conflict.open(view.conflict, not view.mine)
        elif self.side.currentWidget() is self.conflict:
            self._back_to_work()
        if new and not view.conflict:
            self.fields.go_on()
        if new and self._to_call == view.review.visit.id:
            self.call()
        self._to_call = None

    def _follow(self, path: str) -> None:
        """The page and the field move together."""
        self.follower.follow(self.view.review.find(path) if self.view and path else None)

    def _show_reachable(self, reachable: bool) -> None:
        if reachable:
            self.strip.show_words([])
            self.foot.say(self.wording("banner.back"))
        self._reflect()

    def _show_trouble(self, trouble: Trouble) -> None:
        language = self.settings.language
        if is_of_store(trouble) and not self.office.reachable:
            words = [self.wording("banner.unreachable")]
            if trouble.id != "store_unreachable":
                words = [texts.message(trouble, language), texts.action(trouble, language)]
            self.strip.show_words(words)
            return
        self.foot.say(f"{texts.message(trouble, language)} {texts.action(trouble, language)}")

    def _reflect(self) -> None:
        self.foot.show_view(self.view, self.office.reachable, self.devices.has_printer, self.rights)

    # -- decisions

    @property
    def _writing(self) -> bool:
        return bool(self.view and self.view.mine and not self.view.conflict)

    def _settle(self, path: str, value: str) -> None:
        def refused(trouble: Trouble) -> None:
            self.fields.refused(path, texts.message(trouble, self.settings.language))

        if not self._may(ActionType.SETTLE):
            self.fields.refused(path, self.wording.no_right(self.rights))
            return
        self.office.do(
            lambda case: case.settle(path, value),
            lambda view: self.fields.saved(path) if not view.conflict else self.fields.unsaved(path),
            refused,
        )

    def _record_identity(self, check: IdentityCheck) -> None:
        def recorded(view: CaseView) -> None:
            if not view.conflict:
                self._back_to_work()

        self.office.do(lambda case: case.check_identity(check), recorded)

    def _ask_reason(self, act: ActionType) -> None:
        if self._writing and self._may(act):
            self._side(self.reason)
            self.reason.open(act)

    def _put_away(self, act: ActionType, reason: str) -> None:
        hold = act is ActionType.HOLD
        self.office.do(
            lambda case: case.hold(reason) if hold else case.give_back(reason),
            lambda view: self._ended(view, "banner.held" if hold else "banner.returned"),
        )

    def _ask_receiver(self, names: list[str]) -> None:
        if self._writing:
            self._side(self.hand_over)
            self.hand_over.open(names)

    def _hand_over(self, name: str) -> None:
        self.office.do(
            lambda case: case.hand_over(f"{PREFIX}{name}"), lambda view: self._ended(view, "banner.handed", name=name)
        )

    def _release(self) -> None:
        self.office.do(lambda case: case.release(), lambda view: self._ended(view, "banner.released"))

    def _ended(self, view: CaseView, notice: str, **named: str) -> None:
        """The visit is out of this clerk's hands: back to the list, the next one under the cursor."""
        visit = view.review.visit
        if view.mine or view.conflict:
            return
        self.foot.say(self.wording(notice, number=visit.reception_number or "–", **named))
        self.office.close()
        self._side(self.fields)
        row = self._filtered.next_waiting()
        if row and row.id != visit.id:
            self.queue.show_open(row.id)
            self.queue.show_open(None)
        self.queue.setFocus()

    # -- the right column, keys, size

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if not press(self, event):
            super().keyPressEvent(event)

    def back(self) -> None:
        """Escape: out of the right column's page, then to the list."""
        if not self.at_fields:
            self._back_to_work()
        else:
            self._leave_found()
            self.queue.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.office.stop()
        self.follower.stop()
        self.devices.stop()
        super().closeEvent(event)
        QTimer.singleShot(0, self.deleteLater)
