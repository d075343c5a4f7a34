"""The identity check: one photo document, or two with at least one of group A."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import NOTIFIER_RELATIONS
from forms.identity import AUTHORITIES, DOCUMENTS, Group, IdentityCheck, Shortfall, get_document, shortfall

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


SUFFICIENT = ("passport",)


@pytest.mark.parametrize(
    ("relation", "authority", "lacking"),
    [
        (None, (), None),
        ("self", (), None),
        ("householder", (), None),
        ("same_household", (), None),
        ("agent", (), Shortfall.AUTHORITY),
        ("agent", ("power_of_attorney",), None),
        ("agent", ("family_register",), Shortfall.AUTHORITY),
        ("legal_representative", (), Shortfall.AUTHORITY),
        ("legal_representative", ("power_of_attorney",), Shortfall.AUTHORITY),
        ("legal_representative", ("family_register",), None),
        ("legal_representative", ("guardianship_certificate",), None),
        ("legal_representative", ("known_to_office",), None),
    ],
)
def test_whoever_comes_for_another_shows_by_what_right(relation, authority, lacking) -> None:
    assert IdentityCheck(SUFFICIENT, authority).lacking(relation) is lacking
    # Questions stand for documents, never for the right to act.
    assert IdentityCheck((), authority, questioned=True).lacking(relation) is lacking


@pytest.mark.parametrize(
    ("check", "relation", "notice"),
    [
        (IdentityCheck(("passport",)), "self", False),
        (IdentityCheck(("pension_book", "student_id")), None, False),
        (IdentityCheck(("pension_book",), questioned=True), "self", True),
        (IdentityCheck((), questioned=True), "householder", True),
        (IdentityCheck(("passport",), ("power_of_attorney",)), "agent", True),
        (IdentityCheck(("passport",), ("family_register",)), "legal_representative", False),
        (IdentityCheck(("student_id",), ("family_register",), True), "legal_representative", True),
        (IdentityCheck(("passport",), questioned=True), "self", False),
    ],
)
def test_a_letter_goes_out_where_an_agent_came_or_the_documents_did_not_suffice(check, relation, notice) -> None:
    assert check.lacking(relation) is None
    assert check.needs_notice(relation) is notice


def test_documents_come_before_the_right_to_act() -> None:
    assert IdentityCheck(("student_id",)).lacking("agent") is Shortfall.NEEDS_A


def test_every_relation_is_of_the_vocabulary() -> None:
    assert {each.relation for each in AUTHORITIES} <= set(NOTIFIER_RELATIONS)


@given(
    st.lists(st.sampled_from(IDS), unique=True),
    st.lists(st.sampled_from([each.id for each in AUTHORITIES]), unique=True),
    st.booleans(),
)
def test_what_an_action_carries_comes_back(documents: list[str], authority: list[str], questioned: bool) -> None:
    check = IdentityCheck(tuple(documents), tuple(authority), questioned)
    assert IdentityCheck.from_json(check.to_json()) == check
    assert IdentityCheck.from_json({"documents": documents}) == IdentityCheck(tuple(documents))


@pytest.mark.parametrize("wrong", [{"documents": ("library_card",)}, {"authority": ("passport",)}])
def test_only_kinds_of_the_table_are_recorded(wrong: dict) -> None:
    with pytest.raises(KeyError):
        IdentityCheck(**wrong)
