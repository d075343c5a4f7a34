"""Other forms of a character, also those with a variation selector. Slow at first: not for the window's thread."""

from __future__ import annotations

from functools import cache

from forms.characters import split_selector, variants
from look import exact, fonts

MOST = 24
"""More pictures than these nobody compares; a clerk knows more."""


@cache
def _sequences() -> dict[str, tuple[str, ...]]:
    """Base → its variation sequences that the official typeface draws in their own way."""
    import uharfbuzz as hb

    file = fonts.find_file(fonts.MINCHO)
    if file is None:
        return {}
    face = hb.Face(hb.Blob.from_file_path(str(file)), 0)
    font = hb.Font(face)
    found: dict[str, list[str]] = {}
    for selector in sorted(face.variation_selectors):
        for base in face.variation_unicodes(selector):
            glyph = font.get_variation_glyph(base, selector)
            if glyph is not None and glyph != font.get_nominal_glyph(base):
                found.setdefault(chr(base), []).append(chr(base) + chr(selector))
    return {base: tuple(each) for base, each in found.items()}


def find_forms(char: str) -> list[str]:
    """What a person may mean instead of this character: the most usual first, at most :data:`MOST`.

    Args:
        char: one character, with its selector where it has one. Anything but an ideograph has no other forms.
    """
    base, selector = split_selector(char)
    if not base:
        return []
    others = list(variants(base))
    own = _sequences().get(base, ())
    usual = [each for each in others if ord(each) < 0x20000]
    found = [base] if selector else []
    found += [*usual[:6], *own, *usual[6:], *(each for each in others if ord(each) >= 0x20000)]
    drawn = [each for each in dict.fromkeys(found) if each != char and not exact.unwritable(each)]
    return drawn[:MOST]
