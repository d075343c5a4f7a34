"""One line of a self-test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from base.texts import action, message, text
from base.trouble import Trouble


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"  # it works, and somebody should look
    FAILED = "failed"
    ABSENT = "absent"  # no such device is configured here


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, in words for staff.

    Attributes:
        device: the word on the command line: camera, qr, reader, scanner, printer, or an extra one.
        name: what was looked at, in the language of the run.
        outcome: how it ended.
        detail: what was found.
        action: what to do now.
    """

    device: str
    name: str
    outcome: Outcome
    detail: str
    action: str


def found(
    device: str,
    what: str,
    outcome: Outcome,
    detail: str,
    language: str,
    action_key: str = "none",
    **values: str | int,
) -> Check:
    """A check told by the keys of the catalogue below ``selftest``."""
    return Check(
        device,
        text(f"selftest.check.{what}", language),
        outcome,
        text(f"selftest.detail.{detail}", language, **values),
        text(f"selftest.action.{action_key}", language),
    )


def troubled(device: str, what: str, trouble: Trouble, language: str, outcome: Outcome = Outcome.FAILED) -> Check:
    """A check that ended in trouble, told in the trouble's own sentences."""
    return Check(
        device,
        text(f"selftest.check.{what}", language),
        outcome,
        message(trouble, language),
        action(trouble, language),
    )
