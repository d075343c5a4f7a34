"""Characters that are drawn alike in several scripts, told by what stands beside them: べ and ベ, 八 and ハ, ー and 一.

And what can only stand in one way before 丁目: in an address 丁日 is a misreading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.addresses import PREFECTURES, find_municipality, find_prefecture, known_end, spelt_as_known
from forms.certificate.data.pitch import LATIN
from forms.certificate.runs.segments import Segment, text_of
from forms.characters import fold_variants
from forms.fields import Kind
from forms.scripts import Script, is_kanji, script_of

POSTAL_CODE = re.compile(r"^(?:[干亍于]|[^0-9０-９一-鿿])?[0-9０-９]{3}[-－ー―‐][0-9０-９]{4}")
"""Before an address; its sign is taken for many others (テ, デ, 干)."""
_TOWN_BLOCK = re.compile("(?<=[0-9０-９一二三四五六七八九十])(?:丁[日口曰月自H冂巳]|[FTJ了]目)")
_HIRAGANA, _KATAKANA = "へべぺり", "ヘベペリ"
_KANA_KANJI = {
    "八": "ハ",
    "二": "ニ",
    "力": "カ",
    "口": "ロ",
    "夕": "タ",
    "卜": "ト",
    "工": "エ",
    "一": "ー",
    "才": "オ",
}
_BLOCK = re.compile("(^|[町村字])([二八へ力口夕工])(?=[0-9０-９])|()([二八へ力口夕工卜])(?=[字部][0-9０-９])")
_ROUND = "〇○◯OＯ0０oｏ"
_ONE_SCRIPT = (
    {ord("Ａ") + at: ord("A") + at for at in range(58) if chr(ord("A") + at).isalpha()}
    | {ord(kanji): ord(kana) for kanji, kana in _KANA_KANJI.items()}
    | {ord(one): ord(other) for one, other in zip(_HIRAGANA, _KATAKANA, strict=True)}
    | {ord(char): ord("〇") for char in _ROUND}
)
TWINS = {**_KANA_KANJI, **{kana: kanji for kanji, kana in _KANA_KANJI.items()}, "へ": "ヘ", "ヘ": "へ"}
"""Characters of two scripts that are drawn alike, each with its other."""
_DASHES = "-－ー―‐−–"
"""What a hyphen between numbers and the long mark of kana are taken for."""
_SPELT = frozenset({Kind.NAME, Kind.ADDRESS, Kind.BUILDING, Kind.TEXT})
BLANK_EM = 0.6
"""Characters that stand further apart than this are no neighbours."""


def in_their_script(kind: Kind, rows: Sequence[Segment]) -> tuple[Segment, ...]:
    """The lines of a value, look-alikes of other scripts put right; of an address without its postal code.

    A town is spelt as the postal data has it: キトロ町, whatever stands beside ロ.
    """
    if kind is Kind.ADDRESS:
        rows = [_with_particle(_with_block(row)) for row in _without_postal_code(rows)]
        rows = [*(_spelt([row], with_prefecture(row.text))[0] for row in rows[:1]), *rows[1:]]
        if rows and find_municipality(rows[0].text) is None:
            katakana = _begun_in_katakana(rows[0])
            rows = [katakana if find_municipality(katakana.text) else rows[0], *rows[1:]]
    if kind in _SPELT:
        rows = [_scripted(row) for row in rows]
    if kind in (Kind.ADDRESS, Kind.BUILDING):
        rows = [_with_dashes(row) for row in rows]
    if kind is Kind.ADDRESS:
        text = spelt_as_known(text_of(rows), in_one_script)
        rows = _spelt(rows, _with_block_in_katakana(text))
    return tuple(rows)


def in_one_script(text: str) -> str:
    """The text with every character in place of which another script has one that looks the same as one of these."""
    return text.translate(_ONE_SCRIPT)


def _spelt(rows: Sequence[Segment], text: str) -> list[Segment]:
    """The lines with the characters of a text that is as long as they are together."""
    if any(len(glyph.text) != 1 for row in rows for glyph in row.glyphs):
        return list(rows)
    told = iter(text)
    return [
        replace(row, glyphs=tuple(replace(glyph, text=char) for glyph, char in zip(row.glyphs, told, strict=False)))
        for row in rows
    ]


def with_prefecture(text: str) -> str:
    """With 徳島県 for 德島県 at its beginning: prefectures have names in one spelling only."""
    if find_prefecture(text):
        return text
    for prefecture in PREFECTURES:
        if fold_variants(text[: len(prefecture)]) == fold_variants(prefecture):
            return prefecture + text[len(prefecture) :]
    return text


def _with_block_in_katakana(text: str) -> str:
    """With ニ for 二 in 町二67番地, ト for 卜 in 卜字67番地: blocks are counted in イロハニホヘト, and by no kanji."""
    end = known_end(text)
    return text[:end] + _BLOCK.sub(lambda m: (m[1] or "") + TWINS[m[2] or m[4]], text[end:])


def _begun_in_katakana(row: Segment) -> Segment:
    """With ニ for 二 where katakana follow: 虻田郡二セコ町 is no place."""
    nexts = [*(glyph.text for glyph in row.glyphs[1:]), ""]
    glyphs = [
        replace(glyph, text=_KANA_KANJI.get(glyph.text, glyph.text)) if script_of(after) is Script.KATAKANA else glyph
        for glyph, after in zip(row.glyphs, nexts, strict=True)
    ]
    return replace(row, glyphs=tuple(glyphs))


def _without_postal_code(rows: Sequence[Segment]) -> list[Segment]:
    match = POSTAL_CODE.match(rows[0].text) if rows else None
    if not match:
        return list(rows)
    end = len(match[0])
    if end < len(rows[0].glyphs):
        return [rows[0].part(end, len(rows[0].glyphs)), *rows[1:]]
    return list(rows[1:]) or list(rows)


def _with_block(row: Segment) -> Segment:
    match = _TOWN_BLOCK.search(row.text)
    if not match or len(row.text) != len(row.glyphs):
        return row
    glyphs = list(row.glyphs)
    for at, char in enumerate("丁目", match.start()):
        glyphs[at] = replace(glyphs[at], text=char)
    return replace(row, glyphs=tuple(glyphs))


def _with_particle(row: Segment) -> Segment:
    """With ト for 卜 before ノ, as in トノ町: no place is named after an augury."""
    pairs = zip(row.glyphs, [*(glyph.text for glyph in row.glyphs[1:]), ""], strict=True)
    if "卜" not in row.text:
        return row
    return replace(
        row,
        glyphs=tuple(
            replace(glyph, text="ト") if glyph.text == "卜" and after == "ノ" else glyph for glyph, after in pairs
        ),
    )


def _scripted(row: Segment) -> Segment:
    glyphs = list(row.glyphs)
    for at, glyph in enumerate(glyphs):
        beside = [glyphs[at - 1].text] if at and row.gap_before(at) < BLANK_EM else []
        if at + 1 < len(glyphs) and row.gap_before(at + 1) < BLANK_EM:
            beside.append(glyphs[at + 1].text)
        scripts = {script_of(each) for each in beside if each not in _HIRAGANA + _KATAKANA}
        text = glyph.text
        if scripts == {Script.HIRAGANA}:
            text = text.translate(str.maketrans(_KATAKANA, _HIRAGANA))
        elif scripts == {Script.KATAKANA}:
            text = text.translate(str.maketrans(_HIRAGANA, _KATAKANA))
            if beside[-1] not in "ツッ":  # 三ツ山, 八ツ橋
                text = _KANA_KANJI.get(text, text)
        if text != glyph.text:
            glyphs[at] = replace(glyph, text=text)
    return replace(row, glyphs=tuple(glyphs))


def _with_dashes(row: Segment) -> Segment:
    """With ー among katakana, a hyphen behind digits and letters and 一 before 丁目, whatever dash was seen: コーポ,
    3-10, B-103, 3-A, 緑町一丁目."""
    glyphs = list(row.glyphs)
    for at in range(1, len(glyphs) - 1):
        before, after = glyphs[at - 1].text, glyphs[at + 1].text
        between = before.isdecimal() and after.isdecimal()
        if glyphs[at].text not in (_DASHES + "一" if between else _DASHES):
            continue
        if script_of(before) is script_of(after) is Script.KATAKANA:
            glyphs[at] = replace(glyphs[at], text="ー")
        elif before in LATIN and after in LATIN and glyphs[at].text not in "-－":
            glyphs[at] = replace(glyphs[at], text="-")
        elif is_kanji(before) and after == "丁":
            glyphs[at] = replace(glyphs[at], text="一")
    return replace(row, glyphs=tuple(glyphs))
