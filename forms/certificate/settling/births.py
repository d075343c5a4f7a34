"""Dates of birth held against the dates of the sheet: nobody moves out before being born."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry

TOLD_ON = frozenset({"issued_on", "notified_on"})
"""Dates of what has happened when a sheet is printed; the day of moving may lie before a birth or after it."""


def doubt_births_to_come(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; of a date of birth behind the day that a sheet was issued or asked for neither one is sure."""
    told = {entry.path: entry.value.value for entry in entries if entry.path in TOLD_ON and entry.value.value}
    born = {entry.path: entry.value.value for entry in entries if entry.path.endswith(".birth_date")}
    # As ISO writes them, dates are ordered like texts.
    odd = {one for one, day in born.items() for other in told.values() if day > other}
    odd |= {one for one, day in told.items() if any(birth > day for birth in born.values())}
    return [replace(entry, firm=False) if entry.path in odd else entry for entry in entries]
