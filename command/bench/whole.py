"""A whole process that reads one page, as somebody who has one page starts it: from the command to its end."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from command.bench.peak import most_of
from command.bench.table import Row, median

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5
"""Processes that are counted, after one that is not: files are read from the disk once."""
LOOK_SECONDS = 0.01
"""How often its memory is looked at: that what it had at most stays told until it ends."""
KIB = 1024


def one_page(times: int = TIMES) -> Row:
    """Seconds by the clock and of all cores, with programs that it starts, and the MiB that it had at most."""
    taken = [_run() for _ in range(times + 1)][1:]
    seconds, processor, peak = zip(*taken, strict=True)
    figures = {"median s a page": median(list(seconds)), "processor s": median(list(processor))}
    return Row("kakanai, a process with one page", figures | {"MB at the peak": max(peak)})


def _run() -> tuple[float, float, int]:
    words = [ROOT / "kakanai", "read", "certificate", ROOT / "samples" / "certificate-grid.png", "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    ended, peak = 0, 0
    while not ended:
        # Not the maximum that wait4 tells: that begins with the memory of whoever started the process.
        peak = max(peak, most_of(str(process.pid)))
        time.sleep(LOOK_SECONDS)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return seconds, used.ru_utime + used.ru_stime, peak // KIB
