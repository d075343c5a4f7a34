"""Fault 1: no reader, or it is unplugged. Told soon, logged once when it goes and once when it returns."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices import world
from devices.bus import CardBus
from devices.card.api import CardStatus
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.watcher import CardWatcher
from tests.daemons.cards import SETTINGS, VIRTUAL, Table, trouble_of, wait_for, wait_for_status

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.in_world,
    pytest.mark.expected_log(*VIRTUAL, "devices.card_reader_gone"),
]


def test_a_reader_that_goes_and_returns(table: Table, card: VirtualCard, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kakanai")
    table.lay(card)
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: seen == [CardStatus.READY])
        table.world.stop_service()
        table.world.start_service(reader=False)
        wait_for(lambda: seen[-1] is CardStatus.NO_READER)
        assert table.bus.submit(table.reader.status).result() is CardStatus.NO_READER
        assert trouble_of(table.read()) == "no_reader"
        table.world.stop_service()
        table.world.start_service()
        wait_for(lambda: seen[-1] is CardStatus.READY)
        assert table.read().result()
    logged = [record.getMessage() for record in caplog.records]
    assert logged.count("devices.card_reader_gone") == 1
    assert logged.count("devices.card_reader_back") == 1


@pytest.fixture
def cable(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The virtual reader behind a cable: the file pulls it as long as it exists.

    pcscd goes on to name such a reader and says that it is not available; that the name goes, too, needs USB.
    """
    driver = tmp_path / "libcable.so"
    source = Path(__file__).resolve().parents[1] / "daemons" / "cable.c"
    build = ["gcc", "-shared", "-fPIC", "-I/usr/include/PCSC", "-o", str(driver), str(source), "-ldl"]
    subprocess.run(build, check=True, timeout=60)
    pulled = tmp_path / "pulled"
    monkeypatch.setenv("CABLE", str(pulled))
    monkeypatch.setenv("CABLE_DRIVER", str(world.DRIVER))
    monkeypatch.setattr(world, "DRIVER", driver)
    folder = tmp_path / "world"
    folder.mkdir()
    table.take()
    table.world.stop_service()
    behind = world.CardWorld(folder)
    behind.start_service()
    try:
        yield pulled
    finally:
        behind.stop_service()
        table.world.start_service()


@pytest.mark.parametrize("reading", [False, True], ids=["idle", "in mid-read"])
def test_a_cable_that_is_pulled(table: Table, card: VirtualCard, cable: Path, reading: bool) -> None:
    """Idle, or while a card is read: told as no reader, nothing goes on, and it is found again when it is back."""
    link = table.lay(card)
    pin = card.applications[TEXT_AP].secrets["pin"]
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: seen == [CardStatus.READY])
        if reading:
            link.latency_s = 0.1
            # The service itself takes about two seconds to give a command up, so the watchdog is that of the product.
            with CardBus() as patient:
                read = patient.submit(table.reader.read_basic_four, "1234")
                wait_for(lambda: card.commands >= 3)
                cable.touch()
                assert trouble_of(read) in ("no_reader", "card_removed", "card_unreadable")
            assert pin.sent == 0, "nothing is said to a card after an error"
            link.latency_s = 0.0
        else:
            cable.touch()
        wait_for(lambda: seen[-1] is CardStatus.NO_READER)
        # While the service tries to power the card down it shows a mute one for a moment.
        wait_for(lambda: trouble_of(table.read()) == "no_reader")
        wait_for_status(CardStatus.NO_READER)
        cable.unlink()
        wait_for(lambda: seen[-1] is CardStatus.READY)
        assert table.read().result() and pin.sent == 1
    assert CardStatus.NO_SERVICE not in seen


def test_a_reader_that_comes_after_the_start(table: Table) -> None:
    table.take()
    table.world.stop_service()
    table.world.start_service(reader=False)
    seen: list[CardStatus] = []
    try:
        with CardWatcher(SETTINGS, seen.append):
            wait_for(lambda: seen == [CardStatus.NO_READER])
            table.world.stop_service()
            table.world.start_service()
            wait_for(lambda: seen[-1] is CardStatus.NO_CARD)
    finally:
        table.world.start_service()
