"""The self-test of the reader: a line for every state, and no PIN ever sent."""

from __future__ import annotations

import pytest

from base import texts
from devices.bus import CardBus
from devices.card.api import CardStatus
from devices.card.mynumber import TEXT_AP
from devices.card.selftest import check_reader
from devices.card.session import PcscCardReader
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.others import travel_card
from devices.card.virtual.residence import ResidenceHolder, second_generation
from devices.check import Outcome
from tests.daemons.cards import SETTINGS, VIRTUAL, Table


class Fixed:
    """A reader that shows one status and has one number of tries."""

    def __init__(self, status: CardStatus, tries: int = 3) -> None:
        self._status, self._tries = status, tries

    def status(self) -> CardStatus:
        return self._status

    def pin_tries_left(self) -> int:
        return self._tries


@pytest.mark.parametrize(
    ("status", "outcome", "said"),
    [
        (CardStatus.NO_SERVICE, Outcome.FAILED, "trouble.no_card_service.message"),
        (CardStatus.NO_READER, Outcome.FAILED, "trouble.no_reader.message"),
        (CardStatus.CARD_UNREADABLE, Outcome.WARNING, "trouble.card_unreadable.message"),
        (CardStatus.NO_CARD, Outcome.OK, "selftest.detail.no_card"),
    ],
)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_each_status_has_its_line(bus: CardBus, status, outcome, said: str, language: str) -> None:
    (check,) = check_reader(bus, Fixed(status), language)
    assert (check.device, check.outcome, check.detail) == ("reader", outcome, texts.text(said, language))


def test_a_locked_pin_is_a_warning(bus: CardBus) -> None:
    checks = check_reader(bus, Fixed(CardStatus.READY, 0), "ja")
    assert [check.outcome for check in checks] == [Outcome.OK, Outcome.WARNING]


@pytest.mark.daemon
@pytest.mark.in_world
@pytest.mark.expected_log(*VIRTUAL)
def test_on_a_live_reader(table: Table, card: VirtualCard, licence_card: VirtualCard, driver: LicenceHolder) -> None:
    table.lay(card)
    reader = PcscCardReader(SETTINGS)
    checks = check_reader(table.bus, reader, "ja")
    assert [check.outcome for check in checks] == [Outcome.OK, Outcome.OK] and "3" in checks[1].detail
    table.lay(licence_card)
    state, licence_check = check_reader(table.bus, reader, "en")
    assert licence_check.outcome is Outcome.OK and "licence" in licence_check.detail and "3" in licence_check.detail
    licence_card.master.secrets["pin1"].left = 0
    assert check_reader(table.bus, reader, "en")[1].outcome is Outcome.WARNING
    table.lay(licence(driver, pin1=None))
    assert "no PIN" in check_reader(table.bus, reader, "en")[1].detail
    table.lay(second_generation(ResidenceHolder()))
    residence_check = check_reader(table.bus, reader, "en")[1]
    assert residence_check.outcome is Outcome.OK and "residence card" in residence_check.detail
    table.lay(travel_card())
    assert [check.outcome for check in check_reader(table.bus, reader, "en")] == [Outcome.OK, Outcome.WARNING]
    assert licence_card.master.secrets["pin1"].sent == 0
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0
