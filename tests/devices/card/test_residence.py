"""Residence cards of both generations over an open channel: what is read, what is never touched, and every fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.card import residence_file
from devices.card.api import CardKind, Sex
from devices.card.kinds import RESIDENCE_SPECIAL, TROUBLE_OF_KIND, recognise
from devices.card.residence import DF1, DF2, read_residence
from devices.card.residence_file import Generation, ResidenceCard, tidy_number
from devices.card.session import with_png
from devices.card.virtual.engine import Application, File, VirtualCard
from devices.card.virtual.others import payment_card, phone, residence_card, travel_card, unknown_card
from devices.card.virtual.residence import (
    DEMO_NUMBER,
    DF3,
    ResidenceHolder,
    first_generation,
    mmr,
    second_generation,
)
from tests.devices.card.channels import Direct, FailsAt, gone

HOLDER = ResidenceHolder()
OTHER = ResidenceHolder(
    "SMITH JANE", "1970-01-02", "female", "東京都港区１－１", "東京都港区１－１", "GBR", "0000", "", "2031-05-05"
)
BOTH = pytest.mark.parametrize("make", [first_generation, second_generation])


def read(channel, number: str = DEMO_NUMBER, chunk: int = 0xE0) -> ResidenceCard:
    return read_residence(channel, number, chunk=chunk)


def trouble(channel, number: str = DEMO_NUMBER, chunk: int = 0xE0) -> str:
    with pytest.raises(Trouble) as caught:
        read(channel, number, chunk)
    return caught.value.id


def whole(card: VirtualCard) -> int:
    """APDUs of a whole read."""
    read(channel := Direct(card))
    return len(channel.sent)


def test_the_first_generation_gives_its_noted_address_and_its_front_as_a_picture() -> None:
    card = read(Direct(first_generation(HOLDER)))
    assert (card.number, card.address) == (DEMO_NUMBER, HOLDER.noted_address)
    assert card.front_picture.startswith(b"II*\0") and not card.name_picture and not card.address_picture
    assert (card.birth_date, card.sex, card.nationality, card.expires_on) == ("", None, "", "")


def test_the_second_generation_gives_its_entries_and_two_pictures() -> None:
    card = read(Direct(second_generation(HOLDER)))
    assert (card.birth_date, card.sex, card.nationality) == ("1998-07-20", Sex.MALE, "VNM")
    assert (card.period_of_stay, card.stay_until, card.expires_on) == ("0300", "2028-04-01", "2028-04-01")
    assert (card.address, card.front_picture) == ("", b"")
    assert card.name_picture == mmr(HOLDER.name).ljust(2500, b"\0")
    assert card.address_picture == mmr(HOLDER.address).ljust(2500, b"\0")
    assert HOLDER.birth_date not in repr(card) and DEMO_NUMBER not in repr(card)


@BOTH
def test_a_certificate_of_a_special_permanent_resident(make) -> None:
    holder = ResidenceHolder(permanent=True, sex="unknown", period_of_stay="0000")
    card = read(Direct(make(holder)))
    assert card.stay_until == ""
    assert card.sex is (None if make is first_generation else Sex.UNKNOWN)


def test_pictures_become_png_after_the_session() -> None:
    shown = with_png(read(Direct(second_generation(HOLDER))))
    assert shown.name_picture.startswith(b"\x89PNG") and shown.address_picture.startswith(b"\x89PNG")
    assert shown.front_picture == b""


def test_the_photograph_the_permissions_and_the_signature_are_never_touched() -> None:
    second = second_generation(HOLDER)
    read(Direct(second))
    # The photograph begins where the name ends: 4 bytes of head and 2500 of picture.
    assert second.given[0x04] == 2504 and 0x01 not in second.given
    assert {aid for aid, _ in second.selected} == {b"", DF1}
    first = first_generation(HOLDER)
    read(Direct(first))
    assert 0x06 not in first.given and {key for key in first.selected if key[0] == DF2} == {(DF2, 0x0001)}
    assert not any(aid == DF3 for aid, _ in first.selected)


def test_nothing_noted_on_the_back_is_no_address() -> None:
    assert read(Direct(first_generation(ResidenceHolder(noted_address="")))).address == ""


def test_an_address_is_the_same_from_every_card() -> None:
    address = "東京都港区芝公園１－２－３　～ハイツ１０１号﨑塚"
    assert read(Direct(first_generation(ResidenceHolder(noted_address=address)))).address == address


@BOTH
def test_a_wrong_number_is_told_and_costs_nothing(make) -> None:
    card = make(HOLDER)
    for _ in range(20):
        assert trouble(Direct(card), "AB12345678BB") == "residence_number_wrong"
    assert read(Direct(card)).number == DEMO_NUMBER


@BOTH
def test_the_number_never_crosses_the_air_as_it_is(make) -> None:
    read(channel := Direct(make(HOLDER)))
    assert not any(DEMO_NUMBER.encode() in sent for sent in channel.sent)


@pytest.mark.parametrize(
    "typed", ["AA12345678BB", " aa12345678bb\n", "ＡＡ１２３４５６７８ＢＢ", "AA 1234 5678 BB", "aa-12345678-bb"]
)
def test_a_number_is_taken_as_people_type_it(typed: str) -> None:
    assert tidy_number(typed) == DEMO_NUMBER


@pytest.mark.parametrize("typed", ["", "AA1234567BB", "A112345678BB", "AA12345678BBB", "ああ12345678BB"])
def test_what_cannot_be_a_number_is_refused_before_any_card(typed: str) -> None:
    with pytest.raises(Trouble) as caught:
        tidy_number(typed)
    assert caught.value.id == "residence_number_malformed"


@given(st.text(max_size=20))
def test_a_number_is_in_its_form_or_refused(typed: str) -> None:
    try:
        number = tidy_number(typed)
    except Trouble:
        return
    assert len(number) == 12 and number.isascii() and tidy_number(number) == number


@pytest.mark.parametrize(
    ("kind", "generation"),
    [
        (b"1", Generation.FIRST), (b"2", Generation.FIRST), (b"01", Generation.FIRST), (b"\x02", Generation.FIRST),
        (b"05", Generation.SECOND), (b"06", Generation.SECOND), (b"\x05", Generation.SECOND),
        (b"07", Generation.SPECIAL), (b"08", Generation.SPECIAL), (b"\x07", Generation.SPECIAL),
        (b"03", None), (b"09", None), (b"", None), (b"\xff", None), (b"15", None),
    ],
)  # fmt: skip
def test_the_generation_is_told_by_the_type(kind: bytes, generation: Generation | None) -> None:
    assert residence_file.parse_generation(b"\xc1" + bytes([len(kind)]) + kind) is generation


def test_a_card_of_a_kind_to_come_is_refused_by_name() -> None:
    card = second_generation(HOLDER, kind=b"09")
    assert trouble(Direct(card)) == "residence_card_unknown"
    assert card.master.secrets["number"].sent == 0


@pytest.mark.parametrize("kind", [b"07", b"08"])
def test_a_special_card_is_refused_by_name(kind: bytes, card: VirtualCard) -> None:
    assert trouble(Direct(second_generation(HOLDER, kind=kind))) == "card_is_residence_special"
    assert trouble(Direct(residence_card(kind, special=True))) == "card_is_residence_special"
    only_special = VirtualCard([Application(RESIDENCE_SPECIAL)], b"")
    assert trouble(Direct(only_special)) == "card_is_residence_special"
    card.applications[RESIDENCE_SPECIAL] = Application(RESIDENCE_SPECIAL)
    assert trouble(Direct(card)) == "card_is_residence_special", "a My Number card that is one"


@pytest.mark.parametrize("other", [phone, travel_card, payment_card, unknown_card])
def test_another_card_is_told(other, card: VirtualCard, licence_card: VirtualCard) -> None:
    for each in (other(), card, licence_card):
        assert trouble(Direct(each)) == "card_is_no_residence"


@BOTH
def test_either_generation_is_recognised(make) -> None:
    assert TROUBLE_OF_KIND[recognise(Direct(make(HOLDER)))] == TROUBLE_OF_KIND[CardKind.RESIDENCE]


@BOTH
@pytest.mark.parametrize("chunk", [16, 100, 0xE0, 256])
def test_any_length_of_a_read_gives_the_same(make, chunk: int) -> None:
    assert read(Direct(make(HOLDER)), chunk=chunk) == read(Direct(make(HOLDER)))


@BOTH
def test_a_card_that_gives_files_as_a_whole_only_is_read(make) -> None:
    assert read(Direct(make(HOLDER, pieces=False))) == read(Direct(make(HOLDER)))


@BOTH
def test_no_answer_is_longer_than_common_readers_carry(make) -> None:
    class Measures(Direct):
        longest = 0

        def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
            data, status = super().exchange(apdu)
            self.longest = max(self.longest, len(data) + 2, len(apdu))
            return data, status

    read(channel := Measures(make(HOLDER)))
    assert channel.longest <= 261


@BOTH
def test_a_card_that_wants_the_master_file_named(make) -> None:
    class Wants(Direct):
        def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
            if bytes(apdu) == bytes.fromhex("00A40000"):
                return bytearray(), 0x6700
            return super().exchange(apdu)

    assert read(Wants(make(HOLDER))).number == DEMO_NUMBER


@BOTH
def test_pulled_at_any_apdu(make) -> None:
    size = whole(make(HOLDER))
    for at in range(1, size + 1):
        channel = FailsAt(make(HOLDER), at, gone)
        assert trouble(channel) == "card_removed"
        assert len(channel.sent) == at
    assert read(FailsAt(make(HOLDER), size + 1, gone))


@BOTH
@pytest.mark.parametrize("answer", [(b"\x00" * 20, 0x2A2A), (b"", 0x2A2A), (b"", 0x0000), (b"\x99" * 40, 0x9000)])
def test_noise_at_any_apdu_is_an_unreadable_card(make, answer: tuple[bytes, int]) -> None:
    expected = read(Direct(make(HOLDER)))
    for at in range(1, whole(make(HOLDER)) + 1):
        try:
            found = read(FailsAt(make(HOLDER), at, lambda: answer))
        except Trouble as error:
            # A yes to the number that was none is found out at the first file.
            expected_ids = ("card_unreadable", "card_removed") if answer[1] == 0x9000 else ("card_unreadable",)
            assert error.id in expected_ids, (at, error.id)
        else:
            assert answer[1] == 0x9000 and found == expected, "a selection says nothing but yes"


@BOTH
@pytest.mark.parametrize("status", [0x6282, 0x6300, 0x6700, 0x6982, 0x6986, 0x6988, 0x6A82, 0x6A86, 0x6B00, 0x6F00])
def test_a_refusal_at_any_apdu_is_trouble_or_the_whole_read(make, status: int) -> None:
    expected = read(Direct(make(HOLDER)))
    for at in range(1, whole(make(HOLDER)) + 1):
        try:
            found = read(FailsAt(make(HOLDER), at, lambda: (b"", status)))
        except Trouble as error:
            assert error.id in _REFUSED, (at, error.id)
        else:
            assert found == expected, at


_REFUSED = {"card_unreadable", "card_removed", "card_swapped", "card_is_no_residence", "residence_number_wrong"}


class _Turns(Direct):
    """Resets the card before an APDU, or has another answer from there on, which may have heard the same."""

    def __init__(self, card: VirtualCard, at: int, other: VirtualCard | None = None, *, heard: bool = False) -> None:
        super().__init__(card)
        self._at, self._other, self._heard = at, other, heard

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if len(self.sent) + 1 == self._at:
            if self._other is None:
                self.card.reset()
            else:
                self._other.reset()
                for earlier in self.sent if self._heard else []:
                    self._other.answer(earlier)
                self.card = self._other
        return super().exchange(apdu)


@BOTH
def test_a_card_that_lost_power_in_between_is_whole_or_refused(make) -> None:
    expected = read(Direct(make(HOLDER)))
    for at in range(1, whole(make(HOLDER)) + 1):
        try:
            assert read(_Turns(make(HOLDER), at)) == expected, at
        except Trouble as error:
            assert error.id in ("card_removed", "card_unreadable", "residence_number_wrong"), (at, error.id)


@BOTH
@pytest.mark.parametrize("heard", [False, True])
def test_another_card_at_any_apdu_is_never_mixed_in(make, heard: bool) -> None:
    size = whole(make(HOLDER))
    expected = [read(Direct(make(each))) for each in (HOLDER, OTHER)]
    for at in range(1, size + 1):
        # With the very number of the first, which no two cards have.
        try:
            found = read(_Turns(make(HOLDER), at, make(OTHER), heard=heard))
        except Trouble as error:
            assert error.id in ("card_removed", "card_unreadable", "card_swapped", "residence_number_wrong"), error.id
        else:
            assert found == expected[1] and at <= 5, "nothing of the first card had been read"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (0x0002, b""),
        (0x0002, b"\xc5\x0820280401"),
        (0x0002, b"\xc6\x082000XX01"),
        (0x0002, b"\xc6\x0820000101\xc6\x0820000101"),
        (0x0002, b"\xc6\x0820000101\xc8\x03\xff\xfe\xfd"),
        (0x0002, b"\xc6\x7f20000101"),
        (0x0003, b""),
        (0x0003, b"\xd1\x02\x00\x00\x00\x00\x00"),
        (0x0003, b"\xd0\x82\xff\xff" + bytes(100)),
        (0x0003, b"\xd0\x82\x09\xc4" + bytes(100)),
        (0x0004, b"\xdf\xd1"),
    ],
)
def test_a_damaged_file_is_an_unreadable_card(file: int, content: bytes) -> None:
    card = second_generation(HOLDER)
    old = card.applications[DF1].files[file]
    old.content = content
    assert trouble(Direct(card)) == "card_unreadable"


def test_text_that_is_none_is_an_unreadable_card() -> None:
    card = first_generation(HOLDER)
    card.applications[DF2].files[0x0001].content = b"\xd4\x02\x81\x00"
    assert trouble(Direct(card)) == "card_unreadable"
    card.applications[DF2].files[0x0001] = File(b"\xd2\x00\xd4\x00", ("number",))
    assert read(Direct(card)).address == ""


def test_files_that_end_early_and_pictures_that_are_empty() -> None:
    card = second_generation(HOLDER)
    files = card.applications[DF1].files
    files[0x0002].content = b"\xc6\x0819980720\0\0\0"
    files[0x0003].content = b"\xd0\x00\xd1\x00\0\0\0"
    files[0x0004].content = b"\xdf\xd1\x00\0\0\0\0"
    found = read(Direct(card))
    assert (found.birth_date, found.name_picture, found.address_picture) == ("1998-07-20", b"", b"")
    assert (found.sex, found.nationality, found.stay_until) == (Sex.UNKNOWN, "", "")


@given(st.binary(max_size=120))
def test_any_bytes_are_entries_or_an_unreadable_card(data: bytes) -> None:
    for parse in (lambda: residence_file.parse_entries(data, DEMO_NUMBER), lambda: residence_file.parse_address(data)):
        try:
            parse()
        except Trouble as error:
            assert error.id == "card_unreadable"
