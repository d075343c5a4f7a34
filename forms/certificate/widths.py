"""Which width the digits of addresses have, told by the pitch of all of a page's together.

Proportional faces print ６ and 6 alike, six to eight tenths of an em wide; there nobody can say which was typed, and
such a value is never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.entries import Entry
from forms.certificate.pitch import LATIN, NARROW, WIDE, mean_pitch
from forms.fields import Kind

SURELY_NARROW_EM, SURELY_WIDE_EM = 0.6, 0.9
"""The same over all places of a page; between them a proportional face may have printed either: their digits are
0.6 em wide and more, those of other faces 0.5 to 0.56. On training sheets narrow digits came to 0.49
to 0.61, wide ones to 0.99 to 1.09, those of a face that prints both alike to 0.74 to 0.80.
"""
MIN_DIGITS = 3
"""Fewer prove nothing: one digit alone was measured up to 0.3 em off."""
EXACT_KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
"""Kinds in which cities print digits in either width."""


def settle(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, digits of places in the width that all of the page's together show, or never sure.

    A city prints its addresses in one way; a few digits mislead where many do not.
    """
    placed = [_has_digits(entry) for entry in entries]
    pitch, number = mean_pitch(
        [segment for entry, has in zip(entries, placed, strict=True) if has for segment in entry.value.segments]
    )
    clear = pitch is not None and number >= MIN_DIGITS and not SURELY_NARROW_EM < pitch < SURELY_WIDE_EM
    wide = pitch is not None and pitch >= SURELY_WIDE_EM
    return [_settled(entry, wide, clear) if has else entry for entry, has in zip(entries, placed, strict=True)]


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
