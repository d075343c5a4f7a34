"""The kiosk's window: shows the screen of the journey's state, and keeps everything else out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QInputEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QStackedLayout, QVBoxLayout, QWidget

from base.clock import Clock
from kiosk.arrows import ARROWS, step
from kiosk.conductor import Conductor
from kiosk.delays import Delays
from kiosk.guidance import Guidance
from kiosk.intake import Desk, Visits
from kiosk.screens.aside import Called, CardLeft, Idle, Leaving, OutOfService
from kiosk.screens.base import Context, Screen
from kiosk.screens.card import Card, LastTry
from kiosk.screens.card_end import CardLook, CardTake
from kiosk.screens.card_number import CardNumberScreen
from kiosk.screens.card_number_show import CardNumberShow
from kiosk.screens.confirm import Confirm
from kiosk.screens.edit import Edit
from kiosk.screens.have import Have
from kiosk.screens.help import Help
from kiosk.screens.number_b import NumberB
from kiosk.screens.outcome import NotPrinted, NotSent, Printed, Thanks
from kiosk.screens.paper import Paper
from kiosk.screens.pin import Pin
from kiosk.screens.purpose import PurposeScreen
from kiosk.screens.qr import Qr
from kiosk.screens.question import Ask, Todo
from kiosk.screens.waiting import Waiting
from kiosk.screens.welcome import Welcome
from kiosk.screens.who import Who
from kiosk.settings import KioskSettings
from kiosk.staff.room import StaffRoom
from kiosk.staff.screens import STAFF_SCREENS
from kiosk.states import Event, State
from kiosk.wording import Words
from look import style
from look.colours import Theme
from look.focus import FocusRing
from look.forgetting import forget
from look.frame import Paged
from look.tokens import TEXT_STEPS, Look

SCREENS: dict[State, type[Screen]] = {
    State.WELCOME: Welcome,
    State.PURPOSE: PurposeScreen,
    State.HAVE: Have,
    State.QR: Qr,
    State.PAPER: Paper,
    State.PAPER_READING: Waiting,
    State.CARD: Card,
    State.PIN: Pin,
    State.LAST_TRY: LastTry,
    State.NUMBER_B: NumberB,
    State.CARD_NUMBER: CardNumberScreen,
    State.CARD_NUMBER_SHOW: CardNumberShow,
    State.CARD_READING: Waiting,
    State.WHO: Who,
    State.CARD_LOOK: CardLook,
    State.CARD_TAKE: CardTake,
    State.CONFIRM: Confirm,
    State.EDIT: Edit,
    State.QUESTION: Ask,
    State.TODO: Todo,
    State.SENDING: Waiting,
    State.NOT_SENT: NotSent,
    State.PRINTING: Waiting,
    State.NOT_PRINTED: NotPrinted,
    State.PRINTED: Printed,
    State.THANKS: Thanks,
    State.LEAVING: Leaving,
    State.OUT_OF_SERVICE: OutOfService,
}

STAFF_MAY_KNOCK = frozenset({State.WELCOME, State.OUT_OF_SERVICE})
"""Where nobody's visit is open."""

_BACK_KEYS = {Qt.Key.Key_Escape, Qt.Key.Key_Back}
# A quick second press is a double click to Qt.
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
_TOUCHES = _PRESSES | {QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.InputMethod}
_INPUT = (QInputEvent, QInputMethodEvent)
_SWALLOWED_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SWALLOWED_KEYS = {
    Qt.Key.Key_Menu,
    Qt.Key.Key_Print,
    Qt.Key.Key_SysReq,
    Qt.Key.Key_Help,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Copy,
    Qt.Key.Key_Paste,
    Qt.Key.Key_Cut,
} | {Qt.Key(Qt.Key.Key_F1.value + number) for number in range(35)}


class KioskWindow(QWidget):
    """One kiosk.

    Args:
        desk, store, clock, settings: what it works with.
        delays: the time-outs, where they are not those of the settings.
    """

    def __init__(
        self, desk: Desk, store: Visits, clock: Clock, settings: KioskSettings, delays: Delays | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.setWindowTitle("kakanai")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.conductor = Conductor(desk, store, clock, settings, delays, self)
        self.journey = self.conductor.journey
        self.staff = StaffRoom(settings.staff, clock, self)
        self.staff.changed.connect(self._update_over)
        self._default = Look(px_per_mm=settings.pixels_per_mm)
        self.look = self._default
        self.guidance = Guidance(desk.voice, settings.guide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # The display says how large the window is; a screen that asks for more, while it finds its lines, gets pages.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack)
        self.screen_shown: Screen | None = None
        self.over: Screen | None = None
        self._key: tuple = ()
        self._staff_key: tuple = ()
        self._pressed_at = -1
        self._left_at = ""
        self._ring = FocusRing(self, self.look)
        style.apply(self, self.look)
        self.conductor.changed.connect(self._update)
        self.conductor.wiped.connect(self._wiped)
        QApplication.instance().installEventFilter(self)
        self._update()

    # --- settings of the welcome screen --------------------------------------------------------------------------

    def set_look(self, **changes: object) -> None:
        """Changes theme, text step or language at once."""
        self.look = self.look.with_(**changes)
        self.conductor.language = self.look.language
        self._ring.look = self.look
        style.apply(self, self.look)
        self._remember_choice()
        self._key = ()
        self._update()

    def _remember_choice(self) -> None:
        self.journey.settings_chosen = self.look != self._default or self.guidance.on

    def set_default_look(self, look: Look) -> None:
        """What a new visitor finds, and what everything goes back to."""
        self._default = look
        self.set_look(
            **{name: getattr(look, name) for name in ("theme", "text_step", "px_per_mm", "language", "low", "readings")}
        )

    def choose_language(self, language: str) -> None:
        """Switches all texts."""
        self.set_look(language=language)

    def switch_readings(self) -> None:
        """Shows readings above the kanji of plain Japanese, or no longer."""
        self.set_look(readings=not self.look.readings)

    def lower(self) -> None:
        """Moves all controls into the lower part of the screen, or back."""
        self.set_look(low=not self.look.low)

    def next_size(self) -> None:
        """The next larger text; after the largest the smallest."""
        at = TEXT_STEPS.index(self.look.text_step)
        self.set_look(text_step=TEXT_STEPS[(at + 1) % len(TEXT_STEPS)])

    def next_theme(self) -> None:
        """The next colours."""
        themes = list(Theme)
        self.set_look(theme=themes[(themes.index(self.look.theme) + 1) % len(themes)])

    def switch_voice(self, on: bool) -> None:
        """Reads screens aloud, or is silent from now on."""
        self.guidance.switch(on)
        self._remember_choice()
        if self.journey.state is State.WELCOME:
            self._key = ()
            self._update()
            return
        for screen in (self.screen_shown, self.over):
            if screen is not None and screen.strip is not None:
                screen.strip.hide()

    # --- showing -------------------------------------------------------------------------------------------------

    def _context(self) -> Context:
        return Context(
            self.look,
            Words(self.look.written, self.journey.draft.kind if self.journey.draft else ""),
            self.conductor,
            self.settings,
            self.choose_language,
            self.lower,
            self.next_size,
            self.next_theme,
            self.staff,
            self.guidance,
            self.switch_voice,
            self._can_lower,
            self.switch_readings,
        )

    @property
    def _can_lower(self) -> bool:
        return self.look.low or self.height() > self.look.px(self.settings.low_mm)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        shown = self.screen_shown
        if shown is not None and shown.context.can_lower is not self._can_lower:
            self._key = ()
            self._update()

    def _update(self) -> None:
        journey = self.journey
        key = (
            journey.state,
            journey.trouble,
            journey.draft,
            journey.card,
            journey.secret,
            journey.tries_left,
            journey.use_last_try,
            journey.group,
            journey.year_form,
            journey.card_read,
            journey.editing,
            journey.question,
            self.look,
        )
        if key != self._key:
            same = bool(self._key) and self._key[0] is journey.state and self._key[-1] == self.look
            self._key = key
            if not (same and self.screen_shown is not None and self.screen_shown.refresh()):
                self._build(same)
            if self.over is None and self.screen_shown is not None:
                self.guidance.read(self.screen_shown)
        self._update_over()

    def _build(self, same_state: bool) -> None:
        old = self.screen_shown
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and old is not None and old.isAncestorOf(focused) else ""
        self.screen_shown = SCREENS[self.journey.state](self._context())
        self._stack.addWidget(self.screen_shown)
        if self.over is None:
            self._stack.setCurrentWidget(self.screen_shown)
            self._focus(self.screen_shown, name)
        self._drop(old)

    def _update_over(self) -> None:
        journey = self.journey
        wanted: type[Screen] | None = None
        if self.staff.is_open:
            wanted = STAFF_SCREENS[self.staff.page]
        elif journey.staff_called:
            wanted = Called
        elif journey.warned_at is not None:
            wanted = Idle
        elif journey.helping:
            wanted = Help
        elif journey.card_left:
            wanted = CardLeft
        key = (self.staff.page, self.staff.trouble)
        same, self._staff_key = key == self._staff_key, key
        if self.over is not None and type(self.over) is wanted and self.over.look == self.look and same:
            self.over.refresh()
            return
        if self.over is None and wanted is None:
            return
        if self.over is None and self.screen_shown is not None:
            focused = QApplication.focusWidget()
            below = focused is not None and self.screen_shown.isAncestorOf(focused)
            self._left_at = focused.objectName() if focused is not None and below else ""
        old, self.over = self.over, wanted(self._context()) if wanted else None
        shown = self.over or self.screen_shown
        assert shown is not None
        if self.over is not None:
            self._stack.addWidget(self.over)
        self._stack.setCurrentWidget(shown)
        self._focus(shown, "" if self.over is not None else self._left_at)
        self.guidance.read(shown)
        self._drop(old)

    def _focus(self, screen: Screen, name: str) -> None:
        again = screen.findChild(QWidget, name) if name else None
        target = again if again is not None and again.isEnabled() else screen
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is screen:
            # While one screen gives way to the next, the focus may have rested somewhere below.
            for paged in screen.findChildren(Paged):
                paged.turn(-paged.page)
        self._ring.refresh()

    def _drop(self, screen: Screen | None) -> None:
        if screen is not None:
            self._stack.removeWidget(screen)
            screen.hide()
            screen.setParent(None)
            screen.deleteLater()

    def _wiped(self) -> None:
        """The visitor is gone: so are language, size, colours and voice, and every widget that showed anything."""
        self.guidance.reset()
        self._key = ()
        if self.look != self._default:
            self.look = self._default
            self.conductor.language = self.look.language
            self._ring.look = self.look
            style.apply(self, self.look)
        self._update()
        forget()  # once nothing of the visitor is drawn any more

    # --- what reaches the window ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        # Every event of every widget comes by here, and to ask one for its kind costs more than all else that is done.
        if not isinstance(event, _INPUT):
            return False
        kind = event.type()
        if kind not in _TOUCHES and kind is not QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(watched, QWidget) or not (watched is self or self.isAncestorOf(watched)):
            return False
        if isinstance(event, QKeyEvent) and _is_foreign_key(event):
            # Wedge readers and curious fingers: control keys do nothing here.
            event.accept()
            return True
        shown = self.over or self.screen_shown
        if kind in _TOUCHES and (kind is not QEvent.Type.KeyPress or watched is QApplication.focusWidget()):
            self._ring.by_keys = kind is QEvent.Type.KeyPress
            self.journey.on(Event.TOUCH)
            self.staff.touched()
        if kind in _PRESSES and self.journey.state in STAFF_MAY_KNOCK:
            self._knock(event)
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._by_key(event, shown is not (self.over or self.screen_shown))
        return False

    def _by_key(self, event: QKeyEvent, answered: bool) -> bool:
        """Five keys are enough: arrows go from thing to thing, Enter touches, Escape goes back.

        Args:
            answered: whether this key has already told the kiosk that somebody is there; then it does nothing else.

        Returns:
            Whether the key has been used up.
        """
        shown, focused = self.over or self.screen_shown, QApplication.focusWidget()
        arrow = ARROWS.get(Qt.Key(event.key()))
        if shown is None or (arrow is None and event.key() not in _BACK_KEYS):
            return False
        if arrow is not None and shown.keeps_arrow(focused, arrow.value):
            return False
        if not answered and arrow is None and not event.isAutoRepeat():
            shown.back()
        elif not answered and arrow is not None and (found := step(shown, focused, arrow)) is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            self.guidance.point_at(found, shown)
        event.accept()
        return True

    def _knock(self, press: QMouseEvent) -> None:
        # A press that a widget does not want is handed on to the one around it, and seen here again.
        if press.timestamp() != self._pressed_at:
            self._pressed_at = press.timestamp()
            where = self.mapFromGlobal(press.globalPosition()) / self.look.px_per_mm
            self.staff.knock(where.x(), where.y())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        QApplication.instance().removeEventFilter(self)
        self.staff.close()
        self.guidance.stop()
        self.conductor.stop()
        super().closeEvent(event)


def _is_foreign_key(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _SWALLOWED_MODIFIERS) or event.key() in _SWALLOWED_KEYS
