"""Recognising a card: what is asked, and what each answer means."""

from __future__ import annotations

import pytest

from base.trouble import Trouble
from devices.card.api import CardKind
from devices.card.kinds import RESIDENCE_DF1, RESIDENCE_SPECIAL, recognise
from devices.card.mynumber import JPKI_AP, TEXT_AP
from devices.card.virtual.engine import Application, VirtualCard
from devices.card.virtual.mynumber import ATR
from devices.card.virtual.others import residence_card, travel_card, unknown_card
from tests.devices.card.channels import Direct, FailsAt


@pytest.mark.parametrize("kind", [b"01", b"02", b"05", b"06", b"1", b"\x01", b""])
def test_a_residence_card_of_either_generation(kind: bytes) -> None:
    assert recognise(Direct(residence_card(kind))) is CardKind.RESIDENCE


@pytest.mark.parametrize("kind", [b"07", b"08", b"7", b"\x08"])
@pytest.mark.parametrize("special", [False, True])
def test_a_special_residence_card(kind: bytes, special: bool) -> None:
    assert recognise(Direct(residence_card(kind, special=special))) is CardKind.RESIDENCE_SPECIAL


def test_a_special_residence_card_that_is_a_my_number_card_is_read_as_one(card: VirtualCard) -> None:
    for aid in (RESIDENCE_SPECIAL, RESIDENCE_DF1):
        card.applications[aid] = Application(aid)
    assert recognise(Direct(card)) is CardKind.MY_NUMBER


def test_a_card_with_the_token_but_without_text_is_unknown(card: VirtualCard) -> None:
    del card.applications[TEXT_AP]
    assert recognise(Direct(card)) is CardKind.FOREIGN
    del card.applications[JPKI_AP].files[0x0006]
    assert recognise(Direct(card)) is CardKind.FOREIGN


@pytest.mark.parametrize("uid", ["08A1B2C3", "04112233445566", "E004010012345678"])
def test_the_number_of_another_radio_is_no_travel_card(uid: str) -> None:
    assert recognise(Direct(VirtualCard([], ATR, uid=bytes.fromhex(uid)))) is CardKind.FOREIGN


def test_recognising_sends_no_pin_and_selects_no_file_but_tokens(card: VirtualCard, licence_card: VirtualCard) -> None:
    for each in (card, licence_card, travel_card(), unknown_card(), residence_card()):
        channel = Direct(each)
        recognise(channel)
        assert not any(sent[1] == 0x20 for sent in channel.sent)
        assert set(each.selected) <= {(JPKI_AP, 0x0006), (b"", 0x000A)}


@pytest.mark.parametrize("other", [unknown_card, travel_card, residence_card])
def test_noise_at_any_question_is_an_unreadable_card(other) -> None:
    recognise(channel := Direct(other()))
    for at in range(1, len(channel.sent)):
        with pytest.raises(Trouble) as caught:
            recognise(FailsAt(other(), at, lambda: (b"", 0x2A2A)))
        assert caught.value.id == "card_unreadable"
