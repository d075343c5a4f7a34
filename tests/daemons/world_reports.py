"""The inner side of ``in_world``: tells the outer pytest every report, and holds the one card world of the run."""

from __future__ import annotations

import json
import os

import pytest

from tests.daemons.cards import link, table, world
from tests.daemons.in_world import REPORT_PIPE

__all__ = ["link", "table", "world"]
# Fixtures of a conftest exist once for each conftest that imports them; here they exist once.

_pipe = os.fdopen(int(os.environ[REPORT_PIPE]), "w", encoding="utf-8")
_configs: list[pytest.Config] = []


def _tell(**told: object) -> None:
    _pipe.write(json.dumps(told) + "\n")
    _pipe.flush()


def pytest_configure(config: pytest.Config) -> None:
    _configs.append(config)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    (config,) = _configs
    data = config.hook.pytest_report_to_serializable(config=config, report=report)
    _tell(kind="report", nodeid=report.nodeid, report=data)


def pytest_runtest_logfinish(nodeid: str) -> None:
    _tell(kind="finished", nodeid=nodeid)
