"""From a visit's fields to its form: the values in use, the sources named, the days counted."""

from __future__ import annotations

from datetime import UTC, datetime

from forms.fusing import Confirmation, fuse
from forms.paper.of_visit import form_data
from forms.reading import ReadField, Reading, Source


def reading(source: Source, **values: str) -> Reading:
    paths = {name: name.replace("__", "].").replace("m_", "members[") for name in values}
    return Reading(source, tuple(ReadField(paths[name], value, value) for name, value in values.items()))


def data(*readings: Reading, confirmations=None, **more):
    fields = fuse(readings, confirmations or {}, "moving_in")
    words = {"reception_number": "0042", "visit_id": "a" * 26, "virtual": False} | more
    return form_data(fields, "moving_in", **words)


def test_the_values_in_use_are_printed_whoever_decided_them() -> None:
    decided = Confirmation("髙橋　一郎", Source.CLERK, "clerk:x", datetime(2026, 11, 21, tzinfo=UTC))
    made = data(reading(Source.PRE_ENTRY, m_0__name="高橋　一郎"), confirmations={"members[0].name": decided})
    assert made.values["members[0].name"] == "髙橋　一郎"
    assert made.values["kind"] == "moving_in"


def test_what_is_missing_is_left_blank() -> None:
    made = data(reading(Source.PRE_ENTRY, m_0__name="高橋　一郎"))
    assert not {"phone", "notified_on"} & set(made.values)
    assert made.days_since_move is None


def test_days_are_counted_from_the_move() -> None:
    today = reading(Source.VISITOR, notified_on="2026-11-21")
    assert data(today, reading(Source.PRE_ENTRY, moved_on="2026-11-15")).days_since_move == 6
    assert data(today, reading(Source.PRE_ENTRY, moved_on="2026-12-15")).days_since_move is None


def test_only_what_was_shown_is_named_as_a_source() -> None:
    made = data(
        reading(Source.VISITOR, phone="090-0000-0000"),
        reading(Source.MY_NUMBER_CARD, m_0__name="山田　太郎", m_0__birth_date="1980-01-01"),
        reading(Source.PRE_ENTRY, m_0__name="山田　太郎", m_0__birth_date="1980-01-01", m_1__name="山田　花子"),
    )
    assert made.sources == ("mynumber", "preentry")
    assert made.card_holders == {0}


def test_the_addressee_is_the_offices() -> None:
    assert data(addressee="台東区長").values["form.addressee"] == "台東区長"
    assert "form.addressee" not in data().values
