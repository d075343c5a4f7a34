"""What ``kakanai test`` makes of tests that fail: in a small checkout of its own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from xdist.remote import Producer

from command.tests import UNSTEADY_AT_MOST, failed_tests, whole_run
from tests.together import Together

PASSES = "def test_passes():\n    pass\n"
UNSTEADY = """
from pathlib import Path

def test_unsteady():
    seen = Path(__file__).with_name("seen")
    again = seen.exists()
    seen.touch()
    assert again
"""
RUNS = """
from pathlib import Path

def pytest_sessionstart(session):
    with Path(__file__).with_name("runs").open("a") as runs:
        runs.write("run\\n")
"""


def broken(number: int) -> str:
    """A test that fails however often it runs."""
    return f"def test_broken_{number}():\n    assert False\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with one test that passes and a note of each run."""
    (tmp_path / "conftest.py").write_text(RUNS)
    (tmp_path / "test_good.py").write_text(PASSES)
    return tmp_path


def runs(checkout: Path) -> int:
    """How often pytest was started there."""
    return len((checkout / "runs").read_text().split())


def test_when_all_pass_there_is_one_run(checkout: Path) -> None:
    assert (whole_run(checkout, []), runs(checkout)) == (0, 1)


def test_a_test_that_passes_alone_is_named(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (checkout / "test_other.py").write_text(UNSTEADY)
    assert (whole_run(checkout, []), runs(checkout)) == (0, 2)
    out = capfd.readouterr().out
    crowd, _, alone = out.partition("each runs once more, alone:\n  test_other.py::test_unsteady\n")
    assert "1 failed, 1 passed" in crowd
    assert alone.splitlines()[-1].startswith("1 passed"), "pytest's own summary is the end"


def test_a_test_that_fails_alone_fails_the_run(checkout: Path) -> None:
    (checkout / "test_other.py").write_text(UNSTEADY + broken(1))
    assert (whole_run(checkout, []), runs(checkout)) == (1, 2)


def test_many_failures_are_not_tried_again(checkout: Path) -> None:
    (checkout / "test_other.py").write_text("\n".join(broken(n) for n in range(UNSTEADY_AT_MOST + 1)))
    assert (whole_run(checkout, []), runs(checkout)) == (1, 1)


def test_a_file_that_cannot_be_read_as_tests_fails_the_run(checkout: Path) -> None:
    (checkout / "test_other.py").write_text("import what_is_not_there_at_all\n")
    assert whole_run(checkout, []) != 0


def test_without_a_note_nothing_failed(tmp_path: Path) -> None:
    assert failed_tests(tmp_path) == []


class Node:
    """A process of tests that notes what it is given."""

    shutting_down = False

    def __init__(self) -> None:
        self.own: list[int] = []
        self.send_runtest_some = self.own.extend
        self.gateway = SimpleNamespace(id="one")

    def shutdown(self) -> None:
        self.shutting_down = True


def test_each_test_runs_once_and_what_has_run_is_forgotten() -> None:
    names = [f"tests/forms/test_dates.py::test_{number}" for number in range(9)] + ["tests/installer/test_a.py::test_b"]
    option = SimpleNamespace(loadscopereorder=False, tx=["popen"] * 2, numprocesses=2)
    config = SimpleNamespace(option=option, getvalue=lambda name: getattr(option, name))
    crowd = Together(config, Producer("tests", enabled=False))
    nodes, ran = [Node(), Node()], []
    for node in nodes:
        crowd.add_node(node)
    for node in nodes:
        crowd.add_node_collection(node, names)
    crowd.schedule()
    while any(node.own for node in nodes):
        for node in nodes:
            if node.own:
                ran.append(node.own.pop(0))
                crowd.mark_test_complete(node, ran[-1])
            assert sum(map(len, crowd.assigned_work[node].values())) == len(node.own)
    assert sorted(ran) == list(range(len(names))) and crowd.tests_finished
