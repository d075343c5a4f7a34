"""Four arrow keys, Enter and Escape: they reach everything, in the order in which it is read, always in a frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from devices.card.api import CardStatus
from forms.guide.description import get_guide
from kiosk.arrows import Arrow, Ways, reachable
from kiosk.boards.keys import KeyGrid
from kiosk.draft import needing_eyes
from kiosk.family import household
from kiosk.pictures import LANDSCAPE, PORTRAIT, settle, show, stage
from kiosk.shots import SHOTS
from kiosk.states import State
from look.focus import FocusRing
from look.frame import Footer, Paged
from look.tokens import Look
from tests.kiosk.hands import Pad

SCREENS = [
    (Look(), LANDSCAPE),
    (Look(language="en", text_step=2.0), PORTRAIT),
    (Look(language="ko", text_step=1.5), LANDSCAPE),
]


def shown_screens(look: Look, size: tuple[int, int]):
    """Every screen in turn, with its name."""
    with stage(look, size) as window:
        window.activateWindow()
        settle()
        for shot in SHOTS:
            show(window, shot)
            yield shot.name, window, window.over or window.screen_shown


def from_anywhere(screen) -> set[QWidget]:
    """Everything that the arrows reach from the screen's heading."""
    ways = Ways(screen)
    seen: set[QWidget] = set()
    waiting: list[QWidget | None] = [None]
    while waiting:
        here = waiting.pop()
        for arrow in Arrow:
            found = ways.step(here, arrow)
            if found is not None and found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


@pytest.mark.parametrize(("look", "size"), SCREENS)
def test_everything_is_within_reach_in_reading_order_seen_and_framed_and_escape_goes_back(qtbot, look, size):
    """On one walk through all screens: escape comes last, for it leaves the screen."""
    feet = set()
    for name, window, screen in shown_screens(look, size):
        order = reachable(screen)
        assert set(order) == from_anywhere(screen), name
        assert len(order) == len(set(order)), name
        for each in screen.findChildren(QWidget):
            if isinstance(each, QAbstractButton | QLineEdit) and each.isVisibleTo(screen) and each.isEnabled():
                assert each in order, (name, each.accessibleName())
        check_reading_order(name, screen, order)
        check_frames(name, window, screen, order)
        feet.add(screen.findChild(Footer).geometry().getRect())
        if look == Look():
            check_escape(qtbot, name, window, screen)
    assert len(feet) == 1 or look != Look()  # it is always at the same place


def check_reading_order(name: str, screen, order: list[QWidget]) -> None:
    for before, after in zip(order, order[1:], strict=False):
        if before.parentWidget() is not after.parentWidget():
            continue
        first, second = before.geometry(), after.geometry()
        # The acting keys of a board stand beside those that type, and are read behind them.
        acting = isinstance(before.parentWidget(), KeyGrid) and second.left() > first.right()
        below = second.top() > first.bottom()
        beside = second.left() > first.right() and second.bottom() >= first.top()
        assert below or beside or acting, (name, before.accessibleName(), after.accessibleName())
    inside_foot = [screen.footer.isAncestorOf(each) for each in order]
    assert inside_foot == sorted(inside_foot), name  # the foot comes last


def check_frames(name: str, window, screen, order: list[QWidget]) -> None:
    ring = window.findChild(FocusRing)
    views = [(each.content, each.content.parentWidget()) for each in screen.findChildren(Paged)]
    for each in order:
        if not each.isVisibleTo(screen):
            continue  # the arrow to a further page, when the focus has already turned to the last one
        each.setFocus()
        assert QApplication.focusWidget() is each, (name, each.accessibleName())
        assert ring.target is each
        place = QRect(each.mapTo(window, QPoint(0, 0)), each.size())
        assert window.rect().contains(place), (name, each.accessibleName())
        for content, view in views:
            if content.isAncestorOf(each):
                seen = QRect(view.mapTo(window, QPoint(0, 0)), view.size())
                assert seen.contains(place), (name, each.accessibleName(), place, seen)


def test_the_ring_is_around_the_heading_until_a_key_moves_it(qtbot, qapp):
    with stage(Look(), LANDSCAPE) as window:
        window.activateWindow()
        settle()
        ring = window.findChild(FocusRing)
        assert ring.target is None  # nobody is at the keys
        qtbot.keyClick(window.screen_shown, Qt.Key.Key_Down)
        first = QApplication.focusWidget()
        assert first.objectName() == "language.ja" and ring.target is first
        Pad().press(qtbot, window.findChild(QAbstractButton, "welcome.moving_in"))
        settle()
        assert window.journey.state is State.HAVE and QApplication.focusWidget() is window.screen_shown
        assert ring.target is window.screen_shown.heading
        qtbot.mouseClick(window.screen_shown, Qt.MouseButton.LeftButton, pos=QPoint(900, 900))
        assert ring.target is None


def test_the_ring_can_be_seen(qtbot, qapp):
    """Its pixels, in all colours, differ from those without it on all four sides."""
    from look.colours import Theme

    for theme in Theme:
        with stage(Look(theme=theme), LANDSCAPE) as window:
            window.activateWindow()
            settle()
            card = window.findChild(QAbstractButton, "welcome.moving_in")
            before = window.grab().toImage()
            card.setFocus()
            after = window.grab().toImage()
            place = QRect(card.mapTo(window, QPoint(0, 0)), card.size())
            wide = 3 * window.look.px(window.look.profile.ring)
            middle, edges = place.center(), place.adjusted(-wide, -wide, wide, wide)
            for strip in (
                QRect(middle.x(), edges.top(), 1, wide),
                QRect(middle.x(), place.bottom() + 1, 1, wide),
                QRect(edges.left(), middle.y(), wide, 1),
                QRect(place.right() + 1, middle.y(), wide, 1),
            ):
                assert before.copy(strip) != after.copy(strip), (theme, strip)


def check_escape(qtbot, name: str, window, screen) -> None:
    """It is the button for going back, and nothing where there is none."""
    screen.setFocus()
    button = screen.findChild(QAbstractButton, "back")
    before = (window.journey.state, window.journey.staff_called, window.journey.question)
    revision = window.journey.revision
    offered = button is not None and button.isVisibleTo(screen)
    if window.journey.state is State.OUT_OF_SERVICE:
        assert not offered
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    after = (window.journey.state, window.journey.staff_called, window.journey.question)
    if offered:
        assert window.journey.revision > revision, name
    elif before[0] in (State.LEAVING, State.LAST_TRY):
        assert after[0] in (State.HAVE, State.CARD_TAKE)  # the safe one of two ways
    elif before[1]:
        assert after == (before[0], False, None)
    else:
        assert after == before, name
    settle()


def test_a_key_that_ends_the_warning_does_nothing_else(qtbot, window, clock, readings):
    from kiosk.states import Event

    window.journey.on(Event.START)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
        clock.advance(window.journey.delays.idle_s)
        window.journey.tick()
        assert window.over is not None
        qtbot.keyClick(QApplication.focusWidget() or window.over, key)
        assert window.over is None and window.journey.state is State.HAVE
        assert QApplication.focusWidget() is window.screen_shown


def test_arrows_move_the_caret_in_a_line_and_leave_it_upwards_and_downwards(qtbot, qapp):
    with stage(Look(), LANDSCAPE) as window:
        window.activateWindow()
        settle()
        show(window, next(each for each in SHOTS if each.name == "17g-board-phone"))
        line = window.screen_shown.findChild(QLineEdit, "edit.typed")
        line.setFocus()
        at = line.cursorPosition()
        qtbot.keyClick(line, Qt.Key.Key_Left)
        assert QApplication.focusWidget() is line and line.cursorPosition() == at - 1
        qtbot.keyClick(line, Qt.Key.Key_Down)
        assert QApplication.focusWidget().objectName() == "key.type.1"
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
        assert QApplication.focusWidget() is line


@pytest.mark.parametrize("guide", [get_guide()], ids=["chiyoda"])
def test_a_whole_visit_with_five_keys(qtbot, window, desk, store, show_code):
    """Size, language, code, card, PIN, a board, a day, staff, the questions, paper: arrows, Enter and Escape only."""
    pad = Pad()

    def press(name: str) -> None:
        qtbot.waitUntil(lambda: _shown(window, name) is not None, timeout=20_000)
        pad.press(qtbot, _shown(window, name))
        settle()

    def reach(state: State) -> None:
        qtbot.waitUntil(lambda: window.journey.state is state, timeout=20_000)
        settle()

    press("welcome.text_size")
    press("language.en")
    press("language.ja")
    show_code()
    press("welcome.moving_in")
    press("have.qr")
    qtbot.waitUntil(lambda: window.journey.state is State.HAVE and len(window.journey.draft.shown) == 1, timeout=20_000)
    press("have.card")
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    reach(State.HAVE)
    press("have.card")
    desk.cards.status_now = CardStatus.READY
    reach(State.PIN)
    for digit in "129":
        press(f"pin.{digit}")
    press("pin.erase")
    press("pin.3")
    press("pin.4")
    press("pin.go")
    qtbot.waitUntil(lambda: window.journey.state is State.HAVE and len(window.journey.draft.shown) == 2, timeout=20_000)
    press("staff")
    assert window.over is not None
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.over is None
    press("have.look_over")
    press("who.go_on")
    truth = household()
    for _ in range(20):
        waiting = needing_eyes(window.journey.draft.fields)
        if not waiting:
            break
        path = waiting[0].path
        if _shown(window, f"choice.{path}.{truth[path]}") is not None:
            press(f"choice.{path}.{truth[path]}")
        else:
            press("panel.edit")
            write(pad, press, window, truth[path])
    press("row.phone")
    for _ in range(4):
        press("key.erase")
    for digit in "1234":
        press(f"key.type.{digit}")
    press("edit.accept")
    press("row.members[1].kana")
    for name in ("key.erase", "key.type.カ", "key.voiced", "key.left", "key.right", "edit.accept"):
        press(name)
    press("row.members[0].birth_date")
    for name in ("day.part.era", "day.era.S", "day.year.1989", "day.month.1", "day.day.7", "edit.accept"):
        press(name)
    reach(State.CONFIRM)
    press("confirm.accept")
    reach(State.QUESTION)
    press("question.pass_over" if _shown(window, "question.unsure") is None else "question.unsure")
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    reach(State.QUESTION)
    for _ in range(30):
        if window.journey.state is State.TODO:
            break
        press("question.no" if _shown(window, "question.no") is not None else "question.leave_rest")
    press("todo.go_on")
    reach(State.PRINTED)
    press("printed.yes")
    reach(State.THANKS)
    visit = store.visit
    assert visit.value("members[1].kana") == truth["members[1].kana"][:-1] + "ガ"
    assert visit.value("phone") == truth["phone"][:-4] + "1234" and visit.value("members[0].birth_date") == "1989-01-07"
    press("thanks.finish")
    reach(State.WELCOME)
    assert window.look.text_step == 1.0


def write(pad: Pad, press, window, text: str) -> None:
    """Types kana on the board that is shown, and accepts."""
    for char in text:
        name = "key.type.　" if char == "　" else f"key.type.{char}"
        press(name)
    press("edit.accept")


def _shown(window, name: str) -> QAbstractButton | None:
    screen = window.over or window.screen_shown
    found = [each for each in screen.findChildren(QAbstractButton, name) if each.isVisibleTo(screen)]
    return found[0] if found and found[0].isEnabled() else None
