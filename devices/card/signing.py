"""A My Number card proves itself: its key for user authentication (利用者証明用) signs a challenge, after its own PIN.

Files and commands as public readers prove them; there is no public specification. The key never leaves the card, so
a copy of whatever was read before proves nothing. Whether the certificate is still good, nobody here asks: that is
for those with the authorisation of 公的個人認証法17条. We only see whether it is the same key.
"""

from __future__ import annotations

import hashlib

from base.trouble import Trouble
from devices.card import apdu, ber
from devices.card.mynumber import EF_AUTH_CERTIFICATE, JPKI_AP

EF_AUTH_KEY = 0x0017
EF_AUTH_PIN = 0x0018
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 hash in PKCS #1 v1.5 (RFC 8017, section 9.2, note 1); the card only pads."""
_SEQUENCE = 0x30


def _select(channel: apdu.Channel, file: int) -> None:
    if not apdu.granted(apdu.select_application(channel, JPKI_AP)) or apdu.select_file(channel, file) != apdu.DONE:
        raise Trouble("card_unreadable")


def read_certificate(channel: apdu.Channel, chunk: int) -> bytes:
    """The whole certificate for user authentication, DER; it needs no PIN.

    Raises:
        Trouble: ``card_unreadable``, or what the channel raises.
    """
    _select(channel, EF_AUTH_CERTIFICATE)
    file = bytearray()
    apdu.read_whole(channel, file, ber.HEAD_BYTES, chunk)
    try:
        outer = ber.read_head(file)
    except ber.BerError:
        raise Trouble("card_unreadable") from None
    if outer.tag != _SEQUENCE or not ber.HEAD_BYTES <= outer.end <= apdu.MAX_FILE_BYTES:
        raise Trouble("card_unreadable")
    apdu.read_whole(channel, file, outer.end, chunk)
    return bytes(file[: outer.end])


def sign(channel: apdu.Channel, pin: str, challenge: bytes) -> bytes:
    """Signs a challenge: RSA, PKCS #1 v1.5, SHA-256. The last try of the PIN is never spent.

    Raises:
        Trouble: ``auth_pin_wrong`` (tries_left), ``auth_pin_last_try`` (nothing was sent), ``auth_pin_locked``,
            ``card_unreadable``, or what the channel raises.
    """
    _select(channel, EF_AUTH_PIN)
    apdu.verify(channel, pin, apdu.Secret.AUTH_PIN, use_last_try=False)
    if apdu.select_file(channel, EF_AUTH_KEY) != apdu.DONE:
        raise Trouble("card_unreadable")
    info = DIGEST_INFO + hashlib.sha256(challenge).digest()
    answer, status = apdu.send(channel, bytes([0x80, 0x2A, 0x00, 0x80, len(info)]) + info + b"\x00")
    if status != apdu.DONE or not answer:
        raise Trouble("card_unreadable")
    return bytes(answer)
