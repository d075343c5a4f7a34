"""Every screen in every look, laid out but not painted: fast enough for all of them in each run of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLayout

from kiosk.pictures import LANDSCAPE, show, stage
from kiosk.screens.base import Screen
from kiosk.shots import SHOTS, Shot, Touched
from kiosk.window import KioskWindow
from look.tokens import Look

Size = tuple[int, int]
VOICED_EVERY = 3
"""One screen in so many is looked at with the voice on: a strip of buttons stands above its foot then."""


def every_screen(
    looks: Callable[[int], Iterable[tuple[Look, Size]]], shots: Iterable[Shot] = SHOTS
) -> Iterator[tuple[str, Look, Screen]]:
    """Each screen in each look and size, with its name; each is gone when the next one comes.

    The journey is led to each state once. From there the screen is built anew for each look, as the window builds it.

    Args:
        looks: gives the looks and sizes for a screen by its number.
        shots: which screens.
    """
    with stage(Look(), LANDSCAPE, virtual=True) as window:
        window.setUpdatesEnabled(False)
        for shot in shots:
            number = SHOTS.index(shot)
            show(window, shot)
            window.guidance.switch(number % VOICED_EVERY == 1)
            before = window.look
            for look, size in looks(number):
                window.look = look
                screen = _built(window, shot, size)
                yield f"{shot.name} {look.language} ×{look.text_step:g} {size}", look, screen
                screen.hide()
                screen.deleteLater()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            window.look = before


def _built(window: KioskWindow, shot: Shot, size: Size) -> Screen:
    shown = window.over or window.screen_shown
    screen = type(shown)(window._context())
    screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    screen.setUpdatesEnabled(False)
    screen.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # as the window has it
    screen.resize(*size)
    screen.show()
    _laid_out()
    if isinstance(shot.lead, Touched):
        shot.lead.touch(screen)
        while window.conductor.jobs.running:
            QCoreApplication.processEvents()
        _laid_out()
    return screen


def _laid_out() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
