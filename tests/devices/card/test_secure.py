"""Secure messaging of residence cards: the examples of both specifications (appendix 2), byte for byte."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.card import residence, secure
from devices.card.residence_file import Generation
from devices.card.virtual.residence import ResidenceHolder, first_generation, second_generation
from tests.devices.card.channels import Direct

NUMBER = "AA12345678BB"
NUMBER_KEY = "6522B4E171195BB218223A976C040111"
CHALLENGE, HALF = "1122334455667788", "404142434445464748494A4B4C4D4E4F"
READ_WHOLE = "08B08400000004960200000000"


@dataclass(frozen=True)
class Example:
    """One example of a specification; hexadecimal.

    Attributes:
        suite: its ciphers.
        of_card: the card's challenge.
        proof: what the reader sends, MAC included.
        answer: what the card sends, MAC included.
        half: the card's part of the key.
        key: of the session.
        enciphered: the card number in confidence.
    """

    suite: secure.Suite
    of_card: str
    proof: str
    answer: str
    half: str
    key: str
    enciphered: str


FIRST = Example(
    residence.SUITES[Generation.FIRST],
    "5A6E7E385162B7A3",
    "937745C20883A1BAD1E04193722A1592378F81A8F1DC589157AEB0F7544FA1BA" + "1AD7FB6A3389E017",
    "5860775B4D032CC564BA204B8EA868F694A74E7475A8FEF240588BDA1AF496CE" + "59388FD6CD45248B",
    "19D049490FFF52EEDBFCB930BC810ED0",
    "CE94938E19E3B97DF96EABCEDC1715CC",
    "1AA82973DB959A811F9711D728F0EEF6",
)
SECOND = Example(
    residence.SUITES[Generation.SECOND],
    "921CE277323DA057",
    "4AD3C7B6BB484A52771977DED618B41DF841FA0476A05FBE041DEAD6109E773B" + "AC854617634F5397",
    "289A96B1DA6AE3DA87770419BFD14F0BDAD15F36432B5A946C188C7221759A62" + "FA942EC51E62FF5F",
    "2CC6AF9B8B607C662FDCAD27B401D08B",
    "C19CF13D3D7FBEE9EA293D834C88952F",
    "EE0B31EF877F68D071C56D58C72E6748",
)
EXAMPLES = pytest.mark.parametrize("example", [FIRST, SECOND], ids=["first", "second"])


class Script:
    """Answers exactly these commands in this order."""

    def __init__(self, *turns: tuple[str, str]) -> None:
        self._turns = [(bytes.fromhex(sent), bytes.fromhex(answer)) for sent, answer in turns]

    def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
        expected, answer = self._turns.pop(0)
        assert bytes(apdu) == expected
        return bytearray(answer[:-2]), int.from_bytes(answer[-2:], "big")

    @property
    def over(self) -> bool:
        return not self._turns


def throws(*values: str):
    """Random bytes that are none."""
    left = [bytes.fromhex(value) for value in values]

    def throw(size: int) -> bytes:
        assert len(left[0]) == size
        return left.pop(0)

    return throw


def turns(example: Example, answer: str = "") -> list[tuple[str, str]]:
    return [
        ("0084000008", example.of_card + "9000"),
        ("0082000028" + example.proof + "00", (answer or example.answer) + "9000"),
        ("0820008613861101" + example.enciphered, "9000"),
    ]


def test_the_key_of_the_number() -> None:
    assert secure.number_key(NUMBER).hex().upper() == NUMBER_KEY


@EXAMPLES
def test_the_reader_says_what_the_example_says(example: Example) -> None:
    script = Script(*turns(example))
    secure.begin(script, example.suite, NUMBER, throws(CHALLENGE, HALF))
    assert script.over
    key = secure.session_key(bytes.fromhex(HALF), bytes.fromhex(example.half))
    assert key.hex().upper() == example.key


@EXAMPLES
def test_the_virtual_card_answers_what_the_example_answers(example: Example) -> None:
    make = first_generation if example is FIRST else second_generation
    channel = Direct(make(ResidenceHolder(), throw=throws(example.of_card, example.half)))
    secure.begin(channel, example.suite, NUMBER, throws(CHALLENGE, HALF))
    said = [channel.sent[at].hex().upper() for at in range(3)]
    assert said == [sent for sent, _ in turns(example)]
    card = channel.card
    card.reset()
    card._throw = throws(example.of_card, example.half)
    card.answer(bytes.fromhex("0084000008"))
    answer = card.answer(bytes.fromhex("0082000028" + example.proof + "00"))
    assert answer.hex().upper() == example.answer + "9000"


@EXAMPLES
def test_a_card_that_does_not_know_the_number_is_not_believed(example: Example) -> None:
    for at in range(len(example.answer) // 2):
        changed = bytearray.fromhex(example.answer)
        changed[at] ^= 0x01
        script = Script(*turns(example, changed.hex()))
        with pytest.raises(Trouble) as caught:
            secure.begin(script, example.suite, NUMBER, throws(CHALLENGE, HALF))
        assert caught.value.id == "card_unreadable" and not script.over, "the number is not sent"


def test_an_answer_to_another_challenge_is_not_believed() -> None:
    """A recorded answer has a right MAC, and another challenge in it."""

    class Replays:
        def exchange(self, apdu: bytes | bytearray) -> tuple[bytearray, int]:
            if apdu[1] == 0x84:
                return bytearray.fromhex(SECOND.of_card), 0x9000
            return bytearray.fromhex(SECOND.answer), 0x9000

    with pytest.raises(Trouble) as caught:
        secure.begin(Replays(), SECOND.suite, NUMBER)
    assert caught.value.id == "card_unreadable"


def test_reading_in_confidence_is_the_command_of_the_example() -> None:
    key = bytes.fromhex(SECOND.key)
    content = b"\xd0\x82\x09\xc4" + bytes(range(200))
    enciphered = SECOND.suite.encipher(key, secure.pad(content, 16))
    answer = "8681" + f"{len(enciphered) + 1:02X}" + "01" + enciphered.hex() + "9000"
    session = secure.Session(Script((READ_WHOLE, answer)), SECOND.suite, key)
    assert session.read_binary(0x84, 0, 0) == (bytearray(content), 0x9000)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "86",
        "860101",
        "861101" + "00" * 15,
        "861102" + "00" * 16,
        "871101" + "00" * 16,
        "861101" + "00" * 16 + "99",
        "861101" + "00" * 16,
        "86820101",
    ],
)
def test_an_answer_in_no_such_form_is_an_unreadable_card(answer: str) -> None:
    session = secure.Session(Script((READ_WHOLE, answer + "9000")), SECOND.suite, bytes.fromhex(SECOND.key))
    with pytest.raises(Trouble) as caught:
        session.read_binary(0x84, 0, 0)
    assert caught.value.id == "card_unreadable"


@given(st.binary(max_size=80), st.sampled_from([8, 16]))
def test_padding_comes_off_again(data: bytes, block: int) -> None:
    padded = secure.pad(data, block)
    assert len(padded) % block == 0 and len(data) < len(padded) <= len(data) + block
    assert secure.unpad(padded) == data


@given(st.binary(min_size=16, max_size=16), st.integers(1, 4))
def test_what_is_enciphered_is_deciphered(key: bytes, blocks: int) -> None:
    for example in (FIRST, SECOND):
        data = bytes(range(blocks * 16))
        assert example.suite.decipher(key, example.suite.encipher(key, data)) == data
