"""The daily look through the whole store. It reports; it repairs nothing."""

from __future__ import annotations

import json
import shutil
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from base import events
from base.trouble import Trouble
from db import schema
from db.accounts_rows import account_from_row
from db.chain import find_broken
from db.crypto import KeyRing
from db.engine import pragma, reading
from db.errors import trouble_of
from db.figures import Figures
from db.lines import DONE, Act
from db.migrations import find_revision
from db.place import Place
from db.rows import action_from_row, page_from_row
from db.summary import VisitSummary
from forms.actions import Action
from forms.visit import Visit

MAX_FINDINGS = 200
"""More would say nothing new about a store that is that broken."""

Finding = dict[str, Any]


def check_store(engine: Engine, place: Place, keys: KeyRing) -> dict:
    """See :func:`db.commands.check`."""
    findings: list[Finding] = []
    result: dict[str, Any] = {"place": place.name, "kind": place.kind}
    with reading(engine, place) as connection:
        result["revision"] = find_revision(connection)
        if place.file:
            findings += _file_findings(connection)
            result["bytes"] = place.file.stat().st_size
            result["free_bytes"] = shutil.disk_usage(place.file.parent).free
        try:
            for table in (schema.visits, schema.actions, schema.pages, schema.purges):
                result[table.name] = connection.scalar(select(func.count()).select_from(table))
            statuses = select(schema.visits.c.status, func.count()).group_by(schema.visits.c.status)
            result["statuses"] = dict(sorted(tuple(row) for row in connection.execute(statuses)))
            findings += _position_findings(connection, result["actions"])
            findings += _purge_findings(connection)
            findings += _visit_findings(connection, keys)
            findings += _page_findings(connection, keys)
            findings += _account_findings(connection, keys)
            result["audit_lines"], broken = find_broken(connection, keys)
            findings += [each.to_json() for each in broken]
        except DBAPIError as error:
            # A damaged page of the file ends the walk, but what was found so far is still worth telling.
            if error.orig is None or trouble_of(error.orig) != "store_corrupt":
                raise
            findings.append({"id": "file_damaged"})
    events.log("db.store_checked", visits=result.get("visits", -1), findings=len(findings))
    return {"ok": not findings} | result | {"findings": findings[:MAX_FINDINGS]}


def _file_findings(connection: Connection) -> list[Finding]:
    found = [{"id": "file_damaged", "detail": row[0]} for row in pragma(connection, "integrity_check(20)")]
    found = [each for each in found if each["detail"] != "ok"]
    return found + [
        {"id": "reference_broken", "detail": f"{row[0]} {row[1]}"} for row in pragma(connection, "foreign_key_check")
    ]


def _position_findings(connection: Connection, count: int) -> list[Finding]:
    last = connection.scalar(select(schema.store.c.position))
    highest = connection.scalar(select(func.max(schema.actions.c.position))) or 0
    purged = int(connection.scalar(select(func.sum(schema.purges.c.actions))) or 0)
    if last == count + purged and (last == highest if not purged else last >= highest):
        return []
    return [{"id": "actions_missing", "detail": f"{count + purged} of {last}"}]


def _purge_findings(connection: Connection) -> list[dict]:
    # Each purge must stand in the audit, with as many actions; otherwise somebody deleted rows and covered it up.
    purges, audit = schema.purges, schema.audit
    lines = select(audit.c.visit_id, audit.c.detail).where(audit.c.act == str(Act.PURGE), audit.c.visit_id.is_not(None))
    told = {row.visit_id: row.detail for row in connection.execute(lines)}
    return [
        {"id": "purge_unproven", "visit": row.visit_id}
        for row in connection.execute(select(purges.c.visit_id, purges.c.actions).order_by(purges.c.position))
        if f'"actions":{row.actions},' not in told.get(row.visit_id, "")
    ]


def _visit_findings(connection: Connection, keys: KeyRing) -> list[Finding]:
    # One visit at a time: a year of visits does not fit into memory.
    ids = connection.scalars(select(schema.visits.c.id).order_by(schema.visits.c.queued)).all()
    found = []
    for id in ids:
        found += _one_visit(connection, keys, id)
    return found


def _one_visit(connection: Connection, keys: KeyRing, id: str) -> list[Finding]:
    table = schema.actions
    rows = connection.execute(select(table).where(table.c.visit_id == id).order_by(table.c.number)).mappings().all()
    actions: list[Action] = []
    for row in rows:
        try:
            actions.append(action_from_row(row, keys))
        except Trouble as trouble:
            return [{"id": trouble.id, "visit": id, "row": row["id"]}]
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)) or not rows:
        return [{"id": "actions_missing", "visit": id}]
    try:
        visit = Visit.replay(actions)
    except (ValueError, KeyError, TypeError):
        # Rows that open but do not make a visit: written by a release with other rules, or by a bug.
        return [{"id": "visit_not_replayable", "visit": id}]
    row = connection.execute(select(schema.visits).where(schema.visits.c.id == id)).mappings().one()
    missing = set(visit.page_ids) - set(
        connection.scalars(select(schema.pages.c.id).where(schema.pages.c.visit_id == id))
    )
    found: list[Finding] = [{"id": "page_missing", "visit": id, "row": page} for page in sorted(missing)]
    try:
        figures = Figures.from_row(row, keys)
    except Trouble as trouble:
        return [*found, {"id": trouble.id, "visit": id, "row": id}]
    if VisitSummary.of(visit) != VisitSummary.from_row(row) or figures not in (None, Figures.of(visit, actions)):
        found.append({"id": "summary_differs", "visit": id})
    return found


def _page_findings(connection: Connection, keys: KeyRing) -> list[Finding]:
    found = []
    for id in connection.scalars(select(schema.pages.c.id)).all():
        row = connection.execute(select(schema.pages).where(schema.pages.c.id == id)).mappings().one()
        try:
            page_from_row(row, keys)
        except Trouble as trouble:
            found.append({"id": trouble.id, "visit": row["visit_id"], "row": id})
    return found


def _account_findings(connection: Connection, keys: KeyRing) -> list[Finding]:
    table, audit = schema.accounts, schema.audit
    found: list[Finding] = []
    names = set()
    for row in connection.execute(select(table).order_by(table.c.name)).mappings():
        names.add(row["name"])
        try:
            account_from_row(row, keys)
        except Trouble as trouble:
            found.append({"id": trouble.id, "row": row["name"]})
    # Accounts are never deleted. Somebody who deletes them all would have roles count no more.
    lines = select(audit.c.detail).where(audit.c.act == str(Act.ACCOUNT_ADD), audit.c.result == DONE)
    told = {json.loads(detail)["account"] for detail in connection.scalars(lines)}
    return found + [{"id": "account_missing", "row": name} for name in sorted(told - names)]
