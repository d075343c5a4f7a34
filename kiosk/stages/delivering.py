"""Handing the visit to the store and the paper to the visitor."""

from __future__ import annotations

from dataclasses import replace

from base import events
from base.trouble import Trouble
from kiosk.draft import Draft
from kiosk.stages.ground import Ground
from kiosk.states import State, UndeclaredEvent

NOTHING_PRINTED = frozenset({"printer_absent", "printer_stopped", "printer_busy", "kiosk_no_printer", "font_missing"})
"""Troubles after which no half sheet can lie in the printer, so that the visitor may try again. After any other
one a reprint is for staff, who see what lies there."""


class Delivering(Ground):
    """Stored, printed, taken."""

    @property
    def can_reprint(self) -> bool:
        """Whether the visitor may try to print again without staff."""
        return self.trouble is not None and self.trouble.id in NOTHING_PRINTED

    def _on_go_on(self) -> None:
        match self.state:
            case State.WHO:
                if not self._visitor.anybody_moves:
                    raise UndeclaredEvent("nobody moves")
                self._go(State.CONFIRM)
            case State.TODO:
                self._go(State.SENDING)
            case _:
                self._go(State.THANKS)

    def _on_retry(self) -> None:
        if self.state is State.NOT_PRINTED and not self.can_reprint:
            raise UndeclaredEvent("a reprint is for staff")
        self._go(State.SENDING if self.state is State.NOT_SENT else State.PRINTING)

    def _on_numbered(self, draft: Draft) -> None:
        self.draft = draft

    def _on_sent(self, draft: Draft) -> None:
        self.draft = draft
        events.log("kiosk.visit_submitted", readings=len(draft.shown), decisions=len(draft.confirmations))
        self._go(State.PRINTING)

    def _on_print_done(self, pages: int) -> None:
        self.draft = replace(self._visitor, printed_pages=pages)
        self._go(State.PRINTED)

    def _on_paper_came(self) -> None:
        self._go(State.THANKS)

    def _on_no_paper(self) -> None:
        events.log("kiosk.trouble_shown", state=str(self.state), trouble="print_not_seen")
        self._go(State.NOT_PRINTED, Trouble("print_not_seen"))

    def _on_finish(self) -> None:
        events.log("kiosk.visit_finished", printed=self._visitor.printed_pages)
        self.wipe()
