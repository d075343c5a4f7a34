"""``kakanai db backup``, ``restore``, ``export``, ``open``, ``recipient`` and ``purge``."""

from __future__ import annotations

import argparse

from command import output, store
from command.asking import new_secret, one_secret
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
        case "purge":
            from db import purge_commands

            days = words.older_than or settings["store.retention_days"]
            row = purge_commands.purge(*place, days, dry_run=words.dry_run)
        case "open":
            from db import export_commands

            row = export_commands.open_sealed(words.source, words.out, words.key or one_secret("ask_passphrase"))
        case "recipient":
            from db import recipients

            row = recipients.make(words.file)
        case _:
            from db import export_commands

            row = export_commands.export(
                *place,
                words.out,
                format=words.format,
                since=words.since,
                batch=words.batch,
                passphrase=new_secret("ask_new_passphrase") if words.sealed else None,
                recipient=words.sealed_for,
                removable=settings["store.export_removable"],
            )
    output.result(row, as_json=words.json, sentences=store.sentences(words.what, row))
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE
