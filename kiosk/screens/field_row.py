"""One field of the visit: label, value, state, and a way to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from forms.fields import Privacy, get_field_type
from forms.fusing import Field, State
from kiosk.wording import Words
from look.buttons import LINK, Button
from look.chips import StateChip
from look.flow import Flowing, Place, height_for
from look.text import ExactText, Text
from look.tokens import Look

WIDE_MM = 200
"""Millimetres, at text step 1, from which the parts of a row stand side by side."""


class FieldRow(Flowing):
    """A row of the list.

    Args:
        field: what to show.
        words, look: how.
        current: whether this is the field in hand.
        act: what the link does.
        link: its words.
        name: what it is called for screen readers.
    """

    def __init__(
        self,
        field: Field,
        words: Words,
        look: Look,
        current: bool,
        act: Callable[[], None],
        link: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        self.field, self.current, self._act = field, current, act
        needs = field.needs_eyes
        self.label = Text(words.full_label(field.path) if needs else words.label(field.path), look, "body", "quiet")
        self.value = ExactText(self._shown(words), look, "value", official=False)
        self.chip = StateChip(field.state, look, self._word(words))
        self.link = Button(link, look, LINK, name=name)
        self.link.setObjectName(f"row.{field.path}")
        self.link.clicked.connect(lambda: act())
        super().__init__([self.label, self.value, self.chip, self.link], look, parent)

    def _shown(self, words: Words) -> str:
        field = self.field
        hidden = get_field_type(field.path).privacy is Privacy.SENSITIVE and field.state is State.CONFIRMED
        if hidden:
            return "＊＊＊"  # as blank cells of a certificate are printed: a neighbour need not read it again
        return words.value(field.path, field.value) if field.state is not State.MISSING else "–"

    def _word(self, words: Words) -> str | None:
        if self.field.state in (State.AGREED, State.SINGLE):
            return words.evidence(self.field)
        return None

    def _places(self, width: int) -> list[Place]:
        look = self.look
        side, gap = look.gap(1), look.gap(1)
        link = self.link.sizeHint().width()
        inner = width - 2 * side
        chip = self.chip.sizeHint()
        if width >= look.px(WIDE_MM) * look.text_step:
            label = round(inner * (0.26 if look.language == "en" else 0.18))  # "householder" is one word
            chips = max(round(inner * 0.23), chip.width())
            value = inner - label - chips - link - 3 * gap
            # What is settled stands closer: a family of three fits on a few pages.
            least = look.row_px if self.field.needs_eyes else look.target_px
            high = max(
                least,
                height_for(self.label, label) + look.gap(0),
                height_for(self.value, value) + look.gap(0),
                height_for(self.link, link),
            )
            at = side
            places: list[Place] = [(self.label, QRect(at, 0, label, high))]
            at += label + gap
            places.append((self.value, QRect(at, 0, value, high)))
            at += value + gap
            places.append((self.chip, QRect(at, (high - chip.height()) // 2, chip.width(), chip.height())))
            places.append((self.link, QRect(width - side - link, 0, link, high)))
            return places
        room = inner - link - gap
        top = look.gap(1)
        label = height_for(self.label, room)
        value = height_for(self.value, room)
        places = [
            (self.label, QRect(side, top, room, label)),
            (self.value, QRect(side, top + label, room, value)),
            (self.chip, QRect(side, top + label + value + look.gap(0), min(chip.width(), inner), chip.height())),
        ]
        bottom = top + label + value + look.gap(0) + chip.height() + look.gap(1)
        places.append((self.link, QRect(width - side - link, 0, link, bottom)))
        return places

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A finger finds the row sooner than the word at its end."""
        if self.field.needs_eyes and not self.current:
            self._act()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.field.needs_eyes:
            line = look.px(look.profile.line)
            painter.setBrush(QColor(look.colour("doubtful_row_ground")))
            ink = QColor(look.colour("doubtful" if look.theme == "light" else "text"))
            painter.setPen(QPen(ink, line) if self.current else Qt.PenStyle.NoPen)
            radius = look.px(look.profile.radius)
            inset = line / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
            return
        hair = look.px(look.profile.hair)
        painter.fillRect(0, self.height() - hair, self.width(), hair, QColor(look.colour("edge")))
