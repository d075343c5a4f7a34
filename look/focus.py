"""The focus ring: a firm line and a yellow band around whatever has the focus, on any ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from look.tokens import Look


class FocusRing(QWidget):
    """Lies over a window and draws the ring around the focused widget inside it.

    A widget that takes the focus only to be announced (a heading, a page) says so with the property
    ``quiet_focus`` and gets no ring; for somebody at the keys the ring goes around its ``heading`` instead, so that
    it is always somewhere.

    Args:
        window: what it lies over; the ring keeps its size.
        look: how.

    Attributes:
        by_keys: whether the last hand was at the keys.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self.look = look
        self._target: QWidget | None = None
        self._by_keys = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("")
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._moved)
        self._moved(None, QApplication.focusWidget())
        self.setGeometry(window.rect())

    @property
    def by_keys(self) -> bool:
        return self._by_keys

    @by_keys.setter
    def by_keys(self, by_keys: bool) -> None:
        if by_keys is not self._by_keys:
            self._by_keys = by_keys
            self._moved(None, QApplication.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """What the ring lies around, or None."""
        return self._target

    def _ringed(self, focused: QWidget | None) -> QWidget | None:
        if focused is None or not self.parentWidget().isAncestorOf(focused):
            return None
        if not focused.property("quiet_focus"):
            return focused
        return getattr(focused, "heading", None) if self._by_keys else None

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self):
            return
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = self._ringed(new)
        if self._target is not None:
            self._target.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        """Comes to the top and draws anew; call it after moving what is under it."""
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if watched is self.parentWidget():
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self.parentWidget().rect())
            if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
                self.raise_()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.update()
        return False

    def _visible_part(self, target: QWidget) -> QRect:
        """Where the ring may show: inside the scrolling area that the target lies in, if any."""
        clip = self.rect()
        parent = target.parentWidget()
        while parent is not None and parent is not self.parentWidget():
            if parent.property("clips_focus") or isinstance(parent, QAbstractScrollArea):
                origin = parent.mapTo(self.parentWidget(), QPoint(0, 0))
                clip &= QRect(origin, parent.size())
            parent = parent.parentWidget()
        return clip

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            return
        band = self.look.px(self.look.profile.ring)
        radius = self.look.px(self.look.profile.radius) + band
        around = QRectF(QRect(target.mapTo(self.parentWidget(), QPoint(0, 0)), target.size()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._visible_part(target))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.look.colour("focus_line")), band))
        painter.drawRoundedRect(around.adjusted(-band / 2, -band / 2, band / 2, band / 2), radius, radius)
        painter.setPen(QPen(QColor(self.look.colour("focus_ring")), band))
        wide = band * 1.5
        painter.drawRoundedRect(around.adjusted(-wide, -wide, wide, wide), radius + band, radius + band)
