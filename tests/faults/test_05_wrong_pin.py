"""Fault 5: a wrong or locked PIN. Never retried by itself, never the last try without consent."""

from __future__ import annotations

import pytest

from base import texts
from base.trouble import Trouble
from devices.card.api import LicencePin
from devices.card.kinds import LICENCE_RECORD_AP
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence_record import DEMO_RECORD_PIN, licence_record
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.virtual.vpcd import Fault
from tests.daemons.cards import VIRTUAL, Table, trouble_of

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]


def test_down_to_the_lock(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    pin = card.applications[TEXT_AP].secrets["pin"]
    for left in (2, 1):
        with pytest.raises(Trouble) as caught:
            table.read("0000").result()
        assert caught.value.id == "pin_wrong" and caught.value.details == {"tries_left": left}
        assert str(left) in texts.message(caught.value)
        assert pin.sent == 3 - left, "sent once"
    assert trouble_of(table.read("0000")) == "pin_last_try"
    assert trouble_of(table.read("1234")) == "pin_last_try"
    assert pin.sent == 2 and pin.left == 1
    assert trouble_of(table.read("0000", use_last_try=True)) == "pin_locked"
    assert table.bus.submit(table.reader.pin_tries_left).result() == 0
    assert trouble_of(table.read("1234", use_last_try=True)) == "pin_locked"
    assert pin.sent == 3


def test_the_right_pin_on_the_last_try_gives_all_tries_back(table: Table, card: VirtualCard) -> None:
    card.applications[TEXT_AP].secrets["pin"].left = 1
    table.lay(card)
    assert table.read("1234", use_last_try=True).result()
    assert table.bus.submit(table.reader.pin_tries_left).result() == 3


def test_a_card_pulled_at_the_pin_is_not_asked_again(table: Table, card: VirtualCard) -> None:
    link = table.lay(card)
    link.fail(Fault.EJECT, link.apdus + 8)
    assert trouble_of(table.read("0000")) in ("pin_wrong", "card_removed")
    table.lay(card)
    assert card.applications[TEXT_AP].secrets["pin"].sent == 1


def test_a_licence_down_to_the_lock(table: Table, licence_card: VirtualCard) -> None:
    table.lay(licence_card)
    pin = licence_card.master.secrets["pin1"]
    for left in (2, 1):
        with pytest.raises(Trouble) as caught:
            table.read_licence("0000").result()
        assert caught.value.id == "licence_pin_wrong" and caught.value.details == {"tries_left": left}
        assert pin.sent == 3 - left, "sent once"
    assert trouble_of(table.read_licence("1234")) == "licence_pin_last_try"
    assert pin.sent == 2 and pin.left == 1
    assert trouble_of(table.read_licence("0000", use_last_try=True)) == "licence_pin_locked"
    assert trouble_of(table.read_licence("1234", use_last_try=True)) == "licence_pin_locked"
    assert pin.sent == 3 and licence_card.master.secrets["pin2"].sent == 0


def test_number_b_down_to_the_lock(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    secret, pin = card.applications[TEXT_AP].secrets["b"], card.applications[TEXT_AP].secrets["pin"]
    wrong = "85031420359999"

    def read(number: str, **options: bool) -> str:
        return trouble_of(table.bus.submit(table.reader.read_by_number_b, number, **options))

    for left in range(9, 0, -1):
        assert read(wrong) == "number_b_wrong" and secret.left == left
        assert table.bus.submit(table.reader.number_b_tries_left).result() == left
    assert read(wrong) == read(DEMO_SECRETS.number_b) == "number_b_last_try"
    assert secret.sent == 9
    assert read(wrong, use_last_try=True) == "number_b_locked"
    assert read(DEMO_SECRETS.number_b, use_last_try=True) == "number_b_locked"
    assert (secret.sent, pin.sent, pin.left) == (10, 0, 3)
    assert table.read().result(), "the PIN has a counter of its own"


def test_the_pin_of_a_licence_on_a_my_number_card_down_to_the_lock(table: Table, holder: Holder) -> None:
    card = my_number_card(holder, licence=licence_record())
    table.lay(card)
    secret, pin = card.applications[LICENCE_RECORD_AP].secrets["record"], card.applications[TEXT_AP].secrets["pin"]

    def read(record_pin: str, **options: bool) -> str:
        return trouble_of(table.bus.submit(table.reader.read_licence_record, "1234", record_pin, **options))

    for left in range(9, 0, -1):
        assert read("0000") == "licence_record_pin_wrong" and secret.left == left
        assert table.bus.submit(table.reader.licence_record_pin).result() == LicencePin(True, left)
    assert read("0000") == read(DEMO_RECORD_PIN) == "licence_record_pin_last_try"
    assert read("0000", use_last_try=True) == read(DEMO_RECORD_PIN, use_last_try=True) == "licence_record_pin_locked"
    assert (secret.sent, pin.sent, pin.left) == (10, 0, 3)
    assert table.read().result(), "it is a My Number card all the same"
