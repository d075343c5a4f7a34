"""Secure messaging of residence cards: mutual authentication with the card number as key, then confidence.

在留カード等仕様書 (first generation: two-key triple DES and retail MAC) and 第2世代在留カード等仕様書 (AES-128 and
CMAC), appendix 1 of each; the examples of appendix 2 are part of the tests. SHA-1 and DES are what those cards speak:
they keep a passer-by's reader out, and prove nothing about the card.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Protocol

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from base.trouble import Trouble
from devices.card import apdu, ber

RANDOM_BYTES, KEY_BYTES, MAC_BYTES = 8, 16, 8
EXCHANGED_BYTES = 2 * RANDOM_BYTES + KEY_BYTES
NUMBER_BYTES = 12
NOT_AUTHENTIC = 0x6300
"""The card's answer to a proof, or a number, made of another card number. It counts no tries."""

TAG_ENCIPHERED, TAG_LENGTH = 0x86, 0x96
PADDED = 0x01
"""Before enciphered data: it is padded by ISO/IEC 7816-4."""
_VERIFY = bytes.fromhex("08200086")
_FOR_ENCIPHERING = b"\0\0\0\x01"


class Suite(Protocol):
    """The ciphers of one generation of cards. Initial vectors are zero."""

    block: int
    """Bytes."""

    def encipher(self, key: bytes, data: bytes) -> bytes:
        """CBC; the data are whole blocks."""
        ...

    def decipher(self, key: bytes, data: bytes) -> bytes:
        """The reverse."""
        ...

    def mac(self, key: bytes, data: bytes) -> bytes:
        """Eight bytes."""
        ...


def _cbc(algorithm: TripleDES | AES, data: bytes, *, encipher: bool) -> bytes:
    cipher = Cipher(algorithm, modes.CBC(bytes(algorithm.block_size // 8)))
    context = cipher.encryptor() if encipher else cipher.decryptor()
    return context.update(data) + context.finalize()


class TripleDesSuite:
    """First generation: two-key triple DES in CBC, and the retail MAC (ISO/IEC 9797-1 algorithm 3, padding 2)."""

    block = 8

    def encipher(self, key: bytes, data: bytes) -> bytes:
        return _cbc(TripleDES(key + key[:8]), data, encipher=True)

    def decipher(self, key: bytes, data: bytes) -> bytes:
        return _cbc(TripleDES(key + key[:8]), data, encipher=False)

    def mac(self, key: bytes, data: bytes) -> bytes:
        # Triple DES with one key thrice is DES.
        first, second = TripleDES(3 * key[:8]), TripleDES(3 * key[8:])
        last = _cbc(first, pad(data, self.block), encipher=True)[-8:]
        return _cbc(first, _cbc(second, last, encipher=False), encipher=True)


class AesSuite:
    """Second generation: AES-128 in CBC, and the first eight bytes of CMAC."""

    block = 16

    def encipher(self, key: bytes, data: bytes) -> bytes:
        return _cbc(AES(key), data, encipher=True)

    def decipher(self, key: bytes, data: bytes) -> bytes:
        return _cbc(AES(key), data, encipher=False)

    def mac(self, key: bytes, data: bytes) -> bytes:
        made = CMAC(AES(key))
        made.update(data)
        return made.finalize()[:MAC_BYTES]


def pad(data: bytes, block: int) -> bytes:
    """``80`` and zeros up to a whole block (ISO/IEC 7816-4)."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpad(data: bytes) -> bytes:
    """The reverse.

    Raises:
        ValueError: there is no such padding.
    """
    bare = data.rstrip(b"\0")
    if not bare.endswith(b"\x80"):
        raise ValueError("no padding")
    return bare[:-1]


def number_key(number: str) -> bytes:
    """The key that both sides make of the card number; enciphers, and makes MACs, before there is a session."""
    return hashlib.sha1(number.encode("ascii"), usedforsecurity=False).digest()[:KEY_BYTES]


def session_key(of_reader: bytes, of_card: bytes) -> bytes:
    """The key of a session, of the halves that both sides threw."""
    mixed = bytes(one ^ other for one, other in zip(of_reader, of_card, strict=True))
    return hashlib.sha1(mixed + _FOR_ENCIPHERING, usedforsecurity=False).digest()[:KEY_BYTES]


class Session:
    """A card that knows the number, and what it says in confidence.

    Args:
        channel: the card.
        suite: the ciphers of its generation.
        key: of this session.
    """

    def __init__(self, channel: apdu.Channel, suite: Suite, key: bytes) -> None:
        self._channel, self._suite, self._key = channel, suite, key

    def verify_number(self, number: str) -> None:
        """Shows the card its number, which opens its files.

        Raises:
            Trouble: ``residence_number_wrong``, ``card_unreadable``.
        """
        enciphered = self._suite.encipher(self._key, pad(number.encode("ascii"), self._suite.block))
        body = ber.encode(TAG_ENCIPHERED, bytes([PADDED]) + enciphered)
        _, status = self._channel.exchange(_VERIFY + bytes([len(body)]) + body)
        _check(status)

    def read_binary(self, p1: int, p2: int, length: int) -> tuple[bytearray, int]:
        """READ BINARY in confidence; data as they are in the file, and the status word.

        The command is an extended one, as in the specification's example; the answer is as long as what is asked
        for, with less than 32 bytes around it.

        Args:
            length: bytes; 0 asks for the whole file.

        Raises:
            Trouble: ``card_unreadable`` for an answer in no such form, or of no such key.
        """
        wanted = ber.encode(TAG_LENGTH, length.to_bytes(2, "big"))
        command = bytes([0x08, 0xB0, p1, p2, 0x00, 0x00, len(wanted)]) + wanted + b"\0\0"
        answer, status = apdu.send(self._channel, command)
        if status not in (apdu.DONE, apdu.END_OF_FILE):
            return bytearray(), status
        try:
            head = ber.read_head(answer)
            enciphered = bytes(answer[head.start + 1 : head.end])
            whole = head.tag == TAG_ENCIPHERED and head.end == len(answer) and answer[head.start] == PADDED
            if not whole or not enciphered or len(enciphered) % self._suite.block:
                raise Trouble("card_unreadable")
            return bytearray(unpad(self._suite.decipher(self._key, enciphered))), status
        except (ValueError, IndexError):
            raise Trouble("card_unreadable") from None


def begin(
    channel: apdu.Channel, suite: Suite, number: str, throw: Callable[[int], bytes] = secrets.token_bytes
) -> Session:
    """Mutual authentication and VERIFY. The master file is current.

    A wrong number costs nothing: these cards count no tries.

    Args:
        number: twelve characters.
        throw: gives random bytes.

    Raises:
        Trouble: ``residence_number_wrong``, ``card_unreadable``, or what the channel raises.
    """
    key = number_key(number)
    of_card, status = apdu.send(channel, bytes([0x00, 0x84, 0x00, 0x00, RANDOM_BYTES]))
    if status != apdu.DONE or len(of_card) != RANDOM_BYTES:
        raise Trouble("card_unreadable")
    challenge, half = throw(RANDOM_BYTES), throw(KEY_BYTES)
    proof = suite.encipher(key, challenge + of_card + half)
    proof += suite.mac(key, proof)
    answer, status = apdu.send(channel, bytes([0x00, 0x82, 0x00, 0x00, len(proof)]) + proof + b"\0")
    _check(status)
    enciphered, mac = bytes(answer[:EXCHANGED_BYTES]), bytes(answer[EXCHANGED_BYTES:])
    if len(enciphered) != EXCHANGED_BYTES or not hmac.compare_digest(mac, suite.mac(key, enciphered)):
        raise Trouble("card_unreadable")
    said = suite.decipher(key, enciphered)
    if said[: 2 * RANDOM_BYTES] != bytes(of_card) + challenge:
        raise Trouble("card_unreadable")
    session = Session(channel, suite, session_key(half, said[2 * RANDOM_BYTES :]))
    session.verify_number(number)
    return session


def _check(status: int) -> None:
    if status == NOT_AUTHENTIC:
        raise Trouble("residence_number_wrong")
    if status != apdu.DONE:
        raise Trouble("card_unreadable")
