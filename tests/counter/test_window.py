"""The clerk's window: a whole visit by keyboard, undo, reasons, search, conflict, trouble, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from base.trouble import Trouble
from counter import sample
from counter.crop import Crop
from counter.fields_pane import IDENTITY
from counter.office import Looked
from counter.queue import Section
from forms.actions import ActionType, Status
from forms.visit_code import visit_code
from tests.counter.hands import Hands, settled

KEY = Qt.Key
NAME, KANA = "members[1].name", "members[2].kana"


@pytest.fixture
def at_work(qtbot, open_window):
    """A window and the hands on its keyboard."""

    def begun(**given) -> Hands:
        return Hands(qtbot, open_window(**given))

    return begun


def test_a_clean_visit_of_three_takes_few_keys(store, put, clean, at_work) -> None:
    visit_id = put(clean)
    hands = at_work()
    hands.press(KEY.Key_Return)  # the longest wait is under the cursor
    hands.press(KEY.Key_Return)  # nothing to look at: the identity check is in hand
    hands.press(KEY.Key_1, KEY.Key_Return)  # My Number card, record
    hands.press(KEY.Key_F12)
    assert store.visit(visit_id).status is Status.FILED
    assert hands.pressed < 20
    assert hands.pressed == 5


def test_a_visit_with_doubts_by_keyboard_only(store, put, family, at_work) -> None:
    visit_id = put(family)
    hands = at_work()
    hands.press(KEY.Key_Return)
    window = hands.window
    assert window.fields.current == NAME
    assert window.foot.file.text().endswith("（あと3）")
    hands.press(KEY.Key_2)  # 崎, as in the pre-entry
    assert window.fields.current == KANA
    hands.press(KEY.Key_2)
    assert window.fields.current == IDENTITY
    hands.press(KEY.Key_F4, KEY.Key_8, KEY.Key_D, KEY.Key_Return)
    assert window.foot.file.isEnabled()
    hands.press(KEY.Key_F12)
    visit = store.visit(visit_id)
    assert visit.status is Status.FILED
    assert visit.value(NAME) == "髙橋　美崎"
    assert visit.value(KANA) == "ワタナベ　ヨシエ"
    assert set(visit.documents) == {"eligibility_certificate", "employee_id"}
    assert window.view is None
    assert "0042" in window.foot.notice


def test_fast_fingers_lose_nothing(store, put, family, at_work) -> None:
    visit_id = put(family)
    hands = at_work()
    hands.press(KEY.Key_Return)
    hands.press_fast(KEY.Key_2, KEY.Key_2)
    visit = store.visit(visit_id)
    assert visit.value(NAME) == "髙橋　美崎"
    assert visit.value(KANA) == "ワタナベ　ヨシエ"


def test_filing_too_early_leads_to_what_is_missing(store, put, family, at_work) -> None:
    visit_id = put(family)
    hands = at_work()
    hands.press(KEY.Key_Return, KEY.Key_F12)
    assert store.visit(visit_id).status is Status.IN_REVIEW
    assert "本人確認" in hands.window.foot.notice
    assert hands.window.fields.current == NAME
    assert not hands.window.foot.file.isEnabled()
    assert "氏名" in hands.window.foot.file.accessibleDescription()


def test_undo_with_the_keyboard(store, put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hands.window.view.review.find(NAME).need is not None
    assert [str(each.type) for each in store.actions(hands.window.view.review.visit.id)][-2:] == ["settle", "settle"]


def at_work_with(_visit_id: str, at_work) -> Hands:
    hands = at_work()
    hands.press(KEY.Key_Return)
    return hands


def test_typing_a_value(store, put, family, at_work) -> None:
    visit_id = put(family)
    hands = at_work_with(visit_id, at_work)
    hands.press(KEY.Key_F2)
    editor = hands.window.fields.row(NAME).editor
    editor.setText("髙橋 美咲")
    hands.press(KEY.Key_Return)
    assert store.visit(visit_id).value(NAME) == "髙橋　美咲"
    assert hands.window.fields.current == KANA  # one press, one act
    assert KANA not in store.visit(visit_id).confirmations


def test_a_value_that_cannot_be_read_stays_to_be_corrected(store, put, family, at_work) -> None:
    visit_id = put(family)
    hands = at_work_with(visit_id, at_work)
    hands.window.fields.go_to("moved_on")
    hands.press(KEY.Key_F2)
    hands.window.fields.row("moved_on").editor.setText("令和8年2月30日")
    hands.press(KEY.Key_Return)
    assert hands.window.fields.row("moved_on").editor.text() == "令和8年2月30日"
    assert "moved_on" not in store.visit(visit_id).confirmations
    hands.press(KEY.Key_Escape)
    assert not hands.window.fields.editing


def test_tab_goes_in_reading_order(put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    seen = [hands.window.fields.current]
    for _ in range(4):
        hands.press(KEY.Key_Tab)
        seen.append(hands.window.fields.current)
    assert seen == [row.path for row in hands.window.view.review.rows[:5]]
    hands.press(KEY.Key_Up)
    assert hands.window.fields.current == seen[3]


def test_page_and_field_move_together(put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    page = hands.window.page
    row = hands.window.view.review.find(NAME)
    assert page.box == row.picture.field.box
    whole = page.marked_area()
    hands.press(KEY.Key_Space)
    assert page.zoomed
    close = page.marked_area()
    assert close.width() > whole.width() * 1.5
    hands.press(KEY.Key_Down)
    assert page.box == hands.window.view.review.find(KANA).picture.field.box
    inside = page.rect().toRectF()
    assert inside.contains(page.marked_area())
    hands.press(KEY.Key_Space)
    assert not page.zoomed


def test_what_needs_eyes_and_what_is_in_hand_stand_beside_what_they_were_read_from(put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    fields = hands.window.fields

    def shown() -> set[str]:
        return {row.path for row in fields.review.rows if fields.row(row.path).findChildren(Crop)}

    assert shown() == {NAME, KANA}
    hands.press(KEY.Key_1)
    assert NAME not in {row.path for row in fields.review.needs_eyes}
    assert shown() == {KANA}  # decided: only the page in the middle shows it now
    settled_row = next(row for row in fields.review.settled if row.picture and row.path != NAME)
    fields.go_to(settled_row.path)
    settled(hands._qtbot, hands.window)
    assert shown() == {KANA, settled_row.path}
    unread = next(row for row in fields.review.settled if row.picture is None)
    fields.go_to(unread.path)
    settled(hands._qtbot, hands.window)
    assert shown() == {KANA}


def test_a_page_that_cannot_be_had_leaves_a_row_as_it_is(store, put, family, at_work, monkeypatch) -> None:
    def gone(_page_id: str) -> bytes:
        raise Trouble("page_unreadable")

    monkeypatch.setattr(store, "page", gone)
    hands = at_work_with(put(family), at_work)
    assert not hands.window.fields.findChildren(Crop)
    hands.press(KEY.Key_1)
    assert hands.window.fields.current == KANA


def test_evidence_with_one_key(put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    hands.press(KEY.Key_F3)
    said = words_of(hands.window.evidence)
    assert "髙橋　美﨑" in said
    assert "髙橋　美崎" in said
    assert any(label.pixmap() and not label.pixmap().isNull() for label in hands.window.evidence.findChildren(QLabel))
    hands.press(KEY.Key_Escape)
    assert hands.window.fields.current == NAME


def words_of(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.text()}


@pytest.mark.parametrize(("key", "status"), [(KEY.Key_F7, Status.HELD), (KEY.Key_F8, Status.RETURNED)])
def test_put_away_with_a_reason_by_key(store, put, family, at_work, key, status) -> None:
    visit_id = put(family)
    hands = at_work_with(visit_id, at_work)
    hands.press(key, KEY.Key_2)
    visit = store.visit(visit_id)
    assert visit.status is status
    assert visit.reason
    assert hands.window.view is None


def test_the_number_opens_a_visit(put, family, clean, at_work) -> None:
    put(clean, "0041", 9)
    visit_id = put(family, "0042", 3)
    hands = at_work()
    hands.press(KEY.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.type("42")
    hands.press(KEY.Key_Return)
    assert hands.window.view.review.visit.id == visit_id


def test_an_unknown_number_says_so(put, clean, at_work) -> None:
    put(clean)
    hands = at_work()
    hands.window.search("0777")
    settled(hands._qtbot, hands.window)
    assert "0777" in hands.window.foot.notice
    assert hands.window.view is None


def test_a_scanner_opens_the_visit_from_wherever_the_cursor_is(put, family, clean, at_work) -> None:
    put(clean, "0041", 9)
    visit_id = put(family, "0042", 3)
    hands = at_work()
    hands.press(KEY.Key_Return)
    assert hands.window.view.review.visit.id != visit_id
    hands.type(visit_code(visit_id))
    hands.press(KEY.Key_Return)
    assert hands.window.view.review.visit.id == visit_id


def test_a_foreign_code_opens_nothing(put, clean, at_work) -> None:
    put(clean)
    hands = at_work()
    hands.window.search("https://example.invalid/")
    assert hands.window.foot.notice
    assert hands.window.view is None


@pytest.mark.expected_log()
def test_two_windows_on_one_visit(store, put, family, open_window, qtbot) -> None:
    visit_id = put(family)
    mine, theirs = Hands(qtbot, open_window()), Hands(qtbot, open_window(clerk="佐藤"))
    mine.press(KEY.Key_Return)
    theirs.window.open(visit_id)
    settled(qtbot, theirs.window)
    for each in (mine, theirs):  # at the very moment when neither has heard of the other's change
        each.window.office._timer.stop()
        each.window.office._following.stop()
    mine.press(KEY.Key_2)
    theirs.window.fields.go_to(KANA)
    theirs.press(KEY.Key_2)
    assert theirs.window.side.currentWidget() is theirs.window.conflict
    assert any("髙橋　美崎" in each for each in words_of(theirs.window.conflict))
    assert store.visit(visit_id).confirmations.keys() == {NAME}
    theirs.press(KEY.Key_Return)  # the button that does it again has the focus
    assert store.visit(visit_id).confirmations.keys() == {NAME, KANA}
    assert theirs.window.side.currentWidget() is theirs.window.fields


def test_a_colleagues_visit_can_be_taken_over(store, put, family, open_case, at_work) -> None:
    visit_id = put(family)
    open_case(visit_id, "鈴木")
    hands = at_work()
    hands.window.open(visit_id)
    settled(hands._qtbot, hands.window)
    hands.press(KEY.Key_1)
    assert store.visit(visit_id).confirmations == {}
    assert not hands.window.foot.file.isVisible()
    hands.press(KEY.Key_F5)
    assert store.visit(visit_id).assignee == "clerk:佐藤"
    assert hands.window.foot.file.isVisible()


def test_an_answer_about_a_visit_that_was_closed_meanwhile_does_not_open_it_again(qtbot, put, family, open_window):
    window = open_window()
    window.open(put(family))
    settled(qtbot, window)
    office = window.office
    late = Looked([], office.store.position(), None, office._case, office.view)
    office.close()
    office._seen(late)
    settled(qtbot, window)
    assert window.view is None and office.view is None


class Unplugged:
    """A store that can be cut off."""

    def __init__(self, store) -> None:
        self._store, self.cut = store, False

    def follow(self, told):
        return self._store.follow(told)

    @property
    def calls(self):
        if self.cut:
            raise Trouble("store_unreachable", place="test")
        return self._store.calls

    def __getattr__(self, name: str):
        def asked(*words, **named):
            if self.cut:
                raise Trouble("store_unreachable", place="test")
            return getattr(self._store, name)(*words, **named)

        return asked


@pytest.mark.expected_log("counter.store_lost")
def test_without_the_store_the_window_stays_readable(store, put, family, at_work) -> None:
    visit_id = put(family)
    plug = Unplugged(store)
    hands = at_work(store_=plug)
    hands.press(KEY.Key_Return)
    window = hands.window
    plug.cut = True
    hands.press(KEY.Key_2)
    assert "つながりません" in window.strip.words
    assert window.fields.current == NAME
    assert window.view.review.find(NAME).need is not None
    assert window.page.page is not None
    hands.press(KEY.Key_Down)
    assert window.fields.current == KANA
    assert not window.foot.file.isEnabled()
    plug.cut = False
    window.office.poll()
    settled(hands._qtbot, window)
    assert window.strip.words == ""
    window.fields.go_to(NAME)
    hands.press(KEY.Key_2)
    assert store.visit(visit_id).value(NAME) == "髙橋　美崎"


@pytest.mark.expected_log("counter.store_lost")
def test_what_was_typed_survives_a_lost_store(store, put, family, at_work) -> None:
    put(family)
    plug = Unplugged(store)
    hands = at_work(store_=plug)
    hands.press(KEY.Key_Return, KEY.Key_F2)
    hands.window.fields.row(NAME).editor.setText("髙橋 美咲")
    plug.cut = True
    hands.press(KEY.Key_Return)
    assert hands.window.fields.row(NAME).editor.text() == "髙橋 美咲"


@pytest.mark.expected_log("counter.store_lost")
def test_starting_without_the_store(store, put, family, at_work) -> None:
    put(family)
    plug = Unplugged(store)
    plug.cut = True
    hands = at_work(store_=plug)
    assert "つながりません" in hands.window.strip.words
    plug.cut = False
    hands.window.office.poll()
    settled(hands._qtbot, hands.window)
    hands.press(KEY.Key_Return)
    assert hands.window.view is not None


def test_printing_again_is_recorded(store, put, family, at_work, tmp_path: Path) -> None:
    visit_id = put(family)
    hands = at_work_with(visit_id, at_work)
    hands.press(KEY.Key_F9)
    [pdf] = (tmp_path / "out").glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert store.actions(visit_id)[-1].type is ActionType.PRINT
    assert hands.window.foot.print.isEnabled()
    assert hands.window.view.conflict is None


def test_without_a_printer_the_button_is_off(put, family, desk, at_work) -> None:
    put(family)
    hands = at_work(desk_=replace(desk, printer=None))
    hands.press(KEY.Key_Return)
    assert not hands.window.foot.print.isEnabled()
    hands.press(KEY.Key_F9)


def test_the_queue_follows_the_store(put, clean, at_work) -> None:
    hands = at_work()
    assert not list(hands.window.office.queue)
    put(clean)
    hands.window.office.poll()
    settled(hands._qtbot, hands.window)
    assert [row.number for row in hands.window.office.queue] == ["0042"]


def test_waiting_minutes_grow_without_any_change(put, clean, at_work, clock) -> None:
    put(clean)
    hands = at_work()
    clock.advance(120)
    hands.window.office.poll()
    settled(hands._qtbot, hands.window)
    assert [row.minutes for row in hands.window.office.queue] == [8]


HOSTILE = "<h1>太郎</h1><img src='file:///etc/passwd'>"


def test_markup_in_data_is_shown_as_it_is(put, values, at_work) -> None:
    values[NAME] = HOSTILE
    reading, page = sample.drawn_certificate(values, sample.paper_paths(3))
    hands = at_work_with(put(sample.with_doubts(values, reading, [page])), at_work)
    hands.window.fields.go_to(NAME)
    labels = hands.window.findChildren(QLabel)
    assert any(label.text() == HOSTILE for label in labels)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text())
    hands.press(KEY.Key_F3)
    assert HOSTILE in words_of(hands.window.evidence)


LONG_NAME = "ヴァン・デル・メルヴェ＝" * 6 + "　クリストファー"
LONG_ADDRESS = "東京都千代田区九段南一丁目" * 8


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_long_values_are_never_clipped(qtbot, put, values, at_work, size) -> None:
    values |= {NAME: LONG_NAME[:80], "new_address": LONG_ADDRESS[:110]}
    reading, page = sample.drawn_certificate(values, sample.paper_paths(3))
    hands = at_work_with(put(sample.with_doubts(values, reading, [page])), at_work)
    window = hands.window
    window.resize(*size)
    settled(qtbot, window)
    for path in (NAME, "new_address"):
        window.fields.go_to(path)
        settled(qtbot, window)
        row = window.fields.row(path)
        for label in row.findChildren(QLabel):
            if label.isVisible() and label.hasHeightForWidth():
                assert label.height() >= label.heightForWidth(label.width()), label.text()[:12]
        for button in row.findChildren(QAbstractButton):
            assert button.height() >= button.heightForWidth(button.width())
            assert row.rect().contains(button.geometry().translated(button.parentWidget().pos()))
        assert row.width() <= window.fields.viewport().width()


def test_everything_that_can_be_touched_has_a_name(put, family, at_work) -> None:
    hands = at_work_with(put(family), at_work)
    for key in (None, KEY.Key_F4, KEY.Key_F7, KEY.Key_F1, KEY.Key_F3):
        if key:
            hands.press(KEY.Key_Escape, key)
        touchable = [
            each
            for each in hands.window.findChildren(QWidget)
            if each.isVisible() and (isinstance(each, QAbstractButton | QLineEdit) or each.focusPolicy() & Qt.TabFocus)
        ]
        assert len(touchable) > 5
        for each in touchable:
            name = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
            assert name.strip(), each


def test_a_candidate_by_touch(store, put, family, qtbot, at_work) -> None:
    visit_id = put(family)
    hands = at_work_with(visit_id, at_work)
    button = hands.window.fields.row(NAME).findChildren(QAbstractButton)[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, hands.window)
    assert store.visit(visit_id).value(NAME) == "髙橋　美崎"


def test_virtual_devices_are_said_aloud(desk, at_work) -> None:
    from look.frame import VirtualBanner

    assert at_work(desk_=replace(desk, is_virtual=True)).window.findChild(VirtualBanner).isVisible()
    assert at_work().window.findChild(VirtualBanner) is None


def test_no_dialog_ever_opens(put, family, at_work, qapp) -> None:
    from PySide6.QtWidgets import QDialog

    hands = at_work_with(put(family), at_work)
    for key in (KEY.Key_F1, KEY.Key_F2, KEY.Key_F3, KEY.Key_F4, KEY.Key_F6, KEY.Key_F7, KEY.Key_F8, KEY.Key_F12):
        hands.press(key)
        assert not [each for each in qapp.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        hands.press(KEY.Key_Escape)


def test_searching_by_name(store, put, family, at_work) -> None:
    first, second = put(family, "0001"), put(family, "0002")
    hands = at_work()
    hands.window.search("高橋 一郎")
    settled(hands._qtbot, hands.window)
    shown = hands.window.queue.model_
    assert [shown.row_at(shown.index(at)).id for at in (1, 2)] == [second, first] and shown.rowCount() == 3
    hands.press(KEY.Key_Escape)
    settled(hands._qtbot, hands.window)
    assert shown.row_at(shown.index(1)).id == first and hands.window.view is None
    hands.window.search("たかはし")
    settled(hands._qtbot, hands.window)
    hands.press(KEY.Key_Return)
    assert hands.window.view.review.visit.id == second
    assert shown.row_at(shown.index(1)).section is not Section.FOUND


def test_searching_for_nobody(store, put, family, at_work) -> None:
    put(family)
    hands = at_work()
    hands.window.search("鈴木")
    settled(hands._qtbot, hands.window)
    assert hands.window.view is None
    assert "見つかりません" in hands.window.foot.notice


def test_a_row_grows_with_what_opens_in_it(put, family, at_work) -> None:
    put(family)
    hands = at_work()
    hands.press(KEY.Key_Return)
    row = hands.window.fields.row(NAME)
    assert row.height() == row.heightForWidth(row.width())
    hands.press(KEY.Key_F2)
    assert row.editor is not None
    assert row.height() == row.heightForWidth(row.width())
    hands.press(KEY.Key_Escape)
    assert row.height() == row.heightForWidth(row.width())
