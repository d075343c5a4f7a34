"""What the clerk looks at: the page's picture, evidence, duplicates, figures, help, the account."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage

from base.clock import today
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.compare_page import Verdict
from counter.comparison import Comparison
from counter.copying import sheet, single
from counter.fields_pane import IDENTITY
from counter.side import PROTECT_KEY
from counter.statistics_page import Statistics, period
from counter.window_base import WindowBase
from db.accounts_rows import Account
from forms.actions import ActionType
from forms.roles import Duty


class Pages(WindowBase):
    """Opens the pages."""

    def zoom(self) -> None:
        """Enlarges the page around the field in hand, or shows all of it again."""
        self.page.set_zoomed(not self.page.zoomed)

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
            self.advice.open(self.view.review.visit.advice, can_print=self._can_print_sheet)

    def copy_value(self) -> None:
        """Takes the value of the row in hand into the clipboard."""
        path = self.fields.current
        if self.view is None or not path or path == IDENTITY or not self._may(Duty.COPY):
            return
        if value := single(self.view.review.visit, path):
            label = self.wording.label(path)
            self._copy(value, 1, self.wording("banner.copied", label=label))

    def copy_all(self) -> None:
        """Takes all values of the open visit into the clipboard, for the resident-record system."""
        if self.view is not None and self._may(Duty.COPY):
            values, count = sheet(self.view.review.visit)
            self._copy(values, count, self.wording("banner.copied_all", count=count))

    def _copy(self, values: str, count: int, said: str) -> None:
        def recorded() -> None:
            QGuiApplication.clipboard().setText(values)
            self.foot.say(said)

        self.office.record_copy(count, recorded)

    def show_help(self) -> None:
        """Shows the keys."""
        self._side(self.help)
        self.help.open("" if self._may_protect else PROTECT_KEY)

    def show_account(self) -> None:
        """Shows who is logged in, and lets them change their password."""
        if self.rights.role is not None:
            self._side(self.account)
            self.account.open(
                self.settings.clerk,
                self.rights.role,
                has_reader=self.devices.has_reader,
                anchors=self.devices.has_printer and self.rights.may(Duty.AUDIT_ANCHOR),
            )

    def print_anchor(self) -> None:
        """Prints the state of the audit now, as a page for the safe."""
        if not self.devices.has_printer or not self.rights.may(Duty.AUDIT_ANCHOR):
            return
        self.foot.say(self.wording("banner.printing"))

        def printed() -> None:
            self.foot.say(self.wording("banner.printed", pages=1))

        self.office.anchor_page(
            self.settings.office, lambda pdf: self.devices.print_pdf(pdf, printed, self._show_trouble)
        )

    def show_card_factor(self) -> None:
        """Asks for what makes an IC card this person's second factor."""
        name, accounts = self.settings.clerk, self._accounts

        def found(account: Account | None) -> None:
            if account is not None:
                self._side(self.factor)
                self.factor.open(has_card=account.has_card, has_totp=account.has_totp)

        self.office.worker.do(lambda: accounts.find(name), found, self._show_trouble)

    def _enrol_card(self, password: str, pin: str, code: str) -> None:
        def enrolled(_nothing: None) -> None:
            self.factor.clear()
            self._back_to_work()
            self.foot.say(self.wording("account.card_done"))

        typed = (password, pin, code)
        self.devices.enrol(self._accounts, self.settings.clerk, typed, enrolled, self.factor.refused)

    def _change_password(self, old: str, new: str) -> None:
        name, accounts = self.settings.clerk, self._accounts

        def changed(_nothing: None) -> None:
            self.account.clear()
            self._back_to_work()
            self.foot.say(self.wording("account.changed"))

        self.office.worker.do(lambda: accounts.change_password(name, old, new), changed, self.account.refused)
