"""A virtual My Number card for demo, training and tests."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime

from devices.card.mynumber import JPKI_AP, TEXT_AP
from devices.card.virtual import certificates, files
from devices.card.virtual.certificates import raw_sign
from devices.card.virtual.engine import Application, File, Secret, VirtualCard
from devices.card.virtual.files import Holder, Lengths
from devices.card.visual import VISUAL_AP

COMMON_AP = bytes.fromhex("D3921000310001010100")
ATR = bytes.fromhex("3B888001000041E0B381A1003B")
"""One of many: contactless, type B."""

DEMO_PIN = "1234"
DEMO_SIGN_PASSWORD = "ABC123"
_serials = itertools.count(1)


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """The secrets of a virtual card.

    Attributes:
        pin: 券面事項入力補助用, four digits, 3 tries.
        auth_pin: 利用者証明用, four digits, 3 tries.
        sign_password: 署名用, 5 tries.
        number_b: 照合番号B: birth date in six digits, year of expiry, security code; 10 tries.
    """

    pin: str = DEMO_PIN
    auth_pin: str = DEMO_PIN
    sign_password: str = DEMO_SIGN_PASSWORD
    number_b: str = "85031420351234"


DEMO_SECRETS = Secrets()


def my_number_card(
    holder: Holder,
    secrets: Secrets = DEMO_SECRETS,
    *,
    lengths: Lengths = Lengths.SHORTEST,
    four: bytes | None = None,
    atr: bytes = ATR,
    expires_on: str = "2035-03-14",
    certificate_until: datetime = certificates.VALID_UNTIL,
    licence: Application | None = None,
) -> VirtualCard:
    """A current My Number card with a serial number of its own.

    Args:
        lengths: how EF 0002 writes its lengths.
        four: the bytes of EF 0002 if they are to be others than the holder's, for example a golden file.
        expires_on: the card's last day.
        certificate_until: the end of both certificates.
        licence: a licence recorded on it (:func:`devices.card.virtual.licence_record.licence_record`).
    """
    serial = next(_serials)
    pairs = certificates.keys()
    issued = certificates.issue(pairs, serial, certificate_until)
    number = files.individual_number()
    four = files.basic_four(holder, lengths) if four is None else four
    text = Application(
        TEXT_AP,
        files={
            0x0001: File(number, ("pin", "a")),
            0x0002: File(four, ("pin", "b")),
            0x0003: File(files.signature(number, files.basic_four(holder, lengths), pairs.authority), ("pin",)),
            0x0004: File(files.verifiable_certificate(pairs.authority)),
            0x0005: File(files.application_info()),
            0x0006: File(files.internal_key(pairs.auth)),
            0x0011: File(secret="pin"),
            0x0014: File(secret="a"),
            0x0015: File(secret="b"),
        },
        secrets={
            "pin": Secret(secrets.pin, 3),
            "a": Secret(files.INDIVIDUAL_NUMBER, 10),
            "b": Secret(secrets.number_b, 10),
        },
    )
    jpki = Application(
        JPKI_AP,
        files={
            0x0001: File(issued.sign, ("sign",)),
            0x0002: File(issued.sign_ca),
            0x0006: File(files.token("JPKIAPICCTOKEN2")),
            0x000A: File(issued.auth),
            0x000B: File(issued.auth_ca),
            0x0017: File(readers=("auth",), sign=lambda info: raw_sign(pairs.auth, info)),
            0x0018: File(secret="auth"),
            0x001A: File(readers=("sign",), sign=lambda info: raw_sign(pairs.sign, info)),
            0x001B: File(secret="sign"),
        },
        secrets={"auth": Secret(secrets.auth_pin, 3), "sign": Secret(secrets.sign_password, 5)},
    )
    visual = Application(
        VISUAL_AP,
        files={
            0x0001: File(files.application_info(), ("birth",)),
            0x0002: File(files.face(holder, expires_on, secrets.number_b[10:]), ("a", "b")),
            0x0003: File(files.application_info()),
            0x0004: File(files.verifiable_certificate(pairs.authority)),
            0x0005: File(files.number_picture(), ("a",)),
            0x0011: File(secret="birth"),
            0x0012: File(secret="b"),
            0x0013: File(secret="a"),
        },
        secrets={
            "birth": Secret(secrets.number_b[:6], 10),
            "a": Secret(files.INDIVIDUAL_NUMBER, 10),
            "b": Secret(secrets.number_b, 10),
        },
    )
    common = Application(COMMON_AP, records=(b"\xc0\x0d" + f"{serial:013d}".encode("ascii"),))
    return VirtualCard([text, jpki, visual, common, *([licence] if licence else [])], atr)
