"""Work that strangers' bytes go into runs in a child process with limits, where a crash or a flood does no harm.

The child is this same program: ``python -m base.served MODULE SECONDS MEMORY``, or, when frozen into one program,
``kakanai --child MODULE SECONDS MEMORY``.
"""

from __future__ import annotations

import math
import mmap
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from base.served import REFUSED

_ROOT = Path(__file__).resolve().parent.parent


class ChildFailed(Exception):
    """The child gave no answer.

    Attributes:
        reason: ``refused`` (`answer` is the id of the trouble), ``crashed`` or ``timed_out``.
        answer: what it wrote before it failed.
    """

    def __init__(self, reason: str, answer: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.answer = answer


def command(module: str, seconds: float, memory: int) -> list[str]:
    """The command line of a child."""
    tail = [module, str(math.ceil(seconds)), str(memory)]
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", *tail]
    return [sys.executable, "-P", "-m", "base.served", *tail]


def run(module: str, data: bytes, *, seconds: float, memory: int) -> bytes:
    """Gives `data` to ``module.serve`` in a child and returns its answer.

    Args:
        module: the importable module that serves.
        data: what it gets.
        seconds: wall-clock and CPU limit.
        memory: limit of its address space in bytes.

    Raises:
        ChildFailed: it refused, crashed, or ran out of its limits.
    """
    return bytes(run_mapped(module, data, seconds=seconds, memory=memory))


def run_mapped(module: str, data: bytes, *, seconds: float, memory: int) -> memoryview:
    """As :func:`run`, with the answer where the child has put it: pictures are not copied."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with _memory_file() as given, _memory_file() as answer:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(
                command(module, seconds, memory),
                stdin=given,
                stdout=answer,
                stderr=subprocess.PIPE,  # at its end the child is gone: no need to look again and again
                timeout=seconds,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise ChildFailed("timed_out") from late
        answer.seek(0)
        if done.returncode == REFUSED:
            raise ChildFailed("refused", answer.read())
        if done.returncode != 0:
            raise ChildFailed("crashed")
        return _mapped(answer)


def _mapped(file: BinaryIO) -> memoryview:
    """What lies in a file, which may be closed."""
    if not os.fstat(file.fileno()).st_size:
        return memoryview(b"")  # nothing cannot be mapped
    return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _memory_file() -> BinaryIO:
    """A file that lies in memory only. A picture comes through a pipe in hundreds of pieces, and a thread that waits
    for each while another one works takes 0.2 s longer. Where there are no such files, it is one without a name."""
    if not hasattr(os, "memfd_create"):
        return tempfile.TemporaryFile(buffering=0)
    return os.fdopen(os.memfd_create("child"), "w+b", buffering=0)
