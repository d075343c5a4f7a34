"""One visit in a clerk's hands: every decision becomes an action in the store, and the review follows from it.

Nothing is ever removed: undo adds an action back to the old decision. When somebody else has written in
between, the store refuses, the visit is read again, and what changed and what was wanted are both kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from base.trouble import Trouble
from counter.case_view import CaseView
from counter.case_writing import CaseWriting
from counter.decisions import UNDOES, find_undo, taken_back
from counter.joining import joining, may_be_joined
from counter.parting import back_again, parting
from counter.wanted import same_check
from db.lines import Act
from forms.actions import Action, ActionType, Status
from forms.fields import get_field_type
from forms.guide.advice import Advice
from forms.identity import IdentityCheck
from forms.reading import Reading, Source
from forms.visit import Visit, new_id

MAX_COUNTER = 40
"""Characters of a counter's name."""


class Case(CaseWriting):
    """One open visit. Arguments: :class:`counter.case_writing.CaseWriting`."""

    def open(self) -> CaseView:
        """Takes the visit if nobody has it; anybody else's is only looked at."""
        if self._visit.status is Status.WAITING:
            return self.take()
        return self.view

    def take(self) -> CaseView:
        """Makes this clerk the one assignee, also out of a hold or of somebody else's hands."""
        if not self.view.can_take:
            return self.view
        return self._add(self._action(ActionType.TAKE))

    def settle(self, path: str, value: str) -> CaseView:
        """Decides a field.

        Args:
            path: which field.
            value: the exact string or the data decided on; empty for "there is none".

        Raises:
            Trouble: ``visit_not_taken``, ``value_too_long``, or the store's.
        """
        self._require_mine()
        limit = get_field_type(path).max_length
        if len(value) > limit:
            raise Trouble("value_too_long", limit=limit)
        old = self._visit.confirmations.get(path)
        if old and old.by is Source.CLERK and old.value == value:
            return self.view
        return self._add(self._action(ActionType.SETTLE, path=path, value=value, old=old.value if old else None))

    def read(self, reading: Reading, pages: Sequence[bytes] = ()) -> CaseView:
        """Adds what the clerk has read: a card, or a certificate that was scanned.

        Args:
            reading: what it says. A card's pictures are not part of it: nothing of them is stored.
            pages: of a certificate, as PNG, blacked out.

        Raises:
            Trouble: ``visit_not_taken``, or the store's.
        """
        self._require_mine()
        with_ids = {new_id(): page for page in pages}
        read = self._action(ActionType.READ, reading=reading.to_json(), page_ids=list(with_ids))
        return self._add(read, pages=with_ids)

    def answer(self, advice: Advice) -> CaseView:
        """Records what the procedures guide told, asked by the clerk; it goes before what was told earlier.

        Raises:
            Trouble: ``visit_not_taken``, or the store's.
        """
        self._require_mine()
        if advice == self._visit.advice:
            return self.view
        return self._add(self._action(ActionType.ANSWER, advice=advice.to_json()))

    def check_identity(self, check: IdentityCheck | Sequence[str]) -> CaseView:
        """Records what was shown and asked: kinds only.

        Args:
            check: of whoever came; a mere list is that of the documents.

        Raises:
            Trouble: ``identity_not_enough`` when that does not show who somebody is, or by what right they act for
                another; ``visit_not_taken``.
        """
        self._require_mine()
        if not isinstance(check, IdentityCheck):
            check = IdentityCheck(tuple(dict.fromkeys(check)))
        if check.lacking(self._visit.value("notifier.relation")):
            raise Trouble("identity_not_enough")
        if same_check(check, self._visit.identity_check):
            return self.view
        return self._add(self._action(ActionType.CHECK_IDENTITY, **check.to_json()))

    def undo(self) -> CaseView:
        """Takes back this clerk's latest decision by adding the one before it.

        A decision that somebody has since replaced is no longer this clerk's to take back: it is passed over.

        Raises:
            Trouble: ``visit_not_taken``, or the store's.
        """
        self._require_mine()
        decision = find_undo(self._actions, self._session.actor)
        if decision is None:
            return self.view
        return self._add(self._action(decision.type, **taken_back(self._actions, decision)))

    def hold(self, reason: str) -> CaseView:
        """Puts the visit aside.

        Raises:
            Trouble: ``reason_missing``; ``visit_not_taken``.
        """
        return self._put_away(ActionType.HOLD, reason)

    def give_back(self, reason: str) -> CaseView:
        """Returns the visit to the visitor.

        Raises:
            Trouble: ``reason_missing``; ``visit_not_taken``.
        """
        return self._put_away(ActionType.RETURN, reason)

    def call(self, counter: str) -> CaseView:
        """Calls the reception number to a counter: it stands on the call display. Takes a visit that waits.

        Args:
            counter: its name, as visitors read it there.

        Raises:
            Trouble: ``visit_not_taken``; ``counter_unnamed``.
        """
        if not counter.strip():
            raise Trouble("counter_unnamed")
        if self._visit.status is Status.WAITING:
            self.take()
        self._require_mine()
        return self._add(self._action(ActionType.CALL, counter=counter.strip()[:MAX_COUNTER]))

    def hand_over(self, to: str) -> CaseView:
        """Gives the visit to a colleague, who finds it among their own.

        Args:
            to: the colleague as actor, ``clerk:<account>``.

        Raises:
            Trouble: ``visit_not_taken``; ``colleague_unknown``.
        """
        self._require_mine()
        return self._add(self._action(ActionType.HAND_OVER, to=to))

    def release(self) -> CaseView:
        """Lets the visit go back to those who wait; its place in the queue stays that of its arrival.

        Raises:
            Trouble: ``visit_not_taken``.
        """
        self._require_mine()
        return self._add(self._action(ActionType.RELEASE))

    def tell_apart(self, other: str) -> CaseView:
        """Records that another visit is not the same notification; neither is shown at the other any more.

        Raises:
            Trouble: ``visit_not_taken``, or the store's.
        """
        self._require_mine()
        if other in self._visit.apart:
            return self.view
        return self._add(self._action(ActionType.TELL_APART, visit=other))

    def withdraw(self, other: str) -> CaseView:
        """Takes this visit back, because the other one is the same notification. Taking it again brings it back.

        Raises:
            Trouble: ``visit_not_taken``, or the store's.
        """
        self._require_mine()
        return self._add(self._action(ActionType.WITHDRAW, visit=other))

    def join(self, other: str) -> CaseView:
        """Takes the people of another visit in, and withdraws that one in favour of this one.

        Done again after a cut in between, it goes on where it was: nothing is read in twice.

        Raises:
            Trouble: ``visit_not_taken``; ``visit_in_other_hands`` (a colleague has the other one, it is done, or
                somebody is changing it); ``settle_people_first``; the store's.
        """
        self._require_mine()
        there = Visit.replay(self._store.actions(other))
        if there.withdrawn_for == self._visit.id:
            return self.view
        if not may_be_joined(there, self._session.actor):
            raise Trouble("visit_in_other_hands")
        more = joining(self._visit, there, self._store.page, self._action)
        view = self._add(*more.actions, pages=more.pages) if more.actions else self.view
        if other in self._visit.joined:
            self._withdraw_other(there)
        return view

    def _withdraw_other(self, there: Visit) -> None:
        steps = [] if there.status is Status.IN_REVIEW else [(ActionType.TAKE, {})]
        steps.append((ActionType.WITHDRAW, {"visit": self._visit.id, "was": str(there.status)}))
        self._add_other(there, [self._action_of(there.id, type, **data) for type, data in steps])

    def part(self, reason: str) -> CaseView:
        """Lets the people of the visit that was joined last go out again, and brings that visit back to where it was.

        Done again after a cut in between, it goes on where it was. The other visit comes first: cut off there, its
        people stand in both and are lost in neither.

        Raises:
            Trouble: ``reason_missing``; ``visit_not_taken``; ``visit_in_other_hands`` (somebody is changing the other
                one); ``visit_unknown`` (it is purged, or hidden from this person); the store's.
        """
        self._require_mine()
        if not reason.strip():
            raise Trouble("reason_missing")
        if not self._visit.joined:
            return self.view
        if len(self._store.actions(self.visit_id)) != self._visit.version:
            return self.reload()
        done = self._store.actions(self._visit.joined[-1])
        there = Visit.replay(done)
        if there.withdrawn_for == self.visit_id:
            make = partial(self._action_of, there.id)
            self._add_other(there, back_again(done, self._session.actor, make))
        return self._add(*parting(self._actions, reason.strip(), self._action))

    def _add_other(self, there: Visit, actions: Sequence[Action]) -> None:
        try:
            self._store.add(actions, expected_version=there.version)
        except Trouble as trouble:
            if trouble.id not in ("version_conflict", "action_not_allowed"):
                raise
            raise Trouble("visit_in_other_hands") from trouble

    def protect(self, on: bool) -> CaseView:
        """Marks the visit as protected (支援措置), or no longer; whoever may, may at any time.

        Raises:
            Trouble: ``not_allowed``, or the store's.
        """
        if self._visit.protected is on:
            return self.view
        return self._add(self._action(ActionType.PROTECT if on else ActionType.UNPROTECT))

    def printed(self, form: str, pages: int) -> CaseView:
        """Records that the form was printed again."""
        return self._add(self._action(ActionType.PRINT, form=form, pages=pages))

    def file(self) -> CaseView:
        """Accepts the notification.

        Raises:
            Trouble: ``not_ready_to_file`` while anything is missing; ``visit_not_taken``.
        """
        self._require_mine()
        review = self.view.review
        if not review.ready:
            raise Trouble("not_ready_to_file", count=len(review.missing))
        return self._add(self._action(ActionType.FILE))

    def again(self) -> CaseView:
        """Does what was wanted when somebody else was faster, on the visit as it is now, and takes it for that.

        Raises:
            Trouble: as the act itself; the conflict then stays, with what was wanted.
        """
        conflict = self._conflict
        if conflict is None:
            return self.view
        try:
            if not self.view.mine:
                self.take()
            for action in conflict.wanted:
                self._once_more(action)
        except Trouble:
            self._conflict = conflict
            raise
        if self._conflict is conflict:
            self._conflict = None
        if self._conflict is None:
            self._decided(Act.REDO)
        return self.view

    def _once_more(self, action: Action) -> None:
        data = action.data
        match action.type:
            case _ if UNDOES in data:
                pass  # taking back rests on what was on screen: the clerk presses the key anew
            case ActionType.SETTLE:
                self.settle(data["path"], data["value"])
            case ActionType.CHECK_IDENTITY:
                self.check_identity(IdentityCheck.from_json(data))
            case ActionType.ANSWER:
                self.answer(Advice.from_json(data["advice"]))
            case ActionType.READ if "joined" not in data:
                reading = Reading.from_json(data["reading"])
                if reading not in self._visit.readings:
                    self.read(reading, [self._page(each) for each in data["page_ids"]])
            case ActionType.HOLD | ActionType.RETURN:
                self._put_away(action.type, data["reason"])
            case ActionType.HAND_OVER:
                self.hand_over(data["to"])
            case ActionType.RELEASE:
                self.release()
            case _:
                pass  # and so does filing; printing is done already, taking has just been done

    def let_be(self) -> CaseView:
        """Leaves the visit as the other person made it; what was wanted is given up.

        Raises:
            Trouble: ``needs_server`` (what was not taken over is given up with a line in the audit, or not at all).
        """
        self._decided(Act.DISCARD)
        self._conflict = None
        return self.view

    # -- inside

    def _put_away(self, type: ActionType, reason: str) -> CaseView:
        self._require_mine()
        if not reason.strip():
            raise Trouble("reason_missing")
        return self._add(self._action(type, reason=reason.strip()))
