"""What a clerk types, made into a value as data. Nothing is guessed: what cannot be read is refused."""

from __future__ import annotations

import re
import unicodedata

from base.trouble import Trouble
from forms.checks import find_fault
from forms.dates import find_date
from forms.display import shown
from forms.fields import Kind, get_field_type
from forms.kana import to_katakana

_SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "male": "male", "female": "female"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and what turns the direction of writing: a name holds none, and they hide things."""


def value_of(path: str, typed: str) -> str:
    """The value as data. An empty line means "there is none".

    Names keep every character as typed; only blanks between family and given name become U+3000, as data has
    them, and hiragana becomes katakana in a reading.

    Raises:
        Trouble: ``value_not_understood``; ``value_too_long``.
    """
    row = get_field_type(path)
    text = _UNSEEN.sub("", typed).strip(" \u3000")
    if not text:
        return ""
    match row.kind:
        case Kind.DATE:
            day = find_date(text)
            if day is None:
                raise Trouble("value_not_understood")
            return day.isoformat()
        case Kind.SEX:
            if (sex := _SEXES.get(text.lower())) is None:
                raise Trouble("value_not_understood")
            return sex
        case Kind.CHOICE:
            plain = unicodedata.normalize("NFKC", text)
            chosen = [each for each in row.choices if plain in (each, unicodedata.normalize("NFKC", shown(path, each)))]
            if not chosen:
                raise Trouble("value_not_understood")
            return chosen[0]
        case Kind.NAME:
            text = re.sub(r"[ \u3000]+", "\u3000", text)
        case Kind.KANA:
            text = re.sub(r"[ \u3000]+", "\u3000", to_katakana(text))
        case Kind.PHONE:
            text = unicodedata.normalize("NFKC", text).replace("ー", "-")
        case _:
            pass
    match find_fault(path, text):
        case None:
            return text
        case "too_long":
            raise Trouble("value_too_long", limit=row.max_length)
        case _:
            raise Trouble("value_not_understood")
