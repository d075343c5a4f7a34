"""Who saw what: opening a visit and searching for one are written down before anything is shown."""

from __future__ import annotations

import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from counter.office import Office
from counter.session import Session


@pytest.fixture
def office(qapp, store, clock: HeldClock):
    made = Office(store, Session("佐藤", "窓口2"), clock)
    yield made
    made.stop()


def acts(store) -> list[tuple[str, str | None]]:
    return [(line.act, line.visit_id) for line in store.audit.lines() if line.act in ("view", "search")]


def test_opening_a_visit_is_a_line_of_the_audit(qtbot, store, put, clean, office: Office) -> None:
    visit_id = put(clean)
    office.open(visit_id)
    qtbot.waitUntil(lambda: office.view is not None)
    (line,) = [each for each in store.audit.lines() if each.act == "view"]
    assert (line.visit_id, line.result) == (visit_id, "done")
    assert line.actor.startswith("clerk")


def test_a_search_is_a_line_without_what_was_searched_for(qtbot, store, put, clean, office: Office) -> None:
    put(clean)
    found: list[str | None] = []
    office.find("9999", found.append)
    qtbot.waitUntil(lambda: bool(found))
    (line,) = [each for each in store.audit.lines() if each.act == "search"]
    assert "9999" not in repr(line)
    assert found == [None]


@pytest.mark.expected_log("counter.store_lost")
def test_what_cannot_be_written_down_is_not_shown(qtbot, store, put, clean, office: Office, monkeypatch) -> None:
    visit_id = put(clean)

    def full(*_: object, **__: object) -> int:
        raise Trouble("store_full", place="–")

    monkeypatch.setattr(store, "record", full)
    with qtbot.waitSignal(office.troubled):
        office.open(visit_id)
    assert office.view is None
    assert acts(store) == []
