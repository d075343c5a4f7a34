"""Where in a line a label may begin: at its start, behind white, and behind what can be no part of one."""

from __future__ import annotations

import re

from forms.certificate.arranging.labels.endings import MIN_LABEL, MIN_TIGHT_WORD, TIGHT_GAP_EM, are_labels
from forms.certificate.arranging.labels.misread import doubts, nearest
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.runs.segments import BROKEN_GAP_EM, Segment
from forms.certificate.words.catalogue import BORN, DATES, SEXES, words
from forms.certificate.words.numbering import BULLETS, CODE, COLONS, ITEM, JOINS, is_heading

_OPENING = frozenset("○●■□◆◇【[<〔〈")
"""Bullets and brackets behind which a label begins within a line."""
BULLET_GAP_EM = 0.4
"""White before one of these."""
FULL_BLANK_EM = 0.8
"""A full-width blank at least, as it is measured."""


def may_begin(segment: Segment, plain: list[str], start: int, index: int) -> bool:
    """Whether a label may begin at a character of a line.

    Args:
        plain: the normalised characters of the line.
        start: where what stands before it begins: the line, or what follows the last label.
    """
    before, gap = "".join(plain[start:index]), segment.gap_before(index)
    if gap >= BROKEN_GAP_EM * 0.8 or _has_colon(plain, index) or is_code(plain, start, index):
        return True
    if start and before and JOINS.fullmatch(before):
        return True  # 性別・続柄
    if index and plain[index - 1] in _OPENING and segment.gap_before(index - 1) >= BULLET_GAP_EM:
        return True
    if before in words().counting and are_labels("".join(plain[index:]), words()):
        return True
    if before and is_heading(before):
        return True  # 異動者(1) 続柄：子
    if gap >= TIGHT_GAP_EM and before and _is_told(before):
        return True  # 男　続柄 妻, 昭和63年8月22日　性 男: a small label between two values
    if before.endswith(_DAYS) and _is_told(before.lstrip(COLONS)) and _is_label(segment, plain, index):
        return True  # 2026年9月11日在留カード等番号: a value as long as its column is wide
    if gap >= FULL_BLANK_EM and _is_dated("".join(plain[index:])):
        return True  # 証明番号 26-50332　交付日 令和8年12月28日
    # Bullets and numbers may precede a label, as in (1)氏名; a colon may not: what follows it is a value.
    after_colon = index > 0 and plain[index - 1] in COLONS
    return not after_colon and all(character in BULLETS for character in plain[start:index])


def is_code(plain: list[str], start: int, index: int) -> bool:
    """Whether what stands before a label only counts it; 第1号 does so at the beginning of a line."""
    text = "".join(plain[start:index])
    return bool(CODE.fullmatch(text) or (not start and ITEM.fullmatch(text)))


def _has_colon(plain: list[str], index: int) -> bool:
    """Whether a label with a colon behind it begins here: 本籍：見本町1番地筆頭者：見本太郎."""
    rest = "".join(plain[index : index + words().longest + 1])
    end = rest.find(":")
    return end > 1 and rest[:end] in words().targets


def _is_label(segment: Segment, plain: list[str], index: int) -> bool:
    """Whether all of a line from a character up to a colon is one long label, as it is or misread."""
    text, _, _ = "".join(plain[index:]).partition(":")
    if not MIN_TIGHT_WORD <= len(text) <= words().longest:
        return False
    return text in words().targets or bool(nearest(text, doubts(segment.glyphs[index:])[: len(text)]))


def _is_dated(plain: str) -> bool:
    """Whether a text is the label of a date with one behind it."""
    catalogue = words()
    ends = range(MIN_LABEL, min(len(plain), catalogue.longest + 1))
    targets = ((catalogue.targets.get(plain[:end]), plain[end:].lstrip(COLONS)) for end in ends)
    return any(target in DATES and fit(target, behind) >= SUITS for target, behind in targets)


def _is_told(plain: str) -> bool:
    """Whether a text can only be a sex or a date: what follows is no part of it."""
    return plain in SEXES or bool(_DAY.fullmatch(plain)) or (plain.endswith(_DAYS) and fit(BORN, plain) >= SUITS)


_DAYS = ("日", "生")
"""What a date ends in."""
_DAY = re.compile("(?:[0-9]{1,2}月)?[0-9]{1,2}日生?")
"""The end of a date whose parts came apart: 平成　5年　1月　3日."""
