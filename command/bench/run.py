"""``kakanai bench``: runs the benches named, or all of them."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
from pathlib import Path

from base import events
from base.trouble import Trouble
from command import output
from command.configuration import Configuration

BENCHES = ("qr", "cards", "certificates", "kiosk", "start", "store")


def run(words: argparse.Namespace, _: Configuration) -> int:
    """Runs the benches one after the other, and prints a table each.

    Raises:
        Trouble: ``bench_unknown`` (`name`, `choices`).
    """
    for name in words.names:
        if name not in BENCHES:
            raise Trouble("bench_unknown", name=name, choices=", ".join(BENCHES))
    names = words.names or list(BENCHES)
    # That virtual devices are in use is what a bench is about; nobody reads it here.
    events.start_log(Path(os.devnull))
    if {"cards", "kiosk"} & set(names):
        # Before any thread exists.
        from devices import world

        world.enter()
    tables = []
    for name in names:
        table = importlib.import_module(f"command.bench.{name}").measure()
        tables.append(table)
        if not words.json:
            print(f"\n{name}: {table.sentences()}")
    if not words.json:
        print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        return output.DONE
    machine = {"platform": platform.platform(), "cores": os.cpu_count(), "python": platform.python_version()}
    return output.result({"machine": machine, "benches": [table.to_json() for table in tables]}, as_json=True)
