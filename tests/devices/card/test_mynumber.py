"""What is said to a My Number card, in which order, and what is made of its answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.card.api import BasicFour, Sex
from devices.card.ber import encode
from devices.card.mynumber import JPKI_AP, TEXT_AP, parse_basic_four
from devices.card.session import pin_tries_left, read_basic_four
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder, Lengths, basic_four
from devices.card.virtual.mynumber import my_number_card
from tests.devices.card.channels import T0, Direct, FailsAt, gone

DATA = Path(__file__).resolve().parents[2] / "data" / "cards"
GOLDEN = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
VERIFY = bytes.fromhex("00200080")
WHOLE = 13
"""APDUs of a whole read of a short file."""


def trouble(channel: Direct, pin: str = "1234", **options: bool) -> Trouble:
    with pytest.raises(Trouble) as caught:
        read_basic_four(channel, pin, **options)
    return caught.value


def pin_of(card: VirtualCard):
    return card.applications[TEXT_AP].secrets["pin"]


@pytest.mark.parametrize("file", GOLDEN)
def test_golden_files(file: str) -> None:
    assert parse_basic_four((DATA / file).read_bytes()) == BasicFour(**GOLDEN[file])


@pytest.mark.parametrize(
    ("file", "size", "head"),
    [
        ("short-one-byte.bin", 80, "ff204d"),
        ("short-82.bin", 82, "ff2082004d"),
        ("long-81.bin", 135, "ff208183"),
        ("long-82.bin", 136, "ff20820083"),
        ("address-of-61.bin", 235, "ff2081e7"),
    ],
)
def test_golden_files_are_the_five_forms_and_the_virtual_card_writes_them_alike(
    file: str, size: int, head: str
) -> None:
    data = (DATA / file).read_bytes()
    assert len(data) == size and data.hex().startswith(head)
    lengths = Lengths.OUTER_TWO if "82" in file else Lengths.SHORTEST
    assert basic_four(Holder(**GOLDEN[file]), lengths) == data


def test_tries_are_asked_before_the_pin_is_sent_once(card: VirtualCard, holder: Holder) -> None:
    channel = Direct(card)
    four = read_basic_four(channel, "1234")
    assert four == BasicFour(holder.name, holder.address, holder.birth_date, Sex.MALE)
    verifies = [sent for sent in channel.sent if sent.startswith(VERIFY)]
    assert verifies == [VERIFY, VERIFY + b"\x041234"]
    assert len(channel.sent) == WHOLE


def test_the_individual_number_is_never_selected(card: VirtualCard) -> None:
    channel = Direct(card)
    read_basic_four(channel, "1234")
    pin_tries_left(channel)
    assert set(card.selected) == {(TEXT_AP, 0x0002), (TEXT_AP, 0x0011), (JPKI_AP, 0x000A)}
    assert bytes.fromhex("00A4020C020001") not in channel.sent


def test_a_wrong_pin_says_how_many_tries_are_left(card: VirtualCard) -> None:
    assert (error := trouble(Direct(card), "0000")).id == "pin_wrong" and error.details == {"tries_left": 2}
    assert (error := trouble(Direct(card), "0000")).id == "pin_wrong" and error.details == {"tries_left": 1}
    assert pin_of(card).sent == 2


def test_the_last_try_is_not_spent_without_consent(card: VirtualCard) -> None:
    pin_of(card).left = 1
    assert trouble(Direct(card), "1234").id == "pin_last_try"
    assert pin_of(card).sent == 0
    assert read_basic_four(Direct(card), "1234", use_last_try=True).name
    assert pin_of(card).left == 3


def test_the_last_try_wrong_is_locked(card: VirtualCard) -> None:
    pin_of(card).left = 1
    assert trouble(Direct(card), "0000", use_last_try=True).id == "pin_locked"
    assert pin_tries_left(Direct(card)) == 0


def test_a_locked_pin_is_told_and_not_sent(card: VirtualCard) -> None:
    pin_of(card).left = 0
    assert trouble(Direct(card), "1234", use_last_try=True).id == "pin_locked"
    assert pin_of(card).sent == 0


@pytest.mark.parametrize("status", [0x6983, 0x6984])
@pytest.mark.parametrize("at", [6, 7])
def test_both_locked_statuses_mean_locked(card: VirtualCard, status: int, at: int) -> None:
    """At 6 the tries are asked, at 7 the PIN is sent."""
    assert trouble(FailsAt(card, at, lambda: (b"", status))).id == "pin_locked"


@pytest.mark.parametrize("pin", ["", "123", "12345", "12 4", "abcd", "１２３４", "12３4", "-123", "1234\n"])
def test_what_cannot_be_a_pin_costs_nothing(card: VirtualCard, pin: str) -> None:
    channel = Direct(card)
    assert trouble(channel, pin).id == "pin_malformed"
    assert not channel.sent


def test_a_card_pulled_at_any_apdu_gives_nothing(holder: Holder) -> None:
    for at in range(1, WHOLE + 1):
        card = my_number_card(holder)
        channel = FailsAt(card, at, gone)
        assert trouble(channel).id == "card_removed"
        assert len(channel.sent) == at, "nothing is said to a card after an error"
    assert read_basic_four(FailsAt(my_number_card(holder), WHOLE + 1, gone), "1234")


@pytest.mark.parametrize("answer", [(b"\x00" * 20, 0x2A2A), (b"", 0x2A2A), (b"", 0x0000)])
def test_noise_at_any_apdu_is_an_unreadable_card(holder: Holder, answer: tuple[bytes, int]) -> None:
    for at in range(1, WHOLE + 1):
        channel = FailsAt(my_number_card(holder), at, lambda: answer)
        assert trouble(channel).id == "card_unreadable", at
        assert len(channel.sent) == at


@pytest.mark.parametrize("status", [0x6282, 0x6700, 0x6982, 0x6985, 0x6986, 0x6A82, 0x6A86, 0x6B00, 0x6D00, 0x6F00])
def test_a_refusal_at_any_apdu_is_trouble_or_a_whole_read(holder: Holder, status: int) -> None:
    for at in range(1, WHOLE + 1):
        card = my_number_card(holder)
        channel = FailsAt(card, at, lambda: (b"", status))
        try:
            four = read_basic_four(channel, "1234")
        except Trouble as error:
            assert error.id in ("card_foreign", "card_unreadable", "card_removed", "card_swapped", "card_is_juki")
        else:
            assert four.name == holder.name
        assert pin_of(card).sent <= 1


def test_another_card_at_any_apdu_is_never_mixed_in(holder: Holder) -> None:
    """The reader notices nothing: from one APDU on, another card answers, even with the same PIN verified."""
    other_holder = Holder("渡邉　花子", "東京都港区一丁目", "2000-02-29", "female")
    for verified in (False, True):
        for at in range(1, WHOLE + 2):
            first, other = my_number_card(holder), my_number_card(other_holder)
            channel = _Swap(first, other, at, verified)
            try:
                four = read_basic_four(channel, "1234")
            except Trouble as error:
                assert at > 1 and error.id in ("card_swapped", "card_removed", "card_unreadable"), error.id
            else:
                whole = holder if at > WHOLE else other_holder
                assert (four.name, four.address) == (whole.name, whole.address)
                # Up to the third APDU nothing of the first card has been read.
                assert at <= 3 or at > WHOLE, at


class _Swap(Direct):
    def __init__(self, card: VirtualCard, other: VirtualCard, at: int, verified: bool) -> None:
        super().__init__(card)
        self._other, self._at, self._verified = other, at, verified

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        if len(self.sent) + 1 == self._at:
            for earlier in self.sent if self._verified else []:
                self._other.answer(earlier)
            self.card = self._other
        return super().exchange(apdu)


def test_a_card_that_lost_power_in_between_is_not_read_on(holder: Holder) -> None:
    for at in range(2, WHOLE + 1):
        card = my_number_card(holder)
        channel = FailsAt(card, at, lambda: (b"", 0))
        channel._fault = lambda card=card, channel=channel: _after_reset(card, channel)
        try:
            assert read_basic_four(channel, "1234").name == holder.name
        except Trouble as error:
            assert error.id in ("card_removed", "card_unreadable", "card_foreign", "card_swapped"), (at, error.id)


def _after_reset(card: VirtualCard, channel: Direct) -> tuple[bytes, int]:
    card.reset()
    answer = card.answer(channel.sent[-1])
    return answer[:-2], int.from_bytes(answer[-2:], "big")


@pytest.mark.parametrize("file", GOLDEN)
def test_a_contact_reader_with_t0_reads_the_same(holder: Holder, file: str) -> None:
    card = my_number_card(holder, four=(DATA / file).read_bytes())
    assert read_basic_four(T0(card), "1234") == BasicFour(**GOLDEN[file])


def test_a_card_without_certificates_is_read(card: VirtualCard, holder: Holder) -> None:
    del card.applications[JPKI_AP].files[0x000A]
    assert read_basic_four(Direct(card), "1234").name == holder.name
    del card.applications[JPKI_AP]
    assert read_basic_four(Direct(card), "1234").name == holder.name


def test_the_offsets_are_not_trusted() -> None:
    data = bytearray((DATA / "short-82.bin").read_bytes())
    at = data.index(b"\xdf\x21") + 3
    data[at : at + 8] = b"\xff\xff\x00\x00\x12\x34\x7f\xff"
    assert parse_basic_four(data) == BasicFour(**GOLDEN["short-82.bin"])


@pytest.mark.parametrize(("code", "sex"), [(b"1", "male"), (b"2", "female"), (b"9", "unknown"), (b"0", "unknown")])
def test_sex_by_iso_5218(code: bytes, sex: str) -> None:
    assert parse_basic_four(_file(sex=code)).sex == sex


def _file(name: bytes = "山田　太郎".encode(), birth: bytes = b"19000100", sex: bytes = b"1") -> bytes:
    parts = ((0xDF21, bytes(8)), (0xDF22, name), (0xDF23, "東京都".encode()), (0xDF24, birth), (0xDF25, sex))
    return encode(0xFF20, b"".join(encode(tag, value) for tag, value in parts))


def test_a_birth_date_with_an_unknown_day_is_kept_as_it_is() -> None:
    assert parse_basic_four(_file()).birth_date == "1900-01-00"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        _file(name=b""),
        _file(name=b"\xff\xfe"),
        _file(birth=b"1900010"),
        _file(birth=b"190001 1"),
        _file()[:-1],
        _file().replace(b"\xdf\x25", b"\xdf\x24"),
        _file().replace(b"\xdf\x23", b"\xdf\x33"),
        b"\xff\x30" + _file()[2:],
    ],
)
def test_a_broken_file_is_an_unreadable_card(file: bytes, card: VirtualCard) -> None:
    with pytest.raises(Trouble) as caught:
        parse_basic_four(file)
    assert caught.value.id == "card_unreadable"
    card.applications[TEXT_AP].files[0x0002].content = file
    assert trouble(Direct(card)).id == "card_unreadable"


@given(st.binary(max_size=120))
def test_any_bytes_are_four_attributes_or_an_unreadable_card(data: bytes) -> None:
    for file in (data, b"\xff\x20" + bytes([len(data)]) + data):
        try:
            parse_basic_four(file)
        except Trouble as error:
            assert error.id == "card_unreadable"
            assert error.__cause__ is None


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(NAMES, NAMES, st.sampled_from(Lengths))
def test_every_character_survives(name: str, address: str, lengths: Lengths) -> None:
    """Variants, selectors, characters beyond the basic plane: exactly as the card says."""
    four = parse_basic_four(basic_four(Holder(name, address, "1958-01-09", "female"), lengths))
    assert (four.name, four.address) == (name, address)
    assert repr(four) == "BasicFour(name=***, address=***, birth_date=***, sex=***)"
