"""The procedures that the guide found, at the counter: where, until when, what to bring, what is left to ask."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter.wording import Wording
from forms.actions import Action, ActionType
from forms.guide.advice import Advice, Told
from forms.visit import new_id
from tests.counter.hands import Hands

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ADVICE = Advice(
    "chiyoda_like",
    {"pension": "yes"},
    (
        Told(
            "pension",
            "国民年金の手続き",
            "2階 保険年金課",
            "異動日から14日以内",
            ("基礎年金番号のわかるもの", "本人確認書類"),
        ),
        Told("dog", "犬の登録", "3階 生活衛生課", ""),
    ),
    ("印鑑登録をしますか",),
)


@pytest.fixture
def advised(store, clean, clock):
    """A visit whose visitor answered the guide's questions, or a visit without them."""

    def put(advice: Advice | None) -> str:
        actions, pages = clean.actions("0042", clock.now())
        if advice:
            answer = Action(
                new_id(), actions[0].visit_id, ActionType.ANSWER, clock.now(), "kiosk:1", {"advice": advice.to_json()}
            )
            actions.insert(-1, answer)
        store.add(actions, pages=pages)
        return actions[0].visit_id

    return put


def words(hands: Hands) -> str:
    return " ".join(each.text() for each in hands.window.advice.findChildren(QLabel) if each.isVisible())


def test_everything_that_the_visitor_was_told(qtbot, advised, open_window) -> None:
    advised(ADVICE)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_G, modifier=CONTROL)
    assert hands.window.side.currentWidget() is hands.window.advice
    said = words(hands)
    for each in (
        "国民年金の手続き",
        "2階 保険年金課",
        "異動日から14日以内",
        "基礎年金番号のわかるもの",
        "犬の登録",
        "印鑑登録をしますか",
    ):
        assert each in said
    hands.press(KEY.Key_Escape)
    assert hands.window.side.currentWidget() is hands.window.fields


@pytest.mark.parametrize(("advice", "key"), [(None, "nobody_asked"), (Advice("chiyoda_like"), "nothing")])
def test_nobody_was_asked_or_nothing_follows(qtbot, advised, open_window, advice, key: str) -> None:
    advised(advice)
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_G, modifier=CONTROL)
    assert Wording("ja")(f"advice.{key}") in words(hands)


def test_without_a_visit_the_key_does_nothing(qtbot, store, open_window) -> None:
    hands = Hands(qtbot, open_window())
    hands.press(KEY.Key_G, modifier=CONTROL)
    assert hands.window.side.currentWidget() is hands.window.fields


def test_the_things_to_bring_travel_with_the_visit() -> None:
    assert Advice.from_json(ADVICE.to_json()) == ADVICE


def test_a_visit_of_an_earlier_release_tells_what_it_has() -> None:
    data = ADVICE.to_json()
    data["procedures"] = [words[:4] for words in data["procedures"]]
    assert [each.bring for each in Advice.from_json(data).procedures] == [(), ()]
