"""Whole journeys through the real window: by mouse, by keyboard alone, by touch; and what must never happen."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from base.trouble import Trouble
from devices.card.api import CardStatus
from forms.actions import ActionType
from forms.preentry.qr import draw
from kiosk.draft import needing_eyes
from kiosk.family import household
from kiosk.states import Event, State, UndeclaredEvent
from look import exact, phrases
from look.forgetting import KEPT
from tests.kiosk.hands import HANDS


def find(window: QWidget, name: str) -> QAbstractButton:
    found = [each for each in window.findChildren(QAbstractButton, name) if each.isVisibleTo(window)]
    assert found, f"no {name} on {window.journey.state}"
    return found[0]


def reach(qtbot, window, state: State) -> None:
    qtbot.waitUntil(lambda: window.journey.state is state, timeout=20_000)


def touches(widget: QWidget) -> dict[str, QEvent]:
    """An event of each kind by which a visitor shows to be there."""
    at, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kinds = QEvent.Type
    return {
        "press": QMouseEvent(kinds.MouseButtonPress, at, widget.mapToGlobal(at), left, left, none),
        "second press": QMouseEvent(kinds.MouseButtonDblClick, at, widget.mapToGlobal(at), left, left, none),
        "key": QKeyEvent(kinds.KeyPress, Qt.Key.Key_7, none, "7"),
        "input method": QInputMethodEvent(),
    }


@pytest.mark.parametrize("name", ["press", "second press", "key", "input method"])
def test_whatever_a_visitor_does_keeps_the_visit_open(window, monkeypatch, name):
    told, focused = [], QApplication.focusWidget()
    monkeypatch.setattr(window.journey, "on", lambda event, **_: told.append(event))
    QApplication.sendEvent(focused, QResizeEvent(focused.size(), focused.size()))
    assert told == []
    QApplication.postEvent(focused, touches(focused)[name])  # Qt's own then, as those that come from outside
    QApplication.sendPostedEvents(focused, 0)
    assert Event.TOUCH in told


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_whole_journey(qtbot, window, desk, store, show_code, hand):
    show_code()
    hand.press(qtbot, find(window, "welcome.moving_in"))
    reach(qtbot, window, State.HAVE)
    hand.press(qtbot, find(window, "have.qr"))
    qtbot.waitUntil(lambda: window.journey.state is State.HAVE and len(window.journey.draft.shown) == 1, timeout=20_000)
    hand.press(qtbot, find(window, "have.paper"))
    hand.press(qtbot, find(window, "paper.scan"))
    qtbot.waitUntil(lambda: window.journey.state is State.HAVE and len(window.journey.draft.shown) == 2, timeout=20_000)
    hand.press(qtbot, find(window, "have.card"))
    desk.cards.status_now = CardStatus.READY
    reach(qtbot, window, State.PIN)
    for digit in "1234":
        hand.press(qtbot, find(window, f"pin.{digit}"))
    hand.press(qtbot, find(window, "pin.go"))
    qtbot.waitUntil(lambda: window.journey.state is State.HAVE and len(window.journey.draft.shown) == 3, timeout=20_000)
    hand.press(qtbot, find(window, "have.look_over"))
    hand.press(qtbot, find(window, "who.go_on"))
    assert not find(window, "confirm.accept").isEnabled()
    truth = household()
    for _ in range(20):
        fields = [each for each in window.journey.draft.fields.values() if each.needs_eyes]
        if not fields:
            break
        path = fields[0].path
        hand.press(qtbot, find(window, f"choice.{path}.{truth[path]}"))
    hand.press(qtbot, find(window, "confirm.accept"))
    reach(qtbot, window, State.PRINTED)
    hand.press(qtbot, find(window, "printed.yes"))
    reach(qtbot, window, State.THANKS)
    number = window.findChild(QLabel, "thanks.number")
    assert number is not None and number.text() == "0001"
    visit = store.visit
    assert visit.reception_number == "0001"
    for path, value in truth.items():
        if path.startswith("members"):
            assert visit.value(path) == value, path
    assert [each.type for each in store.actions][-2:] == [ActionType.SUBMIT, ActionType.PRINT]
    assert desk.printer.printed[0].startswith(b"%PDF") and desk.printer.titles == ["kakanai"]
    assert desk.cards.asked == ["pin"]
    hand.press(qtbot, find(window, "thanks.finish"))
    reach(qtbot, window, State.WELCOME)


@pytest.fixture
def strangers() -> set[QWidget]:
    """The windows that earlier tests left behind: what they hold is not this window's."""
    gc.collect()
    return set(QApplication.topLevelWidgets())


def texts(window: QWidget, strangers: set[QWidget] | frozenset[QWidget] = frozenset()) -> str:
    """Everything that any widget of the program holds, the windows of others apart."""
    found = []
    for each in QApplication.allWidgets():
        if each.window() is not window and each.window() in strangers:
            continue
        found.append(each.accessibleName())
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            found.append(each.text())
        found.append(str(getattr(each, "value", "")))
    return "\n".join(found)


def kept_texts(caches) -> str:
    """Every text that a cache holds a reference to, as far down as its keys and values go."""
    found, seen, level = [], set(), list(caches)
    for _ in range(5):
        level = [each for each in gc.get_referents(*level) if id(each) not in seen and not callable(each)]
        seen |= {id(each) for each in level}
        found += [each for each in level if isinstance(each, str)]
        level = [each for each in level if isinstance(each, list | tuple | dict)]
    return "\n".join(found)


def test_wipe_leaves_no_canary_in_what_is_kept_for_drawing(qtbot, window):
    journey = window.journey
    for event, data in ((Event.START, {}), (Event.HAVE_NOTHING, {}), (Event.ADD_PERSON, {})):
        journey.on(event, **data)
    journey.on(Event.CHOOSE, path="members[0].name", value="髙橋　一郎")
    phrases.split("髙橋様", "ja")  # whatever screen may have said it in a sentence
    qtbot.waitUntil(lambda: "髙橋" in kept_texts([exact.shape]), timeout=20_000)
    QGuiApplication.clipboard().setText("髙橋")
    journey.wipe()
    qtbot.waitUntil(lambda: journey.state is State.WELCOME and window.screen_shown is not None, timeout=5000)
    gc.collect()
    assert "髙橋" not in kept_texts(KEPT)
    for mode in QClipboard.Mode:
        assert not QGuiApplication.clipboard().text(mode)


def test_wipe_leaves_no_canary_in_widgets_clipboard_or_queue(strangers, qtbot, window, desk, store, readings):
    pre_entry, paper, card, page = readings
    journey = window.journey
    journey.on(Event.START)
    journey.on(Event.HAVE_PAPER)
    window.conductor.rest_in(State.PAPER_READING)
    journey.on(Event.SCAN)
    journey.on(Event.PAGES_READ, reading=paper, pictures=(page,))
    journey.on(Event.LOOK_OVER)
    journey.on(Event.GO_ON)
    journey.on(Event.EDIT, path="members[0].name")
    assert "髙橋" in texts(window)
    QGuiApplication.clipboard().setText("髙橋")
    cleared = desk.printer.cleared
    journey.wipe()
    qtbot.waitUntil(lambda: "髙橋" not in texts(window, strangers), timeout=5000)
    assert QGuiApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: desk.printer.cleared > cleared, timeout=5000)
    gc.collect()
    assert journey.draft is None and window._key[2] is None


def test_pin_is_in_no_widget_and_spoken_nowhere(qtbot, window, desk):
    desk.cards.status_now = CardStatus.READY
    desk.cards.pin = "9876"
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_CARD)
    reach(qtbot, window, State.PIN)
    for digit in "9876":
        qtbot.keyClick(QApplication.focusWidget() or window, digit)
    assert "9876" not in texts(window)
    screen = window.screen_shown
    qtbot.mouseClick(find(window, "pin.go"), Qt.MouseButton.LeftButton)
    assert screen._digits == []
    reach(qtbot, window, State.HAVE)
    assert "9876" not in texts(window) and "9876" not in repr(vars(window.journey))


def test_wrong_pin_is_never_tried_again_by_itself(qtbot, window, desk):
    desk.cards.status_now = CardStatus.READY
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_CARD)
    reach(qtbot, window, State.PIN)
    window.conductor.open_card("0000")
    qtbot.waitUntil(lambda: window.journey.state is State.PIN and window.journey.tries_left == 2, timeout=10_000)
    qtbot.wait(1000)
    assert desk.cards.asked == ["pin"] and desk.cards.tries == 2


def test_card_pulled_while_typing(qtbot, window, desk):
    desk.cards.status_now = CardStatus.READY
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_CARD)
    reach(qtbot, window, State.PIN)
    desk.cards.status_now = CardStatus.NO_CARD
    reach(qtbot, window, State.CARD)
    desk.cards.status_now = CardStatus.READY
    reach(qtbot, window, State.PIN)


def test_code_of_a_web_page_is_named_and_the_right_one_still_read(qtbot, window, desk, show_code, tmp_path):
    file = tmp_path / "wrong.png"
    file.write_bytes(draw("https://example.com/"))
    desk.camera.show(file)
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_QR)
    qtbot.waitUntil(lambda: window.journey.trouble is not None, timeout=10_000)
    assert window.journey.trouble.id == "qr_web_address" and window.journey.state is State.QR
    show_code()
    reach(qtbot, window, State.HAVE)


def test_back_from_the_camera_ends_the_watching(qtbot, window, desk):
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_QR)
    qtbot.mouseClick(find(window, "back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.conductor.jobs.running == 0, timeout=10_000)
    assert window.journey.state is State.HAVE


@pytest.fixture
def at_confirm(window, readings):
    window.journey.on(Event.START)
    window.journey.on(Event.HAVE_QR)
    window.journey.on(Event.CODE_READ, reading=readings[0])
    window.journey.on(Event.LOOK_OVER)
    window.journey.on(Event.GO_ON)
    for field in needing_eyes(window.journey.draft.fields):
        window.journey.on(Event.CHOOSE, path=field.path, value=household()[field.path])
    return window.journey


def test_store_trouble_keeps_the_visitor_and_trying_again_stores_once(qtbot, window, store, at_confirm):
    store.trouble = Trouble("kiosk_too_slow")
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.NOT_SENT)
    assert not at_confirm.draft.is_empty
    store.trouble = None
    qtbot.mouseClick(find(window, "retry"), Qt.MouseButton.LeftButton)
    reach(qtbot, window, State.PRINTED)
    assert sum(each.type is ActionType.SUBMIT for each in store.actions) == 1


def test_lost_answer_of_the_store_gives_one_visit(qtbot, window, store, at_confirm):
    store.lose_answer = True
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.NOT_SENT)
    at_confirm.on(Event.RETRY)
    reach(qtbot, window, State.PRINTED)
    assert sum(each.type is ActionType.SUBMIT for each in store.actions) == 1
    assert len({each.visit_id for each in store.actions}) == 1 and store.numbers == 1


def test_what_the_store_may_have_does_not_change_any_more(qtbot, window, store, at_confirm):
    store.lose_answer = True
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.NOT_SENT)
    assert not at_confirm.takes(Event.BACK) and not window.findChildren(QAbstractButton, "back")
    with pytest.raises(RuntimeError, match="does not change"):
        at_confirm.draft.confirmed("phone", "03-0000-0000", "kiosk:1", window.conductor.clock.now())
    with pytest.raises(UndeclaredEvent):
        at_confirm.on(Event.BACK)


def test_a_store_that_gave_no_number_has_nothing_so_the_visitor_may_go_back(qtbot, window, store, at_confirm):
    store.trouble = Trouble("kiosk_too_slow")
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.NOT_SENT)
    qtbot.mouseClick(find(window, "back"), Qt.MouseButton.LeftButton)
    at_confirm.on(Event.CHOOSE, path="phone", value="03-0000-0000")
    store.trouble = None
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.PRINTED)
    assert store.visit.value("phone") == "03-0000-0000"


def test_no_printer_still_ends_in_a_number(qtbot, window, desk, at_confirm):
    desk.printer.trouble = Trouble("printer_absent")
    at_confirm.on(Event.ACCEPT)
    reach(qtbot, window, State.NOT_PRINTED)
    assert at_confirm.can_reprint
    qtbot.mouseClick(find(window, "next"), Qt.MouseButton.LeftButton)
    assert window.findChild(QLabel, "thanks.number").text() == "0001"


@pytest.mark.parametrize("trouble", [None, Trouble("store_unreachable", place="-")], ids=["counted", "away"])
def test_who_walks_away_is_counted_and_nobody_waits_for_it(qtbot, window, store, clock, at_confirm, trouble):
    store.journeys.trouble = trouble
    delays = window.journey.delays
    for seconds in (delays.idle_s + 1, delays.warning_s + 1):
        clock.advance(seconds)
        window.journey.tick()
    assert window.journey.state is State.WELCOME and window.journey.trouble is None
    qtbot.waitUntil(lambda: window.conductor.jobs.running == 0, timeout=10000)
    assert [(each.screen, each.purpose, each.how) for each in store.journeys.left] == (
        [] if trouble else [("confirm", "moving_in", "idle")]
    )


def test_any_touch_ends_the_idle_warning(qtbot, window, clock, at_confirm):
    clock.advance(window.journey.delays.idle_s)
    window.journey.tick()
    assert window.over is not None
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(300, 700))
    assert window.over is None and at_confirm.state is State.CONFIRM


def test_a_typed_value_survives_calling_staff(qtbot, window, at_confirm):
    at_confirm.on(Event.EDIT, path="phone")
    line = window.findChild(QLineEdit, "edit.typed")
    line.setText("03-1111-2222")
    qtbot.mouseClick(find(window, "staff"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find(window, "called.close"), Qt.MouseButton.LeftButton)
    assert window.findChild(QLineEdit, "edit.typed").text() == "03-1111-2222"
    qtbot.mouseClick(find(window, "edit.accept"), Qt.MouseButton.LeftButton)
    assert at_confirm.draft.fields["phone"].value == "03-1111-2222"


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier]
)
@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_F4, Qt.Key.Key_Q, Qt.Key.Key_Tab])
def test_injected_control_keys_do_nothing(qtbot, window, at_confirm, modifier, key):
    at_confirm.on(Event.EDIT, path="phone")
    line = window.findChild(QLineEdit, "edit.typed")
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText("before")
    before = (line.text(), QApplication.focusWidget())
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, key, modifier))
    assert (line.text(), QApplication.focusWidget()) == before
    assert QGuiApplication.clipboard().text() == "before"
    assert window.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_Escape, Qt.Key.Key_Menu, Qt.Key.Key_Print])
def test_special_keys_do_nothing(qtbot, window, key):
    qtbot.keyClick(window, key)
    assert window.journey.state is State.WELCOME and window.isVisible()


def test_markup_in_a_value_is_shown_as_it_is(qtbot, window, at_confirm):
    at_confirm.on(Event.CHOOSE, path="new_building", value="<h1>x</h1><img src=file:///etc/passwd>")
    labels = [each for each in window.findChildren(QLabel) if "<h1>" in each.text()]
    assert labels
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in window.findChildren(QLabel))


@pytest.mark.expected_log("kiosk.broke_down")
def test_bug_shows_out_of_service_without_data(qtbot, window, at_confirm, caplog):
    from kiosk.app import LastResort

    try:
        raise KeyError("髙橋")
    except KeyError as error:
        LastResort(window)(type(error), error, error.__traceback__)
    assert window.journey.state is State.OUT_OF_SERVICE and window.journey.draft is None
    assert "髙橋" not in caplog.text + str([vars(each) for each in caplog.records])
