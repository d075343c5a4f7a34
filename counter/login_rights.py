"""What the person at the counter may do: :mod:`forms.roles`, for screens. The store refuses what they let through."""

from __future__ import annotations

from dataclasses import dataclass

from forms import roles
from forms.actions import Status
from forms.roles import Deed, Role


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one session.

    Attributes:
        role: of the account; None where there are no accounts and roles do not count.
    """

    role: Role | None = None

    def may(self, deed: Deed, status: Status | None = None) -> bool:
        """Whether this person may do something to a visit of this status."""
        return self.role is None or roles.may(self.role, deed, status)

    def may_ever(self, deed: Deed) -> bool:
        """Whether this person may do something on any status at all."""
        return self.role is None or roles.may_ever(self.role, deed)


EVERYTHING = Rights()
"""Of a store without accounts."""
