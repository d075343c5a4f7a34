"""The status of residence under a shorter name."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.residence import with_residence_told
from tests.forms.certificate.lines import segment


def told(*texts: tuple[str, int, int]) -> list[str]:
    return [each.text for each in with_residence_told([segment(*text) for text in texts])]


@pytest.mark.parametrize(("printed", "said"), [("資格永住者", ["在留資格", "永住者"]), ("資格", ["在留資格"])])
def test_a_short_label_in_one_row_with_the_nationality_is_that_of_the_status(printed, said):
    assert told(("国籍ブラジル", 100, 100), (printed, 900, 100)) == ["国籍ブラジル", *said]


def test_it_is_in_one_column_with_it_too():
    assert told(("国籍", 100, 100), ("資格", 100, 200), ("期間", 100, 300)) == ["国籍", "在留資格", "期間"]


@pytest.mark.parametrize(
    "lines",
    [
        (("国籍ブラジル", 100, 100), ("資格有", 900, 100)),
        (("国籍ブラジル", 100, 100), ("資格", 900, 300)),
        (("国籍ブラジル", 100, 100), ("資格", 900, 100), ("在留資格", 100, 200)),
        (("国保", 100, 100), ("資格", 900, 100)),
    ],
)
def test_an_insurance_has_one_of_its_own_and_a_page_that_has_the_whole_label_means_something_else(lines):
    assert told(*lines) == [text for text, *_ in lines]
