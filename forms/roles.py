"""Who may do what on which status: one table. The store enforces it; screens only reflect it.

A role is what the office gave an account. The kiosk is a role, too, but no account can have it. What a *status* takes
at all is another question and another table: :data:`forms.actions.ALLOWED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from forms.actions import ActionType, Status


class Role(StrEnum):
    """What somebody is here."""

    KIOSK = "kiosk"
    """A machine at which a visitor acts for themselves. Never given to an account."""
    CLERK = "clerk"
    """Receives, asks, checks identity, files."""
    REVIEWER = "reviewer"
    """審査: sits behind the counter, decides what the papers say, meets no visitor."""
    SUPERVISOR = "supervisor"
    """Does what clerks and reviewers do, sees what is protected or abandoned, reads the audit, keeps the accounts."""
    IT = "it"
    """Keeps the machines, the store and the accounts. Sees no visit."""


ACCOUNT_ROLES = (Role.CLERK, Role.REVIEWER, Role.SUPERVISOR, Role.IT)
"""Those that an account can have."""
KEEPERS = frozenset({Role.SUPERVISOR, Role.IT})
"""Those that keep the accounts: the first account is one of them, and one of them always stays."""


ACCOUNT_PREFIX = "clerk:"
"""What stands before the name of an account where it is the actor of something, whatever its role."""
PREFIXES: Mapping[str, Role] = MappingProxyType({"kiosk:": Role.KIOSK, "it:": Role.IT})
"""Actors that are no accounts: machines, and whoever may use the command line of the server."""


class Duty(StrEnum):
    """What is done without changing a visit. The words are those of the audit."""

    VIEW = "view"
    """Opens a visit to look at it."""
    COPY = "copy"
    """Takes values of a visit into the clipboard, for the resident-record system."""
    SEARCH = "search"
    LIST = "list"
    PROTECTED = "protected"
    """支援措置: sees visits that are protected, and that there are any. For everybody else there are none."""
    CALL_STAFF = "call_staff"
    """Calls somebody to a kiosk, or takes the call back."""
    COUNT_JOURNEY = "count_journey"
    """Counts a journey that was left at a kiosk."""
    ANSWER_CALL = "answer_call"
    """Goes to the kiosk that called."""
    ACCOUNTS = "accounts"
    """Adds, changes and disables accounts."""
    BACKUP = "backup"
    RESTORE = "restore"
    PURGE = "purge"
    STATISTICS = "statistics"
    """Sees the office's figures; nothing by person is in them."""
    AUDIT_VIEW = "audit_view"
    AUDIT_VERIFY = "audit_verify"
    AUDIT_EXPORT = "audit_export"
    AUDIT_ANCHOR = "audit_anchor"


ON_VISITS = frozenset({Duty.VIEW, Duty.COPY, *ActionType})
"""What is done to one visit, so that its status counts."""

Deed = ActionType | Duty
"""Anything that a role may or may not do."""
On = frozenset[Status | None]

_NOWHERE: On = frozenset()
_ANY: On = frozenset({None})
"""For what is not done to one visit; and for :attr:`ActionType.OPEN`, whose visit does not exist yet."""
_OPEN: On = frozenset({Status.OPEN})
_REVIEW: On = frozenset({Status.IN_REVIEW})
_PRINTED: On = frozenset({Status.WAITING, Status.IN_REVIEW, Status.FILED})
_MARKED: On = frozenset(Status) - {Status.OPEN, Status.ABANDONED}
_SUBMITTED: On = frozenset({Status.WAITING, Status.IN_REVIEW, Status.HELD, Status.RETURNED, Status.WITHDRAWN})

_KIOSK: Mapping[Deed, On] = {
    ActionType.OPEN: _ANY,
    ActionType.READ: _OPEN,
    ActionType.CONFIRM: _OPEN,
    ActionType.ANSWER: _OPEN,
    ActionType.SUBMIT: _OPEN,
    ActionType.ABANDON: _OPEN,
    # The paper may come out of the printer when a quick clerk has already opened, or filed, the visit.
    ActionType.PRINT: _PRINTED,
    Duty.CALL_STAFF: _ANY,
    Duty.COUNT_JOURNEY: _ANY,
}
_DESK: Mapping[Deed, On] = {
    ActionType.SETTLE: _REVIEW,
    ActionType.HOLD: _REVIEW,
    ActionType.RETURN: _REVIEW | {Status.HELD},
    ActionType.HAND_OVER: _REVIEW,
    ActionType.RELEASE: _REVIEW,
    ActionType.TELL_APART: _REVIEW,
    ActionType.WITHDRAW: _REVIEW,
    ActionType.FILE: _REVIEW,
    ActionType.PRINT: _PRINTED,
    Duty.COPY: _REVIEW | {Status.FILED},
    Duty.SEARCH: _ANY,
    Duty.LIST: _ANY,
}
_CLERK: Mapping[Deed, On] = {
    **_DESK,
    ActionType.OPEN: _ANY,
    ActionType.READ: _OPEN | _REVIEW,
    ActionType.CONFIRM: _OPEN,
    ActionType.ANSWER: _OPEN | _REVIEW,
    ActionType.SUBMIT: _OPEN,
    ActionType.ABANDON: _OPEN,
    ActionType.TAKE: _OPEN | _SUBMITTED,
    ActionType.CALL: _REVIEW,
    ActionType.CHECK_IDENTITY: _REVIEW,
    ActionType.PART: _REVIEW,
    Duty.VIEW: _OPEN | _SUBMITTED | {Status.FILED},
    Duty.ANSWER_CALL: _ANY,
}
_REVIEWER: Mapping[Deed, On] = {
    **_DESK,
    ActionType.TAKE: _SUBMITTED,
    Duty.VIEW: _SUBMITTED | {Status.FILED},
}
_PROTECTOR: Mapping[Deed, On] = {
    ActionType.PROTECT: _MARKED,
    ActionType.UNPROTECT: _MARKED,
    Duty.PROTECTED: _ANY,
}
_AUDITOR: Mapping[Deed, On] = {
    Duty.ACCOUNTS: _ANY,
    Duty.STATISTICS: _ANY,
    Duty.AUDIT_VIEW: _ANY,
    Duty.AUDIT_VERIFY: _ANY,
    Duty.AUDIT_EXPORT: _ANY,
    Duty.AUDIT_ANCHOR: _ANY,
    ActionType.EXPORT: frozenset({Status.FILED}),
}

TABLE: Mapping[Role, Mapping[str, On]] = MappingProxyType(
    {
        Role.KIOSK: _KIOSK,
        Role.CLERK: _CLERK,
        Role.REVIEWER: _REVIEWER,
        Role.SUPERVISOR: {**_CLERK, **_AUDITOR, **_PROTECTOR, Duty.VIEW: frozenset(Status)},
        Role.IT: {**_AUDITOR, Duty.BACKUP: _ANY, Duty.RESTORE: _ANY, Duty.PURGE: _ANY},
    }
)
"""Role → what it may do → on which statuses. What does not stand here is not allowed."""


def may(role: Role | None, deed: Deed | str, status: Status | None = None) -> bool:
    """Whether a role may do something.

    Args:
        role: of whoever wants to; None is somebody who has none, and may do nothing.
        deed: what; a word that is no deed is not allowed.
        status: of the visit; None where there is no visit, or not yet.
    """
    return role is not None and status in TABLE[role].get(deed, _NOWHERE)


def may_ever(role: Role | None, deed: Deed | str) -> bool:
    """Whether a role may do something on any status at all: for screens, which hide what is never allowed."""
    return role is not None and bool(TABLE[role].get(deed, _NOWHERE))
