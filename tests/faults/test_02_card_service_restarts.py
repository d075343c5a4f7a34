"""Fault 2: pcscd stops and starts again. The watching thread lives on, and so does everything else."""

from __future__ import annotations

import pytest

from devices.card.api import CardStatus
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.vpcd import Fault
from devices.card.watcher import CardWatcher
from tests.daemons.cards import SETTINGS, VIRTUAL, Table, trouble_of, wait_for

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.in_world,
    pytest.mark.expected_log(*VIRTUAL, "devices.card_reader_gone"),
]


def test_the_watcher_survives_three_restarts(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: seen == [CardStatus.READY])
        for _ in range(3):
            table.world.stop_service()
            wait_for(lambda: seen[-1] is CardStatus.NO_SERVICE)
            assert table.bus.submit(table.reader.status).result() is CardStatus.NO_SERVICE
            assert trouble_of(table.read()) == "no_card_service"
            table.world.start_service()
            wait_for(lambda: seen[-1] is CardStatus.READY)
            assert table.read().result()


def test_a_service_that_stops_in_mid_read(table: Table, card: VirtualCard) -> None:
    """pcscd cannot end while a card hangs, so it is killed as a crash would."""
    link = table.lay(card)
    link.fail(Fault.HANG, link.apdus + 5)
    reading = table.read()
    wait_for(lambda: link.apdus >= 5)
    table.world.kill_service()
    assert trouble_of(reading) == "no_card_service"
    link.heal()
    link.eject()
    table.world.start_service()
    table.lay(card)
    assert table.read().result()
