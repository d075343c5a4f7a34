"""Fault 6: the card hangs. The watchdog gives up on it, and what was given up never wakes to spend a try."""

from __future__ import annotations

import threading

import pytest

from devices.bus import WATCHDOG_S, CardBus
from devices.card.api import CardStatus
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.vpcd import Fault
from tests.daemons.card_kinds import FIRST, LICENCE_RECORD, NUMBER_B, READS, SECOND, WholeRead
from tests.daemons.cards import PATIENCE_S, VIRTUAL, Table, trouble_of, wait_for

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.in_world,
    pytest.mark.expected_log(*VIRTUAL, "devices.card_silent"),
]


def test_the_watchdog_is_at_ten_seconds() -> None:
    assert WATCHDOG_S == 10.0


@pytest.mark.parametrize("at", [1, 6, 9])
def test_a_hanging_card_is_given_up_and_the_next_is_read(table: Table, holder: Holder, at: int) -> None:
    card = my_number_card(holder)
    link = table.lay(card)
    link.fail(Fault.HANG, link.apdus + at)
    reading = table.read()
    beats = _beats_while(lambda: not reading.done())
    assert trouble_of(reading) == "card_silent"
    assert beats > 20, "other threads run on while the card hangs"
    sent = card.applications[TEXT_AP].secrets["pin"].sent
    link.heal()
    table.take()
    table.lay(card)
    assert table.bus.submit(table.reader.status).result() is CardStatus.READY
    assert card.applications[TEXT_AP].secrets["pin"].sent == sent
    assert table.read().result().name == holder.name


@pytest.mark.parametrize("at", [3, 9])
def test_a_hanging_licence_is_given_up_and_the_next_is_read(table: Table, driver: LicenceHolder, at: int) -> None:
    """At the ninth APDU the PIN would be next: the tries are asked in the eighth."""
    card = licence(driver)
    link = table.lay(card)
    link.fail(Fault.HANG, link.apdus + at)
    assert trouble_of(table.read_licence()) == "card_silent"
    assert card.master.secrets["pin1"].sent == 0
    link.heal()
    table.take()
    table.lay(card)
    assert table.read_licence().result().kana == driver.kana
    assert card.master.secrets["pin1"].sent == 1


def test_a_card_that_wakes_late_is_not_read_on(table: Table, holder: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers after the watchdog struck: the abandoned read must stop before the PIN."""
    card = my_number_card(holder)
    answer, woken = card.answer, threading.Event()

    def asleep(apdu: bytes) -> bytes:
        assert woken.wait(PATIENCE_S * 2)
        return answer(apdu)

    monkeypatch.setattr(card, "answer", asleep)
    link = table.lay(card)
    before = link.apdus
    assert trouble_of(table.read()) == "card_silent"
    woken.set()
    wait_for(lambda: card.commands >= 1)
    assert table.read().result()
    assert card.applications[TEXT_AP].secrets["pin"].sent == 1
    assert link.apdus == before + 1 + 13


@pytest.mark.parametrize("read", [NUMBER_B, LICENCE_RECORD, FIRST, SECOND], ids=str)
def test_any_other_card_that_hangs_is_given_up(table: Table, read: WholeRead) -> None:
    card = read.make()
    expected, size = read.whole(table, card)
    sent = read.sent(card)
    link = table.lay(card)
    link.fail(Fault.HANG, link.apdus + size // 2)
    assert trouble_of(read.act(table)) == "card_silent"
    assert read.sent(card) <= sent + 1
    link.heal()
    table.take()
    assert read.whole(table, card)[0] == expected
    assert read.sent(card) <= sent + 2, "what was given up did not go on"


@pytest.mark.parametrize("read", READS, ids=str)
def test_a_slow_card_is_no_hanging_card(table: Table, read: WholeRead) -> None:
    card = read.make()
    expected, _ = read.whole(table, card)
    table.lay(card, latency_s=0.02)
    # The watchdog of the product: a busy machine is slower than the card.
    with CardBus() as patient:
        assert read.act(Table(table.world, table.link, patient)).result() == expected


def _beats_while(condition) -> int:
    beats = 0
    while condition():
        threading.Event().wait(0.02)
        beats += 1
    return beats
