"""One field of the visit: label, value, state, and a way to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from forms.fields import Privacy, get_field_type
from forms.fusing import Field, State
from kiosk.wording import Words
from look import ruby
from look.buttons import LINK, Button
from look.chips import StateChip
from look.flow import Flowing, Place, height_for
from look.text import ExactText, Text
from look.tokens import Look

WIDE_MM = 200
"""Millimetres, at text step 1, from which the parts of a row stand side by side."""


_LABEL_SHARE = {"en": 0.26, "ja-easy": 0.26}
"""Of a row's width: "householder" is one word, and plain Japanese says things at length."""


LARGEST_ASIDE = 1.25
"""The largest text step of label, sources and link: the value beside them grows further."""
_LARGE_LABEL_SHARE = 0.22

LEAST_EMS = 9
"""A value in a line with its label and its sources has this much room, or all that it needs; otherwise its own line."""


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
        # What somebody has to check is as large as they wish; what stands around it needs no more than this.
        aside = look.with_(text_step=min(look.text_step, LARGEST_ASIDE))
        self.label = Text(words.full_label(field.path) if needs else words.label(field.path), aside, "body", "quiet")
        shown = self._shown(words)
        # A word of ours may have readings above it; what somebody is called stands as registered.
        ours = ruby.has(shown, look.written)
        self.value = Text(shown, look, "value") if ours else ExactText(shown, look, "value", official=False)
        self.chip = StateChip(field.state, aside, self._word(words))
        self.link = Button(link, aside, LINK, name=name)
        self.link.setObjectName(f"row.{field.path}")
        self.link.clicked.connect(lambda: act())
        super().__init__([self.label, self.value, self.chip, self.link], look, parent)
        self.setProperty("one_page", True)

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
        share = _LABEL_SHARE.get(look.language, 0.18)
        label = round(inner * (max(share, _LARGE_LABEL_SHARE) if look.text_step > LARGEST_ASIDE else share))
        chips = max(round(inner * 0.23), chip.width())
        value = inner - label - chips - link - 3 * gap
        enough = min(self.value.sizeHint().width(), LEAST_EMS * look.type_px("value"))
        if width >= look.px(WIDE_MM) * look.text_step and value >= enough:
            # What is settled stands closer: a family of three fits on a few pages.
            least = look.row_px if self.field.needs_eyes else self.label.look.target_px
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
        # Narrow: label and state in one line where they fit, the value and the link below them.
        room = inner - link - gap
        natural = self.label.sizeHint().width()
        beside = natural + gap + chip.width() <= inner
        top = look.gap(1)
        upper = max(height_for(self.label, natural), chip.height()) if beside else height_for(self.label, inner)
        places = [(self.label, QRect(side, top, natural if beside else inner, upper))]
        at = top + upper
        if beside:
            where = QRect(side + natural + gap, top + (upper - chip.height()) // 2, chip.width(), chip.height())
        else:
            where = QRect(side, at + look.gap(0), min(chip.width(), inner), chip.height())
            at += chip.height() + 2 * look.gap(0)
        places.append((self.chip, where))
        value = max(height_for(self.value, room), height_for(self.link, link))
        places.append((self.value, QRect(side, at, room, value)))
        places.append((self.link, QRect(width - side - link, at, link, value)))
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
