"""The clerk asks and types (聞き取り): opens a visit, adds what was not asked for, scans, asks the questions."""

from __future__ import annotations

from base.clock import today
from base.trouble import Trouble
from counter.case_view import CaseView
from counter.window_base import WindowBase
from forms.actions import ActionType
from forms.asking import addable
from forms.guide.advice import Advice
from forms.guide.questions import NOT_GUIDED, Questions
from forms.reading import Reading


class Interview(WindowBase):
    """Everything that the kiosk would have asked."""

    def interview(self) -> None:
        """Asks what somebody came for who was not at the kiosk."""
        if not self.rights.may(ActionType.OPEN):
            self.foot.say(self.wording.no_right(self.rights))
            return
        self._side(self.interview_page)
        self.interview_page.open()

    def _begin(self, kind: str) -> None:
        self._side(self.fields)
        self.office.begin(kind)

    def add_field(self) -> None:
        """Asks which field is to be added to the open visit."""
        if self._writing and self._may(ActionType.SETTLE):
            assert self.view
            self._side(self.add)
            self.add.open(addable(self.view.review.visit.fields))

    def _added(self, path: str, value: str) -> None:
        def added(view: CaseView) -> None:
            if not view.conflict:
                self._back_to_work()

        self.office.do(lambda case: case.settle(path, value), added)

    def scan(self) -> None:
        """Scans a certificate into the open visit."""
        if not self._writing or not self._may(ActionType.READ):
            return
        if not self.devices.has_scanner:
            self._show_trouble(Trouble("scanner_absent"))
            return
        assert self.view
        visit_id = self.view.review.visit.id

        def taken(scanned: tuple[Reading, tuple[bytes, ...]]) -> None:
            if not self._writing or self.view is None or self.view.review.visit.id != visit_id:
                return  # another visit is open by now: what was read is dropped
            reading, pages = scanned
            self.office.do(lambda case: case.read(reading, pages), lambda view: self._scanned(view, len(pages)))

        if self.devices.scan(taken, self._show_trouble):
            self.foot.say(self.wording("banner.scanning"))

    def _scanned(self, view: CaseView, pages: int) -> None:
        if not view.conflict:
            self.foot.say(self.wording("banner.scanned", pages=pages))
            self._side(self.fields)
            self.fields.go_on()

    # -- the procedures guide

    @property
    def _questions(self) -> Questions | None:
        """The guide's questions about the open visit, or None where there is no guide for it."""
        guide = self.settings.guide
        if guide is None or self.view is None or self.view.review.visit.kind in NOT_GUIDED:
            return None
        visit = self.view.review.visit
        answers = visit.advice.answers if visit.advice and visit.advice.guide == guide.id else {}
        return Questions.of(guide, visit.kind, visit.fields, today(self.office.clock), answers)

    def ask_questions(self) -> None:
        """Asks what else has to be done after the move."""
        if not self._writing or not self._may(ActionType.ANSWER):
            return
        questions = self._questions
        if questions is None:
            self.foot.say(self.wording("questions.none"))
            return
        self._side(self.questions)
        self.questions.open(questions)

    def _answered(self, advice: Advice) -> None:
        def answered(view: CaseView) -> None:
            if not view.conflict:
                self._side(self.advice)
                self.advice.open(view.review.visit.advice, can_print=self._can_print_sheet)

        self.office.do(lambda case: case.answer(advice), answered)

    @property
    def _can_print_sheet(self) -> bool:
        questions = self._questions
        return self.devices.has_printer and questions is not None and bool(questions.procedures)

    def print_sheet(self) -> None:
        """Prints the 手続案内票 of the open visit, and the forms of its procedures."""
        questions = self._questions
        if questions is None or self.view is None or not self._can_print_sheet or not self._may(ActionType.PRINT):
            return
        visit = self.view.review.visit
        self.foot.say(self.wording("banner.printing"))

        def printed(pages: dict[str, int]) -> None:
            self.foot.say(self.wording("banner.printed", pages=sum(pages.values())))
            for form, count in pages.items():
                self.office.record_print(visit.id, form, count)

        self.devices.print_sheet(visit, questions, printed, self._show_trouble)
