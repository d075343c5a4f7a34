"""Texts that hold, or may hold, an individual number or a resident record code."""

from __future__ import annotations

import re
import unicodedata

from forms.certificate.data.checkdigits import (
    INDIVIDUAL_NUMBER_DIGITS,
    RESIDENT_CODE_DIGITS,
    is_individual_number,
    is_resident_code,
)

DIGITS_OF = {"individual_number": INDIVIDUAL_NUMBER_DIGITS, "resident_code": RESIDENT_CODE_DIGITS}
"""How many digits each hidden number has."""
MAX_MISCOUNT = 2
"""Digits that may be lost or doubled in reading, and the place still be the right one; or be read as something else."""
_LIKE_DIGITS = str.maketrans("OoQDIl|iZzSsBGｌ〇○", "00001111225586100")
"""What a recogniser takes digits for."""
_PARTING = "年月日/.-"
"""What stands between the digits of other numbers."""
_CARD_NUMBER = re.compile("[A-Z]{2}.{8}[A-Z]{2}")
"""Of a residence card (forms/card_number.py), its digits read as whatever."""
_CARD = re.compile("(?<![0-9A-Z])[A-Z]{2}[0-9]{8}[A-Z]{2}(?![0-9A-Z])")
"""The same, read well."""
_RUN = re.compile(r"[0-9](?:[ -]?[0-9]){10,}")


def digits_of(text: str) -> str:
    """The digits of a text, those that were taken for letters included."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text).translate(_LIKE_DIGITS))


def hidden_kind(text: str) -> str | None:
    """Which hidden number a text holds, going by its digits alone, or None.

    Eleven or more digits in a row are hidden whatever their check digit says: a misread digit must not save them.
    """
    lengths = run_lengths(text)
    if not lengths:
        return None
    return "resident_code" if lengths[0] == RESIDENT_CODE_DIGITS else "individual_number"


def is_nearly_hidden(text: str) -> bool:
    """Whether a text would have a hidden number's digits in a row, had one or two not been read as something else."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if any(mark in plain for mark in _PARTING) or _CARD_NUMBER.fullmatch(plain.strip(":")):
        return False
    digits = [character.isdigit() for character in plain.translate(_LIKE_DIGITS)]
    windows = range(len(digits) - RESIDENT_CODE_DIGITS + 1)
    return any(sum(digits[at : at + RESIDENT_CODE_DIGITS]) >= RESIDENT_CODE_DIGITS - MAX_MISCOUNT for at in windows)


def run_lengths(text: str) -> list[int]:
    """How many digits each run of a text has that may be a hidden number."""
    plain = _CARD.sub(_unlike_number, unicodedata.normalize("NFKC", text)).translate(_LIKE_DIGITS)
    runs = [(match[0], re.sub("[^0-9]", "", match[0])) for match in _RUN.finditer(plain)]
    # Others with a hyphen are telephone numbers.
    return [len(each) for run, each in runs if "-" not in run or is_individual_number(each) or is_resident_code(each)]


def _unlike_number(card: re.Match[str]) -> str:
    """The number of a card without its digits, where a letter of it is none that a digit is taken for: GS92614076SY is
    no 11 digits."""
    return card[0] if card[0].translate(_LIKE_DIGITS).isdecimal() else "/"
