"""Words that buildings are named with, out of ``buildings.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_KATAKANA = re.compile("[ァ-ヺー・]+")
_POINT = "・"


def buildings() -> tuple[str, ...]:
    """Those with small kana."""
    return _table()["small_kana"]


def known_places(name: str) -> frozenset[int]:
    """Where in a building's name characters stand that belong to words which buildings are named with.

    Of katakana beside each other all do or none: グランドハイツ is put together of such words, ナカヤマハイツ is not.
    """
    runs = [run for run in _KATAKANA.finditer(name) if _is_put_together(run[0])]
    return frozenset(at for found in (*runs, *_kanji().finditer(name)) for at in range(*found.span()))


def _is_put_together(run: str) -> bool:
    parts = run.removesuffix(_POINT).split(_POINT)  # メゾン・ド・大橋
    return all(_katakana().fullmatch(part) or (_POINT in run and part in _table()["joined"]) for part in parts)


@cache
def _katakana() -> re.Pattern[str]:
    table = _table()
    return re.compile(f"(?:{'|'.join((*table['small_kana'], *table['others']))})+")


@cache
def _kanji() -> re.Pattern[str]:
    return re.compile("|".join(_table()["kanji"]))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(Path(__file__).with_name("buildings.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}
