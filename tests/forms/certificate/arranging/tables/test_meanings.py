"""Which of two addresses, and which householder, a label means by what stands above it."""

from __future__ import annotations

import pytest

from forms.certificate.layout import arrange
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("rows", "householders"),
    [
        (("転出前の住所", "上記の世帯主", "転出先の住所", "新しい世帯主"), {"former": "髙橋一郎", "new": "髙橋花"}),
        (("従前の住所", "世帯主", "新住所", "上記世帯主"), {"former": "髙橋一郎", "new": "髙橋花"}),
    ],
)
def test_the_householder_of_what_stands_above_is_that_of_the_address_above(rows, householders):
    texts = ("堺市北区1番地", "髙橋一郎", "堺市南区2番地", "髙橋花")
    page = [segment(label, 100, 100 + 60 * at) for at, label in enumerate(rows)]
    page += [segment(text, 600, 100 + 60 * at) for at, text in enumerate(texts)]
    hits = [hit for hit in arrange(page, bare()).hits if hit.target.startswith("householder")]
    assert {hit.target.removeprefix("householder."): hit.spots[0].text for hit in hits} == householders
    assert all(hit.clear for hit in hits)


def test_the_householder_of_what_stands_above_is_in_doubt_beneath_no_address():
    rows = [("本籍", "堺市北区1番地"), ("上記の世帯主", "髙橋一郎")]
    page = [
        segment(text, 100 + 500 * at, 100 + 60 * row) for row, pair in enumerate(rows) for at, text in enumerate(pair)
    ]
    (hit,) = (hit for hit in arrange(page, bare()).hits if hit.target == "householder.former")
    assert not hit.clear
