"""``kakanai selftest``: looks at every device of the desk and says in words how it is.

Checks that need other rooms (reading of paper, fonts, store) are handed in by whoever assembles the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from base.trouble import Trouble
from devices.check import Check, Outcome, found
from devices.desk import Desk

Extra = Callable[[str], list[Check]]
"""A check from another room: gets the language, gives its lines."""

DEVICES = ("camera", "qr", "reader", "scanner", "voice", "printer")
"""The checks of this room, in the order in which they are told."""


def run_selftest(
    desk: Desk,
    names: Iterable[str] = (),
    extra: Mapping[str, Extra] | None = None,
    *,
    language: str = "ja",
    print_sheet: bool = False,
) -> list[Check]:
    """Runs the checks of these names, of all when none is given.

    Args:
        extra: further checks by their names.
        print_sheet: prints a test sheet, on real paper.

    Raises:
        Trouble: selftest_unknown when there is no check of that name.
    """
    checks: dict[str, Extra] = {
        "camera": lambda language: _camera(desk, language),
        "qr": _qr,
        "reader": lambda language: _reader(desk, language),
        "scanner": lambda language: _scanner(desk, language),
        "voice": lambda language: _voice(desk, language),
        "printer": lambda language: _printer(desk, language, print_sheet),
        **(extra or {}),
    }
    wanted = list(names) or list(checks)
    for name in wanted:
        if name not in checks:
            raise Trouble("selftest_unknown", name=name, choices=", ".join(checks))
    return [check for name in wanted for check in checks[name](language)]


def passed(checks: Iterable[Check]) -> bool:
    """Whether nothing failed; a warning and a device that is not used are no failure."""
    return all(check.outcome is not Outcome.FAILED for check in checks)


def _not_used(device: str, language: str) -> list[Check]:
    return [found(device, "state", Outcome.ABSENT, "not_used", language)]


def _camera(desk: Desk, language: str) -> list[Check]:
    from devices.camera.selftest import check_camera

    return check_camera(desk.camera, language) if desk.camera else _not_used("camera", language)


def _qr(language: str) -> list[Check]:
    from devices.camera.selftest import check_qr

    return check_qr(language)


def _reader(desk: Desk, language: str) -> list[Check]:
    if desk.cards is None or desk.bus is None:
        return _not_used("reader", language)
    from devices.card.selftest import check_reader

    return check_reader(desk.bus, desk.cards, language)


def _scanner(desk: Desk, language: str) -> list[Check]:
    from devices.scanner.selftest import check_scanner

    return check_scanner(desk.scanner, language) if desk.scanner else _not_used("scanner", language)


def _printer(desk: Desk, language: str, print_sheet: bool) -> list[Check]:
    from devices.printer.selftest import check_printer

    return check_printer(desk.printer, language, print_sheet) if desk.printer else _not_used("printer", language)


def _voice(desk: Desk, language: str) -> list[Check]:
    if desk.voice is None:
        return _not_used("voice", language)
    from devices.voice.selftest import check_voice

    return check_voice(desk.voice, language)
