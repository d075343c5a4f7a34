"""Rendered sentences, kept in a folder that never grows beyond a limit."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

VERSION = "1"
"""Part of every name: a change of engines or of their settings makes the kept sounds strangers."""
MOST_BYTES = 200_000_000
"""About an hour of speech: all fixed sentences in five languages at the usual rate."""


class Sounds:
    """Sounds by language, rate and sentence. Names of files are digests, so they tell nothing.

    Args:
        folder: made when first needed. None keeps sounds in memory only.
        most: bytes; beyond it the ones heard longest ago go.
    """

    def __init__(self, folder: Path | None, most: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most
        self._held: dict[str, bytes] = {}

    @staticmethod
    def name(text: str, language: str, rate: float) -> str:
        """What a sound is called."""
        said = "\n".join((VERSION, language, f"{rate:.2f}", text))
        return hashlib.sha256(said.encode()).hexdigest()[:40]

    def has(self, text: str, language: str, rate: float) -> bool:
        """Whether it is there."""
        name = self.name(text, language, rate)
        return name in self._held or (self._folder is not None and self._file(name).exists())

    def get(self, text: str, language: str, rate: float) -> bytes | None:
        """The sound, or None."""
        name = self.name(text, language, rate)
        if name in self._held or self._folder is None:
            return self._held.get(name)
        try:
            found = self._file(name).read_bytes()
            os.utime(self._file(name))
        except OSError:
            return None  # not there, or not readable: it is rendered anew
        return found

    def put(self, text: str, language: str, rate: float, sound: bytes) -> None:
        """Keeps a sound; in memory where the folder takes nothing."""
        name = self.name(text, language, rate)
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                half = self._file(name).with_suffix(".part")
                half.write_bytes(sound)
                half.replace(self._file(name))  # whole or not at all
                self._trim()
                return
        self._held[name] = sound
        while sum(map(len, self._held.values())) > min(self._most, 20_000_000):
            self._held.pop(next(iter(self._held)))

    def _file(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{name}.wav"

    def _trim(self) -> None:
        assert self._folder is not None
        files = sorted(((each.stat(), each) for each in self._folder.glob("*.wav")), key=lambda row: row[0].st_mtime)
        size = sum(stat.st_size for stat, _file in files)
        for stat, file in files:
            if size <= self._most:
                return
            file.unlink(missing_ok=True)
            size -= stat.st_size
