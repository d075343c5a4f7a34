"""How long the command takes to start, beside a bare Python."""

from __future__ import annotations

import subprocess
import sys

from command.bench.table import Row, Table, median, milliseconds

TIMES = 9


def measure() -> Table:
    """Whole processes, from start to end."""
    python = [sys.executable, "-P"]
    ours = [*python, "-m", "command"] if not getattr(sys, "frozen", False) else [sys.executable]

    def ms(words: list[str]) -> float:
        return median(milliseconds(lambda: subprocess.run(words, check=True, capture_output=True), TIMES))

    rows = [Row("kakanai forms list", {"median ms": ms([*ours, "forms", "list"])})]
    if not getattr(sys, "frozen", False):
        rows.append(Row("python -c pass", {"median ms": ms([*python, "-c", "pass"])}))
        rows.append(
            Row("python -c 'import PySide6.QtWidgets'", {"median ms": ms([*python, "-c", "import PySide6.QtWidgets"])})
        )
    return Table("start", f"start-up, median of {TIMES} processes", tuple(rows))
