"""Does the work that each state of the journey asks for, and hands the outcome back as an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from base import events
from base.clock import Clock, today
from base.trouble import Trouble
from devices.card.api import CardStatus
from kiosk import intake
from kiosk.calling import Caller
from kiosk.card_camera import watch_for_number
from kiosk.card_desk import begin, check, find_card
from kiosk.cards import CardFound, Secret
from kiosk.delays import Delays
from kiosk.draft import Draft
from kiosk.jobs import Jobs
from kiosk.journey import Journey
from kiosk.leaving import counting
from kiosk.settings import KioskSettings
from kiosk.states import CARD_LIES, WORKING, Event, State
from look import exact

if TYPE_CHECKING:
    import numpy as np

TICK_MS = 250
"""Milliseconds between two looks at the clock."""
CARD_POLL_MS = 400
"""Milliseconds between two questions to the reader; a card is seen in well under a second."""

_AT_WORK = WORKING | {State.QR, State.CARD_NUMBER_SHOW}
"""States whose work ends when they are left."""
_CARD_TROUBLES = {
    CardStatus.NO_SERVICE: "no_card_service",
    CardStatus.NO_READER: "no_reader",
    CardStatus.CARD_UNREADABLE: "card_unreadable",
}


class Conductor(QObject):
    """Between the journey and the devices.

    Signals:
        changed: the journey changed.
        wiped: everything of the visitor is gone from the journey; screens drop theirs.
        frame: a picture of the camera (numpy, blue-green-red).
        progress: how far the running work is, 0 to 1.
        printer_says: a word of :class:`devices.printer.api.PrinterStatus` while printing.
        part_seen: how many of how many codes have been seen.
    """

    changed = Signal()
    wiped = Signal()
    frame = Signal(object)
    progress = Signal(float)
    printer_says = Signal(str)
    part_seen = Signal(int, int)

    def __init__(
        self,
        desk: intake.Desk,
        store: intake.Visits,
        clock: Clock,
        settings: KioskSettings,
        delays: Delays | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._store, self.clock, self.settings = desk, store, clock, settings
        self.jobs = Jobs(self)
        self.language = "ja"
        self._working_for: State | None = None
        self._card_busy = False
        self.journey = Journey(
            clock,
            settings.actor,
            delays or Delays(idle_s=float(settings.idle_seconds)),
            changed=self._journey_changed,
            wiped=self._journey_wiped,
            guide=settings.guide,
            left=counting(store, self.jobs, clock, settings.actor),
        )
        self.caller = Caller(store, self.journey, self.jobs, clock, settings.name, settings.actor, self)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.journey.tick)
        self._ticker.start(TICK_MS)
        self._card_poll = QTimer(self)
        self._card_poll.timeout.connect(self._ask_card)

    def stop(self) -> None:
        """Ends everything that is under way, and drops the visitor."""
        self._ticker.stop()
        self.caller.stop()
        self.journey.wipe()
        self._card_poll.stop()
        self.jobs.drop()

    def warm_up(self) -> None:
        """Loads typefaces and engines while the welcome screen waits for somebody."""
        exact.warm_up()
        self.jobs.run(intake.warm_up, _nothing, self._warm_up_failed, keep=True, ended=True)

    @staticmethod
    def _warm_up_failed(trouble: Trouble) -> None:
        """The step that needs the engine says so again, to the one who can act."""
        events.log("kiosk.trouble_shown", state="warm_up", trouble=trouble.id)

    def rest_in(self, state: State) -> None:
        """Takes a state as entered without beginning its work: for pictures of screens."""
        self._leave(self._working_for)
        self._working_for = state
        self._card_poll.stop()

    # --- what each state asks for --------------------------------------------------------------------------------

    def _journey_changed(self) -> None:
        state = self.journey.state
        if state is not self._working_for:
            before, self._working_for = self._working_for, state
            self._leave(before)
            self._enter(state)
        self.caller.look()
        self.changed.emit()

    def _leave(self, state: State | None) -> None:
        if state in _AT_WORK:
            self.jobs.drop()
        if state is State.PAPER_READING and self.desk.scanner is not None:
            self.desk.scanner.cancel()  # returns at once; harmless after the scan

    def _enter(self, state: State) -> None:
        watching = state in CARD_LIES - {State.CARD_READING, State.CARD_LOOK}
        if watching and not self._card_poll.isActive():
            self._card_poll.start(CARD_POLL_MS)
        elif not watching and state is not State.WELCOME:
            self._card_poll.stop()
        work: dict[State, Callable[[], None]] = {
            State.QR: self._watch_for_code,
            State.CARD_NUMBER_SHOW: self._watch_for_number,
            State.PAPER_READING: self._read_paper,
            State.SENDING: self._send,
            State.PRINTING: self._print,
        }
        if state in work:
            work[state]()

    def _failed(self, trouble: Trouble) -> None:
        self.journey.on(Event.FAILED, trouble=trouble)

    def _watch(self, watch: Callable[..., Any], found: Callable[[Any], None]) -> None:
        """Looks through the camera, off this thread, until something was found or the visitor has gone on.

        Args:
            watch: gets the camera, whether it is still wanted, what gets each frame, and what gets a trouble.
            found: gets its answer; not None.
        """
        jobs, turn, camera = self.jobs, self.jobs.turn, self.desk.camera
        if camera is None:
            jobs.run(_raise("camera_absent"), _nothing, self._failed)
            return

        def show(picture: np.ndarray) -> None:
            jobs.post(turn, lambda: self.frame.emit(picture))

        def troubled(trouble: Trouble) -> None:
            jobs.post(turn, lambda: self._failed(trouble))

        jobs.run(
            lambda: watch(camera, lambda: turn == jobs.turn, show, troubled),
            lambda answer: found(answer) if answer is not None else None,
            self._failed,
        )

    def _watch_for_code(self) -> None:
        jobs, turn = self.jobs, self.jobs.turn

        def part(seen: int, total: int) -> None:
            jobs.post(turn, lambda: self.part_seen.emit(seen, total))

        self._watch(
            lambda camera, wanted, show, troubled: intake.watch_for_code(
                camera, self.clock.now, wanted, show, troubled, part
            ),
            lambda reading: self.journey.on(Event.CODE_READ, reading=reading),
        )

    def _watch_for_number(self) -> None:
        self._watch(watch_for_number, lambda number: self.journey.on(Event.NUMBER_SEEN, number=number))

    def _read_paper(self) -> None:
        jobs, turn, scanner = self.jobs, self.jobs.turn, self.desk.scanner
        if scanner is None:
            jobs.run(_raise("scanner_absent"), _nothing, self._failed)
            return

        def how_far(share: float) -> None:
            jobs.post(turn, lambda: self.progress.emit(share))

        def work() -> dict[str, Any]:
            reading, pictures = intake.read_paper(scanner, how_far)
            return {"reading": reading, "pictures": pictures, "pieces": intake.cut_out(reading, pictures)}

        jobs.run(work, lambda read: self.journey.on(Event.PAGES_READ, **read), self._failed)

    def _send(self) -> None:
        draft, language, settings = self.journey.draft, self.language, self.settings
        assert draft is not None
        questions = self.journey.questions

        def numbered(made: Draft) -> None:
            # Remembered before it is stored: trying again sends the same actions, and the store keeps one of each.
            self.journey.on(Event.NUMBERED, draft=made)
            self.jobs.run(
                lambda: intake.send(self._store, made),
                lambda sent: self.journey.on(Event.SENT, draft=sent),
                self._failed,
            )

        self.jobs.run(
            lambda: intake.number(
                self._store,
                draft,
                self.clock,
                language,
                settings.actor,
                settings.name,
                questions.advice if questions else None,
            ),
            numbered,
            self._failed,
        )

    def _print(self) -> None:
        jobs, turn, draft = self.jobs, self.jobs.turn, self.journey.draft
        assert draft is not None
        settings, store, clock, desk = self.settings, self._store, self.clock, self.desk
        questions, language = self.journey.questions, self.language

        def work() -> int:
            pages = intake.print_out(
                desk.printer,
                draft,
                settings.mayor,
                desk.is_virtual,
                lambda word: jobs.post(turn, lambda: self.printer_says.emit(word)),
                intake.guide_sheet(questions, draft, language, clock, desk.is_virtual) if questions else None,
                language,
                questions.forms if questions else (),
            )
            intake.record_print(store, draft, pages, settings.actor, clock.now())
            return sum(pages.values())

        def gone_wrong(trouble: Trouble) -> None:
            self._failed(trouble)

        jobs.run(work, lambda pages: self.journey.on(Event.PRINT_DONE, pages=pages), gone_wrong)

    # --- the card ------------------------------------------------------------------------------------------------

    def _ask_card(self) -> None:
        """One question to the reader; the next only when it has answered."""
        if self._card_busy:
            return
        cards, bus = self.desk.cards, self.desk.bus
        if cards is None:
            self._card_says(None, None, Trouble("no_reader"))
            return
        self._card_busy = True
        known = self._known_card
        to_ask = self.journey.state is State.CARD and known is None

        def work() -> tuple[CardStatus, CardFound | None]:
            status = bus.submit(cards.status).result()
            if status is not CardStatus.READY or not to_ask:
                return status, known
            return status, bus.submit(find_card, cards).result()

        def answered(answer: tuple[CardStatus, CardFound | None]) -> None:
            self._card_busy = False
            self._card_says(*answer, None)

        def refused(trouble: Trouble) -> None:
            self._card_busy = False
            self._card_says(None, None, trouble)

        self.jobs.run(work, answered, refused, keep=True)

    @property
    def _known_card(self) -> CardFound | None:
        """The card that lies there and has been told to be locked: asked again only once it was taken away."""
        return self.journey.card if self.journey.state is State.CARD else None

    def _card_says(self, status: CardStatus | None, found: CardFound | None, trouble: Trouble | None) -> None:
        journey = self.journey
        lies = status is CardStatus.READY
        match journey.state:
            case State.PIN | State.LAST_TRY | State.NUMBER_B | State.CARD_NUMBER:
                if (status and not lies) or (trouble and trouble.id == "card_removed"):
                    journey.on(Event.CARD_GONE)
            case State.CARD_TAKE:
                if not lies:
                    journey.on(Event.CARD_TAKEN)
            case State.WELCOME:
                self._card_at_the_door(lies)
            case State.CARD:
                self._card_laid(status, found, trouble)

    def _card_laid(self, status: CardStatus | None, found: CardFound | None, trouble: Trouble | None) -> None:
        journey = self.journey
        if status is not CardStatus.READY and journey.card is not None and trouble is None:
            journey.on(Event.CARD_GONE)
        if trouble is None and status in _CARD_TROUBLES:
            trouble = Trouble(_CARD_TROUBLES[status])
        shown = journey.trouble.id if journey.trouble else None
        if trouble is not None:
            if trouble.id != shown and trouble.id != "no_card":
                journey.on(Event.FAILED, trouble=trouble)
        elif status is CardStatus.READY and found is not None and found is not journey.card:
            journey.on(Event.CARD_READY, card=found)

    def _card_at_the_door(self, lies: bool) -> None:
        """Somebody has gone without their card: said on the welcome screen until it is taken."""
        journey = self.journey
        if lies and not journey.card_left:
            events.log("kiosk.card_left")
            journey.on(Event.CARD_LEFT)
        elif not lies:
            self._card_poll.stop()
            if journey.card_left:
                journey.on(Event.CARD_TAKEN)

    def open_card(self, typed: str = "") -> None:
        """Reads the card with what its holder typed. It is handed on and kept nowhere.

        What cannot be right is refused before any card hears of it; a wrong one is never tried again. Only the
        number of a residence card, which nobody keeps secret from its holder, can be put right afterwards.

        Raises:
            Trouble: see :func:`kiosk.card_desk.check`.
        """
        journey, cards, bus = self.journey, self.desk.cards, self.desk.bus
        secret = journey.secret or Secret.PIN
        typed = check(secret, typed, journey.card is None or journey.card.has_pin)
        last = journey.use_last_try
        journey.on(Event.PIN_GIVEN, number=typed if secret is Secret.CARD_NUMBER else "")
        if cards is None:
            self._failed(Trouble("no_reader"))
            return
        read = begin(bus, cards, secret, typed, last, today(self.clock))
        self.jobs.run(read, lambda found: journey.on(Event.CARD_READ, read=found), self._failed)

    # --- the wipe ------------------------------------------------------------------------------------------------

    def _journey_wiped(self) -> None:
        """The journey has dropped the visitor: drop what lies elsewhere."""
        self.jobs.drop()
        if self._working_for is State.THANKS:
            self.caller.end()
        if self._working_for in CARD_LIES or self.journey.card_left:
            self._card_poll.start(CARD_POLL_MS)
        else:
            self._card_poll.stop()
        clipboard = QGuiApplication.clipboard()
        for mode in QClipboard.Mode:  # what was only marked is kept apart under X11
            clipboard.clear(mode)
        QGuiApplication.inputMethod().reset()
        printer = self.desk.printer
        if printer is not None:
            self.jobs.run(printer.clear_queue, _nothing, self._queue_stuck, keep=True)
        self.wiped.emit()
        events.log("kiosk.wiped")

    @staticmethod
    def _queue_stuck(trouble: Trouble) -> None:
        events.log("kiosk.print_queue_not_cleared", trouble=trouble.id)


def _nothing(_answer: object) -> None:
    return None


def _raise(id: str) -> Callable[[], None]:
    def work() -> None:
        raise Trouble(id)

    return work
