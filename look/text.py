"""Labels: plain text broken between phrases, and official values drawn exactly. Nothing is ever taken for markup."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from look import exact, fonts, phrases, ruby
from look.tokens import Look

LONGEST_PHRASE = 6
"""In ems: what a line is never narrower than, if a phrase is that long."""


class Text(QLabel):
    """A text of ours in one role of type.

    Args:
        text: plain; line feeds break.
        look: how.
        role: of type.
        colour: role of colour.
        align: horizontal alignment.
        wrap: whether it may take several lines.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        role: str = "body",
        colour: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.role, self.colour = look, role, colour
        self._align, self._wrap = align, wrap
        self._broken: dict[int, list[str]] = {}
        self._sizes: tuple[QSize, QSize] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font(look, role))
        self._metrics, self._line_px = fonts.metrics(look, role), look.line_px(role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Shows another text."""
        self._broken.clear()
        self._sizes = None
        self.setText(text)
        self.setAccessibleName(ruby.plain(text, self.look.written))
        self.updateGeometry()

    def _lines(self, width: int) -> list[str]:
        if not self._wrap:
            return self.text().split("\n")
        if width not in self._broken:
            advance = self._metrics.horizontalAdvance
            self._broken[width] = phrases.lines(self.text(), self.look.written, width, advance)
        return self._broken[width]

    def _longest(self, pieces: list[str]) -> int:
        return int(max((self._metrics.horizontalAdvance(each.rstrip()) for each in pieces), default=0)) + 2

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return self._wrap

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return len(self._lines(width)) * self._line_px

    def _natural(self) -> tuple[QSize, QSize]:
        """The size with no line broken and the least one; layouts ask again and again, so they are worked out once."""
        if self._sizes is None:
            rows = self.text().split("\n")
            natural = QSize(self._longest(rows), len(rows) * self._line_px)
            pieces = [piece for row in rows for piece in phrases.split(row, self.look.written)] if self._wrap else []
            # A phrase longer than this may be cut: better than a line wider than the window.
            widest = min(self._longest(pieces), LONGEST_PHRASE * self.look.type_px(self.role))
            self._sizes = natural, QSize(widest, self._line_px) if self._wrap else natural
        return self._sizes

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._natural()[0]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._natural()[1]

    def line_edges(self) -> list[tuple[int, int]]:
        """Top and bottom of each line, in pixels of the label."""
        height, rows = self._line_px, len(self._lines(self.width()))
        top = max(0, (self.height() - rows * height) // 2)
        return [(top + number * height, top + (number + 1) * height) for number in range(rows)]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(self.look.colour(self.colour)))
        height, rows = self._line_px, self._lines(self.width())
        top = max(0, (self.height() - len(rows) * height) // 2)
        for number, row in enumerate(rows):
            where = QRectF(0, top + number * height, self.width(), height)
            flags = self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            ruby.draw(painter, where, flags, row, self.text(), self.look.written)


class OneLine(Text):
    """A text on one line that gives way to what stands beside it: what has no room is left out, with a sign."""

    def __init__(self, text: str, look: Look, role: str = "body", colour: str = "text") -> None:
        super().__init__(text, look, role, colour, wrap=False)

    def _lines(self, width: int) -> list[str]:
        return [self._metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self._line_px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self.setToolTip(self.text() if self._lines(self.width()) != [self.text()] else "")
        super().paintEvent(event)


class ExactText(QLabel):
    """A value as registered, every variant drawn as written.

    Args:
        text: exact; shown as it is, on as many lines as it needs.
        look: how.
        role: of type.
        colour: role of colour.
        official: in Mincho; otherwise in the screen's face where that can write all of it.
        align: horizontal alignment.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        role: str = "exact",
        colour: str = "text",
        official: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.role, self.colour, self.official, self._align = look, role, colour, official, align
        self._broken: dict[int, list[str]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Shows another value."""
        self._broken.clear()
        self._mincho = self.official or exact.needs_mincho(text)  # one face for the whole value
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def _px(self) -> int:
        return self.look.type_px(self.role)

    def _lines(self, width: int) -> list[str]:
        if width not in self._broken:
            self._broken[width] = exact.wrap(self.text(), self._px, self._mincho, width)
        return self._broken[width]

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return len(self._lines(width)) * self.look.line_px(self.role)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(int(exact.width(self.text(), self._px, self._mincho)) + 2, self.look.line_px(self.role))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(2 * self._px, self.look.line_px(self.role))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        height, rows = self.look.line_px(self.role), self._lines(self.width())
        top = max(0, (self.height() - len(rows) * height) // 2)
        for number, row in enumerate(rows):
            if not row:
                continue
            line = exact.shape(row, self._px, self._mincho)
            left = 0.0
            if self._align & Qt.AlignmentFlag.AlignHCenter:
                left = (self.width() - line.width) / 2
            elif self._align & Qt.AlignmentFlag.AlignRight:
                left = self.width() - line.width
            spare = (height - line.ascent - line.descent) / 2
            line.paint(painter, left, top + number * height + spare + line.ascent, self.look.colour(self.colour))
