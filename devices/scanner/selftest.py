"""Self-test of the scanner: whether it answers. Nothing is scanned."""

from __future__ import annotations

from base.trouble import Trouble
from devices.check import Check, Outcome, found, troubled
from devices.scanner.api import TROUBLES, Scanner, ScannerStatus


def check_scanner(scanner: Scanner, language: str) -> list[Check]:
    """An empty glass is no fault; a busy scanner is a warning."""
    status = scanner.status()
    if status is ScannerStatus.READY:
        return [found("scanner", "state", Outcome.OK, "ready", language)]
    if status is ScannerStatus.NO_PAGE:
        return [found("scanner", "state", Outcome.OK, "no_page", language)]
    outcome = Outcome.WARNING if status is ScannerStatus.BUSY else Outcome.FAILED
    return [troubled("scanner", "state", Trouble(TROUBLES[status]), language, outcome)]
