"""The call display: what stands on it and for how long, that it follows the counters, and that it names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from base.texts import LANGUAGES
from base.trouble import Trouble
from counter import board_app
from counter.board import FRESH_S, MOST_CALLED, MOST_WAITING, SHOWN_MIN, Board, Called
from counter.board_window import LANGUAGE_S, OTHERS, BoardWindow
from counter.queue import Queue
from counter.wording import Wording
from forms.actions import ActionType, Status
from look import style
from look.tokens import HALL, Look
from tests.counter.hands import Hands, settled
from tests.counter.test_queue import NOW, Row

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def row(number: str, seconds: int = 0, to: str | None = "2", status: Status = Status.IN_REVIEW) -> Row:
    called = NOW - timedelta(seconds=seconds) if to else None
    return Row(number, status=status, reception_number=number, called_to=to, called_at=called)


def board(*rows: Row) -> Board:
    return Board.at(Queue.at(rows, NOW), NOW)


def test_the_latest_call_comes_first_and_stands_out_for_a_while() -> None:
    assert board(row("0001", FRESH_S + 1, "1"), row("0002", FRESH_S, "3")).called == (
        Called("0002", "3", True),
        Called("0001", "1", False),
    )


def test_who_has_not_come_in_time_leaves_the_board() -> None:
    shown = board(row("0001", SHOWN_MIN * 60), row("0002", SHOWN_MIN * 60 + 1))
    assert [each.number for each in shown.called] == ["0001"]


def test_no_more_than_can_be_read() -> None:
    called = [row(f"{at:04}", at) for at in range(1, 9)]
    waiting = [row(f"{at:04}", to=None, status=Status.WAITING) for at in range(20, 40)]
    shown = board(*called, *waiting)
    assert [each.number for each in shown.called] == [f"{at:04}" for at in range(1, MOST_CALLED + 1)]
    assert len(shown.waiting) == MOST_WAITING and shown.more == 20 - MOST_WAITING


def test_nothing_of_a_visit_but_its_number_is_on_the_board() -> None:
    assert set(Called.__slots__) == {"number", "counter", "fresh"}
    assert all(isinstance(each, str) for each in board(row("0003", to=None, status=Status.WAITING)).waiting)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_number_is_a_counter_and_a_name_stays(language: str) -> None:
    wording = Wording(language)
    assert "3" in wording.counter("3") and wording.counter("3") != "3"
    assert wording.counter("転入専用窓口") == "転入専用窓口"


class TestCall:
    def test_calling_takes_who_waits(self, store, put, clean, clock) -> None:
        from counter.case import Case
        from counter.session import Session

        visit_id = put(clean)
        view = Case(store, visit_id, Session("佐藤"), clock).call(" 2 ")
        assert view.mine
        assert [each.type for each in store.actions(visit_id)][-2:] == [ActionType.TAKE, ActionType.CALL]
        [row] = store.visits()
        assert (row.called_to, row.called_at, row.status) == ("2", clock.now(), Status.IN_REVIEW)

    def test_a_counter_without_a_name_calls_nobody(self, store, put, clean, open_case) -> None:
        case = open_case(put(clean))
        with pytest.raises(Trouble) as refused:
            case.call(" ")
        assert refused.value.id == "counter_unnamed"

    def test_somebody_elses_visit_is_not_called(self, store, put, clean, open_case) -> None:
        visit_id = put(clean)
        open_case(visit_id, "鈴木")
        with pytest.raises(Trouble) as refused:
            open_case(visit_id, "佐藤").call("2")
        assert refused.value.id == "visit_not_taken"

    @pytest.mark.parametrize("act", ["hold", "give_back", "release", "hand_over"])
    def test_out_of_hand_is_off_the_board(self, store, put, clean, open_case, act: str) -> None:
        visit_id = put(clean)
        case = open_case(visit_id)
        case.call("2")
        words = {"hold": ["理由"], "give_back": ["理由"], "hand_over": ["clerk:鈴木"]}.get(act, [])
        getattr(case, act)(*words)
        assert store.visits()[0].called_to is None

    def test_calling_again_to_another_counter(self, store, put, clean, open_case, clock) -> None:
        case = open_case(put(clean))
        case.call("2")
        clock.advance(60)
        case.call("3")
        assert (store.visits()[0].called_to, store.visits()[0].called_at) == ("3", clock.now())

    def test_by_keyboard_from_the_list_and_from_the_visit(self, qtbot, store, put, clean, open_window) -> None:
        first, second = put(clean, "0041", 20), put(clean, "0042", 3)
        hands = Hands(qtbot, open_window())
        hands.press(KEY.Key_B, modifier=CONTROL)
        settled(qtbot, hands.window)
        assert store.visit(first).called_to == "窓口2" and store.visit(first).assignee == "clerk:佐藤"
        assert "0041" in hands.window.foot.notice
        hands.press(KEY.Key_N, modifier=CONTROL)
        assert store.visit(second).called_to is None  # opening alone calls nobody
        hands.press(KEY.Key_B, modifier=CONTROL)
        assert store.visit(second).called_to == "窓口2"


class TestWindow:
    @pytest.fixture
    def hall(self, qtbot, qapp, store, clock):
        style.start(qapp, Look(profile=HALL))
        window = BoardWindow(store, clock, "千代田区", "麹町出張所")
        window.resize(1920, 1080)
        window.show()
        settled(qtbot, window)
        yield window
        window.close()
        window.deleteLater()

    @staticmethod
    def words(window: BoardWindow) -> str:
        return " ".join(each.text() for each in window._inside.findChildren(QLabel))

    def test_it_follows_the_counters(self, qtbot, hall, store, put, family, open_case) -> None:
        visit_id = put(family)
        qtbot.waitUntil(lambda: hall.board.waiting == ("0042",), timeout=10_000)
        case = open_case(visit_id)
        case.call("3")
        qtbot.waitUntil(lambda: bool(hall.board.called), timeout=10_000)
        assert "0042" in self.words(hall) and "3番窓口" in self.words(hall)
        for name in ("髙橋", "渡邉", "一郎", "九段", "090", "佐藤"):
            assert name not in self.words(hall)
        case.hold("書類")
        qtbot.waitUntil(lambda: not hall.board.called, timeout=10_000)

    def test_what_is_fresh_grows_old_by_the_clock(self, qtbot, hall, put, clean, open_case, clock) -> None:
        open_case(put(clean)).call("2")
        qtbot.waitUntil(lambda: bool(hall.board.called), timeout=10_000)
        assert hall.board.called[0].fresh
        clock.advance(FRESH_S + 1)
        hall.tick()
        assert not hall.board.called[0].fresh
        clock.advance(SHOWN_MIN * 60)
        hall.tick()
        assert hall.board.called == ()

    def test_each_language_has_its_turn_and_japanese_always_stands(self, hall) -> None:
        seen = set()
        hall._timer.stop()
        for _ in range(LANGUAGE_S * len(OTHERS)):
            hall.tick()
            seen.add(hall.language)
            assert Wording("ja")("board.wait") in self.words(hall)
            assert Wording(hall.language)("board.wait") in self.words(hall)
        assert seen == set(OTHERS)

    def test_a_lost_store_says_so_and_keeps_the_numbers(self, qtbot, hall, put, clean, open_case) -> None:
        open_case(put(clean)).call("2")
        qtbot.waitUntil(lambda: bool(hall.board.called), timeout=10_000)
        hall.office.reachable = False
        hall.office.reachable_changed.emit(False)
        assert Wording("ja")("board.unreachable") in self.words(hall) and "0042" in self.words(hall)

    def test_markup_in_a_counters_name_stays_text(self, qtbot, hall) -> None:
        hall.board = replace(Board(), called=(Called("0001", "<b>2</b>", True),))
        hall._draw()
        assert "<b>2</b>" in self.words(hall)


def test_every_picture(tmp_path: Path, qapp) -> None:
    files = board_app.write_screens(tmp_path)
    assert len(files) == len(set(files)) == 9
    for file in files:
        image = QImage(str(file))
        width, height = map(int, file.stem.rsplit("-", 1)[1].split("x"))
        assert (image.width(), image.height()) == (width, height)
        assert len({image.pixel(x, y) for x in range(0, width, 20) for y in range(0, height, 20)}) > 3, file.name
