"""What stands behind ``kakanai db statistics``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.audit import it_staff
from db.crypto import KeyRing
from db.lines import Act
from db.place import Limits
from db.statistics import Statistics
from db.store import Store


def statistics(url: str, key_file: Path, first: date, last: date) -> Statistics:
    """The figures of these days; see :func:`db.statistics.count`. Written down in the audit.

    Raises:
        Trouble: see :meth:`db.store.Store.open`.
    """
    with Store.open(url, KeyRing.load(key_file), limits=Limits(reply_s=600.0)) as store:
        store.record(Act.STATISTICS, actor=it_staff())
        return store.statistics(first, last)
