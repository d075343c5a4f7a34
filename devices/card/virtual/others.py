"""Virtual cards of kinds that must be recognised and refused kindly."""

from __future__ import annotations

from devices.card import kinds
from devices.card.mynumber import JPKI_AP
from devices.card.virtual import files
from devices.card.virtual.engine import Application, File, VirtualCard
from devices.card.virtual.mynumber import ATR


def phone() -> VirtualCard:
    """A telephone with the certificates in it: the JPKI application alone, with its own token."""
    return VirtualCard([Application(JPKI_AP, {0x0006: File(files.token("JPKIAPGPSETOKEN"))})], ATR)


def juki_card() -> VirtualCard:
    """住基カード, the predecessor: the JPKI application with the old token."""
    atr = bytes.fromhex("3BE000FF8131FE4514")
    return VirtualCard([Application(JPKI_AP, {0x0006: File(files.token("JPKIAPICCTOKEN"))})], atr)


def unknown_card() -> VirtualCard:
    """A card that answers and has none of the applications anybody asks for."""
    return VirtualCard([], bytes.fromhex("3B8F8001804F0CA000000306030001000000006A"))


def travel_card() -> VirtualCard:
    """An IC travel card: FeliCa, which the reader tells by the eight bytes of its number; no application at all."""
    atr = bytes.fromhex("3B8F8001804F0CA0000003061100 3B0000000042")
    return VirtualCard([], atr, uid=bytes.fromhex("0114B34D7C0A2F11"))


def payment_card() -> VirtualCard:
    """A contactless credit card: the directory of payment applications."""
    return VirtualCard([Application(kinds.PAYMENT_CONTACTLESS)], bytes.fromhex("3B8980018031C073D6316B"))


def passport() -> VirtualCard:
    """A passport."""
    return VirtualCard([Application(kinds.PASSPORT_AP)], bytes.fromhex("3B8880010000000000000000 09"))


def residence_card(kind: bytes = b"05", *, special: bool = False) -> VirtualCard:
    """A residence card, as far as recognising it goes.

    Args:
        kind: the type in MF/EF02: 01 to 08.
        special: whether it has the application of 特定在留カード.
    """
    master = Application(b"", {0x000A: File(b"\xc1" + bytes([len(kind)]) + kind)}, short={0x0A: 0x000A})
    applications = [Application(kinds.RESIDENCE_SPECIAL)] if special else []
    return VirtualCard([*applications, Application(kinds.RESIDENCE_DF1)], ATR, master=master)


def special_residence_card() -> VirtualCard:
    """特定在留カード, as far as recognising it goes."""
    return residence_card(b"07", special=True)
