"""照合番号B of the My Number card, put together from what its face shows.

Birth date in six digits, year of expiry in four, security code in four. Public sources disagree on the birth year:
its last two digits (as for foreigners on the former card), or the year of the era (as for Japanese on it). So a
person says which form is meant, and nobody tries both: a wrong number costs one of the card's tries.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from base.trouble import Trouble
from forms.dates import NotADate, era_date


class YearForm(StrEnum):
    """How the year of birth is written in 照合番号B."""

    WESTERN = "western"
    """1985 is 85."""
    ERA = "era"
    """昭和60年 is 60."""


def number_b(birth: date, expiry_year: str, security_code: str, form: YearForm) -> str:
    """The 14 digits.

    Args:
        expiry_year: Western, four digits, as printed on the card.
        security_code: four digits, as printed beside the photograph.

    Raises:
        Trouble: ``number_b_malformed`` for a part that cannot be one.
    """
    if not re.fullmatch(r"20[0-9]{2}", expiry_year) or not re.fullmatch(r"[0-9]{4}", security_code):
        raise Trouble("number_b_malformed")
    try:
        year = birth.year % 100 if form is YearForm.WESTERN else era_date(birth).year
    except NotADate:
        raise Trouble("number_b_malformed") from None
    return f"{year:02d}{birth:%m%d}{expiry_year}{security_code}"
