"""The journey: where the visitor is, what may happen there, how long it may take. No Qt, no device, no store.

The table :data:`kiosk.states.ALLOWED` declares which events each state takes; any other is a bug. The screens show
the journey and hand it events; the conductor does the work that a state asks for. Time comes from the clock that is
handed in. What an event does stands with its stage, in `kiosk/stages/`.
"""

from __future__ import annotations

from collections.abc import Callable

from base import events
from base.trouble import Trouble
from kiosk.draft import Draft
from kiosk.stages.carding import Carding
from kiosk.stages.delivering import Delivering
from kiosk.stages.looking import Looking
from kiosk.states import ALLOWED, EVERYWHERE, OF_CALLS, WORKING, Call, Event, State, UndeclaredEvent, step_of


class Journey(Carding, Looking, Delivering):
    """One kiosk's journey, visitor after visitor: takes events, watches the clock, knows the way back."""

    def on(self, event: Event, **data: object) -> None:
        """Takes an event.

        Data by event: START ``kind``; CODE_READ ``reading``; PAGES_READ ``reading``, ``pictures``, ``pieces``;
        CARD_READY ``tries_left`` (of a My Number card) or ``card``; YEAR_FORM ``form``; PIN_GIVEN may have
        ``number``, of a residence card; CARD_READ ``reading`` or ``read``; CARD_SEEN ``answer``; FAILED
        ``trouble``; CHOOSE ``path``, ``value``; EDIT, TAKE_IN_HAND ``path``; ANSWER ``word``; NUMBERED, SENT
        ``draft``; PRINT_DONE ``pages``; CALL_STAFF may have ``reason``.

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
            self.helping = False  # it was about another screen
        if event not in OF_CALLS and (event is not Event.FAILED or before in WORKING):
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
        if self.call is Call.CALLING and now - self._called_at >= delays.call_s:
            self.on(Event.CALL_UNHEARD)
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
                self._tell_left("idle")
                self.wipe()
            else:
                self._say_changed()  # the seconds left
            return
        if self.state is State.WELCOME:
            if now - self._touched_at >= delays.settings_s:
                if self.settings_chosen:
                    self.warned_at = now
                    self._say_changed()
                else:
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
        return step_of(self.state)

    # --- the door, the way back, and what may happen anywhere -----------------------------------------------------

    def _on_start(self, kind: str = "moving_in") -> None:
        self.card_left = False
        self.draft = Draft.begin(self._clock, kind)
        self._begun_at = self._clock.monotonic()
        self.group = self.draft.purpose.group
        events.log("kiosk.visit_begun", kind=kind)
        self._go(State.HAVE)

    def _on_more_purposes(self, group: str) -> None:
        self.group = group
        self._go(State.PURPOSE)

    def _on_other_purpose(self) -> None:
        self._on_call_staff("purpose")

    def _on_failed(self, trouble: Trouble) -> None:
        events.log("kiosk.trouble_shown", state=str(self.state), trouble=trouble.id)
        match self.state:
            case State.PAPER_READING:
                self._go(State.PAPER, trouble)
            case State.CARD_READING:
                self._lost_card(trouble)
            case State.SENDING:
                self._go(State.NOT_SENT, trouble)
            case State.PRINTING:
                self._go(State.NOT_PRINTED, trouble)
            case _:
                self.trouble = trouble

    def _on_back(self) -> None:
        match self.state:
            case State.HAVE if self._visitor.is_empty:
                self.draft = None  # nothing of the visitor is in it, so language and size stay as they are
                self._go(State.PURPOSE if self.group else State.WELCOME)
            case State.PURPOSE:
                self.group = ""
                self._go(State.WELCOME)
            case State.HAVE:
                self._go(State.LEAVING)
            case State.PAPER_READING:
                self._go(State.PAPER)
            case State.CARD_NUMBER_SHOW:
                self._go(State.CARD)
            case State.PIN | State.LAST_TRY | State.NUMBER_B | State.CARD_NUMBER | State.CARD:
                self._back_from_card()
            case State.QUESTION | State.TODO:
                self._go_back_a_question()
            case State.EDIT:
                self.editing = None
                self._go(self.edited_in)
            case State.NOT_SENT:
                self.editing = None
                self._go(State.CONFIRM)
            case State.CONFIRM if self._visitor.asks_who_moves:
                self._go(State.WHO)
            case _:
                self._go(State.HAVE)

    def _on_leave(self) -> None:
        self._tell_left("left")
        self.wipe()

    def _on_help(self) -> None:
        self.helping = True

    def _on_help_closed(self) -> None:
        self.helping = False

    def _on_call_staff(self, reason: str = "visitor") -> None:
        events.log("kiosk.staff_called", state=str(self.state), reason=reason)
        self.staff_called, self.staff_reason, self.warned_at, self.helping = True, reason, None, False
        self.call, self._called_at = Call.CALLING, self._clock.monotonic()

    def _on_staff_seen(self) -> None:
        self.staff_called, self.staff_reason = False, ""

    def _on_call_rung(self) -> None:
        self.call = Call.RUNG  # also when the visitor has been sent to the counter meanwhile: now somebody knows

    def _on_call_unheard(self) -> None:
        self.call = Call.UNHEARD

    def _on_staff_coming(self) -> None:
        self.call = Call.COMING

    def _on_break_down(self) -> None:
        self._tell_left("broken")
        self._clear()
        self.state = State.OUT_OF_SERVICE
        self._wiped()
