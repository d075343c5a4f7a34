"""The virtual card: as strict as a real one, and never there by accident."""

from __future__ import annotations

import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.card.ber import objects, read_head
from devices.card.mynumber import JPKI_AP, TEXT_AP
from devices.card.virtual.engine import VirtualCard, parse
from devices.card.virtual.mynumber import COMMON_AP
from devices.card.virtual.others import unknown_card
from devices.card.virtual.vpcd import Fault, VirtualCardLink, VirtualCardSettings


def ask(card: VirtualCard, *commands: str) -> list[str]:
    return [card.answer(bytes.fromhex(command)).hex() for command in commands]


def application(aid: bytes) -> str:
    return "00A4040C" + f"{len(aid):02X}" + aid.hex()


def file(number: int) -> str:
    return f"00A4020C02{number:04X}"


def test_nothing_is_selected_after_power_up(card: VirtualCard) -> None:
    assert ask(card, file(0x0002), "00B0000000", "00200080") == ["6a82", "6986", "6986"]


def test_files_ask_for_their_pin(card: VirtualCard) -> None:
    assert ask(card, application(TEXT_AP), file(0x0002), "00B0000007") == ["9000", "9000", "6982"]
    assert ask(card, file(0x0011), "0020008004" + b"1234".hex(), file(0x0002), "00B0000002") == [
        "9000",
        "9000",
        "9000",
        "ff209000",
    ]
    assert ask(card, file(0x0004), "00B0000002") == ["9000", "7f219000"]


def test_the_number_is_served_only_as_a_real_card_would_and_counted(card: VirtualCard) -> None:
    assert ask(card, application(TEXT_AP), file(0x0001), "00B0000011")[-1] == "6982"
    assert card.selected[TEXT_AP, 0x0001] == 1
    answer = ask(card, file(0x0011), "0020008004" + b"1234".hex(), file(0x0001), "00B0000011")[-1]
    assert answer.startswith("df100c") and len(answer) == 2 * 19
    assert card.selected[TEXT_AP, 0x0001] == 2


def test_another_application_or_a_reset_forgets_the_pin(card: VirtualCard) -> None:
    verify = (application(TEXT_AP), file(0x0011), "0020008004" + b"1234".hex())
    ask(card, *verify, application(JPKI_AP), application(TEXT_AP), file(0x0002))
    assert ask(card, "00B0000002") == ["6982"]
    ask(card, *verify)
    card.reset()
    assert ask(card, application(TEXT_AP), file(0x0002), "00B0000002")[-1] == "6982"


def test_tries_count_down_lock_and_come_back_with_success_only(card: VirtualCard) -> None:
    wrong, right = "0020008004" + b"0000".hex(), "0020008004" + b"1234".hex()
    ask(card, application(TEXT_AP), file(0x0011))
    assert ask(card, "00200080", wrong, "00200080", right, "00200080") == ["63c3", "63c2", "63c2", "9000", "63c3"]
    assert ask(card, wrong, wrong, wrong, "00200080", right) == ["63c2", "63c1", "63c0", "63c0", "6984"]
    assert ask(card, file(0x0015), "00200080", file(0x0014), "00200080")[1::2] == ["63ca", "63ca"]


def test_reading_beyond_the_end(card: VirtualCard) -> None:
    ask(card, application(TEXT_AP), file(0x0005))
    assert ask(card, "00B0010001", "00B000FF10", "00B00000")[::2] == ["6b00", "6700"]
    assert len(ask(card, "00B000FE10")[0]) == 2 * (2 + 2)


def test_unknown_applications_files_and_commands(card: VirtualCard) -> None:
    assert ask(card, "00A4040C05A000000003", application(TEXT_AP), file(0x0099)) == ["6a82", "9000", "6a82"]
    assert ask(card, "00CA000000", "A0A4000000", "00", "00A4040CFF00") == ["6d00", "6e00", "6700", "6700"]
    assert ask(unknown_card(), application(TEXT_AP), application(JPKI_AP)) == ["6a82", "6a82"]


def test_the_common_application_tells_the_manufacturing_number(card: VirtualCard) -> None:
    answer = ask(card, application(COMMON_AP), "00B2010C00")[1]
    assert bytes.fromhex(answer)[2:15].isdigit() and answer.endswith("9000")
    assert ask(card, "00B2020C00") == ["6a83"]


def test_the_signed_hashes_are_those_of_the_files(card: VirtualCard) -> None:
    files = card.applications[TEXT_AP].files
    outer = read_head(files[0x0003].content)
    parts = dict(objects(files[0x0003].content, outer.start, outer.end))
    four = files[0x0002].content
    assert parts[0xDF31] == hashlib.sha256(files[0x0001].content).digest()
    assert parts[0xDF32] == hashlib.sha256(four[four.index(b"\xdf\x22") :]).digest()
    assert (len(files[0x0003].content), len(files[0x0004].content), len(files[0x0005].content)) == (336, 568, 256)


def test_the_authentication_key_signs_for_its_certificate(card: VirtualCard) -> None:
    info = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(b"hello").digest()
    sign = f"802A0080{len(info):02X}{info.hex()}00"
    assert ask(card, application(JPKI_AP), file(0x0017), sign)[-1] == "6982"
    ask(card, file(0x0018), "0020008004" + b"1234".hex(), file(0x0017))
    answer = card.answer(bytes.fromhex(sign))
    assert answer[-2:] == b"\x90\x00"
    certificate = x509.load_der_x509_certificate(card.applications[JPKI_AP].files[0x000A].content)
    certificate.public_key().verify(answer[:-2], b"hello", padding.PKCS1v15(), hashes.SHA256())


@given(st.binary(max_size=300))
def test_any_bytes_get_a_status(apdu: bytes) -> None:
    card = unknown_card()
    assert len(card.answer(apdu)) >= 2
    assert card.commands == 1


@pytest.mark.parametrize(
    ("apdu", "data", "le"),
    [
        ("00200080", b"", None),
        ("00B0000000", b"", 256),
        ("00B0000007", b"", 7),
        ("0020008002AABB", b"\xaa\xbb", None),
        ("0020008002AABB00", b"\xaa\xbb", 256),
        ("00B00000000000", b"", 65536),
        ("00B00000000102", b"", 258),
        ("00200080000002AABB", b"\xaa\xbb", None),
        ("00200080000002AABB0000", b"\xaa\xbb", 65536),
    ],
)
def test_commands_of_every_case(apdu: str, data: bytes, le: int | None) -> None:
    command = parse(bytes.fromhex(apdu))
    assert command is not None and (command.data, command.le) == (data, le)


@pytest.mark.parametrize("apdu", ["", "0020", "0020008005AA", "00B000000000", "0020008002AABB0000"])
def test_lengths_that_do_not_fit(apdu: str) -> None:
    assert parse(bytes.fromhex(apdu)) is None


def test_a_virtual_card_must_be_wanted() -> None:
    with pytest.raises(Trouble) as caught:
        VirtualCardLink(VirtualCardSettings("127.0.0.1", 35963), unknown_card())
    assert caught.value.id == "virtual_card_refused"


@pytest.mark.expected_log("devices.virtual_card_made")
def test_no_virtual_reader_is_told(monkeypatch: pytest.MonkeyPatch, unused_port: int) -> None:
    monkeypatch.setattr("devices.card.virtual.vpcd.INSERT_S", 0.1)
    link = VirtualCardLink(VirtualCardSettings("127.0.0.1", unused_port, allow_virtual=True), unknown_card())
    with pytest.raises(Trouble) as caught:
        link.insert()
    assert caught.value.id == "virtual_reader_absent" and not link.inserted
    with pytest.raises(ValueError):
        link.fail(Fault.SWAP, 1)


@pytest.fixture
def unused_port() -> int:
    """A port of the loopback where nobody listens."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
