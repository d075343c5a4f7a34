"""A reader in a process of its own: what it takes is its own, without the corpus and the other engines."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np

from base.trouble import Trouble
from command.bench.peak import Peak

Values = dict[str, tuple[str, bool]]
"""Path → value and whether it is sure."""
Read = Callable[[Sequence[np.ndarray]], Values]
"""From the pages of a certificate (BGR uint8) to what stands there; raises Trouble where it is refused."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a certificate was read as, and what that took.

    Attributes:
        values: what stands there; empty where it was refused.
        seconds: by the clock; of the first one with loading the code and the models.
        processor: seconds of processor time, with what programs took that it has started.
        peak: MiB that the process and the largest of these programs have had at most so far.
    """

    values: Values
    seconds: float
    processor: float
    peak: int


class Alone:
    """The process, while it is needed::

    with Alone(kakanai) as reader:
        reader.read(pictures)

    Args:
        make: loads the code and the models of a reader, in that process; a function of a module.
    """

    def __init__(self, make: Callable[[], Read]) -> None:
        self._make = make

    def __enter__(self) -> Alone:
        process = multiprocessing.get_context("spawn")
        self._ours, theirs = process.Pipe()
        self._process = process.Process(target=_serve, args=(theirs, self._make), daemon=True)
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


def kakanai() -> Read:
    """Our reader."""
    from forms.certificate.reader import CertificateReader

    reader = CertificateReader()
    reader.warm_up()
    return lambda pictures: {field.path: (field.value, field.sure) for field in reader.read(pictures).reading}


def _serve(pipe: Connection, make: Callable[[], Read]) -> None:
    read, peak = None, Peak()
    while True:
        try:
            pictures = pipe.recv()
        except EOFError:
            return
        began, used = time.perf_counter(), _processor_seconds()
        read = read or make()
        try:
            values = read(pictures)
        except Trouble:
            values = {}
        took, used = time.perf_counter() - began, _processor_seconds() - used
        pipe.send(Answer(values, took, used, peak.megabytes))


def _processor_seconds() -> float:
    """What this process and the children that it has waited for have used."""
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
