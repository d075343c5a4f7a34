"""What tests of files that are carried away begin with: a store beside its key, and passphrases that cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db import commands, sealed_files
from db.crypto import KeyRing
from db.store import Store

PASSPHRASE = "柿 の木 の下で 待つ 12"


def make_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs 128 MiB and half a second in real life."""
    monkeypatch.setitem(sealed_files._KDF, "n", 1 << 10)


def new_place(folder: Path, put: Callable[[Store], None]) -> tuple[str, Path]:
    """Address and key file of a new store, with what is put into it."""
    url, key = f"sqlite:///{folder}/data/k.sqlite", folder / "keys" / "k"
    commands.init(url, key)
    with Store.open(url, KeyRing.load(key)) as store:
        put(store)
    return url, key
