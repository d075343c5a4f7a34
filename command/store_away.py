"""``kakanai db backup`` and ``restore``."""

from __future__ import annotations

import argparse

from command import output, store
from command.configuration import Configuration


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of them. A restored store with findings ends with expected trouble."""
    from db import backup_commands

    place = settings.store_url, settings.key_file
    row = (
        backup_commands.backup(*place, words.target)
        if words.what == "backup"
        else backup_commands.restore(*place, words.source)
    )
    output.result(row, as_json=words.json, sentences=store.sentences(words.what, row))
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE
