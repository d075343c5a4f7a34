"""The MJ names of characters: the numbers by which 文字情報基盤, the repertoire of registers, calls its glyphs.

MJ028902 is 髙, MJ028901 高. IPAmj Mincho, the face of the official form, calls its glyphs by them, also those that
need a variation selector; so nothing else has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from forms.characters import clusters, split_selector
from forms.paper.fonts import FONTS

if TYPE_CHECKING:
    import uharfbuzz as hb


def mj_name(cluster: str) -> str | None:
    """The MJ name of an ideograph, with or without a selector; None where it has none, or the face is missing."""
    base, selector = split_selector(cluster)
    if len(base) != 1 or len(selector) > 1:
        return None
    if (face := _face()) is None:
        return None
    # A selector that the face does not list with this character asks for a glyph that it has not got.
    code = ord(base)
    glyph = face.get_variation_glyph(code, ord(selector)) if selector else face.get_nominal_glyph(code)
    name = face.get_glyph_name(glyph) if glyph is not None else None
    return f"MJ{name[2:]}" if name and name.startswith("mj") else None


def mj_names(texts: Iterable[str]) -> dict[str, str]:
    """The MJ names of what the texts do not share: by which they differ, and nothing else is of interest."""
    each = [set(clusters(text)) for text in texts]
    if len(each) < 2:
        return {}
    apart = set.union(*each) - set.intersection(*each)
    return {cluster: name for cluster in sorted(apart) if (name := mj_name(cluster))}


@cache
def _face() -> hb.Font | None:
    import uharfbuzz  # only when names are asked for

    file = next((path for path in FONTS["mincho"].paths if Path(path).is_file()), None)
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file))) if file else None
