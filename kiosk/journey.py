"""The journey: where the visitor is, what may happen there, how long it may take. No Qt, no device, no store.

The table :data:`ALLOWED` declares which events each state takes; any other is a bug. The screens show the journey
and hand it events; the conductor does the work that a state asks for. Time comes from the clock that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from base import events
from base.clock import Clock, today
from base.trouble import Trouble
from forms.guide.description import Guide
from forms.reading import Reading
from kiosk.draft import Box, Draft, settled
from kiosk.questions import Questions


class State(StrEnum):
    """Where the visitor is; one screen each."""

    WELCOME = "welcome"
    HAVE = "have"
    """What have you brought? And, once something is read: anything more?"""
    QR = "qr"
    PAPER = "paper"
    PAPER_READING = "paper_reading"
    CARD = "card"
    PIN = "pin"
    LAST_TRY = "last_try"
    """One try is left: go on only in words."""
    CARD_READING = "card_reading"
    CONFIRM = "confirm"
    EDIT = "edit"
    QUESTION = "question"
    """One question of the procedures guide."""
    TODO = "todo"
    """The procedures that the answers lead to."""
    SENDING = "sending"
    NOT_SENT = "not_sent"
    PRINTING = "printing"
    NOT_PRINTED = "not_printed"
    PRINTED = "printed"
    """The printer says so; is there paper?"""
    THANKS = "thanks"
    LEAVING = "leaving"
    """Going back to the beginning would wipe what was shown: sure?"""
    OUT_OF_SERVICE = "out_of_service"


class Event(StrEnum):
    """What may happen."""

    START = "start"
    OTHER_PURPOSE = "other_purpose"
    HAVE_QR = "have_qr"
    HAVE_PAPER = "have_paper"
    HAVE_CARD = "have_card"
    HAVE_NOTHING = "have_nothing"
    CODE_READ = "code_read"
    SCAN = "scan"
    PAGES_READ = "pages_read"
    CARD_READY = "card_ready"
    CARD_GONE = "card_gone"
    USE_LAST_TRY = "use_last_try"
    PIN_GIVEN = "pin_given"
    CARD_READ = "card_read"
    FAILED = "failed"
    """A Trouble from a device, from reading or from the store."""
    LOOK_OVER = "look_over"
    TAKE_IN_HAND = "take_in_hand"
    """Another field is the one to decide on."""
    CHOOSE = "choose"
    EDIT = "edit"
    ACCEPT = "accept"
    ANSWER = "answer"
    PASS_OVER = "pass_over"
    """This question is for the counter."""
    LEAVE_REST = "leave_rest"
    """All further questions are for the counter."""
    RETRY = "retry"
    NUMBERED = "numbered"
    """The reception number is given out and the actions are made; storing them may be tried again and again."""
    SENT = "sent"
    PRINT_DONE = "print_done"
    PAPER_CAME = "paper_came"
    NO_PAPER = "no_paper"
    GO_ON = "go_on"
    BACK = "back"
    LEAVE = "leave"
    FINISH = "finish"
    # Everywhere:
    TOUCH = "touch"
    CALL_STAFF = "call_staff"
    STAFF_SEEN = "staff_seen"
    """The visitor has read that staff are coming."""
    BREAK_DOWN = "break_down"
    """A bug was caught by the last resort."""


EVERYWHERE = frozenset({Event.TOUCH, Event.CALL_STAFF, Event.STAFF_SEEN, Event.BREAK_DOWN})

ALLOWED: Mapping[State, frozenset[Event]] = {
    State.WELCOME: frozenset({Event.START, Event.OTHER_PURPOSE}),
    State.HAVE: frozenset(
        {Event.HAVE_QR, Event.HAVE_PAPER, Event.HAVE_CARD, Event.HAVE_NOTHING, Event.LOOK_OVER, Event.BACK}
    ),
    State.QR: frozenset({Event.CODE_READ, Event.FAILED, Event.BACK}),
    State.PAPER: frozenset({Event.SCAN, Event.BACK}),
    State.PAPER_READING: frozenset({Event.PAGES_READ, Event.FAILED, Event.BACK}),
    State.CARD: frozenset({Event.CARD_READY, Event.FAILED, Event.BACK}),
    State.PIN: frozenset({Event.PIN_GIVEN, Event.CARD_GONE, Event.BACK}),
    State.LAST_TRY: frozenset({Event.USE_LAST_TRY, Event.CARD_GONE, Event.BACK}),
    State.CARD_READING: frozenset({Event.CARD_READ, Event.FAILED}),
    State.CONFIRM: frozenset({Event.TAKE_IN_HAND, Event.CHOOSE, Event.EDIT, Event.ACCEPT, Event.BACK}),
    State.EDIT: frozenset({Event.CHOOSE, Event.BACK}),
    State.QUESTION: frozenset({Event.ANSWER, Event.PASS_OVER, Event.LEAVE_REST, Event.BACK}),
    State.TODO: frozenset({Event.GO_ON, Event.BACK}),
    State.SENDING: frozenset({Event.NUMBERED, Event.SENT, Event.FAILED}),
    State.NOT_SENT: frozenset({Event.RETRY, Event.BACK}),
    State.PRINTING: frozenset({Event.PRINT_DONE, Event.FAILED}),
    State.NOT_PRINTED: frozenset({Event.RETRY, Event.GO_ON}),
    State.PRINTED: frozenset({Event.PAPER_CAME, Event.NO_PAPER}),
    State.THANKS: frozenset({Event.FINISH}),
    State.LEAVING: frozenset({Event.LEAVE, Event.BACK}),
    State.OUT_OF_SERVICE: frozenset(),
}
"""Which events each state takes beside those of :data:`EVERYWHERE`."""

WORKING = frozenset({State.PAPER_READING, State.CARD_READING, State.SENDING, State.PRINTING})
"""States in which the machine is busy and the visitor waits: idling does not count there, the work has a limit."""

NOTHING_PRINTED = frozenset({"printer_absent", "printer_stopped", "printer_busy", "kiosk_no_printer", "font_missing"})
"""Troubles after which no half sheet can lie in the printer, so that the visitor may try again. After any other
one a reprint is for staff, who see what lies there."""

STEPS = 5
_STEP = {
    State.HAVE: 1,
    State.LEAVING: 1,
    State.CONFIRM: 3,
    State.EDIT: 3,
    State.QUESTION: 3,
    State.TODO: 3,
    State.SENDING: 4,
    State.NOT_SENT: 4,
    State.PRINTING: 4,
    State.NOT_PRINTED: 4,
    State.PRINTED: 4,
    State.THANKS: 5,
}


class UndeclaredEvent(RuntimeError):
    """An event in a state that does not take it: a bug."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Every time-out of the journey, in seconds.

    Attributes:
        idle_s: without a touch before the kiosk asks whether anyone is there.
        warning_s: how long it asks before it wipes; at least 20 by our promise.
        thanks_s: the same as `idle_s` on the last screen, where the visitor has what they came for.
        settings_s: without a touch on the welcome screen before language, size and colours go back.
        staff_s: how long "staff are coming" stays before it counts as read.
        work_s: how long reading or storing may take before the visitor hears that it did not work.
        print_s: the same for printing; staff may have to put in paper (at most 120 s).
    """

    idle_s: float = 90.0
    warning_s: float = 30.0
    thanks_s: float = 45.0
    settings_s: float = 60.0
    staff_s: float = 120.0
    work_s: float = 90.0
    print_s: float = 260.0

    def __post_init__(self) -> None:
        if self.warning_s < 20:
            raise ValueError("people need at least 20 seconds to answer a warning")


class Journey:
    """One kiosk's journey, visitor after visitor.

    Args:
        clock: wall clock and monotonic clock.
        actor: as in :class:`forms.actions.Action`.
        delays: the time-outs.
        changed: called after every change that a screen shows.
        wiped: called when everything of a visitor has been dropped here and has to be dropped elsewhere.
        guide: the municipality's procedures guide; without one nobody is asked.

    Attributes:
        state: where the visitor is.
        draft: what was shown and decided; None on the welcome screen.
        trouble: what went wrong last, shown in place, or None.
        staff_called: whether "staff are coming" lies over the screen.
        staff_reason: why staff are called: ``visitor``, ``purpose``, ``nothing``.
        warned_at: monotonic second at which the idle warning began, or None.
        tries_left: of the PIN, as the card said; None without a card.
        use_last_try: whether the holder has agreed to spend the last try.
        editing: path of the field in hand.
        question: id of the guide's question in hand.
        revision: grows with every change.
    """

    def __init__(
        self,
        clock: Clock,
        actor: str = "kiosk:1",
        delays: Delays = Delays(),  # noqa: B008  frozen
        changed: Callable[[], None] = lambda: None,
        wiped: Callable[[], None] = lambda: None,
        guide: Guide | None = None,
    ) -> None:
        self._clock, self._actor, self.delays, self._guide = clock, actor, delays, guide
        self._changed, self._wiped = changed, wiped
        self.revision = 0
        self._clear()

    def _clear(self) -> None:
        self.state = State.WELCOME
        self.draft: Draft | None = None
        self.trouble: Trouble | None = None
        self.staff_called = False
        self.staff_reason = ""
        self.warned_at: float | None = None
        self.tries_left: int | None = None
        self.use_last_try = False
        self.editing: str | None = None
        self.question: str | None = None
        self._touched_at = self._entered_at = self._clock.monotonic()

    # --- events --------------------------------------------------------------------------------------------------

    def on(self, event: Event, **data: object) -> None:
        """Takes an event.

        Data by event: START ``kind``; CODE_READ, CARD_READ ``reading``; PAGES_READ ``reading``, ``pictures``,
        ``pieces``; CARD_READY ``tries_left``; FAILED ``trouble``; CHOOSE ``path``, ``value``; EDIT, TAKE_IN_HAND
        ``path``; ANSWER ``word``; NUMBERED, SENT ``draft``; PRINT_DONE ``pages``; CALL_STAFF may have ``reason``.

        Raises:
            UndeclaredEvent: this state does not take it.
        """
        if not self.takes(event):
            raise UndeclaredEvent(f"{event} in {self.state}")
        if event is Event.TOUCH:
            self._touch()
            return
        handler: Callable[..., None] = getattr(self, f"_on_{event}")
        before = self.state
        handler(**data)
        if self.state is not before:
            self._entered_at = self._clock.monotonic()
        if event is not Event.FAILED or before in WORKING:
            # A device that complains again and again is nobody's touch.
            self._touched_at = self._clock.monotonic()
        self._say_changed()

    def takes(self, event: Event) -> bool:
        """Whether this state takes the event.

        Once a visit has been handed to the store it may be there, even if the answer was lost. Then nothing in it
        changes any more: the way on is to hand over the very same actions again.
        """
        if event is Event.BACK and self.state is State.NOT_SENT and self._visitor.is_frozen:
            return False
        return event in EVERYWHERE or event in ALLOWED[self.state]

    def tick(self) -> None:
        """Looks at the clock. Call it a few times a second."""
        now, delays = self._clock.monotonic(), self.delays
        if self.state is State.OUT_OF_SERVICE:
            return
        if self.state in WORKING:
            limit = delays.print_s if self.state is State.PRINTING else delays.work_s
            if now - self._entered_at >= limit:
                self.on(Event.FAILED, trouble=Trouble("kiosk_too_slow"))
            return
        if self.staff_called:
            # Staff are on their way: nobody is pushed, but a screen left alone is wiped all the same.
            if now - self._touched_at >= delays.staff_s:
                self.on(Event.STAFF_SEEN)
            return
        if self.warned_at is not None:
            if now - self.warned_at >= delays.warning_s:
                events.log("kiosk.idle_wipe", state=str(self.state))
                self.wipe()
            else:
                self._say_changed()  # the seconds left
            return
        if self.state is State.WELCOME:
            if now - self._touched_at >= delays.settings_s:
                self._touched_at = now
                self._wiped()
            return
        limit = delays.thanks_s if self.state is State.THANKS else delays.idle_s
        if now - self._touched_at >= limit:
            self.warned_at = now
            self._say_changed()

    @property
    def seconds_left(self) -> int:
        """Until the wipe, while the warning shows; otherwise 0."""
        if self.warned_at is None:
            return 0
        return max(0, round(self.delays.warning_s - (self._clock.monotonic() - self.warned_at)))

    @property
    def step(self) -> int:
        """Which of the :data:`STEPS` this is; 0 on the welcome screen."""
        return _STEP.get(self.state, 0 if self.state in (State.WELCOME, State.OUT_OF_SERVICE) else 2)

    @property
    def can_reprint(self) -> bool:
        """Whether the visitor may try to print again without staff."""
        return self.trouble is not None and self.trouble.id in NOTHING_PRINTED

    def wipe(self) -> None:
        """Drops everything of the visitor and goes to the welcome screen. Harmless when there is nothing."""
        broken = self.state is State.OUT_OF_SERVICE
        self._clear()
        if broken:
            self.state = State.OUT_OF_SERVICE
        self._wiped()
        self._say_changed()

    def _say_changed(self) -> None:
        self.revision += 1
        self._changed()

    def _touch(self) -> None:
        self._touched_at = self._clock.monotonic()
        if self.warned_at is not None:
            self.warned_at = None
            self._say_changed()

    def _go(self, state: State, trouble: Trouble | None = None) -> None:
        self.state, self.trouble, self.warned_at = state, trouble, None

    @property
    def _visitor(self) -> Draft:
        assert self.draft is not None  # every state but the first and the broken one has a draft
        return self.draft

    # --- handlers, one an event ----------------------------------------------------------------------------------

    def _on_start(self, kind: str = "moving_in") -> None:
        self.draft = Draft.begin(self._clock, kind)
        events.log("kiosk.visit_begun", kind=kind)
        self._go(State.HAVE)

    def _on_other_purpose(self) -> None:
        self._on_call_staff("purpose")

    def _on_have_qr(self) -> None:
        self._go(State.QR)

    def _on_have_paper(self) -> None:
        self._go(State.PAPER)

    def _on_have_card(self) -> None:
        self.tries_left, self.use_last_try = None, False
        self._go(State.CARD)

    def _on_have_nothing(self) -> None:
        self._on_call_staff("nothing")

    def _on_code_read(self, reading: Reading) -> None:
        self._took(reading)

    def _on_scan(self) -> None:
        self._go(State.PAPER_READING)

    def _on_pages_read(
        self, reading: Reading, pictures: tuple[bytes, ...] = (), pieces: tuple[Mapping[Box, bytes], ...] = ()
    ) -> None:
        self._took(reading, pictures, pieces)

    def _on_card_ready(self, tries_left: int) -> None:
        self.tries_left = tries_left
        if tries_left == 0:
            self.trouble = Trouble("pin_locked")
        elif tries_left == 1:
            self._go(State.LAST_TRY)
        else:
            self._go(State.PIN, self.trouble if self.trouble and self.trouble.id == "pin_wrong" else None)

    def _on_card_gone(self) -> None:
        self._forget_card()
        self._go(State.CARD, Trouble("card_removed"))

    def _on_use_last_try(self) -> None:
        self.use_last_try = True
        self._go(State.PIN)

    def _on_pin_given(self) -> None:
        self._go(State.CARD_READING)

    def _on_card_read(self, reading: Reading) -> None:
        self._forget_card()
        self._took(reading)

    def _on_failed(self, trouble: Trouble) -> None:
        events.log("kiosk.trouble_shown", state=str(self.state), trouble=trouble.id)
        match self.state:
            case State.PAPER_READING:
                self._go(State.PAPER, trouble)
            case State.CARD_READING:
                # Back to the card, which is asked for its tries again before anybody types.
                self._forget_card()
                self._go(State.CARD, trouble)
            case State.SENDING:
                self._go(State.NOT_SENT, trouble)
            case State.PRINTING:
                self._go(State.NOT_PRINTED, trouble)
            case _:
                self.trouble = trouble

    def _on_look_over(self) -> None:
        if self._visitor.is_empty:
            raise UndeclaredEvent("nothing to look over yet")
        self._go(State.CONFIRM)

    def _on_choose(self, path: str, value: str) -> None:
        self.draft = self._visitor.confirmed(path, value, self._actor, self._clock.now())
        self.editing = None
        self._go(State.CONFIRM)

    def _on_take_in_hand(self, path: str) -> None:
        self.editing = path

    def _on_edit(self, path: str) -> None:
        self.editing = path
        self._go(State.EDIT)

    def _on_accept(self) -> None:
        if not settled(self._visitor.fields):
            raise UndeclaredEvent("fields are left to look at")
        if self.questions is None:
            self._go(State.SENDING)
        else:
            self._ask_next()

    @property
    def questions(self) -> Questions | None:
        """The questions of the procedures guide as they stand, or None without a guide."""
        if self._guide is None:
            return None
        return Questions.of(self._guide, self._visitor, today(self._clock))

    @property
    def _asked(self) -> tuple[Questions, str]:
        assert self.question is not None  # one is on the screen
        questions = self.questions
        assert questions is not None
        return questions, self.question

    def _ask_next(self, questions: Questions | None = None) -> None:
        """Goes to the next question, or to what they have led to."""
        if questions is not None:
            self.draft = self._visitor.with_answers(questions.answers, questions.passed)
        now = questions or self.questions
        following = now.next if now else None
        self.question = following.id if following else None
        self._go(State.QUESTION if following else State.TODO)

    def _on_answer(self, word: str) -> None:
        questions, id = self._asked
        self._ask_next(questions.answered(id, word))

    def _on_pass_over(self) -> None:
        questions, id = self._asked
        self._ask_next(questions.left_to_counter(id))

    def _on_leave_rest(self) -> None:
        self._ask_next(self._asked[0].rest_left_to_counter())

    def _on_go_on(self) -> None:
        self._go(State.SENDING if self.state is State.TODO else State.THANKS)

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

    def _on_back(self) -> None:
        match self.state:
            case State.HAVE if self._visitor.is_empty:
                self.draft = None  # nothing of the visitor is in it, so language and size stay as they are
                self._go(State.WELCOME)
            case State.HAVE:
                self._go(State.LEAVING)
            case State.PAPER_READING:
                self._go(State.PAPER)
            case State.PIN | State.LAST_TRY | State.CARD:
                self._forget_card()
                self._go(State.HAVE)
            case State.QUESTION | State.TODO:
                self._go_back_a_question()
            case State.EDIT | State.NOT_SENT:
                self.editing = None
                self._go(State.CONFIRM)
            case _:
                self._go(State.HAVE)

    def _go_back_a_question(self) -> None:
        """To the question before, and from the first one to the fields."""
        questions = self.questions
        before = questions.before(self.question) if questions else None
        self.question = before.id if before else None
        self._go(State.QUESTION if before else State.CONFIRM)

    def _on_leave(self) -> None:
        self.wipe()

    def _on_finish(self) -> None:
        events.log("kiosk.visit_finished", printed=self._visitor.printed_pages)
        self.wipe()

    def _on_call_staff(self, reason: str = "visitor") -> None:
        events.log("kiosk.staff_called", state=str(self.state), reason=reason)
        self.staff_called, self.staff_reason, self.warned_at = True, reason, None

    def _on_staff_seen(self) -> None:
        self.staff_called, self.staff_reason = False, ""

    def _on_break_down(self) -> None:
        self._clear()
        self.state = State.OUT_OF_SERVICE
        self._wiped()

    def _took(
        self, reading: Reading, pictures: tuple[bytes, ...] = (), pieces: tuple[Mapping[Box, bytes], ...] = ()
    ) -> None:
        events.log("kiosk.reading_taken", source=str(reading.source), fields=len(reading.fields))
        self.draft = self._visitor.with_reading(reading, pictures, pieces)
        self._go(State.HAVE)

    def _forget_card(self) -> None:
        self.tries_left, self.use_last_try = None, False
