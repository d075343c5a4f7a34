"""Fault 4: a foreign card, the wrong way round, garbage, an answer of one byte: told apart from "no card"."""

from __future__ import annotations

import pytest

from devices.card.api import CardStatus
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.others import travel_card
from devices.card.virtual.vpcd import Fault
from devices.card.watcher import CardWatcher
from tests.daemons.card_kinds import FIRST, LICENCE_RECORD, NUMBER_B, SECOND, WholeRead
from tests.daemons.cards import APDUS_OF_LICENCE, SETTINGS, VIRTUAL, Table, trouble_of, wait_for

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]


def test_a_foreign_card(table: Table, card: VirtualCard) -> None:
    table.lay(travel_card())
    assert trouble_of(table.read()) == "card_is_travel"
    table.lay(card)
    assert table.read().result()


def test_a_card_the_wrong_way_round_is_not_no_card(table: Table, card: VirtualCard) -> None:
    table.take()
    seen: list[CardStatus] = []
    with CardWatcher(SETTINGS, seen.append):
        wait_for(lambda: seen == [CardStatus.NO_CARD])
        table.lay(card, mute=True)
        wait_for(lambda: seen[-1] is CardStatus.CARD_UNREADABLE)
        assert trouble_of(table.read()) == "card_unreadable"
        table.lay(card)
        wait_for(lambda: seen[-1] is CardStatus.READY)
        assert table.read().result()


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.ONE_BYTE])
def test_noise_at_every_apdu(table: Table, holder: Holder, fault: Fault) -> None:
    for at in range(1, 14):
        link = table.lay(my_number_card(holder))
        before = link.apdus
        link.fail(fault, before + at)
        assert trouble_of(table.read()) == "card_unreadable", f"at {at}"
        assert link.apdus == before + at, "nothing is said to a card after an error"
        link.heal()
        assert table.read().result()


def test_a_card_with_a_junk_answer_to_reset(table: Table, card: VirtualCard, holder: Holder) -> None:
    table.take()
    table.lay(my_number_card(holder, atr=bytes.fromhex("00")))
    assert trouble_of(table.read()) == "card_unreadable"
    table.take()
    table.lay(card)
    assert table.read().result()


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.ONE_BYTE])
def test_noise_from_the_start_on(table: Table, card: VirtualCard, fault: Fault) -> None:
    link = table.lay(card)
    link.fail(fault, 1, onwards=True)
    assert trouble_of(table.read()) == "card_unreadable"
    assert trouble_of(table.bus.submit(table.reader.pin_tries_left)) == "card_unreadable"


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.ONE_BYTE])
def test_noise_at_every_apdu_of_a_licence(table: Table, driver: LicenceHolder, fault: Fault) -> None:
    for at in range(1, APDUS_OF_LICENCE + 1):
        link = table.lay(licence(driver))
        before = link.apdus
        link.fail(fault, before + at)
        assert trouble_of(table.read_licence()) == "card_unreadable", f"at {at}"
        assert link.apdus == before + at, "nothing is said to a card after an error"
    link.heal()
    assert table.read_licence().result()


@pytest.mark.parametrize("read", [NUMBER_B, LICENCE_RECORD, FIRST, SECOND], ids=str)
def test_noise_at_every_apdu_of_every_other_read(table: Table, read: WholeRead) -> None:
    """Garbage and answers of one byte in turn."""
    card = read.make()
    expected, size = read.whole(table, card)
    for at in range(1, size + 1):
        link = table.lay(card)
        before, sent = link.apdus, read.sent(card)
        link.fail(Fault.GARBAGE if at % 2 else Fault.ONE_BYTE, before + at)
        assert trouble_of(read.act(table)) == "card_unreadable", f"at {at}"
        assert link.apdus == before + at, "nothing is said to a card after an error"
        assert read.sent(card) <= sent + 1
    assert read.whole(table, card)[0] == expected
