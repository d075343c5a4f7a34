"""The application of a licence recorded on a virtual My Number card (マイナ免許証), as specified."""

from __future__ import annotations

from devices.card import jis
from devices.card.ber import encode
from devices.card.kinds import LICENCE_RECORD_AP
from devices.card.licence_record import NO_PIN, PIN_TRIES
from devices.card.virtual.engine import Application, File, Secret
from devices.card.virtual.licence import coded_date

DEMO_RECORD_PIN = "2468"
"""Another one than the card's other PINs, so that no test passes with a PIN in the wrong place."""
RECORD_BYTES, SIGNATURE_BYTES = 5845, 584
_PHOTOGRAPH_TAG = 0xDF07
"""Written so by the one public description that gives it; nothing of ours reads as far."""


def licence_record(
    *,
    pin: str | None = DEMO_RECORD_PIN,
    expires_on: str = "2029-04-14",
    drove_until: str = "",
    wants_no_pin: bool = True,
) -> Application:
    """A licence, or where ``expires_on`` is empty the record of one that was given back.

    Args:
        pin: None for a holder who chose none.
        expires_on: ``YYYY-MM-DD``; empty where no licence is recorded.
        drove_until: ``YYYY-MM-DD``, the day of the record of what its holder drove (運転経歴情報).
        wants_no_pin: whether a card without a PIN wants its placeholder, or is open from the start.
    """
    dates = [coded_date(day).encode("ascii") if day else b"" for day in (drove_until, expires_on)]
    record = encode(0xC2, dates[0]) + encode(0xC3, b"\x01" if drove_until else b"")
    record += encode(0xC4, jis.encode("優良") if expires_on else b"") + encode(0xC5, dates[1])
    record += encode(0xC6, jis.encode("眼鏡等")) + b"".join(encode(tag, b"") for tag in range(0xC7, 0xDF))
    record += encode(0xE7, b"620212345670" if expires_on else b"") + encode(0xE8, b"")
    record += b"".join(encode(tag, b"") for tag in range(0xE9, 0xEC))
    record += b"".join(encode(tag, b"\x00") for tag in range(0xEC, 0xFB)) + encode(_PHOTOGRAPH_TAG, bytes(2000))
    readers = () if pin is None and not wants_no_pin else ("record",)
    return Application(
        LICENCE_RECORD_AP,
        files={
            0x0006: File(secret="record"),
            0x001A: File(encode(0xC1, b"\x00" if pin is None else b"\x01")),
            0x001B: File(record.ljust(RECORD_BYTES, b"\0"), readers),
            0x001C: File(bytes(SIGNATURE_BYTES), readers),
        },
        secrets={"record": Secret(NO_PIN if pin is None else pin, PIN_TRIES)},
        short={number: number for number in (0x06, 0x1A, 0x1B, 0x1C)},
    )
