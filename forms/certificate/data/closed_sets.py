"""Values of closed sets, and the characters that these allow: 有, 第1号, 技能実習2号ロ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from forms.certificate.data.pitch import NARROW, WIDE
from forms.certificate.data.scripts import TWINS
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import normalise, normalised, words
from forms.scripts import is_kana, is_kanji

WELL_READ = 0.9
"""Confidence from which on a character outside a closed set is taken for what is printed."""
_CIRCLE = re.compile("[〇○◯OＯ0０oｏ]")
"""What the recogniser says of ○ where it is all that is said of an insurance: that somebody has it."""


def is_another_word(seen: Sequence[Segment], told: Sequence[Segment], known: Collection[str]) -> bool:
    """Whether a text was read so well that it is a word which a closed set has not got, rather than the beginning of
    one in its characters: 資格のみ, and not 資格; 受給世帯, and not 受給, though that is one."""
    text = text_of(told).translate(NARROW)
    lost = Counter(text_of(seen)) - Counter(text)
    if not any(map(_is_written, lost)) or any(glyph.confidence < WELL_READ for row in seen for glyph in row.glyphs):
        return False
    return text not in known or (text in text_of(seen) and _are_one_word(seen))


def _are_one_word(seen: Sequence[Segment]) -> bool:
    """Whether it is one text without a blank in it, of kanji and kana only: 有 beside the end of a label is two."""
    row, *others = seen
    close = all(row.gap_before(at) < WORD_GAP_EM for at in range(1, len(row.glyphs)))
    return not others and close and all(map(_is_written, row.text)) and not _FLAT & set(row.text)


WORD_GAP_EM = 0.5
"""White between two characters of one word at most."""
_FLAT = frozenset("一二三ー")
"""What a fold or a rule beside a word is read as."""


def _is_written(char: str) -> bool:
    """Whether it is a kanji or kana, and not a sign that a closed set has in another form: 技術·人文知識."""
    return is_kanji(char) or is_kana(char)


def without_initial(rows: tuple[Segment, ...], known: frozenset[str], target: str) -> tuple[Segment, ...]:
    """The text of a closed set without the first character of its label, set small before it: 介 無, 児 受給."""
    text = normalise(text_of(rows))
    first = rows[0]
    labels = (word for word, meant in words().targets.items() if meant == target)
    if len(first.glyphs) < 2 or text in normalised(known) or text[1:] not in normalised(known):
        return rows
    return (first.part(1, len(first.glyphs)), *rows[1:]) if any(word[0] == text[0] for word in labels) else rows


@cache
def characters_of(known: frozenset[str]) -> frozenset[str]:
    """The characters of a closed set, in both widths."""
    plain = frozenset("".join(known))
    return plain | frozenset("".join(known).translate(WIDE)) | words().blanks


@cache
def with_twins(allowed: frozenset[str]) -> frozenset[str]:
    """Characters and their twins of another script: 口 for ロ."""
    return allowed | {TWINS[char] for char in allowed if char in TWINS}


def in_script_of(known: frozenset[str], segment: Segment) -> Segment:
    """With the twins of what a closed set has as that: ロ for 口 in 技能実習2号ロ."""
    plain = frozenset("".join(known))
    told = {char: TWINS[char] for char in segment.text if char not in plain and TWINS.get(char) in plain}
    glyphs = (replace(glyph, text=told[glyph.text]) if glyph.text in told else glyph for glyph in segment.glyphs)
    return replace(segment, glyphs=tuple(glyphs)) if told else segment


def circled(text: str) -> str:
    """A text, ○ where it is nothing but that."""
    return "○" if _CIRCLE.fullmatch(text) else text
