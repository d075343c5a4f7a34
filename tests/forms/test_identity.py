"""The identity check: one photo document, or two with at least one of group A."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.identity import DOCUMENTS, Group, Shortfall, get_document, shortfall

IDS = [row.id for row in DOCUMENTS]


def test_ids_and_labels_are_unique() -> None:
    assert len(set(IDS)) == len(IDS) == len({row.label for row in DOCUMENTS})


@pytest.mark.parametrize("id", [row.id for row in DOCUMENTS if row.group is Group.PHOTO])
def test_one_photo_document_is_enough(id: str) -> None:
    assert shortfall([id]) is None


@pytest.mark.parametrize(
    ("shown", "lacking"),
    [
        ([], Shortfall.NOTHING_SHOWN),
        (["pension_book"], Shortfall.ONE_MORE),
        (["pension_book", "pension_book"], Shortfall.ONE_MORE),
        (["pension_book", "eligibility_certificate"], None),
        (["pension_book", "student_id"], None),
        (["student_id"], Shortfall.NEEDS_A),
        (["student_id", "cash_card"], Shortfall.NEEDS_A),
        (["student_id", "cash_card", "employee_id", "patient_card"], Shortfall.NEEDS_A),
    ],
)
def test_two_without_a_photograph(shown: list[str], lacking: Shortfall | None) -> None:
    assert shortfall(shown) is lacking


@given(st.lists(st.sampled_from(IDS)))
def test_enough_means_a_photo_or_two_with_one_official(shown: list[str]) -> None:
    kinds = {get_document(id) for id in shown}
    photo = any(kind.group is Group.PHOTO for kind in kinds)
    official = any(kind.group is Group.A for kind in kinds)
    assert (shortfall(shown) is None) == (photo or (official and len(kinds) >= 2))


@given(st.lists(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_one_more_document_never_harms(shown: list[str], more: str) -> None:
    if shortfall(shown) is None:
        assert shortfall([*shown, more]) is None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        shortfall(["library_card"])
