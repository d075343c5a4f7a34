"""Every screen as a picture, with the sample family's data: ``kakanai kiosk --screens DIR``.

The pictures come out of the real window, led through the real journey by events; only the devices are virtual.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton

from base.clock import JAPAN, HeldClock
from base.texts import LANGUAGES
from base.trouble import Trouble
from devices.card.api import CardStatus
from forms.guide.description import get_guide
from forms.reading import ReadField, Reading, Source
from kiosk.intake import cut_out
from kiosk.settings import KioskSettings
from kiosk.states import Event, State
from kiosk.window import KioskWindow
from look import exact, style
from look.tokens import LIGHT, TEXT_STEPS, Look, Theme

_HOUSEHOLD = Path(__file__).resolve().parent.parent / "samples" / "household.json"
_PHONE = _HOUSEHOLD.with_name("preentry-phone.jpg")
LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
NOW = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)


class _StillCards:
    """A reader on which nothing lies."""

    def status(self) -> CardStatus:
        return CardStatus.NO_CARD

    def pin_tries_left(self) -> int:
        raise Trouble("no_card")

    def read_basic_four(self, pin: str, *, use_last_try: bool = False) -> Any:
        raise Trouble("no_card")


class _DirectBus:
    """Runs a card call where it stands; there is no card to wait for."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Trouble as refused:
            future.set_exception(refused)
        return future


class _NoStore:
    """Nothing is stored while pictures are taken."""

    def add(self, actions: list, *, pages: dict[str, bytes] | None = None) -> int:
        return len(actions)

    def next_reception_number(self, day: object) -> str:
        return "0042"


class _StillDesk:
    """Every device is there, and nothing happens on any."""

    is_virtual = False

    def __init__(self) -> None:
        self.cards, self.bus = _StillCards(), _DirectBus()
        self.scanner = self.camera = _Still()
        self.printer = None


class _Still:
    """A scanner and a camera that never come to an end by themselves."""

    def cancel(self) -> None:
        return None

    def close(self) -> None:
        return None

    def frame(self) -> Any:
        import numpy as np

        return np.full((720, 1280, 3), 110, np.uint8)

    def scan(self, progress: Callable[[float], None] | None = None) -> list:
        raise Trouble("scanner_cancelled")


# --- the sample family -------------------------------------------------------------------------------------------

_LINE = 64
_LEFT, _EM = 560, 44


def household() -> dict[str, str]:
    """The truth of the sample family: path → value."""
    return json.loads(_HOUSEHOLD.read_text(encoding="utf-8"))


@cache
def sample_readings() -> tuple[Reading, Reading, Reading, bytes]:
    """A pre-entry, a certificate and a card of the sample family, and the certificate's page as PNG.

    The pre-entry spells the first name with the usual character, so there is one conflict to settle, and the
    certificate is unsure of one building.
    """
    truth = household()
    variant = "members[0].name"
    usual = truth[variant].replace("髙", "高")
    home = {
        path: (usual if path == variant else value)
        for path, value in truth.items()
        if path not in ("issuer", "issued_on", "planned_on", "kind", "notified_on")
        and not path.startswith(("registered", "register_"))
    }
    pre_entry = Reading(Source.PRE_ENTRY, tuple(ReadField(path, value, value) for path, value in home.items()))
    boxes: dict[str, tuple[int, int, int, int]] = {}
    printed = {
        path: value
        for path, value in truth.items()
        if path not in ("kind", "phone", "notified_on", "moved_on", "new_building") and not path.startswith("notifier")
    }
    for number, path in enumerate(printed):
        top = 120 + number * _LINE
        boxes[path] = (_LEFT, top, _LEFT + round(exact.width(printed[path], _EM)) + 16, top + _LINE - 12)
    certificate = Reading(
        Source.CERTIFICATE,
        tuple(ReadField(path, value, value, 0.98, True, 0, boxes[path]) for path, value in printed.items()),
        document="moving_out_certificate",
        pages=1,
        blacked_out=("individual_number", "resident_code"),
    )
    card = Reading(
        Source.MY_NUMBER_CARD,
        tuple(
            ReadField(path, truth[path], truth[path])
            for path in ("members[0].name", "members[0].birth_date", "members[0].sex", "former_address")
        ),
    )
    return pre_entry, certificate, card, _page(printed, boxes)


def _page(printed: dict[str, str], boxes: dict[str, tuple[int, int, int, int]]) -> bytes:
    """A page with the values where the boxes say, set as certificates are."""
    image = QImage(1654, 2339, QImage.Format.Format_RGB32)
    image.fill(LIGHT.paper)
    painter = QPainter(image)
    for path, value in printed.items():
        left, top, _right, low = boxes[path]
        line = exact.shape(value, _EM)
        line.paint(painter, left + 8, top + (low - top + line.ascent - line.descent) / 2, LIGHT.ink)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


# --- the journey to each screen ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shot:
    """One screen to picture.

    Attributes:
        name: of the file.
        lead: brings the window there from the welcome screen.
    """

    name: str
    lead: Callable[[KioskWindow], None]


def _start(window: KioskWindow) -> None:
    window.journey.on(Event.START)


def _read(window: KioskWindow) -> None:
    pre_entry, certificate, card, page = sample_readings()
    journey = window.journey
    journey.on(Event.START)
    journey.on(Event.HAVE_QR)
    journey.on(Event.CODE_READ, reading=pre_entry)
    journey.on(Event.HAVE_PAPER)
    journey.on(Event.SCAN)
    journey.on(Event.PAGES_READ, reading=certificate, pictures=(page,), pieces=cut_out(certificate, (page,)))
    journey.on(Event.HAVE_CARD)
    journey.on(Event.CARD_READY, tries_left=3)
    journey.on(Event.PIN_GIVEN)
    journey.on(Event.CARD_READ, reading=card)


def _confirm(window: KioskWindow) -> None:
    _read(window)
    window.journey.on(Event.LOOK_OVER)


def _settled(window: KioskWindow) -> None:
    from kiosk.draft import needing_eyes

    _confirm(window)
    truth = household()
    draft = window.journey.draft
    assert draft is not None
    for field in needing_eyes(draft.fields):
        window.journey.on(Event.CHOOSE, path=field.path, value=truth.get(field.path, field.value or "self"))


def _at_camera(**changes: Any) -> Callable[[KioskWindow], None]:
    """The phone of the sample family before the camera."""

    def lead(window: KioskWindow) -> None:
        _in_state(State.QR, **changes)(window)
        # Shown once the screen is there.
        QTimer.singleShot(0, window, lambda: window.conductor.frame.emit(_phone()))

    return lead


@cache
def _phone() -> Any:
    import cv2
    import numpy as np

    return cv2.imdecode(np.fromfile(_PHONE, np.uint8), cv2.IMREAD_COLOR)


def _in_state(state: State, **changes: Any) -> Callable[[KioskWindow], None]:
    """Puts the journey where devices would bring it, without their work being started."""

    def lead(window: KioskWindow) -> None:
        _settled(window)
        journey = window.journey
        assert journey.draft is not None
        journey.draft = replace(journey.draft, reception_number="0042", printed_pages=1)
        window.conductor.rest_in(state)
        journey.state = state
        for name, value in changes.items():
            setattr(journey, name, value)
        window.conductor.changed.emit()

    return lead


def _steps(*events_: tuple[Event, dict[str, Any]]) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        for event, data in events_:
            window.journey.on(event, **data)

    return lead


def _edit(path: str) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        _confirm(window)
        window.journey.on(Event.EDIT, path=path)

    return lead


def _question(*words: str | None) -> Callable[[KioskWindow], None]:
    """Answers the guide's first questions; None leaves one to the counter."""

    def lead(window: KioskWindow) -> None:
        _settled(window)
        journey = window.journey
        journey.on(Event.ACCEPT)
        for word in words:
            if word is None:
                journey.on(Event.PASS_OVER)
            else:
                journey.on(Event.ANSWER, word=word)

    return lead


def _question_again(window: KioskWindow) -> None:
    _question("yes", "no", "no", None)(window)
    window.journey.on(Event.BACK)


def _todo(*words: str | None) -> Callable[[KioskWindow], None]:
    def lead(window: KioskWindow) -> None:
        _question(*words)(window)
        if window.journey.takes(Event.LEAVE_REST):
            window.journey.on(Event.LEAVE_REST)

    return lead


def _board(path: str, *keys: str) -> Callable[[KioskWindow], None]:
    """The board of a field, after some of its keys."""

    def touch(window: KioskWindow) -> None:
        for name in keys:
            button = window.findChild(QPushButton, name)
            if button is not None:
                button.click()

    def lead(window: KioskWindow) -> None:
        _edit(path)(window)
        # Once the screen is there.
        QTimer.singleShot(0, window, lambda: touch(window))

    return lead


def _idle(window: KioskWindow) -> None:
    _confirm(window)
    window.journey.warned_at = window.conductor.clock.monotonic()
    window.conductor.changed.emit()


_POSTAL_TOUCHES = ("key.pane.postal", *(f"key.type.{digit}" for digit in "4980000"))
_BEGIN = (Event.START, {})
_CARD = ((_BEGIN), (Event.HAVE_CARD, {}))

SHOTS: tuple[Shot, ...] = (
    Shot("01-welcome", lambda _window: None),
    Shot("02-have", _start),
    Shot("03-qr", _at_camera()),
    Shot("04-qr-wrong", _at_camera(trouble=Trouble("qr_web_address"))),
    Shot("05-paper", _steps(_BEGIN, (Event.HAVE_PAPER, {}))),
    Shot("06-paper-jam", _in_state(State.PAPER, trouble=Trouble("scanner_jam"))),
    Shot("07-paper-reading", _in_state(State.PAPER_READING)),
    Shot("08-card", _steps(*_CARD)),
    Shot("09-pin", _steps(*_CARD, (Event.CARD_READY, {"tries_left": 3}))),
    Shot("10-pin-wrong", _in_state(State.PIN, tries_left=2, trouble=Trouble("pin_wrong", tries_left=2))),
    Shot("11-last-try", _steps(*_CARD, (Event.CARD_READY, {"tries_left": 1}))),
    Shot("12-card-reading", _in_state(State.CARD_READING)),
    Shot("13-have-more", _read),
    Shot("14-confirm", _confirm),
    Shot("15-confirm-settled", _settled),
    Shot("16-edit-name", _edit("members[0].name")),
    Shot("17-edit-date", _edit("members[0].birth_date")),
    Shot("17a-board-name", _board("members[0].name", "key.pane.latin", "key.pane.kana")),
    Shot("17b-board-letters", _board("members[0].name", "key.pane.kana", "key.pane.latin")),
    Shot("17c-board-forms", _board("members[2].name", "key.left", "key.pane.variants")),
    Shot("17d-board-reading", _board("members[1].kana")),
    Shot("17e-board-numbers", _board("new_building", "key.pane.numbers")),
    Shot("17f-board-postal", _board("former_address", *_POSTAL_TOUCHES)),
    Shot("17g-board-phone", _board("phone")),
    Shot("17h-board-relationship", _board("members[1].relationship")),
    Shot("17i-day-era", _board("members[0].birth_date", "day.part.era", "day.part.decade")),
    Shot("17j-day-year", _board("members[0].birth_date", "day.part.year")),
    Shot("18-edit-sex", _edit("members[1].sex")),
    Shot("18a-question", _question()),
    Shot("18b-question-unsure", _question("yes")),
    Shot("18c-question-again", _question_again),
    Shot("18d-todo", _todo("yes", "yes", "yes")),
    Shot("18e-todo-all", _todo(*["yes"] * 11)),
    Shot("19-sending", _in_state(State.SENDING)),
    Shot("20-not-sent", _in_state(State.NOT_SENT, trouble=Trouble("kiosk_too_slow"))),
    Shot("21-printing", _in_state(State.PRINTING)),
    Shot("22-not-printed", _in_state(State.NOT_PRINTED, trouble=Trouble("printer_absent"))),
    Shot("23-printed", _in_state(State.PRINTED)),
    Shot("24-thanks", _in_state(State.THANKS)),
    Shot("25-leaving", lambda window: (_read(window), window.journey.on(Event.BACK))[0]),
    Shot("26-staff", _steps(_BEGIN, (Event.CALL_STAFF, {}))),
    Shot("27-idle", _idle),
    Shot("28-out-of-service", _steps((Event.BREAK_DOWN, {}))),
)
"""Every screen, in the order of the journey."""

IN_ALL_LANGUAGES = ("01-welcome", "14-confirm")


@contextmanager
def stage(look: Look, size: tuple[int, int], virtual: bool = False) -> Iterator[KioskWindow]:
    """A window on devices that stand still, shown in one size; closed and cleaned up at the end."""
    app = QApplication.instance() or QApplication(["kakanai"])
    assert isinstance(app, QApplication)
    style.start(app, look)
    desk = _StillDesk()
    desk.is_virtual = virtual
    settings = KioskSettings(guide=get_guide(), pixels_per_mm=look.px_per_mm)
    window = KioskWindow(desk, _NoStore(), HeldClock(NOW), settings)
    window.set_default_look(look)
    window.resize(*size)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        settle()


def show(window: KioskWindow, shot: Shot) -> None:
    """Leads the window to a screen, building only the last one."""
    window.journey.wipe()
    conductor = window.conductor
    conductor.blockSignals(True)
    shot.lead(window)
    conductor.blockSignals(False)
    conductor.changed.emit()
    settle()


def settle() -> None:
    """Lets layouts, paints and deletions happen."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def write_screens(
    folder: Path,
    everything: bool = False,
    languages: Iterable[str] | None = None,
    steps: Iterable[float] | None = None,
    themes: Iterable[Theme] | None = None,
    sizes: Iterable[tuple[int, int]] | None = None,
    names: Iterable[str] | None = None,
) -> list[Path]:
    """Writes the screens as PNG.

    Left alone, it writes each screen in Japanese, and welcome and confirm in every language, size of text, colours
    and in portrait, one thing changed at a time.

    Args:
        folder: has to be there.
        everything: every screen × language × size of text × colours × orientation.
        languages, steps, themes, sizes, names: these only, each with each.

    Returns:
        The files, in order.

    Raises:
        Trouble: ``file_unwritable``, ``font_missing``.
    """
    looks: list[tuple[Look, tuple[int, int], tuple[str, ...] | None]] = []
    chosen = any(each is not None for each in (languages, steps, themes, sizes, names))
    wanted = tuple(names) if names is not None else None
    if everything or chosen:
        for language in languages or (LANGUAGES if everything else ("ja",)):
            for step in steps or (TEXT_STEPS if everything else (1.0,)):
                for theme in themes or (list(Theme) if everything else [Theme.LIGHT]):
                    for size in sizes or ((LANDSCAPE, PORTRAIT) if everything else (LANDSCAPE,)):
                        looks.append((Look(theme=theme, text_step=step, language=language), size, wanted))
    else:
        looks.append((Look(), LANDSCAPE, None))
        few = IN_ALL_LANGUAGES
        looks += [(Look(language=each), LANDSCAPE, few) for each in LANGUAGES if each != "ja"]
        looks += [(Look(theme=each), LANDSCAPE, few) for each in Theme if each is not Theme.LIGHT]
        looks += [(Look(text_step=each), LANDSCAPE, few) for each in TEXT_STEPS if each != 1]
        looks.append((Look(), PORTRAIT, few))
    files: list[Path] = []
    for look, size, only in looks:
        for shot in SHOTS:
            if only is not None and shot.name not in only:
                continue
            files.append(_write(folder, shot, look, size))
    return files


def _write(folder: Path, shot: Shot, look: Look, size: tuple[int, int]) -> Path:
    parts = [shot.name, look.language]
    if look.text_step != 1:
        parts.append(f"x{look.text_step:g}")
    if look.theme is not Theme.LIGHT:
        parts.append(str(look.theme))
    if size[0] < size[1]:
        parts.append("portrait")
    file = folder / ("-".join(parts) + ".png")
    with stage(look, size) as window:
        show(window, shot)
        if not window.grab().save(str(file)):
            raise Trouble("file_unwritable")
    return file
