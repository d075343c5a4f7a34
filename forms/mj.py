"""The MJ names of characters: the numbers by which 文字情報基盤, the repertoire of registers, calls its glyphs.

MJ028902 is 髙, MJ028901 高. IPAmj Mincho, the face of the official form, calls its glyphs by them, also those that
need a variation selector; so nothing else has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from forms.characters import clusters, split_selector
from forms.paper.fonts import FONTS


def mj_name(cluster: str) -> str | None:
    """The MJ name of an ideograph, with or without a selector; None where it has none, or the face is missing."""
    base, selector = split_selector(cluster)
    if len(base) != 1 or len(selector) > 1:
        return None
    alone, pairs = _names()
    name = pairs.get((base, selector)) if selector else None
    # A selector that asks for what the character is drawn as anyway has no glyph of its own.
    name = name or (alone.get(base) if not selector or (base, selector) in pairs else None)
    return f"MJ{name[2:]}" if name and name.startswith("mj") else None


def mj_names(texts: Iterable[str]) -> dict[str, str]:
    """The MJ names of what the texts do not share: by which they differ, and nothing else is of interest."""
    each = [set(clusters(text)) for text in texts]
    if len(each) < 2:
        return {}
    apart = set.union(*each) - set.intersection(*each)
    return {cluster: name for cluster in sorted(apart) if (name := mj_name(cluster))}


@cache
def _names() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Character → glyph name, and (character, selector) → glyph name, empty where it is drawn as without."""
    from fontTools.ttLib import TTFont  # slow to import

    file = next((path for path in FONTS["mincho"].paths if Path(path).is_file()), None)
    if file is None:
        return {}, {}
    with TTFont(file, lazy=True) as face:
        alone = {chr(code): name for code, name in face.getBestCmap().items()}
        pairs = {
            (chr(base), chr(selector)): name or ""
            for table in face["cmap"].tables
            if table.format == 14
            for selector, rows in table.uvsDict.items()
            for base, name in rows
        }
    return alone, pairs
