"""``kakanai test``: all tests, with everything that pytest is told besides."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from base.trouble import Trouble
from command.configuration import Configuration

ROOT = Path(__file__).resolve().parent.parent


MOST_PROCESSES = 5
"""One process of tests takes up to 1 GB."""
UNSTEADY_AT_MOST = 5
"""Tests of a whole run that may fail beside the others and are judged once more, alone. More is a broken change."""
_FAILED = 1
"""pytest's exit status when tests ran and some failed."""


def run(words: argparse.Namespace, _: Configuration) -> int:
    """Runs pytest on the checkout: with what was asked for, or everything, by one process more than there are cores.

    Half of a run's time is spent waiting for daemons and for disks that have to have written.

    Raises:
        Trouble: ``tests_missing`` where there is no checkout or no pytest, as after installing a package.
    """
    if not (ROOT / "tests").is_dir() or importlib.util.find_spec("pytest") is None:
        raise Trouble("tests_missing")
    if words.arguments:
        return pytest_on(ROOT, words.arguments)
    return whole_run(ROOT, ["-n", str(min((os.cpu_count() or 1) + 1, MOST_PROCESSES))])


def whole_run(root: Path, crowd: list[str]) -> int:
    """Runs all tests side by side; the few that fail run a second time, one after another and with nothing beside them.

    Two processes of tests share their cores with real daemons that have time limits of their own (pcscd, cupsd,
    saned). A test that loses that race must not hide behind a retry: it is named, both verdicts are shown, and it is to
    be mended. One that fails alone too fails the run.

    Args:
        root: the folder of the checkout.
        crowd: pytest's words for running side by side.

    Returns:
        pytest's exit status: of the first run, or of the second where there was one.
    """
    with tempfile.TemporaryDirectory(prefix="kakanai-tests-") as cache:
        status = pytest_on(root, [*crowd, "-q", "-o", f"cache_dir={cache}"])
        failed = failed_tests(Path(cache))
        few = 0 < len(failed) <= UNSTEADY_AT_MOST and all("::" in each for each in failed)  # else not even collected
        if status != _FAILED or not few:
            return status
        print("\nFailed beside the others; each runs once more, alone:", *failed, sep="\n  ", flush=True)
        return pytest_on(root, ["-q", *failed])


def failed_tests(cache: Path) -> list[str]:
    """The tests that failed in the last run, by what pytest noted in its cache folder."""
    noted = cache / "v" / "cache" / "lastfailed"
    return sorted(json.loads(noted.read_text(encoding="utf-8"))) if noted.is_file() else []


def pytest_on(root: Path, arguments: list[str]) -> int:
    """Runs pytest in a process of its own; its exit status."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    # A run starts hundreds of processes; without bytecode kept, each would compile what it imports once more.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-P", "-X", "utf8", "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode
