"""Which width the digits of each address have, told in the face in which all of a page's are set.

The page's digits together tell the face (``page_digits``), and in that face each address, and each number of a
building, tells its own width: many sheets have both. A few faces print ６ and 6 alike; there nobody can say which was
typed, and such a value is never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import LATIN, NARROW, WIDE, each_in_width, pitch_of
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.code_widths import tell_codes
from forms.certificate.settling.digit_steps import are_alike, hyphen_widths, steps_between
from forms.certificate.settling.hyphens import tell_hyphens
from forms.certificate.settling.letter_widths import tell_letters
from forms.certificate.settling.numbered import Shown, tell_numbers
from forms.certificate.settling.page_digits import (
    MIN_DIGITS,
    MIN_LEAD,
    SURELY_WIDE_EM,
    Number,
    PageDigits,
    count_digits,
    numbers_of,
    runs_of,
    shown_by,
)
from forms.certificate.shapes.digit_faces import advance, lead
from forms.fields import Kind

MIN_LEAD_AGAINST = 6.0
"""``MIN_LEAD`` of an address that seems typed unlike most of its page: two digits alone led by 3 in the wrong width."""
MIN_AGAINST, LONE_WIDE_EM = 2, 0.95
"""So many digits at least are of the other width than the page's by their room: on a fax ２ of ２階 stood close to 階.
A single one may be wide among narrow ones; where the ink beside it touches, it must have so much room."""
SPACED_HEIGHTS = 0.8
"""Pitch of kanji, in heights of the box of their line, from which on white was set between them: nine in ten have
0.61 to 0.8."""
CLEARLY_EM, VERY_CLEARLY_EM = 0.15, 0.2
"""By which the room of a digit must be nearer to that of one width than to that of the other: to that of all of the
page's addresses, and to any other. The em of a name in kana may be a tenth off."""
SQUARE_FACES = frozenset({"IPA Gothic", "Noto Sans CJK"})
"""Faces with square kana that set digits as close and as loosely as any such: to be compared with where none fits."""
MAX_STEP_EM = {True: 1.3, False: 0.9}
"""Digits whose middles stand further apart, wide and narrow ones: a hyphen or another digit between them was lost."""
EXACT_KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
"""Kinds in which cities print digits in either width."""


def settle_widths(entries: Sequence[Entry], segments: Sequence[Segment], page: Page | None = None) -> list[Entry]:
    """The entries, digits of places and of texts in the width in which each is printed, or never sure.

    All of a page's are set in one face; but each address, and each number of a building, may be typed in either width.

    Args:
        segments: all lines of the page, labels too.
        page: its picture, to measure how high digits are, too.
    """
    texts = [numbers_of(entry, page) if _has_digits(entry) else [] for entry in entries]
    shown = shown_by(entries, texts, segments)
    settled = []
    for entry, own in zip(entries, texts, strict=True):
        if own:
            entry = _settled(entry, own, shown)
        settled.append(tell_letters(entry) if entry.kind in EXACT_KINDS else entry)
    typed = Shown(shown.fitting_kana(), shown.square, shown.width)
    return tell_codes(tell_numbers(tell_hyphens(settled, shown), typed), typed, page)


def _has_digits(entry: Entry) -> bool:
    return entry.kind in EXACT_KINDS and any(text in LATIN for text in entry.value.text)


def _settled(entry: Entry, texts: Sequence[Sequence[Number]], shown: PageDigits) -> Entry:
    ways: list[bool] = []
    sure = True
    for text in texts:
        way = _way(text, shown)
        if way is None and entry.kind is Kind.ADDRESS and shown.clear and count_digits(entry) < MIN_DIGITS:
            way = shown.wide  # so few tell little, and addresses of a page are mostly typed alike
        sure &= way is not None
        way = shown.wide if way is None else way
        each = [one for number in text for one in _of_each(number, way, shown)]
        sure &= None not in each
        ways += [way if one is None else one for one in each]
        # A town's own number may be wide among narrow ones: 第４町内343番地.
        sure &= way or all((_exact_room(number) or 0.0) < SURELY_WIDE_EM for number in text)
        # Another digit, or a hyphen, may have stood between some.
        sure &= all(max(run.steps, default=0.0) <= MAX_STEP_EM[way] for run in runs_of(text))
    value, text = (
        each_in_width(_digits(each, WIDE if shown.wide else NARROW), ways)
        if len(set(ways)) > 1
        else _digits(each, WIDE if any(ways) else NARROW)
        for each in (entry.value.value, entry.value.text)
    )
    told = replace(entry, value=replace(entry.value, value=value, text=text))
    mixed = len(set(ways)) > 1 and value == _digits(value, WIDE if shown.wide else NARROW)
    if sure and not mixed:
        return told
    others = (each for table in (NARROW, WIDE) if (each := _digits(value, table)) != value)
    return replace(told, firm=False, candidates=(*told.candidates, *others))


def _of_each(number: Number, way: bool, shown: PageDigits) -> list[bool | None]:
    """Whether each character of a number is wide; None of a hyphen between narrow digits of which that is not clear."""
    hyphens = hyphen_widths(number.segment, number.start, number.end, shown.step) if shown.step and not way else {}
    return [hyphens.get(at, way) for at in range(number.start, number.end)]


def _way(text: Sequence[Number], shown: PageDigits) -> bool | None:
    """Whether numbers that are typed alike are wide; None where that is not certain."""
    found = lead(runs_of(text), shown.faces)
    if abs(found) >= (MIN_LEAD if (found > 0) == shown.wide else MIN_LEAD_AGAINST):
        return found > 0
    steps = [step for number in text for step in steps_between(number.segment, number.start, number.end)]
    if shown.step and are_alike(steps, shown.step):
        return False
    way = _way_of_room(_room(text), shown)
    if way is None or way == shown.wide:
        return way
    if any(_is_spaced(number.segment) for number in text):
        return None
    if sum(number.end - number.start for number in text) >= MIN_AGAINST:
        return way
    told = way and (None not in map(_exact_room, text) or _room(text) >= LONE_WIDE_EM)
    return way if told else None


def _is_spaced(segment: Segment) -> bool:
    """Whether characters stand so loosely that white was set between them: what counts as the em is their pitch."""
    return segment.em > SPACED_HEIGHTS * (segment.bottom - segment.top)


def _room(text: Sequence[Number]) -> float | None:
    """The mean room of a digit, in em, by what stands beside them or by three and more alone."""
    total, count = 0.0, 0
    for number in text:
        digits, glyphs = number.end - number.start, number.segment.glyphs
        room = _exact_room(number)
        room = pitch_of(number.segment, number.start, number.end) if room is None else room
        if room is None and digits >= MIN_DIGITS:
            room = (glyphs[number.end - 1].x - glyphs[number.start].x) / number.segment.em / (digits - 1)
        if room is not None:
            total, count = total + room * digits, count + digits
    return total / count if count else None


def _exact_room(number: Number) -> float | None:
    """The room of a digit of a number between two kanji, in em, by the ends of their ink; None where it is unknown."""
    run = number.run
    if run is None or run.first is None or run.last is None or len(run.text) != number.end - number.start:
        return None
    return (run.first + sum(run.steps) + run.last) / len(run.text)


def _way_of_room(room: float | None, shown: PageDigits) -> bool | None:
    """Whether digits have the room that the page's faces give them in one width, and not in the other."""
    faces = shown.fitting_kana()
    if shown.square:
        faces = faces or SQUARE_FACES
    if room is None or not (shown.faces or shown.clear or shown.square):
        return None
    if not faces:
        return True if shown.wide and room >= SURELY_WIDE_EM else None
    away = {way: [abs(room - (advance(face, way) or 1.0)) for face in faces] for way in ("wide", "narrow")}
    ahead = min(away["narrow"]) - max(away["wide"])
    behind = min(away["wide"]) - max(away["narrow"])
    if ahead >= (CLEARLY_EM if shown.clear and shown.wide else VERY_CLEARLY_EM):
        return True
    return False if behind >= (CLEARLY_EM if shown.clear and not shown.wide else VERY_CLEARLY_EM) else None


def _digits(text: str, table: dict[int, int]) -> str:
    """Letters stay as read: タワーＹ keeps its wide one beside narrow digits."""
    return text.translate({code: to for code, to in table.items() if not chr(code).isalpha()})
