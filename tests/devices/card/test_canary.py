"""What is left of a card after its session: nothing on disk, nothing in the log, and never the individual number.

The reader runs in a process of its own, whose memory is searched from outside, so that no needle is in it by our
asking. The virtual card, which must hold the number as a real one does, stays in the test's process.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.card.mynumber import TEXT_AP
from devices.card.residence import DF1
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import INDIVIDUAL_NUMBER, Holder
from devices.card.virtual.licence import LicenceHolder
from devices.card.virtual.licence_record import licence_record
from devices.card.virtual.mynumber import DEMO_SECRETS, my_number_card
from devices.card.virtual.residence import DEMO_NUMBER, ResidenceHolder, first_generation, second_generation
from devices.card.visual import VISUAL_AP
from tests.daemons.cards import VIRTUAL, Table

pytestmark = [pytest.mark.daemon, pytest.mark.in_world, pytest.mark.expected_log(*VIRTUAL)]
ROOT = Path(__file__).resolve().parents[3]
PIN = "7391"
"""Rare enough to be found only where it came from."""
OTHER_PIN = "8264"
CONTROL = "a-needle-that-is-there"

READER = """
import gc, logging, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from base import events
from base.trouble import Trouble
from devices.bus import CardBus
from devices.card.api import CardSettings
from devices.card.session import PcscCardReader

events.start_log(Path("log"), logging.DEBUG)
control = "-needle-that-is-there"
control = "a" + control
with CardBus() as bus:
    reader = PcscCardReader(CardSettings(allow_virtual=True))
    for line in sys.stdin:
        what, *secrets = line.split()
        try:
            print(type(bus.submit(getattr(reader, what), *secrets).result()).__name__, flush=True)
        except Trouble as trouble:
            print(trouble.id, flush=True)
        del line, secrets
        gc.collect()
"""


@contextmanager
def reader(folder: Path) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", READER.format(root=str(ROOT))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def ask(child: subprocess.Popen[str], what: str, secret: str) -> str:
    child.stdin.write(f"{what} {secret}\n")
    child.stdin.flush()
    return child.stdout.readline().strip()


def found_in_memory(pid: int, needles: dict[str, bytes]) -> set[str]:
    """Which needles stand in the writable memory of a process."""
    found = set()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if not match or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(each, 16) for each in match.groups())
            memory.seek(start)
            try:
                content = memory.read(end - start)
            except OSError:
                continue
            found |= {name for name, needle in needles.items() if needle in content}
    return found


def forms_of(text: str) -> dict[str, bytes]:
    """A text as it may stand in memory: UTF-8, and Python's strings of one, two and four bytes a character."""
    return {f"{text} as {code}": text.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")}


def everything_written(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_nothing_is_left_of_a_my_number_card(table: Table, card: VirtualCard, holder: Holder, tmp_path: Path) -> None:
    card.applications[TEXT_AP].secrets["pin"].value = PIN
    table.lay(card)
    number = forms_of(INDIVIDUAL_NUMBER) | forms_of("".join(chr(0xFF10 + int(digit)) for digit in INDIVIDUAL_NUMBER))
    with reader(tmp_path) as child:
        assert ask(child, "read_basic_four", PIN) == "BasicFour"
        assert ask(child, "read_by_number_b", DEMO_SECRETS.number_b) == "tuple"
        assert ask(child, "read_basic_four", "0000") == "pin_wrong"
        assert found_in_memory(child.pid, forms_of(CONTROL)), "the search itself works"
        assert not found_in_memory(child.pid, number)
    assert card.selected[TEXT_AP, 0x0001] == card.selected[TEXT_AP, 0x0014] == 0
    assert card.selected[VISUAL_AP, 0x0005] == card.selected[VISUAL_AP, 0x0013] == 0
    _nothing_written(tmp_path, holder.name, holder.address, holder.birth_date, PIN, INDIVIDUAL_NUMBER)
    _nothing_written(tmp_path, DEMO_SECRETS.number_b)


def test_nothing_is_left_of_a_licence_on_a_my_number_card(table: Table, holder: Holder, tmp_path: Path) -> None:
    card = my_number_card(holder, licence=licence_record(pin=OTHER_PIN))
    card.applications[TEXT_AP].secrets["pin"].value = PIN
    table.lay(card)
    with reader(tmp_path) as child:
        assert ask(child, "read_licence_record", f"{PIN} {OTHER_PIN}") == "tuple"
        assert ask(child, "read_licence_record", f"{PIN} 0000") == "licence_record_pin_wrong"
        assert found_in_memory(child.pid, forms_of(CONTROL)), "the search itself works"
        assert not found_in_memory(child.pid, forms_of(INDIVIDUAL_NUMBER))
        # The licence's number stands behind what is read.
        assert not found_in_memory(child.pid, {"licence number": b"620212345670"})
    assert card.selected[TEXT_AP, 0x0001] == card.selected[TEXT_AP, 0x0014] == 0
    _nothing_written(tmp_path, holder.name, holder.address, holder.birth_date, PIN, OTHER_PIN, "5110414")


def test_nothing_is_left_of_a_licence(
    table: Table, licence_card: VirtualCard, driver: LicenceHolder, tmp_path: Path
) -> None:
    table.lay(licence_card)
    with reader(tmp_path) as child:
        assert ask(child, "read_licence", "1234") == "Licence"
        assert ask(child, "read_licence", PIN) == "licence_pin_wrong"
    _nothing_written(tmp_path, driver.kana, driver.address, driver.birth_date, "3600314", "一郎", PIN)


@pytest.mark.parametrize("make", [first_generation, second_generation])
def test_nothing_is_left_of_a_residence_card(table: Table, tmp_path: Path, make) -> None:
    card = make(ResidenceHolder())
    photograph = b"nobody-asked-for-this-photograph"
    file = card.applications[DF1].files[0x0002 if make is first_generation else 0x0003]
    file.content = file.content[:-100] + photograph + file.content[-100 + len(photograph) :]
    table.lay(card)
    with reader(tmp_path) as child:
        assert ask(child, "read_residence", DEMO_NUMBER) == "ResidenceCard"
        assert ask(child, "read_residence", "ZZ98765432YY") == "residence_number_wrong"
        assert found_in_memory(child.pid, forms_of(CONTROL)), "the search itself works"
        assert not found_in_memory(child.pid, {"photograph": photograph})
    holder = ResidenceHolder()
    _nothing_written(tmp_path, DEMO_NUMBER, "ZZ98765432YY", holder.name, holder.address, holder.birth_date, "19980720")


def _nothing_written(folder: Path, *secrets: str) -> None:
    assert {file.name for file in folder.rglob("*")} == {"log"}
    written = everything_written(folder)
    assert b"devices." in written
    for secret in secrets:
        assert secret.encode() not in written
        assert json.dumps(secret).strip('"').encode() not in written
