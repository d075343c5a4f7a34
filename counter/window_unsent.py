"""What was done while the server was away: how it stands, and what was not taken over."""

from __future__ import annotations

from counter.unsent import Unsent
from counter.window_base import WindowBase


class UnsentActs(WindowBase):
    """Shows it, and lets its clerk decide."""

    def _show_unsent(self, unsent: Unsent) -> None:
        self.unsent.show_unsent(unsent)
        if self.side.currentWidget() is self.unsent_page:
            self._open_unsent()

    def _leave_conflict(self) -> None:
        """What was not taken over is left for later; another conflict ends with what the colleague did."""
        if self.view and self.view.conflict and self.view.conflict.late:
            self.office.close()
        else:
            self.office.do(lambda case: case.let_be())

    def show_unsent(self) -> None:
        """Opens the list of what was not taken over."""
        if self.office.unsent.refused:
            self._side(self.unsent_page)
            self._open_unsent()

    def _open_unsent(self) -> None:
        def number_of(visit_id: str) -> str | None:
            row = self.office.queue.find(visit_id)
            return row.number if row else None

        self.unsent_page.open(self.office.unsent, number_of)

    def _discard_unsent(self, visit_id: str) -> None:
        self.office.discard_refused(visit_id, lambda: self.foot.say(self.wording("unsent.discarded")))
