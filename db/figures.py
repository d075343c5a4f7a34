"""What the office's figures need of one visit, worked out when its latest action was added, and sealed in its row.

Without it a year of figures would open and fuse every visit again. Nothing personal is in it, but what somebody brought
(a residence card) is nobody's business; so it is sealed all the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from base import events
from base.trouble import Trouble
from db.crypto import KeyRing, SealBroken
from forms.actions import Action, ActionType, Status
from forms.comparison import same_key
from forms.fields import get_field_type
from forms.reading import Source
from forms.visit import Visit

NO_SOURCE = "none"
"""Where a visitor brought nothing that could be read and typed everything."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one visit.

    Attributes:
        version: of the visit, how many actions it had.
        sources: what was read, or :data:`NO_SOURCE`.
        minutes: ``arrival_to_filing``, ``at_kiosk``, ``waiting``, those that are known.
        corrections: pattern of a field → how many values the machine read on certificates, how many of them people
            filed otherwise, and how many of these it had been sure of. Empty until it is filed.
    """

    version: int
    sources: tuple[str, ...] = ()
    minutes: Mapping[str, float] = field(default_factory=dict)
    corrections: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, visit: Visit, actions: Sequence[Action]) -> Figures:
        """The figures of a visit with these actions."""
        # People taken in from another visit were read there.
        own = [each for each in actions if each.type is ActionType.READ and "joined" not in each.data]
        sources = sorted({each.data["reading"]["source"] for each in own} or {NO_SOURCE})
        corrections = _corrections(visit) if visit.status is Status.FILED else {}
        return cls(len(actions), tuple(sources), _minutes(visit, actions), corrections)

    @classmethod
    def from_row(cls, row: Mapping, keys: KeyRing) -> Figures | None:
        """Out of a row of the table of visits; None where they were not worked out for its latest action.

        Raises:
            Trouble: ``key_missing``, ``store_altered``.
        """
        if row["figures"] is None:
            return None
        version, sources, minutes, corrections = json.loads(_unsealed(row, keys))
        found = {name: tuple(counts) for name, counts in corrections.items()}
        return cls(version, tuple(sources), minutes, found) if version == row["version"] else None

    def column(self, visit_id: str, keys: KeyRing) -> dict[str, Any]:
        """The column of the table of visits."""
        plain = json.dumps([self.version, self.sources, self.minutes, self.corrections], separators=(",", ":"))
        return {"figures": keys.seal(plain.encode(), "figures", visit_id)}


def resealed_figures(row: Mapping, keys: KeyRing) -> bytes:
    """The figures in a row, sealed anew with the active key.

    Raises:
        Trouble: ``key_missing``, ``store_altered``.
    """
    return keys.seal(_unsealed(row, keys), "figures", row["id"])


def _unsealed(row: Mapping, keys: KeyRing) -> bytes:
    try:
        return keys.unseal(row["figures"], "figures", row["id"])
    except SealBroken:
        events.log("db.row_unreadable", table="visits", row=row["id"])
        raise Trouble("store_altered", row=row["id"]) from None


def _minutes(visit: Visit, actions: Sequence[Action]) -> dict[str, float]:
    first: dict[ActionType, datetime] = {}
    for each in actions:
        first.setdefault(each.type, each.at)
    submitted, taken, filed = (first.get(each) for each in (ActionType.SUBMIT, ActionType.TAKE, ActionType.FILE))
    found = {}
    for name, start, end in (
        ("arrival_to_filing", visit.opened_at, filed),
        ("at_kiosk", visit.opened_at, submitted),
        ("waiting", submitted, taken),
    ):
        if start is not None and end is not None and end >= start:  # a clock may have been put back
            found[name] = (end - start).total_seconds() / 60
    return found


def _corrections(visit: Visit) -> dict[str, tuple[int, int, int]]:
    read: Counter[str] = Counter()
    corrected: Counter[str] = Counter()
    though_sure: Counter[str] = Counter()
    for path, fused in visit.fields.items():
        pattern, kind = get_field_type(path).pattern, get_field_type(path).kind
        for said in fused.evidence:
            if said.source is not Source.CERTIFICATE:
                continue
            read[pattern] += 1
            if same_key(kind, said.field.value) != same_key(kind, fused.value or ""):
                corrected[pattern] += 1
                though_sure[pattern] += said.field.sure
    return {pattern: (count, corrected[pattern], though_sure[pattern]) for pattern, count in read.items()}
