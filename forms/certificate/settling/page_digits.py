"""What all places of a page together show: the face that their digits are set in, and the width of most of them.

One value has few digits; all of a page's are set in one face. Where no face fits, the pitch tells: a whole em is wide,
half of one is narrow, unless kana that stand closer than kanji show a proportional face.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import (
    MIN_KANA_LINES,
    NUMBERS,
    SQUARE_KANA_EM,
    kana_widths,
    mean_pitch,
    spans,
    typical,
)
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.digit_steps import are_half_an_em_apart, steps_between
from forms.certificate.shapes.digit_faces import DIGITS, Fit, fit, kana_width, lead
from forms.certificate.shapes.extents import Run, runs
from forms.fields import Kind

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
MAX_MISFIT, MAX_MISFIT_UNTOLD, MAX_MISFIT_CLOSE = 0.8, 0.5, 0.45
"""How well these faces must fit: where the page's kana have squares, where nothing tells, and where they stand close.
With the page's own face and its family left out of the comparison, of 168 sheets 343 texts up to 0.8, 0.5 and 0.45
led in the right width and none in the wrong one; where kana stand close some did from 0.48 on, where nothing tells from
0.51, where kana have squares from 0.99. With all faces none led in the wrong one below 2.
"""
MAX_MISFIT_AGAINST = 1.2
"""How well a face with close kana must fit to speak against kana with squares, which may be the form's alone: on a fax
values in IPA P Mincho fitted it to 0.84, and full width seemed to be half width."""
LIKELY_WIDE_EM = 0.65
"""Where nothing tells the width: registers are printed in full width, which is the better guess from this pitch on."""
HALF_FACES = frozenset({"IPA Gothic", "BIZ UDGothic", "Ume P Gothic", "Ume P Mincho"})
"""Faces that set narrow digits half an em apart, their wide ones with any room that there is: to be compared with where
none fits and digits stand so."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line.

    Attributes:
        run: how its digits stand, None where that could not be measured.
    """

    segment: Segment
    start: int
    end: int
    run: Run | None


@dataclass(frozen=True, slots=True)
class PageDigits:
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

    @property
    def width(self) -> str | None:
        """In which width the addresses are certainly typed, ``wide`` or ``narrow``; None where no face says so."""
        return ("wide" if self.wide else "narrow") if self.faces and self.clear else None

    def fitting_kana(self) -> frozenset[str]:
        """The faces, only those with square kana where the page's kana have squares and there are any."""
        square = {face for face in self.faces if kana_width(face) >= SQUARE_KANA_EM} if self.square else ()
        return frozenset(square) or self.faces


def numbers_of(entry: Entry, page: Page | None) -> list[list[Number]]:
    """The numbers of an entry, those together that are typed alike: all of an address, each of a building."""
    numbers = []
    for segment in entry.value.segments:
        measured = {run.start: run for run in runs(segment, DIGITS, page)}
        numbers += [
            Number(segment, start, end, measured.get(start)) for start, end in spans(segment, NUMBERS.__contains__)
        ]
    return [numbers] if entry.kind is Kind.ADDRESS else [[number] for number in numbers]


def runs_of(text: Sequence[Number]) -> list[Run]:
    """How the digits of numbers stand, of those that could be measured."""
    return [number.run for number in text if number.run]


def count_digits(entry: Entry) -> int:
    """How many digits a value has."""
    return sum(char.isdecimal() for char in entry.value.value)


def shown_by(entries: Sequence[Entry], texts: Sequence[list[list[Number]]], segments: Sequence[Segment]) -> PageDigits:
    """What the numbers of a page show together: by the face where one fits, else by their pitch, else by a guess.

    Args:
        texts: the numbers of each entry, as :func:`numbers_of` gives them; none of an entry that does not count.
        segments: all lines of the page, labels too.
    """
    lines = kana_widths(segments)
    kana = typical(lines) if len(lines) >= MIN_KANA_LINES else None
    square = _has_square_kana(entries, segments)
    placed = [(entry, own) for entry, own in zip(entries, texts, strict=True) if own]
    fitting = fit([measured for _, own in placed for text in own if (measured := runs_of(text))], kana)
    faces = fitting.faces if fitting and fitting.misfit <= _most_misfit(fitting.faces, kana) else frozenset()
    if not faces and are_half_an_em_apart([run for _, own in placed for text in own for run in runs_of(text)]):
        faces = HALF_FACES
    addresses = [(entry, own) for entry, own in placed if entry.kind is Kind.ADDRESS]
    voters = addresses if sum(count_digits(entry) for entry, _ in addresses) >= MIN_DIGITS else placed
    numbers = [number for _, own in voters for text in own for number in text]
    leads = [lead(runs_of(text), faces) for _, own in voters for text in own]
    ways = [each > 0 for each in leads if abs(each) >= MIN_LEAD]
    if ways:
        step = None if any(ways) else _usual_step(numbers)
        return PageDigits(faces, sum(ways) >= len(ways) / 2, len(set(ways)) == 1, square, step)
    pitch, number = mean_pitch([segment for entry, _ in voters for segment in entry.value.segments])
    if pitch is None:
        return PageDigits(faces, False, False, square)
    wide = pitch >= SURELY_WIDE_EM
    if (wide or (pitch <= SURELY_NARROW_EM and square)) and not _objects(
        fitting, [text for own in texts for text in own], wide
    ):
        return PageDigits(faces, wide, number >= MIN_DIGITS, square, None if wide else _usual_step(numbers))
    if _fits_close(fitting):
        leads = [lead(runs_of(text), fitting.faces) for _, own in voters for text in own]
    guess = sum(leads) > 0 if any(leads) else pitch >= LIKELY_WIDE_EM
    return PageDigits(faces, guess, False, square and not _fits_close(fitting))


def _usual_step(numbers: Sequence[Number]) -> float | None:
    steps = [step for each in numbers for step in steps_between(each.segment, each.start, each.end)]
    return median(steps) if len(steps) >= MIN_DIGITS else None


def _objects(fitting: Fit | None, texts: Sequence[list[Number]], wide: bool) -> bool:
    """Whether a face with close kana fits the digits well in which they might be of the other width.

    That says more than the page's kana, of which there may be few.
    """
    if not _fits_close(fitting):
        return False
    leads = [lead(runs_of(text), fitting.faces) for text in texts]
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


def _has_square_kana(entries: Sequence[Entry], segments: Sequence[Segment]) -> bool:
    """Whether the page shows no sign of a proportional face, and enough signs of another one."""
    lines = kana_widths(segments)
    # The form may be printed in one face and the values in another.
    values = typical(kana_widths([segment for entry in entries for segment in entry.value.segments]))
    square = len(lines) >= MIN_KANA_LINES and typical(lines) >= SQUARE_KANA_EM
    return square and (values is None or values >= SQUARE_KANA_EM)
