"""Finds the characters that are variants of each other: ``python -m tools.families`` writes ``forms/families.json``.

To be run again when ``jntajis`` or ``ja_itaiji`` has changed, or what is made of their tables here.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from functools import cache

from ja_itaiji import Itaiji
from jntajis import MJShrinkSchemeCombo, mj_shrink_candidates

from forms.characters import FAMILIES, usualness
from forms.scripts import is_kanji

IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))
DIFFERENT_BUT_MIXED_UP = {"斉": "斎"}
"""Two characters by the book, which papers and registers mix up all the time: a person should hear of it."""
_PAIRS = ("切功", "升舛", "昼書", "帥師", "玉王", "宍肉", "着著")
DIFFERENT = {one: frozenset(other) for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""Common characters that the MJ tables relate as slips of the pen, and that no reader takes for the same."""
_EVERY = (
    MJShrinkSchemeCombo.JIS_INCORPORATION_UCS_UNIFICATION_RULE
    | MJShrinkSchemeCombo.INFERENCE_BY_READING_AND_GLYPH
    | MJShrinkSchemeCombo.MOJ_NOTICE_582
    | MJShrinkSchemeCombo.MOJ_FAMILY_REGISTER_ACT_RELATED_NOTICE
)


def families() -> dict[str, str]:
    """The character that stands for its variants → these, by code point."""
    found: dict[str, str] = defaultdict(str)
    for char in (chr(code) for codes in IDEOGRAPHS for code in codes):
        if unicodedata.category(char) == "Lo" and (stands := _representative(char)) != char:
            found[stands] += char
    return dict(found)


@cache
def _shrinks_to(char: str) -> frozenset[str]:
    """What the char may shrink to by the MJ tables, and the 拡張新字体 pairs of ja-itaiji; itself included."""
    found = {char, *mj_shrink_candidates(char, _EVERY)} - DIFFERENT.get(char, frozenset())
    if len(found) == 1 and usualness(char)[0] == 2:
        # ja-itaiji also relates characters that are different words (吉/桔, 澤/途, 崎/埼). Where the MJ tables are
        # silent, each names the other and only one of them is in JIS X 0208, they are forms of one (鷗/鴎, 頰/頬).
        pairs = [each for each in Itaiji.dictionary.get(char, ()) if char in Itaiji.dictionary.get(each, ())]
        pairs = [each for each in pairs if len(each) == 1 and usualness(each)[0] < 2]
        found |= set(pairs) if len(pairs) == 1 else set()
    return frozenset(found)


@cache
def _representative(char: str) -> str:
    if char == "々" or not is_kanji(char):
        return char
    # Step by step to a more usual form. Not the closure of all relations: that would chain words together.
    usual = [each for each in _shrinks_to(char) if each != char and _leads(char, each)]
    if usual:
        return _representative(min(usual, key=usualness))
    return DIFFERENT_BUT_MIXED_UP.get(char, char)


def _leads(char: str, other: str) -> bool:
    mine, its = usualness(char), usualness(other)
    if mine[0] != its[0]:
        return its[0] < mine[0]
    return char not in _shrinks_to(other) or its < mine  # equally usual: as the table points


def main() -> None:
    FAMILIES.write_text(json.dumps(families(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
