"""What pages are together: a certificate, another paper, or nothing that we know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.about import About, are_certificate, document_of, may_lack_people, refusal, warnings
from forms.certificate.blackout import Blackout


def page(labels: set[str], document: str | None = None, other: str | None = None, photocopy: bool = False) -> About:
    return About(frozenset(labels), document, other, photocopy, Blackout((), (), True), np.eye(3))


HEAD = page({"former_address", "new_address", "planned_on"}, "moving_out_certificate")
PEOPLE = page({"members[].name", "members[].sex"})
NOTHING = page(set())


def test_pages_are_a_certificate_together_where_one_has_the_title_and_another_one_the_people() -> None:
    assert are_certificate([HEAD, PEOPLE])
    assert not are_certificate([HEAD])
    assert not are_certificate([PEOPLE])
    assert not are_certificate([HEAD, page({"members[].name"}, other="residence_card")])


@pytest.mark.parametrize(
    ("before", "lacking"),
    [
        ([HEAD, PEOPLE], False),
        ([PEOPLE, HEAD], True),
        ([PEOPLE, NOTHING, PEOPLE, NOTHING], False),
        ([PEOPLE, replace(HEAD, other="residence_card")], False),
        ([replace(NOTHING, unread=True)], True),
        ([replace(NOTHING, unread=True, other="residence_card")], False),
        ([], False),
    ],
    ids=[
        "nobody at first",
        "nobody between",
        "empty backs",
        "another paper",
        "unread",
        "unread, another",
        "first page",
    ],
)
def test_people_may_be_overlooked_before_others_where_a_page_between_names_nobody(before, lacking: bool) -> None:
    assert may_lack_people(before, PEOPLE) is lacking


def test_an_annex_that_names_nobody_counts_nobody() -> None:
    assert not may_lack_people([PEOPLE, HEAD], HEAD)


def test_the_first_title_says_which_certificate_pages_are() -> None:
    pages = [page(set()), page(set(), "moving_out_certificate_equivalent"), page(set(), "moving_out_certificate")]
    assert document_of(pages) == "moving_out_certificate_equivalent"
    assert document_of([page(set())]) is None


@pytest.mark.parametrize(("other", "code"), [("residence_card", "other_paper"), (None, "not_a_certificate")])
def test_pages_of_another_paper_are_refused_by_its_name(other: str | None, code: str) -> None:
    assert refusal([page(set()), page(set(), other=other)]).id == code


def test_whoever_takes_pages_in_is_told_of_copies_others_and_what_is_not_kept() -> None:
    pages = [page(set(), photocopy=True), page(set(), other="residence_card")]
    assert warnings(pages, kept=False) == ["page_not_kept", "photocopy", "other_page"]
    assert warnings([page(set())], kept=True) == []
