"""Which width the digits of addresses have, told by how all of a page's stand together.

First they are compared with the faces that we know (``digit_faces``). Where none of them fits, the pitch tells: a whole
em is wide, half of one is narrow, unless kana that stand closer than kanji show a proportional face. A few faces print
６ and 6 alike; there nobody can say which was typed, and such a value is never sure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.addresses import known_end
from forms.certificate.digit_faces import DIGITS, Match, advance, kana_width, match
from forms.certificate.entries import Entry
from forms.certificate.extents import Run, runs
from forms.certificate.pitch import (
    LATIN,
    LETTERS,
    NARROW,
    NUMBERS,
    WIDE,
    each_in_width,
    kana_widths,
    mean_pitch,
    pitch_of,
    spans,
    typical,
)
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
MANY_LETTERS = 3
"""So many letters tell their width without digits beside them."""
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
    voters = _voters([entry for entry, has in zip(entries, placed, strict=True) if has])
    square = _has_square_kana(entries, page)
    compared = _compared(voters, kana)
    wide, clear = _told(voters, square, compared, kana)
    faces = compared.faces if compared and compared.misfit <= MAX_MISFIT else frozenset()
    if square:
        faces = {face for face in faces if kana_width(face) >= SQUARE_KANA_EM} or SQUARE_FACES
    settled = []
    for entry, has, alone in zip(entries, placed, own, strict=True):
        if alone and _is_clear(alone, kana) and (not clear or wide != (alone.lead > 0)):
            # Typed otherwise than the rest; where the rest is of one kind, it may have been misread.
            entry = _settled(entry, alone.lead > 0, not clear)
        elif has:
            entry = _settled(entry, wide, clear)
        if has and entry.kind is Kind.BUILDING:
            entry = _of_its_own(entry, wide, kana, faces)
        elif has and any(_is_loose(run, wide) for run in _runs(entry)):
            entry = replace(entry, firm=False)
        if entry.kind in EXACT_KINDS and not _are_letters_told(entry):
            others = _letters(entry.value.value, NARROW), _letters(entry.value.value, WIDE)
            more = (other for other in others if other != entry.value.value)
            entry = replace(entry, firm=False, candidates=(*entry.candidates, *more))
        settled.append(entry)
    return settled


def _voters(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that tell the width of a page: its addresses, where they have enough digits; names of buildings may
    be typed in both widths (１２号棟633号室)."""
    addresses = [entry for entry in entries if entry.kind is Kind.ADDRESS]
    return addresses if sum(map(_count_digits, addresses)) >= MIN_DIGITS else list(entries)


def _count_digits(entry: Entry) -> int:
    return sum(char.isdecimal() for char in entry.value.value)


def _told(entries: Sequence[Entry], square: bool, compared: Match | None, kana: float | None) -> tuple[bool, bool]:
    """Whether the digits of a page are wide, and whether that is certain.

    Args:
        square: whether the page's kana have squares of their own.
    """
    if compared and _is_clear(compared, kana):
        return compared.lead > 0, True
    pitch, number = mean_pitch([segment for entry in entries for segment in entry.value.segments])
    wide = pitch is not None and pitch >= SURELY_WIDE_EM
    # A face that fits well and prints both alike says more than its kana, of which there may be few.
    alike = compared is not None and compared.misfit <= MAX_MISFIT and abs(compared.lead) < MIN_DIFFERENCE
    narrow = pitch is not None and pitch <= SURELY_NARROW_EM and not alike and square
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


def _of_its_own(entry: Entry, wide: bool, kana: float | None, faces: Collection[str]) -> Entry:
    """A building, each of its numbers in the width that it has itself, where that is clear: １２号棟633号室.

    One that may as well have the other one makes it doubtful: the page's addresses need not be typed like it.

    Args:
        wide: whether the page's addresses are.
        faces: those in which they may be printed.
    """
    ways: list[bool | None] = []
    loose = False
    for segment in entry.value.segments:
        measured = {run.start: run for run in runs(segment, DIGITS)}
        for start, end in spans(segment, NUMBERS.__contains__):
            way = _way_of(measured.get(start), kana, faces)
            if way is None:
                way = _way_of_room(_room(segment, start, end), wide, faces)
            ways += [way] * (end - start)
            loose |= start in measured and _is_loose(measured[start], wide if way is None else way)
    text, value = (each_in_width(each, ways) for each in (entry.value.text, entry.value.value))
    told = replace(entry, value=replace(entry.value, text=text, value=value))
    if None not in ways:
        return replace(told, firm=told.firm and not loose)
    others = (_digits(value, table) for table in (NARROW, WIDE))
    return replace(told, firm=False, candidates=(*told.candidates, *(each for each in others if each != value)))


def _is_loose(run: Run, wide: bool) -> bool:
    """Whether another digit, or a hyphen, may have stood between these."""
    return max(run.steps, default=0.0) > MAX_STEP_EM[wide]


def _way_of(run: Run | None, kana: float | None, faces: Collection[str]) -> bool | None:
    """Whether a number is wide, as faces set digits; None where that is not clear."""
    compared = match([run], kana, among=faces or None) if run else None
    return compared.lead > 0 if compared and _is_clear(compared, kana) else None


def _room(segment: Segment, start: int, end: int) -> float | None:
    """The room that each digit of a number has, in em: by what stands beside it, or by the digits alone."""
    if (room := pitch_of(segment, start, end)) is not None or end - start < MIN_ALONE:
        return room
    return (segment.glyphs[end - 1].x - segment.glyphs[start].x) / segment.em / (end - start - 1)


MIN_ALONE = 3
"""Digits in a line of their own, the em of which is only told by its height."""


def _way_of_room(room: float | None, wide: bool, faces: Collection[str]) -> bool | None:
    """Whether the digits of a number have the room that some faces give them in one width, not in the other."""
    if room is None or not faces:
        return None
    away = {way: [abs(room - (advance(face, way) or 1.0)) for face in faces] for way in ("wide", "narrow")}
    lead = min(away["narrow"]) - max(away["wide"])
    behind = min(away["wide"]) - max(away["narrow"])
    if lead >= (CLEARLY_EM if wide else VERY_CLEARLY_EM):
        return True
    return False if behind >= (VERY_CLEARLY_EM if wide else CLEARLY_EM) else None


CLEARLY_EM, VERY_CLEARLY_EM = 0.15, 0.2
"""By which the room of a digit must be nearer to that of one width than to that of the other: to that of the page's
addresses, and to the other one. The em of a name in kana may be a tenth off."""
SQUARE_FACES = frozenset({"IPA Gothic", "Noto Sans CJK"})
"""Faces with square kana that set digits as close and as loosely as any such: to be compared with where none fits."""


def _are_letters_told(entry: Entry) -> bool:
    """Whether letters are clearly wide or narrow, and many or as digits beside them; those of a known town are told."""
    text = entry.value.value
    rest = text[known_end(text) :] if entry.kind is Kind.ADDRESS else text
    if not any(char in LETTERS for char in rest):
        return True
    pitch, number = mean_pitch(entry.value.segments, LETTERS)
    if pitch is None or UNCLEAR_LETTERS[0] < pitch < UNCLEAR_LETTERS[1]:
        return False
    letters, numbers = ({char.isascii() for char in rest if char in kind} for kind in (LETTERS, NUMBERS))
    return len(letters) == 1 and (number >= MANY_LETTERS or not numbers or letters <= numbers)


def _letters(text: str, table: dict[int, int]) -> str:
    return text.translate({code: to for code, to in table.items() if chr(code).isalpha()})


def _digits(text: str, table: dict[int, int]) -> str:
    """Letters stay as read: タワーＹ keeps its wide one beside narrow digits."""
    return text.translate({code: to for code, to in table.items() if not chr(code).isalpha()})
