"""The window while the server is away: work goes on, it says so, and what was not taken over is shown and decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter.case import Case
from counter.queue import Section
from counter.session import Session
from db.desk import DeskStore
from db.outbox import OutboxStore
from db.place import Place
from db.store import Store
from forms.actions import ActionType, Status
from forms.roles import Role
from tests.counter.hands import Hands, settled
from tests.db.test_outbox import Server, until

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NAME, KANA = "members[1].name", "members[2].kana"
AWAY = pytest.mark.expected_log("db.outbox_cut_off", "counter.store_lost", "db.outbox_refused")


class Office:
    """A counter's window in front of a server that can be taken away."""

    def __init__(self, qtbot, open_window, store: Store, folder: Path, clock, clerk: str = "佐藤") -> None:
        self.store, self._qtbot, self._clock = store, qtbot, clock
        self.server = Server(f"sqlite:///{store.place.file}", store._keys, made=True)
        self.box = OutboxStore(
            folder / "outbox" / "c.sqlite", store._keys, self.server.open, clock=clock, acknowledge_s=20, retry_s=0.02
        )
        until(lambda: self.box._leased_on is not None)
        desk = DeskStore(self.box, Place.parse(self.server.url)).seen_by(f"clerk:{clerk}")
        self.window = open_window(clerk=clerk, outbox=desk)
        self.hands = Hands(qtbot, self.window)
        self.press = self.hands.press

    def go_away(self) -> None:
        self.server.away = True
        until(lambda: not self.box.reachable)
        self.look()

    def come_back(self) -> None:
        self.server.away = False
        until(lambda: self.box.reachable and not self.box.state().waiting)
        self.look()

    def look(self) -> None:
        self.window.office.poll()
        settled(self._qtbot, self.window)

    def colleague(self, visit_id: str) -> Case:
        return Case(self.store, visit_id, Session("鈴木"), self._clock)

    def words(self, widget) -> str:
        return "\n".join(each.text() for each in widget.findChildren(QLabel))

    def acts(self, visit_id: str) -> list[str]:
        return [str(each.type) for each in self.store.actions(visit_id)]


@pytest.fixture
def office(request, qtbot, open_window, store, tmp_path, clock) -> Iterator[Office]:
    made = Office(qtbot, open_window, store, tmp_path, clock, getattr(request, "param", "佐藤"))
    yield made
    made.window.close()
    made.box.close()


def test_with_the_server_there_nothing_shows(store, put, family, office: Office) -> None:
    visit_id = put(family)
    office.look()
    office.press(KEY.Key_Return, KEY.Key_2)
    assert store.visit(visit_id).value(NAME) == "髙橋　美崎"
    office.colleague(visit_id).take()
    office.press(KEY.Key_2)
    assert office.window.side.currentWidget() is office.window.conflict
    assert office.window.unsent.words == ""
    assert (office.box.state().waiting, office.box.state().refused) == (0, 0)


@AWAY
def test_a_visit_is_reviewed_and_filed_while_the_server_is_away(store, put, family, clean, office: Office) -> None:
    visit_id, other = put(family), put(clean, "0043")
    office.look()
    office.press(KEY.Key_Return)
    office.go_away()
    window = office.window
    assert "続けられ" in window.unsent.words and "送信待ち" not in window.unsent.words
    assert window.strip.words == ""
    office.press(KEY.Key_2, KEY.Key_2)
    assert "2 件の操作が送信待ちです（10:24から）" in window.unsent.words
    office.press(KEY.Key_F4, KEY.Key_8, KEY.Key_D, KEY.Key_Return)
    assert window.foot.file.isEnabled()
    office.press(KEY.Key_F12)
    assert "受理しました" in window.foot.notice
    office.look()
    assert "4 件の操作が送信待ちです" in window.unsent.words
    assert window.office.queue.find(visit_id).section is Section.FILED
    assert "file" not in office.acts(visit_id)
    # What another may have taken by now is not opened, and it is said why.
    window.open(other)
    settled(office._qtbot, window)
    assert window.view is None
    assert "今はできません" in window.foot.notice
    window.search("髙橋")
    settled(office._qtbot, window)
    assert "今はできません" in window.foot.notice
    office.come_back()
    assert window.unsent.words == ""
    assert office.acts(visit_id)[-4:] == ["settle", "settle", "check_identity", "file"]
    assert store.visit(visit_id).status is Status.FILED
    window.open(other)
    settled(office._qtbot, window)
    assert window.view.mine


@AWAY
def test_somebody_without_the_kiosk_is_received_while_the_server_is_away(store, office: Office) -> None:
    office.go_away()
    window = office.window
    assert window.foot.interview.isEnabled()
    window.interview()
    window.interview_page.chosen.emit("moving_in")
    settled(office._qtbot, window)
    assert window.view.mine
    visit_id = window.view.review.visit.id
    assert window.office.queue.find(visit_id).number == "8000"
    office.come_back()
    assert office.acts(visit_id) == ["open", "read", "submit", "take"]
    assert [line.act for line in store.audit.lines(visit_id=visit_id)][-1] == "view"


@AWAY
def test_what_was_not_taken_over_is_shown_and_done_anew(store, put, family, office: Office) -> None:
    visit_id = put(family)
    office.look()
    office.press(KEY.Key_Return)
    office.go_away()
    office.press(KEY.Key_2, KEY.Key_2)
    colleague = office.colleague(visit_id)
    colleague.take()
    colleague.settle(NAME, "髙橋　美咲")
    office.come_back()
    window = office.window
    assert store.visit(visit_id).value(NAME) == "髙橋　美咲"
    until(lambda: office.box.state().refused == 2)
    office.look()
    assert "2 件" in window.unsent.words and "引き継がれなかった" in window.unsent.words
    assert window.side.currentWidget() is window.conflict
    said = office.words(window.conflict)
    assert "引き継がれなかった操作" in said and "鈴木" in said
    assert "髙橋　美咲" in said and "髙橋　美崎" in said
    office.press(KEY.Key_Return)
    visit = store.visit(visit_id)
    assert visit.assignee == "clerk:佐藤"
    assert visit.value(NAME) == "髙橋　美崎"
    office.look()
    assert window.unsent.words == "" and window.side.currentWidget() is window.fields
    assert store.audit.lines(act="redo")[0].detail == {"acts": 2}


@AWAY
def test_what_was_not_taken_over_is_given_up(store, put, family, clean, office: Office) -> None:
    visit_id, other = put(family), put(clean, "0043")
    office.look()
    office.press(KEY.Key_Return)
    office.go_away()
    office.press(KEY.Key_2)
    window = office.window
    window.office.close()
    office.colleague(visit_id).take()
    office.server.away = False
    until(lambda: office.box.state().refused == 1)
    office.look()
    window.open(other)
    settled(office._qtbot, window)
    assert window.side.currentWidget() is window.fields
    office.press(KEY.Key_U, modifier=CONTROL)
    assert window.side.currentWidget() is window.unsent_page
    assert "0042" in office.words(window.unsent_page) and "髙橋" not in office.words(window.unsent_page)
    office.press(KEY.Key_Return)  # opens it
    assert window.side.currentWidget() is window.conflict and "髙橋　美崎" in office.words(window.conflict)
    office.press(KEY.Key_Escape)  # gives nothing up
    assert window.view is None and office.box.state().refused == 1
    window.open(visit_id)
    settled(office._qtbot, window)
    window.conflict.discarded.emit()
    settled(office._qtbot, window)
    office.look()
    assert window.unsent.words == "" and office.box.state().refused == 0
    assert office.acts(visit_id)[-1] == "take"
    assert store.audit.lines(act="discard")[0].visit_id == visit_id


@AWAY
@pytest.mark.parametrize("office", ["sato"], indirect=True)
def test_a_visit_that_is_hidden_by_now_shows_nothing(store, put, family, office: Office) -> None:
    store.accounts.add("kacho", Role.SUPERVISOR, "correct horse battery", actor="it:root")
    store.accounts.add("sato", Role.CLERK, "correct horse battery", actor="clerk:kacho")
    visit_id = put(family)
    office.look()
    office.press(KEY.Key_Return)
    office.go_away()
    office.press(KEY.Key_2)
    Case(store, visit_id, Session("kacho"), office._clock).protect(True)
    office.server.away = False
    until(lambda: office.box.state().refused == 1)
    office.look()
    office.look()
    window = office.window
    assert window.view is None
    office.press(KEY.Key_U, modifier=CONTROL)
    office.press(KEY.Key_Return)
    assert window.view is None and "髙橋" not in office.words(window.side)
    office.press(KEY.Key_U, modifier=CONTROL)
    window.unsent_page.discarded.emit(visit_id)
    settled(office._qtbot, window)
    office.look()
    assert window.unsent.words == "" and office.box.state().refused == 0
    assert [each.type for each in store.actions(visit_id)][-1] is ActionType.PROTECT
