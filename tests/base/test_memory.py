"""What is free goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from base.memory import give_back


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system as Linux tells it")
def test_what_was_freed_beneath_what_is_kept_goes_back():
    pieces = [bytearray(b"x" * 60_000) for _ in range(2000)]
    kept = pieces[-1]  # at the top of the heap: all beneath it would stay
    del pieces
    full = resident_bytes()
    give_back()
    assert len(kept) == 60_000
    assert resident_bytes() < full - 60_000_000
