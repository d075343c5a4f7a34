"""The bench of the store plays a whole day: every visit is filed, every act is timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from command.bench import store as bench
from command.bench import store_search


@pytest.mark.expected_log("db.outbox_cut_off")
def test_a_small_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"VISITS": 12, "HOUR": 3, "KIOSKS": 2, "COUNTERS": 3}.items():
        monkeypatch.setattr(bench, name, value)
    taken, seconds, size = bench._day(f"sqlite:///{tmp_path}/data/k.sqlite")
    acts = {"number", "submit", "list", "view", "open", "take", "settle", "check identity", "file"}
    assert {act: len(each) for act, each in taken.items()} == dict.fromkeys(acts, 12)
    assert seconds > 0
    assert size > 12 * bench.PAGE_BYTES
    row = bench._row("x", [3.0, 1.0, 2.0])
    assert row.figures == {"p50 ms": 2.0, "p99 ms": 3.0, "times": 3}
    assert bench._drained(tmp_path) > 0


def test_a_small_store_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question finds whom it asks for; the bench itself fails otherwise."""
    monkeypatch.setattr(store_search, "VISITS", 3000)
    monkeypatch.setattr(store_search, "COMMON", 1.0)
    monkeypatch.setattr(store_search, "TIMES", 2)
    monkeypatch.setattr(store_search, "DAYS", 10)
    taken = dict(bench._searched(f"sqlite:///{tmp_path}/data/k.sqlite"))
    assert len(taken) == 9
    assert {len(each) for each in taken.values()} == {1, 2}
