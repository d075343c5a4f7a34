"""Fixtures for tests on the real card stack: pcscd, vpcd, and virtual cards to lay on the reader."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from base.trouble import Trouble
from devices.bus import CardBus
from devices.card.api import BasicFour, CardSettings, CardStatus, Licence
from devices.card.session import PcscCardReader, current_status
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.others import unknown_card
from devices.card.virtual.vpcd import VirtualCardLink
from devices.world import CardWorld, pcsc_world

SETTINGS = CardSettings(allow_virtual=True)
VIRTUAL = ("devices.virtual_reader_allowed", "devices.virtual_card_made")
"""Warnings that every use of a virtual card logs."""
APDUS_OF_LICENCE = 24
"""APDUs of a whole read of the licence that the fixtures make."""
PATIENCE_S = 10.0
"""Seconds that a test waits for the world to change; no promise is measured by it."""


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE_S) -> float:
    """Waits until a condition holds; returns the seconds it took, or fails."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - began


def wait_for_status(status: CardStatus) -> float:
    """Waits until the reader shows a status."""
    return wait_for(lambda: current_status(SETTINGS) is status)


def trouble_of(future: Future[Any]) -> str:
    """The id of the Trouble that a job ends with."""
    with pytest.raises(Trouble) as caught:
        future.result(PATIENCE_S * 2)
    return caught.value.id


class Table:
    """A reader on a bus, and cards to lay on it; one at a time."""

    def __init__(self, world: CardWorld, link: VirtualCardLink, bus: CardBus) -> None:
        self.world = world
        self.bus = bus
        self.reader = PcscCardReader(SETTINGS)
        self.link = link

    def lay(self, card: VirtualCard, *, latency_s: float = 0.0, mute: bool = False) -> VirtualCardLink:
        """Lays a card on the reader and waits until it answers.

        pcscd looks for cards each 0.4 s. So a card that still lies there from an earlier test, powered down,
        is exchanged without the reader's notice.
        """
        self.link.heal()
        self.link.card, self.link.latency_s, self.link.mute = card, latency_s, mute
        if mute or not self.link.inserted or current_status(SETTINGS) is not CardStatus.READY:
            self.take()
            self.link.insert()
            wait_for_status(CardStatus.CARD_UNREADABLE if mute else CardStatus.READY)
        return self.link

    def take(self) -> None:
        """Takes the card away and waits until the reader shows it."""
        self.link.eject()
        wait_for_status(CardStatus.NO_CARD)

    def read_licence(self, pin: str = "1234", **options: bool) -> Future[Licence]:
        """Begins to read a licence."""
        return self.bus.submit(self.reader.read_licence, pin, **options)

    def read(self, pin: str = "1234", **options: bool) -> Future[BasicFour]:
        """Begins to read."""
        return self.bus.submit(self.reader.read_basic_four, pin, **options)


@pytest.fixture(scope="session")
def world() -> Iterator[CardWorld]:
    """pcscd with one virtual reader. A test that stops it starts it again."""
    with pcsc_world() as made:
        yield made


@pytest.fixture
def bus() -> Iterator[CardBus]:
    """A card bus with a short watchdog."""
    with CardBus(watchdog_s=2.0) as made:
        yield made


@pytest.fixture(scope="session")
def link(world: CardWorld) -> Iterator[VirtualCardLink]:
    """What holds the cards of all tests."""
    made = world.virtual_card(unknown_card())
    yield made
    made.eject()


@pytest.fixture
def table(world: CardWorld, link: VirtualCardLink, bus: CardBus) -> Table:
    """A reader, with or without a card from an earlier test on it."""
    return Table(world, link, bus)


@pytest.fixture(scope="session")
def household() -> dict[str, str]:
    """The sample household."""
    file = Path(__file__).resolve().parents[2] / "samples" / "household.json"
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def holder(household: dict[str, str]) -> Holder:
    """The first member of the sample household."""
    return Holder.of_household(household)


@pytest.fixture(scope="session")
def driver(household: dict[str, str]) -> LicenceHolder:
    """The same person, as a licence writes the name: 髙 is a picture there."""
    return LicenceHolder.of_household(household)


@pytest.fixture
def licence_card(driver: LicenceHolder) -> VirtualCard:
    """A fresh driver's licence of that member."""
    return licence(driver)


@pytest.fixture
def card(holder: Holder) -> VirtualCard:
    """A fresh My Number card of that member."""
    return my_number_card(holder)
