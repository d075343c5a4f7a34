"""How much room is left on the disk. Below a little nothing new is taken, so that what is there stays safe."""

from __future__ import annotations

from pathlib import Path
from shutil import disk_usage

from base import events
from base.trouble import Trouble

WARN_BELOW = 0.10
BLOCK_BELOW = 0.02
"""Parts of the disk (faults.md row 19). The rest is for the journal, for backups beside it, and for the log."""


class Room:
    """Watches the disk that a file lies on.

    Args:
        folder: on that disk; None for a server, which looks after its own.
        name: of the place, for messages.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder, self._name = folder, name
        self._scarce = False

    def left(self) -> float | None:
        """Which part of the disk is free, 0 to 1; None where that cannot be told."""
        if self._folder is None:
            return None
        try:
            usage = disk_usage(self._folder)
        except OSError:  # gone or not to be entered: whoever writes says what is wrong
            return None
        return usage.free / usage.total if usage.total else None

    def scarce(self) -> bool:
        """Whether staff should make room: for the screens."""
        left = self.left()
        return left is not None and left < WARN_BELOW

    def check(self) -> None:
        """To be asked before anything is written; logs once when room becomes scarce, and once when it is back.

        Raises:
            Trouble: ``store_full``.
        """
        left = self.left()
        if left is None:
            return
        if (scarce := left < WARN_BELOW) is not self._scarce:
            self._scarce = scarce
            if scarce:
                events.log("db.room_scarce", percent=int(left * 100))
            else:
                events.log("db.room_back", percent=int(left * 100))
        if left < BLOCK_BELOW:
            raise Trouble("store_full", place=self._name)
