"""The left column: who waits, who is being seen, what is held, what is done today."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counter.queue import Queue, QueueRow, Section
from counter.session import clerk_name
from counter.wording import Wording
from forms import display
from look import fonts
from look.tokens import Look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class QueueModel(QAbstractListModel):
    """The list as Qt sees it: a heading for each section, then its visits."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._items: list[tuple[Section, QueueRow | None, int]] = []

    def show(self, queue: Queue) -> None:
        """Shows another state of the list."""
        items: list[tuple[Section, QueueRow | None, int]] = []
        # What was found stands alone: beside the others it would be looked for among them.
        sections = [Section.FOUND] if queue.section(Section.FOUND) else [each for each in Section]
        for section in sections:
            rows = queue.section(section)
            if rows or section is Section.WAITING:
                items.append((section, None, len(rows)))
                items += [(section, row, 0) for row in rows]
        if items == self._items:
            return
        if [self._key(each) for each in items] == [self._key(each) for each in self._items]:
            self._items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    @staticmethod
    def _key(item: tuple[Section, QueueRow | None, int]) -> tuple[Section, str]:
        section, row, _ = item
        return section, row.id if row else ""

    def find(self, visit_id: str) -> QModelIndex:
        """Where a visit stands; an invalid index where it does not."""
        for at, (_, row, _) in enumerate(self._items):
            if row and row.id == visit_id:
                return self.index(at)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first visit; an invalid index in an empty list."""
        return next((self.index(at) for at, (_, row, _) in enumerate(self._items) if row), QModelIndex())

    def row_at(self, index: Index) -> QueueRow | None:
        """The visit at an index, or None for a heading."""
        return self._items[index.row()][1] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name and default
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        if not index.isValid():
            return None
        section, row, count = self._items[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row is None:
                return self._wording(f"section.{section}", count=count)
            return " ".join(each for each in (row.number, *self.lines(row), self.minutes(row)) if each)
        return None

    def lines(self, row: QueueRow) -> tuple[str, str]:
        """What stands beside the number: the kind, and below it people and doubts, or who has it."""
        wording = self._wording
        second = [wording("people", count=row.members)]
        if row.protected:
            second.insert(0, wording("protect.mark"))
        if row.day is not None:
            second.insert(0, wording("day", month=row.day.month, day=row.day.day))
        if row.section is Section.WAITING:
            second.append(wording("doubtful_count", count=row.doubtful))
        elif row.section is Section.IN_REVIEW:
            second.append(clerk_name(row.assignee))
        elif row.returned:
            second.append(wording("section.returned"))
        return display.shown("kind", row.kind, wording.language), "  ".join(second)

    def minutes(self, row: QueueRow) -> str:
        """How long somebody has waited; nothing once the visit is done."""
        if row.minutes is None or row.section in (Section.FILED, Section.FOUND):
            return ""
        return self._wording("minutes", minutes=row.minutes)


class _Delegate(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, model: QueueModel, look: Look) -> None:
        super().__init__()
        self._model, self._look = model, look
        self.open_id: str | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        look = self._look
        if self._model.row_at(index) is None:
            return QSize(0, look.line_px("small") + look.gap(2))
        return QSize(0, look.line_px("body") + look.line_px("small") + look.gap(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is None:
            self._paint_head(painter, option.rect, index.data())
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, area: QRect, words: str) -> None:
        look = self._look
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colours.quiet))
        area = area.adjusted(look.gap(2), look.gap(1), 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: QueueRow) -> None:
        look, colours = self._look, self._look.colours
        area = option.rect.adjusted(look.gap(1), 1, -look.gap(1), -1)
        is_open = row.id == self.open_id
        radius = look.px(look.profile.radius)
        if is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.touch))
            painter.drawRoundedRect(area, radius, radius)
            painter.setBrush(QColor(colours.chosen_ground))
            painter.drawRoundedRect(area.adjusted(look.px(look.profile.line) * 2, 0, 0, 0), radius, radius)
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.focus_line), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
            painter.setPen(QPen(QColor(colours.focus_ring), 2))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), radius, radius)
        quiet = row.section is Section.FILED
        inside = area.adjusted(look.gap(2), look.gap(0), -look.gap(1), -look.gap(0))
        self._paint_words(painter, inside, row, colours.quiet if quiet else colours.text)

    def _paint_words(self, painter: QPainter, area: QRect, row: QueueRow, colour: str) -> None:
        look, single = self._look, Qt.TextFlag.TextSingleLine
        number_font = fonts.font(look, "button")
        painter.setFont(number_font)
        painter.setPen(QColor(colour))
        top = QRect(area.left(), area.top(), area.width(), look.line_px("body"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | single, row.number)
        left = round(fonts.metrics(look, "button").horizontalAdvance("0000")) + look.gap(2)
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colours.quiet))
        minutes = self._model.minutes(row)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | single, minutes)
        taken = round(fonts.metrics(look, "small").horizontalAdvance(minutes)) + look.gap(1) if minutes else 0
        kind, below = self._model.lines(row)
        body = fonts.metrics(look, "body")
        painter.setFont(fonts.font(look, "body"))
        painter.setPen(QColor(colour))
        room = area.width() - left - taken
        elide = Qt.TextElideMode.ElideRight
        beside = QRect(area.left() + left, area.top(), room, look.line_px("body"))
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | single, body.elidedText(kind, elide, room))
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colours.quiet))
        under = QRect(area.left() + left, beside.bottom() + 1, area.width() - left, look.line_px("small"))
        small = fonts.metrics(look, "small").elidedText(below, elide, under.width())
        painter.drawText(under, Qt.AlignmentFlag.AlignVCenter | single, small)


class QueuePane(QListView):
    """The list of visits; arrows choose, Enter or a touch opens.

    Signals:
        opened: the id of the visit that the clerk wants to see.
    """

    opened = Signal(str)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self._model = QueueModel(wording)
        self._delegate = _Delegate(self._model, look)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setProperty("quiet_focus", True)  # the row in hand draws the ring
        self.setAccessibleName(wording("title"))
        self.setStyleSheet(f"QListView {{ background: {look.colours.raised}; }}")
        self.clicked.connect(self._open)

    @property
    def model_(self) -> QueueModel:
        """The list behind it."""
        return self._model

    def show_queue(self, queue: Queue, *, afresh: bool = False) -> None:
        """Shows another state of the list; what was chosen stays chosen, unless the list begins afresh."""
        row = None if afresh else self._model.row_at(self.currentIndex())
        self._model.show(queue)
        index = self._model.find(row.id) if row else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self._model.first())

    @property
    def chosen(self) -> str | None:
        """The id of the visit under the cursor, or None."""
        row = self._model.row_at(self.currentIndex())
        return row.id if row else None

    def show_open(self, visit_id: str | None) -> None:
        """Marks the visit that is on screen."""
        self._delegate.open_id = visit_id
        if visit_id and (index := self._model.find(visit_id)).isValid():
            self.setCurrentIndex(index)
        self.viewport().update()

    def _open(self, index: Index) -> None:
        if row := self._model.row_at(index):
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()  # no search by typing: letters belong to the search line
