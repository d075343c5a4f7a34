"""``kakanai preentry page``: writes the page with which visitors make their QR code at home."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from base import texts
from command import output
from command.configuration import Configuration
from command.papers import write


def run(words: argparse.Namespace, settings: Configuration) -> int:
    """Writes the page with the name of the ward in the configuration.

    Raises:
        Trouble: ``file_unwritable``.
    """
    from forms.preentry.page import build
    from look.colours import DARK, LIGHT

    file: Path = words.out
    write(file, build(str(settings["office.ward"]), asdict(LIGHT), asdict(DARK)).encode())
    said = texts.text("preentry.page_written", file=str(file))
    return output.result({"file": str(file), "ward": settings["office.ward"]}, as_json=words.json, sentences=said)
