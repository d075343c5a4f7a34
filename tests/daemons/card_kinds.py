"""Every way of reading a card through the service, for faults that each of them has to stand."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from devices.card.kinds import LICENCE_RECORD_AP
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.licence_record import DEMO_RECORD_PIN, licence_record
from devices.card.virtual.mynumber import DEMO_PIN, DEMO_SECRETS, my_number_card
from devices.card.virtual.residence import DEMO_NUMBER, ResidenceHolder, first_generation, second_generation
from devices.card.visual import VISUAL_AP
from tests.daemons.cards import Table

PERSON = Holder("山田　太郎", "大阪府堺市堺区南瓦町３番１号", "1980-01-01", "male")
OTHER = Holder("渡邉　花子", "東京都港区一丁目", "2000-02-29", "female")


@dataclass(frozen=True)
class WholeRead:
    """One way of reading.

    Attributes:
        make: a fresh card.
        other: another person's card of the kind.
        act: begins to read.
        sent: the most often that any one secret of a card was sent to it.
    """

    name: str
    make: Callable[[], VirtualCard]
    other: Callable[[], VirtualCard]
    act: Callable[[Table], Future[Any]]
    sent: Callable[[VirtualCard], int] = lambda card: 0

    def __str__(self) -> str:
        return self.name

    def whole(self, table: Table, card: VirtualCard | None = None) -> tuple[Any, int]:
        """What an undisturbed read of a card gives, and the APDUs that it takes."""
        link = table.lay(card or self.make())
        before = link.apdus
        return self.act(table).result(), link.apdus - before


def _sent(*places: tuple[bytes, str]) -> Callable[[VirtualCard], int]:
    return lambda card: max(card.applications[aid].secrets[name].sent for aid, name in places)


PIN = WholeRead(
    "pin",
    lambda: my_number_card(PERSON),
    lambda: my_number_card(OTHER),
    lambda table: table.read(),
    _sent((TEXT_AP, "pin")),
)
NUMBER_B = WholeRead(
    "number-b",
    lambda: my_number_card(PERSON),
    lambda: my_number_card(OTHER),
    lambda table: table.bus.submit(table.reader.read_by_number_b, DEMO_SECRETS.number_b),
    _sent((TEXT_AP, "b"), (VISUAL_AP, "b")),
)
LICENCE_RECORD = WholeRead(
    "licence-record",
    lambda: my_number_card(PERSON, licence=licence_record()),
    lambda: my_number_card(OTHER, licence=licence_record(expires_on="2027-02-01")),
    lambda table: table.bus.submit(table.reader.read_licence_record, DEMO_PIN, DEMO_RECORD_PIN),
    _sent((TEXT_AP, "pin"), (LICENCE_RECORD_AP, "record")),
)
LICENCE = WholeRead(
    "licence",
    lambda: licence(LicenceHolder("山田　太郎", "ヤマダ　タロウ", "大阪府堺市", "1980-01-01")),
    lambda: licence(
        LicenceHolder("渡辺　花子", "ワタナベ　ハナコ", "東京都港区", "2000-02-29"), expires_on="2027-02-01"
    ),
    lambda table: table.read_licence(),
    lambda card: card.master.secrets["pin1"].sent if card.master else 0,
)
FIRST, SECOND = (
    WholeRead(
        name,
        lambda make=make: make(ResidenceHolder()),
        lambda make=make: make(
            ResidenceHolder("SMITH JANE", "1970-01-02", "female", "港区", "東京都港区１－１", "GBR")
        ),
        lambda table: table.bus.submit(table.reader.read_residence, DEMO_NUMBER),
    )
    for name, make in (("residence-1", first_generation), ("residence-2", second_generation))
)
READS = (PIN, NUMBER_B, LICENCE_RECORD, LICENCE, FIRST, SECOND)
