"""The call display as a program, and as pictures."""

from __future__ import annotations

import signal
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from base.clock import Clock, HeldClock
from counter import sample
from counter.board_window import OTHERS, BoardWindow
from counter.case import Case
from counter.session import Session
from counter.shots import NOW
from counter.shots_hands import settle
from db.crypto import KeyRing
from db.store import Store
from look import style
from look.tokens import HALL, Look

SIZES = ((1920, 1080), (1080, 1920))


def run(store: Store, clock: Clock, ward: str, branch: str) -> int:
    """Opens the display on the whole screen and returns the exit status when it is closed.

    Raises:
        Trouble: ``font_missing``.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    style.start(app, Look(profile=HALL))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal that started it
    window = BoardWindow(store, clock, ward, branch)
    window.showFullScreen()
    return app.exec()


def write_screens(folder: Path) -> list[Path]:
    """Writes the display as PNG: with calls in each second language, empty, and cut off.

    Args:
        folder: exists; files of the same names are replaced.

    Returns:
        The files, in order.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    style.start(app, Look(profile=HALL))
    made: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="kakanai-screens-") as place:
        for name in ("keys", "store"):
            (Path(place) / name).mkdir(mode=0o700)
        clock = HeldClock(NOW)
        keys = KeyRing.create(Path(place) / "keys" / "k")
        with Store.create(f"sqlite:///{place}/store/kakanai.sqlite", keys, clock=clock) as store:
            for width, height in SIZES:
                window = BoardWindow(store, clock, "千代田区", "麹町出張所")
                window.resize(QSize(width, height))
                window.show()
                settle(window)

                def keep(name: str, window: BoardWindow = window, size: str = f"{width}x{height}") -> None:
                    settle(window)
                    made.append(folder / f"display-{name}-{size}.png")
                    window.grab().save(str(made[-1]))

                if not made:
                    keep("1-nobody")
                    _call_some(store, clock)
                    settle(window, lambda window=window: len(window.board.called) > 2)
                for language in OTHERS:
                    window.language = language
                    window._draw()
                    keep(f"2-called-{language}")
                window.office.reachable = False
                window.office.reachable_changed.emit(False)
                keep("3-cut-off")
                window.close()
    return made


def _call_some(store: Store, clock: HeldClock) -> None:
    """Four have been called, the last one just now; others wait."""
    visit = sample.SampleVisit((sample.pre_entry(sample.household()),))
    waits = [(visit, f"{number:04}", 60 - number) for number in range(38, 56)]
    ids = sample.add_visits(store, waits, clock.now())
    for at, (counter, minutes) in enumerate((("1", 6), ("3", 4), ("転入専用窓口", 2), ("2", 0))):
        earlier = HeldClock(clock.now() - timedelta(minutes=minutes))
        Case(store, ids[at], Session("佐藤"), earlier).call(counter)
