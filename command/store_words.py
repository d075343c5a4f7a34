"""The words after ``kakanai db``, declared once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

Word = Callable[..., argparse.ArgumentParser]


def add(db: argparse._SubParsersAction, word: Word, json: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds them.

    Args:
        db: where to.
        word: makes one word that a module runs.
        json: gives a word the option ``--json``.
    """
    for name, what in (
        ("init", "make a new store and its key"),
        ("upgrade", "bring an older store to this version"),
        ("check", "tell whether the store is whole"),
    ):
        json(word(db, "store", name, what))
    backup = word(db, "store_away", "backup", "copy the whole store, sealed, while it is in use")
    backup.add_argument("target", type=Path, metavar="DIR|FILE")
    restore = word(db, "store_away", "restore", "make a store out of a backup, where there is none")
    restore.add_argument("source", type=Path, metavar="FILE")
    export = word(db, "store_away", "export", "what was filed and not yet taken over, for the resident-record system")
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=("csv", "json"), default="csv")
    export.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="submitted from this day on")
    export.add_argument("--batch", metavar="ID", help="write this batch again")
    sealed = export.add_mutually_exclusive_group()
    sealed.add_argument("--sealed", action="store_true", help="one file, sealed with a passphrase that is asked")
    sealed.add_argument("--sealed-for", type=Path, metavar="FILE.pub", help="one file, sealed for this public key")
    opened = word(db, "store_away", "open", "open a sealed export; needs its passphrase or key, no store")
    opened.add_argument("source", type=Path, metavar="FILE")
    opened.add_argument("--out", type=Path, required=True, metavar="DIR")
    opened.add_argument("--key", type=Path, metavar="FILE", help="the private key that it was sealed for")
    recipient = word(db, "store_away", "recipient", "a key for whoever takes exports over, and FILE.pub for the office")
    recipient.add_argument("file", type=Path, metavar="FILE")
    purge = word(db, "store_away", "purge", "delete what is older than the office may keep it")
    purge.add_argument("--older-than", type=_days, metavar="DAYS", help="default: store.retention_days")
    purge.add_argument("--dry-run", action="store_true", help="only count")
    for each in (backup, restore, export, opened, recipient, purge):
        json(each)
    figures = word(db, "store_statistics", "statistics", "visits, minutes, what was misread; nothing by person")
    figures.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    figures.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
    form = figures.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print a table")
    json(form)
    keys = db.add_parser("keys", help="the keys that seal").add_subparsers(dest="act", required=True, metavar="ACT")
    for name, what in (
        ("list", "which keys there are, and which rows need each"),
        ("add", "make a new key, which does not seal yet"),
        ("rotate", "go on to the new key and seal everything anew; may be cut off and begun again"),
    ):
        json(word(keys, "store_keys", name, what))
    audit = db.add_parser("audit", help="who did what").add_subparsers(dest="act", required=True, metavar="ACT")
    _audit(audit, word, json)


def _audit(audit: argparse._SubParsersAction, word: Word, json: Callable) -> None:
    show = word(audit, "store_audit", "show", "the latest lines")
    show.add_argument("--visit", metavar="ID")
    show.add_argument("--actor", metavar="WHO")
    show.add_argument("--what", dest="what_act", metavar="ACT")
    show.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    show.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
    show.add_argument("--limit", type=int, default=200, metavar="LINES")
    verify = word(audit, "store_audit", "verify", "tell whether any line was altered, moved or taken away")
    verify.add_argument("--anchor", action="append", default=[], metavar="ANCHOR", help="as printed; may be repeated")
    export = word(audit, "store_audit", "export", "write the audit as CSV")
    export.add_argument("--out", type=Path, required=True, metavar="FILE.csv")
    anchor = word(audit, "store_audit", "anchor", "what to print and lock away")
    anchor.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="its last line; default: now's")
    anchor.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="write the page to be printed")
    anchor.add_argument("--print", action="store_true", help="print it on the configured printer")
    for each in (show, verify, export, anchor):
        json(each)


def _days(text: str) -> int:
    if (days := int(text)) < 1:
        raise ValueError
    return days
