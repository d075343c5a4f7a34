"""What can be touched: buttons, cards, choices. Drawn by hand, so that text breaks at phrases and never clips."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from look import exact, fonts, icons, phrases, ruby
from look.text import LONGEST_PHRASE
from look.tokens import Look

MAIN, SECOND, QUIET, LINK = "main", "second", "quiet", "link"


class _Drawn(QPushButton):
    """The common part: a frame in the colours of the kind, and names for screen readers."""

    def __init__(self, name: str, look: Look, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.kind = look, kind
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  Qt's name
        """What is heard: without the readings above kanji."""
        super().setAccessibleName(ruby.plain(name, self.look.written))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter works as well as Space, as people expect of a button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def _colours(self) -> tuple[str, str | None, str | None]:
        """Text, ground, line."""
        look, down = self.look, self.isDown()
        if not self.isEnabled():
            return look.colour("off"), look.colour("off_ground"), look.colour("off")
        if self.kind == MAIN or self.isChecked():
            ground = look.colour("main_pressed_ground" if down else "main_ground")
            return look.colour("main"), ground, ground
        ground = look.colour("touch_pressed_ground") if down else look.colour("ground")
        if self.kind == SECOND:
            return look.colour("touch"), ground, look.colour("touch")
        if self.kind == QUIET:
            return look.colour("text"), ground, look.colour("firm_edge")
        return look.colour("touch"), ground if down else None, None

    def _frame(self, painter: QPainter, radius: float) -> str:
        """Draws ground and line; returns the colour of what is written on it."""
        text, ground, line = self._colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        firm = self.look.px(self.look.profile.line if self.kind != QUIET else self.look.profile.hair)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        if line:
            pen = QPen(QColor(line), firm)
            if not self.isEnabled():
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        inset = firm / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        return text


class Button(_Drawn):
    """A button with words and, on wish, an icon before or an arrow behind them.

    Args:
        text: a verb.
        look: how.
        kind: :data:`MAIN` (one on a screen), :data:`SECOND`, :data:`QUIET` or :data:`LINK` (underlined, in rows).
        icon: name of an icon before the words, or None.
        arrow: an arrow behind them, for going on.
        name: for screen readers, where the words alone do not say what is meant.
        checkable: stays down: one of several.
        language: of the words, where it is not the look's.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        kind: str = SECOND,
        icon: str | None = None,
        arrow: bool = False,
        name: str | None = None,
        checkable: bool = False,
        language: str | None = None,
        role: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name or text.replace("\n", ""), look, kind, parent)
        self._icon, self._arrow = icon, arrow
        self._sizes: tuple[QSize, QSize] | None = None
        self._heights: dict[int, int] = {}
        self._role = role or ("button" if kind in (MAIN, SECOND) else "body")
        self._faces = look.with_(language=language) if language else look
        self.setCheckable(checkable)
        self.setFont(fonts.font(self._faces, self._role))
        self._metrics = fonts.metrics(self._faces, self._role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """What is kept of the words goes with them."""
        self._sizes = None
        self._heights.clear()
        super().setText(text)

    def set_text(self, text: str) -> None:
        """Shows other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def _side(self) -> int:
        return self.look.gap(0) if self.kind == LINK else self.look.gap(3)

    def _extras(self) -> int:
        each = self.look.icon_px + self.look.gap(1)
        return each * (bool(self._icon) + self._arrow)

    def _lines(self, width: float) -> list[str]:
        room = max(1.0, width - 2 * self._side - self._extras())
        return phrases.lines(self.text(), self._faces.written, room, self._metrics.horizontalAdvance)

    def _line_px(self) -> int:
        return round(self.look.type_px(self._role) * (1.35 + self._faces.ruby_share))

    def _height(self, lines: int) -> int:
        return max(self.look.target_px, lines * self._line_px() + 2 * self.look.gap(1))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self._height(len(self._lines(width)))
        return self._heights[width]

    def _natural(self) -> tuple[QSize, QSize]:
        """The size on one line and the least one, worked out once: layouts ask dozens of times for each button."""
        if self._sizes is None:
            measure, frame = self._metrics.horizontalAdvance, 2 + 2 * self._side + self._extras()
            rows = self.text().split("\n")
            wide = int(max(measure(row) for row in rows)) + frame
            wide = max(wide, self.look.target_px if self.kind != LINK else 0)
            pieces = [piece for row in rows for piece in phrases.split(row, self._faces.written)]
            least = int(max((measure(piece.rstrip()) for piece in pieces), default=0)) + frame
            self._sizes = QSize(wide, self._height(len(rows))), QSize(least, self._height(1))
        return self._sizes

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._natural()[0]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._natural()[1]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        colour = self._frame(painter, self.look.px(self.look.profile.radius))
        painter.setFont(self.font())
        painter.setPen(QColor(colour))
        rows = self._lines(self.width())
        height, icon, gap = self._line_px(), self.look.icon_px, self.look.gap(1)
        widest = max(self._metrics.horizontalAdvance(row) for row in rows)
        left = (self.width() - widest - self._extras()) / 2
        top = (self.height() - len(rows) * height) / 2
        middle = (self.height() - icon) / 2
        if self._icon:
            icons.paint(painter, self._icon, QRectF(left, middle, icon, icon), colour)
            left += icon + gap
        for number, row in enumerate(rows):
            where = QRectF(left, top + number * height, widest + 2, height)
            centred = Qt.AlignmentFlag.AlignHCenter if len(rows) > 1 else Qt.AlignmentFlag.AlignLeft
            flags = centred | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            ruby.draw(painter, where, flags, row, self.text(), self._faces.written)
            if self.kind == LINK:
                under = QPen(QColor(colour), self.look.px(self.look.profile.hair))
                painter.setPen(under)
                lower = 0.68 if ruby.has(self.text(), self._faces.written) else 0.55
                base = where.center().y() + self.look.type_px(self._role) * lower
                painter.drawLine(int(left), int(base), int(left + self._metrics.horizontalAdvance(row)), int(base))
        if self._arrow:
            icons.paint(painter, "arrow-right", QRectF(left + widest + gap, middle, icon, icon), colour)


class CardButton(_Drawn):
    """A large card: a title, a line icon at the right, a quiet note at the foot.

    Args:
        title: what one gets.
        look: how.
        icon: its picture.
        note: the official term, or what to have at hand; may be empty.
    """

    def __init__(self, title: str, look: Look, icon: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"{title} {note}".replace("\n", "").strip(), look, SECOND, parent)
        self.title, self.note, self._icon = title, note, icon
        self._title_metrics, self._note_metrics = fonts.metrics(look, "title"), fonts.metrics(look, "small")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _picture(self) -> int:
        return round(self.look.px(self.look.profile.icon * 2) * min(self.look.text_step, 1.5))

    def _rows(self, width: float) -> tuple[list[str], list[str]]:
        look = self.look
        room = max(1.0, width - 2 * look.gap(3))
        title = phrases.lines(
            self.title, look.written, room - self._picture - look.gap(1), self._title_metrics.horizontalAdvance
        )
        note = phrases.lines(self.note, look.written, room, self._note_metrics.horizontalAdvance)
        return title, note if self.note else []

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        look = self.look
        title, note = self._rows(width)
        upper = max(len(title) * look.line_px("title"), self._picture)
        need = upper + len(note) * look.line_px("small") + 2 * look.gap(3) + (look.gap(2) if note else 0)
        # A wide card need not be as high as one that stands in a row of four.
        card = look.px(look.profile.card)
        return max(need, card if width < 2 * card else round(card * 0.7))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        look = self.look
        pieces = [piece for row in self.title.split("\n") for piece in phrases.split(row, look.written)]
        widest = max(self._title_metrics.horizontalAdvance(piece.rstrip()) for piece in pieces)
        notes = phrases.split(self.note, look.written) if self.note else ()
        below = max((self._note_metrics.horizontalAdvance(piece.rstrip()) for piece in notes), default=0)
        widest = min(widest, LONGEST_PHRASE * look.type_px("title"))
        wide = max(int(widest) + self._picture + look.gap(1), int(below)) + 2 + 2 * look.gap(3)
        return QSize(wide, round(look.px(look.profile.card) * 0.7))

    def sizeHint(self) -> QSize:  # noqa: N802
        least = self.minimumSizeHint()
        return QSize(least.width(), self.heightForWidth(least.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        colour = self._frame(painter, look.px(look.profile.card_radius))
        title, note = self._rows(self.width())
        side, height = look.gap(3), look.line_px("title")
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        main = self.isEnabled() and self.kind == SECOND
        painter.setFont(fonts.font(look, "title"))
        painter.setPen(QColor(look.colour("text") if main else colour))
        for number, row in enumerate(title):
            where = QRectF(side, side + number * height, self.width(), height)
            ruby.draw(painter, where, flags, row, self.title, look.written)
        size = self._picture
        icons.paint(painter, self._icon, QRectF(self.width() - side - size, side, size, size), colour)
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(look.colour("quiet") if main else colour))
        height = look.line_px("small")
        top = self.height() - side - len(note) * height
        for number, row in enumerate(note):
            where = QRectF(side, top + number * height, self.width(), height)
            ruby.draw(painter, where, flags, row, self.note, look.written)


class ExactButton(_Drawn):
    """A choice between values as registered: the value large and exact, below it who says so.

    Args:
        value: exact.
        look: how.
        note: for example 証明書; may be empty.
        official: see :class:`look.text.ExactText`.
        role: of type for the value.
        name: for screen readers; the value itself where it is left out.
    """

    def __init__(
        self,
        value: str,
        look: Look,
        note: str = "",
        official: bool = True,
        role: str = "exact_large",
        name: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name or f"{value} {note}".strip(), look, SECOND, parent)
        self.value, self.note, self._role = value, note, role
        self._official = official or exact.needs_mincho(value)  # one face for the whole value
        self._note_metrics = fonts.metrics(look, "small")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _rows(self, width: float) -> tuple[list[str], list[str]]:
        room = max(1.0, width - 2 * self.look.gap(1))
        values = exact.wrap(self.value, self.look.type_px(self._role), self._official, room)
        notes = phrases.lines(self.note, self.look.written, room, self._note_metrics.horizontalAdvance)
        return values, notes if self.note else []

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        values, notes = self._rows(width)
        need = len(values) * self.look.line_px(self._role) + len(notes) * self.look.line_px("small")
        return max(self.look.target_px, need + 2 * self.look.gap(1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        px = self.look.type_px(self._role)
        longest = max((exact.width(each, px, self._official) for each in self.value.split("　")), default=0)
        wide = int(min(longest, 4 * px)) + 2 + 2 * self.look.gap(1)
        notes = phrases.split(self.note, self.look.written) if self.note else ()
        below = max((self._note_metrics.horizontalAdvance(piece.rstrip()) for piece in notes), default=0)
        return QSize(max(wide, int(below) + 2 + 2 * self.look.gap(1)), self.look.target_px)

    def sizeHint(self) -> QSize:  # noqa: N802
        wide = int(exact.width(self.value, self.look.type_px(self._role), self._official))
        wide = max(wide, int(self._note_metrics.horizontalAdvance(self.note))) + 4 + 2 * self.look.gap(1)
        return QSize(wide, self.heightForWidth(wide))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        colour = self._frame(painter, look.px(look.profile.radius))
        values, notes = self._rows(self.width())
        height, low = look.line_px(self._role), look.line_px("small")
        top = (self.height() - len(values) * height - len(notes) * low) / 2
        ink = colour if self.isChecked() else look.colour("text")
        for row in values:
            line = exact.shape(row, look.type_px(self._role), self._official)
            spare = (height - line.ascent - line.descent) / 2
            line.paint(painter, (self.width() - line.width) / 2, top + spare + line.ascent, ink)
            top += height
        painter.setFont(fonts.font(look, "small"))
        painter.setPen(QColor(colour if self.isChecked() else look.colour("quiet")))
        for row in notes:
            where = QRectF(0, top, self.width(), low)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
            ruby.draw(painter, where, flags, row, self.note, look.written)
            top += low
