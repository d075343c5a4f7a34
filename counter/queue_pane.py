"""The left column: who waits, who is being seen, what is held, what is done today."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counter.queue import Queue, QueueRow, Section
from counter.session import clerk_name
from counter.wording import Wording
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

    def rows(self) -> list[QueueRow]:
        """The visits, without the headings."""
        return [row for _, row, _ in self._items if row]

    def row_at(self, index: Index) -> QueueRow | None:
        """The visit at an index, or None for a heading."""
        return self._items[index.row()][1] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name and default
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> QueueRow | str | None:
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
        second = [wording.people(row.members)]
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
        return self.kind(row.kind), "  ".join(second)

    def kind(self, kind: str) -> str:
        """What somebody came for, in few words."""
        return self._wording.kind_of(kind)

    def minutes_text(self, minutes: int) -> str:
        """So many minutes, in few words."""
        return self._wording("minutes", minutes=minutes)

    def minutes(self, row: QueueRow) -> str:
        """How long somebody has waited; nothing once the visit is done."""
        if row.minutes is None or row.section in (Section.FILED, Section.FOUND):
            return ""
        return self.minutes_text(row.minutes)


class _Delegate(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, model: QueueModel, look: Look) -> None:
        super().__init__()
        self._model, self._look = model, look
        self.open_id: str | None = None
        self.stacked = False
        """The kind stands below the number instead of beside it, in every row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        look = self._look
        if self._model.row_at(index) is None:
            return QSize(0, look.line_px("small") + look.gap(2))
        body = look.line_px("body") * (2 if self.stacked else 1)
        return QSize(0, body + look.line_px("small") + look.gap(2))

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
        look, single = self._look, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        kind, below = self._model.lines(row)
        minutes = self._model.minutes(row)
        left = 0 if self.stacked else self._number_px()
        top = QRect(area.left(), area.top(), area.width(), look.line_px("body"))
        room = area.width() - left
        beside = QRect(area.left() + left, area.top(), room - self._minutes_px(minutes), look.line_px("body"))
        if self.stacked:
            beside = QRect(area.left(), top.bottom() + 1, room, look.line_px("body"))
        under = QRect(beside.left(), beside.bottom() + 1, room, look.line_px("small"))
        painter.setFont(fonts.font(look, "button"))
        painter.setPen(QColor(colour))
        painter.drawText(top, single, row.number)
        painter.setFont(fonts.font(look, "body"))
        painter.drawText(beside, single, self._cut(kind, "body", beside))
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colours.quiet))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | single, minutes)
        painter.drawText(under, single, self._cut(below, "small", under))

    def _cut(self, words: str, role: str, place: QRect) -> str:
        return fonts.metrics(self._look, role).elidedText(words, Qt.TextElideMode.ElideRight, place.width())

    def _number_px(self) -> int:
        return (
            round(fonts.metrics(self._look, "button").horizontalAdvance("0000")) + self._look.gap(0) + self._look.gap(1)
        )

    def _minutes_px(self, minutes: str) -> int:
        small = fonts.metrics(self._look, "small")
        return round(small.horizontalAdvance(minutes)) + self._look.gap(1) if minutes else 0

    def needs_stack(self, width: int) -> bool:
        """Whether some kind has no room beside its number and minutes, in a list of this width."""
        look, rows = self._look, self._model.rows()
        body = fonts.metrics(look, "body")
        kind = max((body.horizontalAdvance(self._model.kind(each)) for each in {row.kind for row in rows}), default=0)
        minutes = max((row.minutes or 0 for row in rows), default=0)
        taken = self._number_px() + self._minutes_px(self._model.minutes_text(minutes))
        return kind + taken > width - 3 * look.gap(1) - look.gap(2)


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
        self._stack()
        index = self._model.find(row.id) if row else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self._model.first())

    def _stack(self) -> None:
        """Words that would be cut beside the number stand below it."""
        bar = self.verticalScrollBar().sizeHint().width()
        stacked = self._delegate.needs_stack(self.width() - bar)
        if stacked != self._delegate.stacked:
            self._delegate.stacked = stacked
            self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self._stack()

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
