"""Reception numbers: who gives out which. The server its own, each outbox a hundred a day while it is cut off.

docs/decisions/0011-outbox.md tells why.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from db import schema

LAST_OF_STORE = 7999
"""The store gives out 0001 to this."""
SLOTS = 20
NUMBERS_A_SLOT = 100
"""More than a kiosk serves in a day: 521 visits a day at six kiosks are 87 each."""
LEASE_DAYS = 30
"""How long an outbox may use its slot after it last reached the store."""
FREE_AFTER_DAYS = 2 * LEASE_DAYS
"""When the slot of an outbox that was not heard of goes to another. Twice the lease, so that clocks may be wrong."""


def offline_number(slot: int, count: int) -> str:
    """The number that an outbox gives out as its so-many-th of the day.

    Args:
        slot: 0 to :data:`SLOTS` − 1.
        count: from 1 to :data:`NUMBERS_A_SLOT`.
    """
    if not (0 <= slot < SLOTS and 1 <= count <= NUMBERS_A_SLOT):
        raise ValueError("no such reception number")
    return f"{LAST_OF_STORE + 1 + slot * NUMBERS_A_SLOT + count - 1:04d}"


def lease(connection: Connection, outbox: str, today: date) -> int | None:
    """The slot of an outbox, its own again or a free one; None when all are in use.

    Args:
        connection: in a writing transaction.
        outbox: the random id of the outbox.
        today: in Japan.
    """
    table = schema.outboxes
    # Two outboxes must not be given the same slot: whoever leases holds the row of the store.
    connection.execute(select(schema.store.c.id).with_for_update())
    rows = connection.execute(select(table)).all()
    mine = next((row.slot for row in rows if row.id == outbox), None)
    if mine is not None:
        connection.execute(update(table).where(table.c.id == outbox).values(leased_on=today.isoformat()))
        return mine
    silent = (today - timedelta(days=FREE_AFTER_DAYS)).isoformat()
    used = {row.slot for row in rows if row.leased_on >= silent}
    slot = next((slot for slot in range(SLOTS) if slot not in used), None)
    if slot is not None:
        connection.execute(delete(table).where(table.c.slot == slot))
        connection.execute(insert(table).values(id=outbox, slot=slot, leased_on=today.isoformat()))
    return slot
