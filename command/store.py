"""``kakanai db``: the store made, brought up to date, and looked through."""

from __future__ import annotations

import argparse

from base import texts
from command import output
from command.configuration import Configuration


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of the store's commands. A check that finds something ends with expected trouble."""
    from db import commands

    act = {"init": commands.init, "upgrade": commands.upgrade, "check": commands.check}[words.what]
    row = act(settings.store_url, settings.key_file)
    output.result(row, as_json=words.json, sentences=sentences(words.what, row))
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE


def sentences(what: str, row: dict) -> str:
    """What one of the store's commands did, line by line, with its findings."""
    details = "\n".join(f"  {name}: {value}" for name, value in row.items() if not isinstance(value, dict | list))
    listed = [*row.get("findings", ()), *row.get("backups", ())]
    findings = "\n".join(f"  - {each}" for each in listed)
    done = texts.text(f"command.db_{what}")
    return "\n".join(part for part in (done, details, findings) if part)
