"""Where four arrow keys lead: to what stands there, and past the end of a line in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.screens.base import Screen
from look.frame import Paged


class Arrow(Enum):
    """A direction, as its key has it."""

    UP = Qt.Key.Key_Up
    DOWN = Qt.Key.Key_Down
    LEFT = Qt.Key.Key_Left
    RIGHT = Qt.Key.Key_Right


ARROWS = {each.value: each for each in Arrow}
"""Key → direction."""

ASIDE = 3
"""How many pixels further away in the arrow's direction something may be for each pixel that it stands less aside."""


def reachable(screen: Screen) -> list[QWidget]:
    """What the focus can go to now, in reading order; what lies on other pages is part of it."""
    return [each for each in screen.in_order if each.isEnabled() and each.isVisibleTo(screen)]


def step(screen: Screen, focused: QWidget | None, arrow: Arrow) -> QWidget | None:
    """What an arrow leads to now; see :meth:`Ways.step`."""
    return Ways(screen).step(focused, arrow)


class Ways:
    """The ways of the arrows over a screen as it stands.

    The pages of a list count as one long page, with the foot below it. Up and down go to the nearest thing there;
    left and right stay in the line, and at its end go on in reading order, round and round.
    """

    def __init__(self, screen: Screen) -> None:
        self.order = reachable(screen)
        self._places = _places(screen, self.order)

    def step(self, focused: QWidget | None, arrow: Arrow) -> QWidget | None:
        """What gets the focus; None where nothing lies there.

        Args:
            focused: what has it; anything that is no part of the order (the screen itself) comes before the first.
        """
        order = self.order
        if not order:
            return None
        if focused is None or focused not in self._places:
            return order[0] if arrow in (Arrow.DOWN, Arrow.RIGHT) else order[-1]
        found = min(self._seen(focused, arrow), default=None)
        if found is not None:
            return order[found[1]]
        match arrow:
            case Arrow.RIGHT:
                return order[(order.index(focused) + 1) % len(order)]
            case Arrow.LEFT:
                return order[order.index(focused) - 1]
        return None

    def _seen(self, focused: QWidget, arrow: Arrow) -> Iterator[tuple[int, int]]:
        """What lies in a direction: how far, and at which place in the order."""
        here = self._places[focused]
        for number, widget in enumerate(self.order):
            away, aside = _distance(here, self._places[widget], arrow)
            if widget is focused or away < 0 or (arrow in (Arrow.LEFT, Arrow.RIGHT) and aside > 0):
                continue
            yield away + ASIDE * aside, number


def _distance(here: QRect, there: QRect, arrow: Arrow) -> tuple[int, int]:
    """How far in the direction (negative: not there at all), and how far aside; both in pixels between the edges."""
    across = max(here.left() - there.right(), there.left() - here.right(), 0)
    along = max(here.top() - there.bottom(), there.top() - here.bottom(), 0)
    match arrow:
        case Arrow.UP:
            return here.top() - there.bottom(), across
        case Arrow.DOWN:
            return there.top() - here.bottom(), across
        case Arrow.LEFT:
            return here.left() - there.right(), along
    return there.left() - here.right(), along


def _places(screen: Screen, widgets: list[QWidget]) -> dict[QWidget, QRect]:
    """Where each widget stands on a screen whose pages are unrolled."""
    places = {each: QRect(each.mapTo(screen, QPoint(0, 0)), each.size()) for each in widgets}
    for paged in screen.findChildren(Paged):
        view = paged.content.parentWidget()
        top = view.mapTo(screen, QPoint(0, 0)).y()
        above, below = -paged.content.y(), paged.content.height() - view.height() + paged.content.y()
        for widget, place in places.items():
            if paged.content.isAncestorOf(widget):
                place.translate(0, above)
            elif place.top() >= top + view.height():
                place.translate(0, above + below)
    return places
