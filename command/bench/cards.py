"""Reading cards through pcscd and vpcd, beside a bare loop of the same APDUs; and how soon a card is seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from command.bench.table import Row, Table, median, milliseconds
from devices import world
from devices.bus import CardBus
from devices.card.api import CardSettings, CardStatus
from devices.card.session import PcscCardReader
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
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
        "licence, PIN 1",
        lambda: licence(LicenceHolder.of_household(PERSON)),
        lambda bus, reader: bus.submit(reader.read_licence, "1234").result(),
    ),
)


def measure() -> Table:
    """Each whole read at each latency of the card; the process must be in a private world."""
    rows = [row for read in READS for latency in LATENCIES_MS for row in _rows(read, latency)]
    return Table("cards", f"whole reads of virtual cards, median of {TIMES}", (*rows, _seen()))


def _rows(read: _Read, latency_ms: int) -> list[Row]:
    card = read.card()
    sent: list[bytes] = []
    _listen(card, sent)
    with CardBus() as bus, world.pcsc_world() as service, service.virtual_card(card, latency_s=latency_ms / 1000):
        reader = PcscCardReader(SETTINGS)
        while bus.submit(reader.status).result() is not CardStatus.READY:
            time.sleep(0.05)
        read.act(bus, reader)
        sent.clear()
        read.act(bus, reader)
        apdus = list(sent)
        ours = median(milliseconds(lambda: read.act(bus, reader), TIMES))
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


def _wait(seen: list[CardStatus], status: CardStatus) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not seen or seen[-1] is not status:
        if time.monotonic() > deadline:
            raise RuntimeError("the virtual reader does not follow")
        time.sleep(0.001)


def _listen(card: VirtualCard, sent: list[bytes]) -> None:
    answer = card.answer

    def listening(apdu: bytes) -> bytes:
        sent.append(apdu)
        return answer(apdu)

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
