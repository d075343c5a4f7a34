"""An IC card as the second factor."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from counter import sample
from counter.login import State
from counter.login_window import CounterDoor
from counter.settings import CounterSettings
from devices.bus import CardBus
from devices.card.virtual.files import Holder
from devices.card.virtual.mynumber import DEMO_PIN, my_number_card
from tests.counter.login.at import CONTROL, GOOD, KEY, At, said
from tests.devices.card.laid import LaidCards


def test_a_card_is_enrolled_and_logs_in(qtbot, staff, clock, desk) -> None:
    reader = LaidCards()
    with CardBus() as bus:
        door = CounterDoor(replace(desk, cards=reader, bus=bus), staff, clock, CounterSettings(name="窓口2"))
        door.resize(1366, 768)
        door.show()
        at = At(qtbot, door)
        at.settled()
        at.log_in("sato")
        assert at.state is State.WORK
        door.work.show_account()
        door.work.account.card_asked.emit()
        qtbot.waitUntil(lambda: door.work.factor.fields != [], timeout=10_000)
        reader.card = my_number_card(Holder.of_household(sample.household()))
        for field, typed in zip(door.work.factor.fields, (GOOD, DEMO_PIN), strict=True):
            field.line.setText(typed)
        at.press(KEY.Key_Return)
        qtbot.waitUntil(lambda: staff.accounts.find("sato").has_card, timeout=10_000)
        qtbot.waitUntil(lambda: door.work.at_fields, timeout=10_000)
        assert not any(field.text for field in door.work.factor.fields)
        at.press(KEY.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        at.log_in("sato")
        assert at.state is State.CODE
        assert door.page.code.echoMode() is QLineEdit.EchoMode.Password
        reader.card = None
        at.type(DEMO_PIN)
        at.press(KEY.Key_Return)
        assert at.state is State.CODE and at.words and not door.page.code.text()
        reader.card = my_number_card(Holder.of_household(sample.household()))
        at.type("0000")
        at.press(KEY.Key_Return)
        assert said("auth_pin_wrong", tries_left=2) in at.words
        at.type(DEMO_PIN)
        at.press(KEY.Key_Return)
        assert at.state is State.WORK
        door.close()
