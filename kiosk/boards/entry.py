"""The line that is typed, drawn exactly as it will stand on the form; a keyboard and an input method work, too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kiosk.boards.line import Line
from look import exact, ruby
from look.tokens import Look


def _units(text: str) -> int:
    """UTF-16 code units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2


class Entry(QLineEdit):
    """A line to type in, without a menu, without selecting, without dropping things into it.

    Args:
        name: for screen readers.
        text: to begin with.
        look: how.
        role: of type.
        official: see :class:`look.text.ExactText`.
        limit: in code points.

    Signals:
        moved: the caret stands elsewhere, or the text is another one.
    """

    moved = Signal()

    def __init__(
        self,
        name: str,
        text: str,
        look: Look,
        role: str = "exact",
        official: bool = True,
        limit: int = 120,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self._role, self._official, self._limit = look, role, official, limit
        self._preedit = ""
        self._shift = 0.0
        self._setting = False
        self.setAccessibleName(ruby.plain(name, look.written))
        self.setObjectName("edit.typed")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setMaxLength(2 * limit)  # in UTF-16 units
        self.setText(text)
        self.cursorPositionChanged.connect(lambda _old, _new: self._told())
        high = look.line_px(role) + 2 * look.gap(1)
        # The window's style sheet has its own idea of a line's height.
        self.setStyleSheet(f"QLineEdit {{ min-height: {high}px; max-height: {high}px; padding: 0; border: none; }}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- the model -----------------------------------------------------------------------------------------------

    def line(self) -> Line:
        """What stands there, with its caret."""
        units = self.text().encode("utf-16-le")[: 2 * self.cursorPosition()]
        return Line.of(self.text(), len(units.decode("utf-16-le", "ignore")), self._limit)

    def set_line(self, line: Line) -> None:
        """Shows another one."""
        self._setting = True
        if line.text != self.text():
            self.setText(line.text)
        self.setCursorPosition(_units("".join(line.before)))
        self._setting = False
        self._told()

    def _told(self) -> None:
        if not self._setting:
            self.update()
            self.moved.emit()

    # --- fingers and keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """As Qt has it, but a character with its selector is one."""
        match event.key():
            case Qt.Key.Key_Backspace if not self.hasSelectedText():
                self.set_line(self.line().erased())
            case Qt.Key.Key_Left:
                self.set_line(self.line().moved(-1))
            case Qt.Key.Key_Right:
                self.set_line(self.line().moved(1))
            case Qt.Key.Key_Delete if not self.hasSelectedText():
                line = self.line()
                if line.after:
                    self.set_line(line.moved(1).erased())
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Sets the caret to the nearest gap between characters."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        line = Line.of(self.text(), 0, self._limit)
        gaps = [line.moved(at) for at in range(len(line.after) + 1)]
        touched = event.position().x()
        self.set_line(min(gaps, key=lambda each: abs(self._left() + self._advance("".join(each.before)) - touched)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nothing is selected by dragging."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.update()

    # --- drawing -------------------------------------------------------------------------------------------------

    def _advance(self, text: str) -> float:
        return exact.width(text, self.look.type_px(self._role), self._is_official())

    def _is_official(self) -> bool:
        return self._official or exact.needs_mincho(self.text() + self._preedit)

    def _left(self) -> float:
        return self.look.gap(2) - self._shift

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look, line = self.look, self.line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        firm = look.px(look.profile.line)
        painter.setBrush(QColor(look.colour("ground")))
        painter.setPen(QPen(QColor(look.colour("firm_edge")), firm))
        frame = QRectF(self.rect()).adjusted(firm / 2, firm / 2, -firm / 2, -firm / 2)
        painter.drawRoundedRect(frame, look.px(look.profile.radius), look.px(look.profile.radius))
        before = "".join(line.before)
        caret = self._advance(before + self._preedit)
        room = self.width() - 2 * look.gap(2)
        self._shift = max(0.0, min(self._shift, caret), caret - room)
        painter.setClipRect(QRectF(look.gap(1), 0, self.width() - 2 * look.gap(1), self.height()))
        left, px = self._left(), look.type_px(self._role)
        middle = self.height() / 2
        whole = before + self._preedit + "".join(line.after)
        if whole:
            shaped = exact.shape(whole, px, self._is_official())
            baseline = middle + (shaped.ascent - shaped.descent) / 2
            shaped.paint(painter, left, baseline, look.colour("text"))
        painter.setPen(QPen(QColor(look.colour("touch")), firm))
        if self._preedit:
            low = middle + px * 0.55
            painter.drawLine(int(left + self._advance(before)), int(low), int(left + caret), int(low))
        painter.drawLine(int(left + caret), int(middle - px * 0.55), int(left + caret), int(middle + px * 0.55))
