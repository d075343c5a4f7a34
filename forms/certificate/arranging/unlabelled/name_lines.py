"""A name and its reading told apart, where no label parts them: above it or behind it, in brackets, set small."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import has_kanji_or_letters
from forms.certificate.data.blanks import is_blank_before
from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import KANA, NAME, normalise
from forms.scripts import HALF_WIDTH_KATAKANA, HIRAGANA, KATAKANA

MIN_KANA_SHARE = 0.75
"""Of the characters of a line that is taken for a reading; one of them may be misread."""
SMALL = 0.72
"""A reading is set at most so high beside its name."""
NEAR_HEIGHTS = 1.0
"""How far above a name its reading may stand where no lines enclose them, in heights of the name."""
NEXT_LINE = 1.6
"""From one line of a reading to the next at most, in heights of a line."""
_READING = f"{HIRAGANA}{KATAKANA}{HALF_WIDTH_KATAKANA}・･"
_KANA = re.compile(f"[{_READING}]")
_BRACKETED = re.compile(f"(?P<name>[^()（）]+)[(（](?P<reading>[{_READING}]{{2,}})[)）]?")


def with_reading(hit: Hit, loose: Sequence[Segment], labelled: set[int | None], taken: set[int]) -> list[Hit]:
    """A label of names, and what stands there as their readings as a label of its own.

    Args:
        loose: text that no label claims.
        labelled: the people whose readings have a label.
        taken: ids of loose text that is used; added to.
    """
    names, readings = [], []
    for spot in _with_closed(hit.spots):
        rows = _without_tail(_without_brackets(_with_ends(_rows(spot.segments))))
        kana, rest = _readings_and_names(rows)
        if not kana or not rest or not _has_kanji(rest[0]):
            kana, rest = [], rows
        if not kana and rest and spot.cell is None and hit.target == NAME:
            kana = [[segment] for segment in readings_of(rest[0][0], loose)]
            taken.update(id(segment) for row in kana for segment in row)
        names.append(Spot(tuple(segment for row in rest for segment in row), spot.cell))
        # It shares its cell with the name and does not fill it.
        readings.append(Spot(tuple(segment for row in kana for segment in row)))
    found = [replace(hit, spots=tuple(names))]
    if hit.target == NAME and hit.member not in labelled and any(spot.segments for spot in readings):
        found.append(Hit(KANA, hit.label, tuple(readings), hit.member, hit.clear))
    return found


def _with_closed(spots: Sequence[Spot]) -> list[Spot]:
    """The places of names, the next line of a reading in brackets in that of its own person."""
    closed = list(spots[:1])
    for spot in spots[1:]:
        before = closed[-1].segments
        end = [each for each in spot.segments if before and _closes(each, before[-1])]
        if end:
            closed[-1] = replace(closed[-1], segments=(*before, *end))
            spot = replace(spot, segments=tuple(each for each in spot.segments if each not in end))
        closed.append(spot)
    return closed


def with_name(hit: Hit, named: set[int | None], both: bool) -> list[Hit]:
    """Readings without the names beneath them, where their head stands for both and only its first word was read.

    Args:
        named: the people whose names have a label.
        both: whether it does so elsewhere on the page: then a name may stand there alone, its reading having been lost.
    """
    readings, names = _lines_beneath(hit)
    lost = both and hit.member not in named and any(names)
    if any(len(each) > 1 for each in (*readings, *names)) or not (stands_for_both(hit) or lost):
        return [hit]
    alone, below = (
        tuple(
            replace(spot, segments=tuple(part for row in each for part in row))
            for spot, each in zip(hit.spots, kept, strict=True)
        )
        for kept in (readings, names)
    )
    found = [replace(hit, spots=alone)]
    if hit.member not in named:
        found.append(Hit(NAME, hit.label, below, hit.member, False))
    return found


def stands_for_both(hit: Hit) -> bool:
    """Whether somebody has a reading and a name beneath a label of readings."""
    return any(map(all, zip(*_lines_beneath(hit), strict=True)))


def _lines_beneath(hit: Hit) -> tuple[list[list[list[Segment]]], list[list[list[Segment]]]]:
    """The readings and the names, line by line, in each place of a label of readings."""
    told = [_readings_and_names(_rows(spot.segments)) for spot in hit.spots]
    return [kana for kana, _ in told], [[row for row in rest if _has_kanji(row)] for _, rest in told]


def _readings_and_names(rows: Sequence[list[Segment]]) -> tuple[list[list[Segment]], list[list[Segment]]]:
    """Lines that are readings, and the others."""
    small = _small_line(rows)
    kana = [row for row in rows if row is small or _is_reading(row)]
    if len(kana) == len(rows):
        # 原　エリカ is nearly all kana, too.
        kana = [row for row in rows if row is small or not _has_kanji(row)]
    return kana, [row for row in rows if not any(row is each for each in kana)]


def _without_brackets(rows: list[list[Segment]]) -> list[list[Segment]]:
    """髙橋一郎（タカハシイチロウ）: the reading in brackets behind a name as a line of its own, before the name."""
    if len(rows) != 1 or not (match := _BRACKETED.fullmatch(text_of(rows[0]))):
        return rows
    before, inside, at = [], [], 0
    for segment in rows[0]:
        for index in range(len(segment.glyphs)):
            if match.start("reading") <= at < match.end("reading"):
                inside.append(segment.part(index, index + 1))
            elif at < match.end("name"):
                before.append(segment.part(index, index + 1))
            at += len(segment.glyphs[index].text)
    return [_together(inside), _together(before)]


def _without_tail(rows: list[list[Segment]]) -> list[list[Segment]]:
    """桐生　フサエ　　キリュウ　フサエ: the reading behind a name on its line as a line of its own, before the name."""
    if len(rows) != 1 or len(rows[0]) < 2:
        return rows
    *name, last = rows[0]
    # A given name in kana has no blank in it, and is set as large as the family's.
    whole = any(is_blank_before(last, at) for at in range(1, len(last.glyphs))) or last.em < SMALL * name[0].em
    return [[last], name] if whole and _is_reading([last]) and _has_kanji(name) else rows


def _together(glyphs: list[Segment]) -> list[Segment]:
    """Single characters as runs again, one for each run that they came from."""
    runs: list[Segment] = []
    for each in glyphs:
        if runs and runs[-1].line is each.line and runs[-1].quad is each.quad:
            runs[-1] = replace(runs[-1], glyphs=(*runs[-1].glyphs, *each.glyphs))
        else:
            runs.append(each)
    return runs


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Text by the lines that it stands on, each from left to right; small print beside large is a line of its own:
    where ruby of the next word stands as high as a name that slants."""
    rows: list[list[Segment]] = []
    for segment in segments:
        row = next((row for row in rows if same_row(row[-1], segment) and _are_alike(row[-1], segment)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _are_alike(one: Segment, other: Segment) -> bool:
    """Whether two texts are set equally large, by their heights: the em of two or three characters is no measure."""
    high = sorted(each.bottom - each.top for each in (one, other))
    return high[0] > SMALL * high[1]


def _is_reading(row: Sequence[Segment]) -> bool:
    text = normalise(text_of(row)).strip("()")
    return len(text) > 1 and sum(bool(_KANA.match(character)) for character in text) >= MIN_KANA_SHARE * len(text)


def _small_line(rows: Sequence[Sequence[Segment]]) -> Sequence[Segment] | None:
    """The first of two lines, set much smaller than the second: a reading, however badly it was read."""
    if len(rows) != 2:
        return None
    first, second = (max(segment.bottom - segment.top for segment in row) for row in rows)
    return rows[0] if first < SMALL * second else None


def _has_kanji(row: Sequence[Segment]) -> bool:
    return has_kanji_or_letters(text_of(row))


def readings_of(name: Segment, loose: Sequence[Segment]) -> list[Segment]:
    """What is a reading right beneath a name in brackets, or else close above it and not in brackets."""
    below = [segment for segment in loose if _stands_below(segment, name)]
    if below:
        return [*below, *(each for each in loose if _closes(each, below[-1]))]
    above = [each for each in loose if stands_above(each, name) and not _has_bracket(each)]
    # Of サントス　マリア　クリスティナ in three pieces one may stand a little higher than the others.
    return [each for each in loose if any(each is one or _goes_on(each, one, name) for one in above)]


def _goes_on(segment: Segment, reading: Segment, name: Segment) -> bool:
    """Whether a text is another part of a reading above a name."""
    over = min(segment.right, name.right) - max(segment.left, name.left) > 0.5 * (segment.right - segment.left)
    return over and same_row(segment, reading) and _are_alike(segment, reading) and _is_reading([segment])


def _with_ends(rows: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines, a reading in brackets that was broken as one."""
    whole: list[list[Segment]] = []
    for row in rows:
        if whole and len(row) == 1 and _closes(row[0], whole[-1][-1]):
            whole[-1] = [*whole[-1], *row]
        else:
            whole.append(row)
    return whole


def _closes(segment: Segment, reading: Segment) -> bool:
    """Whether a text is the next line of a reading in brackets that was broken: ル） of （シルバ　ラファエル）."""
    plain, high = normalise(segment.text), reading.bottom - reading.top
    closing = plain.endswith(")") and "(" not in plain and ")" not in normalise(reading.text)
    beneath = 0.5 * high < segment.middle - reading.middle < NEXT_LINE * high
    return closing and beneath and segment.left < reading.right and segment.right > reading.left


def _has_bracket(segment: Segment) -> bool:
    """Whether a text is in brackets or the end of one that is: neither is the reading of what stands beneath it."""
    return _is_bracketed(segment) or normalise(segment.text).endswith(")")


def _is_bracketed(segment: Segment) -> bool:
    return normalise(segment.text)[:1] == "(" and len(segment.text) > 2


def _stands_below(segment: Segment, name: Segment) -> bool:
    """Whether a text is a reading in brackets right beneath a name: （ハットリ　ツクシ）."""
    gap, high = segment.top - name.bottom, name.bottom - name.top
    across = min(segment.right, name.right) - max(segment.left, name.left)
    near = -0.5 * high < gap < 0.5 * high and across > 0.5 * min(segment.right - segment.left, name.right - name.left)
    return near and _is_bracketed(segment) and _is_reading([segment]) and _has_kanji([name])


def stands_above(segment: Segment, name: Segment) -> bool:
    """Whether a text is a reading close above a name."""
    gap = name.top - segment.bottom
    high = name.bottom - name.top
    beside = min(segment.right, name.right) - max(segment.left, name.left)
    smaller = segment.bottom - segment.top < 0.95 * high
    near = -0.4 * high < gap < NEAR_HEIGHTS * high and beside > 0.5 * min(
        segment.right - segment.left, name.right - name.left
    )
    return near and smaller and _is_reading([segment]) and _has_kanji([name])
