"""What a printer's own words (IPP ``printer-state-reasons``, RFC 8011 section 5.4.12) mean to a person."""

from __future__ import annotations

from collections.abc import Iterable

from devices.printer.api import PrinterStatus

PREFIXES = (
    ("media-jam", PrinterStatus.JAM),
    ("media-empty", PrinterStatus.OUT_OF_PAPER),
    ("media-needed", PrinterStatus.OUT_OF_PAPER),
    ("input-tray-missing", PrinterStatus.OUT_OF_PAPER),
    ("cover-open", PrinterStatus.DOOR_OPEN),
    ("door-open", PrinterStatus.DOOR_OPEN),
    ("interlock-open", PrinterStatus.DOOR_OPEN),
    ("toner-empty", PrinterStatus.OUT_OF_INK),
    ("marker-supply-empty", PrinterStatus.OUT_OF_INK),
    ("offline", PrinterStatus.ABSENT),
    ("shutdown", PrinterStatus.ABSENT),
    ("timed-out", PrinterStatus.ABSENT),
)
"""By prefix: printers say media-empty-error, CUPS shows media-empty-warning, and both mean the tray. The first
match in this order wins, so a jam is told before an empty tray."""


def judge(reasons: Iterable[str]) -> PrinterStatus:
    """The gravest of these reasons, READY when none matters (toner-low, cups-waiting-for-job-completed …)."""
    words = [word.lower() for word in reasons]
    for prefix, status in PREFIXES:
        if any(word.startswith(prefix) for word in words):
            return status
    return PrinterStatus.READY
