"""The door that visitors do not see: five touches in a corner, then the staff's PIN."""

from __future__ import annotations

import os
import re
from pathlib import Path

from base import events
from base.clock import Clock
from base.trouble import Trouble

CORNER_MM = 30.0
"""Millimetres from the upper left corner of the screen: where a touch knocks."""
KNOCKS = 5
KNOCKING_S = 4.0
"""Seconds in which all knocks come: nobody does that by chance."""

PIN_MIN, PIN_MAX = 6, 12
"""Digits of a PIN."""
PIN_KINDS = 3
"""At least so many different digits."""

FREE_TRIES = 3
"""Wrong PINs before the door keeps shut for a while."""
FIRST_SHUT_S, LONGEST_SHUT_S = 30.0, 600.0
"""Seconds that it keeps shut; twice as long after each further wrong one."""

_PHC = re.compile(r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


class Door:
    """Knocks, and the PIN.

    The file holds one line: the Argon2id hash of the PIN. Without that file there is no door.

    Args:
        file: of the PIN; None where the kiosk runs inside another program.
        clock: for the time in which knocks come and for which the door keeps shut.
    """

    def __init__(self, file: Path | None, clock: Clock) -> None:
        self._file, self._clock = file, clock
        self._knocks: list[float] = []
        self._wrong = 0
        self._shut_until = 0.0

    @property
    def exists(self) -> bool:
        """Whether staff have set a PIN."""
        return self._file is not None and self._file.is_file()

    def touched(self, x_mm: float, y_mm: float) -> bool:
        """Takes a touch, in millimetres from the upper left corner; returns whether it was the last knock."""
        if max(x_mm, y_mm) > CORNER_MM or not self.exists:
            self._knocks.clear()
            return False
        now = self._clock.monotonic()
        self._knocks = [*[each for each in self._knocks if now - each <= KNOCKING_S], now]
        if len(self._knocks) < KNOCKS:
            return False
        self._knocks.clear()
        return True

    def open(self, pin: str) -> None:
        """Tries a PIN. Blocks for the fraction of a second that the hash takes: for a worker's thread.

        Raises:
            Trouble: ``door_pin_wrong``; ``door_shut`` with the seconds left; ``door_pin_unreadable``.
        """
        from db.accounts_secrets import verify_password

        left = self._shut_until - self._clock.monotonic()
        if left > 0:
            raise Trouble("door_shut", seconds=round(left) or 1)
        if verify_password(pin, self._hash()):
            self._wrong = 0
            events.log("kiosk.door_opened")
            return
        self._wrong += 1
        events.log("kiosk.door_refused", wrong=self._wrong)
        if self._wrong < FREE_TRIES:
            raise Trouble("door_pin_wrong")
        seconds = min(FIRST_SHUT_S * 2 ** (self._wrong - FREE_TRIES), LONGEST_SHUT_S)
        self._shut_until = self._clock.monotonic() + seconds
        raise Trouble("door_shut", seconds=round(seconds))

    def _hash(self) -> str:
        assert self._file is not None
        try:
            held = self._file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as failed:
            raise Trouble("door_pin_unreadable") from failed
        if not _PHC.fullmatch(held):
            raise Trouble("door_pin_unreadable")
        return held


def set_pin(file: Path, pin: str) -> None:
    """Writes the staff's PIN, readable by its owner alone. The old one is replaced whole or not at all.

    Raises:
        Trouble: ``door_pin_weak``.
    """
    from db.accounts_secrets import hash_password

    if not (pin.isascii() and pin.isdigit() and PIN_MIN <= len(pin) <= PIN_MAX and len(set(pin)) >= PIN_KINDS):
        raise Trouble("door_pin_weak", least=PIN_MIN, most=PIN_MAX)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(hash_password(pin) + "\n")
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
