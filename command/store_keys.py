"""``kakanai db keys``: listed, added, rotated."""

from __future__ import annotations

import argparse

from base import texts
from command import output
from command.configuration import Configuration


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Runs one of the acts. A rotation that leaves rows under another key ends with expected trouble."""
    from db import keys_commands

    place = settings.store_url, settings.key_file
    match words.act:
        case "list":
            row = keys_commands.listed(*place)
            lines = [
                f"  {each['id']}  {each['state']:<8}" + "".join(f"  {name}: {n}" for name, n in each["rows"].items())
                for each in row["keys"]
            ]
        case "add":
            row = keys_commands.add(*place)
            lines = [f"  {row['key']}  {row['key_file']}"]
        case _:
            row = keys_commands.rotate(*place, told=lambda what, rows: output.say(f"  {what}: {rows}"))
            lines = [f"  {row['key']}", *(f"  - {each}" for each in row["findings"])]
    said = "\n".join([texts.text(f"command.db_keys_{words.act}"), *lines])
    output.result(row, as_json=words.json, sentences=said)
    return output.DONE if row.get("ok", True) else output.EXPECTED_TROUBLE
