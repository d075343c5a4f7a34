"""Tests marked ``in_world`` run in a private world, where the fixtures ``world``, ``link`` and ``table`` are."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemons.cards import bus, card, driver, holder, household, licence_card
from tests.daemons.in_world import pytest_runtest_protocol

__all__ = ["bus", "card", "driver", "holder", "household", "licence_card", "pytest_runtest_protocol"]


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: hundreds of stores are opened, and need not last."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="kakanai-cut-", dir=memory) as folder:
        yield Path(folder)
