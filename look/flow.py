"""Layouts that re-flow: rows that wrap, grids that lose columns, two columns that become one. Nothing shrinks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from look.tokens import Look

Place = tuple[QWidget, QRect]


def height_for(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()


def _least(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


class Flowing(QWidget):
    """The common part: places children by hand, and says how high it has to be for a width."""

    def __init__(self, children: list[QWidget], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.items = look, children
        self._known: dict[int, list[Place]] = {}
        self._least: int | None = None
        for child in children:
            child.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _places(self, width: int) -> list[Place]:
        raise NotImplementedError

    def places(self, width: int) -> list[Place]:
        """Where each child goes at this width; worked out once until a child says that it has changed."""
        if width not in self._known:
            self._known[width] = self._places(width)
        return self._known[width]

    def _shown(self) -> list[QWidget]:
        return [child for child in self.items if not child.isHidden()]

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return max((place.bottom() + 1 for _child, place in self.places(width)), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.width() if self.width() > 100 else 10_000
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        if self._least is None:
            self._least = max((_least(child) for child in self.items), default=0)
        return QSize(self._least, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._place()

    def _place(self) -> None:
        for child, place in self.places(self.width()):
            child.setGeometry(place)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._known.clear()
            self._least = None
            self._place()
            self.updateGeometry()
        return super().event(event)


class Row(Flowing):
    """Widgets at their own width, side by side, going on in the next line where they do not fit."""

    def __init__(self, children: list[QWidget], look: Look, gap: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(children, look, parent)
        self._gap = look.gap(gap)

    def _places(self, width: int) -> list[Place]:
        places: list[Place] = []
        line: list[tuple[QWidget, int]] = []
        left = top = 0

        def close() -> int:
            high = max((height_for(child, wide) for child, wide in line), default=0)
            at = 0
            for child, wide in line:
                own = height_for(child, wide)
                places.append((child, QRect(at, top + (high - own) // 2, wide, own)))
                at += wide + self._gap
            return high

        for child in self._shown():
            wide = min(width, max(child.sizeHint().width(), _least(child)))
            if line and left + wide > width:
                top += close() + self._gap
                line, left = [], 0
            line.append((child, wide))
            left += wide + self._gap
        close()
        return places


class Grid(Flowing):
    """Widgets in columns of one width and rows of one height.

    Args:
        columns: numbers of columns to try, the most first; the last one is taken when nothing fits.
        least_mm: a column is never narrower than this at text step 1.
    """

    def __init__(
        self,
        children: list[QWidget],
        look: Look,
        columns: tuple[int, ...] = (4, 2, 1),
        gap: int = 2,
        least_mm: float = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(children, look, parent)
        self._columns, self._gap = columns, look.gap(gap)
        self._narrowest = round(look.px(least_mm) * look.text_step) if least_mm else 0

    def columns_for(self, width: int) -> int:
        """How many columns fit."""
        least = max([self._narrowest, *(_least(child) for child in self._shown())], default=0)
        for number in self._columns:
            if number * least + (number - 1) * self._gap <= width:
                return number
        return self._columns[-1]

    def _places(self, width: int) -> list[Place]:
        shown = self._shown()
        number = min(self.columns_for(width), max(1, len(shown)))
        wide = (width - (number - 1) * self._gap) // number
        places: list[Place] = []
        top = 0
        for at in range(0, len(shown), number):
            row = shown[at : at + number]
            high = max(height_for(child, wide) for child in row)
            places += [(child, QRect(index * (wide + self._gap), top, wide, high)) for index, child in enumerate(row)]
            top += high + self._gap
        return places


SPLIT_MM = 300
"""Millimetres of width, at text step 1, below which two columns become one."""


class Split(Flowing):
    """Two parts: side by side where there is room, otherwise the first above the second.

    Args:
        first, second: the parts.
        share: of the width that the first takes.
        swap: whether the second stands on top when they are one above the other.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        look: Look,
        share: float = 0.66,
        swap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__([first, second], look, parent)
        self._share, self._swap = share, swap

    def is_wide(self, width: int) -> bool:
        """Whether the parts stand side by side at this width."""
        return width >= self.look.px(SPLIT_MM) * self.look.text_step

    def _places(self, width: int) -> list[Place]:
        first, second = self.items
        gap = self.look.gap(3)
        if self.is_wide(width):
            left = round((width - gap) * self._share)
            right = width - gap - left
            high = max(height_for(first, left), height_for(second, right))
            return [
                (first, QRect(0, 0, left, high)),
                (second, QRect(left + gap, 0, right, min(high, max(height_for(second, right), 0)))),
            ]
        upper, lower = (second, first) if self._swap else (first, second)
        high = height_for(upper, width)
        return [(upper, QRect(0, 0, width, high)), (lower, QRect(0, high + gap, width, height_for(lower, width)))]
