"""Whom a sheet is written to."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.text.addressees import without_addressees
from forms.certificate.layout import arrange
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment
from tests.forms.certificate.test_layout import values


@pytest.mark.parametrize(
    "line",
    [
        [("転入地市区町村長様", 200)],
        [("転入地市区町村長", 200), ("様", 700)],
        [("静岡県磐田市長", 200), ("殿", 700)],
        [("中野区役所御中", 200)],
        [("沖縄県知事あて", 200)],
    ],
)
def test_an_office_alone_on_its_line_is_whom_a_sheet_is_written_to(line):
    name = segment("山田太郎", 200, 300)
    assert without_addressees([*(segment(text, left, 100) for text, left in line), name]) == [name]


@pytest.mark.parametrize("text", ["静岡県磐田市長", "山田太郎様", "転出証明書を市長に宛てて出す方へ"])
def test_who_issues_a_sheet_a_name_and_what_else_is_said_stay(text):
    line = segment(text, 200, 100)
    assert without_addressees([line]) == [line]


def test_behind_a_label_it_is_a_value():
    line = [segment("氏名", 200, 100), segment("中村長様", 700, 100)]
    assert without_addressees(line) == line


def test_no_label_is_found_in_whom_a_sheet_is_written_to():
    lines = [segment("転入地市区町村長", 200, 100), segment("様", 700, 100), segment("届出日", 200, 400)]
    assert set(values(arrange([*lines, segment("令和8年4月13日", 700, 400)], bare()))) == {"notified_on"}
