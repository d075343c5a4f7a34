"""A private world for demo and tests: its own network and its own card service, out of reach of everybody else.

vpcd's virtual reader listens on a TCP port of every network interface, and pcscd has one fixed place for its
socket. So the program moves into a network namespace with nothing but a loopback, and a mount namespace with an
empty ``/run/pcscd``, and starts pcscd there. Windows, files, and sockets on paths work as before; the network
does not. Without root the same happens inside a user namespace, if the kernel allows it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from base.trouble import Trouble
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.vpcd import VirtualCardLink, VirtualCardSettings

INSIDE = "KAKANAI_PRIVATE_WORLD"
"""Set in the environment of a process that lives in a private world, and so in its children's."""

PORT = 35963
"""Where the virtual reader listens, inside the private network."""
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SOCKET = Path("/run/pcscd/pcscd.comm")

READY_S = 5.0
"""Seconds that pcscd may take to start; it takes about ten milliseconds."""
STOP_S = 5.0
"""Seconds that pcscd may take to end on SIGTERM before it is killed."""

_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x00020000, 0x10000000, 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1

_libc = ctypes.CDLL(None, use_errno=True)


def is_inside() -> bool:
    """Whether this process lives in a private world."""
    return os.environ.get(INSIDE) == str(Path("/proc/self/ns/net").stat().st_ino)


def enter() -> None:
    """Moves this process, and all it starts later, into a private world; does nothing if it is there already.

    Call it first thing: threads that exist already would stay outside.

    Raises:
        Trouble: ``no_private_world`` when the kernel forbids it.
        RuntimeError: there are other threads, which is a bug.
    """
    if is_inside():
        return
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise RuntimeError("enter a private world before starting threads")
    try:
        _unshare()
        _loopback_up()
        _empty_run()
    except OSError as error:
        raise Trouble("no_private_world", code=error.errno or 0) from None
    os.environ[INSIDE] = str(Path("/proc/self/ns/net").stat().st_ino)


def _check(result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    _check(_libc.mount(source.encode(), target.encode(), kind.encode(), flags, data.encode()))


def _unshare() -> None:
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        _check(_libc.unshare(_CLONE_NEWNS | _CLONE_NEWNET))
    else:
        _check(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWNET))
        # As root inside, because pcscd lets root in without asking polkit, which is not there.
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount("none", "/", "", _MS_REC | _MS_PRIVATE)


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def _empty_run() -> None:
    """Makes ``/run/pcscd`` an empty folder of our own, and leaves everything else in ``/run`` reachable."""
    if SOCKET.parent.is_dir():
        _mount("tmpfs", str(SOCKET.parent), "tmpfs", 0, "mode=755")
        return
    with tempfile.TemporaryDirectory() as name:
        old = Path(name)
        _mount("/run", name, "", _MS_BIND | _MS_REC)
        _mount("tmpfs", "/run", "tmpfs", 0, "mode=755")
        for entry in old.iterdir():
            new = Path("/run") / entry.name
            if entry.is_symlink():
                new.symlink_to(entry.readlink())
                continue
            if entry.is_dir():
                new.mkdir()
            else:
                new.touch()
            _mount(str(entry), str(new), "", _MS_BIND | _MS_REC)
        SOCKET.parent.mkdir()
        _check(_libc.umount2(name.encode(), 2))  # MNT_DETACH: what is bound from it stays


class CardWorld:
    """A running card service with one virtual reader; made by :func:`pcsc_world`."""

    def __init__(self, folder: Path) -> None:
        self._with_reader, self._without = folder / "reader", folder / "none"
        self._with_reader.mkdir()
        self._without.mkdir()
        (self._with_reader / "vpcd").write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{PORT:X}\nLIBPATH {DRIVER}\nCHANNELID 0x{PORT:X}\n',
            encoding="ascii",
        )
        self._service: subprocess.Popen[bytes] | None = None

    def start_service(self, *, reader: bool = True) -> None:
        """Starts pcscd, with the virtual reader plugged in or not, and waits until it answers.

        Raises:
            Trouble: ``private_world_failed`` when it does not come up.
        """
        if self._service is not None:
            return
        config = self._with_reader if reader else self._without
        # setpriv ends pcscd with the thread that starts it, even if that is killed.
        command = ["setpriv", "--pdeathsig", "TERM", "pcscd", "--foreground", "--critical", "--config", str(config)]
        quiet = subprocess.DEVNULL
        self._service = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        deadline = time.monotonic() + READY_S
        while not self._answers():
            if self._service.poll() is not None or time.monotonic() > deadline:
                self.stop_service()
                raise Trouble("private_world_failed")
            time.sleep(0.005)

    def stop_service(self) -> None:
        """Ends pcscd. Inserted cards stay on the reader that is no more."""
        if self._service is None:
            return
        self._service.terminate()
        try:
            self._service.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._service.kill()
            self._service.wait()
        self._service = None
        # A killed pcscd leaves them behind, and the next one would think that it still runs.
        for left in (SOCKET, SOCKET.with_name("pcscd.pid")):
            left.unlink(missing_ok=True)

    def kill_service(self) -> None:
        """Kills pcscd as a crash would."""
        if self._service is not None:
            self._service.kill()
            self.stop_service()

    def virtual_card(self, card: VirtualCard, *, latency_s: float = 0.0) -> VirtualCardLink:
        """A card for the virtual reader, not yet inserted."""
        settings = VirtualCardSettings("127.0.0.1", PORT, allow_virtual=True)
        return VirtualCardLink(settings, card, latency_s=latency_s)

    @staticmethod
    def _answers() -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            return probe.connect_ex(str(SOCKET)) == 0


@contextlib.contextmanager
def pcsc_world(*, reader: bool = True) -> Iterator[CardWorld]:
    """Starts the card service of this private world for the length of a with-block.

    Enter it on a thread that lives as long as the block: pcscd ends with that thread.

    Raises:
        Trouble: ``private_world_package_missing`` (package), ``private_world_failed``.
        RuntimeError: this process is not in a private world, which is a bug.
    """
    if not is_inside():
        raise RuntimeError("the card service of the machine is not ours to replace: enter a private world first")
    for package, there in (("pcscd", shutil.which("pcscd", path=_path())), ("vsmartcard-vpcd", DRIVER.exists())):
        if not there:
            raise Trouble("private_world_package_missing", package=package)
    with tempfile.TemporaryDirectory(prefix="kakanai-world-") as folder:
        world = CardWorld(Path(folder))
        world.start_service(reader=reader)
        try:
            yield world
        finally:
            world.stop_service()


def _path(environment: Mapping[str, str] = os.environ) -> str:
    # Daemons live in sbin, which a desktop user's PATH often lacks.
    return environment.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin"


def main(arguments: list[str]) -> None:
    """Replaces this process by a command inside a private world: ``python -m devices.world COMMAND…``."""
    enter()
    os.execvp(arguments[0], arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
