"""The page with the office's figures: known numbers on screen, digits for the period, nobody without the right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter.charts import Bar, BarChart, ColumnChart
from counter.login_rights import Rights
from counter.statistics_page import PERIODS, StatisticsPage, period
from counter.wording import Wording
from db.statistics import Corrections, Duration, Statistics
from forms.roles import Role
from look.tokens import DESK, Look
from tests.counter.hands import Hands, settled

KEY = Qt.Key
FOUND = Statistics(
    date(2026, 11, 15),
    date(2026, 11, 21),
    12,
    {"moving_in": 9, "change_of_address": 3},
    {"filed": 10, "waiting": 2},
    {9: 4, 11: 8},
    {"certificate": 9, "none": 3},
    Duration(10, 12.5, 31.0),
    Duration(12, 3.0, 5.0),
    Duration(10, 4.0, 9.0),
    [Corrections("members[].name", 20, 4, 1), Corrections("new_address", 9, 0, 0)],
    abandoned=2,
    left=5,
    left_at={"confirm": 3, "pin": 2},
    before_leaving=Duration(5, 1.5, 4.0),
)


def texts(page: StatisticsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


@pytest.fixture
def page(qtbot) -> StatisticsPage:
    made = StatisticsPage(Look(profile=DESK), Wording("ja"))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.open(FOUND)
    return made


def test_the_known_numbers_are_on_screen(page: StatisticsPage) -> None:
    said = texts(page)
    for each in ("12", "12.5分", "31分", "3分", "4分", "受理 10", "5件", "1.5分以内"):
        assert each in said
    charts = {chart.accessibleName() for chart in (*page.findChildren(BarChart), *page.findChildren(ColumnChart))}
    assert any("転入届 9" in each and "転居届 3" in each for each in charts)
    assert any("9 4 10 0 11 8" in each for each in charts)
    assert any("内容のお確かめ 3" in each for each in charts)
    assert any("氏名 4 / 20" in each and "新しい住所" not in each for each in charts)


def test_an_empty_office_is_said_and_not_drawn(page: StatisticsPage) -> None:
    page.open(Statistics(FOUND.first, FOUND.last, 0))
    assert not page.findChildren(BarChart) and "–" in texts(page)
    assert page.wording("statistics.nothing") in texts(page)


@pytest.mark.parametrize("chart", [BarChart, ColumnChart])
def test_bars_are_as_long_as_their_numbers_say(qtbot, chart: type) -> None:
    look = Look(profile=DESK)
    drawn = chart([Bar("a", 4, "4"), Bar("b", 2, "2"), Bar("c", 0, "0"), Bar("d", 4, "4", part=0.5)], look, "x")
    qtbot.addWidget(drawn)
    drawn.resize(600, drawn.sizeHint().height())
    image = drawn.grab().toImage()
    firm = look.colour("firm_edge")
    lying = chart is BarChart
    dark = [0, 0, 0, 0]
    for x in range(image.width()):
        for y in range(image.height()):
            if image.pixelColor(x, y).name() == firm:
                dark[y * 4 // image.height() if lying else x * 4 // image.width()] += 1
    # Small print and the line below are of no weight beside a bar.
    assert 1.6 < dark[0] / dark[1] < 2.4
    assert dark[2] < dark[1] / 4
    assert 0.4 < dark[3] / dark[0] < 0.75


def test_periods_end_today() -> None:
    today = date(2026, 11, 21)
    for days in PERIODS:
        first, last = period(days, today)
        assert last == today and (last - first) == timedelta(days=days - 1)


def test_the_window_counts_and_the_audit_knows(qtbot, store, put, clean, open_window) -> None:
    put(clean)
    window = open_window()
    hands = Hands(qtbot, window)
    hands.press(KEY.Key_T, modifier=Qt.KeyboardModifier.ControlModifier)
    assert window.desk.currentWidget() is window.statistics
    assert window.statistics.shown.visits == 1
    hands.press(KEY.Key_1)
    assert window.statistics.days == 1 and window.statistics.shown.first == window.statistics.shown.last
    assert [line.actor for line in store.audit.lines() if line.act == "statistics"] == ["clerk:佐藤"] * 2
    hands.press(KEY.Key_Escape)
    assert window.desk.currentWidget() is window.work


def test_a_clerk_is_shown_no_figures(qtbot, store, put, clean, open_window) -> None:
    put(clean)
    window = open_window()
    window.set_rights(Rights(Role.CLERK))
    window.show_statistics()
    settled(qtbot, window)
    assert window.desk.currentWidget() is window.work and window.statistics.shown is None
    assert [line for line in store.audit.lines() if line.act == "statistics"] == []


def test_a_supervisor_with_an_open_visit_is(qtbot, store, put, clean, open_window) -> None:
    visit_id = put(clean)
    window = open_window()
    window.open(visit_id)
    settled(qtbot, window)
    window.set_rights(Rights(Role.SUPERVISOR))
    window.show_statistics()
    settled(qtbot, window)
    assert window.statistics.shown is not None
