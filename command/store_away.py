"""``kakanai db backup``, ``restore`` and ``export``."""

from __future__ import annotations

import argparse

from command import output, store
from command.configuration import Configuration


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of them. A restored store with findings ends with expected trouble."""
    place = settings.store_url, settings.key_file
    match words.what:
        case "backup":
            from db import backup_commands

            row = backup_commands.backup(*place, words.target)
        case "restore":
            from db import backup_commands

            row = backup_commands.restore(*place, words.source)
        case _:
            from db import export_commands

            row = export_commands.export(*place, words.out, format=words.format, since=words.since, batch=words.batch)
    output.result(row, as_json=words.json, sentences=store.sentences(words.what, row))
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE
