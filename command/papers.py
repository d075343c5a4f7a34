"""``kakanai forms``: the forms to print."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from base import texts
from base.trouble import Trouble
from command import output
from command.configuration import Configuration

MAX_DATA = 1024 * 1024
"""Bytes: the data of a visit is a hundredth of this."""


def run(words: argparse.Namespace, _: Configuration) -> int:
    """Lists the forms, or fills one."""
    return _list(words) if words.what == "list" else _fill(words)


def _list(words: argparse.Namespace) -> int:
    from forms.paper.description import list_forms

    forms = list_forms()
    return output.result(
        {"forms": [{"id": form.id, "title": form.title} for form in forms]},
        as_json=words.json,
        sentences="\n".join(f"{form.id:<28}{form.title}" for form in forms),
    )


def _fill(words: argparse.Namespace) -> int:
    from forms.paper.description import get_form
    from forms.paper.fill import fill_form
    from forms.paper.values import FormData

    filled = fill_form(get_form(words.form), FormData.from_json(read_json(words.data)))
    write(words.out, filled.pdf)
    flagged = [{"path": each.path, "characters": list(each.characters), "page": each.page} for each in filled.flagged]
    row = {"form": words.form, "pages": filled.pages, "flagged": flagged}
    return output.result(row, as_json=words.json, sentences=texts.text("command.form_filled", pages=filled.pages))


def read_json(file: Path) -> dict:
    """The object in a JSON file.

    Raises:
        Trouble: ``file_unreadable`` or ``data_invalid``.
    """
    try:
        if file.stat().st_size > MAX_DATA:
            raise Trouble("data_invalid", path="–")
        row = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Trouble("file_unreadable") from error
    except (ValueError, RecursionError) as error:
        raise Trouble("data_invalid", path="–") from error
    if not isinstance(row, dict):
        raise Trouble("data_invalid", path="–")
    return row


def write(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        Trouble: ``file_unwritable``.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise Trouble("file_unwritable") from error
