"""``kakanai config``: every setting with its meaning, or a check of the file in use."""

from __future__ import annotations

import argparse

from base import texts
from command import configuration, output


def run(words: argparse.Namespace, settings: configuration.Configuration) -> int:
    """Reaching this point means that the file in use is right."""
    if words.check:
        place = str(settings.file) if settings.file else ""
        return output.result(
            {"file": place, "ok": True},
            as_json=words.json,
            sentences=texts.text("command.config_ok", file=place or "–"),
        )
    return output.result(
        {"settings": dict(settings.values)}, as_json=words.json, sentences=configuration.explain().rstrip()
    )
