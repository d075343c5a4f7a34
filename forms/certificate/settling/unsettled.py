"""Look-alikes of two scripts where nothing beside them tells them apart: 町ニ12番地 or 町二12番地, Ｏ or 〇, I or 1;
and brackets of either width around the kanji of a name in letters.

``scripts`` has put right what could be; what is left is never sure, and the other character is offered. A place that
the postal data has is spelt as there; so is a town that was not read well and is only there with other variants (奥畑,
read 奧畑), never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean, median

from forms.addresses import is_respelt_town, known_end, spelt_as_known
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import is_blank_unclear, is_letter
from forms.certificate.data.scripts import TWINS
from forms.certificate.data.values import respelt
from forms.certificate.runs.segments import Segment
from forms.characters import fold_variants
from forms.fields import Kind
from forms.scripts import Script, is_kana, is_kanji, script_of

KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
_NUMERALS = "一二三四五六七八九十百千"
_BEHIND_NUMERAL = "丁番号条線区階棟館町通"
_AT_BOTH = "ツッノケヶ"
"""Katakana that stand among kanji: 三ツ石, 二ノ坪."""
_STROKES = "IlＩｌ|｜"
_COMPANY = re.compile(r"\(株\)|（株）")
"""As what ㈱ is read, too, which the recogniser has no class for."""
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]$")
"""The name in kanji of somebody whose register gives it behind the one in letters."""
_WIDE_BRACKETS, _NARROW_BRACKETS = str.maketrans("()", "（）"), str.maketrans("（）", "()")
_LONE_KANA = re.compile(
    "(?<=[ァ-ヺー])[ \u3000](?=[ァ-ヺ](?![ァ-ヺー]))|(?<=(?<![ァ-ヺー])[ァ-ヺ])[ \u3000](?=[ァ-ヺー])"
)
"""A blank that leaves one katakana of a word alone: パークサイ　ド. White within one may be as wide."""
CLEAR = 0.9
"""Confidence from which on a variant is taken for printed."""
_HYPHENS = "-－―‐−–"
_POINTS = ".．,，、・·•"
"""What a short or pale hyphen between two numbers is taken for; none of them stands in an address."""
_POINTED = re.compile(f"[{re.escape(_POINTS)}]")
MOST_STEP = 1.45
"""From a number to the next one, in steps from digit to digit: one with a speck between them, two with a hyphen."""


def doubt_scripts(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a place with a character that may as well be one of another script is never sure, nor a name with
    brackets, which the recogniser mixes up."""
    spelt = [_with_known_town(_hyphened(entry)) if entry.kind is Kind.ADDRESS else entry for entry in entries]
    told = [_bracketed(entry) if entry.kind is Kind.NAME else entry for entry in spelt]
    return [_doubted(entry) if entry.kind in KINDS else entry for entry in told]


def _bracketed(entry: Entry) -> Entry:
    """A name whose brackets are as wide as the kanji that they hold, in doubt."""
    said = entry.value.value
    match = _IN_BRACKETS.search(said)
    if not match or not any(map(is_kanji, match[1])):
        return entry
    value, other = said.translate(_WIDE_BRACKETS), said.translate(_NARROW_BRACKETS)
    return replace(entry, value=replace(entry.value, value=value), firm=False, candidates=(*entry.candidates, other))


def _hyphened(entry: Entry) -> Entry:
    """An address with 2-1 for 2.1, or 21 where there is no room for a hyphen; never sure then."""
    rows = [_with_hyphens(row) for row in entry.value.segments]
    if all(row is own for row, own in zip(rows, entry.value.segments, strict=True)):
        return entry
    value = respelt(entry.value, rows, Kind.ADDRESS)
    return replace(entry, value=value, firm=False, candidates=(*entry.candidates, entry.value.value))


def _with_hyphens(row: Segment) -> Segment:
    texts = ["", *(glyph.text for glyph in row.glyphs), ""]
    points = [
        char in _POINTS and before.isdecimal() and after.isdecimal()
        for before, char, after in zip(texts, texts[1:], texts[2:], strict=False)
    ]
    if not any(points):
        return row
    glyphs = (
        replace(glyph, text="-") if point else glyph
        for at, (glyph, point) in enumerate(zip(row.glyphs, points, strict=True))
        if not (point and _is_speck(row, at))
    )
    return replace(row, glyphs=tuple(glyphs))


def _is_speck(row: Segment, at: int) -> bool:
    """Whether the numbers beside a point stand as near to each other as characters do with nothing between them."""
    glyphs = [glyph for number, glyph in enumerate(row.glyphs) if number != at]
    steps = [(one.text + two.text, two.x - one.x) for one, two in pairwise(glyphs)]
    room = steps.pop(at - 1)[1]
    steps = [(pair, step) for pair, step in steps if not _POINTED.search(pair)]
    beside = [step for pair, step in steps if all(char.isdecimal() or char in _HYPHENS for char in pair)]
    if beside:
        return room < MOST_STEP * median(beside)
    pitches = [step for pair, step in steps if not any(map(str.isdecimal, pair))]
    others = [step for pair, step in steps if any(map(str.isdecimal, pair))]
    # From a kanji to a digit it is half of the one's square and half of the other's.
    return bool(others and pitches) and room < MOST_STEP * (2 * mean(others) - median(pitches))


def _with_known_town(entry: Entry) -> Entry:
    """With a variant that was not read well as the postal data has it; one read well may be what is printed."""
    said = entry.value.value
    glyphs = [glyph for row in entry.value.segments for glyph in row.glyphs]
    if entry.value.confidence >= CLEAR or len(glyphs) != len(said) or not is_respelt_town(said):
        return entry
    pairs = zip(said, spelt_as_known(said, fold_variants), glyphs, strict=True)
    told = "".join(known if glyph.confidence < CLEAR else char for char, known, glyph in pairs)
    if told == said:
        return entry
    return replace(entry, value=replace(entry.value, value=told), firm=False, candidates=(*entry.candidates, said))


def _doubted(entry: Entry) -> Entry:
    if any(is_blank_unclear(row, at) for row in entry.value.segments for at in range(1, len(row.glyphs))):
        bare = entry.value.value.replace("\u3000", "")
        entry = replace(entry, firm=False, candidates=(*entry.candidates, bare))
    others = other_spellings(entry.value.value, entry.kind)
    if not others:
        return entry
    return replace(entry, firm=False, candidates=tuple(dict.fromkeys((*entry.candidates, *others))))


def other_spellings(text: str, kind: Kind) -> list[str]:
    """The text with each character that nothing settles as the other one that it may be."""
    known = known_end(text) if kind is Kind.ADDRESS else 0
    found = [text[: mark.start()] + "㈱" + text[mark.end() :] for mark in _COMPANY.finditer(text)]
    for at in range(known, len(text)):
        if not (known and at == known and _is_block(text, at)) and (other := _other(text, at)):
            found.append(text[:at] + other + text[at + 1 :])
    found += [_LONE_KANA.sub("", text)] if kind is Kind.BUILDING and _LONE_KANA.search(text) else []
    return found


def _is_block(text: str, at: int) -> bool:
    """Whether it is the katakana of イロハ by which blocks are counted: no kanji stands alone before a number there."""
    return is_kana(text[at]) and text[at + 1 : at + 2].isdecimal()


def _other(text: str, at: int) -> str | None:
    """What else the character may be; None where what stands beside it tells."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _STROKES:
        return None if _is_letter(before) or _is_letter(after) else _as_wide("1", char)
    if char in _HYPHENS:
        # コ－ポ: between kana it is rather the long mark, set a little apart.
        return "ー" if before and after and is_kana(before) and is_kana(after) else None
    if char in "〇○◯":
        return None if (before and before in _NUMERALS) or (after and after in _NUMERALS) else "Ｏ"
    if char in "OＯ":
        return _as_wide("0", char) if before.isdecimal() or after.isdecimal() else None
    if char == "㈱":
        return "株"  # as which it was read
    if char == "株":
        # The recogniser has no class for ㈱, before or behind a company's name.
        return None if before.strip() and after.strip() else "㈱"
    if char not in TWINS:
        return None
    if char == "ト" and after and after in "ノ字部":
        return None  # トノ町, ト字12番地: no place is named after an augury
    if is_kana(char):
        return None if _is_settled_kana(text, at) else TWINS[char]
    return None if _is_settled_kanji(char, before, after) else TWINS[char]


def _is_settled_kanji(char: str, before: str, after: str) -> bool:
    if before == "第":
        return True  # 第二ニッシン寮
    if after.isdecimal():
        return False  # 町ニ12番地: blocks are counted in イロハ, too
    if is_kanji(after) or after == "〇":
        return True  # エステート工藤, ニュー二条
    return Script.KATAKANA not in (script_of(before), script_of(after))


_BEGINNINGS = {"ロ": tuple("イーッジフマワゼコベビレン"), "ニ": tuple("ューコッシホチ")}
"""Kana that a building's name begins with as seldom as a word in kanji ends in their twins, and what follows them then:
ロイヤル, ニュー."""


def _is_settled_kana(text: str, at: int) -> bool:
    start, end = at, at + 1
    while start and is_kana(text[start - 1]):
        start -= 1
    while end < len(text) and is_kana(text[end]):
        end += 1
    if all(char in TWINS or char in _AT_BOTH for char in text[start:end]):
        return False
    if at == start and at and is_kanji(text[at - 1]) and text[at] in _BEGINNINGS:
        return text[at + 1 : at + 2] in _BEGINNINGS[text[at]]  # 西口グリーンハイツ, 第二ハイツ
    if at + 1 < end or at == start:
        return True
    after = text[end : end + 1]
    # The last one of a word, and a kanji behind it: メゾン一番館, コート八王子.
    if text[at] == "ー":
        return not (after and after in _BEHIND_NUMERAL)
    return text[at] == "ト" or not (is_kanji(after) or after == "〇")


def _is_letter(char: str) -> bool:
    return is_letter(char) and char not in _STROKES


def _as_wide(digit: str, like: str) -> str:
    return digit if like.isascii() else chr(ord(digit) + 0xFEE0)
