"""What PC/SC's codes and states mean for a person: a row for each entry of the table."""

from __future__ import annotations

import pytest
from smartcard import scard

from base import texts
from base.trouble import Trouble
from devices.card import pcsc
from devices.card.api import CardSettings, CardStatus
from devices.card.pcsc import Slot

ROWS = [
    ("SCARD_E_NO_SERVICE", "no_card_service"),
    ("SCARD_E_SERVICE_STOPPED", "no_card_service"),
    ("SCARD_F_COMM_ERROR", "no_card_service"),
    ("SCARD_E_INVALID_HANDLE", "no_card_service"),
    ("SCARD_W_SECURITY_VIOLATION", "no_card_service"),
    ("SCARD_E_CANCELLED", "no_card_service"),
    ("SCARD_E_NO_READERS_AVAILABLE", "no_reader"),
    ("SCARD_E_UNKNOWN_READER", "no_reader"),
    ("SCARD_E_READER_UNAVAILABLE", "no_reader"),
    ("SCARD_E_NO_SMARTCARD", "no_card"),
    ("SCARD_W_REMOVED_CARD", "card_removed"),
    ("SCARD_E_NOT_TRANSACTED", "card_removed"),
    ("SCARD_E_COMM_DATA_LOST", "card_removed"),
    ("SCARD_E_PROTO_MISMATCH", "card_unreadable"),
    ("SCARD_E_INVALID_ATR", "card_unreadable"),
    ("SCARD_W_UNSUPPORTED_CARD", "card_unreadable"),
    ("SCARD_W_UNRESPONSIVE_CARD", "card_unreadable"),
    ("SCARD_W_UNPOWERED_CARD", "card_unreadable"),
    ("SCARD_E_TIMEOUT", "card_silent"),
    ("SCARD_E_SHARING_VIOLATION", "card_busy"),
    ("SCARD_W_RESET_CARD", "card_busy"),
]
# pyscard does not export every name of PC/SC.
UNNAMED = {"SCARD_E_COMM_DATA_LOST": 0x8010002F}


def code(name: str) -> int:
    return (UNNAMED[name] if name in UNNAMED else getattr(scard, name)) & 0xFFFFFFFF


@pytest.mark.parametrize(("name", "trouble"), ROWS)
def test_each_code_is_a_trouble(name: str, trouble: str) -> None:
    for result in (code(name), code(name) - 2**32):
        with pytest.raises(Trouble) as caught:
            pcsc.check(result)
        assert caught.value.id == trouble


def test_the_rows_are_the_table() -> None:
    assert {code(name): trouble for name, trouble in ROWS} == pcsc.TROUBLE_OF_RESULT


def test_every_trouble_of_the_table_has_its_sentences() -> None:
    ids = {*pcsc.TROUBLE_OF_RESULT.values(), "card_foreign", "card_is_phone", "card_is_juki"}
    for id in ids:
        for language in texts.LANGUAGES:
            assert texts.has_text(f"trouble.{id}.message", language) and texts.has_text(
                f"trouble.{id}.action", language
            )


def test_every_status_has_its_word() -> None:
    for status in CardStatus:
        assert texts.has_text(f"card.status.{status}")


def test_success_is_no_trouble_and_an_unknown_code_is_told_with_its_number() -> None:
    pcsc.check(0)
    with pytest.raises(Trouble) as caught:
        pcsc.check(-2146435071)
    assert caught.value.id == "card_service_failed" and caught.value.details == {"code": "0x80100001"}


PRESENT, EMPTY = scard.SCARD_STATE_PRESENT, scard.SCARD_STATE_EMPTY


@pytest.mark.parametrize(
    ("state", "atr", "status"),
    [
        (EMPTY, b"", CardStatus.NO_CARD),
        (PRESENT, b"\x3b\x80", CardStatus.READY),
        (PRESENT | scard.SCARD_STATE_INUSE | 5 << 16, b"\x3b\x80", CardStatus.READY),
        (PRESENT | scard.SCARD_STATE_MUTE, b"", CardStatus.CARD_UNREADABLE),
        (PRESENT | scard.SCARD_STATE_MUTE, b"\x3b", CardStatus.CARD_UNREADABLE),
        (PRESENT, b"", CardStatus.CARD_UNREADABLE),
        (scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_CHANGED, b"", CardStatus.NO_READER),
        (scard.SCARD_STATE_UNKNOWN, b"", CardStatus.NO_READER),
        (scard.SCARD_STATE_IGNORE, b"", CardStatus.NO_READER),
    ],
)
def test_a_state_in_one_word(state: int, atr: bytes, status: CardStatus) -> None:
    assert Slot("reader", state, atr).status is status


NAMES = ["Sony RC-S300/P 00 00", "ACS ACR1252 00 00", "Virtual PCD 00 00"]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (CardSettings(), NAMES[:2]),
        (CardSettings(allow_virtual=True), NAMES),
        (CardSettings(reader="ACR1252"), NAMES[1:2]),
        (CardSettings(reader="Virtual PCD"), []),
        (CardSettings(reader="Virtual PCD", allow_virtual=True), NAMES[2:]),
        (CardSettings(reader="none of these"), []),
    ],
)
def test_readers_are_chosen_by_the_settings(settings: CardSettings, found: list[str]) -> None:
    assert pcsc.usable(NAMES, settings) == found


def test_the_reader_with_an_answering_card_is_taken() -> None:
    gone = Slot("gone", scard.SCARD_STATE_UNAVAILABLE, b"")
    empty, mute = Slot("empty", EMPTY, b""), Slot("mute", PRESENT | scard.SCARD_STATE_MUTE, b"")
    first, second = Slot("first", PRESENT, b"\x3b"), Slot("second", PRESENT, b"\x3b")
    assert pcsc.find_slot([]) is None and pcsc.find_slot([gone]) is None
    assert pcsc.find_slot([gone, empty]) is empty
    assert pcsc.find_slot([empty, mute]) is mute
    assert pcsc.find_slot([empty, mute, first, second]) is first


def test_a_chunk_that_no_command_can_ask_for_is_a_bug() -> None:
    for chunk in (0, 257):
        with pytest.raises(ValueError):
            CardSettings(read_chunk=chunk)
