"""The most memory that this process has had, and the largest of the programs that it has started."""

from __future__ import annotations

import threading
from pathlib import Path

LOOK_SECONDS = 0.05
"""From one look at the programs that run to the next. What each has had at most its system remembers."""


class Peak:
    """Looks, from its beginning on, until the process ends."""

    def __init__(self) -> None:
        self._program = Path("/proc/self/exe").readlink()
        self._largest_child = 0
        threading.Thread(target=self._look, name="peak", daemon=True).start()

    @property
    def megabytes(self) -> int:
        """MiB, of this process and of the largest program that it has started, which live at the same time."""
        # Not getrusage: what that says begins with the memory of whoever started the program.
        return (most_of("self") + self._largest_child) // 1024

    def _look(self) -> None:
        waiting = threading.Event()
        while not waiting.wait(LOOK_SECONDS):
            for child in _children():
                try:
                    # Until it has become another program it shares the memory of this one.
                    if Path(f"/proc/{child}/exe").readlink() != self._program:
                        self._largest_child = max(self._largest_child, most_of(child))
                except OSError:
                    continue  # it has ended


def _children() -> list[str]:
    found = []
    for thread in Path("/proc/self/task").iterdir():
        try:
            found += (thread / "children").read_text(encoding="ascii").split()
        except OSError:
            continue  # the thread has ended
    return found


def most_of(process: str) -> int:
    """What a process has had at most, in KiB; 0 where it has ended and nobody has asked yet how.

    Args:
        process: its number, or "self".

    Raises:
        OSError: there is no such process.
    """
    said = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    return int(said.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in said else 0
