"""Every screen as a picture, with the sample family's data: ``kakanai kiosk --screens DIR``.

The pictures come out of the real window, led through the real journey by events; only the devices are virtual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from base.clock import JAPAN, HeldClock
from base.texts import LANGUAGES
from base.trouble import Trouble
from forms.guide.description import get_guide
from kiosk.settings import KioskSettings
from kiosk.shots import SHOTS, Shot
from kiosk.staff.settings import StaffSettings
from kiosk.still import NoStore, StillDesk, still_checks, still_outbox
from kiosk.window import KioskWindow
from look import style
from look.colours import Theme
from look.tokens import TEXT_STEPS, Look

LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
NOW = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
IN_ALL_LANGUAGES = ("01-welcome", "14-confirm")


@contextmanager
def stage(look: Look, size: tuple[int, int], virtual: bool = False) -> Iterator[KioskWindow]:
    """A window on devices that stand still, shown in one size; closed and cleaned up at the end."""
    app = QApplication.instance() or QApplication(["kakanai"])
    assert isinstance(app, QApplication)
    style.start(app, look)
    desk = StillDesk()
    desk.is_virtual = virtual
    staff = StaffSettings(selftest=still_checks, outbox=still_outbox)
    settings = KioskSettings(guide=get_guide(), pixels_per_mm=look.px_per_mm, staff=staff)
    window = KioskWindow(desk, NoStore(), HeldClock(NOW), settings)
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
    window.staff.close()
    conductor = window.conductor
    conductor.blockSignals(True)
    window.journey.wipe()
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
