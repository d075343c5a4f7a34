"""Our reader in a process of its own: what it takes is its own, without the corpus and the other engines."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """What a certificate was read as, and what that took.

    Attributes:
        values: path → value and whether it is sure; empty where it was refused.
        seconds: by the clock; of the first one with loading the code and the models.
        processor: seconds of processor time, with what Tesseract took.
        peak: megabytes that the process has had at most so far.
    """

    values: dict[str, tuple[str, bool]]
    seconds: float
    processor: float
    peak: int


class Alone:
    """The process, while it is needed::

    with Alone() as reader:
        reader.read(pictures)
    """

    def __enter__(self) -> Alone:
        process = multiprocessing.get_context("spawn")
        self._ours, theirs = process.Pipe()
        self._process = process.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._process.join()

    def read(self, pictures: Sequence[np.ndarray]) -> Answer:
        """Has a certificate read.

        Raises:
            EOFError: the process ended.
        """
        self._ours.send(tuple(pictures))
        return self._ours.recv()


def _serve(pipe: Connection) -> None:
    reader = None
    while True:
        try:
            pictures = pipe.recv()
        except EOFError:
            return
        began, used = time.perf_counter(), processor_seconds()
        if reader is None:
            from forms.certificate.reader import CertificateReader

            reader = CertificateReader()
            reader.warm_up()
        try:
            values = {field.path: (field.value, field.sure) for field in reader.read(pictures).reading}
        except Trouble:
            values = {}
        peak = _peak()
        pipe.send(Answer(values, time.perf_counter() - began, processor_seconds() - used, peak))


def processor_seconds() -> float:
    """What this process and the children that it has waited for have used."""
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def _peak() -> int:
    """The most memory that this program has had, in MiB. What getrusage says begins with that of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024
