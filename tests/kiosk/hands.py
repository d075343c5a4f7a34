"""The hands of a visitor: how a test presses a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.arrows import Arrow, Ways


class Mouse:
    def press(self, qtbot, button: QWidget) -> None:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class Keyboard:
    """Tab until the button has the focus, then Enter."""

    def press(self, qtbot, button: QWidget) -> None:
        window = button.window()
        name = button.objectName()
        for _ in range(150):
            now = QApplication.focusWidget()
            if now is not None and now.objectName() == name:
                break
            qtbot.keyClick(now or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None and now.objectName() == name, f"Tab never reaches {name}"
        qtbot.keyClick(now, Qt.Key.Key_Return)


class Pad:
    """Four arrows and Enter, on the shortest way."""

    def press(self, qtbot, button: QWidget) -> None:
        window = button.window()
        screen = window.over or window.screen_shown
        for arrow in self._way(screen, button):
            qtbot.keyClick(QApplication.focusWidget() or window, arrow.value)
        assert QApplication.focusWidget() is button, f"arrows do not lead to {button.objectName()}"
        qtbot.keyClick(button, Qt.Key.Key_Return)

    def _way(self, screen, button: QWidget) -> list[Arrow]:
        map_ = Ways(screen)
        ways: dict[QWidget | None, list[Arrow]] = {QApplication.focusWidget(): []}
        waiting = list(ways)
        while waiting:
            here = waiting.pop(0)
            if here is button:
                return ways[here]
            for arrow in Arrow:
                if screen.keeps_arrow(here, arrow.value):
                    continue
                found = map_.step(here, arrow)
                if found is not None and found not in ways:
                    ways[found] = [*ways[here], arrow]
                    waiting.append(found)
        raise AssertionError(f"no way to {button.objectName()}")


class Touch:
    device = None

    def press(self, qtbot, button: QWidget) -> None:
        if Touch.device is None:
            Touch.device = QTest.createTouchDevice()
        window = button.window()
        at = button.mapTo(window, button.rect().center())
        QTest.touchEvent(window, Touch.device).press(1, at, window).commit()
        QTest.touchEvent(window, Touch.device).release(1, at, window).commit()


HANDS = {"mouse": Mouse(), "keyboard": Keyboard(), "pad": Pad(), "touch": Touch()}
