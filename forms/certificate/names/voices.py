"""Signs of voice, which are easily lost in small or blurred kana: ミスス is nobody's name, ミスズ is."""

from __future__ import annotations

import unicodedata

from forms.names.spellings import Sort, is_reading

VOICED = "\u3099\u309a"
"""The signs that make ゾ of ソ, and パ of ハ."""


def unvoiced(said: str) -> str:
    """Without signs of voice: in a blurred picture ソ and ゾ are alike."""
    return "".join(character for character in unicodedata.normalize("NFD", said) if character not in VOICED)


def lost_a_voice(part: str, other: str) -> bool:
    """Whether a reading that no table has is another one without some of its signs of voice: チツル for チヅル."""
    pairs = list(zip(part, other, strict=False))
    return len(part) == len(other) and all(one == two or one == unvoiced(two) for one, two in pairs)


def lacks_a_voice(said: str, sort: Sort) -> bool:
    """Whether nobody is called so as far as the tables know, but somebody is with one sign of voice more."""
    return not is_reading(said, sort) and any(is_reading(other, sort) for other in _with_a_voice(said))


def _with_a_voice(said: str) -> list[str]:
    voiced = [
        said[:at] + joined + said[at + 1 :]
        for at, char in enumerate(said)
        for sign in VOICED
        if len(joined := unicodedata.normalize("NFC", char + sign)) == 1
    ]
    return list(dict.fromkeys(voiced))
