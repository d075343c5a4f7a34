"""What a line's steps are decoded to."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.engines.recogniser import SEEN_TWICE, Line
from forms.certificate.reader import CertificateReader

BLANK = "_"


@pytest.mark.parametrize(
    ("seen", "text", "doubted"),
    [
        ("_地_８8_", "地8", True),
        ("_地_88_", "地8", False),
        ("_地_８_8_", "地８8", False),
        ("_地_８８88_", "地８8", False),
        ("_地_８9_", "地８9", False),
    ],
)
def test_a_digit_seen_in_both_widths_side_by_side_is_one_and_not_certain(
    certificate_reader: CertificateReader, seen: str, text: str, doubted: bool
) -> None:
    recogniser = certificate_reader.recogniser
    picks = np.array([[0 if each == BLANK else recogniser._reader.alphabet.index(each)] for each in seen])
    odds = np.array([[0.9 if each.isascii() else 0.8] for each in seen], np.float32)
    line = recogniser.decode(Line((), picks, odds, 1.0))
    assert line.text == text
    assert (line.characters[-1].confidence <= SEEN_TWICE) == doubted
