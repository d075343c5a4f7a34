"""What is said to a driver's licence, in which order, and what it never is asked."""

from __future__ import annotations

import pytest

from base.trouble import Trouble
from devices.card.api import LicencePin
from devices.card.licence import ask_pin, read_licence
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.licence import DF1, DF2, Change, LicenceHolder, licence
from tests.devices.card.channels import T0, Direct, FailsAt, gone

VERIFY = bytes.fromhex("00200080")
OTHER = LicenceHolder("渡辺　花子", "ワタナベ　ハナコ", "東京都港区一丁目", "2000-02-29")


def read(channel: Direct, pin: str = "1234", **options):
    return read_licence(channel, pin, **{"use_last_try": False, "chunk": 0xE0} | options)


def trouble(channel: Direct, pin: str = "1234", **options) -> Trouble:
    with pytest.raises(Trouble) as caught:
        read(channel, pin, **options)
    return caught.value


def whole(card: VirtualCard) -> int:
    """APDUs of a whole read."""
    read(channel := Direct(card))
    return len(channel.sent)


def pin_of(card: VirtualCard):
    return card.master.secrets["pin1"]


def test_a_licence_is_read(licence_card: VirtualCard, driver: LicenceHolder) -> None:
    channel = Direct(licence_card)
    read_ = read(channel)
    assert (read_.name, read_.kana) == ("〓橋　一郎", "タカハシ　イチロウ")
    assert (read_.address, read_.birth_date, read_.expires_on) == (driver.address, "3600314", "2029-04-14")
    (outside,) = read_.outside
    assert (outside.field, outside.position) == ("name", 0) and outside.picture.startswith(b"\x89PNG")
    assert [sent for sent in channel.sent if sent.startswith(VERIFY)] == [VERIFY, VERIFY + b"\x041234"]


def test_domicile_photograph_signature_and_second_pin_are_never_touched(licence_card: VirtualCard) -> None:
    read(Direct(licence_card))
    assert {file for aid, file in licence_card.selected if aid == DF1} == {0x0001, 0x0003, 0x0004, 0x0005}
    assert not any(aid == DF2 for aid, _ in licence_card.selected)
    assert licence_card.selected[b"", 0x0002] == 0
    assert licence_card.master.secrets["pin2"].sent == 0


def test_pictures_are_read_only_where_a_text_needs_them() -> None:
    card = licence(OTHER)
    read(Direct(card))
    assert card.selected[DF1, 0x0003] == card.selected[DF1, 0x0005] == 0


def test_seven_pictures_are_told_apart() -> None:
    holder = LicenceHolder("\ue001\ue002　\ue003", "カナ", "\ue004\ue005\ue006\ue007町", "2000-02-29")
    card = licence(holder)
    assert [len(card.applications[DF1].files[file].content) for file in (3, 5)] == [264, 663], "filled to the byte"
    outside = read(Direct(card)).outside
    assert [(each.field, each.position) for each in outside] == [
        ("name", 0), ("name", 1), ("name", 3), ("address", 0), ("address", 1), ("address", 2), ("address", 3),
    ]  # fmt: skip
    assert len({each.picture for each in outside}) == 7


def test_a_character_without_its_picture_is_still_told() -> None:
    (outside,) = read(Direct(licence(LicenceHolder("\ue001田", "", "町", "2000-02-29"), pictures={}))).outside
    assert outside.picture == b""


def test_what_was_noted_later_wins(driver: LicenceHolder) -> None:
    changes = [
        Change("address", "大阪市北区梅田１丁目", "2024-12-01"),
        Change("address", "堺市堺区１－１", "2025-12-01"),
        Change("name", "鈴木　\ue003郎", "2025-12-01"),
    ]
    read_ = read(Direct(licence(driver, changes=changes)))
    assert (read_.name, read_.address) == ("鈴木　〓郎", "堺市堺区１－１")
    assert [(each.field, each.position, bool(each.picture)) for each in read_.outside] == [("name", 3, True)]


def test_a_licence_without_a_pin_is_opened_as_the_specification_says(driver: LicenceHolder) -> None:
    card = licence(driver, pin1=None)
    assert ask_pin(Direct(card)) == LicencePin(is_set=False, tries_left=3)
    channel = Direct(card)
    assert read(channel, "9999").kana == driver.kana
    assert VERIFY + b"\x04****" in channel.sent and VERIFY + b"\x049999" not in channel.sent


def test_a_wrong_pin_says_how_many_tries_are_left_and_the_last_is_kept(licence_card: VirtualCard) -> None:
    for left in (2, 1):
        error = trouble(Direct(licence_card), "0000")
        assert (error.id, error.details) == ("licence_pin_wrong", {"tries_left": left})
    assert trouble(Direct(licence_card)).id == "licence_pin_last_try"
    assert pin_of(licence_card).sent == 2
    assert trouble(Direct(licence_card), "0000", use_last_try=True).id == "licence_pin_locked"
    assert trouble(Direct(licence_card), use_last_try=True).id == "licence_pin_locked"
    assert ask_pin(Direct(licence_card)) == LicencePin(is_set=True, tries_left=0)
    assert pin_of(licence_card).sent == 3


def test_the_last_try_with_consent(licence_card: VirtualCard) -> None:
    pin_of(licence_card).left = 1
    assert read(Direct(licence_card), use_last_try=True).name
    assert pin_of(licence_card).left == 3


@pytest.mark.parametrize("pin", ["", "123", "12345", "１２３４", "****"])
def test_what_cannot_be_a_pin_costs_nothing(licence_card: VirtualCard, pin: str) -> None:
    assert trouble(Direct(licence_card), pin).id == "pin_malformed"
    assert pin_of(licence_card).sent == 0


def test_pulled_at_any_apdu(driver: LicenceHolder) -> None:
    size = whole(licence(driver))
    for at in range(1, size + 1):
        card = licence(driver)
        channel = FailsAt(card, at, gone)
        assert trouble(channel).id == "card_removed"
        assert len(channel.sent) == at and pin_of(card).sent <= 1
    assert read(FailsAt(licence(driver), size + 1, gone))


@pytest.mark.parametrize("answer", [(b"\x00" * 20, 0x2A2A), (b"", 0x2A2A), (b"", 0x0000)])
def test_noise_at_any_apdu_is_an_unreadable_card(driver: LicenceHolder, answer: tuple[bytes, int]) -> None:
    for at in range(1, whole(licence(driver)) + 1):
        assert trouble(FailsAt(licence(driver), at, lambda: answer)).id == "card_unreadable", at


@pytest.mark.parametrize("status", [0x6282, 0x6700, 0x6982, 0x6986, 0x6A82, 0x6A86, 0x6B00, 0x6D00, 0x6F00])
def test_a_refusal_at_any_apdu_is_trouble_or_a_read_that_says_its_doubts(driver: LicenceHolder, status: int) -> None:
    expected = read(Direct(licence(driver)))
    for at in range(1, whole(licence(driver)) + 1):
        card = licence(driver)
        try:
            read_ = read(FailsAt(card, at, lambda: (b"", status)))
        except Trouble as error:
            assert error.id in ("card_unreadable", "card_removed", "card_foreign", "card_swapped"), error.id
        else:
            assert (read_.name, read_.address) == (expected.name, expected.address)
        assert pin_of(card).sent <= 1


def test_a_card_that_lost_power_in_between_is_whole_or_refused(driver: LicenceHolder) -> None:
    """The newer address must not go missing because a file seemed absent after a lost field."""
    changes = [Change("address", "堺市堺区１－１", "2025-12-01")]
    for at in range(1, whole(licence(driver, changes=changes)) + 1):
        channel = _Resets(licence(driver, changes=changes), at)
        try:
            assert read(channel).address == "堺市堺区１－１", at
        except Trouble as error:
            assert error.id in ("card_removed", "card_unreadable", "card_swapped"), error.id


class _Resets(Direct):
    def __init__(self, card: VirtualCard, at: int) -> None:
        super().__init__(card)
        self._at = at

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if len(self.sent) + 1 == self._at:
            self.card.reset()
        return super().exchange(apdu)


@pytest.mark.parametrize("verified", [False, True])
def test_another_card_at_any_apdu_is_never_mixed_in(driver: LicenceHolder, verified: bool) -> None:
    size = whole(licence(driver))
    for at in range(1, size + 1):
        channel = _Swaps(licence(driver), licence(OTHER, expires_on="2027-02-01"), at, verified)
        try:
            read_ = read(channel)
        except Trouble as error:
            assert error.id in ("card_swapped", "card_removed", "card_unreadable", "card_foreign"), error.id
        else:
            assert (read_.kana, read_.address, read_.expires_on) == (OTHER.kana, OTHER.address, "2027-02-01")
            assert at <= 4, "nothing of the first card has been read by then"


class _Swaps(Direct):
    def __init__(self, card: VirtualCard, other: VirtualCard, at: int, verified: bool) -> None:
        super().__init__(card)
        self._other, self._at, self._verified = other, at, verified

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if len(self.sent) + 1 == self._at:
            for earlier in self.sent if self._verified else []:
                self._other.answer(earlier)
            self.card = self._other
        return super().exchange(apdu)


@pytest.mark.parametrize("chunk", [1, 16, 0xE0, 256])
@pytest.mark.parametrize("transport", [Direct, T0])
def test_any_length_of_a_read_gives_the_same(licence_card: VirtualCard, transport, chunk: int) -> None:
    assert read(transport(licence_card), chunk=chunk) == read(Direct(licence_card))


def test_nothing_is_asked_beyond_the_size_of_a_file(licence_card: VirtualCard) -> None:
    for file in (0x0001, 0x0004):
        content = licence_card.applications[DF1].files[file]
        content.content = content.content.rstrip(b"\xff")
    assert read(Direct(licence_card)).address, "a file that ends without an end mark"


def test_a_licence_without_files_of_changes_and_pictures_is_read(licence_card: VirtualCard) -> None:
    for file in (0x0003, 0x0004, 0x0005):
        del licence_card.applications[DF1].files[file]
    read_ = read(Direct(licence_card))
    assert read_.address and read_.outside[0].picture == b""


def test_short_files_of_the_master_file_are_enough(driver: LicenceHolder) -> None:
    card = licence(driver)
    card.master.files[0x2F01].content = card.master.files[0x2F01].content[:13]
    assert read(Direct(card)).expires_on == "2029-04-14"
    card.master.files[0x2F01].content = card.master.files[0x2F01].content[:9]
    assert trouble(Direct(card)).id == "card_unreadable"
    assert pin_of(card).sent == 1, "the second card was broken before its PIN was asked"
