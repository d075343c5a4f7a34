"""The catalogues of everything people read, one TOML file a language.

Each room keeps its own texts in ``<room>/texts/<language>.toml`` (a folder inside a room may have one too);
all of them together are one catalogue. Keys are dotted: ``trouble.card_removed.message``. A text may hold
placeholders in braces, filled by name. Texts are plain text, never markup.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from base import readings
from base.trouble import Trouble

LANGUAGES = ("ja", "ja-easy", "en", "zh", "ko")
"""日本語, やさしい日本語, English, 简体中文, 한국어."""

ROOMS = ("base", "forms", "devices", "db", "look", "kiosk", "counter", "command")
_ROOT = Path(__file__).resolve().parent.parent


def catalogue_files(language: str) -> list[Path]:
    """All catalogue files of one language, in a stable order."""
    return [file for room in ROOMS for file in sorted((_ROOT / room).glob(f"**/texts/{language}.toml"))]


def _flatten(table: dict, prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        flat |= _flatten(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return flat


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of one language by its dotted key.

    Raises:
        ValueError: two files define the same key, or the language is unknown.
    """
    if language == readings.LANGUAGE:
        return {key: readings.annotated(found) for key, found in catalogue("ja").items()}
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    texts: dict[str, str] = {}
    for file in catalogue_files(language):
        new = _flatten(tomllib.loads(file.read_text(encoding="utf-8")))
        if twice := texts.keys() & new.keys():
            raise ValueError(f"{file.name}: defined twice: {sorted(twice)}")
        texts |= new
    return texts


def text(key: str, /, language: str = "ja", **values: str | int) -> str:
    """One text with its placeholders filled.

    A key that a language lacks falls back to Japanese; tests refuse a release in which that happens.

    Raises:
        KeyError: no language has the key, which is a bug.
    """
    found = catalogue(language).get(key)
    if found is None:
        found = catalogue("ja")[key]
    return found.format(**values) if values else found


def has_text(key: str, language: str = "ja") -> bool:
    """Whether the catalogue of this language defines the key."""
    return key in catalogue(language)


def message(trouble: Trouble, language: str = "ja") -> str:
    """What happened, in one sentence."""
    return text(f"trouble.{trouble.id}.message", language, **trouble.details)


def action(trouble: Trouble, language: str = "ja") -> str:
    """What to do now, in one sentence."""
    return text(f"trouble.{trouble.id}.action", language, **trouble.details)
