"""Tests that are programs of their own: they have an application and devices that no other test shares."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_child(script: str, says: str, limit_s: float) -> None:
    """Runs a script from outside the source tree, without a display.

    Args:
        says: what it prints when all of it went well.

    Raises:
        AssertionError: with what it said of its failure.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-c", script],
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        timeout=limit_s,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert says in done.stdout
