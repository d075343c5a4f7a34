"""A disk whose power can be cut: what disk.c wrote down of a program, played back as what such a disk would hold.

The model is as strict as POSIX allows: what was written is on the disk once its file was synced, and a name once its
folder was. Anything else may be there, or not, or in part, and in any order.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
SECTOR_BYTES = 512
"""What a disk writes whole or not at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a program did to the disk: ``make``, ``write``, ``size``, ``sync``, ``folder``, ``unlink``, …"""

    op: str
    number: int
    paths: tuple[str, ...]
    content: bytes


def written_down(program: str, disk: Path, log: Path, shim: Path, *arguments: str) -> list[Change]:
    """Runs a module as a program, and gives everything that it did below the folder `disk`.

    Raises:
        RuntimeError: the program or the compiler failed.
    """
    source = Path(__file__).with_name("disk.c")
    for words, more in (
        (["gcc", "-O1", "-shared", "-fPIC", "-o", str(shim), str(source), "-ldl"], {}),
        (
            [sys.executable, "-m", program, str(disk), *arguments],
            {"LD_PRELOAD": str(shim), "DISK": str(disk), "DISK_LOG": str(log)},
        ),
    ):
        done = subprocess.run(
            words, cwd=ROOT, env=os.environ | more, capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
    return list(_changes(log.read_bytes()))


def _changes(log: bytes) -> Iterator[Change]:
    at = 0
    while at < len(log):
        end = log.index(b"\n", at)
        op, number, length, paths = log[at:end].decode().split(" ", 3)
        at = end + 1 + int(length)
        yield Change(op, int(number), tuple(paths.split("\t")), log[end + 1 : at])


@dataclass
class _File:
    """What is safe of a file, and what was done to it since."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)

    def with_(self, pending: list[Change], torn: Random | None = None) -> bytes:
        content = bytearray(self.safe)
        for change in pending:
            if change.op == "size":
                content[change.number :] = bytes(max(0, change.number - len(content)))
                continue
            for start in range(0, len(change.content), SECTOR_BYTES):
                if torn and torn.random() < 0.5:
                    continue
                piece, at = change.content[start : start + SECTOR_BYTES], change.number + start
                content.extend(bytes(max(0, at - len(content))))
                content[at : at + len(piece)] = piece
        return bytes(content)

    def sync(self) -> None:
        self.safe, self.pending = bytearray(self.with_(self.pending)), []


Names = dict[str, "_File | None"]
"""Path → the file, or None for a folder."""


class Disk:
    """The disk after the changes that it was given so far.

    Args:
        root: the folder that is the disk; itself safe.
        keeps: of which files and folders (by path) a sync is believed; for a test of the test.
    """

    def __init__(self, root: Path, keeps: Callable[[str], bool] = lambda _path: True) -> None:
        self._root, self._keeps = str(root), keeps
        self._now: Names = {}
        self._safe: Names = {}
        self._pending: list[tuple[str, Callable[[Names], None]]] = []

    def take(self, change: Change) -> None:
        """Does one thing more."""
        path, to = change.paths[0], change.paths[-1]
        if change.op in ("write", "size"):
            if (file := self._now.get(path)) is not None:  # else it was unlinked while open
                file.pending.append(change)
        elif change.op == "sync":
            if (file := self._now.get(path)) is not None:
                if self._keeps(path):
                    file.sync()
            elif (path == self._root or path in self._now) and self._keeps(path):
                self._sync_folder(path)
        elif change.op in ("make", "folder"):
            file = _File() if change.op == "make" else None
            self._name(path, lambda names: names.__setitem__(path, file))
        elif change.op == "unlink":
            self._name(path, lambda names: names.pop(path, None))
        elif change.op == "link":
            self._name(to, lambda names, file=self._now[path]: names.__setitem__(to, file))
        elif change.op == "rename":
            file = self._now[path]

            def move(names: Names) -> None:
                names.pop(path, None)
                names[to] = file

            self._name(to, move)
        else:
            raise ValueError(change.op)

    def _name(self, path: str, act: Callable[[Names], object]) -> None:
        act(self._now)
        self._pending.append((str(Path(path).parent), act))

    def _sync_folder(self, folder: str) -> None:
        left = []
        for parent, act in self._pending:
            if parent == folder:
                act(self._safe)
            else:
                left.append((parent, act))
        self._pending = left

    def now(self) -> dict[str, bytes | None]:
        """Everything, as whoever reads it while the power is on sees it: what kill -9 leaves."""
        return {path: file and file.with_(file.pending) for path, file in self._now.items()}

    def cut(self) -> dict[str, bytes | None]:
        """Only what is safe."""
        return self._reachable({path: file and bytes(file.safe) for path, file in self._safe.items()})

    def torn(self, random: Random) -> dict[str, bytes | None]:
        """What is safe, and a part of all the rest: some names, some writes, some sectors of these."""
        names = dict(self._safe)
        for _parent, act in self._pending[: random.randint(0, len(self._pending))]:
            act(names)
        image: dict[str, bytes | None] = {}
        for path, file in names.items():
            chosen = [] if file is None else [each for each in file.pending if random.random() < 0.6]
            image[path] = file and file.with_(chosen, random)
        return self._reachable(image)

    def _reachable(self, image: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        def there(path: str) -> bool:
            parent = str(Path(path).parent)
            return parent == self._root or (parent in image and image[parent] is None and there(parent))

        return {path: content for path, content in image.items() if there(path)}


def lay_out(image: Mapping[str, bytes | None], root: Path, to: Path) -> None:
    """Makes real files of it.

    Args:
        image: of a disk at `root`.
        root: what its paths begin with.
        to: a folder that is not there yet.
    """
    to.mkdir(parents=True)
    for path, content in sorted(image.items()):
        target = to / Path(path).relative_to(root)
        if content is None:
            target.mkdir(exist_ok=True)
        else:
            target.touch(0o600)
            target.write_bytes(content)
