"""The cover of the counter as pictures: first account, log-in, refusals, lock, account; in each language."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from base import texts
from base.clock import HeldClock
from base.texts import LANGUAGES
from base.trouble import Trouble
from counter import sample
from counter.login_window import CounterDoor
from counter.settings import CounterSettings
from counter.shots_hands import settle
from db.accounts_secrets import new_totp_secret, totp_code
from db.crypto import KeyRing
from db.store import Store
from devices.desk import Desk
from forms.roles import Role

NEEDED = Trouble("login_card_needed")
PASSWORD = "nijubashi 24 crane"  # noqa: S105  of a store that lives for a second


def write_login_screens(folder: Path, settings: CounterSettings, desk: Desk, now: datetime, size: QSize) -> list[Path]:
    """Writes the cover's screens as PNG in one size, in every language.

    Args:
        folder: exists.
        settings: of the counter; clerk and language are set here.
        desk: the devices.
        now: the time on them.
        size: of the window.

    Returns:
        The files, in order.
    """
    made: list[Path] = []
    for language in LANGUAGES:
        mine = replace(settings, clerk="", language=language)
        with tempfile.TemporaryDirectory(prefix="kakanai-screens-") as place, _door(place, mine, desk, now) as door:
            door.resize(size)
            door.show()
            for name in _walk(door):
                file = folder / f"counter-{name}-{language}-{size.width()}x{size.height()}.png"
                door.grab().save(str(file))
                made.append(file)
    return made


@contextmanager
def _door(place: str, settings: CounterSettings, desk: Desk, now: datetime) -> Iterator[CounterDoor]:
    for name in ("keys", "store"):
        (Path(place) / name).mkdir(mode=0o700)
    url = f"sqlite:///{Path(place) / 'store' / 'kakanai.sqlite'}"
    clock = HeldClock(now)
    with Store.create(url, KeyRing.create(Path(place) / "keys" / "k"), clock=clock) as store:
        sample.add_visits(store, [(sample.clean(sample.household()), "0042", 6)], now)
        door = CounterDoor(desk, store, clock, settings)
        try:
            yield door
        finally:
            door.close()


def _walk(door: CounterDoor) -> Iterator[str]:
    page, key = door.page, Qt.Key
    store, clock = door.store, door.clock
    assert isinstance(clock, HeldClock)

    def put(**lines: str) -> None:
        for name, words in lines.items():
            line = getattr(page, name)
            (line if name in ("name", "code") else line.line).setText(words)

    def enter() -> None:
        QTest.keyClick(page.focusWidget() or page, key.Key_Return)
        settle(door)

    settle(door)
    yield "login-1-first"
    put(name="sato", password=PASSWORD, again=PASSWORD)
    page.again.line.setFocus()
    enter()
    store.accounts.add("suzuki", Role.CLERK, PASSWORD, actor="clerk:sato")
    assert door.work is not None
    door.work.show_account()
    settle(door)
    yield "login-2-account"
    door.work.side.setCurrentWidget(door.work.factor)
    door.work.factor.open(has_card=False, has_totp=True)
    settle(door)
    yield "login-2b-card"
    door.work.leave_asked.emit()
    settle(door)
    yield "login-3-login"
    put(name="suzuki", password="Not the word")
    page.password.line.setFocus()
    QTest.keyClick(page.password.line, key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    page.password.line.caps_changed.emit(True)
    page.password.show_button.setChecked(True)
    yield "login-4-shown"
    enter()
    yield "login-5-wrong"
    for _ in range(5):
        put(name="suzuki", password="Not the word")
        page.password.line.setFocus()
        enter()
    yield "login-6-wait"
    secret = new_totp_secret()
    store.accounts.set_totp("sato", secret, totp_code(secret, clock.now()), actor="clerk:sato")
    put(name="sato", password=PASSWORD)
    page.password.line.setFocus()
    enter()
    yield "login-7-code"
    page.ask_for(card=True)
    page.say(texts.message(NEEDED, page.wording.language), texts.action(NEEDED, page.wording.language), trouble=False)
    settle(door)
    yield "login-7b-card"
    page.ask_for(card=False)
    clock.advance(60)
    put(code=totp_code(secret, clock.now()))
    enter()
    door.work.lock_asked.emit()
    settle(door)
    yield "login-8-locked"
    page.other.emit()
    settle(door)
    yield "login-9-other"
