"""Reading cards through pcscd and vpcd, beside a bare loop of the same APDUs; and how soon a card is seen and read."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from command.bench.table import Row, Table, median, milliseconds
from devices import world
from devices.bus import CardBus
from devices.card.api import CardSettings, CardStatus
from devices.card.residence import DF1
from devices.card.residence_file import ResidenceCard
from devices.card.session import PcscCardReader, with_png
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.licence_record import DEMO_RECORD_PIN, licence_record
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.virtual.residence import (
    DEMO_NUMBER,
    ResidenceHolder,
    ResidenceVirtualCard,
    first_generation,
    mmr,
    second_generation,
)
from devices.card.watcher import CardWatcher

LATENCIES_MS = (0, 10, 20)
TIMES = 7
PATIENCE_S = 5.0
SETTINGS = CardSettings(allow_virtual=True)
PERSON = {
    "members[0].name": "山田　太郎",
    "members[0].kana": "ヤマダ　タロウ",
    "members[0].birth_date": "1980-01-01",
    "members[0].sex": "male",
    "former_address": "大阪府堺市堺区南瓦町３番１号",
}


@dataclass(frozen=True)
class _Read:
    """One way of reading.

    Attributes:
        card: makes the card.
        act: the whole read, PIN included.
    """

    name: str
    card: Callable[[], VirtualCard]
    act: Callable[[CardBus, PcscCardReader], object]


READS = (
    _Read(
        "My Number, PIN",
        lambda: my_number_card(Holder.of_household(PERSON)),
        lambda bus, reader: bus.submit(reader.read_basic_four, DEMO_SECRETS.pin).result(),
    ),
    _Read(
        "My Number, number B",
        lambda: my_number_card(Holder.of_household(PERSON)),
        lambda bus, reader: bus.submit(reader.read_by_number_b, DEMO_SECRETS.number_b).result(),
    ),
    _Read(
        "licence on a My Number card",
        lambda: my_number_card(Holder.of_household(PERSON), licence=licence_record()),
        lambda bus, reader: bus.submit(reader.read_licence_record, DEMO_SECRETS.pin, DEMO_RECORD_PIN).result(),
    ),
    _Read(
        "licence, PIN 1",
        lambda: licence(LicenceHolder.of_household(PERSON)),
        lambda bus, reader: bus.submit(reader.read_licence, "1234").result(),
    ),
    *(
        _Read(
            f"residence card, generation {number}",
            lambda make=make: _without_pictures(make(ResidenceHolder())),
            lambda bus, reader: bus.submit(reader.read_residence, DEMO_NUMBER).result(),
        )
        for number, make in ((1, first_generation), (2, second_generation))
    ),
)


def _without_pictures(card: ResidenceVirtualCard) -> ResidenceVirtualCard:
    """The card with pictures of the same size that are none: they are decoded after the session, in a process of
    their own, and here the talk with the card is measured. See :func:`_decoded` for the rest.
    """
    for file in card.applications[DF1].files.values():
        file.content = file.content.replace(b"II*\0", b"none")
    return card


def measure() -> Table:
    """Each whole read at each latency of the card; the process must be in a private world."""
    rows = [row for read in READS for latency in LATENCIES_MS for row in _rows(read, latency)]
    rows += [_seen(), _reading(), _decoded()]
    return Table("cards", f"whole reads of virtual cards, median of {TIMES}", tuple(rows))


def _rows(read: _Read, latency_ms: int) -> list[Row]:
    card = read.card()
    heard: list[_Exchange] = []
    _listen(card, heard)
    with (
        CardBus() as bus,
        world.pcsc_world() as service,
        service.virtual_card(card, latency_s=latency_ms / 1000) as link,
    ):
        reader = PcscCardReader(SETTINGS)
        while bus.submit(reader.status).result() is not CardStatus.READY:
            time.sleep(0.05)
        read.act(bus, reader)
        heard.clear()
        read.act(bus, reader)
        again = _Again(list(heard), card.atr)
        apdus = [each.apdu for each in again.exchanges]
        ours = median(milliseconds(lambda: read.act(bus, reader), TIMES))
        # The same answers after the same time: a session in confidence cannot be repeated with the card itself.
        link.card = again
        bare = median(milliseconds(lambda: _bare(apdus), TIMES))
    over = round(ours - bare, 2)
    what = f"{read.name}, {latency_ms} ms"
    figures = {"median ms": ours, "APDUs": len(apdus), "overhead ms": over, "overhead %": round(100 * over / bare, 1)}
    beside = {"median ms": bare, "APDUs": len(apdus), "overhead ms": "", "overhead %": ""}
    return [Row(f"kakanai, {what}", figures), Row(f"bare pyscard, {what}", beside)]


def _seen() -> Row:
    """From laying the card on the reader until the watcher tells it. The service looks each 400 ms."""
    taken = []
    with world.pcsc_world() as service:
        link = service.virtual_card(my_number_card(Holder.of_household(PERSON)))
        seen: list[CardStatus] = []
        with CardWatcher(SETTINGS, seen.append):
            for _ in range(TIMES):
                _wait(seen, CardStatus.NO_CARD)
                began = time.perf_counter()
                link.insert()
                _wait(seen, CardStatus.READY)
                taken.append((time.perf_counter() - began) * 1000)
                link.eject()
    return Row(
        "kakanai, card laid until seen", {"median ms": median(taken), "APDUs": 0, "overhead ms": "", "overhead %": ""}
    )


def _reading() -> Row:
    """From laying the card on the reader until the first command of its read reaches it."""
    taken = []
    with CardBus() as bus, world.pcsc_world() as service:
        reader = PcscCardReader(SETTINGS)
        link = service.virtual_card(my_number_card(Holder.of_household(PERSON)))
        seen: list[CardStatus] = []

        def on_status(status: CardStatus) -> None:
            seen.append(status)
            if status is CardStatus.READY:
                bus.submit(reader.read_basic_four, DEMO_SECRETS.pin)

        with CardWatcher(SETTINGS, on_status):
            for _ in range(TIMES):
                _wait(seen, CardStatus.NO_CARD)
                began = time.perf_counter()
                link.insert()
                while not link.apdus:
                    if time.perf_counter() - began > PATIENCE_S:
                        raise RuntimeError("the card is not read")
                    time.sleep(0.0005)
                taken.append((time.perf_counter() - began) * 1000)
                bus.submit(reader.status).result()
                link.eject()
    return Row(
        "kakanai, card laid until reading",
        {"median ms": median(taken), "APDUs": 1, "overhead ms": "", "overhead %": ""},
    )


def _decoded() -> Row:
    """The two pictures of a residence card, decoded after its session."""
    name, address = (mmr(text) for text in ("NGUYEN VAN AN", "大阪府堺市堺区南瓦町３番１号"))
    card = ResidenceCard(DEMO_NUMBER, name_picture=name, address_picture=address)
    taken = median(milliseconds(lambda: with_png(card), TIMES))
    return Row("kakanai, two pictures decoded", {"median ms": taken, "APDUs": 0, "overhead ms": "", "overhead %": ""})


def _wait(seen: list[CardStatus], status: CardStatus) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not seen or seen[-1] is not status:
        if time.monotonic() > deadline:
            raise RuntimeError("the virtual reader does not follow")
        time.sleep(0.001)


@dataclass(frozen=True)
class _Exchange:
    """One command, what the card answered, and the seconds it took to."""

    apdu: bytes
    answer: bytes
    seconds: float


class _Again(VirtualCard):
    """Says once more what a card said, in the same order and after the same time."""

    def __init__(self, exchanges: list[_Exchange], atr: bytes) -> None:
        super().__init__([], atr)
        self.exchanges = exchanges
        self._next = itertools.cycle(exchanges)

    def answer(self, apdu: bytes) -> bytes:
        until = time.perf_counter()
        exchange = next(self._next)
        until += exchange.seconds
        while time.perf_counter() < until:
            pass
        return exchange.answer


def _listen(card: VirtualCard, heard: list[_Exchange]) -> None:
    answer = card.answer

    def listening(apdu: bytes) -> bytes:
        began = time.perf_counter()
        said = answer(apdu)
        heard.append(_Exchange(apdu, said, time.perf_counter() - began))
        return said

    card.answer = listening  # type: ignore[method-assign]


def _bare(apdus: list[bytes]) -> None:
    from smartcard.System import readers

    connection = readers()[0].createConnection()
    connection.connect()
    try:
        for apdu in apdus:
            connection.transmit(list(apdu))
    finally:
        connection.disconnect()
        connection.release()
