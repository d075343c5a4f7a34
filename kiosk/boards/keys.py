"""Keys as widgets, and how they stand: what is typed in its own order, what acts beside it or below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.boards.board import Act, Board, Key, Pane
from kiosk.wording import Words
from look import ruby
from look.buttons import QUIET, SECOND, Button
from look.flow import Flowing, Place
from look.tokens import Look

KEY_MM = 22
"""Height of a key: a finger of eighty years."""
LOW_KEY_MM = 20
"""The same where something else stands above the keys."""
HIGH_KEY_MM = 30
"""The same where there are few keys, and room."""
LEAST_MM = 17
"""What a key is never narrower than."""
MOST_MM = 40
"""Wider keys only part what belongs together."""
ACTING = 3
"""Columns of acting keys beside a board."""
STEP_OF_KEYS = 1.5
"""A key's sign is large already; at the largest text it grows no further, so that a board stays on one screen."""
STEP_OF_LOW_KEYS = 1.25
"""The same for low keys."""


class KeyButton(Button):
    """One key: as :class:`look.buttons.Button`, without the room that a word needs around it."""

    def __init__(
        self,
        text: str,
        look: Look,
        kind: str,
        name: str,
        icon: str | None = None,
        checkable: bool = False,
        high_mm: int = KEY_MM,
    ) -> None:
        self._high_mm = high_mm
        # A key's sign has no reading above it, as other buttons of やさしい日本語 have.
        text, name = ruby.plain(text, look.written), ruby.plain(name, look.written)
        language = "ja" if look.ruby_share else look.language
        keys = look.with_(
            text_step=min(look.text_step, STEP_OF_LOW_KEYS if high_mm < KEY_MM else STEP_OF_KEYS),
            language=language,
            readings=False,
        )
        super().__init__(text, keys, kind, icon=icon, name=name, role="title" if kind == SECOND else "body")
        self.setCheckable(checkable)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Without readings, as when it was made."""
        super().setText(ruby.plain(text, ruby.LANGUAGES[0]))

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """The same."""
        super().setAccessibleName(ruby.plain(name, ruby.LANGUAGES[0]))

    @property
    def _side(self) -> int:
        return self.look.gap(0) if self.kind == SECOND else self.look.gap(1)

    def _extras(self) -> int:
        return self.look.icon_px if self._icon else 0

    def _lines(self, width: float) -> list[str]:
        return [self.text()]  # a key is never broken

    def _height(self, lines: int) -> int:
        return max(self.look.px(self._high_mm), lines * self._line_px() + self.look.gap(0))

    def _natural(self) -> tuple[QSize, QSize]:
        wide = super()._natural()[0].width()
        least = QSize(max(self.look.px(LEAST_MM), wide), self._height(1))
        return least, least


_ICONS = {Act.ERASE: "backspace", Act.LEFT: "arrow-left", Act.RIGHT: "arrow-right"}


def make_key(
    key: Key, board: Board, words: Words, look: Look, press: Callable[[Key], None], high_mm: int = KEY_MM
) -> KeyButton:
    """The widget of a key, named for those who do not see it."""
    label, name = key.label, key.label or key.text
    match key.act:
        case Act.TYPE if key.text == "　":
            label = name = words("board.space")
        case Act.VOICED:
            name = words("board.voiced")
        case Act.HALF:
            name = words("board.half")
        case Act.SMALL:
            name = words("board.small")
        case Act.ERASE:
            name = words("board.erase")
        case Act.LEFT:
            name = words("board.left")
        case Act.RIGHT:
            name = words("board.right")
        case Act.SCRIPT:
            name = words("board.hiragana" if board.katakana else "board.katakana")
        case Act.SHIFT:
            name = words("board.small_letters" if board.upper else "board.capitals")
        case Act.PANE:
            label = name = words(f"board.pane.{Pane(key.text)}")
        case _:
            name = key.text
    types = key.act is Act.TYPE and key.text != "　"
    made = KeyButton(label, look, SECOND if types else QUIET, name, icon=_ICONS.get(key.act), high_mm=high_mm)
    made.setObjectName(key.id)
    made.setAutoRepeat(key.act in (Act.ERASE, Act.LEFT, Act.RIGHT))
    made.clicked.connect(lambda _on=False: press(key))
    return made


class KeyGrid(Flowing):
    """Rows of keys with the acting keys at their right; below them where it is narrow.

    Args:
        rows: equally long; None is a place without a key.
        functions: the acting keys, in rows from left to right.
        most_mm: the greatest width of a key.
    """

    def __init__(
        self, rows: list[list[QWidget | None]], functions: list[QWidget], look: Look, most_mm: int = MOST_MM
    ) -> None:
        super().__init__([*(key for row in rows for key in row if key), *functions], look)
        self._rows, self._functions, self._most = rows, functions, look.px(most_mm)
        self._gap = look.gap(0)

    def _places(self, width: int) -> list[Place]:
        gap, high = self._gap, max((each.minimumSizeHint().height() for each in self.items), default=0)
        number = max((len(row) for row in self._rows), default=1)
        least = max((key.minimumSizeHint().width() for row in self._rows for key in row if key), default=1)
        most = self._most
        acting = max((key.minimumSizeHint().width() for key in self._functions), default=0)
        columns = max(min(ACTING, len(self._functions)), -(-len(self._functions) // max(1, len(self._rows))))
        beside = columns * (acting + gap) + 2 * gap
        wide = min(most, (width - beside - (number - 1) * gap) // number)
        if wide < least:
            wide = min(max(most, least), (width - (number - 1) * gap) // number)
            across = max(1, (width + gap) // (acting + gap))
            lines = -(-len(self._functions) // across)
            across = -(-len(self._functions) // max(1, lines))
            acting = min(most * 2, (width - (across - 1) * gap) // max(1, across))
            left, top = 0, len(self._rows) * (high + gap) + gap
        else:
            across, left, top = max(1, columns), number * (wide + gap) + 2 * gap if self._rows else 0, 0
            acting = max(acting, min(most, (width - left - (across - 1) * gap) // across))
        places: list[Place] = []
        for line, row in enumerate(self._rows):
            for at, key in enumerate(row):
                if key is not None:
                    places.append((key, QRect(at * (wide + gap), line * (high + gap), wide, high)))
        for at, key in enumerate(self._functions):
            where = QRect(left + at % across * (acting + gap), top + at // across * (high + gap), acting, high)
            places.append((key, where))
        return places


def focused_in(inside: QWidget) -> str:
    """The name of what has the focus in here, or nothing."""
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None and inside.isAncestorOf(focused) else ""


def focus_again(inside: QWidget, name: str) -> None:
    """Gives the focus back to what has this name now, so that a keyboard does not begin anew after each key."""
    again = inside.findChild(QWidget, name) if name else None
    if again is not None and again.isEnabled():
        again.setFocus(Qt.FocusReason.OtherFocusReason)
