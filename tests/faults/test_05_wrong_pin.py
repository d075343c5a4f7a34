"""Fault 5: a wrong or locked PIN. Never retried by itself, never the last try without consent."""

from __future__ import annotations

import pytest

from base import texts
from base.trouble import Trouble
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
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
