"""Whose a label is, where each person has labels of their own."""

from __future__ import annotations

from dataclasses import replace

from forms.certificate.catalogue import HIDDEN
from forms.certificate.hits import Hit
from forms.certificate.segments import Segment, same_row


def _person_by_person(hits: list[Hit]) -> list[Hit]:
    """In reading order, or block by block where people stand beside each other, each with labels of their own."""
    names = [hit.label for hit in hits if hit.target == "members[].name" and len(hit.spots) == 1]
    if not any(same_row(one, other) for at, one in enumerate(names) for other in names[at + 1 :]):
        return hits
    rows: list[list[Segment]] = []
    for label in sorted(names, key=lambda label: label.middle):
        if rows and same_row(rows[-1][0], label):
            rows[-1].append(label)
        else:
            rows.append([label])

    def block(hit: Hit) -> tuple[int, int]:
        if not (hit.target.startswith("members[]") or hit.target in HIDDEN):
            return -1, 0
        label = hit.label
        # The reading may stand above the name.
        row = max(0, sum(each[0].top - 2 * each[0].em <= label.middle for each in rows) - 1)
        return row, sum(each.left - each.em <= label.left for each in rows[row])

    return sorted(hits, key=block)


def with_members(hits: list[Hit]) -> list[Hit]:
    """Each person's labels: when one comes again, the next person begins."""
    found, member, seen = [], 0, set()
    for hit in _person_by_person(hits):
        if not (hit.target.startswith("members[]") or hit.target in HIDDEN):
            found.append(hit)
            continue
        if hit.target in seen:
            member, seen = member + 1, set()
        seen.add(hit.target)
        found.append(replace(hit, member=member))
    return found
