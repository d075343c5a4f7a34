"""A row of the right column: a field, a rule, the identity check. It takes the focus; the pane holds it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from counter.crop import Crop
from counter.wording import Chip
from look.chips import StateChip
from look.text import ExactText, Text
from look.tokens import Look

NARROW_MM = 150
"""Below this width the sign stands above the value instead of beside it."""
NARROW_ROOM_MM = 106
"""What a row of the narrow pane has inside its margins, beside the scroll bar."""
LABEL_MM = 34
"""Width of the column of labels."""


class PaneRow(QWidget):
    """A row that can be the one in hand: a label, a value, a sign.

    Signals:
        focused: it has become the one in hand.
        pressed: it was clicked or touched.
    """

    focused = Signal()
    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._current = False
        self._marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = Text("", look, "small", "quiet")
        self._value = ExactText("", look, "value", official=False)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._crop: Crop | None = None
        self._chip: StateChip | None = None
        self._chip_shown: Chip | None = None
        self._narrow = False
        self._line = QGridLayout()
        self._line.setHorizontalSpacing(look.gap(1))
        self._line.setVerticalSpacing(0)
        self._below = QVBoxLayout()
        self._below.setSpacing(look.gap(1))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.gap(3), look.gap(1), look.gap(3), look.gap(1))
        outer.setSpacing(look.gap(1))
        outer.addLayout(self._line)
        outer.addLayout(self._below)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(look.row_px)
        self._arrange(narrow=False)

    def fill(self, label: str, value: str, chip: Chip | None) -> None:
        """Shows these; each is plain text."""
        if self._label.text() != label:
            self._label.set_text(label)
        if self._value.text() != value:
            self._value.set_text(value)
        if chip != self._chip_shown:
            self._chip_shown = chip
            if self._chip is not None:
                self._chip.deleteLater()
                self._chip = None
            if chip is not None:
                self._chip = StateChip(chip.state, self.look, chip.word, self)
                self._chip.show()
            self._arrange(self._narrow)
        said = " ".join(each for each in (label, value, chip.word if chip else "") if each)
        self.setAccessibleName(said)

    def fill_wide(self, sentence: str, chip: Chip | None) -> None:
        """Shows a sentence over label and value together."""
        self.fill("", sentence, chip)
        self._label.hide()
        self._line.setColumnMinimumWidth(0, 0)

    def show_crop(self, crop: Crop | None) -> None:
        """Shows what the value was read from below it, or nothing any more."""
        if self._crop is not None:
            self._line.removeWidget(self._crop)
            self._crop.hide()
            self._crop.deleteLater()
        self._crop = crop
        if crop is not None:
            self._arrange(self._narrow)
            crop.show()

    def set_current(self, current: bool, marked: bool = False) -> None:
        """Draws the row as the one in hand, on the ground of doubt where it needs eyes."""
        if (current, marked) != (self._current, self._marked):
            self._current, self._marked = current, marked
            self.update()

    @property
    def current(self) -> bool:
        return self._current

    def _arrange(self, narrow: bool) -> None:
        self._narrow = narrow
        look = self.look
        for each in (self._label, self._value, self._chip, self._crop):
            if each is not None:
                self._line.removeWidget(each)
        top = Qt.AlignmentFlag.AlignVCenter
        if narrow:
            beside = self._chip is None or self._fit_beside_each_other
            self._line.addWidget(self._label, 0, 0, 1, 1 if beside else 2, top)
            if self._chip is not None:
                at = (0, 1, 1, 1) if beside else (1, 0, 1, 2)
                self._line.addWidget(self._chip, *at, top | Qt.AlignmentFlag.AlignRight)
            self._line.addWidget(self._value, 2, 0, 1, 2)
            if self._crop is not None:
                self._line.addWidget(self._crop, 3, 0, 1, 2)
            self._line.setColumnMinimumWidth(0, 0)
            self._line.setColumnStretch(0, 1)
            self._line.setColumnStretch(1, 0)
        else:
            self._line.addWidget(self._label, 0, 0, top)
            self._line.addWidget(self._value, 0, 1, top)
            if self._crop is not None:
                self._line.addWidget(self._crop, 1, 1, 1, 2)
            if self._chip is not None:
                self._line.addWidget(self._chip, 0, 2, top | Qt.AlignmentFlag.AlignRight)
            self._line.setColumnMinimumWidth(0, look.px(LABEL_MM))
            self._line.setColumnStretch(0, 0)
            self._line.setColumnStretch(1, 1)
        self._label.setMaximumWidth(look.px(LABEL_MM) if not narrow else 16_777_215)

    @property
    def _fit_beside_each_other(self) -> bool:
        """Whether label and sign have room on one line of a narrow pane; a longer sign gets a line of its own."""
        assert self._chip is not None
        needed = self._label.sizeHint().width() + self._chip.sizeHint().width() + self.look.gap(1)
        return needed <= self.look.px(NARROW_ROOM_MM)

    def set_narrow(self, narrow: bool) -> None:
        """Puts the sign above the value instead of beside it, or back.

        The pane says so before it lays the rows out: a row that turned by itself while it is being laid out would
        keep the height of its other shape.
        """
        if narrow is not self._narrow:
            self._arrange(narrow)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look, colours = self.look, self.look.colours
        painter = QPainter(self)
        if self._current:
            painter.fillRect(
                self.rect(), QColor(colours.doubtful_row_ground if self._marked else colours.chosen_ground)
            )
            painter.fillRect(0, 0, look.px(look.profile.line * 2), self.height(), QColor(colours.touch))
        hair = look.px(look.profile.hair)
        painter.fillRect(0, self.height() - hair, self.width(), hair, QColor(colours.edge))
