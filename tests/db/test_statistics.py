"""The office's figures out of a made-up store whose answers are known, without a word of anybody."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from db import schema, statistics_commands
from db.checking import check_store
from db.engine import reading, writing
from db.journeys import LeftJourney
from db.statistics import Corrections, Duration
from db.store import Store
from forms.actions import Action, ActionType
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id
from tests.db.made import AT, HOUSEHOLD, NAMES, TODAY, certificate

A = ActionType


class Office:
    """Puts visits with known times into a store. Minutes count from 10:24 of the held day."""

    def __init__(self, store: Store) -> None:
        self.store, self._number = store, 0

    def visit(
        self,
        kind: str = "moving_in",
        start: float = 0,
        readings: tuple[Reading, ...] = (),
        submit: float | None = None,
        take: float | None = None,
        settle: dict[str, str] | None = None,
        end: ActionType | None = None,
        at: float = 0,
        days: int = 0,
    ) -> str:
        id = new_id()

        def act(type: ActionType, minute: float, data: dict | None = None, actor: str = "clerk:sato") -> Action:
            return Action(new_id(), id, type, AT + timedelta(days=days, minutes=minute), actor, data or {})

        actions = [act(A.OPEN, start, {"kind": kind, "language": "ja", "place": "1"}, "kiosk:1")]
        actions += [act(A.READ, start, {"reading": each.to_json(), "page_ids": []}, "kiosk:1") for each in readings]
        if submit is not None:
            self._number += 1
            actions.append(act(A.SUBMIT, submit, {"reception_number": f"{self._number:04d}"}, "kiosk:1"))
        if take is not None:
            actions.append(act(A.TAKE, take))
        for path, value in (settle or {}).items():
            actions.append(act(A.SETTLE, take or 0, {"path": path, "value": value, "old": None}))
        if end is not None:
            data = {"visit": "other"} if end is A.WITHDRAW else {"reason": "x"} if end is A.HOLD else {}
            actions.append(act(end, at, data))
        self.store.add(actions)
        return id


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def misread() -> Reading:
    """The certificate with a sure misreading, an unsure one, and an address in another notation."""
    wrong = {"members[0].name": ("髙槗　一郎", True), "members[1].kana": ("タカハシ　ミサギ", False)}
    fields = []
    for row in certificate():
        value, sure = wrong.get(row.path, (row.value, True))
        fields.append(ReadField(row.path, value, value, 0.9, sure))
    return Reading(Source.CERTIFICATE, tuple(fields), "moving_out_certificate", 1)


CARD = Reading(Source.MY_NUMBER_CARD, (ReadField("members[0].sex", "male", "male"),))


def test_known_answers(office: Office, store: Store) -> None:
    right = {path: HOUSEHOLD[path] for path in ("members[0].name", "members[1].kana", "former_address")}
    for minutes in range(1, 11):  # filed after 1 … 10 minutes of waiting behind 2 at the kiosk
        office.visit(readings=(certificate(),), submit=2, take=3, end=A.FILE, at=2 + minutes)
    office.visit(readings=(misread(), CARD), submit=2, take=3, settle=right, end=A.FILE, at=32)
    office.visit("change_of_address", start=100, submit=110)  # 12:14 at the kiosk's end
    office.visit("change_of_address", end=A.ABANDON, at=1)
    office.visit("moving_out", submit=1, take=2, end=A.WITHDRAW, at=3)
    office.visit(submit=1, days=1)  # tomorrow
    office.visit(submit=1, days=-1)
    found = store.statistics(TODAY, TODAY).to_json()
    assert found["visits"] == 14
    assert found["by_kind"] == {"moving_in": 11, "change_of_address": 2, "moving_out": 1}
    assert found["by_status"] == {"filed": 11, "waiting": 1, "abandoned": 1, "withdrawn": 1}
    assert found["by_hour"] == {"10": 12, "12": 1}
    assert found["by_source"] == {"certificate": 11, "none": 3, "mynumber": 1}
    assert found["minutes"]["arrival_to_filing"] == {"count": 11, "median": 8.0, "p90": 12.0}
    assert found["minutes"]["at_kiosk"] == {"count": 13, "median": 2.0, "p90": 2.0}
    assert found["minutes"]["waiting"] == {"count": 12, "median": 1.0, "p90": 1.0}
    assert found["abandoned"] == 1
    kana, name = found["corrections"][:2]
    assert name == {"field": "members[].name", "read": 33, "corrected": 1, "corrected_though_sure": 1}
    assert kana == {"field": "members[].kana", "read": 33, "corrected": 1, "corrected_though_sure": 0}
    assert not any(each["corrected"] for each in found["corrections"][2:])
    assert store.statistics(TODAY - timedelta(days=1), TODAY + timedelta(days=1)).visits == 16


def test_another_notation_is_no_correction(office: Office, store: Store) -> None:
    office.visit(
        readings=(certificate(),), submit=1, take=2, settle={"former_address": "堺市堺区南瓦町3-1"}, end=A.FILE, at=3
    )
    found = {each.field: each for each in store.statistics(TODAY, TODAY).corrections}
    assert found["former_address"] == Corrections("former_address", 1, 0, 0)


def test_what_is_not_filed_says_nothing_of_corrections(office: Office, store: Store) -> None:
    office.visit(readings=(misread(),), submit=1, take=2, settle={"members[0].name": "x"})
    assert store.statistics(TODAY, TODAY).corrections == []


def test_an_empty_office(store: Store) -> None:
    found = store.statistics(TODAY, TODAY)
    assert found.visits == 0 and found.arrival_to_filing == Duration(0, None, None)
    assert "corrections" not in found.to_csv()


@pytest.mark.expected_log("db.row_unreadable")
def test_a_damaged_visit_is_counted_as_such(office: Office, store: Store) -> None:
    office.visit(submit=1)
    broken = office.visit(submit=1)
    with writing(store._engine, store.place) as connection:
        connection.execute(update(schema.visits).where(schema.visits.c.id == broken).values(figures=b"altered"))
    found = store.statistics(TODAY, TODAY)
    assert (found.visits, found.unreadable, found.by_source) == (2, 1, {"none": 1})
    with writing(store._engine, store.place) as connection:
        connection.execute(update(schema.visits).where(schema.visits.c.id == broken).values(figures=None))
        connection.execute(update(schema.actions).where(schema.actions.c.visit_id == broken).values(data=b"altered"))
    assert store.statistics(TODAY, TODAY) == found


@pytest.mark.expected_log("db.row_unreadable")
def test_the_daily_check_names_figures_that_were_altered_or_are_of_another_visit(office: Office, store: Store) -> None:
    one, other = office.visit(submit=1), office.visit(submit=1)
    table = schema.visits
    with writing(store._engine, store.place) as connection:
        figures = connection.scalar(select(table.c.figures).where(table.c.id == one))
        connection.execute(update(table).where(table.c.id == other).values(figures=figures))
        altered = figures[:40] + bytes([figures[40] ^ 1]) + figures[41:]
        connection.execute(update(table).where(table.c.id == one).values(figures=altered))
    found = check_store(store._engine, store.place, store._keys)["findings"]
    assert sorted((each["id"], each["visit"]) for each in found) == sorted(("store_altered", id) for id in (one, other))


def test_figures_of_an_earlier_moment_do_not_count(office: Office, store: Store) -> None:
    """Somebody puts back what the row held before the visit was filed: its actions are asked instead."""
    id = office.visit(readings=(certificate(),), submit=2, take=3)
    of = schema.visits.c.id == id
    with reading(store._engine, store.place) as connection:
        before = connection.scalar(select(schema.visits.c.figures).where(of))
    store.add([Action(new_id(), id, A.FILE, AT + timedelta(minutes=9), "clerk:sato")])
    true = store.statistics(TODAY, TODAY)
    assert true.arrival_to_filing.count == 1 and true.corrections
    with writing(store._engine, store.place) as connection:
        connection.execute(update(schema.visits).where(of).values(figures=before))
    assert store.statistics(TODAY, TODAY) == true


def test_journeys_that_were_left(store: Store) -> None:
    def left(screen: str, seconds: int, days: int = 0, how: str = "idle") -> LeftJourney:
        return LeftJourney(new_id(), AT + timedelta(days=days), "moving_in", screen, how, seconds)

    some = [left("confirm", 60), left("confirm", 180), left("pin", 30, how="left"), left("pin", 9, days=1)]
    store.journeys.add(some, actor="kiosk:1")
    store.journeys.add(some, actor="kiosk:1")  # told twice, counted once
    found = store.statistics(TODAY, TODAY)
    assert (found.left, found.left_at, found.left_on) == (3, {"confirm": 2, "pin": 1}, {"moving_in": 3})
    assert (found.left_how, found.before_leaving) == ({"idle": 2, "left": 1}, Duration(3, 1.0, 3.0))
    rows = {tuple(row[:3]): row[3] for row in csv.reader(io.StringIO(found.to_csv(), newline=""))}
    assert rows["left_at", "confirm", "count"] == "2" and rows["total", "left", "count"] == "3"
    assert rows["minutes", "before_leaving", "median"] == "1.0"
    assert store.audit.lines()[-1].act == "init"  # a count is no act of anybody


def test_nothing_of_a_person_is_in_it(office: Office, store: Store) -> None:
    right = {"members[0].name": HOUSEHOLD["members[0].name"]}
    office.visit(readings=(misread(),), submit=1, take=2, settle=right, end=A.FILE, at=3)
    found = store.statistics(TODAY, TODAY)
    for text in (found.to_csv(), repr(found.to_json())):
        assert not any(name in text for name in NAMES)
        assert "sato" not in text and "kiosk:1" not in text


def test_the_table_says_the_same_as_the_object(office: Office, store: Store) -> None:
    office.visit(readings=(certificate(),), submit=2, take=3, end=A.FILE, at=30)
    found = store.statistics(TODAY, TODAY)
    rows = list(csv.reader(io.StringIO(found.to_csv(), newline="")))
    assert rows[0] == ["part", "what", "figure", "value"]
    table = {tuple(row[:3]): row[3] for row in rows[1:]}
    assert len(table) == len(rows) - 1
    assert table["kind", "moving_in", "count"] == "1"
    assert table["minutes", "arrival_to_filing", "p90"] == "30.0"
    assert table["corrections", "members[].name", "read"] == "3"


def test_the_command_is_written_down(tmp_path, office: Office, store: Store, home) -> None:
    office.visit(submit=1)
    key = tmp_path / "k.keys"
    home.keys.save(key)
    found = statistics_commands.statistics(home.url, key, date(2026, 11, 1), TODAY)
    assert found.visits == 1
    (line,) = [each for each in store.audit.lines() if each.act == "statistics"]
    assert line.actor.startswith("it:")


@given(st.lists(st.floats(0, 10_000), max_size=60))
def test_median_and_p90_hold_what_they_say(minutes: list[float]) -> None:
    found = Duration.of(minutes)
    assert found.count == len(minutes)
    if minutes:
        assert found.median is not None and found.p90 is not None
        assert min(minutes) - 0.1 <= found.median <= max(minutes) + 0.1
        assert sum(each <= found.p90 + 0.06 for each in minutes) >= 0.9 * len(minutes)
