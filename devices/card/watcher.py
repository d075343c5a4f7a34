"""Watches the reader on a thread of its own and tells each change of its status.

pyscard's own monitors end for good when pcscd restarts, and report a card with an empty answer to reset while a
reader is being plugged in. This loop starts over with a fresh context after every error, and lets a status that
comes with an empty answer settle before it tells it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from smartcard import scard

from base import events
from base.trouble import Trouble
from devices.card import pcsc
from devices.card.api import CardSettings, CardStatus

WAIT_S = 0.5
"""Seconds that one wait for a change lasts; also the longest that closing takes."""
RETRY_S = 0.3
"""Seconds between two attempts to reach a service that is gone, or to find a reader."""
SETTLE_S = 0.6
"""Seconds that a card without an answer to reset may have until it counts as unreadable."""


class CardWatcher:
    """Tells ``on_status`` the status at the start and at each change, on the watcher's own thread.

    A reader that goes is logged once, and once when it returns; so is the service.

    Args:
        settings: which readers count.
        on_status: called with each new status; must return at once and raise nothing.
    """

    def __init__(self, settings: CardSettings, on_status: Callable[[CardStatus], None]) -> None:
        self._settings = settings
        self._on_status = on_status
        self._told: CardStatus | None = None
        self._mute_since: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card-watcher", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def close(self) -> None:
        """Stops. No status is told after it returns."""
        self._stop.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> CardWatcher:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with pcsc.card_service() as context:
                    self._watch(context)
            except Trouble as trouble:
                lost_reader = trouble.id == "no_reader"
                self._tell(CardStatus.NO_READER if lost_reader else CardStatus.NO_SERVICE)
                self._stop.wait(RETRY_S)

    def _watch(self, context: int) -> None:
        while not self._stop.is_set():
            names = pcsc.usable(pcsc.reader_names(context), self._settings)
            found = pcsc.slots(context, names)
            slot = pcsc.find_slot(found)
            self._tell_settled(slot.status if slot else CardStatus.NO_READER)
            if slot is None:
                # Not every service can tell that a reader came, so ask again.
                self._stop.wait(RETRY_S)
                continue
            wait_s = RETRY_S if self._mute_since is not None else WAIT_S
            # The high word of a state is the service's counter of events; what we hand in is what we know.
            known = [(each.name, each.state & ~scard.SCARD_STATE_CHANGED) for each in found]
            known.append((pcsc.PNP_READER, len(names) << 16))
            result, _ = scard.SCardGetStatusChange(context, round(wait_s * 1000), known)
            if result & 0xFFFFFFFF != scard.SCARD_E_TIMEOUT:
                pcsc.check(result)

    def _tell_settled(self, status: CardStatus) -> None:
        if status is not CardStatus.CARD_UNREADABLE:
            self._mute_since = None
        elif self._mute_since is None:
            self._mute_since = time.monotonic()
            return
        elif time.monotonic() - self._mute_since < SETTLE_S:
            return
        self._tell(status)

    def _tell(self, status: CardStatus) -> None:
        if status is self._told or self._stop.is_set():
            return
        before, self._told = self._told, status
        gone = (CardStatus.NO_SERVICE, CardStatus.NO_READER)
        if status in gone and before not in gone:
            events.log("devices.card_reader_gone", status=status.value)
        elif before in gone and status not in gone:
            events.log("devices.card_reader_back")
        self._on_status(status)
