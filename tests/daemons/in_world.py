"""Runs tests that are marked ``in_world`` in child processes inside private worlds.

One child runs all of them; where tests run side by side, one runs those of a group of ``tests/together.py``.

The test process itself must keep its network for the other tests, so it starts a second pytest that lives in
the private world, hands it the marked tests, and passes its reports on as they come: each test is shown, timed
and counted as if it had run here. A conftest takes part by importing :func:`pytest_runtest_protocol`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import pytest

from devices import world
from tests.together import group_of

REPORT_PIPE = "KAKANAI_WORLD_REPORTS"
_FINISHED = "finished"
_inside = pytest.StashKey[dict[str, "_Inside"]]()


class _Inside:
    """The child and the reports that have come so far."""

    def __init__(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        config = session.config
        reading, writing = os.pipe()
        options = ["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "tests.daemons.world_reports"]
        options += [f"--rootdir={config.rootpath}", "-q"]
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self._child = subprocess.Popen(
            [sys.executable, "-m", "devices.world", sys.executable, "-m", "pytest"]
            + options
            + [item.nodeid for item in items],
            cwd=config.rootpath,
            env=os.environ | {REPORT_PIPE: str(writing)},
            pass_fds=[writing],
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        os.close(writing)
        self._reports = os.fdopen(reading, encoding="utf-8")
        self._early: dict[str, list[dict]] = {}
        self._done: set[str] = set()
        config.add_cleanup(self.end)

    def reports(self, nodeid: str) -> Iterator[dict]:
        """The reports of one test, waiting until it has run; none when the child is gone."""
        while nodeid not in self._done and (line := self._reports.readline()):
            told = json.loads(line)
            if told["kind"] == _FINISHED:
                self._done.add(told["nodeid"])
            else:
                self._early.setdefault(told["nodeid"], []).append(told["report"])
        yield from self._early.pop(nodeid, [])

    def finished(self, nodeid: str) -> bool:
        """Whether a test whose reports were read has run to its end."""
        return nodeid in self._done

    def output(self) -> str:
        """What the child wrote, for when it ended too soon."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(10)
        self._output.seek(0)
        return self._output.read().decode(errors="replace")[-4000:]

    def end(self) -> None:
        """Ends the child if it still runs."""
        self._reports.close()
        self._child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(10)
        self._child.kill()
        self._child.wait()
        self._output.close()


def _is_marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("in_world") is not None


def _world_of(item: pytest.Item) -> str:
    """The name of the world that a test runs in.

    A worker of xdist collects every test, and knows of its own only that groups stay whole.
    """
    if not hasattr(item.config, "workerinput"):
        return "all"
    return group_of(item.nodeid) or item.nodeid


def _from_here_on(item: pytest.Item) -> list[pytest.Item]:
    """A test and those that run after it in the same world."""
    items = item.session.items
    return [other for other in items[items.index(item) :] if _is_marked(other) and _world_of(other) == _world_of(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Takes over the marked tests of the outer run."""
    if not _is_marked(item) or world.is_inside():
        return None
    worlds = item.session.stash.setdefault(_inside, {})
    if _world_of(item) not in worlds:
        worlds[_world_of(item)] = _Inside(item.session, _from_here_on(item))
    inside = worlds[_world_of(item)]
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    told = list(inside.reports(item.nodeid))
    for data in told:
        report = item.config.hook.pytest_report_from_serializable(config=item.config, data=data)
        item.ihook.pytest_runtest_logreport(report=report)
    if not inside.finished(item.nodeid):
        del worlds[_world_of(item)]  # the next test begins another one
        lost = pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            "failed",
            f"the private world ended before this test or within it\n{inside.output()}",
            "call",
        )
        item.ihook.pytest_runtest_logreport(report=lost)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    # The test before this one left standing here what it shares with this one; pytest would take it down in the
    # teardown that does not happen here, and a test of another folder would find it in its way.
    item.session._setupstate.teardown_exact(nextitem)
    return True
