"""Which width the digits of addresses have, told by how all of a page's stand together.

First they are compared with the faces that we know (``digit_faces``). Where none of them fits, the pitch tells: a whole
em is wide, half of one is narrow, unless kana that stand closer than kanji show a proportional face. A few faces print
６ and 6 alike; there nobody can say which was typed, and such a value is never sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from forms.addresses import known_end
from forms.certificate.digit_faces import DIGITS, Match, match
from forms.certificate.entries import Entry
from forms.certificate.extents import Run, runs
from forms.certificate.pitch import LATIN, LETTERS, NARROW, WIDE, kana_widths, mean_pitch, typical
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
UNCLEAR_LETTERS = (0.68, 0.88)
"""Mean pitch of letters, in em, that tells no width: a narrow Ｍ has 0.85, a lone wide Ｂ came to 0.76."""
MIN_DIGITS = 3
"""Fewer prove nothing: one digit alone was measured up to 0.3 em off."""
MIN_LEAD, MAX_MISFIT, MAX_MISFIT_CLOSE = 8.0, 0.8, 0.6
"""By which a face in one width must fit better than every one in the other, and how well it must fit at all. Leads
of 48 sheets in 24 faces were 8 to 125, but for ties of faces that print both alike and few digits; with the page's own
face left out of the comparison none in the wrong width came beyond 2.4 at a misfit below 1.3. Of 65 sheets in 15 other
faces one did so: a proportional face left out came to 18.8 in the wrong width at 0.78. So where kana stand close, a
face must fit better.
"""
SLIGHT_LEAD, MAX_MISFIT_SLIGHT = 4.0, 0.4
"""The same where a face fits as well as only the page's own does: in the wrong width such came up to 2.7."""
MIN_DIFFERENCE = 2.0
"""Of the costs of both widths, up to which they are a tie."""
LIKELY_WIDE_EM = 0.65
"""Where nothing tells the width: registers are printed in full width, which is the better guess from this pitch on."""
LIKELY_WIDE_LEAD = -0.5
"""The same for the comparison with faces."""
MAX_STEP_EM = {True: 1.3, False: 0.9}
"""Digits whose middles stand further apart, wide and narrow ones: a hyphen or another digit between them was lost."""
EXACT_KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
"""Kinds in which cities print digits in either width."""


def settle(entries: Sequence[Entry], page: Sequence[Segment]) -> list[Entry]:
    """The entries, digits of places in the width that all of the page's together show, or never sure.

    A city prints its addresses in one way; a few digits mislead where many do not.

    Args:
        page: all of its lines, labels too.
    """
    placed = [_has_digits(entry) for entry in entries]
    lines = kana_widths(page)
    kana = typical(lines) if len(lines) >= MIN_KANA_LINES else None
    own = [_compared([entry], kana) if has else None for entry, has in zip(entries, placed, strict=True)]
    compared = _compared([entry for entry, has in zip(entries, placed, strict=True) if has], kana)
    wide, clear = _told(entries, placed, page, compared, kana)
    settled = []
    for entry, has, alone in zip(entries, placed, own, strict=True):
        if alone and _is_clear(alone, kana) and (not clear or wide != (alone.lead > 0)):
            # Typed otherwise than the rest; where the rest is of one kind, it may have been misread.
            entry = _settled(entry, alone.lead > 0, not clear)
        elif has:
            entry = _settled(entry, wide, clear)
        if entry.kind in EXACT_KINDS and not _are_letters_told(entry):
            others = _letters(entry.value.value, NARROW), _letters(entry.value.value, WIDE)
            more = (other for other in others if other != entry.value.value)
            entry = replace(entry, firm=False, candidates=(*entry.candidates, *more))
        if entry.kind is Kind.BUILDING:
            entry = _named(entry)
        if has and any(max(run.steps, default=0.0) > MAX_STEP_EM[wide] for run in _runs(entry)):
            entry = replace(entry, firm=False)
        settled.append(entry)
    return settled


def _told(
    entries: Sequence[Entry],
    placed: Sequence[bool],
    page: Sequence[Segment],
    compared: Match | None,
    kana: float | None,
) -> tuple[bool, bool]:
    """Whether the digits of a page are wide, and whether that is certain."""
    if compared and _is_clear(compared, kana):
        return compared.lead > 0, True
    pitch, number = mean_pitch(
        [segment for entry, has in zip(entries, placed, strict=True) if has for segment in entry.value.segments]
    )
    wide = pitch is not None and pitch >= SURELY_WIDE_EM
    # A face that fits well and prints both alike says more than its kana, of which there may be few.
    alike = compared is not None and compared.misfit <= MAX_MISFIT and abs(compared.lead) < MIN_DIFFERENCE
    narrow = pitch is not None and pitch <= SURELY_NARROW_EM and not alike and _has_square_kana(entries, page)
    if wide or narrow:
        return wide, number >= MIN_DIGITS
    if compared and compared.misfit <= MAX_MISFIT:
        return compared.lead >= LIKELY_WIDE_LEAD, False
    return pitch is not None and pitch >= LIKELY_WIDE_EM, False


def _compared(entries: Sequence[Entry], kana: float | None) -> Match | None:
    return match([run for entry in entries for run in _runs(entry)], kana)


def _runs(entry: Entry) -> list[Run]:
    return [run for segment in entry.value.segments for run in runs(segment, DIGITS)]


def _is_clear(compared: Match, kana: float | None) -> bool:
    lead, misfit = abs(compared.lead), compared.misfit
    most = MAX_MISFIT_CLOSE if kana is not None and kana < SQUARE_KANA_EM else MAX_MISFIT
    return (lead >= MIN_LEAD and misfit <= most) or (lead >= SLIGHT_LEAD and misfit <= MAX_MISFIT_SLIGHT)


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


def _named(entry: Entry) -> Entry:
    """A building whose name has a digit of its own (第３コーポ): it may be wide where the number of a room is not.

    Told by the room between the characters beside it, or never sure.
    """
    value = entry.value
    for found in _OF_NAME.finditer(value.value):
        room = _room_of_digit(value.segments, found[0])
        if room is not None and room < NARROW_ROOM_EM:
            continue
        wide = value.value[: found.start() + 1] + found[0][1].translate(WIDE) + value.value[found.end() - 1 :]
        if room is not None and room > WIDE_ROOM_EM:
            return replace(entry, value=replace(value, value=wide))
        return replace(entry, firm=False, candidates=(*entry.candidates, wide))
    return entry


_OF_NAME = re.compile("[^ -~０-９\u3000][0-9][^ -~０-９\u3000号棟階番室丁条の]")
"""A narrow digit between wide characters that is no number of a room."""
NARROW_ROOM_EM, WIDE_ROOM_EM = 1.62, 1.8
"""From middle to middle of the characters beside a digit: 1.5 where it is narrow, 2.0 where it is wide."""


def _room_of_digit(segments: Sequence[Segment], text: str) -> float | None:
    """How far apart the characters stand that enclose a digit, in em; None where they are on two lines."""
    for segment in segments:
        plain = "".join(unicodedata.normalize("NFKC", glyph.text)[:1] for glyph in segment.glyphs)
        at = plain.find(unicodedata.normalize("NFKC", text))
        if at >= 0:
            return (segment.glyphs[at + 2].x - segment.glyphs[at].x) / segment.em
    return None


def _are_letters_told(entry: Entry) -> bool:
    """Whether letters are clearly wide or narrow, and digits beside them the same; those of a known town are."""
    text = entry.value.value
    rest = text[known_end(text) :] if entry.kind is Kind.ADDRESS else text
    if not any(char in LETTERS for char in rest):
        return True
    pitch, _ = mean_pitch(entry.value.segments, LETTERS)
    if pitch is None or UNCLEAR_LETTERS[0] < pitch < UNCLEAR_LETTERS[1]:
        return False
    return len({char.isascii() for char in rest if char in LATIN}) == 1


def _letters(text: str, table: dict[int, int]) -> str:
    return text.translate({code: to for code, to in table.items() if chr(code).isalpha()})


def _digits(text: str, table: dict[int, int]) -> str:
    """Letters stay as read: タワーＹ keeps its wide one beside narrow digits."""
    return text.translate({code: to for code, to in table.items() if not chr(code).isalpha()})
