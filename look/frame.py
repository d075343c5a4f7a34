"""The frame of every screen: head, foot, panels, hairlines, the banner for virtual devices, paging."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from base.texts import text
from look import icons, style
from look.buttons import QUIET, Button
from look.text import Text
from look.tokens import Look


class Rule(QWidget):
    """A hairline."""

    def __init__(self, look: Look, role: str = "edge", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(look.px(look.profile.hair))
        style.ground(self, look, role)


class Panel(QWidget):
    """A raised surface with round corners and a vertical layout inside (:attr:`rows`)."""

    def __init__(self, look: Look, role: str = "raised", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.role = look, role
        self.rows = QVBoxLayout(self)
        side = look.gap(3)
        self.rows.setContentsMargins(side, side, side, side)
        self.rows.setSpacing(look.gap(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(look.colour(self.role)))
        lined = look.colour(self.role) == look.colour("ground")
        hair = look.px(look.profile.hair)
        painter.setPen(QPen(QColor(look.colour("firm_edge")), hair) if lined else Qt.PenStyle.NoPen)
        inset = hair / 2
        radius = look.px(look.profile.card_radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


class Picture(QWidget):
    """One icon as a picture."""

    def __init__(
        self, name: str, look: Look, mm: float = 24, colour: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._look, self._colour = name, look, colour
        size = look.px(mm)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        icons.paint(QPainter(self), self._name, QRectF(self.rect()), self._look.colour(self._colour))


class VirtualBanner(QWidget):
    """Says across the whole width that the devices are not real."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.ground(self, look, "doubtful_ground")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.gap(4), look.gap(0), look.gap(4), look.gap(0))
        usual = look.with_(text_step=1.0)  # said to staff; visitors need the room
        row.addWidget(
            Text(text("look.virtual", look.written), usual, "small", "doubtful", Qt.AlignmentFlag.AlignHCenter)
        )


class Footer(QWidget):
    """The foot of a screen: `left` widgets at the left, `right` widgets at the right, the last the main one.

    Where they do not fit side by side they stand in two rows, the main one on top and as wide as the screen.

    Signals:
        rearranged: they stand in other rows than before.
    """

    rearranged = Signal()

    def __init__(self, left: list[QWidget], right: list[QWidget], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self._left, self._right = look, left, right
        self._order: list[QWidget] = []
        style.ground(self, look, "raised")
        for widget in [*left, *right]:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _shown(self, widgets: list[QWidget]) -> list[QWidget]:
        return [widget for widget in widgets if not widget.isHidden()]

    def _rows(self, width: int) -> list[tuple[list[QWidget], list[QWidget]]]:
        """Rows of left and right widgets that fit."""
        look = self.look
        room = width - 2 * look.gap(4)
        left, right = self._shown(self._left), self._shown(self._right)

        def wide(widgets: list[QWidget]) -> int:
            return sum(widget.sizeHint().width() for widget in widgets) + look.gap(2) * len(widgets)

        last = look.gap(2)  # behind the last one there is no gap
        if wide(left) + wide(right) - last <= room:
            return [(left, right)]
        above = [([], right[-1:])] if right else []
        left, right = left, right[:-1]
        if wide(left) + wide(right) - last <= room:
            return [*above, (left, right)] if left or right else above
        rows: list[tuple[list[QWidget], list[QWidget]]] = []
        line: list[QWidget] = []
        for widget in [*left, *right]:
            if line and wide([*line, widget]) > room:
                rows.append((line, []))
                line = []
            line.append(widget)
        return [*above, *rows, (line, [])] if line else [*above, *rows]

    def in_lines(self) -> list[QWidget]:
        """Everything as it is read: row by row, from left to right."""
        return [widget for left, right in self._rows(self.width()) for widget in (*left, *right)]

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        rows = self._rows(width)
        return sum(self._row_height(row, width) for row in rows) + self.look.gap(1) * (len(rows) - 1) + 2 * self._pad

    @property
    def _pad(self) -> int:
        return (self.look.gap(2) + self.look.gap(1)) // 2

    def _row_height(self, row: tuple[list[QWidget], list[QWidget]], width: int) -> int:
        room = width - 2 * self.look.gap(4)
        return max(
            widget.heightForWidth(min(room, widget.sizeHint().width()))
            if widget.hasHeightForWidth()
            else widget.sizeHint().height()
            for widget in [*row[0], *row[1]]
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        # As wide as the window: before it is laid out a foot is narrow, and would ask for a window that is too high.
        return QSize(0, self.heightForWidth(max(self.width(), self.window().width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.look.colour("raised") == self.look.colour("ground"):
            hair = self.look.px(self.look.profile.hair)
            QPainter(self).fillRect(0, 0, self.width(), hair, QColor(self.look.colour("edge")))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        look, width = self.look, self.width()
        rows = self._rows(width)
        side, room, top = look.gap(4), width - 2 * look.gap(4), self._pad
        for left, right in rows:
            height = self._row_height((left, right), width)
            at = side
            for widget in left:
                wide = min(room, widget.sizeHint().width())
                widget.setGeometry(at, top, wide, height)
                at += wide + look.gap(2)
            at = width - side
            alone = len(rows) > 1 and not left and len(right) == 1
            for widget in reversed(right):
                wide = room if alone else min(room, widget.sizeHint().width())
                widget.setGeometry(at - wide, top, wide, height)
                at -= wide + look.gap(2)
            top += height + look.gap(1)
        needed = self.heightForWidth(width)
        if needed != self.height():
            self.setFixedHeight(needed)
        lines = self.in_lines()
        if lines != self._order:
            self._order = lines
            self.rearranged.emit()


MAX_PAGES = 100


def _uncut(edges: list[tuple[int, int]], where: range) -> int | None:
    """The last top in a range at which nothing is cut."""
    tops = sorted({top for top, _low in edges if top in where}, reverse=True)
    return next((top for top in tops if not any(other < top < low for other, low in edges)), None)


class Paged(QWidget):
    """Content that is turned by whole pages with large arrows when it does not fit; never a thin scroll bar.

    Args:
        content: what to show; takes the whole width.
        look: how.
        margin: step of the gap left and right of the arrows.

    Signals:
        turned: the page changed.
    """

    turned = Signal()

    def __init__(self, content: QWidget, look: Look, margin: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.content, self._at = look, content, 0
        self._starts, self._room = [0], 0
        self._view = QWidget(self)
        self._view.setProperty("clips_focus", True)
        content.setParent(self._view)
        steady = look.steady
        self._previous = Button(text("look.previous", look.written), steady, QUIET, icon="arrow-up")
        self._next = Button(text("look.next", look.written), steady, QUIET, icon="arrow-down")
        self._where = Text("", steady, "small", "quiet", Qt.AlignmentFlag.AlignHCenter, wrap=False)
        self._bar = QWidget(self)
        row = self._row = QHBoxLayout(self._bar)
        row.setContentsMargins(look.gap(margin), 0, look.gap(margin), look.gap(1))
        for button in (self._previous, self._next):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        row.addWidget(self._previous)
        row.addStretch(1)
        row.addWidget(self._where)
        row.addStretch(1)
        row.addWidget(self._next)
        self._previous.clicked.connect(lambda: self.turn(-1))
        self._next.clicked.connect(lambda: self.turn(1))
        self._bar.hide()
        content.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)

    @property
    def pages(self) -> int:
        """How many pages the content takes at this size."""
        return len(self._starts)

    @property
    def starts(self) -> list[int]:
        """Where each page begins, in the content's pixels."""
        return list(self._starts)

    @property
    def room(self) -> int:
        """The height of a page in pixels."""
        return self._room

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._at

    def turn(self, by: int) -> None:
        """Turns so many pages on or back."""
        self._at = max(0, min(self.pages - 1, self._at + by))
        self._place()
        self.turned.emit()

    def _bar_height(self, width: int) -> int:
        """The arrows stand side by side where they fit, otherwise one above the other."""
        margins = self._row.contentsMargins()
        parts = (self._previous, self._where, self._next)
        wide = sum(each.sizeHint().width() for each in parts) + 2 * self._row.spacing()
        fits = wide <= width - margins.left() - margins.right()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        high = [each.sizeHint().height() for each in parts]
        return margins.bottom() + (max(high) if fits else sum(high) + 4 * self._row.spacing())

    def _need(self, width: int) -> int:
        layout = self.content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        if self.content.hasHeightForWidth():
            return self.content.heightForWidth(width)
        return self.content.sizeHint().height()

    def _edges(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Top and bottom of everything that should not be cut by a page's end: words line by line, and whole what says
        so with the property ``one_page``; and of panels."""
        found: list[tuple[int, int]] = []
        panels: list[tuple[int, int]] = []
        inside = self.content.findChildren(QWidget)
        parents = {child.parentWidget() for child in inside}
        for child in inside:
            is_panel = isinstance(child, Panel)
            one = child not in parents or child.property("one_page")
            if (is_panel or one) and child.isVisibleTo(self.content):
                top = child.mapTo(self.content, QPoint(0, 0)).y()
                lines = child.line_edges() if isinstance(child, Text) else [(0, child.height())]
                (found if one else panels).extend((top + upper, top + lower) for upper, lower in lines)
        return found, panels

    def _place(self) -> None:
        width, height = self.width(), self.height()
        need = self._need(width)
        paged = need > height
        bar = self._bar_height(width) if paged else 0
        room = max(1, height - bar - (self.look.gap(1) if paged else 0))
        self._bar.setVisible(paged)
        self._bar.setGeometry(0, height - bar, width, bar)
        self._view.setGeometry(0, 0, width, room)
        whole = max(need, room)
        if self.content.size() != QSize(width, whole):
            self.content.resize(width, whole)
        if layout := self.content.layout():
            layout.activate()
        self._room = room
        self._starts = self._cut(need, room) if paged else [0]
        self._at = min(self._at, self.pages - 1)
        start = self._starts[self._at]
        end = self._starts[self._at + 1] if self._at + 1 < self.pages else start + room
        self._view.setGeometry(0, 0, width, min(room, end - start))
        self.content.move(0, -start)
        focused = QApplication.focusWidget() in (self._previous, self._next)
        self._previous.setVisible(self._at > 0)
        self._next.setVisible(self._at + 1 < self.pages)
        if focused and QApplication.focusWidget() not in (self._previous, self._next):
            (self._next if self._at == 0 else self._previous).setFocus(Qt.FocusReason.OtherFocusReason)
        where = text("look.page", self.look.written, page=self._at + 1, pages=self.pages)
        if self._where.text() != where:
            self._where.set_text(where)

    def _cut(self, need: int, room: int) -> list[int]:
        """Where each page starts: as late as possible without cutting anything.

        Where that cannot be in the second half of a page without cutting a panel, a panel is cut, between the lines
        in it; a page ends in its first half only where everything later would cut a line.
        """
        lines, panels = ([(a, b) for a, b in edges if b - a <= room] for edges in self._edges())
        starts, at = [0], 0
        while at + room < need and len(starts) < MAX_PAGES:
            end = at + room
            late, any_time = range(round(at + room * 0.45) + 1, end + 1), range(at + 1, end + 1)
            found = _uncut([*lines, *panels], late)
            found = _uncut(lines, any_time) if found is None else found
            at = end if found is None else found
            starts.append(at)
        return starts

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Turns to the page on which the focus stands."""
        if new is None or not isValid(self.content) or not self.content.isAncestorOf(new):
            return
        top = new.mapTo(self.content, QPoint(0, 0)).y()
        page = max((n for n, start in enumerate(self._starts) if start <= top), default=0)
        if page != self._at:
            self.turn(page - self._at)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.angleDelta().y() and self.pages > 1:
            self.turn(1 if event.angleDelta().y() < 0 else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.content.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.look.target_px)
