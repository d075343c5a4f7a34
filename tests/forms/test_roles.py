"""Role × act × status: what is written in the table is allowed, and nothing else is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.actions import ALLOWED, ActionType, Status
from forms.roles import ACCOUNT_ROLES, KEEPERS, TABLE, Duty, Role, may, may_ever

DEEDS = [*ActionType, *Duty]
STATUSES = [None, *Status]
A, D, S = ActionType, Duty, Status

# Written down a second time, act by act, by reading what each role is for, not by copying the table.
DESK = {S.WAITING, S.IN_REVIEW, S.HELD, S.RETURNED, S.WITHDRAWN}
WANTED: dict[ActionType | Duty, dict[str, set[Status | None]]] = {
    A.OPEN: {"kiosk clerk supervisor": {None}},
    A.READ: {"kiosk": {S.OPEN}, "clerk supervisor": {S.OPEN, S.IN_REVIEW}},
    A.CONFIRM: {"kiosk clerk supervisor": {S.OPEN}},
    A.ANSWER: {"kiosk": {S.OPEN}, "clerk supervisor": {S.OPEN, S.IN_REVIEW}},
    A.SUBMIT: {"kiosk clerk supervisor": {S.OPEN}},
    A.ABANDON: {"kiosk clerk supervisor": {S.OPEN}},
    A.PRINT: {"kiosk clerk reviewer supervisor": {S.WAITING, S.IN_REVIEW, S.FILED}},
    A.TAKE: {"clerk supervisor": DESK | {S.OPEN}, "reviewer": DESK},
    A.CALL: {"clerk supervisor": {S.IN_REVIEW}},
    A.SETTLE: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.CHECK_IDENTITY: {"clerk supervisor": {S.IN_REVIEW}},
    A.HOLD: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.RETURN: {"clerk reviewer supervisor": {S.IN_REVIEW, S.HELD}},
    A.HAND_OVER: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.RELEASE: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.TELL_APART: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.PART: {"clerk supervisor": {S.IN_REVIEW}},
    A.WITHDRAW: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.FILE: {"clerk reviewer supervisor": {S.IN_REVIEW}},
    A.EXPORT: {"supervisor it": {S.FILED}},
    D.VIEW: {"clerk": DESK | {S.OPEN, S.FILED}, "reviewer": DESK | {S.FILED}, "supervisor": set(S)},
    D.COPY: {"clerk reviewer supervisor": {S.IN_REVIEW, S.FILED}},
    D.SEARCH: {"clerk reviewer supervisor": {None}},
    A.PROTECT: {"supervisor": DESK | {S.FILED, S.WITHDRAWN}},
    A.UNPROTECT: {"supervisor": DESK | {S.FILED, S.WITHDRAWN}},
    D.PROTECTED: {"supervisor": {None}},
    D.LIST: {"clerk reviewer supervisor": {None}},
    D.CALL_STAFF: {"kiosk": {None}},
    D.COUNT_JOURNEY: {"kiosk": {None}},
    D.ANSWER_CALL: {"clerk supervisor": {None}},
    D.ACCOUNTS: {"supervisor it": {None}},
    D.STATISTICS: {"supervisor it": {None}},
    D.BACKUP: {"it": {None}},
    D.RESTORE: {"it": {None}},
    D.PURGE: {"it": {None}},
    D.AUDIT_VIEW: {"supervisor it": {None}},
    D.AUDIT_VERIFY: {"supervisor it": {None}},
    D.AUDIT_EXPORT: {"supervisor it": {None}},
    D.AUDIT_ANCHOR: {"supervisor it": {None}},
}


def wanted(role: Role, deed: ActionType | Duty, status: Status | None) -> bool:
    return any(role in roles.split() and status in on for roles, on in WANTED.get(deed, {}).items())


@pytest.mark.parametrize("role", Role)
def test_everything_in_the_table_and_nothing_else(role: Role) -> None:
    for deed, status in product(DEEDS, STATUSES):
        assert may(role, deed, status) is wanted(role, deed, status), (role, deed, status)
        assert may(role, str(deed), status) is may(role, deed, status)
    for deed in DEEDS:
        assert may_ever(role, deed) is any(may(role, deed, status) for status in STATUSES)


@given(st.sampled_from([None, *Role]), st.text(), st.sampled_from(STATUSES))
def test_a_word_that_is_no_deed_is_allowed_to_nobody(role: Role | None, word: str, status: Status | None) -> None:
    if word not in DEEDS:
        assert not may(role, word, status)
        assert not may_ever(role, word)


def test_without_a_role_nothing_is_allowed() -> None:
    assert not any(may(None, deed, status) for deed, status in product(DEEDS, STATUSES))
    assert not any(may_ever(None, deed) for deed in DEEDS)


def test_no_role_may_what_the_status_does_not_take() -> None:
    for role, status, act in product(Role, STATUSES, ActionType):
        assert not may(role, act, status) or act in ALLOWED[status], (role, act, status)


def test_nothing_that_a_status_takes_is_left_to_nobody() -> None:
    for status, acts in ALLOWED.items():
        for act in acts:
            assert any(may(role, act, status) for role in Role), (status, act)


def test_whoever_may_change_a_submitted_visit_may_see_it() -> None:
    for role, status, act in product((Role.CLERK, Role.REVIEWER, Role.SUPERVISOR), Status, ActionType):
        assert not may(role, act, status) or may(role, Duty.VIEW, status), (role, act, status)


def test_it_staff_and_kiosks_see_no_visit() -> None:
    for role in (Role.IT, Role.KIOSK):
        assert not any(may_ever(role, duty) for duty in (Duty.VIEW, Duty.SEARCH, Duty.LIST))


def test_accounts_are_kept_by_keepers_and_a_kiosk_is_no_account() -> None:
    assert {role for role in Role if may(role, Duty.ACCOUNTS)} == KEEPERS
    assert set(Role) - set(ACCOUNT_ROLES) == {Role.KIOSK}
    assert set(TABLE) == set(Role)
