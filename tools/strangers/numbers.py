"""Numbers with their right check digits: what must never leave the reader."""

from __future__ import annotations

from random import Random

_LOW_WEIGHTS = 6
"""The weights run 2 … 7 from the right and then begin again with 2 (総務省令, both numbers alike)."""


def check_digit(digits: str) -> str:
    """The check digit of an individual number (11 digits) or of a resident record code (10 digits)."""
    weights = (2 + place % _LOW_WEIGHTS for place in range(len(digits)))
    rest = sum(int(digit) * weight for digit, weight in zip(reversed(digits), weights, strict=True)) % 11
    return str(0 if rest <= 1 else 11 - rest)


def _with_check(rng: Random, length: int) -> str:
    digits = "".join(str(rng.randrange(10)) for _ in range(length - 1))
    return digits + check_digit(digits)


def individual_number(rng: Random) -> str:
    """個人番号, 12 digits."""
    return _with_check(rng, 12)


def resident_code(rng: Random) -> str:
    """住民票コード, 11 digits."""
    return _with_check(rng, 11)


def card_number(rng: Random) -> str:
    """在留カード等の番号: two letters, eight digits, two letters."""
    letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
    return f"{letters[:2]}{rng.randrange(10**8):08d}{letters[2:]}"
