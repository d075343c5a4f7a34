"""The private world: nothing of it is seen outside, nothing of it is left, and a refusal is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devices import world

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 60
NOBODY = 65534
START = """
import sys
sys.path.insert(0, {root!r})
from base.trouble import Trouble
from devices import world
"""

pytestmark = pytest.mark.daemon


def start(code: str, **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", START.format(root=str(ROOT)) + code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def run(code: str, **options) -> str:
    child = start(code, **options)
    try:
        said, _ = child.communicate(timeout=LIMIT_S)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 0, said
    return said.strip()


IMPORTS = """
import logging; logging.disable()
import ctypes, encodings.ascii, encodings.idna, os, time
from devices.bus import CardBus
from devices.card.api import CardSettings
from devices.card.session import PcscCardReader
from devices.card.virtual.files import Holder
from devices.card.virtual.mynumber import my_number_card
"""
READ = """
world.enter()
with world.pcsc_world() as made, CardBus() as bus:
    reader = PcscCardReader(CardSettings(allow_virtual=True))
    with made.virtual_card(my_number_card(Holder("A", "B", "2000-01-01", "male"))):
        while bus.submit(reader.status).result() != "ready":
            time.sleep(0.01)
        four = bus.submit(reader.read_basic_four, "1234").result()
print(four.name, four.address)
"""
BECOME_NOBODY = f"""
# Everything is imported by now: nobody may not be able to read this interpreter's files.
os.chdir("/")
os.setgroups([])
os.setresgid({NOBODY}, {NOBODY}, {NOBODY})
os.setresuid({NOBODY}, {NOBODY}, {NOBODY})
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, or its own /proc would belong to root
"""


def test_a_card_is_read_in_a_world_of_its_own() -> None:
    assert run(IMPORTS + READ) == "A B"


@pytest.mark.skipif(os.geteuid() != 0, reason="not root: the test before this one has shown it")
def test_without_root_too() -> None:
    assert run(IMPORTS + BECOME_NOBODY + READ) == "A B"


def test_two_worlds_at_once_do_not_meet() -> None:
    both = [start(IMPORTS + READ.replace('"A"', f'"{name}"')) for name in "XY"]
    assert [child.communicate(timeout=LIMIT_S)[0].strip() for child in both] == ["X B", "Y B"]


def test_files_outside_stay_and_the_network_does_not(tmp_path: Path) -> None:
    said = run(
        f"""
import os, socket
before = sorted(os.listdir("/run"))
world.enter()
world.enter()
after = sorted(os.listdir("/run"))
assert set(before) <= set(after), (before, after)
open({str(tmp_path / "file")!r}, "w").write("from inside")
print(world.is_inside(), sorted(name for _, name in socket.if_nameindex()))
"""
    )
    assert said == "True ['lo']"
    assert (tmp_path / "file").read_text() == "from inside"
    assert not world.is_inside()


def test_a_refusal_of_the_kernel_is_told() -> None:
    """Inside a user namespace one may forbid oneself further network namespaces, as a hardened kernel does."""
    said = run(
        """
import ctypes
from pathlib import Path
world._check(world._libc.unshare(world._CLONE_NEWUSER))
Path("/proc/sys/user/max_net_namespaces").write_text("0")
try:
    world.enter()
except Trouble as trouble:
    print(trouble.id, world.is_inside())
"""
        if os.geteuid() != 0
        else """
from pathlib import Path
world._check(world._libc.unshare(world._CLONE_NEWUSER))
Path("/proc/self/uid_map").write_text("0 0 1")
Path("/proc/sys/user/max_net_namespaces").write_text("0")
try:
    world.enter()
except Trouble as trouble:
    print(trouble.id, world.is_inside())
"""
    )
    assert said == "no_private_world False"


def test_a_missing_package_is_named() -> None:
    said = run(
        """
from pathlib import Path
world.enter()
for change in (lambda: setattr(world.shutil, "which", lambda *a, **k: None),
               lambda: setattr(world, "DRIVER", Path("/nowhere"))):
    which = world.shutil.which
    change()
    try:
        with world.pcsc_world():
            pass
    except Trouble as trouble:
        print(trouble.id, trouble.details["package"])
    world.shutil.which = which
"""
    )
    assert said.split("\n") == [
        "private_world_package_missing pcscd",
        "private_world_package_missing vsmartcard-vpcd",
    ]


def test_the_machines_own_card_service_is_never_replaced() -> None:
    with pytest.raises(RuntimeError), world.pcsc_world():
        pass


def test_entering_late_is_a_bug() -> None:
    said = run(
        """
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
try:
    world.enter()
except RuntimeError:
    print("refused", world.is_inside())
"""
    )
    assert said == "refused False"


def test_the_card_service_ends_with_a_killed_parent() -> None:
    child = start(
        """
world.enter()
with world.pcsc_world() as made:
    print(made._service.pid, flush=True)
    input()
"""
    )
    assert child.stdout is not None
    pid = int(child.stdout.readline())
    assert Path(f"/proc/{pid}/comm").read_text().strip() == "pcscd"
    child.kill()
    child.communicate(timeout=LIMIT_S)
    deadline = time.monotonic() + LIMIT_S
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]:
        assert time.monotonic() < deadline, "pcscd outlives its parent"
        time.sleep(0.02)
