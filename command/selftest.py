"""``kakanai selftest``: every device, the reading of paper, the fonts and the store, in words and as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from base.texts import text
from base.trouble import Trouble
from command import output
from command.configuration import Configuration
from command.desk import desk_settings
from devices.check import Check, Outcome, found, troubled
from devices.desk import Desk, open_desk
from devices.selftest import passed, run_selftest

_MARKS = {Outcome.OK: "○", Outcome.WARNING: "△", Outcome.FAILED: "×", Outcome.ABSENT: "－"}


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs the checks. Ends with expected trouble when one of them failed."""
    with open_desk(desk_settings(settings)) as desk:
        checks = everything(desk, settings, names=words.devices)
    row = {"ok": passed(checks), "checks": [asdict(check) for check in checks]}
    output.result(row, as_json=words.json, sentences="\n".join(_sentence(check) for check in checks))
    return output.DONE if row["ok"] else output.EXPECTED_TROUBLE


def everything(desk: Desk, settings: Configuration, language: str = "ja", names: Iterable[str] = ()) -> list[Check]:
    """The checks of these names on an open desk, of all when none is given.

    Raises:
        Trouble: as :func:`devices.selftest.run_selftest`.
    """
    extra = {"ocr": _ocr, "fonts": _fonts, "store": lambda language: _store(settings, language)}
    return run_selftest(desk, names, extra, language=language)


def _sentence(check: Check) -> str:
    line = f"{_MARKS[check.outcome]} {check.device:<8} {check.name}: {check.detail}"
    needs_act = check.outcome in (Outcome.FAILED, Outcome.WARNING)
    return f"{line}\n           → {check.action}" if needs_act and check.action else line


def _ocr(language: str) -> list[Check]:
    """Both readers, on a line of text drawn for the purpose."""
    from forms.certificate.selftest import check_readers

    said = {True: (Outcome.OK, "ready"), False: (Outcome.FAILED, "ocr_silent")}
    return [found("ocr", f"ocr_{name}", *said[works], language) for name, works in check_readers().items()]


def _fonts(language: str) -> list[Check]:
    """Every font that forms and screens are made with."""
    from forms.paper.fonts import FONTS, font_path

    checks = []
    for key in FONTS:
        try:
            font_path(key)
        except Trouble as trouble:
            checks.append(troubled("fonts", "font", trouble, language))
    return checks or [found("fonts", "font", Outcome.OK, "fonts_there", language, number=len(FONTS))]


def _store(settings: Configuration, language: str) -> list[Check]:
    """The store opened and looked through."""
    from db import commands

    try:
        row = commands.check(settings.store_url, settings.key_file)
    except Trouble as trouble:
        return [troubled("store", "store", trouble, language)]
    if row["ok"]:
        return [found("store", "store", Outcome.OK, "store_whole", language, visits=row["visits"])]
    return [
        Check(
            "store",
            text("selftest.check.store", language),
            Outcome.FAILED,
            text("selftest.detail.store_damaged", language, findings=len(row["findings"])),
            text("selftest.action.check_store", language),
        )
    ]
