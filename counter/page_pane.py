"""The page's picture on dark ground, with the field in hand marked, and a zoom that follows it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from base.texts import text
from counter.pictures import Page
from forms.reading import Box
from look import fonts
from look.tokens import Look

ZOOM_BOX_SHARE = 0.6
"""When zoomed, the marked box takes at most this share of the pane's width…"""
ZOOM_MAX_SCALE = 2.0
"""…and the page is never shown larger than this many screen pixels to one of its own."""


class PagePane(QWidget):
    """Shows one page.

    Signals:
        clicked: the page was clicked; the window toggles the zoom.
        page_asked: the previous (-1) or next (+1) page is wanted.
    """

    clicked = Signal()
    page_asked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page: Page | None = None
        self._box: Box | None = None
        self._note = ""
        self._where = ""
        self._zoomed = False
        self._free: QPointF | None = None
        self._drag: tuple[QPointF, QPointF] | None = None
        self._moved = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(240)
        self.setAccessibleName(text("counter.page.none", look.language))

    @property
    def zoomed(self) -> bool:
        return self._zoomed

    @property
    def box(self) -> Box | None:
        """The marked box in pixels of the page."""
        return self._box

    @property
    def page(self) -> Page | None:
        return self._page

    def show_page(self, page: Page | None, where: str = "", name: str = "") -> None:
        """Shows another page, or none.

        Args:
            page: the picture.
            where: which page of how many, shown in the corner.
            name: for people who do not see it.
        """
        self._page, self._where, self._note = page, where, ""
        self._free = None
        self.setAccessibleName(name or text("counter.page.none", self._look.language))
        self.update()

    def show_note(self, note: str) -> None:
        """Shows a sentence instead of a page."""
        self._page, self._box, self._note, self._where = None, None, note, ""
        self.setAccessibleName(note)
        self.update()

    def mark(self, box: Box | None) -> None:
        """Marks a box of the page, in pixels of the page, and brings it into view when zoomed."""
        self._box = box
        self._free = None
        self.update()

    def set_zoomed(self, zoomed: bool) -> None:
        """Zooms in on the marked box, or shows the whole page."""
        self._zoomed = zoomed
        self._free = None
        self.update()

    # -- geometry: page pixels → pane pixels

    def _fit_scale(self) -> float:
        assert self._page is not None
        margin = 2 * self._look.gap(2)
        size = self._page.size
        return min((self.width() - margin) / size.width(), (self.height() - margin) / size.height())

    def _view(self) -> tuple[float, QPointF]:
        """Scale, and where the page's corner lies in the pane."""
        assert self._page is not None
        fit, size = self._fit_scale(), self._page.size
        if not self._zoomed:
            return fit, QPointF((self.width() - size.width() * fit) / 2, (self.height() - size.height() * fit) / 2)
        scale = fit * 2.2
        if self._box:
            left, _, right, _ = self._box
            scale = max(fit * 1.6, min(self.width() * ZOOM_BOX_SHARE / max(1, right - left), fit * 3.5))
        scale = min(scale, max(ZOOM_MAX_SCALE, fit))
        centre = self._free or self._box_centre()
        corner = QPointF(self.width() / 2 - centre.x() * scale, self.height() / 2 - centre.y() * scale)
        return scale, QPointF(
            _held(corner.x(), self.width(), size.width() * scale),
            _held(corner.y(), self.height(), size.height() * scale),
        )

    def _box_centre(self) -> QPointF:
        assert self._page is not None
        if self._box is None:
            return QPointF(self._page.size.width() / 2, self._page.size.height() / 4)
        left, top, right, bottom = self._box
        return QPointF((left + right) / 2, (top + bottom) / 2)

    def marked_area(self) -> QRectF | None:
        """Where the marked box is on screen, in pixels of this pane."""
        if self._page is None or self._box is None:
            return None
        scale, corner = self._view()
        left, top, right, bottom = self._box
        return QRectF(
            corner.x() + left * scale, corner.y() + top * scale, (right - left) * scale, (bottom - top) * scale
        )

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._look.colours
        painter.fillRect(self.rect(), QColor(colours.backdrop if self._page else colours.ground))
        if self._page is None:
            self._paint_note(painter)
            return
        scale, corner = self._view()
        image, own = self._page.level_for(scale)
        area = QRectF(corner.x(), corner.y(), self._page.size.width() * scale, self._page.size.height() * scale)
        self._paint_shadow(painter, area)
        painter.drawImage(area, image, QRectF(0, 0, image.width(), image.height()))
        if (marked := self.marked_area()) is not None:
            self._paint_mark(painter, marked)
        if self._where:
            self._paint_where(painter)

    def _paint_shadow(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in (6, 4, 2):
            painter.setBrush(QColor(0, 0, 0, 22))
            painter.drawRoundedRect(area.adjusted(-spread, -spread + 2, spread, spread + 2), 3, 3)

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        line = self._look.px(self._look.profile.line)
        area = area.adjusted(-line - 2, -line - 2, line + 2, line + 2)
        fill = QColor(self._look.colours.focus_ring)
        fill.setAlpha(56)
        painter.setBrush(fill)
        # Two bands, as everywhere: the dark one is seen on white paper, the bright one on anything dark.
        painter.setPen(QPen(QColor(self._look.colours.mark), line + 3))
        painter.drawRoundedRect(area, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.colours.focus_ring), line))
        painter.drawRoundedRect(area, 3, 3)

    def _paint_where(self, painter: QPainter) -> None:
        painter.setFont(fonts.font(self._look, "small"))
        painter.setPen(QColor(self._look.colours.paper))
        margin = self._look.gap(1)
        painter.drawText(
            self.rect().adjusted(margin, margin, -margin, -margin),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
            self._where,
        )

    def _paint_note(self, painter: QPainter) -> None:
        painter.setFont(fonts.font(self._look, "body"))
        painter.setPen(QColor(self._look.colours.quiet))
        margin = self._look.gap(4)
        painter.drawText(
            self.rect().adjusted(margin, margin, -margin, -margin),
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
            self._note,
        )

    # -- mouse and touch

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._drag = (event.position(), self._free or (self._box_centre() if self._page else QPointF()))
        self._moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drag is None or self._page is None:
            return
        start, centre = self._drag
        if (event.position() - start).manhattanLength() > 8:
            self._moved = True
        if self._moved and self._zoomed:
            scale, _ = self._view()
            self._free = centre - (event.position() - start) / scale
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drag is not None and not self._moved and self._page is not None:
            self.clicked.emit()
        self._drag = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.angleDelta().y():
            self.page_asked.emit(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()


def _held(corner: float, pane: float, page: float) -> float:
    """Keeps a page that is larger than the pane from leaving a gap, and centres a smaller one."""
    return (pane - page) / 2 if page <= pane else min(0.0, max(pane - page, corner))
