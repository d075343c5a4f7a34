"""Fault 3: the card is pulled in mid-read, at every APDU until the read completes."""

from __future__ import annotations

import pytest

from base.trouble import Trouble
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import Change, LicenceHolder, licence
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.virtual.residence import DEMO_NUMBER, ResidenceHolder, first_generation, second_generation
from devices.card.virtual.vpcd import Fault
from tests.daemons.card_kinds import LICENCE_RECORD, NUMBER_B, WholeRead
from tests.daemons.cards import APDUS_OF_LICENCE, VIRTUAL, Table, trouble_of

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]


def test_pulled_at_every_apdu(table: Table, holder: Holder) -> None:
    at = 0
    while True:
        at += 1
        card = my_number_card(holder)
        link = table.lay(card)
        link.fail(Fault.EJECT, link.apdus + at)
        try:
            four = table.read().result()
        except Trouble as trouble:
            assert trouble.id == "card_removed", f"at {at}"
            assert card.selected[TEXT_AP, 0x0001] == 0
            assert card.applications[TEXT_AP].secrets["pin"].sent <= 1
        else:
            assert four.name == holder.name
            break
    assert at == 14, "a whole read is 13 APDUs"
    link.heal()
    assert table.read().result() == four


def test_taken_away_before_the_first_apdu(table: Table, card: VirtualCard, holder: Holder) -> None:
    """Of a card that was read before and powered down: the service finds out when it powers the card up again."""
    link = table.lay(card)
    assert table.read().result().name == holder.name
    link.eject()
    assert trouble_of(table.read()) == "card_removed"
    assert trouble_of(table.read()) == "no_card"
    assert card.applications[TEXT_AP].secrets["pin"].sent == 1


def test_a_card_the_wrong_way_round_taken_away(table: Table, card: VirtualCard) -> None:
    link = table.lay(card, mute=True)
    assert trouble_of(table.read()) == "card_unreadable"
    link.eject()
    assert trouble_of(table.read()) in ("card_removed", "no_card")


def test_exchanged_at_every_apdu(table: Table, holder: Holder) -> None:
    """Another card inside one look of the reader, so that nothing but the cards themselves tells."""
    other_holder = Holder("渡邉　花子", "東京都港区一丁目", "2000-02-29", "female")
    for at in range(1, 15):
        link = table.lay(my_number_card(holder))
        link.fail(Fault.SWAP, link.apdus + at, other=my_number_card(other_holder))
        try:
            four = table.read().result()
        except Trouble as trouble:
            assert trouble.id in ("card_swapped", "card_removed", "card_unreadable"), f"at {at}"
        else:
            assert (four.name, four.address) in (
                (holder.name, holder.address),
                (other_holder.name, other_holder.address),
            )
            assert at in (1, 14), at


def test_a_lost_field_at_every_apdu_is_a_whole_read_or_none(table: Table, holder: Holder) -> None:
    for at in range(1, 15):
        link = table.lay(my_number_card(holder))
        link.fail(Fault.RESET, link.apdus + at)
        try:
            assert table.read().result().address == holder.address
        except Trouble as trouble:
            assert trouble.id in ("card_removed", "card_unreadable", "card_foreign", "card_swapped"), f"at {at}"


def test_a_licence_pulled_at_every_other_apdu(table: Table, driver: LicenceHolder) -> None:
    """At every one in tests/devices/card/test_licence.py, without the service and its looks."""
    for at in range(1, APDUS_OF_LICENCE + 1, 2):
        card = licence(driver)
        link = table.lay(card)
        link.fail(Fault.EJECT, link.apdus + at)
        with pytest.raises(Trouble) as caught:
            table.read_licence().result()
        assert caught.value.id == "card_removed", f"at {at}"
        assert card.master.secrets["pin1"].sent <= 1
    link.heal()
    table.lay(licence(driver))
    assert table.read_licence().result().kana == driver.kana


def test_a_licence_exchanged_at_every_apdu(table: Table, driver: LicenceHolder) -> None:
    other = LicenceHolder("渡辺　花子", "ワタナベ　ハナコ", "東京都港区一丁目", "2000-02-29")
    for at in range(1, APDUS_OF_LICENCE + 1):
        link = table.lay(licence(driver))
        link.fail(Fault.SWAP, link.apdus + at, other=licence(other, expires_on="2027-02-01"))
        try:
            read = table.read_licence().result()
        except Trouble as trouble:
            assert trouble.id in ("card_swapped", "card_removed", "card_unreadable", "card_foreign"), f"at {at}"
        else:
            assert at <= 4 and (read.kana, read.address) == (other.kana, other.address), at


def test_a_licence_that_lost_its_field_is_a_whole_read_or_none(table: Table, driver: LicenceHolder) -> None:
    changes = [Change("address", "堺市堺区１－１", "2025-12-01")]
    for at in range(1, APDUS_OF_LICENCE + 1):
        link = table.lay(licence(driver, changes=changes))
        link.fail(Fault.RESET, link.apdus + at)
        try:
            assert table.read_licence().result().address == "堺市堺区１－１"
        except Trouble as trouble:
            assert trouble.id in ("card_removed", "card_unreadable", "card_swapped"), f"at {at}"


def test_a_card_read_by_number_b_pulled_now_and_then(table: Table, holder: Holder) -> None:
    """At every APDU in tests/devices/card/test_number_b.py."""
    for at in range(1, 37, 6):
        card = my_number_card(holder)
        link = table.lay(card)
        link.fail(Fault.EJECT, link.apdus + at)
        with pytest.raises(Trouble) as caught:
            table.bus.submit(table.reader.read_by_number_b, DEMO_SECRETS.number_b).result()
        assert caught.value.id == "card_removed", f"at {at}"
        assert card.applications[TEXT_AP].secrets["b"].sent <= 1
    link.heal()
    table.lay(card)
    assert table.bus.submit(table.reader.read_by_number_b, DEMO_SECRETS.number_b).result()


@pytest.mark.parametrize("make", [first_generation, second_generation])
def test_a_residence_card_pulled_now_and_then(table: Table, make) -> None:
    """At every APDU in tests/devices/card/test_residence.py."""
    for at in range(1, 34, 4):
        link = table.lay(make(ResidenceHolder()))
        link.fail(Fault.EJECT, link.apdus + at)
        with pytest.raises(Trouble) as caught:
            table.bus.submit(table.reader.read_residence, DEMO_NUMBER).result()
        assert caught.value.id == "card_removed", f"at {at}"
    link.heal()
    table.lay(make(ResidenceHolder()))
    assert table.bus.submit(table.reader.read_residence, DEMO_NUMBER).result().number == DEMO_NUMBER


@pytest.mark.parametrize("make", [first_generation, second_generation])
def test_a_residence_card_exchanged_or_without_a_field(table: Table, make) -> None:
    other = ResidenceHolder("SMITH JANE", "1970-01-02", "female", "港区", "東京都港区１－１", "GBR")
    for at in range(1, 34, 2):
        for fault, after in ((Fault.SWAP, make(other)), (Fault.RESET, None)):
            link = table.lay(make(ResidenceHolder()))
            link.fail(fault, link.apdus + at, other=after)
            try:
                card = table.bus.submit(table.reader.read_residence, DEMO_NUMBER).result()
            except Trouble as trouble:
                assert trouble.id in ("card_swapped", "card_removed", "card_unreadable", "residence_number_wrong"), at
            else:
                whole = (card.address, card.nationality) in (("大阪府堺市堺区南瓦町３番１号", ""), ("", "VNM"))
                assert whole or at <= 4, at


def test_a_licence_on_a_my_number_card_pulled_now_and_then(table: Table) -> None:
    """At every APDU in tests/devices/card/test_licence_record.py."""
    expected, size = LICENCE_RECORD.whole(table)
    for at in range(1, size + 1, 4):
        card = LICENCE_RECORD.make()
        link = table.lay(card)
        link.fail(Fault.EJECT, link.apdus + at)
        assert trouble_of(LICENCE_RECORD.act(table)) == "card_removed", f"at {at}"
        assert LICENCE_RECORD.sent(card) <= 1
    assert LICENCE_RECORD.whole(table)[0] == expected


@pytest.mark.parametrize("read", [NUMBER_B, LICENCE_RECORD], ids=str)
def test_two_cards_are_never_mixed(table: Table, read: WholeRead) -> None:
    """Exchanged at every APDU: text and pictures, or record and holder, are of one card or there is nothing."""
    of_two = [read.whole(table, card)[0] for card in (read.make(), read.other())]
    _, size = read.whole(table)
    for at in range(1, size + 1):
        link = table.lay(read.make())
        link.fail(Fault.SWAP, link.apdus + at, other=read.other())
        try:
            assert read.act(table).result() in of_two and at in (1, size), at
        except Trouble as trouble:
            assert trouble.id in ("card_swapped", "card_removed", "card_unreadable"), f"at {at}"


@pytest.mark.parametrize("read", [NUMBER_B, LICENCE_RECORD], ids=str)
def test_a_card_that_lost_its_field_is_a_whole_read_or_none(table: Table, read: WholeRead) -> None:
    expected, size = read.whole(table)
    for at in range(1, size + 1):
        link = table.lay(read.make())
        link.fail(Fault.RESET, link.apdus + at)
        try:
            assert read.act(table).result() == expected, f"at {at}"
        except Trouble as trouble:
            known = ("card_removed", "card_unreadable", "card_foreign", "card_swapped", "card_is_mynumber")
            assert trouble.id in known, f"at {at}"
