"""Which width the digits of addresses have, told by the pitch of all of a page's together.

Proportional faces print ６ and 6 alike, five to eight tenths of an em wide; there nobody can say which was typed, and
such a value is never sure. They are told by their kana, which stand closer than their kanji.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.entries import Entry
from forms.certificate.pitch import LATIN, NARROW, WIDE, kana_widths, mean_pitch, typical
from forms.certificate.segments import Segment
from forms.fields import Kind

SURELY_NARROW_EM, SURELY_WIDE_EM = 0.7, 0.9
"""Mean width of the digits of all places of a page. On sheets drawn for the purpose narrow ones came to 0.49 to 0.70,
wide ones to 0.99 to 1.10; but wide ones of proportional faces to 0.52 to 0.82, like their narrow ones.
"""
SQUARE_KANA_EM = 0.95
"""A face whose kana have at least this pitch, in that of its kanji, is none of those. Medians of a page were 0.95 to
1.10 in faces with square kana, 0.80 to 0.93 in proportional ones, but for one whose digits are 0.72 em and wider."""
MIN_KANA_LINES = 2
"""So many lines with both kana and kanji tell a face; one may be misread."""
MIN_DIGITS = 3
"""Fewer prove nothing: one digit alone was measured up to 0.3 em off."""
EXACT_KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
"""Kinds in which cities print digits in either width."""


def settle(entries: Sequence[Entry], page: Sequence[Segment]) -> list[Entry]:
    """The entries, digits of places in the width that all of the page's together show, or never sure.

    A city prints its addresses in one way; a few digits mislead where many do not.

    Args:
        page: all of its lines, labels too.
    """
    placed = [_has_digits(entry) for entry in entries]
    pitch, number = mean_pitch(
        [segment for entry, has in zip(entries, placed, strict=True) if has for segment in entry.value.segments]
    )
    wide = pitch is not None and pitch >= SURELY_WIDE_EM
    narrow = pitch is not None and pitch <= SURELY_NARROW_EM and _has_square_kana(entries, page)
    clear = number >= MIN_DIGITS and (wide or narrow)
    return [_settled(entry, wide, clear) if has else entry for entry, has in zip(entries, placed, strict=True)]


def _has_square_kana(entries: Sequence[Entry], page: Sequence[Segment]) -> bool:
    """Whether the page shows no sign of a proportional face, and enough signs of another one."""
    lines = kana_widths(page)
    # The form may be printed in one face and the values in another.
    values = typical(kana_widths([segment for entry in entries for segment in entry.value.segments]))
    square = len(lines) >= MIN_KANA_LINES and typical(lines) >= SQUARE_KANA_EM
    return square and (values is None or values >= SQUARE_KANA_EM)


def _has_digits(entry: Entry) -> bool:
    return entry.kind in EXACT_KINDS and any(text in LATIN for text in entry.value.text)


def _settled(entry: Entry, wide: bool, clear: bool) -> Entry:
    told, other = (WIDE, NARROW) if wide else (NARROW, WIDE)
    value = replace(entry.value, text=_digits(entry.value.text, told), value=_digits(entry.value.value, told))
    if clear:
        return replace(entry, value=value)
    return replace(entry, value=value, firm=False, candidates=(*entry.candidates, _digits(value.value, other)))


def _digits(text: str, table: dict[int, int]) -> str:
    """Letters stay as read: タワーＹ keeps its wide one beside narrow digits."""
    return text.translate({code: to for code, to in table.items() if not chr(code).isalpha()})
