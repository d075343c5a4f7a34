"""Words that buildings are named with, out of ``buildings.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def buildings() -> tuple[str, ...]:
    """Those with small kana, read once."""
    table = tomllib.loads(Path(__file__).with_name("buildings.toml").read_text(encoding="utf-8"))
    return tuple(table["small_kana"])
