"""What the clerk does with the open visit. Each act asks first whether this person may."""

from __future__ import annotations

from base import texts
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.session import PREFIX
from counter.window_base import WindowBase
from forms.actions import ActionType
from forms.identity import IdentityCheck


class VisitActs(WindowBase):
    """Decisions, and the ways out of the clerk's hands."""

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

    def check_identity(self) -> None:
        """Opens the identity check."""
        if self._writing and self._may(ActionType.CHECK_IDENTITY):
            assert self.view
            self._side(self.identity)
            visit = self.view.review.visit
            self.identity.open(
                visit.identity_check, visit.value("notifier.relation"), can_print=self.foot.print.isEnabled()
            )

    def _record_identity(self, check: IdentityCheck) -> None:
        def recorded(view: CaseView) -> None:
            if not view.conflict:
                self._back_to_work()
                if view.review.needs_notice:
                    self.foot.say(self.wording("banner.notice_due"))

        self.office.do(lambda case: case.check_identity(check), recorded)

    def hold(self) -> None:
        """Asks why the visit is put aside."""
        self._ask_reason(ActionType.HOLD)

    def give_back(self) -> None:
        """Asks why the visit is given back."""
        self._ask_reason(ActionType.RETURN)

    def part(self) -> None:
        """Asks why the people of the visit that was joined last go out again."""
        if self.view and self.view.review.visit.joined:
            self._ask_reason(ActionType.PART)

    def _ask_reason(self, act: ActionType) -> None:
        if self._writing and self._may(act):
            self._side(self.reason)
            self.reason.open(act)

    def _put_away(self, act: ActionType, reason: str) -> None:
        if act is ActionType.PART:
            self.office.do(lambda case: case.part(reason), self._parted)
            return
        hold = act is ActionType.HOLD
        self.office.do(
            lambda case: case.hold(reason) if hold else case.give_back(reason),
            lambda view: self._ended(view, "banner.held" if hold else "banner.returned"),
        )

    def _parted(self, view: CaseView) -> None:
        if not view.conflict:
            self._back_to_work()
            self.foot.say(self.wording("banner.parted"))

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
