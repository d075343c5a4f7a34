"""Nobody was at the kiosk: from an empty queue to the filed visit by the clerk's keyboard, on the counter's devices."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from counter import sample
from counter.settings import CounterSettings
from counter.window import CounterWindow
from forms.actions import ActionType, Status
from forms.guide.description import get_guide
from forms.reading import Source
from tests.counter.conftest import desk, store  # noqa: F401
from tests.counter.hands import Hands, settled

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TYPED = {"phone": "03-1234-5678", "moved_on": "R8.11.15", "new_address": "東京都千代田区九段南１丁目２番１号"}
TYPED |= {"former_address": "大阪府大阪市北区中之島１丁目１番１号", "householder.new": "髙橋　一郎"}
TYPED |= {"members[0].name": "髙橋　一郎", "members[0].birth_date": "昭和60年3月14日"}
TYPED |= {"registered_domicile": "大阪府大阪市北区中之島１丁目１番"}


class Scanner:
    """Has one sheet on its glass."""

    def scan(self, _progress=None) -> list:
        return [SimpleNamespace(pixels=np.full((40, 30, 3), 255, np.uint8))]

    def cancel(self) -> None: ...


class Reader:
    """Reads the family's certificate, whatever lies there: how well paper is read is tested elsewhere."""

    def read(self, pages: list) -> SimpleNamespace:
        values = sample.household()
        reading, _ = sample.drawn_certificate(values, sample.paper_paths(3))
        return SimpleNamespace(reading=reading, pictures=pages)


@pytest.fixture
def hands(qtbot, store, clock, desk) -> Hands:  # noqa: F811
    settings = CounterSettings(name="窓口2", clerk="佐藤", guide=get_guide())
    window = CounterWindow(replace(desk, scanner=Scanner()), store, clock, settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    settled(qtbot, window)
    yield Hands(qtbot, window)
    window.close()


def _settle(hands: Hands) -> None:
    """Goes from field to field as the window leads: chooses where there is a choice, types where there is none."""
    window = hands.window
    while window.fields.current and (row := window.view.review.find(window.fields.current)) and row.need:
        if row.candidates and not row.is_blocked:
            hands.press(K.Key_1)
            continue
        hands.press(K.Key_F2)
        hands.press(K.Key_A, modifier=CTRL)
        hands.write(TYPED[row.path])
        hands.press(K.Key_Return)


def _end(hands: Hands) -> None:
    hands.press(K.Key_F4, K.Key_1, K.Key_Return)
    assert hands.window.view.review.ready, hands.window.view.review.missing
    hands.press(K.Key_F9)
    hands.press(K.Key_F12)


def test_asked_and_typed(hands, store) -> None:  # noqa: F811
    assert not list(hands.window.office.queue)
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    _settle(hands)
    _end(hands)
    (found,) = store.visits()
    visit = store.visit(found.id)
    assert (visit.status, visit.reception_number) == (Status.FILED, "0001")
    assert visit.value("members[0].relationship") == "世帯主"
    assert ActionType.PRINT in {each.type for each in store.actions(found.id)}


def test_with_a_certificate_on_the_counters_scanner(hands, store, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("forms.certificate.kept.get_reader", Reader)
    window = hands.window
    hands.press(K.Key_I, modifier=CTRL)
    hands.press(K.Key_1)
    hands.press(K.Key_S, modifier=CTRL)
    visit = store.visit(window.view.review.visit.id)
    assert [each.source for each in visit.readings] == [Source.CLERK, Source.CERTIFICATE]
    assert visit.members == 3
    assert len(visit.page_ids) == 1 and store.page(visit.page_ids[0]).startswith(b"\x89PNG")
    _settle(hands)
    _end(hands)
    assert store.visit(visit.id).status is Status.FILED
