"""Whether the audit is whole: every line as it was written, in its place, none missing, none cut off."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from db import schema
from db.audit import every_row
from db.crypto import KeyRing
from db.lines import GENESIS, Anchor, blob, head_seal, line_of, mac_of


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the audit is not what was written.

    Attributes:
        id: ``audit_altered`` (the line was changed, or never written by us), ``audit_missing`` (lines up to this
            number are gone), ``audit_moved`` (a true line in another's place), ``audit_cut`` (lines after this one
            are gone), ``audit_head`` (the head was changed), ``audit_anchor`` (not the line on the printed sheet).
        number: of the line.
        count: how many lines, for those that are gone.
    """

    id: str
    number: int
    count: int = 1

    def to_json(self) -> dict:
        return {"id": self.id, "row": self.number} | ({"detail": f"{self.count}"} if self.count != 1 else {})


def find_broken(connection: Connection, keys: KeyRing, anchors: Sequence[Anchor] = ()) -> tuple[int, list[Broken]]:
    """Walks along the whole chain.

    Args:
        connection: in a reading transaction.
        keys: of the store.
        anchors: taken off printed sheets.

    Returns:
        How many lines there are, and what is wrong with them, in their order.
    """
    found: list[Broken] = []
    macs: set[bytes] | None = None
    wanted = {anchor.number: anchor for anchor in anchors}
    count, expected, before = 0, 1, {GENESIS}
    last = GENESIS
    for row in every_row(connection):
        number, previous, mac = row["number"], blob(row["previous"]), blob(row["mac"])
        count += 1
        if number > expected:
            found.append(Broken("audit_missing", expected, number - expected))
        elif number < expected:  # before the first
            found.append(Broken("audit_moved", number))
        true = mac_of(keys, previous, row)
        if not hmac.compare_digest(true, mac):
            found.append(Broken("audit_altered", number))
        elif previous not in before and number == expected:
            if macs is None:
                macs = {blob(each["mac"]) for each in every_row(connection)} | {GENESIS}
            # Without its predecessor it was cut out of its context; with one elsewhere, it was moved.
            found.append(Broken("audit_moved" if previous in macs else "audit_missing", number))
        if (anchor := wanted.pop(number, None)) and not anchor.fits(line_of(row)):
            found.append(Broken("audit_anchor", number))
        # If only the hash of this line was changed, the next one follows the true hash.
        last, before, expected = mac, {mac, true}, number + 1
    head = connection.execute(select(schema.audit_head)).first()
    found += _at_the_end(head, keys, count, expected - 1, last)
    found += [Broken("audit_anchor", number) for number in sorted(wanted)]
    return count, found


def _at_the_end(head: Row | None, keys: KeyRing, count: int, last: int, mac: bytes) -> list[Broken]:
    if head is None:
        return [Broken("audit_head", last)]
    if not hmac.compare_digest(head_seal(keys, head.number, bytes(head.mac)), bytes(head.seal)):
        return [Broken("audit_head", head.number)]
    if head.number > last:
        return [Broken("audit_cut", last, head.number - last)]
    # More lines than the head knows of, or another last one: added or exchanged behind our back.
    return [] if (head.number, bytes(head.mac)) == (last, mac) else [Broken("audit_head", head.number)]
