"""Values into the clipboard: exact, in the order of the paper, written down, and only for who may."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from base.trouble import Trouble
from counter.copying import sheet, single
from forms.roles import Duty, Role, may
from tests.counter.hands import Hands, settled

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hands(qtbot, put, clean, open_window) -> Hands:
    window = open_window()
    window.open(put(clean))
    settled(qtbot, window)
    return Hands(qtbot, window)


def test_one_value_exactly_as_it_is_written(hands, store) -> None:
    window = hands.window
    window.fields.go_to("members[1].name")
    hands.press(K.Key_C, modifier=CTRL)
    assert QGuiApplication.clipboard().text() == window.view.review.visit.value("members[1].name")
    window.fields.go_to("members[0].birth_date")
    hands.press(K.Key_C, modifier=CTRL)
    assert QGuiApplication.clipboard().text().startswith("昭和")
    lines = [each for each in store.audit.lines() if each.act == "copy"]
    assert [(each.visit_id, dict(each.detail)) for each in lines] == [(window.view.review.visit.id, {"fields": 1})] * 2


def test_all_values_as_rows_of_four(hands) -> None:
    hands.press(K.Key_C, modifier=CTRL | SHIFT)
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert {len(row) for row in rows} == {4}
    said = {row[0]: row[2] for row in rows}
    visit = hands.window.view.review.visit
    assert said["members[2].name"] == visit.value("members[2].name")
    assert not [path for path in said if "resident_code" in path]


def test_a_formula_is_defused_and_the_resident_code_stays(store, put, clean, open_case) -> None:
    case = open_case(put(clean))
    case.settle("new_building", "=HYPERLINK(1)")
    case.settle("members[0].resident_code", "12345678901")
    visit = store.visit(case.visit_id)
    values, count = sheet(visit)
    assert "\t'=HYPERLINK(1)\t" in values and "12345678901" not in values
    assert count == len(values.splitlines())
    assert single(visit, "members[0].resident_code") is None


def test_what_cannot_be_written_down_is_not_copied(hands, monkeypatch) -> None:
    QGuiApplication.clipboard().clear()

    def refused(*_words, **_named):
        raise Trouble("not_allowed")

    monkeypatch.setattr(hands.window.office.store, "record", refused)
    hands.press(K.Key_C, modifier=CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == ""


def test_it_staff_copy_nothing() -> None:
    assert not any(may(Role.IT, Duty.COPY, status) for status in (None, "in_review", "filed"))
