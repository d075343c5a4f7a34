"""Tesseract, started before there is anything to read: to load its model takes longer than to read a few lines."""

from __future__ import annotations

import os
import subprocess
import weakref

import cv2
import numpy as np

ONE_CORE = {"OMP_THREAD_LIMIT": "1"}
"""Its threads spin while they wait for each other. Of six sheets of one or two values it took
0.39 to 0.98 of the processor time that it took with two, 0.8 in the middle, was sooner done and read the same."""


class Tesseract:
    """One run of the program, on one core, which reads one picture. It ends with this object, and with this process.

    The picture goes through a pipe: nothing of it is laid down in a file.

    Args:
        language: whose model is loaded.
        settings: further words of the command line.

    Raises:
        OSError: the program is not installed, or cannot be started.
    """

    def __init__(self, language: str, settings: tuple[str, ...]) -> None:
        pipe = subprocess.PIPE
        words = ["tesseract", "stdin", "stdout", "-l", language, *settings]
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | ONE_CORE)
        self._end = weakref.finalize(self, _end, self._process)

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be given a picture."""
        return self._process.poll() is None

    def read(self, picture: np.ndarray, timeout: float) -> str:
        """What it makes of a picture, grey or BGR uint8, in the form that the settings ask for.

        Args:
            timeout: seconds.

        Raises:
            OSError: it crashed or refused.
            subprocess.TimeoutExpired: it hangs.
        """
        try:
            said, _ = self._process.communicate(cv2.imencode(".png", picture)[1].tobytes(), timeout)
        finally:
            self.end()
        if self._process.returncode != 0:
            raise OSError(f"Tesseract ended with {self._process.returncode}")
        return said.decode("utf-8", "replace")

    def end(self) -> None:
        """Ends it, whether it has read something or not."""
        self._end()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        # What was not taken by a process that is gone is lost.
        try:
            pipe.close()
        except OSError:
            continue
    process.wait()
