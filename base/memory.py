"""Memory that is free again goes back to the system.

The C library keeps what large pieces of work have freed, in a heap for each thread, and with each page of another size
it keeps more: after thirty certificates that was two thirds of the process.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Gives all that is free back to the system, where the C library can (glibc); takes some hundredths of a second."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
