"""What every stage of the journey stands on: where the visitor is, what was shown, since when. No events yet."""

from __future__ import annotations

from collections.abc import Callable

from base.clock import Clock
from base.trouble import Trouble
from forms.card_number_b import YearForm
from forms.guide.description import Guide
from kiosk.cards import CardFound, CardRead, Secret
from kiosk.delays import Delays
from kiosk.draft import Draft
from kiosk.leaving import HANDED_OVER, Left
from kiosk.states import Call, State


class Ground:
    """The state of one kiosk's journey.

    Args:
        clock: wall clock and monotonic clock.
        actor: as in :class:`forms.actions.Action`.
        delays: the time-outs.
        changed: called after every change that a screen shows.
        wiped: called when everything of a visitor has been dropped here and has to be dropped elsewhere.
        guide: the municipality's procedures guide; without one nobody is asked.
        left: told of every journey that was left before the office had it.

    Attributes:
        state: where the visitor is.
        draft: what was shown and decided; None on the welcome screen.
        trouble: what went wrong last, shown in place, or None.
        staff_called: whether "staff are coming" lies over the screen.
        staff_reason: why staff are called: ``visitor``, ``purpose``, ``card_pin``, ``licence_pin``.
        settings_chosen: whether somebody has chosen a language, a size, colours or the voice and not begun yet, as the
            screens say: going back to the usual is announced then.
        helping: whether the help of this state lies over the screen.
        call: how far the visitor's latest call has come, or None.
        warned_at: monotonic second at which the idle warning began, or None.
        card: what lies on the reader, once it has been asked; None without a card.
        secret: what opens it.
        tries_left: of that secret, as the card said; None without a card, or where nobody counts.
        use_last_try: whether the holder has agreed to spend the last try.
        group: which purposes are on the screen, one of :data:`kiosk.purposes.MORE`.
        year_form: how the card writes the year of birth, once the visitor has said it.
        said_number: a card number that the camera read, or that the card did not know, to be put right; never shown
            elsewhere.
        card_read: what came out of the card, until it is taken.
        card_left: whether nobody is there and a card lies on the reader.
        editing: path of the field in hand.
        edited_in: the state that the field in hand was opened from.
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
        left: Callable[[Left], None] = lambda _left: None,
    ) -> None:
        self._left = left
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
        self.settings_chosen = False
        self.helping = False
        self.call: Call | None = None
        self._called_at = 0.0
        self.warned_at: float | None = None
        self.card: CardFound | None = None
        self.secret: Secret | None = None
        self.tries_left: int | None = None
        self.use_last_try = False
        self.group = ""
        self.year_form: YearForm | None = None
        self.said_number = ""
        self.card_read: CardRead | None = None
        self.card_left = False
        self.editing: str | None = None
        self.edited_in = State.CONFIRM
        self.question: str | None = None
        self._touched_at = self._entered_at = self._begun_at = self._clock.monotonic()

    def wipe(self) -> None:
        """Drops everything of the visitor and goes to the welcome screen. Harmless when there is nothing."""
        broken = self.state is State.OUT_OF_SERVICE
        self._clear()
        if broken:
            self.state = State.OUT_OF_SERVICE
        self._wiped()
        self._say_changed()

    def _tell_left(self, how: str) -> None:
        """Tells of a journey that ends here, unless the office has it. Called before everything is dropped."""
        if self.draft is None or self.state in HANDED_OVER:
            return
        state = State.HAVE if self.state is State.LEAVING else self.state
        until = self._touched_at if how == "idle" else self._clock.monotonic()
        self._left(Left(self.draft.kind, state, how, round(until - self._begun_at)))

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
