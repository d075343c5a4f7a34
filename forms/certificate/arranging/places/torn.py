"""Values that were found as several texts, put together: a wrapped address, a name beneath its reading, its halves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from forms.certificate.arranging.places.nodes import Box, Label, Place
from forms.certificate.arranging.text.fitting import MAY, NEVER, SUITS, fit, goes_on
from forms.certificate.data.written_dates import is_date
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, are_one_line, same_row
from forms.certificate.words.catalogue import ADDRESSES, KANA, NAME, RELATIONSHIP, SEX, normalise, words
from forms.dates import ERAS
from forms.kana import is_katakana, to_hiragana, to_katakana
from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort, is_reading
from forms.scripts import HIRAGANA, KANJI, KATAKANA

CLOSE_HEIGHTS = 0.45
"""Less white than this is between a name and the reading above it, in heights of the name."""


def with_halves(places: list[Place]) -> list[Place]:
    """The places, a surname and the given name behind it as one, and so the words of a reading that has more: a blank
    of an em ends a line now and then."""
    lines = sorted((place for place in places if place.cell == OUTSIDE), key=lambda place: place.box.left)
    found, gone = [], set()
    for place in places:
        if id(place) in gone:
            continue
        other = next((each for each in lines if id(each) not in gone and _is_given_name(place, each)), None)
        while other:
            gone.add(id(other))
            one, two = place.box, other.box
            box = Box(one.left, min(one.top, two.top), two.right, max(one.bottom, two.bottom))
            place = Place((*place.segments, *other.segments), box, OUTSIDE, place.within)
            other = next((each for each in lines if id(each) not in gone and _is_further_word(place, each)), None)
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _is_given_name(first: Place, second: Place) -> bool:
    """Whether two texts can be the halves of one name, or of one reading."""
    if not (first.cell == second.cell == OUTSIDE and first.within == second.within and first is not second):
        return False
    if len(first.segments) != 1 or len(second.segments) != 1 or not first.box.beside(second.box):
        return False
    one, two = first.segments[0], second.segments[0]
    white = (two.left - one.right) / max(one.em, two.em)
    near = white < HALF_EM or (white < APART_EM and _are_known(one.text, two.text))
    if not (near and white > 0.3) or not 0.85 < one.em / two.em < 1.18:
        return False
    texts = (one.text, two.text)
    if not all(_HALF.fullmatch(text) and fit(NAME, text + text) > NEVER for text in texts):
        return False
    if any(len(text) == 1 and goes_on(text) for text in texts):
        return False  # 号 of an address above it, beside another text
    # 男　長男 are two values, and so are 山田 and ヤマダ.
    kana = [fit(KANA, text + text) >= SUITS for text in texts]
    told = any(fit(target, text) >= SUITS for target in (SEX, RELATIONSHIP, *words().closed) for text in texts)
    return (kana[0] == kana[1] or _is_in_kana(*texts)) and not told


def _is_further_word(reading: Place, word: Place) -> bool:
    """Whether a word in kana follows the words of a reading: デソウザ　アニタ　マリア."""
    if word.cell != OUTSIDE or word.within != reading.within or len(word.segments) != 1:
        return False
    last, text = reading.segments[-1], word.segments[0]
    if any(each is text for each in reading.segments) or not reading.box.beside(word.box):
        return False
    near = 0.3 < (text.left - last.right) / max(last.em, text.em) < HALF_EM and 0.85 < last.em / text.em < 1.18
    return near and all(
        _KANA_WORD.fullmatch(each.text) and fit(KANA, each.text * 2) >= SUITS for each in (*reading.segments, text)
    )


HALF_EM, APART_EM = 1.5, 2.5
"""White between a surname and a given name at most, and the same where the tables of names know both, or both are
kana: 藤井　　昭二 has two blanks. Columns are further apart."""


def _are_known(surname: str, given: str) -> bool:
    """Whether two texts are a surname and a given name that there are, or two words in kana."""
    if all(fit(KANA, text) >= SUITS for text in (surname, given)):
        return True
    return bool(find_readings(surname, Sort.SURNAME) and find_readings(given, Sort.GIVEN))


def _is_in_kana(surname: str, given: str) -> bool:
    """Whether a text is a given name in kana, and no reading of the surname before it: 花輪　くるみ."""
    said = to_hiragana(given)
    known = bool(find_readings(surname, Sort.SURNAME)) and is_reading(said, Sort.GIVEN)
    return known and not is_katakana(to_katakana(surname)) and not may_be_read(surname, said)


_HALF = re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}]{{1,5}}")
_KANA_WORD = re.compile(f"[{HIRAGANA}{KATAKANA}]{{2,}}")


def with_dates(places: list[Place]) -> list[Place]:
    """The places, the parts of a date that stand beside each other as one: blanks in it may be as wide as a column's,
    as in 平成　５年　１月　２日."""
    lines = sorted((place for place in places if place.cell == OUTSIDE), key=lambda place: place.box.left)
    whole: dict[int, Place] = {}
    gone: set[int] = set()
    for at, place in enumerate(lines):
        parts = [place] if len(place.segments) == 1 and _BEGINS_DATE.match(place.segments[0].text) else []
        for other in lines[at + 1 :]:
            if not parts or len(parts) == DATE_PARTS:
                break
            if is_date("".join(part.text for part in parts)) and not _is_same_number(parts[-1], other):
                break
            if id(other) not in gone and _is_next(parts[-1], other):
                parts.append(other)
        if len(parts) > 1 and is_date("".join(part.text for part in parts)):
            segments = tuple(part.segments[0] for part in parts)
            top, bottom = min(part.box.top for part in parts), max(part.box.bottom for part in parts)
            box = Box(place.box.left, top, parts[-1].box.right, bottom)
            whole[id(place)] = Place(segments, box, OUTSIDE, place.within)
            gone |= {id(part) for part in parts[1:]}
    return [whole.get(id(place), place) for place in places if id(place) not in gone]


def _is_same_number(first: Place, second: Place) -> bool:
    """Whether digits follow so close behind a digit that they are one number: 8.5.1 and 8."""
    one, two = first.segments[0], second.segments[0] if len(second.segments) == 1 else None
    if two is None or not (one.text[-1].isdecimal() and two.text.isdecimal()):
        return False
    return _is_next(first, second) and two.left - one.right < SAME_EM * one.em


def _is_next(first: Place, second: Place) -> bool:
    """Whether a text stands right behind another one of its size, on its line."""
    if first.within != second.within or len(second.segments) != 1 or not first.box.beside(second.box):
        return False
    one, two = first.segments[0], second.segments[0]
    white = (two.left - one.right) / max(one.em, two.em)
    return -0.5 < white < HALF_EM and same_row(one, two)


def is_in_date(text: Segment, others: Iterable[Segment]) -> bool:
    """Whether a number stands close behind what begins a date: 5. of 平成　5.　5.　8, which elsewhere counts."""
    return any(
        _BEGINS_DATE.match(other.text)
        and not is_date(other.text)
        and other.left < text.left
        and text.left - other.right < REACH_EM * text.em
        and same_row(other, text)
        for other in others
    )


REACH_EM = 3.0
"""White and another number at most between what begins a date and a number of it, in em."""
_BEGINS_DATE = re.compile("|".join(era.name for era in ERAS))
SAME_EM = 0.6
"""White within a number at most, in em."""
DATE_PARTS = 4
"""Era, year, month and day."""


def with_wrapped(places: list[Place], labels: Sequence[Label]) -> list[Place]:
    """The places, an address and the lines right beneath it that go on with it and have no label as one."""
    gone: set[int] = set()
    found: list[Place] = []
    lines = sorted((place for place in places if place.cell == OUTSIDE), key=lambda place: place.box.top)
    for place in places:
        if id(place) in gone:
            continue
        if place.cell == OUTSIDE and fit(ADDRESS, place.text) >= SUITS:
            for other in lines:
                high = min((line.bottom - line.top for line in other.segments), default=other.box.high)
                close = -0.3 * high < other.box.top - place.box.bottom < CLOSE_HEIGHTS * high
                aligned = abs(other.box.left - place.box.left) < 0.8 * high
                if other.within != place.within or id(other) in gone or other is place or not close or not aligned:
                    continue
                if _is_another_labels(other, place, labels):
                    continue
                if goes_on(other.text) or (fit(ADDRESS, other.text) < MAY <= fit(BUILDING, other.text)):
                    gone.add(id(other))
                    box = Box(place.box.left, place.box.top, max(place.box.right, other.box.right), other.box.bottom)
                    place = Place((*place.segments, *other.segments), box, OUTSIDE, place.within)
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _is_another_labels(line: Place, address: Place, labels: Sequence[Label]) -> bool:
    """Whether a line beneath an address has a label before it that the address has not; where the address has none, and
    that is an address's, it stands before the last line of its value."""
    leading = [label for label in labels if _is_led(line, label) and not _is_led(address, label)]
    if any(_is_led(address, label) for label in labels):
        return bool(leading)
    return any(label.target not in ADDRESSES for label in leading)


def _is_led(place: Place, label: Label) -> bool:
    """Whether a label stands on a place's line, before it."""
    if label.cell != OUTSIDE or label.within != place.within or label.box.right > place.box.left + label.segment.em:
        return False
    return abs(label.box.middle - place.box.middle) < 0.4 * label.segment.em


ADDRESS, BUILDING = "former_address", "former_building"


def with_readings(places: list[Place]) -> list[Place]:
    """The places, a name and its reading as one: close above it, or beneath it where all of the page's stand so."""
    gone: set[int] = set()
    found: list[Place] = []
    lines = [place for place in places if place.cell == OUTSIDE]
    beneath = _stand_beneath(lines)
    for place in places:
        if id(place) in gone:
            continue
        if place.cell == OUTSIDE and _is_line_in_kana(place):
            others = [other for other in lines if id(other) not in gone and _is_named_by(other, place, beneath)]
            if others and fit(NAME, others[0].text) > 0:
                other = others[0]
                gone |= {id(other), id(place)}
                found = [each for each in found if each is not other]
                one, two = place.box, other.box
                box = Box(
                    min(one.left, two.left),
                    min(one.top, two.top),
                    max(one.right, two.right),
                    max(one.bottom, two.bottom),
                )
                found.append(Place((*place.segments, *other.segments), box, OUTSIDE, place.within))
                continue
        found.append(place)
    return [place for place in found if id(place) not in gone]


def _is_line_in_kana(place: Place) -> bool:
    """Whether a place is one line in kana."""
    return are_one_line(place.segments) and fit(KANA, place.text) > 0


def _stand_beneath(lines: Sequence[Place]) -> bool:
    """Whether readings stand beneath their names: most have one above them that is nearer than the one below. The last
    reading of a column has none below, and where readings stand above their names the first has none above."""
    names = [place.box for place in lines if place.segments and fit(NAME, place.text) > 0]
    readings = [place.box for place in lines if place.segments and _is_line_in_kana(place)]
    nearer = 0
    for reading in readings:
        above = min((_pitch(name, reading) for name in names), default=NOWHERE)
        below = min((_pitch(reading, name) for name in names), default=NOWHERE)
        nearer += (above < below) - (below < above)
    return nearer > 0


def _pitch(upper: Box, lower: Box) -> float:
    """From the middle of a line to that of one beneath it in its column; infinite for others.

    The white between them says less: where a reading is set tight above its name, their rectangles overlap.
    """
    gap = lower.top - upper.bottom
    return (
        lower.middle - upper.middle if _share_a_column(upper, lower) and gap > -CLOSE_HEIGHTS * lower.high else NOWHERE
    )


NOWHERE = float("inf")


def _share_a_column(one: Box, other: Box) -> bool:
    return one.across(other) > 0.4 * min(one.wide, other.wide)


def _is_named_by(name: Place, reading: Place, beneath: bool) -> bool:
    """Whether a text stands close beneath a reading, or close above one that is in brackets or stands beneath names."""
    if name is reading or name.within != reading.within:
        return False
    below = beneath or normalise(reading.text).startswith("(")
    gap = reading.box.top - name.box.bottom if below else name.box.top - reading.box.bottom
    close = -(0.5 if below else 0.3) * name.box.high < gap < CLOSE_HEIGHTS * name.box.high
    smaller = normalise(reading.text).startswith("(") or reading.box.high < 0.92 * name.box.high
    return close and smaller and _share_a_column(name.box, reading.box)
