"""Reading a My Number card through pcscd and vpcd, beside a bare loop of the same APDUs."""

from __future__ import annotations

import time

from command.bench.table import Row, Table, median, milliseconds
from devices import world
from devices.bus import CardBus
from devices.card.api import CardSettings, CardStatus
from devices.card.session import PcscCardReader
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import Holder
from devices.card.virtual.mynumber import my_number_card

LATENCIES_MS = (0, 10, 20)
TIMES = 7
PIN = "1234"
HOLDER = {
    "members[0].name": "山田　太郎",
    "members[0].birth_date": "1980-01-01",
    "members[0].sex": "male",
    "former_address": "大阪府堺市堺区南瓦町３番１号",
}


def measure() -> Table:
    """The whole read, PIN included, at each latency of the card; the process must be in a private world."""
    rows = [row for latency in LATENCIES_MS for row in _rows(latency)]
    return Table("cards", f"basic four attributes of a virtual My Number card, median of {TIMES} reads", tuple(rows))


def _rows(latency_ms: int) -> list[Row]:
    card = my_number_card(Holder.of_household(HOLDER))
    sent: list[bytes] = []
    _listen(card, sent)
    bus = CardBus()
    with world.pcsc_world() as service, service.virtual_card(card, latency_s=latency_ms / 1000):
        reader = PcscCardReader(CardSettings(allow_virtual=True))
        while bus.submit(reader.status).result() is not CardStatus.READY:
            time.sleep(0.05)
        bus.submit(reader.read_basic_four, PIN).result()
        apdus = list(sent)
        sent.clear()
        bus.submit(reader.read_basic_four, PIN).result()
        apdus = list(sent)
        ours = median(milliseconds(lambda: bus.submit(reader.read_basic_four, PIN).result(), TIMES))
        bare = median(milliseconds(lambda: _bare(apdus), TIMES))
    bus.close()
    return [
        Row(f"kakanai, {latency_ms} ms an APDU", {"median ms": ours, "APDUs": len(apdus), "overhead ms": ours - bare}),
        Row(f"bare pyscard, {latency_ms} ms an APDU", {"median ms": bare, "APDUs": len(apdus), "overhead ms": ""}),
    ]


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
