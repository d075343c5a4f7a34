"""When two values of a field say the same, kind by kind.

Values with the same key agree; the exact strings are kept beside it. Values with the same loose key are not the
same, but a person should hear how near they are.
"""

from __future__ import annotations

import re

from forms.addresses import address_key, building_key
from forms.characters import fold_variants, width_folded
from forms.fields import Kind
from forms.kana import kana_key, loose_kana_key


def same_key(kind: Kind, value: str) -> str:
    """What all ways of writing one value of this kind share.

    Names are exact but for blanks and the width of Latin letters: 髙橋 and 高橋 differ. Addresses and buildings
    are compared as places, readings by their sounds, telephone numbers and codes by their digits, dates, sexes and
    choices as data.
    """
    match kind:
        case Kind.NAME | Kind.TEXT:
            return "".join(width_folded(value).split())
        case Kind.KANA:
            return kana_key(value)
        case Kind.ADDRESS:
            return address_key(value)
        case Kind.BUILDING:
            return building_key(value)
        case Kind.PHONE:
            digits = re.sub(r"[^0-9+]", "", width_folded(value))
            return re.sub(r"^\+81", "0", digits)
        case Kind.CODE:
            return re.sub(r"[^0-9A-Z]", "", width_folded(value).upper())
        case Kind.RELATIONSHIP:
            plain = "".join(width_folded(value).split())
            return "世帯主" if plain == "本人" else plain
        case Kind.DATE | Kind.SEX | Kind.CHOICE:
            return value


def loose_key(kind: Kind, value: str) -> str:
    """What near misses share: variants of a character in a name, large and small kana in a reading."""
    match kind:
        case Kind.NAME | Kind.TEXT | Kind.RELATIONSHIP:
            return fold_variants(same_key(kind, value))
        case Kind.KANA:
            return loose_kana_key(value)
        case _:
            return same_key(kind, value)


def near_miss(kind: Kind) -> str | None:
    """The hint for values that only share their loose key: ``variant`` or ``small_kana``."""
    match kind:
        case Kind.NAME | Kind.TEXT | Kind.RELATIONSHIP:
            return "variant"
        case Kind.KANA:
            return "small_kana"
        case _:
            return None
