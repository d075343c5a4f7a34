"""The watcher on a live service: each change told once, in order, and nothing after it is closed."""

from __future__ import annotations

import threading

import pytest

from devices.card import watcher as watcher_module
from devices.card.api import CardSettings, CardStatus
from devices.card.virtual.engine import VirtualCard
from devices.card.watcher import CardWatcher
from tests.daemons.cards import PATIENCE_S, SETTINGS, VIRTUAL, Table, wait_for

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.in_world,
    pytest.mark.expected_log(*VIRTUAL, "devices.card_reader_gone"),
]


def test_laying_and_taking_is_told_once_each(table: Table, card: VirtualCard) -> None:
    table.take()
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: len(seen) == 1)
        for _ in range(2):
            table.lay(card)
            wait_for(lambda: seen[-1] is CardStatus.READY)
            table.read().result()
            table.take()
            wait_for(lambda: seen[-1] is CardStatus.NO_CARD)
    assert seen == [CardStatus.NO_CARD] + [CardStatus.READY, CardStatus.NO_CARD] * 2


def test_reading_while_watching_changes_no_status(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: bool(seen))
        for _ in range(20):
            table.read().result()
    assert seen == [CardStatus.READY]


def test_a_virtual_reader_that_is_not_allowed_is_no_reader(table: Table) -> None:
    seen: list[CardStatus] = []
    with CardWatcher(CardSettings(), seen.append):
        wait_for(lambda: bool(seen))
    assert seen == [CardStatus.NO_READER]


def test_a_card_that_answers_late_is_not_told_as_unreadable(
    table: Table, card: VirtualCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a card is laid, services show it without an answer to reset for a moment."""
    monkeypatch.setattr(watcher_module, "SETTLE_S", PATIENCE_S)
    table.take()
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: seen == [CardStatus.NO_CARD])
        table.lay(card, mute=True)
        table.lay(card)
        wait_for(lambda: seen[-1] is CardStatus.READY)
    assert CardStatus.CARD_UNREADABLE not in seen


def test_closing_ends_the_thread_and_the_telling(table: Table, card: VirtualCard) -> None:
    seen: list[CardStatus] = []
    watcher = CardWatcher(SETTINGS, seen.append)
    watcher.start()
    wait_for(lambda: bool(seen))
    watcher.close()
    watcher.close()
    told = len(seen)
    assert "card-watcher" not in {thread.name for thread in threading.enumerate()}
    table.take()
    table.lay(card)
    assert len(seen) == told


def test_a_callback_may_close_its_own_watcher(table: Table) -> None:
    closed = threading.Event()

    def close(status: CardStatus) -> None:
        watcher.close()
        closed.set()

    watcher = CardWatcher(SETTINGS, close)
    watcher.start()
    assert closed.wait(10)
    wait_for(lambda: not watcher._thread.is_alive())
