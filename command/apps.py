"""``kakanai kiosk``, ``kakanai counter`` and ``kakanai display``: the apps, or their screens as PNG."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from base.clock import SystemClock
from base.texts import text
from base.trouble import Trouble
from command import output
from command.configuration import Configuration
from command.desk import desk_settings

if TYPE_CHECKING:
    from counter.settings import CounterSettings
    from db.crypto import KeyRing
    from db.desk import DeskStore
    from db.outbox import OutboxStore
    from db.store import Store
    from kiosk.settings import KioskSettings

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
"""Whose data the screens show; a checkout has them, a package does not."""


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Opens an app, or writes its screens."""
    if words.screens:
        return _screens(words)
    if words.word == "display":
        return _display(settings)
    if words.word == "kiosk" and words.set_pin:
        return _set_pin(settings)
    return _kiosk(settings) if words.word == "kiosk" else _counter(words, settings)


def _screens(words: argparse.Namespace) -> int:
    if not (SAMPLES / "household.json").is_file():
        raise Trouble("demo_samples_missing")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Windows without a screen have no size hints to pass on, and Qt would say so for each of them.
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"
    try:
        words.screens.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("file_unwritable") from error
    if words.word == "kiosk":
        from kiosk.pictures import write_screens

        files = write_screens(words.screens, everything=words.all)
    elif words.word == "display":
        from counter.board_app import write_screens

        files = write_screens(words.screens)
    else:
        from counter.shots import write_screens

        files = write_screens(words.screens)
    for file in files:
        print(file)
    return output.DONE


def _kiosk(settings: Configuration) -> int:
    from command.selftest import everything
    from db.outbox import OutboxStore
    from db.store import Store
    from devices.desk import open_desk
    from kiosk.app import KioskSettings, run

    kiosk = kiosk_settings(settings, KioskSettings)
    with open_visits(settings, Store) as store, open_desk(desk_settings(settings)) as desk:
        staff = replace(
            kiosk.staff,
            selftest=lambda language: everything(desk, settings, language),
            outbox=store.state if isinstance(store, OutboxStore) else None,
        )
        return run(desk, store, SystemClock(), replace(kiosk, staff=staff))


def _set_pin(settings: Configuration) -> int:
    from command.asking import new_secret
    from kiosk.staff.door import set_pin

    set_pin(_pin_file(settings), new_secret("ask_staff_pin"))
    output.say(text("command.staff_pin_set"))
    return output.DONE


def _pin_file(settings: Configuration) -> Path:
    return Path(settings.data_folder) / "kiosk-pin"


def _counter(words: argparse.Namespace, settings: Configuration) -> int:
    from counter.app import CounterSettings, run
    from db.store import Store
    from devices.desk import open_desk

    clerk = words.clerk or str(settings["counter.clerk"])
    counter = counter_settings(settings, CounterSettings, clerk)
    origin = f"counter:{settings['counter.name']}"
    with open_counter(settings, Store, origin) as store, open_desk(desk_settings(settings)) as desk:
        return run(desk, store, SystemClock(), counter)


def _display(settings: Configuration) -> int:
    from counter.board_app import run
    from db.store import Store

    with open_store(settings, Store, "display") as store:
        return run(store, SystemClock(), str(settings["office.ward"]), str(settings["office.branch"]))


def open_store(settings: Configuration, store_class: type[Store], origin: str) -> Store:
    """The store that the configuration names, opened with its keys.

    Args:
        origin: which place this is, for the audit: ``counter:2``.

    Raises:
        Trouble: ``store_missing`` when ``kakanai db init`` has not been run, and what the store raises.
    """
    from db.lines import plain

    return store_class.open(settings.store_url, _keys(settings), origin=plain(origin))


def _keys(settings: Configuration) -> KeyRing:
    """The keys of the store that the configuration names.

    Raises:
        Trouble: ``store_missing``, said before the missing key, which would send IT staff searching for one that
            never was; ``key_missing`` and what else loading raises.
    """
    from db.crypto import KeyRing
    from db.place import Place

    place = Place.parse(settings.store_url)
    if place.file and not place.file.exists():
        raise Trouble("store_missing", place=place.name)
    return KeyRing.load(settings.key_file)


def open_visits(settings: Configuration, store_class: type[Store]) -> Store | OutboxStore:
    """Where the kiosk puts its visits: the store of this machine, or an outbox in front of a server.

    Raises:
        Trouble: what the store raises, or the outbox; never that the server does not answer.
    """
    from db.lines import plain
    from db.outbox import LIMITS, OutboxStore
    from db.place import Place

    origin = f"kiosk:{settings['kiosk.name']}"
    keys = _keys(settings)
    if Place.parse(settings.store_url).file:
        return store_class.open(settings.store_url, keys, origin=origin)
    return OutboxStore(
        _outbox_file(settings, plain(origin)),
        keys,
        lambda: store_class.open(settings.store_url, keys, limits=LIMITS, origin=plain(origin)),
    )


def _outbox_file(settings: Configuration, origin: str) -> Path:
    return Path(settings.data_folder) / "outbox" / f"{origin.replace(':', '-').replace('/', '-')}.sqlite"


@contextmanager
def open_counter(settings: Configuration, store_class: type[Store], origin: str) -> Iterator[Store | DeskStore]:
    """Where a counter has its visits: the store of this machine, or a server's with an outbox in front.

    Raises:
        Trouble: what the store raises, or the outbox; never that the server does not answer.
    """
    from db.desk import FORGET_DAYS, LIMITS, MAX_ACTS, MAX_BYTES, DeskStore
    from db.lines import plain
    from db.outbox import OutboxStore
    from db.place import Place

    place = Place.parse(settings.store_url)
    if place.file:
        with open_store(settings, store_class, origin) as store:
            yield store
        return
    keys, origin = _keys(settings), plain(origin)
    with OutboxStore(
        _outbox_file(settings, origin),
        keys,
        lambda: store_class.open(settings.store_url, keys, limits=LIMITS, origin=origin),
        max_waiting=MAX_ACTS,
        max_bytes=MAX_BYTES,
        forget_days=FORGET_DAYS,
    ) as outbox:
        yield DeskStore(outbox, place)


def kiosk_settings(settings: Configuration, settings_class: type[KioskSettings]) -> KioskSettings:
    """The kiosk's own settings out of the configuration.

    Raises:
        Trouble: ``guide_unknown``, ``guide_broken``.
    """
    from forms.guide.description import find_guide
    from kiosk.staff.settings import StaffSettings

    return settings_class(
        name=settings["kiosk.name"],
        ward=settings["office.ward"],
        branch=settings["office.branch"],
        mayor=settings["office.mayor"],
        guide=find_guide(str(settings["office.guide"])),
        idle_seconds=settings["kiosk.idle_seconds"],
        pixels_per_mm=settings["kiosk.pixels_per_mm"],
        screen_bottom_mm=settings["kiosk.screen_bottom_mm"],
        reach_mm=settings["kiosk.reach_mm"],
        full_screen=settings["kiosk.full_screen"],
        lock_file=Path(settings.data_folder) / "kiosk.lock",
        staff=StaffSettings(pin_file=_pin_file(settings)),
    )


def counter_settings(settings: Configuration, settings_class: type[CounterSettings], clerk: str) -> CounterSettings:
    """The counter's own settings out of the configuration.

    Raises:
        Trouble: ``guide_unknown``, ``guide_broken``.
    """
    from forms.guide.description import find_guide

    return settings_class(
        name=settings["counter.name"],
        office=f"{settings['office.ward']}　{settings['office.branch']}".strip(),
        mayor=settings["office.mayor"],
        clerk=clerk,
        guide=find_guide(str(settings["office.guide"])),
        lock_minutes=settings["counter.lock_minutes"],
        lock_file=Path(settings.data_folder) / "counter.lock",
    )
