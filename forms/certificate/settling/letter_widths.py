"""Which width the letters of addresses and buildings have: Ａ棟 or A棟."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from string import ascii_letters

from forms.addresses import known_end
from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import LATIN, LETTERS, NARROW, NUMBERS, WIDE, mean_pitch
from forms.certificate.shapes.extents import runs
from forms.fields import Kind

UNCLEAR_LETTERS = (0.68, 0.88)
"""Mean pitch of letters, in em, that tells no width: a narrow Ｍ has 0.85, a lone wide Ｂ came to 0.76."""
MANY_LETTERS = 3
"""So many letters tell their width without digits beside them."""
BROAD = "MWＭＷ"
"""Letters that have much room in half width, too; any other one with that of a wide digit, and with no digit beside it,
is wide: コンフォートＫ 101."""
LONE_WIDE_EM = 0.9
"""Mean pitch of letters with no digit beside them, from which on they are wide: as of digits (``widths``)."""
AMPERSANDS = frozenset("&＆")
"""As wide as the letters on both sides of them, or misread."""
_TORN = re.compile("[Ａ-Ｚａ-ｚ] [Ａ-Ｚａ-ｚ]")
"""A narrow blank between wide letters: a slim one, ｌ or ｉ, may have been dropped."""
_BEFORE_DIGITS = re.compile("([A-Za-zＡ-Ｚａ-ｚ]+)([-－]?[0-9０-９])")
_BEHIND_DIGITS = re.compile("(?<=([0-9０-９])[-－])([A-Za-zＡ-Ｚａ-ｚ])")


def tell_letters(entry: Entry) -> Entry:
    """The entry, in doubt where nothing tells the width of its letters; those beside digits are as wide as these."""
    if _are_told(entry):
        return entry
    entry = _like_digits(entry)
    if _are_beside_wide(entry):
        return entry
    others = _letters(entry.value.value, NARROW), _letters(entry.value.value, WIDE)
    more = (other for other in others if other != entry.value.value)
    return replace(entry, firm=False, candidates=(*entry.candidates, *more))


def _are_told(entry: Entry) -> bool:
    """Whether letters are clearly wide or narrow, and many or as digits beside them; those of a known town are told."""
    text = entry.value.value
    rest = text[known_end(text) :] if entry.kind is Kind.ADDRESS else text
    if not any(char in LETTERS for char in rest):
        return True
    if _TORN.search(rest):
        return False
    pitch, number = _pitch(entry)
    if pitch is None or UNCLEAR_LETTERS[0] < pitch < UNCLEAR_LETTERS[1]:
        return False
    letters, numbers = ({char.isascii() for char in rest if char in kind} for kind in (LETTERS | AMPERSANDS, NUMBERS))
    apart = not any({one in LETTERS, other in LETTERS} == {True, False} for one, other in _neighbours(rest))
    lone = apart and pitch >= LONE_WIDE_EM and not any(char in BROAD for char in rest)
    return len(letters) == 1 and (number >= MANY_LETTERS or not numbers or letters <= numbers or lone)


def _pitch(entry: Entry) -> tuple[float | None, int]:
    """The mean room of letters in em, and of how many; None where nothing tells it.

    Between kanji the ends of their ink tell it to a few hundredths: four narrow ones had 0.46 to 0.54, six wide ones
    0.91 to 0.99, where by their places in the line they had up to 0.69, and from 0.89 on.
    """
    found = [run for segment in entry.value.segments for run in runs(segment, ascii_letters)]
    rooms = [run.first + sum(run.steps) + run.last for run in found if run.first is not None and run.last is not None]
    number = sum(len(run.text) for run in found)
    if not number or len(rooms) < len(found):
        return mean_pitch(entry.value.segments, LETTERS)
    return sum(rooms) / number, number


def _are_beside_wide(entry: Entry) -> bool:
    """Whether letters that may be wide by their room all stand beside digits, and these are wide: of 112 letters beside
    digits in truths of strangers' sheets none of 55 beside wide ones was narrow."""
    text = entry.value.value
    rest = text[known_end(text) :] if entry.kind is Kind.ADDRESS else text
    pitch, _ = _pitch(entry)
    beside = _BEHIND_DIGITS.sub(r"\1", _BEFORE_DIGITS.sub(r"\2", rest))
    return (
        pitch is not None
        and pitch > UNCLEAR_LETTERS[0]
        and not _TORN.search(rest)
        and not any(char in LETTERS for char in beside)
        and not any(char.isascii() for char in rest if char in LATIN)
    )


def _like_digits(entry: Entry) -> Entry:
    """With a letter of which nothing tells the width as wide as the digits beside it: 県営住宅 Ａ－３０２, ３－Ａ.

    Where its room is that of neither width it is wide beside wide digits; beside narrow ones forms have both.
    """
    pitch, _ = _pitch(entry)
    if pitch is not None and not UNCLEAR_LETTERS[0] < pitch < UNCLEAR_LETTERS[1]:
        return entry

    def like(letters: str, digit: str) -> str:
        narrow = digit.isascii()
        return letters if narrow and pitch is not None else letters.translate(NARROW if narrow else WIDE)

    value, text = (
        _BEFORE_DIGITS.sub(lambda match: like(match[1], match[2]) + match[2], each)
        for each in (entry.value.value, entry.value.text)
    )
    value, text = (_BEHIND_DIGITS.sub(lambda match: like(match[2], match[1]), each) for each in (value, text))
    return replace(entry, value=replace(entry.value, value=value, text=text))


def _neighbours(text: str) -> list[tuple[str, str]]:
    """Letters, digits and signs that stand side by side."""
    return [(one, other) for one, other in pairwise(text) if one in LATIN and other in LATIN]


def _letters(text: str, table: dict[int, int]) -> str:
    return text.translate({code: to for code, to in table.items() if chr(code).isalpha()})
