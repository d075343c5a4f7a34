"""Which screens there are to picture, and how the journey gets to each, with the sample family's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from base.trouble import Trouble
from forms.names import spellings
from kiosk.boards.writing import Field
from kiosk.card_shots import CARD_NAMES, card_steps
from kiosk.family import household, sample_readings
from kiosk.intake import cut_out
from kiosk.staff.room import Page
from kiosk.states import CARD_LIES, Event, State
from kiosk.still import still_checks
from kiosk.window import KioskWindow

_PHONE = Path(__file__).resolve().parent.parent / "samples" / "preentry-phone.jpg"


@dataclass(frozen=True)
class Shot:
    """One screen to picture.

    Attributes:
        name: of the file.
        lead: brings the window there from the welcome screen.
    """

    name: str
    lead: Callable[[KioskWindow], None]


def _start(window: KioskWindow) -> None:
    window.journey.on(Event.START)


def _read(window: KioskWindow) -> None:
    pre_entry, certificate, card, page = sample_readings()
    journey = window.journey
    journey.on(Event.START)
    journey.on(Event.HAVE_QR)
    journey.on(Event.CODE_READ, reading=pre_entry)
    journey.on(Event.HAVE_PAPER)
    journey.on(Event.SCAN)
    journey.on(Event.PAGES_READ, reading=certificate, pictures=(page,), pieces=_pieces())
    journey.on(Event.HAVE_CARD)
    journey.on(Event.CARD_READY, tries_left=3)
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.CARD_READ, reading=card)
    journey.on(Event.CARD_TAKEN)


def _who(window: KioskWindow) -> None:
    _read(window)
    window.journey.on(Event.LOOK_OVER)


@cache
def _pieces() -> tuple[Any, ...]:
    _pre_entry, certificate, _card, page = sample_readings()
    return cut_out(certificate, (page,))


def _confirm(window: KioskWindow) -> None:
    _who(window)
    window.journey.on(Event.GO_ON)


def _settled(window: KioskWindow) -> None:
    from kiosk.draft import needing_eyes

    _confirm(window)
    truth = household()
    draft = window.journey.draft
    assert draft is not None
    for field in needing_eyes(draft.fields):
        window.journey.on(Event.CHOOSE, path=field.path, value=truth.get(field.path, field.value or "self"))


def _at_camera(**changes: Any) -> Callable[[KioskWindow], None]:
    """The phone of the sample family before the camera."""

    def lead(window: KioskWindow) -> None:
        _in_state(State.QR, **changes)(window)
        # Shown once the screen is there.
        QTimer.singleShot(0, window, lambda: window.conductor.frame.emit(_phone()))

    return lead


@cache
def _phone() -> Any:
    import cv2
    import numpy as np

    return cv2.imdecode(np.fromfile(_PHONE, np.uint8), cv2.IMREAD_COLOR)


def _in_state(state: State, **changes: Any) -> Callable[[KioskWindow], None]:
    """Puts the journey where devices would bring it, without their work being started."""

    def lead(window: KioskWindow) -> None:
        _settled(window)
        journey = window.journey
        assert journey.draft is not None
        journey.draft = replace(journey.draft, reception_number="0042", printed_pages=1)
        window.conductor.rest_in(state)
        journey.state = state
        for name, value in changes.items():
            setattr(journey, name, value)
        window.conductor.changed.emit()

    return lead


def _steps(*events_: tuple[Event, dict[str, Any]]) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        for event, data in events_:
            window.journey.on(event, **data)
        if window.journey.state in CARD_LIES | {State.CARD_NUMBER_SHOW}:
            window.conductor.rest_in(window.journey.state)  # no card lies there, which would be told in a moment

    return lead


def _called(*far: Event) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        window.conductor.caller.rest()
        _steps(_BEGIN, (Event.CALL_STAFF, {}), *((each, {}) for each in far))(window)

    return lead


def _nothing(kind: str) -> Callable[[KioskWindow], None]:
    """Somebody without anything, who has given a name."""

    def lead(window: KioskWindow) -> None:
        journey = window.journey
        journey.on(Event.START, kind=kind)
        journey.on(Event.HAVE_NOTHING)
        journey.on(Event.ADD_PERSON)
        journey.on(Event.CHOOSE, path="members[0].name", value=household()["members[0].name"])
        journey.on(Event.GO_ON)

    return lead


def _for_record(window: KioskWindow) -> None:
    """A copy of one's resident record, with a card that says who and where."""
    journey = window.journey
    journey.on(Event.START, kind="resident_record_copy")
    journey.on(Event.HAVE_CARD)
    journey.on(Event.CARD_READY, tries_left=3)
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.CARD_READ, reading=sample_readings()[2])
    journey.on(Event.CARD_TAKEN)
    journey.on(Event.LOOK_OVER)


def _edit(path: str) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        _confirm(window)
        window.journey.on(Event.EDIT, path=path)

    return lead


def _question(*words: str | None) -> Callable[[KioskWindow], None]:
    """Answers the guide's first questions; None leaves one to the counter."""

    def lead(window: KioskWindow) -> None:
        _settled(window)
        journey = window.journey
        journey.on(Event.ACCEPT)
        for word in words:
            if word is None:
                journey.on(Event.PASS_OVER)
            else:
                journey.on(Event.ANSWER, word=word)

    return lead


def _question_again(window: KioskWindow) -> None:
    _question("yes", "no", None)(window)
    window.journey.on(Event.BACK)


def _todo(*words: str | None) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        _question(*words)(window)
        if window.journey.takes(Event.LEAVE_REST):
            window.journey.on(Event.LEAVE_REST)

    return lead


@dataclass(frozen=True)
class Touched:
    """Leads to a screen, and touches some of its buttons once it is there.

    Attributes:
        lead: as in :class:`Shot`.
        names: gives the names of the buttons.
    """

    lead: Callable[[KioskWindow], None]
    names: Callable[[], tuple[str, ...]]

    def __call__(self, window: KioskWindow) -> None:
        self.lead(window)
        QTimer.singleShot(0, window, lambda: self.touch(window))

    def touch(self, screen: QWidget) -> None:
        """Touches the buttons that this screen has."""
        for name in self.names():
            button = screen.findChild(QPushButton, name)
            if button is not None:
                button.click()


_GROVE = (
    ((70, 190), (230, 180)),
    ((150, 60), (148, 430)),
    ((146, 195), (100, 290), (50, 345)),
    ((152, 200), (180, 240), (225, 280)),
    ((250, 185), (430, 172)),
    ((335, 50), (338, 440)),
    ((332, 180), (290, 280), (232, 350)),
    ((340, 185), (380, 270), (440, 335)),
)
"""林, as a finger writes it in a field of 480 pixels."""


class Written(Touched):
    """The same, with a character written in the field that is there then."""

    def touch(self, screen: QWidget) -> None:
        super().touch(screen)
        field = screen.findChild(Field, "writing.field")
        if field is not None:
            side = field.width() / 480
            field.strokes = [[(x * side, y * side) for x, y in stroke] for stroke in _GROVE]
            field.written.emit()


def _board(path: str, *keys: str) -> Touched:
    """The board of a field, after some of its keys."""
    return Touched(_edit(path), lambda: keys)


def _of_card(name: str) -> Touched:
    """A screen of a card; its pictures are drawn when it is wanted."""
    return Touched(lambda window: _steps(*card_steps()[name][0])(window), lambda: card_steps()[name][1])


def _idle(window: KioskWindow) -> None:
    _confirm(window)
    window.journey.warned_at = window.conductor.clock.monotonic()
    window.conductor.changed.emit()


def _door(page: Page) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        window.staff.checks = still_checks(window.look.language)
        window.staff.page = page

    return lead


def _todo_all(window: KioskWindow) -> None:
    """To every question its first answer, which is the one that brings most with it."""
    _question()(window)
    journey = window.journey
    while journey.questions is not None and journey.questions.next is not None:
        journey.on(Event.ANSWER, word=journey.questions.next.words[0])


def _kanji_touches() -> tuple[str, ...]:
    """A name in kana, with its tables loaded before."""
    spellings.warm_up()
    typed = (f"key.type.{kana}" for kana in "わたなへ")
    return "key.pane.latin", "key.pane.kana", *["key.erase"] * 5, *typed, "key.voiced"


_POSTAL_TOUCHES = ("key.pane.postal", *(f"key.type.{digit}" for digit in "4980000"))
_BEGIN = (Event.START, {})
_CARD = ((_BEGIN), (Event.HAVE_CARD, {}))

SHOTS: tuple[Shot, ...] = (
    Shot("01-welcome", lambda _window: None),
    Shot("01a-household", _steps((Event.MORE_PURPOSES, {"group": "household"}))),
    Shot("01b-other", _steps((Event.MORE_PURPOSES, {"group": "other"}))),
    Shot("02-have", _start),
    Shot("02a-have-household", _steps((Event.START, {"kind": "merging_households"}))),
    Shot("03-qr", _at_camera()),
    Shot("04-qr-wrong", _at_camera(trouble=Trouble("qr_web_address"))),
    Shot("05-paper", _steps(_BEGIN, (Event.HAVE_PAPER, {}))),
    Shot("06-paper-jam", _in_state(State.PAPER, trouble=Trouble("scanner_jam"))),
    Shot("07-paper-reading", _in_state(State.PAPER_READING)),
    Shot("08-card", _steps(*_CARD)),
    Shot("09-pin", _steps(*_CARD, (Event.CARD_READY, {"tries_left": 3}))),
    Shot("10-pin-wrong", _in_state(State.PIN, tries_left=2, trouble=Trouble("pin_wrong", tries_left=2))),
    Shot("11-last-try", _steps(*_CARD, (Event.CARD_READY, {"tries_left": 1}))),
    Shot("12-card-reading", _in_state(State.CARD_READING)),
    *(Shot(name, _of_card(name)) for name in CARD_NAMES),
    Shot("13-have-more", _read),
    Shot("13a-who", _who),
    Shot("13b-who-unticked", lambda window: (_who(window), window.journey.on(Event.TICK, row=2, moves=False))[0]),
    Shot("13c-who-nobody", _steps(_BEGIN, (Event.HAVE_NOTHING, {}))),
    Shot("14-confirm", _confirm),
    Shot("15-confirm-settled", _settled),
    Shot("15a-confirm-nothing", _nothing("from_abroad")),
    Shot("15b-confirm-moving-out", _nothing("moving_out")),
    Shot("15c-confirm-household", _nothing("merging_households")),
    Shot("15d-confirm-record", _for_record),
    Shot("15e-who-children", _steps((Event.START, {"kind": "child_allowance_claim"}), (Event.HAVE_NOTHING, {}))),
    Shot("16-edit-name", _edit("members[0].name")),
    Shot("17-edit-date", _edit("members[0].birth_date")),
    Shot("17a-board-name", _board("members[0].name", "key.pane.latin", "key.pane.kana")),
    Shot("17k-board-kanji", Touched(_edit("members[0].name"), _kanji_touches)),
    Shot(
        "17l-board-writing",
        Written(_edit("members[0].name"), lambda: ("key.pane.latin", "key.pane.kana", "key.pane.writing")),
    ),
    Shot("17b-board-letters", _board("members[0].name", "key.pane.kana", "key.pane.latin")),
    Shot("17c-board-forms", _board("members[2].name", "key.left", "key.pane.variants")),
    Shot("17d-board-reading", _board("members[1].kana")),
    Shot("17e-board-numbers", _board("new_building", "key.pane.numbers")),
    Shot("17f-board-postal", _board("former_address", *_POSTAL_TOUCHES)),
    Shot("17g-board-phone", _board("phone")),
    Shot("17h-board-relationship", _board("members[1].relationship")),
    Shot("17i-day-era", _board("members[0].birth_date", "day.part.era", "day.part.decade")),
    Shot("17j-day-year", _board("members[0].birth_date", "day.part.year")),
    Shot("18-edit-sex", _edit("members[1].sex")),
    Shot("18a-question", _question()),
    Shot("18b-question-unsure", _question("yes")),
    Shot("18f-question-four", _question("yes", "yes", "no")),
    Shot("18c-question-again", _question_again),
    Shot("18d-todo", _todo("yes", "yes", "yes")),
    Shot("18e-todo-all", _todo_all),
    Shot("19-sending", _in_state(State.SENDING)),
    Shot("20-not-sent", _in_state(State.NOT_SENT, trouble=Trouble("kiosk_too_slow"))),
    Shot("21-printing", _in_state(State.PRINTING)),
    Shot("22-not-printed", _in_state(State.NOT_PRINTED, trouble=Trouble("printer_absent"))),
    Shot("23-printed", _in_state(State.PRINTED)),
    Shot("24-thanks", _in_state(State.THANKS)),
    Shot("25-leaving", lambda window: (_read(window), window.journey.on(Event.BACK))[0]),
    Shot("26-staff", _called()),
    Shot("26a-staff-rung", _called(Event.CALL_RUNG)),
    Shot("26b-staff-coming", _called(Event.STAFF_COMING)),
    Shot("26c-staff-unheard", _called(Event.CALL_UNHEARD)),
    Shot("26d-help", lambda window: (_confirm(window), window.journey.on(Event.HELP))[0]),
    Shot("27-idle", _idle),
    Shot("28-door-pin", _door(Page.PIN)),
    Shot("29-door-menu", _door(Page.MENU)),
    Shot("30-door-report", _door(Page.REPORT)),
    Shot("31-door-ruler", _door(Page.RULER)),
    Shot("32-out-of-service", _steps((Event.BREAK_DOWN, {}))),
)
"""Every screen, in the order of the journey. The last one has no way on."""
