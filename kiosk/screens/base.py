"""What every screen has: head, one heading, content that turns by pages, a foot that is always at the same place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from base.trouble import Trouble
from kiosk.conductor import Conductor
from kiosk.draft import Draft
from kiosk.guidance import Guidance
from kiosk.journey import Journey
from kiosk.screens.drawing import Drawing, Scene
from kiosk.screens.voice_strip import VoiceStrip
from kiosk.settings import KioskSettings
from kiosk.staff.room import StaffRoom
from kiosk.states import STEPS, Event
from kiosk.wording import Words
from look import ruby, style
from look.buttons import MAIN, QUIET, SECOND, Button
from look.flow import height_for
from look.frame import Footer, Paged, Panel, Picture, VirtualBanner
from look.header import Header
from look.text import Text
from look.tokens import Look


@dataclass(frozen=True)
class Context:
    """What a screen is built with.

    Attributes:
        look: how.
        words: in which language.
        conductor: does the work; its journey is what the screen shows.
        settings: of this kiosk.
        choose_language, lower, next_size, next_theme: what the welcome screen may change.
        staff: the room behind the staff's door.
        guidance: the voice, where there is one.
        switch_voice: switches it on or off.
        can_lower: whether any of the screen is out of reach for somebody who sits.
        switch_readings: shows readings above the kanji of plain Japanese, or no longer.
    """

    look: Look
    words: Words
    conductor: Conductor
    settings: KioskSettings
    choose_language: Callable[[str], None] = lambda _language: None
    lower: Callable[[], None] = lambda: None
    next_size: Callable[[], None] = lambda: None
    next_theme: Callable[[], None] = lambda: None
    staff: StaffRoom | None = None
    guidance: Guidance | None = None
    switch_voice: Callable[[bool], None] = lambda _on: None
    can_lower: bool = True
    switch_readings: Callable[[], None] = lambda: None

    @property
    def journey(self) -> Journey:
        """Where the visitor is."""
        return self.conductor.journey

    @property
    def draft(self) -> Draft:
        """What the visitor has shown; only where there is a visitor."""
        draft = self.journey.draft
        assert draft is not None
        return draft

    def act(self, event: Event, **data: object) -> None:
        """Hands an event to the journey if its state takes it.

        A second touch on a button whose first one has already moved the journey on is nobody's mistake.
        """
        if self.journey.takes(event):
            self.journey.on(event, **data)


LARGE_STEP = 1.5
"""From this text step on, choices are plain buttons, and nothing stands between them and the heading."""
SCENE_MM = 210
"""Millimetres: the greatest width of the drawing on a screen with little else on it."""


class Notice(Panel):
    """What happened and what to do now, in place."""

    def __init__(self, title: str, advice: str, look: Look, role: str = "conflict", icon: str = "warning") -> None:
        super().__init__(look, f"{role}_ground")
        row = QHBoxLayout()
        row.setSpacing(look.gap(2))
        row.addWidget(Picture(icon, look, look.profile.icon, role), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.gap(0))
        column.addWidget(Text(title, look, "button", role))
        if advice:
            column.addWidget(Text(advice, look, "body", role))
        row.addLayout(column, 1)
        side = look.gap(2)
        self.rows.setContentsMargins(side, side, side, side)
        self.rows.addLayout(row)
        self.setAccessibleName(ruby.plain(f"{title} {advice}".strip(), look.written))


class Screen(QWidget):
    """A screen. Subclasses fill :attr:`rows` in :meth:`fill` and name the buttons of the foot.

    Attributes:
        rows: the content, from top to bottom.
        context: what it was built with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.look, self.words = context, context.look, context.words
        look = self.look
        # The screen itself takes the focus first, without a ring; Tab goes on to the first thing to touch.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("quiet_focus", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QWidget()
        style.ground(self._above, look, "raised")
        self._above.setVisible(look.low)
        column.addWidget(self._above)
        self._tops = [VirtualBanner(look)] if context.conductor.desk.is_virtual else []
        self._tops.append(self.head())
        for each in self._tops:
            column.addWidget(each)
        self.content = QWidget()
        self.content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style.ground(self.content, look, "ground")
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(look.gap(4), look.gap(3), look.gap(4), look.gap(3))
        self.rows.setSpacing(look.gap(2))
        self.heading: Text | None = None
        self.fill()
        self.paged = self.body()
        column.addWidget(self.paged, 1)
        self.strip = self._strip()
        if self.strip is not None:
            column.addWidget(self.strip)
        self.footer = Footer([*self.foot_left(), *self.help()], self.foot_right(), look)
        column.addWidget(self.footer)
        self._order_tabs()
        self.footer.rearranged.connect(self._order_tabs)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  Qt's name
        """What is heard: without the readings above kanji."""
        super().setAccessibleName(ruby.plain(name, self.look.written))

    has_help = True
    """Whether "help" is in the foot; what lies over a screen for a moment says itself what to do."""

    # --- what subclasses give ------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Puts the content into :attr:`rows`."""
        raise NotImplementedError

    def body(self) -> QWidget:
        """What stands between head and foot."""
        return Paged(self.content, self.look)

    def main(self) -> Button | None:
        """The one main action, or None."""
        return None

    def extra(self) -> list[Button]:
        """Further buttons between "call staff" and the main one."""
        return []

    def refresh(self) -> bool:
        """Shows a change of the journey without being built anew; False where it has to be built anew."""
        return False

    def back(self) -> None:
        """What the key for going back does: the same as touching "back", where there is a way back."""
        self.context.act(Event.BACK)

    def keeps_arrow(self, focused: QWidget | None, key: Qt.Key) -> bool:
        """Whether an arrow belongs to what has the focus, and does not lead away from it: a line has a caret."""
        return isinstance(focused, QLineEdit) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """In low mode everything that can be touched stays within reach; what is only read may stand above it."""
        super().resizeEvent(event)
        if self.look.low:
            reach = self.look.px(self.context.settings.low_mm)
            tops = sum(height_for(each, self.width()) for each in self._tops)
            self._above.setFixedHeight(max(0, self.height() - reach - tops))

    # --- the common parts ----------------------------------------------------------------------------------------

    def head(self) -> QWidget:
        """Where I am."""
        journey, words = self.context.journey, self.words
        step = journey.step
        kind = journey.draft.kind if journey.draft else ""
        names = ("have", "read", "confirm", "print", "end")
        if not step:
            return Header(self.office, self.look, words("service"))
        return Header(words.value("kind", kind), self.look, words(f"step.{names[step - 1]}"), step, STEPS)

    @property
    def office(self) -> str:
        """The ward and its branch."""
        return f"{self.context.settings.ward}　{self.context.settings.branch}"

    def title(self, text: str, lead: str = "", rows: QVBoxLayout | None = None) -> None:
        """The heading that says what to do, and a line below it."""
        rows = rows if rows is not None else self.rows
        self.heading = Text(text, self.look, "title" if self.large else "heading")
        self.setAccessibleName(text)
        rows.addWidget(self.heading)
        if lead:
            rows.addWidget(Text(lead, self.look, "lead", "quiet"))

    @property
    def large(self) -> bool:
        """Whether the type is so large that what there is to touch belongs right below the heading."""
        return self.look.text_step >= LARGE_STEP

    def title_before_touch(self, text: str, lead: str = "") -> None:
        """As :meth:`title`, for screens of choices: in large type the heading is smaller and the lead left out, so that
        the choices begin on the first page."""
        if not self.large:
            self.title(text, lead)
            return
        self.heading_only(text)

    def heading_only(self, text: str) -> None:
        """A smaller heading, where there is much to touch."""
        self.heading = Text(text, self.look, "title")
        self.setAccessibleName(text)
        self.rows.addWidget(self.heading)

    def scene(self, drawing: str, *beside: QWidget) -> None:
        """A large drawing, with what is said beside it at the left, in large type."""
        self.rows.addWidget(Scene(box(*beside, look=self.look), Drawing(drawing, self.look, SCENE_MM), self.look))

    def lead(self, text: str) -> Text:
        """One large sentence below the heading."""
        return Text(text, self.look, "title")

    def notice(self, trouble: Trouble | None = None, rows: QVBoxLayout | None = None) -> None:
        """The journey's trouble, if there is one."""
        trouble = trouble or self.context.journey.trouble
        if trouble is not None:
            (rows if rows is not None else self.rows).addWidget(Notice(*self.words.trouble(trouble), self.look))

    def button(
        self,
        key: str,
        kind: str,
        act: Callable[[], None],
        icon: str | None = None,
        arrow: bool = False,
        look: Look | None = None,
    ) -> Button:
        """A button, named so that the focus finds it again; as the foot is drawn where no look is given."""
        made = Button(self.words(key), look or self.look.steady, kind, icon=icon, arrow=arrow)
        made.setObjectName(key)
        made.clicked.connect(lambda: act())
        return made

    def go(self, event: Event, **data: object) -> Callable[[], None]:
        """What a button does that stands for an event."""
        return lambda: self.context.act(event, **data)

    def foot_left(self) -> list[QWidget]:
        """Back, where the state takes it."""
        if not self.context.journey.takes(Event.BACK):
            return []
        return [self.button("back", QUIET, self.go(Event.BACK), icon="arrow-left")]

    def help(self) -> list[QWidget]:
        """What this screen is for, at the right of the way back on every screen."""
        return [self.button("help.button", QUIET, self.go(Event.HELP), icon="help")] if self.has_help else []

    def foot_right(self) -> list[QWidget]:
        """Call staff, and the main action."""
        staff = self.button("staff", SECOND, self.go(Event.CALL_STAFF), icon="bell")
        main = self.main()
        return [staff, *self.extra(), *([main] if main else [])]

    def main_button(self, key: str, act: Callable[[], None], arrow: bool = True) -> Button:
        """The main action."""
        return self.button(key, MAIN, act, arrow=arrow)

    def stretch(self) -> None:
        """Leaves the rest of the screen empty."""
        self.rows.addStretch(1)

    def tab_order(self) -> list[QWidget]:
        """What the content offers to Tab, in order; from top to bottom."""
        return [each for each in self.content.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _strip(self) -> VoiceStrip | None:
        guidance = self.context.guidance
        if guidance is None or not guidance.on:
            return None
        context = self.context
        return VoiceStrip(
            guidance, self.words, self.look, lambda: guidance.read(self), lambda: context.switch_voice(False)
        )

    def _order_tabs(self) -> None:
        """Tab goes as one reads: through the content, the arrows of its pages, the foot from left to right."""
        inside = self.tab_order()
        pages = [each for each in touchable(self.paged) if each not in inside]
        foot = [each for each in self.footer.in_lines() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        strip = touchable(self.strip) if self.strip is not None else []
        order = [self, *inside, *pages, *strip, *foot]
        for before, after in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self.in_order = order[1:]


def touchable(inside: QWidget) -> list[QWidget]:
    """Everything inside that Tab reaches, in the order in which it was made."""
    return [each for each in inside.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def box(*widgets: QWidget, look: Look, gap: int = 2, stretch: bool = True) -> QWidget:
    """Widgets one below the other."""
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(look.gap(gap))
    for widget in widgets:
        rows.addWidget(widget)
    if stretch:
        rows.addStretch(1)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
