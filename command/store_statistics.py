"""``kakanai db statistics``: an office's figures, for people, for programs, or as a table."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from base import texts
from base.clock import SystemClock, today
from command import output
from command.configuration import Configuration

DAYS = 30
"""So many days up to the last one, where no first day is given."""


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Prints them."""
    from db import statistics_commands

    last = words.last or today(SystemClock())
    first = words.first or last - timedelta(days=DAYS - 1)
    if first > last:
        output.say("--from lies after --to")
        return output.WRONG_USAGE
    found = statistics_commands.statistics(settings.store_url, settings.key_file, first, last)
    if words.csv:
        sys.stdout.write(found.to_csv())
        return output.DONE
    return output.result(found.to_json(), as_json=words.json, sentences=_sentences(found.to_json()))


def _sentences(row: dict) -> str:
    lines = [texts.text("command.db_statistics", first=row["first"], last=row["last"], visits=row["visits"])]
    for part in ("by_kind", "by_status", "by_hour", "by_source"):
        lines += [f"  {part}", *(f"    {name}: {count}" for name, count in row[part].items())]
    lines += ["  minutes"]
    for name, each in row["minutes"].items():
        lines.append(f"    {name}: {each['count']}, median {each['median']}, p90 {each['p90']}")
    for part in ("left_at", "left_on", "left_how"):
        lines += [f"  {part}", *(f"    {name}: {count}" for name, count in row[part].items())]
    lines += ["  corrections"]
    lines += [
        f"    {each['field']}: {each['corrected']} / {each['read']} ({each['corrected_though_sure']} sure)"
        for each in row["corrections"]
    ]
    return "\n".join(
        [*lines, f"  abandoned: {row['abandoned']}", f"  left: {row['left']}", f"  unreadable: {row['unreadable']}"]
    )
