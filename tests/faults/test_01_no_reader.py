"""Fault 1: no reader, or it is unplugged. Told soon, logged once when it goes and once when it returns."""

from __future__ import annotations

import logging

import pytest

from devices.card.api import CardStatus
from devices.card.virtual.engine import VirtualCard
from devices.card.watcher import CardWatcher
from tests.daemons.cards import SETTINGS, VIRTUAL, Table, trouble_of, wait_for

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
