"""The reader on real pcscd and vpcd: everything that a card may be, and everything that may be said of a PIN."""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
from smartcard import scard

from base import events, texts
from base.trouble import Trouble
from devices.card import pcsc
from devices.card.api import BasicFour, CardKind, CardSettings, CardStatus, LicencePin
from devices.card.kinds import TROUBLE_OF_KIND
from devices.card.mynumber import TEXT_AP
from devices.card.session import PcscCardReader
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import INDIVIDUAL_NUMBER, Holder
from devices.card.virtual.licence import ATR as LICENCE_ATR
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import ATR, my_number_card
from devices.card.virtual.others import (
    juki_card,
    passport,
    payment_card,
    phone,
    residence_card,
    special_residence_card,
    travel_card,
    unknown_card,
)
from tests.daemons.cards import VIRTUAL, Table, trouble_of, wait_for

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]
DATA = Path(__file__).resolve().parents[2] / "data" / "cards"
GOLDEN = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


def never_asked_for_the_number(card: VirtualCard) -> bool:
    return card.selected[TEXT_AP, 0x0001] == 0 and card.selected[TEXT_AP, 0x0014] == 0


@pytest.mark.parametrize("file", GOLDEN)
def test_each_known_encoding_is_read(table: Table, holder: Holder, file: str) -> None:
    card = my_number_card(holder, four=(DATA / file).read_bytes())
    table.lay(card)
    four = table.read().result()
    assert four == BasicFour(**GOLDEN[file])
    assert never_asked_for_the_number(card)


@pytest.mark.parametrize("chunk", [1, 7, 0xE0, 256])
def test_any_length_of_a_read_gives_the_same(table: Table, card: VirtualCard, holder: Holder, chunk: int) -> None:
    table.lay(card)
    reader = PcscCardReader(CardSettings(allow_virtual=True, read_chunk=chunk))
    four = table.bus.submit(reader.read_basic_four, "1234").result()
    assert (four.name, four.address) == (holder.name, holder.address)


def test_the_empty_reader_says_so(table: Table) -> None:
    table.take()
    assert table.bus.submit(table.reader.status).result() is CardStatus.NO_CARD
    assert trouble_of(table.read()) == "no_card"
    assert trouble_of(table.bus.submit(table.reader.pin_tries_left)) == "no_card"


def test_the_card_is_powered_down_after_a_read(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    table.read().result()
    wait_for(lambda: not card.applications[TEXT_AP].secrets["pin"].verified)


def test_asking_for_tries_costs_none(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    for _ in range(4):
        assert table.bus.submit(table.reader.pin_tries_left).result() == 3
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0


OTHERS = {
    unknown_card: CardKind.FOREIGN,
    phone: CardKind.PHONE,
    juki_card: CardKind.JUKI,
    residence_card: CardKind.RESIDENCE,
    special_residence_card: CardKind.RESIDENCE_SPECIAL,
    travel_card: CardKind.TRAVEL,
    payment_card: CardKind.PAYMENT,
    passport: CardKind.PASSPORT,
}


@pytest.mark.parametrize(("other", "kind"), OTHERS.items())
def test_another_kind_of_card_is_told_whatever_was_wanted(table: Table, other, kind: CardKind) -> None:
    table.lay(other())
    assert table.bus.submit(table.reader.kind).result() is kind
    trouble = TROUBLE_OF_KIND[kind]
    assert trouble_of(table.read()) == trouble
    assert trouble_of(table.bus.submit(table.reader.pin_tries_left)) == trouble
    assert trouble_of(table.read_licence()) == trouble
    assert trouble_of(table.bus.submit(table.reader.licence_pin)) == trouble


def test_the_two_cards_that_we_read_are_told_apart(table: Table, card: VirtualCard, licence_card: VirtualCard) -> None:
    table.lay(card)
    assert table.bus.submit(table.reader.kind).result() is CardKind.MY_NUMBER
    assert trouble_of(table.read_licence()) == "card_is_mynumber"
    table.lay(licence_card)
    assert table.bus.submit(table.reader.kind).result() is CardKind.LICENCE
    assert trouble_of(table.read()) == "card_is_licence"
    assert licence_card.master.secrets["pin1"].sent == card.applications[TEXT_AP].secrets["pin"].sent == 0


def test_the_answer_to_reset_does_not_matter(table: Table, holder: Holder, driver: LicenceHolder) -> None:
    table.take()
    table.lay(my_number_card(holder, atr=LICENCE_ATR))
    assert table.bus.submit(table.reader.kind).result() is CardKind.MY_NUMBER
    table.take()
    swapped = licence(driver)
    swapped.atr = ATR
    table.lay(swapped)
    assert table.bus.submit(table.reader.kind).result() is CardKind.LICENCE


def test_a_licence_is_read(table: Table, licence_card: VirtualCard, driver: LicenceHolder) -> None:
    table.lay(licence_card)
    assert table.bus.submit(table.reader.licence_pin).result() == LicencePin(is_set=True, tries_left=3)
    read = table.read_licence().result()
    assert (read.kana, read.address, read.birth_date) == (driver.kana, driver.address, "3600314")
    wait_for(lambda: not licence_card.master.secrets["pin1"].verified)  # powered down, which nobody answers to


def test_a_reader_with_contacts_only_is_told(
    table: Table, licence_card: VirtualCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.lay(licence_card)
    monkeypatch.setattr(pcsc, "CONTACT_ONLY", ("Virtual PCD",))
    assert trouble_of(table.read_licence()) == "reader_contact_only"
    assert trouble_of(table.bus.submit(table.reader.licence_pin)) == "reader_contact_only"


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_kind_has_its_own_sentence_and_name(language: str) -> None:
    assert set(TROUBLE_OF_KIND) == set(CardKind)
    said = {texts.message(Trouble(trouble), language) for trouble in TROUBLE_OF_KIND.values()}
    named = {texts.text(f"card.kind.{kind}", language) for kind in CardKind}
    assert len(said) == len(named) == len(CardKind)
    for secret in ("pin", "licence_pin"):
        for state in ("locked", "last_try"):
            assert texts.action(Trouble(f"{secret}_{state}"), language)
        assert "2" in texts.message(Trouble(f"{secret}_wrong", tries_left=2), language)


def test_a_virtual_reader_is_refused_unless_allowed(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    reader = PcscCardReader(CardSettings())
    assert trouble_of(table.bus.submit(reader.read_basic_four, "1234")) == "virtual_reader_refused"
    assert table.bus.submit(reader.status).result() is CardStatus.NO_READER
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0


def test_a_reader_of_another_name_is_not_taken(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    reader = PcscCardReader(CardSettings(reader="RC-S300", allow_virtual=True))
    assert trouble_of(table.bus.submit(reader.read_basic_four, "1234")) == "no_reader"


def test_a_card_in_another_programs_hands_is_busy(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _, names = scard.SCardListReaders(context, [])
    result, handle, _ = scard.SCardConnect(
        context, names[0], scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    )
    assert result == 0
    try:
        assert trouble_of(table.read()) == "card_busy"
    finally:
        scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(context)
    assert table.read().result()


@pytest.mark.expected_log(*VIRTUAL, "devices.card_silent")
def test_a_transaction_that_does_not_end_is_busy_not_silent(table: Table, card: VirtualCard) -> None:
    table.lay(card)
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _, names = scard.SCardListReaders(context, [])
    _, handle, _ = scard.SCardConnect(
        context, names[0], scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    )
    scard.SCardBeginTransaction(handle)
    try:
        assert trouble_of(table.read()) == "card_busy"
    finally:
        scard.SCardEndTransaction(handle, scard.SCARD_LEAVE_CARD)
        scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(context)
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0
    assert table.read().result()
    assert card.applications[TEXT_AP].secrets["pin"].sent == 1, "the abandoned read must not go on"


def test_two_programs_in_turn_never_mix(table: Table, card: VirtualCard) -> None:
    """Another program selects other files as fast as it can; in shared mode it would steal our selection."""
    table.lay(card)
    stop, asked = threading.Event(), []

    def disturb() -> None:
        _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _, names = scard.SCardListReaders(context, [])
        while not stop.is_set():
            result, handle, _ = scard.SCardConnect(
                context, names[0], scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
            )
            if result == 0:
                select = [0x00, 0xA4, 0x04, 0x0C, 0x0A, *bytes.fromhex("D392F000260100000001")]
                asked.append(scard.SCardTransmit(handle, scard.SCARD_PCI_T1, select)[0])
                scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
            stop.wait(0.001)
        scard.SCardReleaseContext(context)

    other = threading.Thread(target=disturb)
    other.start()
    try:
        fours = {table.read().result() for _ in range(20)}
    finally:
        stop.set()
        other.join()
    assert len(fours) == 1 and asked


def test_nothing_of_a_visitor_is_in_log_repr_or_trouble(
    table: Table, card: VirtualCard, holder: Holder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    table.lay(card)
    future: Future[BasicFour] = table.read("1234")
    four = future.result()
    with pytest.raises(Trouble) as wrong:
        table.read("9876").result()
    lines = "\n".join(events.JsonLines().format(record) for record in caplog.records)
    said = caplog.text + lines + repr(four) + str(four) + f"{four}" + repr(future) + repr(card) + repr(holder)
    said += repr(wrong.value) + str(wrong.value.details) + repr(wrong.value.__cause__) + repr(wrong.value.__context__)
    for secret in (holder.name, holder.address, holder.birth_date, "1234", "9876", INDIVIDUAL_NUMBER):
        assert secret not in said
        assert json.dumps(secret).strip('"') not in said
    assert "devices.card_read" in caplog.text


def test_a_reset_by_another_program_just_before_does_no_harm(
    table: Table, card: VirtualCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had the card while we waited for it, and cut its power when it was done."""
    table.lay(card)
    begin = scard.SCardBeginTransaction

    def after_a_reset(handle: int) -> int:
        monkeypatch.undo()
        _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _, names = scard.SCardListReaders(context, [])
        _, other, _ = scard.SCardConnect(
            context, names[0], scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        )
        scard.SCardDisconnect(other, scard.SCARD_RESET_CARD)
        scard.SCardReleaseContext(context)
        return begin(handle)

    monkeypatch.setattr(scard, "SCardBeginTransaction", after_a_reset)
    assert table.read().result()
