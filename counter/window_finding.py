"""How the clerk comes to a visit: the list and its filter, the search, a code, a kiosk that calls."""

from __future__ import annotations

from counter.calls import StaffCall
from counter.queue import Queue, is_name_like, reception_number
from counter.queue_filter import QueueFilter
from counter.window_base import WindowBase
from forms.roles import Duty
from forms.visit_code import parse_visit_code


class Finding(WindowBase):
    """Opens visits."""

    def open(self, visit_id: str) -> None:
        """Opens a visit; takes it when nobody has it."""
        self._side(self.fields)
        self.office.open(visit_id)

    def filter_by(self, chosen: QueueFilter) -> None:
        """Shows this much of the list from now on."""
        self.chosen = chosen
        self._leave_found()
        self._show_queue(self.office.queue)

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
