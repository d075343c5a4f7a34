"""Values that may be another label's."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.rivals import doubt_alone
from tests.forms.certificate.lines import segment


def insurances(health: list[str], pension: list[str], apart: float = 50.0) -> list[Hit]:
    """国保 over 年金 as a head, and beneath it the values of people, all of them confirmed by the learned arranger."""
    found = []
    for label, field, top, texts in (
        ("国保", "health_insurance", 100.0, health),
        ("年金", "pension", 100.0 + apart, pension),
    ):
        spots = tuple(
            Spot((segment(text, 300, 300.0 + 120 * at + top / 2),) if text else (), None, True)
            for at, text in enumerate(texts)
        )
        found.append(Hit(f"members[].{field}", segment(label, 300, top), spots, 0))
    return found


def confirmed(hits: list[Hit]) -> list[list[bool | None]]:
    return [[spot.confirmed for spot in hit.spots if spot.segments] for hit in doubt_alone(hits, hits)]


@pytest.mark.parametrize(
    ("health", "pension", "sure"),
    [
        (["無", ""], ["第2号", "無"], [[True], [True, False]]),
        (["", ""], ["無", "第2号"], [[], [False, True]]),
        (["無", "有"], ["無", "有"], [[True, True], [True, True]]),
    ],
)
def test_the_only_value_beneath_two_labels_above_each_other_may_be_eithers(health, pension, sure):
    assert confirmed(insurances(health, pension)) == sure


def test_labels_further_apart_are_no_lines_of_one_head():
    assert confirmed(insurances(["", ""], ["無", "無"], 180.0)) == [[], [True, True]]
