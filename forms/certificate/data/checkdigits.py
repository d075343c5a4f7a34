"""Check digits of the individual number and of the resident record code.

Only for telling such a number from other digits, so that it can be blacked out; the numbers themselves are never kept.
"""

from __future__ import annotations

INDIVIDUAL_NUMBER_DIGITS = 12
"""個人番号: eleven digits and a check digit (番号法施行令 art. 8)."""
RESIDENT_CODE_DIGITS = 11
"""住民票コード: ten digits and a check digit (住民基本台帳法施行規則 art. 1)."""


def check_digit(body: str) -> str:
    """The check digit for the digits before it.

    番号法施行規則 art. 5: 11 − (Σ Pn × Qn mod 11), where Pn is the nth digit from the right, Qn is n + 1 for
    n ≤ 6 and n − 5 for n ≥ 7; a remainder of 0 or 1 gives 0. The resident record code is taken to follow the same rule;
    nothing relies on that alone, because an eleven-digit run is blacked out whatever its check digit says.

    Raises:
        ValueError: something other than ASCII digits.
    """
    if not (body.isascii() and body.isdigit()):
        raise ValueError("digits only")
    remainder = sum(int(digit) * (2 + n % 6) for n, digit in enumerate(reversed(body))) % 11
    return "0" if remainder <= 1 else str(11 - remainder)


def is_individual_number(digits: str) -> bool:
    """Whether these are twelve digits with the right check digit."""
    return _holds(digits, INDIVIDUAL_NUMBER_DIGITS)


def is_resident_code(digits: str) -> bool:
    """Whether these are eleven digits with the right check digit."""
    return _holds(digits, RESIDENT_CODE_DIGITS)


def _holds(digits: str, length: int) -> bool:
    return len(digits) == length and digits.isascii() and digits.isdigit() and check_digit(digits[:-1]) == digits[-1]
