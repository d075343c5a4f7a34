"""The clerk's window: queue, page, fields. Puts the pieces together and gives each key its meaning."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent

from base.clock import Clock
from counter.case_view import CaseView
from counter.keys import press
from counter.login_rights import EVERYTHING, Rights
from counter.office_store import Store
from counter.queue_filter import QueueFilter
from counter.settings import CounterSettings
from counter.unsent import Desk
from counter.window_devices import DeviceActs
from counter.window_finding import Finding
from counter.window_interview import Interview
from counter.window_pages import Pages
from counter.window_unsent import UnsentActs
from counter.window_visit import VisitActs
from db.accounts import Accounts
from devices.desk import Desk as Devices
from forms.roles import Duty


class CounterWindow(Finding, VisitActs, Interview, DeviceActs, Pages, UnsentActs):
    """The whole app of one clerk. Arguments and signals: :class:`counter.window_base.WindowBase`."""

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
        super().__init__(desk, store, clock, settings, rights, accounts, outbox)
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
        self.office.unsent_changed.connect(self._show_unsent)
        self.unsent.asked.connect(self.show_unsent)
        self.unsent_page.opened.connect(self.open)
        self.unsent_page.discarded.connect(self._discard_unsent)
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
        self.fields.picture_asked.connect(self._cut_out)
        self.identity.recorded.connect(self._record_identity)
        self.identity.notice_asked.connect(self.print_notice)
        self.reason.given.connect(self._put_away)
        self.card.looked_for.connect(self._look_for_card)
        self.card.given.connect(self._open_card)
        self.interview_page.chosen.connect(self._begin)
        self.add.given.connect(self._added)
        self.questions.answered.connect(self._answered)
        self.advice.print_asked.connect(self.print_sheet)
        self.tools.card_asked.connect(self.read_card)
        self.tools.scan_asked.connect(self.scan)
        self.tools.add_asked.connect(self.add_field)
        self.tools.questions_asked.connect(self.ask_questions)
        self.side.currentChanged.connect(lambda _at: self._reflect())
        self.foot.interview_asked.connect(self.interview)
        self.hand_over.given.connect(self._hand_over)
        self.hand_over.released.connect(self._release)
        self.conflict.again.connect(lambda: self.office.do(lambda case: case.again()))
        self.conflict.left.connect(self._leave_conflict)
        self.conflict.discarded.connect(lambda: self.office.do(lambda case: case.let_be()))
        self.duplicates.found.connect(self.notice.show_duplicates)
        self.notice.asked.connect(self.compare_duplicates)
        self.joined.asked.connect(self.part)
        self.statistics.asked.connect(self._count)
        self.compare.judged.connect(self._judge)
        self.compare.other_asked.connect(self._compare)
        self.head.account_asked.connect(self.show_account)
        self.account.lock_asked.connect(self.lock_asked)
        self.account.leave_asked.connect(self.leave_asked)
        self.account.changed.connect(self._change_password)
        self.account.anchor_asked.connect(self.print_anchor)
        self.account.card_asked.connect(self.show_card_factor)
        self.factor.given.connect(self._enrol_card)
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
            self.interview_page,
            self.add,
            self.questions,
            self.factor,
            self.unsent_page,
        ):
            page.left.connect(self._back_to_work)
        self.page.clicked.connect(self.zoom)
        self.page.page_asked.connect(self.follower.turn)
        self.foot.hold_asked.connect(self.hold)
        self.foot.print_asked.connect(self.print)
        self.foot.take_asked.connect(self.take)
        self.foot.file_asked.connect(self.file)

    def set_rights(self, rights: Rights) -> None:
        """Reflects what this person may do (now)."""
        self.rights = rights
        self.office.lists = rights.may(Duty.LIST)
        self.head.show_rights(rights)
        if not self.office.lists:
            self.page.show_note(self.wording.no_right(rights))
        self._reflect()

    def _show_case(self, view: CaseView | None) -> None:
        self.wording.kind = view.review.visit.kind if view else ""
        self._leave_found()
        before = self.fields.review
        new = view is not None and (before is None or before.visit.id != view.review.visit.id)
        self.follower.show_visit(view.review.visit if view else None)
        self.fields.show_view(view)
        self.joined.show_view(view)
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

    def _cut_out(self, path: str) -> None:
        """The field in hand, and what has to be looked at, beside what it was read from."""
        row = self.fields.review.find(path) if self.fields.review else None
        if row is not None:
            self.follower.crop(row, lambda image: self.fields.show_picture(path, image))

    def _show_reachable(self, reachable: bool) -> None:
        if reachable:
            self.strip.show_words([])
            self.foot.say(self.wording("banner.back"))
        self._reflect()

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
