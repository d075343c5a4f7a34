"""Children: an answer, a refusal, a crash, a flood and a hang are told apart, and the parent lives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from base import child

SERVES = {
    "echo": "def serve(data): return data[::-1]",
    "fills": "def serve(data):\n import sys\n while True: sys.stdout.buffer.write(bytes(1 << 20))",
    "refuses": "from base.trouble import Trouble\ndef serve(data): raise Trouble('not_a_picture')",
    "crashes": "import os\ndef serve(data): os.abort()",
    "floods": "def serve(data): return bytes(4 * 1024 ** 3)",
    "hangs": "import time\ndef serve(data): time.sleep(60)",
}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, source in SERVES.items():
        (tmp_path / f"served_{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(child, "_ROOT", f"{child._ROOT}:{tmp_path}")
    return lambda name: f"served_{name}"


def test_it_answers(module) -> None:
    assert child.run(module("echo"), b"abc", seconds=20, memory=2**30) == b"cba"


def test_it_answers_where_no_file_lies_in_memory_only(module, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(child.os, "memfd_create")
    assert child.run(module("echo"), b"abc", seconds=20, memory=2**30) == b"cba"


def test_a_large_answer_comes_whole(module) -> None:
    data = bytes(range(256)) * 100_000
    assert child.run(module("echo"), data, seconds=20, memory=2**30) == data[::-1]


@pytest.mark.parametrize(
    ("name", "reason", "seconds"),
    [
        ("refuses", "refused", 20),
        ("crashes", "crashed", 20),
        ("floods", "crashed", 20),
        ("fills", "crashed", 20),
        ("hangs", "timed_out", 1),
    ],
)
def test_it_fails_in_a_way_that_can_be_told(module, name: str, reason: str, seconds: int) -> None:
    with pytest.raises(child.ChildFailed) as caught:
        child.run(module(name), b"", seconds=seconds, memory=2**28)
    assert caught.value.reason == reason
    assert caught.value.answer == (b"not_a_picture" if reason == "refused" else b"")


def test_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command("some.module", 1.2, 99)[1:] == ["--child", "some.module", "2", "99"]
