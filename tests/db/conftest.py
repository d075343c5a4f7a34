"""The same tests on SQLite and on a PostgreSQL that is started for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from db.crypto import KeyRing
from db.place import LIMITS, Limits
from db.store import Store
from tests.daemons.postgres import Cluster, running_postgres

QUICK = Limits(busy_s=0.2, connect_s=2, ping_s=1.0, reply_s=3.0)
"""For tests that wait for a limit to be reached."""
PATIENT = Limits(busy_s=30.0, reply_s=40.0)
"""For tests of writers who only wait for each other, however busy the machine is."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One cluster for all tests; each test makes its own database."""
    with running_postgres() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def keys() -> KeyRing:
    return KeyRing.generate()


_number = count()


@dataclass
class Home:
    """Makes stores on one kind of database.

    Attributes:
        kind: ``sqlite`` or ``postgresql``.
        url: of the place that the test may use, nothing there yet.
        keys: the keys that tests seal with.
    """

    kind: str
    url: str
    keys: KeyRing
    fresh_url: Callable[[], str]

    def create(self, limits: Limits = LIMITS) -> Store:
        return Store.create(self.url, self.keys, limits=limits)

    def open(self, limits: Limits = QUICK) -> Store:
        return Store.open(self.url, self.keys, limits=limits)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.daemon)])
def home(request: pytest.FixtureRequest, tmp_path: Path, keys: KeyRing) -> Home:
    """A place for a store, on each kind of database in turn."""
    if request.param == "sqlite":

        def fresh() -> str:
            return f"sqlite:///{tmp_path}/data/{next(_number)}.sqlite"

    else:
        cluster: Cluster = request.getfixturevalue("postgres")

        def fresh() -> str:
            name = f"test{next(_number)}"
            cluster.execute(f"CREATE DATABASE {name}")
            return cluster.url(name)

    return Home(request.param, fresh(), keys, fresh)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A new, empty store."""
    with home.create(PATIENT) as made:
        yield made
