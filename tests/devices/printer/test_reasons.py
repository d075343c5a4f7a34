"""The printer's own words, by prefix."""

from __future__ import annotations

import pytest

from devices.printer.api import PrinterStatus
from devices.printer.reasons import PREFIXES, judge


@pytest.mark.parametrize(("prefix", "status"), PREFIXES)
@pytest.mark.parametrize("severity", ["", "-error", "-warning", "-report"])
def test_each_word_in_each_severity(prefix: str, status: PrinterStatus, severity: str) -> None:
    assert judge(["toner-low-report", prefix + severity]) is status


@pytest.mark.parametrize(
    "word", ["none", "toner-low-warning", "cups-waiting-for-job-completed", "connecting-to-device"]
)
def test_words_that_stop_nothing(word: str) -> None:
    assert judge([word]) is PrinterStatus.READY


def test_a_jam_is_told_before_an_empty_tray() -> None:
    assert judge(["media-empty-error", "media-jam-error"]) is PrinterStatus.JAM
