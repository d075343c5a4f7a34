"""Which key does what in the clerk's window. One table; the window has a method for each act."""

from __future__ import annotations

from PySide6.QtCore import Qt

_NONE = Qt.KeyboardModifier.NoModifier.value
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_KEY = Qt.Key

ACTS: dict[tuple[int, int], str] = {
    (_KEY.Key_Return, _NONE): "confirm",
    (_KEY.Key_Enter, _NONE): "confirm",
    (_KEY.Key_Down, _NONE): "step_down",
    (_KEY.Key_Up, _NONE): "step_up",
    (_KEY.Key_Space, _NONE): "zoom",
    (_KEY.Key_PageUp, _NONE): "page_before",
    (_KEY.Key_PageDown, _NONE): "page_after",
    (_KEY.Key_Escape, _NONE): "back",
    (_KEY.Key_Z, _CONTROL): "undo",
    (_KEY.Key_F, _CONTROL): "focus_search",
    (_KEY.Key_N, _CONTROL): "open_next",
    (_KEY.Key_F1, _NONE): "show_help",
    (_KEY.Key_F2, _NONE): "edit",
    (_KEY.Key_F3, _NONE): "show_evidence",
    (_KEY.Key_F4, _NONE): "check_identity",
    (_KEY.Key_F5, _NONE): "take",
    (_KEY.Key_F6, _NONE): "read_code",
    (_KEY.Key_F7, _NONE): "hold",
    (_KEY.Key_F8, _NONE): "give_back",
    (_KEY.Key_F9, _NONE): "print",
    (_KEY.Key_F12, _NONE): "file",
}
"""Key and modifiers → name of the window's method."""

DIGITS: dict[int, int] = {getattr(_KEY, f"Key_{digit}"): digit for digit in range(1, 10)}
"""Key → the candidate it chooses."""
