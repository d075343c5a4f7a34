"""Devices and a store on which nothing happens: what a window stands on while pictures of it are taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from base.clock import JAPAN
from base.trouble import Trouble
from db.outbox_state import OutboxState
from devices.card.api import CardStatus
from devices.check import Check, Outcome, found, troubled
from devices.voice.virtual import VirtualVoice


class _StillCards:
    """A reader on which nothing lies."""

    def status(self) -> CardStatus:
        return CardStatus.NO_CARD

    def pin_tries_left(self) -> int:
        raise Trouble("no_card")

    def read_basic_four(self, pin: str, *, use_last_try: bool = False) -> Any:
        raise Trouble("no_card")


class _DirectBus:
    """Runs a card call where it stands; there is no card to wait for."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Trouble as refused:
            future.set_exception(refused)
        return future


class _NoCalls:
    """A bell that is heard, and nobody says that they come."""

    def raise_(self, call: Any, *, actor: str) -> None:
        return None

    def withdraw(self, id: str, *, actor: str) -> None:
        return None

    def find(self, id: str) -> None:
        raise Trouble("store_unreachable", place="-")  # so that it is asked again, for ever


def still_outbox() -> OutboxState:
    """A server that has been away for a while: the fullest that staff may read of it."""
    since = datetime(2026, 11, 21, 9, 58, tzinfo=JAPAN)
    return OutboxState(False, 12, since, 1, "store_unreachable", scarce=True)


def still_checks(language: str) -> list[Check]:
    """What a self-test may have found, with one device that fails and one that wants a look."""
    return [
        found("camera", "state", Outcome.OK, "frame", language, width=1280, height=720),
        found("qr", "decode", Outcome.OK, "decoded", language),
        found("reader", "state", Outcome.OK, "no_card", language),
        found("scanner", "state", Outcome.ABSENT, "not_used", language),
        troubled("printer", "state", Trouble("printer_absent"), language),
        found("printer", "queue", Outcome.WARNING, "queue_full", language, "clear_queue"),
    ]


class NoStore:
    """Nothing is stored while pictures are taken."""

    calls = _NoCalls()

    def add(self, actions: list, *, pages: dict[str, bytes] | None = None) -> int:
        return len(actions)

    def next_reception_number(self, day: object) -> str:
        return "0042"


class StillDesk:
    """Every device is there, and nothing happens on any."""

    is_virtual = False

    def __init__(self) -> None:
        self.cards, self.bus = _StillCards(), _DirectBus()
        self.scanner = self.camera = _Still()
        self.printer = None
        self.voice = VirtualVoice()


class _Still:
    """A scanner and a camera that never come to an end by themselves."""

    def cancel(self) -> None:
        return None

    def close(self) -> None:
        return None

    def frame(self) -> Any:
        import numpy as np

        return np.full((720, 1280, 3), 110, np.uint8)

    def scan(self, progress: Callable[[float], None] | None = None) -> list:
        raise Trouble("scanner_cancelled")
