"""The stage of the demo: virtual devices in a private world, a store of its own, and the family's papers."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from base import events
from base.clock import JAPAN, Clock, ShiftedClock
from base.trouble import Trouble
from db.crypto import KeyRing
from db.store import Store
from devices import world
from devices.card.virtual.files import Holder
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.vpcd import VirtualCardLink
from devices.desk import Desk, DeskSettings, open_desk
from devices.printer.private_cups import PrivateCups

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PHONE, CERTIFICATE = "preentry-phone.jpg", "certificate-grid.png"
PIN = "1234"
"""Of the virtual card."""
STARTS_AT = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
"""The family's papers are of that month, and the notification is due within 14 days of the move."""


@dataclass(frozen=True)
class Stage:
    """What the play needs.

    Attributes:
        folder: where everything that is made goes.
        household: the truth about the family, by path; what the visitor answers when asked.
        desk: the virtual devices.
        card: the virtual My Number card, not yet inserted.
        store: a new one.
        clock: begins at :data:`STARTS_AT`.
    """

    folder: Path
    household: dict[str, str]
    desk: Desk
    card: VirtualCardLink
    store: Store
    clock: Clock

    @property
    def printed(self) -> Path:
        """Where printed forms come out."""
        return self.folder / "printed"


@contextlib.contextmanager
def set_up(out: Path | None, *, cups: bool, tray: bool = False) -> Iterator[Stage]:
    """Builds the stage, and takes it down again.

    Args:
        out: an empty or new folder to keep everything in; None for one that goes away.
        cups: print through a private CUPS queue.
        tray: print into a virtual printer's tray, from which somebody takes the paper.

    Raises:
        Trouble: ``demo_samples_missing``, ``demo_folder_in_use``, ``file_unwritable``, ``no_private_world``, and what
            the devices raise.
    """
    if not (SAMPLES / "household.json").is_file():
        raise Trouble("demo_samples_missing")
    with contextlib.ExitStack() as stack:
        folder = _folder(out) if out else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kakanai-")))
        # Not on the terminal: that virtual devices are in use is what the demo is about.
        events.start_log(folder / "kakanai.log")
        household = json.loads((SAMPLES / "household.json").read_text(encoding="utf-8"))
        service = stack.enter_context(world.pcsc_world())
        # The link ends before pcscd does.
        card = service.virtual_card(my_number_card(Holder.of_household(household)))
        stack.callback(card.eject)
        printer = {"printer": "virtual"} if tray else {"printer": "folder", "printer_folder": folder / "printed"}
        if cups:
            (folder / "printed").mkdir()
            queue = stack.enter_context(PrivateCups(folder / "printed"))
            printer = {"printer": "cups", "printer_queue": queue.queue, "printer_host": queue.socket}
        settings = DeskSettings(virtual=True, card_reader="virtual", scanner="virtual", camera="virtual", **printer)
        clock = ShiftedClock(STARTS_AT)
        desk = stack.enter_context(open_desk(settings, clock))
        store = stack.enter_context(_new_store(folder))
        yield Stage(folder, household, desk, card, store, clock)


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise Trouble("demo_folder_in_use")
    except OSError as error:
        raise Trouble("file_unwritable") from error
    return out.resolve()


def _new_store(folder: Path) -> Store:
    """Keys and data in folders of their own: whoever copies the data has no key with it."""
    for name in ("keys", "store"):
        (folder / name).mkdir(mode=0o700)
    keys = KeyRing.create(folder / "keys" / "store.keys")
    return Store.create(f"sqlite:///{folder / 'store' / 'kakanai.sqlite'}", keys)
