"""What pages are together: a certificate, another paper, or nothing that we know."""

from __future__ import annotations

import numpy as np
import pytest

from forms.certificate.about import About, are_certificate, document_of, refusal, warnings
from forms.certificate.blackout import Blackout


def page(labels: set[str], document: str | None = None, other: str | None = None, photocopy: bool = False) -> About:
    return About(frozenset(labels), document, other, photocopy, Blackout((), (), True), np.eye(3))


def test_pages_are_a_certificate_together_where_one_has_the_title_and_another_one_the_people() -> None:
    head = page({"former_address", "new_address", "planned_on"}, "moving_out_certificate")
    people = page({"members[].name", "members[].sex"})
    assert are_certificate([head, people])
    assert not are_certificate([head])
    assert not are_certificate([people])
    assert not are_certificate([head, page({"members[].name"}, other="residence_card")])


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
