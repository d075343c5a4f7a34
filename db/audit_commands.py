"""What stands behind ``kakanai db audit``. Each returns a plain dict, for JSON. Looking is recorded, too."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from base import events
from base.clock import JAPAN
from base.trouble import Trouble
from db.audit import it_staff
from db.chain import find_broken
from db.checking import MAX_FINDINGS
from db.crypto import KeyRing
from db.engine import reading
from db.lines import Act, Anchor, Line, detail_text
from db.output import csv_line, whole_file
from db.place import Limits
from db.store import Store

_PATIENT = Limits(reply_s=600.0)
COLUMNS = ("number", "at", "actor", "origin", "act", "visit", "result", "detail", "mac")


def show(
    url: str,
    key_file: Path,
    *,
    visit_id: str | None = None,
    actor: str | None = None,
    act: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 200,
) -> dict:
    """The latest lines that fit, oldest first; see :meth:`db.audit.Audit.lines`.

    Raises:
        Trouble: see :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file)) as store:
        lines = store.audit.lines(visit_id=visit_id, actor=actor, act=act, since=since, until=until, limit=limit)
        store.record(Act.AUDIT_VIEW, actor=it_staff(), visit_id=visit_id, lines=len(lines))
    return {"lines": [_row(line) for line in lines]}


def verify(url: str, key_file: Path, *, anchors: Sequence[str] = ()) -> dict:
    """Tells whether the audit is what was written; see :class:`db.chain.Broken` for the findings.

    Args:
        anchors: as printed by :func:`anchor`; lines before them cannot have been exchanged since.

    Raises:
        Trouble: ``audit_anchor_unreadable``, and see :meth:`db.store.Store.open`.
    """
    try:
        wanted = [Anchor.parse(each) for each in anchors]
    except ValueError:
        raise Trouble("audit_anchor_unreadable") from None
    with Store.open(url, KeyRing.load(key_file), limits=_PATIENT) as store:
        with reading(store._engine, store.place) as connection:
            lines, broken = find_broken(connection, store._keys, wanted)
        if broken:
            events.log("db.audit_broken", findings=len(broken), row=broken[0].number)
        store.record(Act.AUDIT_VERIFY, actor=it_staff(), lines=lines, findings=len(broken))
    return {"ok": not broken, "lines": lines, "findings": [each.to_json() for each in broken[:MAX_FINDINGS]]}


def export(url: str, key_file: Path, out: Path) -> dict:
    """Writes the whole audit as CSV (UTF-8 with a mark, so that spreadsheets know it), formulas defused.

    Raises:
        Trouble: ``output_exists``, ``output_failed``, and see :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), limits=_PATIENT) as store:
        count = 0
        with whole_file(out) as file:
            file.write(codecs.BOM_UTF8 + csv_line(COLUMNS).encode())
            for line in store.audit.every():
                cells = _row(line) | {"detail": detail_text(line.detail), "mac": line.mac.hex()}
                file.write(csv_line(cells[name] for name in COLUMNS).encode())
                count += 1
        store.record(Act.AUDIT_EXPORT, actor=it_staff(), lines=count)
    return {"file": str(out), "lines": count}


def anchor(url: str, key_file: Path, *, day: date | None = None) -> dict:
    """What is to be printed and locked away: the last line of the day, or of now.

    Raises:
        Trouble: ``audit_empty`` (no line by then), and see :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file)) as store:
        found = store.audit.anchor(day)
        if found is None:
            raise Trouble("audit_empty")
        store.record(Act.AUDIT_ANCHOR, actor=it_staff(), line=found.number)
    return {"place": store.place.name, "day": day.isoformat() if day else None, "anchor": found.text}


def _row(line: Line) -> dict:
    return {
        "number": line.number,
        "at": line.at.astimezone(JAPAN).isoformat(timespec="seconds"),
        "actor": line.actor,
        "origin": line.origin,
        "act": line.act,
        "visit": line.visit_id,
        "result": line.result,
        "detail": dict(line.detail),
    }
