"""照合番号B is put together in the form that a person chose, and of nothing that cannot be part of it."""

from __future__ import annotations

from datetime import date

import pytest

from base.trouble import Trouble
from devices.card.api import BasicFour, Sex
from forms.card import reading_from_basic_four
from forms.card_number_b import YearForm, number_b

BORN = date(1985, 3, 14)


@pytest.mark.parametrize(
    ("birth", "form", "first"),
    [
        (BORN, YearForm.WESTERN, "850314"),
        (BORN, YearForm.ERA, "600314"),
        (date(2005, 12, 1), YearForm.WESTERN, "051201"),
        (date(2005, 12, 1), YearForm.ERA, "171201"),
        (date(1989, 1, 8), YearForm.ERA, "010108"),
    ],
)
def test_both_forms_of_the_year(birth: date, form: YearForm, first: str) -> None:
    assert number_b(birth, "2035", "0042", form) == first + "20350042"


@pytest.mark.parametrize(
    ("birth", "year", "code"),
    [
        (BORN, "35", "1234"),
        (BORN, "1935", "1234"),
        (BORN, "2035", "12 4"),
        (BORN, "2035", "１２３４"),
        (date(1850, 1, 1), "2035", "1234"),
    ],
)
def test_parts_that_cannot_be(birth: date, year: str, code: str) -> None:
    with pytest.raises(Trouble) as caught:
        number_b(birth, year, code, YearForm.ERA)
    assert caught.value.id == "number_b_malformed"


@pytest.mark.parametrize(
    ("card", "certificate", "warnings"),
    [
        ("2026-11-21", "2026-11-21", ()),
        ("2026-11-20", "2030-01-01", ("card_expired",)),
        ("", "2026-11-20", ("certificate_expired",)),
        ("x", "", ()),
    ],
)
def test_what_has_expired_is_told(card: str, certificate: str, warnings: tuple[str, ...]) -> None:
    reading = reading_from_basic_four(
        BasicFour("山田　太郎", "東京都", "1985-03-14", Sex.MALE, certificate),
        card_expires_on=card,
        today=date(2026, 11, 21),
    )
    assert reading.warnings == warnings
