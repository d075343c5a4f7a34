"""照合番号B: the basic four without a PIN, the face's pictures beside them, and what is never touched on the way."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from base import texts
from base.trouble import Trouble
from devices.card.ber import encode, read_head
from devices.card.mynumber import JPKI_AP, TEXT_AP, find_expiry
from devices.card.session import number_b_tries_left, read_basic_four, read_by_number_b
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import INDIVIDUAL_NUMBER, Holder
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.visual import VISUAL_AP
from tests.daemons.cards import VIRTUAL, Table, trouble_of, wait_for
from tests.devices.card.channels import T0, Direct, FailsAt, gone

B = DEMO_SECRETS.number_b
WRONG = "60031420351234"
"""The same birth date with the year of the era: the other form, which must never be tried unasked."""


def trouble(channel: Direct, number: str = B, **options: bool) -> Trouble:
    with pytest.raises(Trouble) as caught:
        read_by_number_b(channel, number, **options)
    return caught.value


def counters(card: VirtualCard) -> tuple[int, int]:
    """Times that the number was sent: to the text application, to the visual one."""
    return card.applications[TEXT_AP].secrets["b"].sent, card.applications[VISUAL_AP].secrets["b"].sent


def whole(holder: Holder) -> int:
    """APDUs of a whole read."""
    read_by_number_b(channel := Direct(my_number_card(holder)), B)
    return len(channel.sent)


def test_four_attributes_pictures_and_last_days(card: VirtualCard, holder: Holder) -> None:
    four, face = read_by_number_b(Direct(card), B)
    assert (four.name, four.address, four.birth_date) == (holder.name, holder.address, holder.birth_date)
    assert (face.expires_on, four.certificate_expires_on) == ("2035-03-14", "2030-03-14")
    for png, text in ((face.name_picture, holder.name), (face.address_picture, holder.address)):
        with Image.open(io.BytesIO(png)) as image:
            assert image.format == "PNG" and image.width > 20 * len(text)
    assert face.name_picture != face.address_picture
    assert repr(face) == "CardFace(***)"


def test_the_number_and_its_picture_are_never_selected(card: VirtualCard) -> None:
    read_by_number_b(Direct(card), B)
    number_b_tries_left(Direct(card))
    assert set(card.selected) == {
        (TEXT_AP, 0x0002), (TEXT_AP, 0x0015), (JPKI_AP, 0x000A), (VISUAL_AP, 0x0012), (VISUAL_AP, 0x0002),
    }  # fmt: skip


def test_the_photograph_is_stepped_over(card: VirtualCard) -> None:
    content = card.applications[VISUAL_AP].files[0x0002].content
    start = content.index(b"\xdf\x27") + 2
    photograph = range(start + 5, start + 5000)
    channel = Direct(card)
    read_by_number_b(channel, B)
    selected = max(at for at, sent in enumerate(channel.sent) if sent == bytes.fromhex("00A4020C020002"))
    reads = [sent for sent in channel.sent[selected:] if sent[:2] == b"\x00\xb0"]
    for sent in reads[:-1]:
        offset = sent[2] << 8 | sent[3]
        assert not set(range(offset, offset + (sent[4] or 256))) & set(photograph)
    assert len(reads) > 9


def test_a_wrong_number_costs_one_try_of_one_counter(card: VirtualCard) -> None:
    error = trouble(Direct(card), WRONG)
    assert (error.id, error.details) == ("number_b_wrong", {"tries_left": 9})
    assert counters(card) == (1, 0) and number_b_tries_left(Direct(card)) == 9


@pytest.mark.parametrize("aid", [TEXT_AP, VISUAL_AP])
def test_the_last_try_of_either_application_is_kept(card: VirtualCard, aid: bytes) -> None:
    card.applications[aid].secrets["b"].left = 1
    assert trouble(Direct(card)).id == "number_b_last_try"
    assert card.applications[aid].secrets["b"].sent == 0
    four, face = read_by_number_b(Direct(card), B, use_last_try=True)
    assert four.name and face.name_picture


def test_a_locked_number_leaves_the_pin_alone(card: VirtualCard) -> None:
    card.applications[TEXT_AP].secrets["b"].left = 0
    assert trouble(Direct(card), use_last_try=True).id == "number_b_locked"
    assert counters(card) == (0, 0)
    assert read_basic_four(Direct(card), "1234").name


@pytest.mark.parametrize("number", ["", B[:-1], B + "0", "８" + B[1:], "8503142035123A", B + "\n"])
def test_what_cannot_be_the_number_costs_nothing(card: VirtualCard, number: str) -> None:
    channel = Direct(card)
    assert trouble(channel, number).id == "number_b_malformed" and not channel.sent


def test_a_card_without_the_visual_application_gives_its_text(card: VirtualCard, holder: Holder) -> None:
    del card.applications[VISUAL_AP]
    four, face = read_by_number_b(Direct(card), B)
    assert four.name == holder.name and (face.name_picture, face.expires_on) == (b"", "")


@pytest.mark.parametrize(
    "face",
    [
        b"",
        b"\xff\x20",
        b"\xff\x30\x00" + bytes(9),
        encode(0xFF20, b"\xdf\x25\x82\xff\xff" + bytes(20)),
        encode(0xFF20, b"\xdf\x25\x80" + bytes(20)),
    ],
)
def test_a_broken_face_is_an_unreadable_card(card: VirtualCard, face: bytes) -> None:
    card.applications[VISUAL_AP].files[0x0002].content = face
    assert trouble(Direct(card)).id == "card_unreadable"


@pytest.mark.parametrize(
    "png", [b"", b"GIF89a" + bytes(40), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x00\x01\x00\x00\x00\x00\x00\x01"]
)
def test_what_is_no_picture_of_sensible_size_is_none(card: VirtualCard, png: bytes) -> None:
    parts = encode(0xDF25, png) + encode(0xDF26, png) + encode(0xDF29, b"99/99/99")
    card.applications[VISUAL_AP].files[0x0002].content = encode(0xFF20, parts)
    face = read_by_number_b(Direct(card), B)[1]
    assert (face.name_picture, face.address_picture, face.expires_on) == (b"", b"", "")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (b"20350314", "2035-03-14"),
        (bytes.fromhex("20350314"), "2035-03-14"),
        (b"", ""),
        (b"2035031", ""),
        (b"\xff" * 4, ""),
    ],
)
def test_the_last_day_in_either_code(card: VirtualCard, written: bytes, day: str) -> None:
    card.applications[VISUAL_AP].files[0x0002].content = encode(0xFF20, encode(0xDF29, written) + bytes(8))
    assert read_by_number_b(Direct(card), B)[1].expires_on == day


def test_pulled_or_noisy_at_any_apdu(holder: Holder) -> None:
    for at in range(1, whole(holder) + 1):
        for fault, expected in ((gone, "card_removed"), (lambda: (b"\0" * 20, 0x2A2A), "card_unreadable")):
            card = my_number_card(holder)
            channel = FailsAt(card, at, fault)
            assert trouble(channel).id == expected, at
            assert len(channel.sent) == at and max(counters(card)) <= 1


def test_another_card_at_the_end_is_told(holder: Holder) -> None:
    """Between text and face: another card of the same holder, so that all but its certificate agrees."""
    channel = FailsAt(my_number_card(holder), whole(holder), gone)
    other = my_number_card(holder)
    channel._fault = lambda: _answer(other, channel)
    assert trouble(channel).id == "card_swapped"


def _answer(card: VirtualCard, channel: Direct) -> tuple[bytes, int]:
    for sent in channel.sent[-3:]:
        answer = card.answer(sent)
    return answer[:-2], int.from_bytes(answer[-2:], "big")


@pytest.mark.parametrize("transport", [Direct, T0])
@pytest.mark.parametrize("chunk", [16, 0xE0, 256])
def test_any_length_of_a_read_gives_the_same(card: VirtualCard, transport, chunk: int) -> None:
    expected = read_by_number_b(Direct(card), B)
    assert read_by_number_b(transport(card), B, chunk=chunk) == expected


def test_the_last_day_of_a_certificate_is_a_day_in_japan(holder: Holder) -> None:
    late = my_number_card(holder, certificate_until=datetime(2026, 3, 14, 15, 0, tzinfo=UTC))
    assert read_basic_four(Direct(late), "1234").certificate_expires_on == "2026-03-15"
    del late.applications[JPKI_AP].files[0x000A]
    assert read_basic_four(Direct(late), "1234").certificate_expires_on == ""


def test_the_validity_lies_in_the_first_read(card: VirtualCard) -> None:
    certificate = card.applications[JPKI_AP].files[0x000A].content
    assert find_expiry(certificate[:0xE0]) == "2030-03-14"
    assert find_expiry(certificate[:0x60]) == "", "cut short is unknown, not wrong"
    assert read_head(certificate).end == len(certificate)


def certificate(tag: int, until: bytes) -> bytes:
    """The parts of a certificate before its validity empty."""
    validity = encode(0x30, encode(0x17, b"200101000000Z") + encode(tag, until))
    return encode(0x30, encode(0x30, b"\xa0\0\x02\0\x30\0\x30\0" + validity))


@pytest.mark.parametrize(
    ("tag", "until", "day"),
    [
        (0x17, b"491231145959Z", "2049-12-31"),
        (0x17, b"500101000000Z", "1950-01-01"),
        (0x18, b"20500101150000Z", "2050-01-02"),
        (0x18, b"99991231235959Z", ""),
        (0x17, b"301331000000Z", ""),
        (0x17, b"3003140000Z", ""),
    ],
)
def test_both_types_of_a_moment(tag: int, until: bytes, day: str) -> None:
    assert find_expiry(certificate(tag, until)) == day


@given(st.binary(max_size=80))
def test_any_bytes_have_a_last_day_or_none(data: bytes) -> None:
    assert find_expiry(data) == "" or len(find_expiry(data)) == 10


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_trouble_with_it_has_its_sentences(language: str) -> None:
    for state in ("locked", "last_try", "malformed"):
        assert texts.action(Trouble(f"number_b_{state}"), language)
    assert "9" in texts.message(Trouble("number_b_wrong", tries_left=9), language)


@pytest.mark.daemon
@pytest.mark.in_world
@pytest.mark.expected_log(*VIRTUAL)
def test_on_a_live_reader(table: Table, card: VirtualCard, holder: Holder) -> None:
    table.lay(card)
    assert table.bus.submit(table.reader.number_b_tries_left).result() == 10
    four, face = table.bus.submit(table.reader.read_by_number_b, B).result()
    assert four.name == holder.name and face.name_picture
    assert trouble_of(table.bus.submit(table.reader.read_by_number_b, WRONG)) == "number_b_wrong"
    assert counters(card) == (2, 1)
    wait_for(lambda: not card.applications[VISUAL_AP].secrets["b"].verified)
    assert card.selected[TEXT_AP, 0x0001] == card.selected[VISUAL_AP, 0x0005] == 0
    assert INDIVIDUAL_NUMBER.encode() not in face.name_picture
