"""Every screen of the counter as a picture: a temporary store, the sample family, no device."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from base.clock import JAPAN, HeldClock
from counter import sample
from counter.cards import Found
from counter.case import Case
from counter.case_view import Conflict
from counter.changes import Change, Changed
from counter.login_shots import write_login_screens
from counter.queue import Section
from counter.queue_filter import Order, QueueFilter
from counter.session import Session
from counter.settings import CounterSettings
from counter.shots_hands import settle
from counter.unsent import RefusedVisit, Unsent
from counter.window import CounterWindow
from db.calls import StaffCall
from db.crypto import KeyRing
from db.store import Store
from devices.card.api import CardKind
from devices.desk import Desk, DeskSettings
from devices.printer.folder import FolderPrinter
from forms.actions import Action, ActionType
from forms.guide.description import get_guide
from forms.reading import Reading
from forms.visit import new_id
from look import style

SIZES = ((1920, 1080), (1366, 768))
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=JAPAN)


def write_screens(folder: Path) -> list[Path]:
    """Writes each screen as PNG in each size.

    Args:
        folder: exists; files of the same names are replaced.

    Returns:
        The files, in order.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    settings = CounterSettings(name="窓口2", mayor="千代田区長", clerk="佐藤", guide=get_guide())
    style.start(app, settings.look)
    certificate, pages = read_certificate()
    made: list[Path] = []
    for width, height in SIZES:
        with (
            tempfile.TemporaryDirectory(prefix="kakanai-screens-") as place,
            _window(Path(place), settings, certificate, pages) as (window, store, ids),
        ):
            window.resize(QSize(width, height))
            window.show()
            for name in _walk(window, store, ids):
                file = folder / f"counter-{name}-{width}x{height}.png"
                window.grab().save(str(file))
                made.append(file)
    return made + write_login_screens(folder, settings, _desk(folder, HeldClock(NOW)), NOW, QSize(*SIZES[1]))


def read_certificate() -> tuple[Reading, list[bytes]]:
    """The sample certificate, read as the scanner's picture would be; a drawn one where the sample is not there."""
    file = sample.SAMPLES / "certificate-grid.png"
    if not file.is_file():
        reading, page = sample.drawn_certificate(sample.household(), sample.paper_paths(3))
        return reading, [page]
    import cv2

    from forms.certificate.reader import CertificateReader

    result = CertificateReader().read([cv2.imread(str(file))])
    return result.reading, [
        cv2.imencode(".png", picture)[1].tobytes() for picture in result.pictures if picture is not None
    ]


@contextmanager
def _window(place: Path, settings: CounterSettings, certificate: Reading, pages: list[bytes]) -> Iterator:
    for name in ("keys", "store"):
        (place / name).mkdir(mode=0o700)
    clock = HeldClock(NOW)
    desk = _desk(place, clock)
    values = sample.household()
    family = replace(sample.with_doubts(values, certificate, pages), advice=sample.ADVICE)
    # Others than the family: visits of one family would be told as duplicates on every screen.
    couple = sample.clean(sample.neighbours(values, "members[2]"), 2)
    alone = sample.neighbours(values, "members[1]", "members[2]") | {"members[0].birth_date": "1979-12-01"}
    one = sample.SampleVisit((sample.pre_entry(alone),), (), "change_of_address")
    keys = KeyRing.create(place / "keys" / "k")
    with Store.create(f"sqlite:///{place / 'store' / 'kakanai.sqlite'}", keys, clock=clock) as store:
        ids = sample.add_visits(
            store,
            [(couple, "0040", 31), (couple, "0041", 12), (family, "0042", 6), (one, "0043", 4), (couple, "0044", 3)],
            NOW,
        )
        _worked(store, ids, clock)
        window = CounterWindow(desk, store, clock, settings)
        try:
            yield window, store, ids
        finally:
            window.close()


def _desk(place: Path, clock: HeldClock) -> Desk:
    printer = FolderPrinter(place / "printed", clock)
    none = DeskSettings(card_reader="none", scanner="none", camera="none", printer="folder", printer_folder=place)
    return Desk(None, None, None, None, printer, none, False)


def _worked(store: Store, ids: list[str], clock: HeldClock) -> None:
    """The first visit is filed, the second in somebody else's hands."""
    first = Case(store, ids[0], Session("鈴木"), clock)
    view = first.open()
    for row in view.review.needs_eyes:
        first.settle(row.path, row.value or "090-0000-0000")
    first.check_identity(["driving_licence"])
    first.file()
    Case(store, ids[1], Session("鈴木"), clock).open()


def _walk(window: CounterWindow, store: Store, ids: list[str]) -> Iterator[str]:
    """Goes from screen to screen; yields the name of each when it is ready."""
    key = Qt.Key

    def press(*keys: Qt.Key) -> None:
        for each in keys:
            QTest.keyClick(QApplication.focusWidget() or window, each)
            settle(window)

    settle(window)
    yield "1-queue"
    window.filter_by(QueueFilter(section=Section.WAITING, kind="moving_in", order=Order.NUMBER))
    settle(window)
    yield "1b-filtered"
    window.filter_by(QueueFilter())
    window.open(ids[2])
    settle(window)
    yield "2-review"
    window.zoom()
    settle(window)
    yield "3-zoom"
    window.zoom()
    press(key.Key_F3)
    yield "4-evidence"
    press(key.Key_Escape, key.Key_F2)
    yield "5-edit"
    press(key.Key_Escape, key.Key_F4, key.Key_8)
    yield "6-identity"
    press(key.Key_Escape, key.Key_F7)
    yield "7-hold"
    press(key.Key_Escape, key.Key_F5)
    yield "7b-hand-over"
    press(key.Key_Escape)
    window.side.setCurrentWidget(window.card)
    window.card.open()
    settle(window)
    yield "7c-card"
    window.card.show_found(Found(CardKind.MY_NUMBER, 10))
    settle(window)
    yield "7d-card-face"
    window.show_advice()
    settle(window)
    yield "7e-advice"
    press(key.Key_Escape, key.Key_F1)
    yield "8-help"
    press(key.Key_Escape)
    colleague = Case(store, ids[2], Session("鈴木"), HeldClock(NOW))
    colleague.take()
    colleague.settle("phone", "03-0000-0000")
    press(key.Key_Return)
    yield "9-conflict"
    press(key.Key_Escape, key.Key_F5)
    while window.view and window.view.review.needs_eyes:
        press(key.Key_2 if window.fields.current == "members[2].kana" else key.Key_1)
    press(key.Key_F4, key.Key_1, key.Key_Return)
    yield "10-ready"
    press(key.Key_F12)
    yield "11-filed"
    for kiosk, minutes, screen, reason in (("2", 4, "card", "visitor"), ("1", 0, "have", "nothing")):
        call = StaffCall(f"sample-{kiosk}", kiosk, screen, reason, NOW - timedelta(minutes=minutes))
        store.calls.raise_(call, actor=f"kiosk:{kiosk}")
    settle(window, lambda: not window.calls.isHidden())
    yield "11b-call"
    twice = sample.clean({path: value for path, value in sample.household().items() if "members[2]" not in path}, 2)
    (again,) = sample.add_visits(store, [(twice, "0046", 1)], NOW)
    window.open(again)
    settle(window)
    press(key.Key_F10, key.Key_2)
    yield "13-compare"
    press(key.Key_Escape)
    (mother,) = sample.add_visits(store, [(sample.alone(sample.household(), 2), "0047", 0)], NOW)
    window.office.do(lambda case: case.join(mother))
    settle(window)
    yield "13b-joined"
    window.part()
    settle(window)
    yield "13c-part"
    press(key.Key_Escape)
    window.show_statistics()
    settle(window)
    yield "14-statistics"
    press(key.Key_Escape)
    window.head.line.clear()
    window.interview()
    settle(window)
    yield "15-interview"
    window.interview_page.chosen.emit("moving_in")
    settle(window, lambda: window.at_fields and window.view is not None)
    yield "15b-asking"
    window.add_field()
    settle(window)
    yield "15c-add"
    window.ask_questions()
    settle(window)
    yield "15d-questions"
    press(key.Key_Escape)
    window.office.begin("resident_record_copy")
    settle(window, lambda: window.view is not None and window.view.review.visit.kind == "resident_record_copy")
    yield "15e-application"
    yield from _away(window, ids)
    window.office.reachable_changed.emit(False)
    window.strip.show_words([window.wording("banner.unreachable")])
    yield "12-unreachable"


def _away(window: CounterWindow, ids: list[str]) -> Iterator[str]:
    """The server is away, and back: what the outbox in front of it has to say, without one."""
    window.unsent.show_unsent(Unsent(True, 3, NOW - timedelta(minutes=8)))
    settle(window)
    yield "16-away"
    refused = tuple(
        RefusedVisit(id, NOW - timedelta(minutes=minutes), acts, can_open)
        for id, minutes, acts, can_open in ((ids[1], 42, 4, True), (ids[3], 17, 1, True), ("gone", 12, 2, False))
    )
    window.unsent.show_unsent(Unsent(refused=refused))
    window.side.setCurrentWidget(window.unsent_page)
    window.unsent_page.open(
        Unsent(refused=refused), lambda id: row.number if (row := window.office.queue.find(id)) else None
    )
    settle(window)
    yield "16b-not-taken-over"
    phone = Change(Changed.FIELD, "phone", "090-0000-0000", "03-0000-0001", "clerk:鈴木")
    taken = Change(Changed.ASSIGNEE, old="clerk:佐藤", new="clerk:鈴木", actor="clerk:鈴木")
    wanted = (
        (ActionType.SETTLE, {"path": "phone", "value": "090-0000-0002", "old": None}),
        (ActionType.CHECK_IDENTITY, {"documents": ["passport"]}),
    )
    actions = tuple(Action(new_id(), ids[1], type, NOW, "clerk:佐藤", data) for type, data in wanted)
    window.side.setCurrentWidget(window.conflict)
    window.conflict.open(Conflict((taken, phone), actions, late=True), True)
    settle(window)
    yield "16c-conflict-late"
    window.unsent.show_unsent(Unsent())
    window.side.setCurrentWidget(window.fields)
