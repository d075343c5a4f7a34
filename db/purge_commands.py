"""What stands behind ``kakanai db purge``. Returns a plain dict, for JSON."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path

from base import events
from base.clock import JAPAN, Clock, SystemClock, today
from db.audit import it_staff
from db.backup_commands import PATIENT
from db.crypto import KeyRing
from db.lines import Act
from db.purging import ENDED, backups_holding, due, purge_one, wipe
from db.store import Store
from forms.actions import Status


def purge(url: str, key_file: Path, days: int, *, dry_run: bool = False, clock: Clock | None = None) -> dict:
    """Deletes visits whose last action lies more than so many days back, and what their database files kept of them.

    Visits that somebody still works on (waiting, in review, held) stay, and are counted.

    Args:
        days: the retention, 1 or more; whole days in Japan.
        dry_run: only counts.

    Returns:
        ``visits`` purged (or due, in a dry run), of these ``never_exported`` (filed, in no batch), ``by_status``,
        ``unfinished`` (kept), ``pages``, ``calls`` (for staff, of more than a month
        ago), ``wiped`` (whether nothing is left in the files), ``backups`` (those of the
        catalogue that still hold what is purged: to be destroyed by whoever keeps them).

    Raises:
        Trouble: see :meth:`db.store.Store.open`. Each visit is deleted whole or not at all.
    """
    if days < 1:
        raise ValueError("a retention of a day or more")
    clock = clock or SystemClock()
    before = datetime.combine(today(clock) - timedelta(days=days), time(), JAPAN)
    with Store.open(url, KeyRing.load(key_file), limits=PATIENT, clock=clock) as store:
        found = due(store, before)
        ended = [each for each in found if each.status in ENDED]
        pages, gone = 0, list(ended) if dry_run else []
        for each in ended if not dry_run else ():
            if counts := purge_one(store, each.id, before, clock.now()):
                pages += counts[1]
                gone.append(each)
        # Also after a purge of nothing: what could not be wiped yesterday is today.
        wiped = None if dry_run else wipe(store)
        never = sum(each.status is Status.FILED and not each.exported for each in gone)
        calls = 0 if dry_run else store.calls.purge()
        if not dry_run:
            store.journeys.purge()
        if not dry_run:
            store.record(Act.PURGE, actor=it_staff(), visits=len(gone), days=days, wiped=bool(wiped))
            events.log("db.purged", visits=len(gone), wiped=bool(wiped))
        holding = [{"name": name, "at": at.isoformat(timespec="seconds")} for name, at in backups_holding(store)]
    return {
        "dry_run": dry_run,
        "days": days,
        "visits": len(gone),
        "never_exported": never,
        "by_status": dict(sorted(Counter(str(each.status) for each in gone).items())),
        "unfinished": len(found) - len(ended),
        "pages": pages,
        "calls": calls,
        "wiped": wiped,
        "backups": holding,
    }
