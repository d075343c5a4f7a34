"""The values to choose between, each in exact glyphs, what differs underlined, with its digit and its source."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from look import exact, fonts
from look.tokens import Look


def differing(value: str, others: Sequence[str]) -> set[int]:
    """Which clusters of a value are not the same in every other value.

    Args:
        value: the exact string.
        others: the values it is compared with; itself among them does no harm.
    """
    own = exact.clusters(value)
    found: set[int] = set()
    for other in others:
        if other == value:
            continue
        matcher = SequenceMatcher(None, own, exact.clusters(other), autojunk=False)
        for tag, start, end, *_ in matcher.get_opcodes():
            if tag in ("replace", "delete"):
                found |= set(range(start, end))
    return found


class CandidateButton(QAbstractButton):
    """One value to choose.

    Args:
        shown: the value as it is shown.
        note: who said it.
        digit: the key that chooses it, 1 to 9, or 0 for none.
        look: how.
        marked: clusters to underline, see :func:`differing`.
        exact_role: role of type for the value.
        official: in Mincho, as on the official form.
        quiet: for what is no value, such as typing another one.
    """

    def __init__(
        self,
        shown: str,
        note: str,
        digit: int,
        look: Look,
        marked: set[int] = frozenset(),
        exact_role: str = "exact",
        official: bool = True,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shown, self.note, self.digit, self.look = shown, note, digit, look
        self._marked, self._role, self._official, self._quiet = marked, exact_role, official, quiet
        self.setAccessibleName(" ".join(each for each in (str(digit or ""), shown, note) if each))
        # The row keeps the focus: its digits choose, so that Tab always leads to the next field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _px(self) -> int:
        return self.look.type_px(self._role)

    @property
    def _cap(self) -> str:
        return f"{self.digit} {self.note}".strip() if self.digit else self.note

    def _cap_width(self) -> int:
        return int(fonts.metrics(self.look, "small").horizontalAdvance(self._cap)) + 2 * self.look.gap(1)

    def _room(self, width: int) -> float:
        return max(2.0 * self._px, width - self._cap_width() - 3 * self.look.gap(2))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        wide = exact.width(self.shown, self._px, self._official) + self._cap_width() + 3 * self.look.gap(2) + 4
        return QSize(int(wide), self._height(1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._cap_width() + 2 * self._px + 3 * self.look.gap(2), self._height(1))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._height(len(exact.wrap(self.shown, self._px, self._official, self._room(width))))

    def _height(self, lines: int) -> int:
        return max(self.look.target_px, lines * self.look.line_px(self._role) + 2 * self.look.gap(1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look, colours = self.look, self.look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        firm = look.px(look.profile.line)
        enabled = self.isEnabled()
        painter.setPen(QPen(QColor(colours.touch if enabled else colours.off), firm))
        painter.setBrush(QColor(colours.touch_pressed_ground if self.isDown() else colours.ground))
        inset, radius = firm / 2, look.px(look.profile.radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        self._paint_value(painter, colours.touch if self._quiet else colours.text)
        self._paint_cap(painter)

    def _paint_value(self, painter: QPainter, colour: str) -> None:
        look = self.look
        rows = exact.wrap(self.shown, self._px, self._official, self._room(self.width()))
        height = look.line_px(self._role)
        top = (self.height() - len(rows) * height) / 2
        left, at = look.gap(2), 0
        all_clusters = exact.clusters(self.shown)
        for row in rows:
            line = exact.shape(row, self._px, self._official)
            baseline = top + (height - line.ascent - line.descent) / 2 + line.ascent
            line.paint(painter, left, baseline, colour)
            at = self._paint_marks(painter, row, at, all_clusters, left, baseline + line.descent * 0.55)
            top += height

    def _paint_marks(self, painter: QPainter, row: str, at: int, whole: list[str], left: float, under: float) -> int:
        """Underlines what differs in one row; returns the index of the first cluster of the next row."""
        painter.setPen(QPen(QColor(self.look.colours.conflict), self.look.px(self.look.profile.line)))
        before = ""
        parts = exact.clusters(row)
        while at < len(whole) and parts and whole[at] != parts[0]:
            at += 1  # blanks that the break swallowed
        for offset, part in enumerate(parts):
            if at + offset in self._marked:
                start = left + exact.width(before, self._px, self._official)
                end = left + exact.width(before + part, self._px, self._official)
                painter.drawLine(int(start) + 1, int(under), int(end) - 1, int(under))
            before += part
        return at + len(parts)

    def _paint_cap(self, painter: QPainter) -> None:
        if not self._cap:
            return
        look = self.look
        wide, high = self._cap_width(), look.line_px("small") + look.gap(0)
        where = QRectF(self.width() - wide - look.gap(2), (self.height() - high) / 2, wide, high)
        painter.setPen(QPen(QColor(look.colours.firm_edge), look.px(look.profile.hair)))
        painter.setBrush(QColor(look.colours.ground))
        painter.drawRoundedRect(where, look.gap(0), look.gap(0))
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colours.text))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self._cap)


class Candidates(QWidget):
    """All candidates of a row: side by side where each has room for its value, otherwise one below the other.

    Signals:
        chosen: the index of the candidate; one past the last for "another".
    """

    chosen = Signal(int)

    def __init__(self, buttons: Sequence[CandidateButton], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons, self.look = list(buttons), look
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.gap(1))
        for index, button in enumerate(self.buttons):
            button.setParent(self)
            button.clicked.connect(lambda _checked=False, index=index: self.chosen.emit(index))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange(1)

    def _columns_for(self, width: int) -> int:
        widest = max((each.sizeHint().width() for each in self.buttons), default=1)
        return max(1, min(3, len(self.buttons), (width + self.look.gap(1)) // (widest + self.look.gap(1))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, button in enumerate(self.buttons):
            self._grid.addWidget(button, index // columns, index % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        columns = self._columns_for(width)
        gap = self.look.gap(1)
        each = (width - gap * (columns - 1)) // columns
        rows = [self.buttons[at : at + columns] for at in range(0, len(self.buttons), columns)]
        return sum(max(one.heightForWidth(each) for one in row) for row in rows) + gap * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = max(1, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        wide = max((each.minimumSizeHint().width() for each in self.buttons), default=1)
        return QSize(wide, self.look.target_px)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._arrange(self._columns_for(event.size().width()))
        super().resizeEvent(event)
