"""A licence recorded on a My Number card (マイナ免許証): two PINs, one session, and nothing of it but its last day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base import texts
from base.trouble import Trouble
from devices.card.api import CardKind, LicencePin, LicenceRecord
from devices.card.kinds import LICENCE_RECORD_AP, expect, recognise
from devices.card.licence_record import parse_expiry
from devices.card.mynumber import TEXT_AP
from devices.card.session import licence_record_pin, read_licence_record
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence_record import DEMO_RECORD_PIN, licence_record
from devices.card.virtual.mynumber import DEMO_PIN, my_number_card
from tests.devices.card.channels import T0, Direct, FailsAt, gone

VERIFY_RECORD, VERIFY_PIN = bytes.fromhex("00200086"), bytes.fromhex("00200080")
WHOLE = 22
"""APDUs of a whole read."""


def with_licence(holder: Holder, **options) -> VirtualCard:
    return my_number_card(holder, licence=licence_record(**options))


def read(channel, pin: str = DEMO_PIN, record_pin: str = DEMO_RECORD_PIN, **options: bool):
    return read_licence_record(channel, pin, record_pin, **options)


def trouble(channel, *arguments: str, **options: bool) -> Trouble:
    with pytest.raises(Trouble) as caught:
        read(channel, *arguments, **options)
    return caught.value


def sent(card: VirtualCard) -> tuple[int, int]:
    """How often each PIN was sent: of the record, of the card."""
    record, text = card.applications[LICENCE_RECORD_AP].secrets, card.applications[TEXT_AP].secrets
    return record["record"].sent, text["pin"].sent


@pytest.mark.parametrize("transport", [Direct, T0])
def test_the_last_day_and_its_holder(holder: Holder, transport) -> None:
    card = with_licence(holder)
    four, record = read(transport(card))
    assert record == LicenceRecord("5110414") and (four.name, four.address) == (holder.name, holder.address)
    assert sent(card) == (1, 1)


def test_nothing_is_asked_for_behind_the_last_day(holder: Holder) -> None:
    card = with_licence(holder)
    channel = Direct(card)
    read(channel)
    assert len(channel.sent) == WHOLE
    at = channel.sent.index(bytes.fromhex("00A4020C02001B"))
    assert channel.sent[at + 1] == bytes.fromhex("00B0000020")
    assert channel.sent[at + 2][:2] == b"\x00\xa4", "one piece, then another application"
    assert card.selected[LICENCE_RECORD_AP, 0x001C] == card.selected[TEXT_AP, 0x0001] == 0


def test_the_tries_of_the_card_are_asked_before_either_pin(holder: Holder) -> None:
    channel = Direct(with_licence(holder))
    read(channel)
    said = [each for each in channel.sent if each[1] == 0x20]
    assert [(each[:4], len(each) > 4) for each in said] == [
        (VERIFY_PIN, False),
        (VERIFY_RECORD, False),
        (VERIFY_RECORD, True),
        (VERIFY_PIN, False),
        (VERIFY_PIN, True),
    ]


def test_how_its_pin_stands(holder: Holder) -> None:
    card = with_licence(holder)
    assert licence_record_pin(Direct(card)) == LicencePin(is_set=True, tries_left=10)
    assert licence_record_pin(Direct(with_licence(holder, pin=None))) == LicencePin(is_set=False, tries_left=10)
    assert sent(card) == (0, 0)


@pytest.mark.parametrize("wants", [True, False])
def test_a_holder_who_chose_no_pin(holder: Holder, wants: bool) -> None:
    card = with_licence(holder, pin=None, wants_no_pin=wants)
    channel = Direct(card)
    assert read(channel, DEMO_PIN, "")[1] == LicenceRecord("5110414")
    assert sent(card) == (int(wants), 1), "the placeholder is sent only where the card wants it"


def test_down_to_the_lock(holder: Holder) -> None:
    card = with_licence(holder)
    for left in range(9, 0, -1):
        error = trouble(Direct(card), DEMO_PIN, "0000")
        assert (error.id, error.details) == ("licence_record_pin_wrong", {"tries_left": left})
    assert trouble(Direct(card)).id == "licence_record_pin_last_try"
    assert trouble(Direct(card), DEMO_PIN, "0000", use_last_try=True).id == "licence_record_pin_locked"
    assert trouble(Direct(card), use_last_try=True).id == "licence_record_pin_locked"
    assert sent(card) == (10, 0), "the card's own PIN was never risked"


@pytest.mark.parametrize(("left", "error"), [(0, "pin_locked"), (1, "pin_last_try")])
def test_no_pin_is_sent_while_the_other_cannot_be(holder: Holder, left: int, error: str) -> None:
    card = with_licence(holder)
    card.applications[TEXT_AP].secrets["pin"].left = left
    assert trouble(Direct(card)).id == error and sent(card) == (0, 0)


def test_the_last_try_of_either_with_consent(holder: Holder) -> None:
    card = with_licence(holder)
    record, text = card.applications[LICENCE_RECORD_AP].secrets["record"], card.applications[TEXT_AP].secrets["pin"]
    record.left = text.left = 1
    assert read(Direct(card), use_last_try=True)
    assert (record.left, text.left) == (10, 3)


@pytest.mark.parametrize(
    "pins", [("", "2468"), ("1234", ""), ("1234", "12345"), ("1234", "****"), ("１２３４", "2468")]
)
def test_what_cannot_be_a_pin_costs_nothing(holder: Holder, pins: tuple[str, str]) -> None:
    card = with_licence(holder)
    assert trouble(Direct(card), *pins).id == "pin_malformed" and sent(card) == (0, 0)


def test_a_card_without_a_licence(holder: Holder, card: VirtualCard, licence_card: VirtualCard) -> None:
    assert trouble(Direct(card)).id == "card_is_mynumber"
    assert trouble(Direct(licence_card)).id == "card_is_licence"
    given_back = with_licence(holder, expires_on="", drove_until="2025-04-01")
    assert trouble(Direct(given_back)).id == "licence_record_empty"
    assert sent(given_back) == (1, 0)


def test_it_stays_a_my_number_card_and_is_named_where_a_licence_was_wanted(holder: Holder, card: VirtualCard) -> None:
    carrying = with_licence(holder)
    assert recognise(Direct(carrying)) is CardKind.MY_NUMBER
    for each, told in ((carrying, "card_is_mynumber_licence"), (card, "card_is_mynumber")):
        with pytest.raises(Trouble) as caught:
            expect(Direct(each), CardKind.LICENCE)
        assert caught.value.id == told


def test_pulled_at_any_apdu(holder: Holder) -> None:
    for at in range(1, WHOLE + 1):
        card = with_licence(holder)
        channel = FailsAt(card, at, gone)
        assert trouble(channel).id == "card_removed"
        assert len(channel.sent) == at and max(sent(card)) <= 1
    assert read(FailsAt(with_licence(holder), WHOLE + 1, gone))


@pytest.mark.parametrize("answer", [(b"\x00" * 20, 0x2A2A), (b"", 0x2A2A), (b"", 0x0000)])
def test_noise_at_any_apdu_is_an_unreadable_card(holder: Holder, answer: tuple[bytes, int]) -> None:
    for at in range(1, WHOLE + 1):
        card = with_licence(holder)
        channel = FailsAt(card, at, lambda: answer)
        assert trouble(channel).id == "card_unreadable", at
        assert len(channel.sent) == at and max(sent(card)) <= 1


@pytest.mark.parametrize("status", [0x6282, 0x6700, 0x6982, 0x6986, 0x6A82, 0x6A86, 0x6B00, 0x6D00, 0x6F00])
def test_a_refusal_at_any_apdu_is_trouble_or_the_whole_read(holder: Holder, status: int) -> None:
    known = ("card_unreadable", "card_removed", "card_foreign", "card_swapped", "card_is_mynumber")
    for at in range(1, WHOLE + 1):
        card = with_licence(holder)
        try:
            four, record = read(FailsAt(card, at, lambda: (b"", status)))
        except Trouble as error:
            assert error.id in known, error.id
        else:
            assert four.name == holder.name and record == LicenceRecord("5110414")
        assert max(sent(card)) <= 1


@given(st.binary(max_size=60))
def test_any_bytes_are_a_day_or_trouble(head: bytes) -> None:
    try:
        assert len(parse_expiry(head)) == 7
    except Trouble as error:
        assert error.id in ("card_unreadable", "licence_record_empty")


@pytest.mark.parametrize("length", ["07", "8107", "820007"])
def test_any_form_of_a_length(length: str) -> None:
    assert parse_expiry(bytes.fromhex(f"C200C300C400C5{length}") + b"5110414") == "5110414"


def test_a_day_cut_short_or_in_no_form_is_unreadable() -> None:
    for head in (b"\xc5\x07511041", b"\xc5\x0820300101", b"\xc2\x00\xc3\x00", b"\xc5\x079110414"):
        with pytest.raises(Trouble) as caught:
            parse_expiry(head)
        assert caught.value.id == "card_unreadable"


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_trouble_with_it_has_its_sentences(language: str) -> None:
    for each in ("licence_record_pin_locked", "licence_record_pin_last_try", "licence_record_empty"):
        assert texts.action(Trouble(each), language)
    assert texts.message(Trouble("card_is_mynumber_licence"), language) != texts.message(
        Trouble("card_is_mynumber"), language
    )
    assert "7" in texts.message(Trouble("licence_record_pin_wrong", tries_left=7), language)
