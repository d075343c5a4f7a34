"""``kakanai demo --windows``: the panel moves the devices that kiosk and counter use."""

from __future__ import annotations

import pytest

from tests.e2e.children import run_child

pytestmark = pytest.mark.daemon

CHILD = """
import sys, time, traceback
from devices import world
world.enter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from command.demo import windows
from command.demo.stage import set_up
from devices.card.api import CardStatus
from devices.printer.api import PrinterStatus
from devices.scanner.api import ScannerStatus

app = QApplication(sys.argv[:1])

def use(stage):
    seen = {type(w).__name__: w for w in app.topLevelWidgets() if w.isVisible()}
    assert {"KioskWindow", "CounterDoor", "DevicePanel"} <= set(seen), set(seen)
    # Without accounts, and with a clerk named, the work lies open at once.
    assert seen["CounterDoor"].work.isVisible()
    panel, desk = seen["DevicePanel"], stage.desk
    words = panel.card.text()
    panel.card.click()
    assert panel.card.text() != words
    deadline = time.monotonic() + 60
    while desk.bus.submit(desk.cards.status).result() is not CardStatus.READY:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    panel.card.click()
    assert not stage.card.inserted
    assert desk.scanner.status() is ScannerStatus.NO_PAGE
    panel.paper.click()
    assert desk.scanner.status() is ScannerStatus.READY
    panel.paper.click()
    assert desk.scanner.status() is ScannerStatus.NO_PAGE
    before = desk.camera.frame()
    panel.phone.click()
    assert (desk.camera.frame() != before).any()
    panel.empty.click()
    assert desk.printer.status() is PrinterStatus.OUT_OF_PAPER
    panel.empty.click()
    assert not panel.tray.isEnabled()
    desk.printer.tray.append(b"%PDF-1.7 made by hand %%EOF")
    panel._refresh()
    panel.tray.click()
    assert [file.name for file in stage.printed.iterdir()] == ["kakanai-1.pdf"]
    print("used")

with set_up(None, cups=False, tray=True) as stage:
    failed = []
    def guarded():
        try:
            use(stage)
        except BaseException:
            failed.append(traceback.format_exc())
        finally:
            app.closeAllWindows()
    QTimer.singleShot(800, guarded)
    status = windows.show(stage, milliseconds=90_000)
    sys.exit("; ".join(failed) or status)
"""


def test_the_panel_plays_the_visitors_hands() -> None:
    run_child(CHILD, "used", 150)
