"""A whole process that reads one page, as somebody who has one page starts it: from the command to its end."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from command.bench.table import Row, median

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5
"""Processes that are counted, after one that is not: files are read from the disk once."""
KIB = 1024


def one_page(times: int = TIMES) -> Row:
    """Seconds by the clock and of all cores, with programs that it starts, and the largest of these processes."""
    taken = [_run() for _ in range(times + 1)][1:]
    seconds, processor, peak = zip(*taken, strict=True)
    figures = {"median s a page": median(list(seconds)), "processor s": median(list(processor))}
    return Row("kakanai, a process with one page", figures | {"MB at the peak": max(peak)})


def _run() -> tuple[float, float, int]:
    words = [ROOT / "kakanai", "read", "certificate", ROOT / "samples" / "certificate-grid.png", "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // KIB
