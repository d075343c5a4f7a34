"""The screens behind the door: PIN, choice, self-test, ruler."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from devices.check import Check, Outcome
from kiosk.boards.keypad import Keypad
from kiosk.screens.base import Screen, box
from kiosk.staff.door import PIN_MAX, PIN_MIN
from kiosk.staff.outbox import sentences
from kiosk.staff.room import Page, StaffRoom
from kiosk.wording import Words
from look.buttons import QUIET, SECOND, Button, CardButton
from look.flow import Grid, Row, Split
from look.frame import Panel
from look.header import Header
from look.text import Text
from look.tokens import Look

RULER_MM = 100
"""Millimetres: how long the ruler claims to be."""
STEPS_PX = (-0.1, -0.01, 0.01, 0.1)
"""Pixels a millimetre by which the ruler is put right."""

_MARKS = {
    Outcome.OK: ("○", "agreed"),
    Outcome.WARNING: ("△", "doubtful"),
    Outcome.FAILED: ("×", "conflict"),
    Outcome.ABSENT: ("－", "quiet"),
}


class StaffScreen(Screen):
    """What they share: the head says where one is; the way out is at the left of the foot."""

    has_help = False

    @property
    def room(self) -> StaffRoom:
        """Where staff are."""
        room = self.context.staff
        assert room is not None
        return room

    def _strip(self) -> None:
        """No voice here: it is for visitors."""

    def head(self) -> QWidget:
        return Header(self.office, self.look, self.words("door.title"))

    def foot_left(self) -> list[QWidget]:
        return [self.button("door.leave", QUIET, self.room.close, icon="arrow-left")]

    def foot_right(self) -> list[QWidget]:
        main = self.main()
        return [*self.extra(), *([main] if main else [])]

    def back(self) -> None:
        self.room.close()

    def told(self, key: str) -> str:
        """A text of this screen."""
        return self.words(f"door.{key}")


class StaffPin(StaffScreen):
    """The PIN: typed blind, tried once, kept nowhere."""

    def fill(self) -> None:
        look = self.look
        self._digits: list[str] = []
        self.title(self.told("pin_heading"))
        self.notice(self.room.trouble)
        self.said = Text(self._count(), look, "title")
        self.pad = Keypad("door", self._type, self._erase, self.words, look)
        left = box(Text(self.told("pin_lead"), look, "lead", "quiet"), self.said, look=look, gap=3)
        self.rows.addWidget(Split(left, box(self.pad, look=look), look, 0.55))
        self.stretch()

    def _count(self) -> str:
        return self.words("pin.entered", count=len(self._digits))

    def main(self) -> Button:
        self.send = self.main_button("door.open", self._send)
        self.send.setEnabled(False)
        return self.send

    def _type(self, digit: str) -> None:
        if len(self._digits) < PIN_MAX:
            self._digits.append(digit)
            self._show()

    def _erase(self) -> None:
        if self._digits:
            self._digits.pop()
            self._show()

    def _show(self) -> None:
        self.said.set_text(self._count())
        self.send.setEnabled(len(self._digits) >= PIN_MIN)

    def _send(self) -> None:
        pin = "".join(self._digits)
        self._digits.clear()
        self._show()
        self.room.give_pin(pin)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        self._digits.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() and event.text() in "0123456789":
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        else:
            super().keyPressEvent(event)


class StaffMenu(StaffScreen):
    """What there is to do."""

    def fill(self) -> None:
        look = self.look
        self.title(self.told("menu_heading"), self.told("menu_lead"))
        self.notice(self.room.trouble)
        cards: list[QWidget] = []
        if self.room.settings.selftest is not None:
            cards.append(self._card("test", "check-double", lambda: self.room.test(look.language)))
        cards.append(self._card("ruler", "text-size", self.room.ruler))
        cards.append(self._card("restart", "restart", QApplication.quit))
        self.rows.addWidget(Grid(cards, look, (3, 2, 1), least_mm=80))
        if self.room.settings.outbox is not None:
            said = [
                Text(words, look, "body", role) for words, role in sentences(self.room.settings.outbox(), self.words)
            ]
            self.rows.addWidget(box(*said, look=look, gap=0, stretch=False))
        self.stretch()

    def _card(self, name: str, icon: str, act: Callable[[], object]) -> CardButton:
        made = CardButton(self.told(name), self.look, icon, self.told(f"{name}_note"))
        made.setObjectName(f"door.{name}")
        made.clicked.connect(lambda: act())
        return made


class StaffTesting(StaffScreen):
    """The self-test runs."""

    def fill(self) -> None:
        self.title(self.told("testing_heading"))
        self.scene("draw-reading", self.lead(self.told("testing_lead")))
        self.stretch()


class Line(Panel):
    """One check: its mark, what was looked at, what was found, and what to do."""

    def __init__(self, check: Check, words: Words, look: Look) -> None:
        mark, role = _MARKS[check.outcome]
        device = words.device(check.device)
        called = f"{device}　{check.name}" if device else check.name
        super().__init__(look)
        side = look.gap(1)
        self.rows.setContentsMargins(side, side, side, side)
        words = [Text(check.detail, look, "body")]
        if check.action and check.outcome in (Outcome.FAILED, Outcome.WARNING):
            words.append(Text(check.action, look, "body", role))
        name = Text(f"{mark} {called}", look, "button", role)
        self.rows.addWidget(Split(name, box(*words, look=look, gap=0, stretch=False), look, 0.4))
        self.setAccessibleName(f"{mark} {called} {check.detail}")


class StaffReport(StaffScreen):
    """What the self-test found, what is wrong first."""

    def fill(self) -> None:
        checks = self.room.checks
        wrong = sum(each.outcome is Outcome.FAILED for each in checks)
        heading = self.words("door.report_wrong", count=wrong) if wrong else self.told("report_well")
        self.title(heading)
        order = (Outcome.FAILED, Outcome.WARNING, Outcome.OK, Outcome.ABSENT)
        for check in sorted(checks, key=lambda each: order.index(each.outcome)):
            self.rows.addWidget(Line(check, self.words, self.look))
        self.stretch()

    def main(self) -> Button:
        return self.main_button("door.menu", self.room.menu, arrow=False)


class Ruler(QWidget):
    """A line that is :data:`RULER_MM` long if the pixels a millimetre are right, with a mark each 10 mm."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.px_per_mm = look, look.px_per_mm
        self.setMinimumHeight(look.px(24))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(round(RULER_MM * self.px_per_mm) + self.look.px(4), self.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        colour, line = QColor(self.look.colour("text")), max(2, self.look.px(0.7))
        height = self.look.px(20)
        painter.fillRect(QRectF(0, height - line, RULER_MM * self.px_per_mm + line, line), colour)
        for mm in range(0, RULER_MM + 1, 10):
            tall = height if mm % 50 == 0 else height / 2
            painter.fillRect(QRectF(mm * self.px_per_mm, height - tall, line, tall), colour)


class StaffRuler(StaffScreen):
    """How large the screen really is. The configuration belongs to IT staff: the screen tells what to write there."""

    def fill(self) -> None:
        look = self.look
        self.title(self.told("ruler_heading"), self.told("ruler_lead"))
        self.ruler = Ruler(look)
        self.value = Text("", look, "title")
        steps: list[QWidget] = []
        for by in STEPS_PX:
            step = Button(f"{by:+g}", look, SECOND)
            step.setObjectName(f"door.step{by:+g}")
            step.clicked.connect(lambda _on=False, by=by: self._step(by))
            steps.append(step)
        for widget in (self.ruler, Row(steps, look), self.value):
            self.rows.addWidget(widget)
        self.rows.addWidget(Text(self.told("ruler_where"), look, "lead", "quiet"))
        self._step(0)
        self.stretch()

    def _step(self, by: float) -> None:
        # The bounds of the setting kiosk.pixels_per_mm.
        self.ruler.px_per_mm = min(max(round(self.ruler.px_per_mm + by, 2), 1.0), 12.0)
        self.ruler.updateGeometry()
        self.ruler.update()
        self.value.set_text(f"pixels_per_mm = {self.ruler.px_per_mm:.2f}")

    def main(self) -> Button:
        return self.main_button("door.menu", self.room.menu, arrow=False)


STAFF_SCREENS: dict[Page, type[StaffScreen]] = {
    Page.PIN: StaffPin,
    Page.MENU: StaffMenu,
    Page.TESTING: StaffTesting,
    Page.REPORT: StaffReport,
    Page.RULER: StaffRuler,
}
