"""Where a visitor may be and what may happen there: the tables of the journey, as data.

:data:`ALLOWED` declares which events each state takes; any other is a bug.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where the visitor is; one screen each."""

    WELCOME = "welcome"
    PURPOSE = "purpose"
    """One touch of the welcome screen has several purposes behind it."""
    HAVE = "have"
    """What have you brought? And, once something is read: anything more?"""
    QR = "qr"
    PAPER = "paper"
    PAPER_READING = "paper_reading"
    CARD = "card"
    PIN = "pin"
    LAST_TRY = "last_try"
    """One try is left: go on only in words."""
    NUMBER_B = "number_b"
    """What the face of a My Number card shows, instead of its PIN."""
    CARD_NUMBER = "card_number"
    """The number of a residence card."""
    CARD_NUMBER_SHOW = "card_number_show"
    """Its front is held before the camera; the card does not lie on the reader meanwhile."""
    CARD_READING = "card_reading"
    WHO = "who"
    """Who of the people named moves?"""
    CARD_LOOK = "card_look"
    """What the card has as a picture only, beside its text."""
    CARD_TAKE = "card_take"
    """Done: take your card. Only taking it leads on."""
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
    MORE_PURPOSES = "more_purposes"
    OTHER_PURPOSE = "other_purpose"
    HAVE_QR = "have_qr"
    HAVE_PAPER = "have_paper"
    HAVE_CARD = "have_card"
    FILED_ONLINE = "filed_online"
    """The moving out was notified on Mynaportal: there is no certificate, and a card instead."""
    HAVE_NOTHING = "have_nothing"
    CODE_READ = "code_read"
    SCAN = "scan"
    PAGES_READ = "pages_read"
    CARD_READY = "card_ready"
    CARD_GONE = "card_gone"
    USE_LAST_TRY = "use_last_try"
    OTHER_SECRET = "other_secret"
    """The holder does not know the PIN: another way to open the card."""
    YEAR_FORM = "year_form"
    """How the card writes the year of birth."""
    SHOW_NUMBER = "show_number"
    """The camera shall read the card's number."""
    NUMBER_SEEN = "number_seen"
    PIN_GIVEN = "pin_given"
    """Whatever opens the card has been typed."""
    CARD_READ = "card_read"
    CARD_SEEN = "card_seen"
    """The visitor has answered about the picture in hand."""
    CARD_LEFT = "card_left"
    """Nobody is there, and a card lies on the reader."""
    CARD_TAKEN = "card_taken"
    FAILED = "failed"
    """A Trouble from a device, from reading or from the store."""
    LOOK_OVER = "look_over"
    TICK = "tick"
    """Somebody moves, or does not."""
    ADD_PERSON = "add_person"
    """Somebody moves whom no source names."""
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
    HELP = "help"
    """The visitor wants to know what this screen is for."""
    HELP_CLOSED = "help_closed"
    CALL_STAFF = "call_staff"
    STAFF_SEEN = "staff_seen"
    """The visitor has read that staff are coming."""
    CALL_RUNG = "call_rung"
    """Every counter sees the call."""
    CALL_UNHEARD = "call_unheard"
    """The store cannot be reached."""
    STAFF_COMING = "staff_coming"
    """Somebody at a counter has said that they go."""
    BREAK_DOWN = "break_down"
    """A bug was caught by the last resort."""


class Call(StrEnum):
    """How far a call for staff has come."""

    CALLING = "calling"
    RUNG = "rung"
    COMING = "coming"
    UNHEARD = "unheard"


OF_CALLS = frozenset({Event.CALL_RUNG, Event.CALL_UNHEARD, Event.STAFF_COMING})
"""What the bell says by itself; nobody's touch."""
EVERYWHERE = (
    frozenset(
        {Event.TOUCH, Event.HELP, Event.HELP_CLOSED, Event.CALL_STAFF, Event.STAFF_SEEN, Event.BREAK_DOWN},
    )
    | OF_CALLS
)

ALLOWED: Mapping[State, frozenset[Event]] = {
    State.WELCOME: frozenset({Event.START, Event.MORE_PURPOSES, Event.CARD_LEFT, Event.CARD_TAKEN}),
    State.PURPOSE: frozenset({Event.START, Event.OTHER_PURPOSE, Event.BACK}),
    State.HAVE: frozenset(
        {
            Event.HAVE_QR,
            Event.HAVE_PAPER,
            Event.HAVE_CARD,
            Event.FILED_ONLINE,
            Event.HAVE_NOTHING,
            Event.LOOK_OVER,
            Event.BACK,
        }
    ),
    State.QR: frozenset({Event.CODE_READ, Event.FAILED, Event.BACK}),
    State.PAPER: frozenset({Event.SCAN, Event.BACK}),
    State.PAPER_READING: frozenset({Event.PAGES_READ, Event.FAILED, Event.BACK}),
    State.CARD: frozenset({Event.CARD_READY, Event.OTHER_SECRET, Event.CARD_GONE, Event.FAILED, Event.BACK}),
    State.PIN: frozenset({Event.PIN_GIVEN, Event.OTHER_SECRET, Event.CARD_GONE, Event.BACK}),
    State.LAST_TRY: frozenset({Event.USE_LAST_TRY, Event.OTHER_SECRET, Event.CARD_GONE, Event.BACK}),
    State.NUMBER_B: frozenset({Event.YEAR_FORM, Event.PIN_GIVEN, Event.CARD_GONE, Event.BACK}),
    State.CARD_NUMBER: frozenset({Event.PIN_GIVEN, Event.SHOW_NUMBER, Event.CARD_GONE, Event.BACK}),
    State.CARD_NUMBER_SHOW: frozenset({Event.NUMBER_SEEN, Event.FAILED, Event.BACK}),
    State.CARD_READING: frozenset({Event.CARD_READ, Event.FAILED}),
    State.WHO: frozenset({Event.TICK, Event.ADD_PERSON, Event.GO_ON, Event.BACK}),
    State.CARD_LOOK: frozenset({Event.CARD_SEEN}),
    State.CARD_TAKE: frozenset({Event.CARD_TAKEN}),
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

NOBODY = frozenset({State.WELCOME, State.PURPOSE, State.OUT_OF_SERVICE})
"""States without a visitor's data."""
CARD_LIES = frozenset(
    {
        State.CARD,
        State.PIN,
        State.LAST_TRY,
        State.NUMBER_B,
        State.CARD_NUMBER,
        State.CARD_READING,
        State.CARD_LOOK,
        State.CARD_TAKE,
    }
)
"""States in which a card may lie on the reader: whoever walks away now may leave it behind."""

WORKING = frozenset({State.PAPER_READING, State.CARD_READING, State.SENDING, State.PRINTING})
"""States in which the machine is busy and the visitor waits: idling does not count there, the work has a limit."""

STEPS = 5
_STEP = {
    State.HAVE: 1,
    State.LEAVING: 1,
    State.WHO: 3,
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


def step_of(state: State) -> int:
    """Which of the :data:`STEPS` a state is; 0 before there is a visitor's data."""
    return _STEP.get(state, 0 if state in NOBODY else 2)


class UndeclaredEvent(RuntimeError):
    """An event in a state that does not take it: a bug."""
