"""Which width the digits of each address have, told in the face in which all of a page's are set.

The page's digits together tell the face (``digit_faces``), and in that face each address, and each number of a
building, tells its own width: many sheets have both. Where no face fits, the pitch tells: a whole em is wide, half of
one is narrow, unless kana that stand closer than kanji show a proportional face. A few faces print ６ and 6 alike;
there nobody can say which was typed, and such a value is never sure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import (
    LATIN,
    MIN_KANA_LINES,
    NARROW,
    NUMBERS,
    SQUARE_KANA_EM,
    WIDE,
    each_in_width,
    kana_widths,
    mean_pitch,
    pitch_of,
    spans,
    typical,
)
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.digit_steps import are_alike, are_half_an_em_apart, hyphen_widths, steps_between
from forms.certificate.settling.letter_widths import tell_letters
from forms.certificate.settling.numbered import Shown, tell_numbers
from forms.certificate.shapes.digit_faces import DIGITS, Fit, advance, fit, kana_width, lead
from forms.certificate.shapes.extents import Run, runs
from forms.fields import Kind

MAX_MISFIT_AGAINST = 1.2
"""How well a face with close kana must fit to speak against kana with squares, which may be the form's alone: on a fax
values in IPA P Mincho fitted it to 0.84, and full width seemed to be half width."""
SURELY_NARROW_EM, SURELY_WIDE_EM = 0.7, 0.9
"""Mean width of the digits of all places of a page. On sheets drawn for the purpose narrow ones came to 0.49 to 0.70,
wide ones to 0.99 to 1.10; but wide ones of proportional faces to 0.52 to 0.82, like their narrow ones.
"""
MIN_DIGITS = 3
"""Fewer prove nothing: one digit alone was measured up to 0.3 em off."""
MIN_LEAD = 3.0
"""By which one width must fit an address better than the other in the faces that the page's digits are like. Of 609
addresses and numbers of buildings on 152 sheets leads of 1.5 and more were right in all of 513, and 49 were ties (BIZ
UDPGothic), on 2026-11-22."""
MIN_LEAD_AGAINST = 6.0
"""The same for one that seems typed unlike most of its page: two digits alone led by 3 in the wrong width."""
MIN_AGAINST, LONE_WIDE_EM = 2, 0.95
"""So many digits at least are of the other width than the page's by their room: on a fax ２ of ２階 stood close to 階.
A single one may be wide among narrow ones; where the ink beside it touches, it must have so much room."""
MAX_MISFIT, MAX_MISFIT_UNTOLD, MAX_MISFIT_CLOSE = 0.8, 0.5, 0.45
"""How well these faces must fit: where the page's kana have squares, where nothing tells, and where they stand close.
With the page's own face and its family left out of the comparison, of 168 sheets 343 texts up to 0.8, 0.5 and 0.45
led in the right width and none in the wrong one; where kana stand close some did from 0.48 on, where nothing tells from
0.51, where kana have squares from 0.99. With all faces none led in the wrong one below 2.
"""
SPACED_HEIGHTS = 0.8
"""Pitch of kanji, in heights of the box of their line, from which on white was set between them: nine in ten have
0.61 to 0.8."""
LIKELY_WIDE_EM = 0.65
"""Where nothing tells the width: registers are printed in full width, which is the better guess from this pitch on."""
CLEARLY_EM, VERY_CLEARLY_EM = 0.15, 0.2
"""By which the room of a digit must be nearer to that of one width than to that of the other: to that of all of the
page's addresses, and to any other. The em of a name in kana may be a tenth off."""
SQUARE_FACES = frozenset({"IPA Gothic", "Noto Sans CJK"})
"""Faces with square kana that set digits as close and as loosely as any such: to be compared with where none fits."""
HALF_FACES = frozenset({"IPA Gothic", "BIZ UDGothic", "Ume P Gothic", "Ume P Mincho"})
"""Faces that set narrow digits half an em apart, their wide ones with any room that there is: to be compared with where
none fits and digits stand so."""
MAX_STEP_EM = {True: 1.3, False: 0.9}
"""Digits whose middles stand further apart, wide and narrow ones: a hyphen or another digit between them was lost."""
EXACT_KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})
"""Kinds in which cities print digits in either width."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a line.

    Attributes:
        run: how its digits stand, None where that could not be measured.
    """

    segment: Segment
    start: int
    end: int
    run: Run | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What all places of a page together show.

    Attributes:
        faces: those in which its digits may be set; empty where none fits.
        wide: whether its addresses are typed in full width.
        clear: whether that is certain.
        square: whether its kana have squares of their own.
        step: from the middle of a digit of its addresses to that of the next, in pixels; None where they have few, or
            are not certainly narrow.
    """

    faces: frozenset[str]
    wide: bool
    clear: bool
    square: bool
    step: float | None = None


def settle_widths(entries: Sequence[Entry], segments: Sequence[Segment], page: Page | None = None) -> list[Entry]:
    """The entries, digits of places and of texts in the width in which each is printed, or never sure.

    All of a page's are set in one face; but each address, and each number of a building, may be typed in either width.

    Args:
        segments: all lines of the page, labels too.
        page: its picture, to measure how high digits are, too.
    """
    texts = [_texts(entry, page) if _has_digits(entry) else [] for entry in entries]
    told = _told(entries, texts, segments)
    settled = []
    for entry, own in zip(entries, texts, strict=True):
        if own:
            entry = _settled(entry, own, told)
        settled.append(tell_letters(entry) if entry.kind in EXACT_KINDS else entry)
    width = ("wide" if told.wide else "narrow") if told.faces and told.clear else None
    return tell_numbers(settled, Shown(_fitting_kana(told), told.square, width))


def _has_digits(entry: Entry) -> bool:
    return entry.kind in EXACT_KINDS and any(text in LATIN for text in entry.value.text)


def _texts(entry: Entry, page: Page | None) -> list[list[_Number]]:
    """The numbers of an entry, those together that are typed alike: all of an address, each of a building."""
    numbers = []
    for segment in entry.value.segments:
        measured = {run.start: run for run in runs(segment, DIGITS, page)}
        numbers += [
            _Number(segment, start, end, measured.get(start)) for start, end in spans(segment, NUMBERS.__contains__)
        ]
    return [numbers] if entry.kind is Kind.ADDRESS else [[number] for number in numbers]


def _runs(text: Sequence[_Number]) -> list[Run]:
    return [number.run for number in text if number.run]


def _told(entries: Sequence[Entry], texts: Sequence[list[list[_Number]]], segments: Sequence[Segment]) -> _Shown:
    lines = kana_widths(segments)
    kana = typical(lines) if len(lines) >= MIN_KANA_LINES else None
    square = _has_square_kana(entries, segments)
    placed = [(entry, own) for entry, own in zip(entries, texts, strict=True) if own]
    fitting = fit([measured for _, own in placed for text in own if (measured := _runs(text))], kana)
    faces = fitting.faces if fitting and fitting.misfit <= _most_misfit(fitting.faces, kana) else frozenset()
    if not faces and are_half_an_em_apart([run for _, own in placed for text in own for run in _runs(text)]):
        faces = HALF_FACES
    addresses = [(entry, own) for entry, own in placed if entry.kind is Kind.ADDRESS]
    voters = addresses if sum(_count_digits(entry) for entry, _ in addresses) >= MIN_DIGITS else placed
    numbers = [number for _, own in voters for text in own for number in text]
    leads = [lead(_runs(text), faces) for _, own in voters for text in own]
    ways = [each > 0 for each in leads if abs(each) >= MIN_LEAD]
    if ways:
        step = None if any(ways) else _usual_step(numbers)
        return _Shown(faces, sum(ways) >= len(ways) / 2, len(set(ways)) == 1, square, step)
    pitch, number = mean_pitch([segment for entry, _ in voters for segment in entry.value.segments])
    if pitch is None:
        return _Shown(faces, False, False, square)
    wide = pitch >= SURELY_WIDE_EM
    if (wide or (pitch <= SURELY_NARROW_EM and square)) and not _objects(
        fitting, [text for own in texts for text in own], wide
    ):
        return _Shown(faces, wide, number >= MIN_DIGITS, square, None if wide else _usual_step(numbers))
    if _fits_close(fitting):
        leads = [lead(_runs(text), fitting.faces) for _, own in voters for text in own]
    guess = sum(leads) > 0 if any(leads) else pitch >= LIKELY_WIDE_EM
    return _Shown(faces, guess, False, square and not _fits_close(fitting))


def _usual_step(numbers: Sequence[_Number]) -> float | None:
    steps = [step for each in numbers for step in steps_between(each.segment, each.start, each.end)]
    return median(steps) if len(steps) >= MIN_DIGITS else None


def _objects(fitting: Fit | None, texts: Sequence[list[_Number]], wide: bool) -> bool:
    """Whether a face with close kana fits the digits well in which they might be of the other width.

    That says more than the page's kana, of which there may be few.
    """
    if not _fits_close(fitting):
        return False
    leads = [lead(_runs(text), fitting.faces) for text in texts]
    return not all(each >= MIN_LEAD if wide else each <= -MIN_LEAD for each in leads)


def _fits_close(fitting: Fit | None) -> bool:
    """Whether faces with close kana, and no others, fit the digits well enough to speak against the page's kana."""
    return (
        fitting is not None
        and fitting.misfit <= MAX_MISFIT_AGAINST
        and all(kana_width(face) < SQUARE_KANA_EM for face in fitting.faces)
    )


def _most_misfit(faces: Collection[str], kana: float | None) -> float:
    if kana is None:
        return MAX_MISFIT_UNTOLD
    square = kana >= SQUARE_KANA_EM and any(kana_width(face) >= SQUARE_KANA_EM for face in faces)
    return MAX_MISFIT if square else MAX_MISFIT_CLOSE


def _count_digits(entry: Entry) -> int:
    return sum(char.isdecimal() for char in entry.value.value)


def _has_square_kana(entries: Sequence[Entry], segments: Sequence[Segment]) -> bool:
    """Whether the page shows no sign of a proportional face, and enough signs of another one."""
    lines = kana_widths(segments)
    # The form may be printed in one face and the values in another.
    values = typical(kana_widths([segment for entry in entries for segment in entry.value.segments]))
    square = len(lines) >= MIN_KANA_LINES and typical(lines) >= SQUARE_KANA_EM
    return square and (values is None or values >= SQUARE_KANA_EM)


def _settled(entry: Entry, texts: Sequence[Sequence[_Number]], shown: _Shown) -> Entry:
    ways: list[bool] = []
    sure = True
    for text in texts:
        way = _way(text, shown)
        if way is None and entry.kind is Kind.ADDRESS and shown.clear and _count_digits(entry) < MIN_DIGITS:
            way = shown.wide  # so few tell little, and addresses of a page are mostly typed alike
        sure &= way is not None
        way = shown.wide if way is None else way
        each = [one for number in text for one in _of_each(number, way, shown)]
        sure &= None not in each
        ways += [way if one is None else one for one in each]
        # A town's own number may be wide among narrow ones: 第４町内343番地.
        sure &= way or all((_exact_room(number) or 0.0) < SURELY_WIDE_EM for number in text)
        # Another digit, or a hyphen, may have stood between some.
        sure &= all(max(run.steps, default=0.0) <= MAX_STEP_EM[way] for run in _runs(text))
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


def _of_each(number: _Number, way: bool, shown: _Shown) -> list[bool | None]:
    """Whether each character of a number is wide; None of a hyphen between narrow digits of which that is not clear."""
    hyphens = hyphen_widths(number.segment, number.start, number.end, shown.step) if shown.step and not way else {}
    return [hyphens.get(at, way) for at in range(number.start, number.end)]


def _way(text: Sequence[_Number], shown: _Shown) -> bool | None:
    """Whether numbers that are typed alike are wide; None where that is not certain."""
    found = lead(_runs(text), shown.faces)
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


def _room(text: Sequence[_Number]) -> float | None:
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


def _exact_room(number: _Number) -> float | None:
    """The room of a digit of a number between two kanji, in em, by the ends of their ink; None where it is unknown."""
    run = number.run
    if run is None or run.first is None or run.last is None or len(run.text) != number.end - number.start:
        return None
    return (run.first + sum(run.steps) + run.last) / len(run.text)


def _way_of_room(room: float | None, shown: _Shown) -> bool | None:
    """Whether digits have the room that the page's faces give them in one width, and not in the other."""
    faces = _fitting_kana(shown)
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


def _fitting_kana(shown: _Shown) -> frozenset[str]:
    """The faces of a page, only those with square kana where its kana have squares and there are any."""
    square = {face for face in shown.faces if kana_width(face) >= SQUARE_KANA_EM} if shown.square else ()
    return frozenset(square) or shown.faces


def _digits(text: str, table: dict[int, int]) -> str:
    """Letters stay as read: タワーＹ keeps its wide one beside narrow digits."""
    return text.translate({code: to for code, to in table.items() if not chr(code).isalpha()})
