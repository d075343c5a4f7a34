"""Cards on the clerk's reader: every kind, no PIN in anybody's ear, and nothing of the card but its reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from base.trouble import Trouble
from counter.cards import number_of
from devices.bus import CardBus
from devices.card.api import CardKind
from devices.card.virtual import others
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.residence import DEMO_NUMBER, ResidenceHolder, second_generation
from forms.actions import ActionType
from forms.reading import Source
from tests.counter.hands import settled
from tests.devices.card.laid import LaidCards

KEY = Qt.Key


@pytest.fixture
def reader():
    return LaidCards()


@pytest.fixture
def window(store, put, clean, open_window, desk, reader):
    """A visit in the clerk's hands, and a reader beside it."""
    with CardBus() as bus:
        made = open_window(desk_=replace(desk, cards=reader, bus=bus))
        made.open(put(clean))
        yield made


@pytest.fixture
def hands(qtbot, window):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        settled(qtbot, window)

    return press


@pytest.fixture
def lay(qtbot, window, hands, reader):
    """Lays a card down and has it recognised."""

    def laid(card) -> None:
        settled(qtbot, window)
        hands(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert window.side.currentWidget() is window.card
        reader.card = card
        hands(KEY.Key_Return)

    return laid


def fill(hands, window, *texts: str) -> None:
    for line, text in zip(window.card._lines.values(), texts, strict=True):
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.setText(text)
    hands(KEY.Key_Return)


def reads(store, window) -> list:
    actions = store.actions(window.view.review.visit.id)
    return [each for each in actions if each.type is ActionType.READ and each.actor.startswith("clerk:")]


def test_my_number_card_by_what_its_face_shows(store, window, lay, hands, values) -> None:
    card = my_number_card(Holder.of_household(values))
    lay(card)
    assert "10" in window.card.said
    fill(hands, window, "1985年3月14日", "2035", "1234")
    (action,) = reads(store, window)
    assert action.data["reading"]["source"] == Source.MY_NUMBER_CARD and action.data["page_ids"] == []
    assert window.side.currentWidget() is window.fields
    text = card.applications[bytes.fromhex("D3921000310001010408")]
    assert text.secrets["pin"].sent == 0 and text.secrets["b"].sent == 1


def test_a_wrong_code_is_told_with_the_tries_and_sent_once(store, window, lay, hands, values) -> None:
    card = my_number_card(Holder.of_household(values))
    lay(card)
    fill(hands, window, "1985年3月14日", "2035", "9999")
    assert "9" in window.card.said and not reads(store, window)
    assert card.applications[bytes.fromhex("D3921000310001010408")].secrets["b"].left == 9
    assert not window.card._lines  # the card is asked again before anything is typed


def test_what_cannot_be_the_number_never_reaches_the_card(store, window, lay, hands, values) -> None:
    card = my_number_card(Holder.of_household(values))
    lay(card)
    fill(hands, window, "1985年3月14日", "1999", "1234")
    assert window.card.said and not reads(store, window)
    assert card.applications[bytes.fromhex("D3921000310001010408")].secrets["b"].sent == 0


def test_the_last_try_is_never_spent_at_the_counter(window, lay, values) -> None:
    card = my_number_card(Holder.of_household(values))
    card.applications[bytes.fromhex("D3921000310001010408")].secrets["b"].left = 1
    lay(card)
    assert window.card.said and not window.card._lines


def test_residence_card_by_its_number(store, window, lay, hands) -> None:
    lay(second_generation(ResidenceHolder()))
    fill(hands, window, DEMO_NUMBER.lower())
    (action,) = reads(store, window)
    assert action.data["reading"]["source"] == Source.RESIDENCE_CARD


def test_a_licence_with_a_pin_is_left_to_its_holder(store, window, lay, hands, values) -> None:
    lay(licence(LicenceHolder.of_household(values)))
    assert not window.card._lines
    hands(KEY.Key_Return)
    assert not reads(store, window)


def test_a_licence_without_a_pin_is_read(store, window, lay, hands, values) -> None:
    lay(licence(LicenceHolder.of_household(values), pin1=None))
    hands(KEY.Key_Return)
    (action,) = reads(store, window)
    assert action.data["reading"]["source"] == Source.LICENCE


@pytest.mark.parametrize("card", [others.phone(), others.travel_card(), others.passport()], ids=["phone", "ic", "pass"])
def test_other_cards_are_told_by_their_kind(store, window, lay, card) -> None:
    lay(card)
    assert window.card.said and not window.card._lines and not reads(store, window)


@pytest.mark.parametrize("at", [1, 4, 8, 12])
def test_a_card_pulled_in_the_reading_adds_nothing(store, window, lay, hands, reader, values, at) -> None:
    lay(my_number_card(Holder.of_household(values)))
    reader.pull_at = at
    fill(hands, window, "1985年3月14日", "2035", "1234")
    assert window.card.said and not reads(store, window)


def test_what_was_typed_is_gone_when_the_page_is_left(window, lay, hands) -> None:
    lay(second_generation(ResidenceHolder()))
    line = window.card._lines["number"]
    line.setText(DEMO_NUMBER)
    hands(KEY.Key_Escape)
    assert window.side.currentWidget() is window.fields and line.text() == ""


def test_no_reader_is_said(qtbot, put, clean, open_window, desk) -> None:
    window = open_window(desk_=desk)
    window.open(put(clean))
    settled(qtbot, window)
    window.read_card()
    assert window.side.currentWidget() is window.fields


def test_the_form_of_the_birth_year_is_the_one_on_the_card() -> None:
    assert number_of("昭和60年3月14日", "2035", "1234") == "60031420351234"
    assert number_of("1985-03-14", "2035", "1234") == "85031420351234"
    with pytest.raises(Trouble) as refused:
        number_of("きのう", "2035", "1234")
    assert refused.value.id == "number_b_malformed"
    assert CardKind.MY_NUMBER == "mynumber"
