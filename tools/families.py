"""Finds the characters that are variants of each other: ``python -m tools.families`` writes ``forms/families.json``.

To be run again when ``jntajis`` or ``ja_itaiji``, or what :mod:`forms.characters` makes of their tables, has changed.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict

from forms.characters import FAMILIES, fold_variants

IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))


def families() -> dict[str, str]:
    """The character that stands for its variants → these, by code point."""
    found: dict[str, str] = defaultdict(str)
    for char in (chr(code) for codes in IDEOGRAPHS for code in codes):
        if unicodedata.category(char) == "Lo" and (stands := fold_variants(char)) != char:
            found[stands] += char
    return dict(found)


def main() -> None:
    FAMILIES.write_text(json.dumps(families(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
