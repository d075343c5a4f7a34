"""Which key does what in the clerk's window. One table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from counter.queue_filter import QueueFilter

if TYPE_CHECKING:
    from counter.window import CounterWindow

_NONE = Qt.KeyboardModifier.NoModifier.value
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier.value
_KEYPAD = Qt.KeyboardModifier.KeypadModifier.value
_KEY = Qt.Key

Act = Callable[["CounterWindow"], None]

ACTS: dict[tuple[int, int], Act] = {
    (_KEY.Key_Return, _NONE): lambda window: window.confirm(),
    (_KEY.Key_Enter, _NONE): lambda window: window.confirm(),
    (_KEY.Key_Down, _NONE): lambda window: window.fields.step(1),
    (_KEY.Key_Up, _NONE): lambda window: window.fields.step(-1),
    (_KEY.Key_Space, _NONE): lambda window: window.zoom(),
    (_KEY.Key_PageUp, _NONE): lambda window: window.follower.turn(-1),
    (_KEY.Key_PageDown, _NONE): lambda window: window.follower.turn(1),
    (_KEY.Key_Escape, _NONE): lambda window: window.back(),
    (_KEY.Key_Z, _CONTROL): lambda window: window.undo(),
    (_KEY.Key_F, _CONTROL): lambda window: window.head.line.setFocus(),
    (_KEY.Key_N, _CONTROL): lambda window: window.open_next(),
    (_KEY.Key_B, _CONTROL): lambda window: window.call(),
    (_KEY.Key_P, _CONTROL): lambda window: window.protect(),
    (_KEY.Key_I, _CONTROL): lambda window: window.interview(),
    (_KEY.Key_K, _CONTROL): lambda window: window.read_card(),
    (_KEY.Key_S, _CONTROL): lambda window: window.scan(),
    (_KEY.Key_A, _CONTROL): lambda window: window.add_field(),
    (_KEY.Key_Q, _CONTROL): lambda window: window.ask_questions(),
    (_KEY.Key_0, _CONTROL): lambda window: window.filter_by(QueueFilter()),
    (_KEY.Key_1, _CONTROL): lambda window: window.filter_by(window.chosen.next_section()),
    (_KEY.Key_2, _CONTROL): lambda window: window.filter_by(window.chosen.next_wait()),
    (_KEY.Key_3, _CONTROL): lambda window: window.filter_by(window.chosen.next_kind(window.office.queue)),
    (_KEY.Key_4, _CONTROL): lambda window: window.filter_by(window.chosen.turned_mine()),
    (_KEY.Key_5, _CONTROL): lambda window: window.filter_by(window.chosen.next_order()),
    (_KEY.Key_C, _CONTROL): lambda window: window.copy_value(),
    (_KEY.Key_C, _CONTROL_SHIFT): lambda window: window.copy_all(),
    (_KEY.Key_G, _CONTROL): lambda window: window.show_advice(),
    (_KEY.Key_L, _CONTROL): lambda window: window.lock_asked.emit(),
    (_KEY.Key_L, _CONTROL_SHIFT): lambda window: window.leave_asked.emit(),
    (_KEY.Key_U, _CONTROL): lambda window: window.show_unsent(),
    (_KEY.Key_T, _CONTROL): lambda window: window.show_statistics(),
    (_KEY.Key_F1, _NONE): lambda window: window.show_help(),
    (_KEY.Key_F2, _NONE): lambda window: window.edit(),
    (_KEY.Key_F3, _NONE): lambda window: window.show_evidence(),
    (_KEY.Key_F4, _NONE): lambda window: window.check_identity(),
    (_KEY.Key_F5, _NONE): lambda window: window.take_or_give(),
    (_KEY.Key_F6, _NONE): lambda window: window.read_code(),
    (_KEY.Key_F7, _NONE): lambda window: window.hold(),
    (_KEY.Key_F8, _NONE): lambda window: window.give_back(),
    (_KEY.Key_F9, _NONE): lambda window: window.print(),
    (_KEY.Key_F9, _SHIFT): lambda window: window.print_notice(),
    (_KEY.Key_F11, _NONE): lambda window: window.calls.answer(),
    (_KEY.Key_F10, _NONE): lambda window: window.compare_duplicates(),
    (_KEY.Key_F10, _SHIFT): lambda window: window.part(),
    (_KEY.Key_F12, _NONE): lambda window: window.file(),
}
"""Key and modifiers → what the window does."""

DIGITS: dict[int, int] = {getattr(_KEY, f"Key_{digit}"): digit for digit in range(1, 10)}
"""Key → the candidate it chooses."""


def press(window: CounterWindow, event: QKeyEvent) -> bool:
    """Does what a key means, when nothing inside the window took it. False where it means nothing."""
    modifiers = event.modifiers().value & ~_KEYPAD
    if act := ACTS.get((event.key(), modifiers)):
        act(window)
        return True
    if event.key() in DIGITS and modifiers == _NONE and window.at_fields:
        window.choose(DIGITS[event.key()])
        return True
    if event.text().isprintable() and event.text().strip():
        # A scanner types wherever the cursor is: letters and signs belong to the search line.
        window.head.line.setFocus()
        window.head.line.insert(event.text())
        return True
    return False
