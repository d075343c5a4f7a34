"""A store, the sample family in it, and a window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from base.clock import HeldClock
from counter import sample
from counter.case import Case
from counter.session import Session
from counter.settings import CounterSettings
from counter.window import CounterWindow
from db.crypto import KeyRing
from db.store import Store
from devices.desk import Desk, DeskSettings
from devices.printer.folder import FolderPrinter
from tests.counter.hands import settled


@pytest.fixture
def store(tmp_path: Path, clock: HeldClock) -> Iterator[Store]:
    """A new store in a file."""
    for name in ("keys", "data"):
        (tmp_path / name).mkdir(mode=0o700)
    keys = KeyRing.create(tmp_path / "keys" / "k.keys")
    with Store.create(f"sqlite:///{tmp_path / 'data' / 'k.sqlite'}", keys, clock=clock) as made:
        yield made


@pytest.fixture
def values() -> dict[str, str]:
    """The truth about the sample family."""
    return sample.household()


@pytest.fixture(scope="session")
def family(qapp) -> sample.SampleVisit:
    """Three people; a conflict of variants and an unsure reading. Drawn once: nobody can change it."""
    values = sample.household()
    reading, page = sample.drawn_certificate(values, sample.paper_paths(3))
    return sample.with_doubts(values, reading, [page])


@pytest.fixture(scope="session")
def clean(qapp) -> sample.SampleVisit:
    """Three people; everything agrees. Drawn once, too."""
    return sample.clean(sample.household())


@pytest.fixture(scope="session")
def couple(qapp) -> sample.SampleVisit:
    """The first two of them; everything agrees."""
    return sample.clean({path: value for path, value in sample.household().items() if "members[2]" not in path}, 2)


@pytest.fixture(scope="session")
def mother(qapp) -> sample.SampleVisit:
    """The third of the family on a sheet of her own."""
    values = sample.household()
    said = {path: value for path, value in values.items() if not path.startswith("members")}
    her = {path.replace("[2]", "[0]"): value for path, value in values.items() if path.startswith("members[2]")}
    reading, page = sample.drawn_certificate(said | her, sample.paper_paths(1))
    return sample.SampleVisit((reading, sample.pre_entry(said | her)), (page,))


@pytest.fixture
def open_case(store: Store, clock: HeldClock) -> Callable[..., Case]:
    """Opens a visit as a clerk."""

    def opened(visit_id: str, clerk: str = "佐藤") -> Case:
        case = Case(store, visit_id, Session(clerk), clock)
        case.open()
        return case

    return opened


@pytest.fixture
def put(store: Store, clock: HeldClock) -> Callable[..., str]:
    """Puts a visit into the store; returns its id."""

    def added(visit: sample.SampleVisit, number: str = "0042", minutes: int = 6) -> str:
        return sample.add_visits(store, [(visit, number, minutes)], clock.now())[0]

    return added


@pytest.fixture
def desk(tmp_path: Path, clock: HeldClock) -> Desk:
    """A desk with nothing but a printer that writes files."""
    settings = DeskSettings("none", scanner="none", camera="none", printer="folder", printer_folder=tmp_path / "out")
    return Desk(None, None, None, None, FolderPrinter(tmp_path / "out", clock), settings, False)


@pytest.fixture
def open_window(qtbot, store: Store, clock: HeldClock, desk: Desk) -> Iterator[Callable[..., CounterWindow]]:
    """Opens a clerk's window and waits until it has read the list."""
    windows: list[CounterWindow] = []

    def opened(clerk: str = "佐藤", desk_: Desk | None = None, store_=None, outbox=None) -> CounterWindow:
        settings = CounterSettings(name="窓口2", clerk=clerk)
        window = CounterWindow(desk_ or desk, outbox or store_ or store, clock, settings, outbox=outbox)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        settled(qtbot, window)
        return window

    yield opened
    for window in windows:
        window.close()
