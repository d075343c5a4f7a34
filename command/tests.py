"""``kakanai test``: all tests, with everything that pytest is told besides."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from base.trouble import Trouble
from command.configuration import Configuration

ROOT = Path(__file__).resolve().parent.parent


def run(words: argparse.Namespace, _: Configuration) -> int:
    """Runs pytest on the checkout, on as many processes as there are cores.

    Raises:
        Trouble: ``tests_missing`` where there is no checkout or no pytest, as after installing a package.
    """
    if not (ROOT / "tests").is_dir() or importlib.util.find_spec("pytest") is None:
        raise Trouble("tests_missing")
    arguments = words.arguments or ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode
