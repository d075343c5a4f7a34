"""A clerk's hands: keys that go where the focus is, and patience until the window has answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from counter.window import CounterWindow


def settled(qtbot, window: CounterWindow) -> None:
    """Waits until the window has answered everything."""
    for _ in range(2):
        qtbot.waitUntil(lambda: window.idle, timeout=60_000)
        qtbot.wait(1)


class Hands:
    """Presses keys and counts them."""

    def __init__(self, qtbot, window: CounterWindow) -> None:
        self._qtbot, self.window, self.pressed = qtbot, window, 0

    def press(self, *keys: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Presses keys one after the other, waiting after each."""
        for key in keys:
            QTest.keyClick(self._target(), key, modifier)
            self.pressed += 1
            settled(self._qtbot, self.window)

    def press_fast(self, *keys: Qt.Key) -> None:
        """Presses keys without waiting for the store in between."""
        for key in keys:
            QTest.keyClick(self._target(), key)
            self.pressed += 1
        settled(self._qtbot, self.window)

    def type(self, text: str) -> None:
        """Types text, as a keyboard or a scanner does."""
        for character in text:
            QTest.keyClicks(self._target(), character)
            self.pressed += 1
        settled(self._qtbot, self.window)

    def write(self, text: str) -> None:
        """Hands over text as an input method does when the clerk accepts it: any characters, into the line in hand."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._target(), event)
        settled(self._qtbot, self.window)

    def _target(self):
        # Offscreen, a window that is not the active one has a focus widget all the same.
        return self.window.focusWidget() or self.window
