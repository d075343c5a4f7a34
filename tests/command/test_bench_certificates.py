"""The bench of certificates: what it counts, and the reader in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
from types import SimpleNamespace

import numpy as np

from command.bench.alone import Alone, kakanai
from command.bench.certificates import _Score
from command.bench.peak import Peak
from command.bench.whole import one_page
from tests.daemons.cards import wait_for


def test_the_first_page_is_told_apart_and_each_condition_for_itself() -> None:
    score = _Score()
    for condition, pages, seconds in (("fax", 1, 9.0), ("fax", 1, 2.0), ("phone", 2, 8.0)):
        sample = SimpleNamespace(pictures=(None,) * pages, layout="grid", condition=condition)
        score.took(sample, seconds, seconds / 2)
        score.add({"issuer": "堺市長"}, {"issuer": ("堺市長", True)}, "grid", condition)
    figures = score.row("kakanai").figures
    assert (figures["exact"], figures["wrong of sure"]) == (1.0, 0)
    assert (figures["first s"], figures["median s a page"], figures["processor s"]) == (9.0, 3.0, 1.5)
    assert score.row("kakanai", "condition phone").figures["median s a page"] == 4.0


def test_the_reader_in_its_own_process_tells_what_it_took_and_ends() -> None:
    with Alone(kakanai) as reader:
        answer = reader.read([np.full((600, 420, 3), 240, np.uint8)])
    assert answer.values == {}
    assert answer.seconds > 0 and answer.processor > 0
    assert 100 < answer.peak < 1200
    assert not reader._process.is_alive()


def test_a_process_that_reads_one_page_is_measured_from_its_start_to_its_end() -> None:
    figures = one_page(times=1).figures
    assert figures["median s a page"] > 0.5 and figures["processor s"] > 1  # the models alone take that
    assert 300 < figures["MB at the peak"] < 1200


def test_the_memory_of_a_program_that_was_started_counts() -> None:
    peak = Peak()
    before = peak.megabytes
    with subprocess.Popen(
        [shutil.which("perl"), "-e", "my $some = 'x' x 60_000_000; <STDIN>"], stdin=subprocess.PIPE
    ) as program:
        wait_for(lambda: peak.megabytes >= before + 57)
        program.communicate()
