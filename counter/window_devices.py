"""What the clerk does with the devices for the open visit: cards and prints."""

from __future__ import annotations

from base import texts
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.paper import NOTICE
from counter.window_base import WindowBase
from devices.card.api import CardKind
from forms.actions import ActionType
from forms.paper.of_visit import form_of
from forms.reading import Reading


class DeviceActs(WindowBase):
    """Reads cards, prints."""

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

    def print(self) -> None:
        """Prints the form that the visit is about again."""
        if self.view is not None and self.foot.print.isEnabled():
            self._print(form_of(self.view.review.visit.kind))

    def print_notice(self) -> None:
        """Prints the 受理通知 of the open visit, where one is due."""
        if self.view is None or not self.foot.print.isEnabled() or not self._may(ActionType.PRINT):
            return
        if self.view.review.needs_notice:
            self._print(NOTICE)
        else:
            self.foot.say(self.wording("banner.notice_none"))

    def _print(self, form: str) -> None:
        assert self.view
        visit = self.view.review.visit
        self.foot.print.setEnabled(False)
        self.foot.say(self.wording("banner.printing"))

        def printed(pages: int) -> None:
            self.foot.say(self.wording("banner.printed", pages=pages))
            self._reflect()
            self.office.record_print(visit.id, form, pages)

        def failed(trouble: Trouble) -> None:
            self._reflect()
            self._show_trouble(trouble)

        self.devices.print(visit, printed, failed, form)
