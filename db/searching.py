"""Finding visits by the names of those who move, without a name standing anywhere in clear: a blind index.

For each visit the store keeps keyed hashes of its people's names and readings, whole and in parts, folded so that
another variant (高橋, 髙橋), width or kind of kana finds the same. Without the index key they say nothing; whoever
holds the table alone can still count which visits share a hash: docs/privacy.md.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, Select, delete, insert, select, union, update

from base.trouble import Trouble
from db import schema
from db.crypto import KeyRing
from db.figures import Figures
from db.likeness import terms_of_likeness
from db.rows import action_from_row
from db.summary import VisitSummary
from forms.characters import search_key
from forms.kana import kana_key
from forms.visit import Visit

NAME, KANA = "search name", "search kana"
"""Purposes of the hashes: a name never matches a reading."""

SINCE = "0008"
"""The first revision with all of this index and with the figures; what comes from an older one gets them."""

HASH_BYTES = 16
"""Of the 32: enough that two names in a ward do not meet by chance, half the room."""

_MEMBER = re.compile(r"members\[\d+\]\.(name|kana|former_surname)")


def terms(visit: Visit) -> frozenset[tuple[str, str]]:
    """What a visit can be found by: (purpose, folded text) of each name and reading, whole and in parts, and what
    tells that two visits may be the same."""
    found = set(terms_of_likeness(visit))
    for path, field in visit.fields.items():
        match = _MEMBER.fullmatch(path)
        if match is None or not field.value:
            continue
        purpose, fold = (KANA, kana_key) if match[1] == "kana" else (NAME, search_key)
        parts = field.value.split()
        found |= {(purpose, fold(each)) for each in (field.value, *parts)}
    return frozenset(found)


def hashes(found: frozenset[tuple[str, str]], keys: KeyRing) -> set[bytes]:
    """The keyed hashes of such terms."""
    return {keys.blind_index(purpose, text)[:HASH_BYTES] for purpose, text in found}


def keep(connection: Connection, visit_id: str, wanted: set[bytes], queued: int) -> None:
    """Makes the index of a visit hold exactly these hashes, in the transaction of the connection.

    Args:
        connection: writes.
        visit_id: which visit.
        wanted: the hashes.
        queued: its place in the queue, as in the table of visits.
    """
    table = schema.search_terms
    own = table.c.visit_id == visit_id
    there = {bytes(row.term): row.queued for row in connection.execute(select(table.c.term, table.c.queued).where(own))}
    if gone := there.keys() - wanted:
        connection.execute(delete(table).where(own, table.c.term.in_(gone)))
    if any(there[each] != queued for each in there.keys() & wanted):  # submitted since
        connection.execute(update(table).where(own).values(queued=queued))
    if fresh := wanted - there.keys():
        rows = [{"term": each, "visit_id": visit_id, "queued": queued} for each in sorted(fresh)]
        connection.execute(insert(table), rows)


def fill(connection: Connection, keys: KeyRing) -> int:
    """Makes the index anew for every visit: after an upgrade from a release that had none, and after a restore. What
    the list shows and the figures need is worked out anew with it, as this release judges.

    A visit with a row that does not open is left out: that is no reason not to restore all others, and
    ``kakanai db check`` names the row.

    Returns:
        How many visits it holds now.
    """
    actions = schema.actions
    connection.execute(delete(schema.search_terms))
    visits = connection.execute(select(schema.visits.c.id, schema.visits.c.queued)).all()
    filled = 0
    for id, queued in visits:
        rows = connection.execute(select(actions).where(actions.c.visit_id == id).order_by(actions.c.number))
        try:
            done = [action_from_row(row, keys) for row in rows.mappings()]
            visit = Visit.replay(done)
        except Trouble:  # logged where the row was opened
            continue
        keep(connection, id, hashes(terms(visit), keys), queued)
        values = VisitSummary.of(visit).to_row()
        if (figures := Figures.of(visit, done)) != _kept(connection, id, keys):
            values |= figures.column(id, keys)
        connection.execute(update(schema.visits).where(schema.visits.c.id == id).values(values))
        filled += 1
    return filled


def _kept(connection: Connection, id: str, keys: KeyRing) -> Figures | None:
    row = connection.execute(select(schema.visits).where(schema.visits.c.id == id)).mappings().one()
    try:
        return Figures.from_row(row, keys)
    except Trouble as trouble:
        if trouble.id != "store_altered":
            raise
        return None


def query(text: str, keys: KeyRing, limit: int) -> Select:
    """The visits of people of this name or reading (family name, given name, or both), the latest first.

    Args:
        text: as somebody typed it, in any variant, width and kind of kana, with or without a blank.
        limit: at most so many.
    """
    visits, index = schema.visits, schema.search_terms
    wanted = hashes(frozenset({(NAME, search_key(text)), (KANA, kana_key(text))}), keys)
    # Of each hash only the latest are looked at, in the order of the index, however many there are of a common name.
    latest = [
        select(index.c.visit_id).where(index.c.term == each).order_by(index.c.queued.desc()).limit(limit).subquery()
        for each in sorted(wanted)
    ]
    found = union(*(select(each.c.visit_id) for each in latest))
    return select(visits).where(visits.c.id.in_(found)).order_by(visits.c.queued.desc()).limit(limit)
