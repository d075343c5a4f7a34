"""Numbers within words, 第１号 or 第1号, ３年 or 3年, and the brackets of relationships, 妻（未届） or 妻(未届): which
width they have, told by the kanji beside them.

Most such words are too short to tell an em by the steps from one kanji to the next, so it is told by the kanji's ink.
Which face the page's addresses are set in says how much room each width has; where none fits, the page must show that
each of its kana has a square. What lies between both widths, touches, or has a kanji on one side only and seems wide on
a page whose addresses do not, is never sure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import (
    BRACKETS,
    NARROW,
    NUMBERS,
    WIDE,
    each_in_width,
    spans,
)
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.digit_faces import advance
from forms.certificate.shapes.extents import exact_em, ink_ends
from forms.fields import FieldType, Kind, get_field_type
from forms.scripts import is_kanji

INK_EM = 0.92
"""Width of the ink of the widest kanji of a word."""
SLIM, MOST_UNLIKE = "月日", 1.25
"""Kanji that are none of those; and by how much the widest is wider than the usual one at most: dirt makes one wide."""
MOST_UNEQUAL = 1.1
"""The same of two kanji and more that tell an em larger than that of the line: a value behind a smaller label."""
MOST_ABOVE = 1.15
"""The em of such a word in that of the page's values, at most: of 39 words of six pages and more all had up to 1.05."""
MOST_BELOW, AS_HIGH = 1.2, 0.9
"""The em of the page's values in that of such a word, at most, where these are narrow and the word is as high as they
are by this share: a line printer that sets its characters apart came to 1.26 (第3号 seemed to be 第３号)."""
MIN_STEPS = 2
"""Steps from one kanji to the next that tell the em better than their ink does: 特定技能１号."""
NARROW_UP_TO_EM, WIDE_FROM_EM = 0.75, 0.87
"""Room for each digit between the ink of two kanji. On 150 sheets in faces with square kana 49 narrow ones had 0.45 to
0.69, 23 wide ones 0.90 to 1.13."""
NARROW_FACE_EM, WIDE_FACE_EM = 0.67, 0.95
"""Mean room of a digit in half and in full width, up to and from which a face keeps them apart by these."""
CLEARLY_NARROW_EM = 0.6
"""Room that no wide digit leaves, also where dirt makes the em uncertain."""
CLEARLY_EM = 0.15
"""By which the room of a digit must be less than that of a wide one, in faces that set wide ones close."""
CLEARLY_NARROW_USUAL_EM, FULLY_AS_HIGH = 0.57, 0.95
"""Room in the em of the page's values that no wide digit leaves in a word that is as high as they are by this share. On
60 sheets narrow numbers came to 0.41 to 0.69, wide ones to 0.70 and more, but for one under dirt on a fax (0.58); words
of smaller type, which wide digits in it leave 0.79, were as high by 0.82 to 0.96."""
AGREED_WIDE_EM = 0.8
"""Room both in the em of a word's kanji and in that of the page's values from which on a digit is wide in faces that
keep the widths apart; in any other from WIDE_FROM_EM on, which is more than narrow ones have in any of them. Of 107
narrow numbers of 240 sheets the smaller of the two was 0.69 at most, of 255 wide ones 0.79 and more but for three in
smeared print."""
BROAD_INK_EM, MOST_ROOM_EM = 0.5, 1.15
"""Width of the ink of a digit, and its room, beside one kanji only, where a narrow one with some white might stand:
narrow ones came to 0.49 with no such white, and with half an em of it they have room for more than one wide one."""
AS_WRITTEN = "members[].status_of_residence"
"""Whose words are given by law with their number in full width, however a system prints others: 特定技能１号."""
CLOSING = ")）"
"""Brackets that are as wide, at the end of a line, as what was measured before them."""
UNCLEAR_EM = (NARROW_UP_TO_EM + WIDE_FROM_EM) / 2
"""The best guess between two kanji is narrow up to here; beside one only, up to what is wide for certain."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the addresses of a page show of the face and the width in which its values are typed.

    Attributes:
        faces: those in which their digits may be set; none where none fits.
        square: whether the page's kana have squares of their own.
        width: "wide" or "narrow" where all of them are certainly typed in that one.
    """

    faces: Collection[str] = ()
    square: bool = False
    width: str | None = None

    def narrow_up_to(self) -> float:
        """Room of a digit, in em, up to which it is narrow for certain; 0 where nothing tells."""
        if self.keeps_apart():
            return NARROW_UP_TO_EM
        wide = [advance(face, "wide") or 0.0 for face in self.faces] if self.width == "narrow" else []
        return min(wide) - CLEARLY_EM if wide else 0.0

    def wide_from(self, inside: bool) -> float:
        """Room from which a digit between two characters, or beside one only, is wide for certain."""
        return WIDE_FROM_EM if self.keeps_apart() and (inside or self.width == "wide") else float("inf")

    def agreed_wide_from(self) -> float:
        """Room in two ems from which a digit is wide for certain."""
        return AGREED_WIDE_EM if self.keeps_apart() else WIDE_FROM_EM

    def keeps_apart(self) -> bool:
        """Whether the page's faces give digits of either width a room that those of the other one never have."""
        return all(map(_keeps_apart, self.faces)) if self.faces else self.square


NOTHING_SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry whose numbers were measured.

    Attributes:
        wide: of each digit, the likelier width.
        certain: whether all of that is.
        denied: widths that the room of one of them speaks against.
    """

    entry: Entry
    wide: tuple[bool, ...]
    certain: bool
    denied: frozenset[bool]


def tell_numbers(entries: Sequence[Entry], shown: Shown = NOTHING_SHOWN) -> list[Entry]:
    """The entries; numbers in texts (not that of the mayor), and brackets of relationships, in the width that they
    have, or never sure.

    Where that is not certain of one, but of the same field of other people of the page, it is theirs: a system prints
    第2号 in one way. So it is where all others of the page, or its addresses, are as wide as it seems to be.
    """
    measured = [
        (exact, segment.bottom - segment.top)
        for entry in entries
        for segment in entry.value.segments
        if (exact := exact_em(segment, MIN_STEPS))
    ]
    usual, high = map(median, zip(*measured, strict=True)) if measured else (float("inf"), float("inf"))
    told = [_told(entry, shown, usual, high) if _is_numbered(entry) else entry for entry in entries]
    widths: dict[FieldType, set[bool]] = {}
    for each in told:
        if isinstance(each, _Told) and each.certain:
            widths.setdefault(get_field_type(each.entry.path), set()).update(each.wide)
    return [_settled(each, widths) if isinstance(each, _Told) else each for each in told]


def _settled(told: _Told, widths: Mapping[FieldType, Collection[bool]]) -> Entry:
    if told.certain:
        return _in_widths(told.entry, told.wide)
    field = get_field_type(told.entry.path)
    others = widths.get(field, ())
    if len(others) == 1 and not told.denied.intersection(others):
        return _in_widths(told.entry, tuple(others) * len(told.wide))
    digits = (ways for other, ways in widths.items() if other.kind is Kind.TEXT and other.pattern != AS_WRITTEN)
    of_page = set() if field.kind is Kind.RELATIONSHIP else set().union(*digits)
    if len(of_page) == 1 and {*told.wide} == of_page and told.denied == {not way for way in of_page}:
        return _in_widths(told.entry, told.wide)
    entry = _in_widths(told.entry, told.wide)
    value = entry.value.value
    more = (each for table in (WIDE, NARROW) if (each := value.translate(table)) != value)
    return replace(entry, firm=False, candidates=(*entry.candidates, *more))


def _keeps_apart(face: str) -> bool:
    """Whether a face gives digits of either width a room that those of the other one never have."""
    narrow, wide = advance(face, "narrow"), advance(face, "wide")
    return narrow is not None and wide is not None and narrow <= NARROW_FACE_EM and wide >= WIDE_FACE_EM


def _is_numbered(entry: Entry) -> bool:
    text = entry.value.value
    if entry.kind is Kind.RELATIONSHIP:
        return any(char in BRACKETS for char in text)
    return entry.kind is Kind.TEXT and entry.path != "issuer" and any(c in NUMBERS for c in text) and not text.isascii()


def _told(entry: Entry, shown: Shown, usual: float, high: float) -> _Told:
    certain, measured, wide, denied = True, True, [], set()
    is_narrow_page = shown.width == "narrow" and shown.narrow_up_to() >= NARROW_UP_TO_EM
    for segment in entry.value.segments:
        (em, clean), ends = _em(segment), ink_ends(segment)
        spaced = shown.width == "narrow" and clean and _is_spaced(segment, em, usual, high)
        ems = (em, usual) if usual / MOST_BELOW <= em <= MOST_ABOVE * usual and not spaced else ()
        # However far apart a line's characters are set, what has little room in the smaller em has less in the larger.
        both = (em, usual) if spaced else ems
        if em > MOST_ABOVE * usual or spaced:
            # Smeared print makes kanji wide, and the room of a digit narrow; characters set apart make it wide.
            em, clean, measured = usual, False, False
        middles = [
            (each[0] + each[1]) / 2 if each else glyph.x for each, glyph in zip(ends, segment.glyphs, strict=True)
        ]
        as_high = segment.bottom - segment.top >= FULLY_AS_HIGH * high
        for start, end in spans(segment, NUMBERS.__contains__):
            if end == len(middles) and all(glyph.text in CLOSING for glyph in segment.glyphs[start:]) and wide:
                wide += [wide[-1]] * (end - start)  # the ink of a bracket tells nothing of the white behind it
                continue
            room, inside = _room(middles, start, end, em)
            whole = None not in ends[max(0, start - 1) : end + 1]
            if (
                whole
                and is_narrow_page
                and as_high
                and 0 < _room(middles, start, end, usual)[0] <= CLEARLY_NARROW_USUAL_EM
            ):
                # 月 tells no em, and kanji of a line printer one that is too small.
                denied.add(True)
                wide += [False] * (end - start)
                continue
            rooms = [_room(middles, start, end, each) for each in ems]
            if whole and as_high and rooms and _are_closer_than_wide(rooms, shown):
                denied.add(True)
                wide += [False] * (end - start)
                continue
            if whole and rooms and _are_wide(rooms, ends[start:end], usual, shown):
                denied.add(False)
                wide += [True] * (end - start)
                continue
            if whole and both and _are_narrow([_room(middles, start, end, each) for each in both], shown):
                denied.add(True)
                wide += [False] * (end - start)
                continue
            if as_high and _are_at_odds(rooms, shown):
                # Pale kanji seem slim, and the room beside them wide: of both ems the page's own is the likelier one,
                # and likelier than that is the width of its addresses.
                certain = False
                wide += [shown.width == "wide" if shown.width else rooms[-1][0] > UNCLEAR_EM] * (end - start)
                continue
            certain &= clean and whole
            certain &= room <= shown.narrow_up_to() or room >= shown.wide_from(inside)
            if room <= CLEARLY_NARROW_EM or room >= WIDE_FROM_EM:
                denied.add(room <= CLEARLY_NARROW_EM)
            told = UNCLEAR_EM if inside or shown.width == "wide" else WIDE_FROM_EM
            # Of a number that nothing measures the page's width is the best guess: ６月, whose 月 tells no em.
            wide += [room >= told] * (end - start)
    # Two signs that know nothing of each other: how the addresses are typed, and the room of the number itself.
    agreed = {*wide} == {shown.width == "wide"} and denied == {shown.width != "wide"}
    alike = shown.width and entry.kind is Kind.TEXT and get_field_type(entry.path).pattern != AS_WRITTEN
    return _Told(entry, tuple(wide), certain or bool(measured and agreed and alike), frozenset(denied))


def _are_wide(
    rooms: Sequence[tuple[float, bool]], ends: Sequence[tuple[float, float]], em: float, shown: Shown
) -> bool:
    """Whether digits have as much room as wide ones in one em and in the other; and where they stand beside one kanji
    only on a page whose addresses are not wide, ink as broad as wide ones."""
    least = min(room for room, _ in rooms)
    if least < shown.agreed_wide_from():
        return False
    if shown.width == "wide" or all(inside for _, inside in rooms):
        return True
    is_broad = all(right - left >= BROAD_INK_EM * em for left, right in ends)
    return is_broad and least <= MOST_ROOM_EM


def _are_narrow(rooms: Sequence[tuple[float, bool]], shown: Shown) -> bool:
    """Whether digits between two characters have as little room as narrow ones in one em and in the other: so had 216
    numbers of 250 sheets, all of them narrow."""
    most = shown.narrow_up_to()
    return most >= NARROW_UP_TO_EM and all(inside and 0 < room <= most for room, inside in rooms)


def _are_closer_than_wide(rooms: Sequence[tuple[float, bool]], shown: Shown) -> bool:
    """Whether digits have less room than wide ones of the page's faces, which set these close, in the em of the word's
    kanji, and clearly less in that of the page's values: of print that is smaller the first is true of no wide digit,
    of kanji that are smeared the second."""
    most = shown.narrow_up_to()
    if not most or shown.keeps_apart() or not all(inside for _, inside in rooms):
        return False
    (own, _), (usual, _) = rooms
    return 0 < usual <= most and 0 < own < most + CLEARLY_EM


def _are_at_odds(rooms: Sequence[tuple[float, bool]], shown: Shown) -> bool:
    """Whether digits have the room of wide ones in one em, and that of narrow ones in the other."""
    found = [room for room, _ in rooms]
    return bool(found) and min(found) <= shown.narrow_up_to() and max(found) >= WIDE_FROM_EM


def _is_spaced(segment: Segment, em: float, usual: float, high: float) -> bool:
    """Whether it is as high as the values are, mostly, whose characters stand further apart than their ink is wide: a
    line printer's, where a narrow digit has much room."""
    return MOST_BELOW * em < usual and segment.bottom - segment.top >= AS_HIGH * high


def _in_widths(entry: Entry, wide: Sequence[bool]) -> Entry:
    text, value = (each_in_width(each, wide) for each in (entry.value.text, entry.value.value))
    return replace(entry, value=replace(entry.value, text=text, value=value))


def _room(middles: Sequence[float], start: int, end: int, em: float) -> tuple[float, bool]:
    """The room of each digit of a number in em, and whether it stands between two characters, or beside one only."""
    if not em or (not start and end == len(middles)):
        return UNCLEAR_EM, False
    inside = start > 0 and end < len(middles)
    first, last = max(0, start - 1), min(end, len(middles) - 1)
    beside = 1.0 if inside else 0.5
    return ((middles[last] - middles[first]) / em - beside) / (last - first - beside), inside


def _em(segment: Segment) -> tuple[float, bool]:
    """The em in pixels of the page, 0 where no kanji stands alone; and whether no dirt was taken for ink."""
    exact = exact_em(segment, MIN_STEPS)
    if exact:
        return exact, True
    pairs = zip(ink_ends(segment), segment.glyphs, strict=True)
    widths = [ends[1] - ends[0] for ends, glyph in pairs if ends and is_kanji(glyph.text) and glyph.text not in SLIM]
    if not widths:
        return 0.0, False
    usual = median_low(widths)
    alike = max(widths) <= MOST_UNLIKE * usual
    em = (max(widths) if alike else usual) / INK_EM
    if len(widths) > 1 and max(widths) <= MOST_UNEQUAL * min(widths) and em <= segment.bottom - segment.top:
        return em, True
    # The height of a line gives one that is too large, if anything.
    return min(em, segment.em), alike and em <= segment.em
