"""What stands around values in sentences, out of ``sentences.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.certificate.words.catalogue import unblanked, words
from forms.fields import FIELDS

ADDRESS, DATE = "\ue000", "\ue001"
"""What stands for every character of an address and of a date, so that none of it is taken for words."""
_FORMS = {
    "{address}": f"{ADDRESS}+",
    "{date}": f"{DATE}+",
    "{name}": rf"[^,。()\d{ADDRESS}{DATE}]{{2,20}}?",
    "{kana}": "[ぁ-ゖァ-ヺー]{3,24}",
}
"""A name has 20 characters at most, and a reading 24: Latin names in katakana are the longest."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What sentences say.

    Attributes:
        patterns: field pattern → what fits text with a value in it, as its first group.
        unsure: the same of what may be another field's.
        no_name: words of which none is in a name.
        known: fits what a sentence may say beside its values.
    """

    patterns: dict[str, tuple[re.Pattern[str], ...]]
    unsure: dict[str, tuple[re.Pattern[str], ...]]
    no_name: tuple[str, ...]
    known: re.Pattern[str]


@cache
def sentences() -> Sentences:
    """The patterns, read once.

    Raises:
        ValueError: ``sentences.toml`` names a field that the vocabulary lacks.
    """
    table = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    strange = (table["patterns"].keys() | table["unsure"].keys()) - {row.pattern for row in FIELDS}
    if strange:
        raise ValueError(f"sentences.toml: no field {min(strange)!r}")
    known = sorted(table["words"]["known"], key=len, reverse=True)
    return Sentences(
        *(
            {field: tuple(map(_compiled, patterns)) for field, patterns in table[name].items()}
            for name in ("patterns", "unsure")
        ),
        tuple(table["words"]["no_name"]),
        re.compile(rf"(?:{'|'.join(known)}|[ぁ-んへヘ,。・:()])*"),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    related = sorted(map(unblanked, words().relationships), key=len, reverse=True)
    for name, form in {**_FORMS, "{relationship}": "|".join(map(re.escape, related))}.items():
        pattern = pattern.replace(name, form)
    return re.compile(pattern)
