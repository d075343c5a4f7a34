"""The blanks of a line: those that were typed, told from the white that its characters leave anyway."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from forms.certificate.data.pitch import LATIN, NUMBERS, PARTED_EM, with_widths
from forms.certificate.runs.segments import WIDE_GAP_EM, Segment
from forms.fields import Kind

PLACES = frozenset({Kind.ADDRESS, Kind.BUILDING})


def written(segment: Segment, place: bool = False, alone: bool = True) -> str:
    """The text with its blanks, and with digits and Latin letters as wide as they are printed.

    Args:
        place: whether it is an address or a building.
        alone: whether nothing else is of the same value.
    """
    glyphs, out = segment.glyphs, []
    spread = not place and _is_spread(segment, alone)
    for index, glyph in enumerate(glyphs):
        if index and not spread:
            out.append(_blank_in_place(segment, index) if place else _blank_before(segment, index))
        out.append(glyph.text)
    return with_widths(segment, "".join(out)) if _has_latin(out) else "".join(out)


def _is_spread(segment: Segment, alone: bool) -> bool:
    """Whether kanji or kana stand so loosely that white before each of them says nothing: ruby over a wide name.

    Two characters that are all of a value are a surname and a given name.
    """
    if len(segment.glyphs) < (3 if alone else 2) or any(is_letter(glyph.text) for glyph in segment.glyphs):
        return False
    return all(is_blank_before(segment, index) for index in range(1, len(segment.glyphs)))


def _blank_before(segment: Segment, index: int) -> str:
    """The blank that was typed before a character: a wide one between kanji or kana, a narrow one between letters."""
    before, after = segment.glyphs[index - 1].text, segment.glyphs[index].text
    if is_letter(before) and is_letter(after):
        if is_set_wide(segment):
            return " " if room_before(segment, index) >= LETTER_BLANK_EM else ""
        seen = segment.white_before(index) * (1.8 if segment.glyphs[index].spaced else 1.0)
        return " " if seen >= LETTER_BLANK_EM else ""
    if any(text in LATIN for text in (before, after)):
        # Half-width digits stand loosely: white beside them says nothing.
        return ""
    return "\u3000" if is_blank_before(segment, index) else ""


def _blank_in_place(segment: Segment, index: int) -> str:
    """The same in an address or a building: before the number of a room, and hardly ever between two letters."""
    first, second = segment.glyphs[index - 1], segment.glyphs[index]
    if second.text in LATIN and first.text not in LATIN:
        parted = (second.x - first.x) / segment.em > PARTED_EM  # dirt hides the white
        return "\u3000" if parted or segment.white_before(index) > NO_BLANK_EM else ""
    if second.text in NUMBERS or (first.text in LATIN and second.text not in LATIN):
        return "\u3000" if segment.white_before(index) >= WIDE_BLANK_EM else ""
    if is_letter(first.text) and is_letter(second.text) and (second.x - first.x) / segment.em < PARTED_LETTERS_EM:
        return ""
    return _blank_before(segment, index)


NO_BLANK_EM, WIDE_BLANK_EM = 0.65, 1.05
"""White up to which no blank stands before a number, and from which on it is a wide one. Of 1,100 numbers right behind
kanji and kana one in a hundred had more than 0.47, the widest 0.61. Behind a letter or another digit only that much
white is a wide one: within a number there is 0.1 to 0.6."""
LOOSE_EM = 0.8
"""White behind a digit that no kanji or sign right behind it leaves: of some 4,000 lines of 130 sheets none had as much
but where a blank was printed."""
PARTED_LETTERS_EM = 1.3
"""From the middle of one letter to that of the next, where a blank is between them."""


def is_blank_unclear(segment: Segment, index: int) -> bool:
    """Whether it cannot be told which blank stands before or behind a number or a letter, if any."""
    first, second = segment.glyphs[index - 1], segment.glyphs[index]
    if index == 0 or (second.text in LATIN) == (first.text in LATIN):
        return False
    if first.text in LATIN:  # ２１　Ⅲ; half-width digits stand loosely
        return LOOSE_EM < segment.white_before(index) < WIDE_BLANK_EM
    parted = (second.x - first.x) / segment.em > PARTED_EM
    return (parted or segment.white_before(index) > NO_BLANK_EM) and segment.white_before(index) < WIDE_BLANK_EM


def is_set_wide(segment: Segment) -> bool:
    """Whether the digits and letters of a line stand in squares of their own."""
    glyphs = segment.glyphs
    steps = [
        (second.x - first.x) / segment.em
        for first, second in pairwise(glyphs)
        if first.text in LATIN and second.text in LATIN
    ]
    return len(steps) >= MIN_STEPS and median(steps) >= SQUARE_EM


MIN_STEPS, SQUARE_EM = 3, 0.85
"""Neighbouring digits and letters that tell whether they are set in squares, and from which pitch on they are."""


def room_before(segment: Segment, index: int) -> float:
    """White before a character, in em, beyond its own square: where each letter has one, Ｉ has white on both sides."""
    first, second = segment.glyphs[index - 1], segment.glyphs[index]
    if index and is_letter(first.text) and is_letter(second.text) and is_set_wide(segment):
        return (second.x - first.x) / segment.em - 1
    return segment.gap_before(index)


def is_blank_before(segment: Segment, index: int) -> bool:
    """Whether kanji or kana are parted by more than their own width allows."""
    white, gap = segment.white_before(index), segment.gap_before(index)
    if gap >= CLEAR_GAP_EM:
        return True  # a fold's shadow hides the white
    if segment.glyphs[index].spaced and gap >= SEEN_GAP_EM:
        return True  # a pattern's dots do
    if segment.glyphs[index].spaced and white >= max(SEEN_WHITE_EM, CLEARLY_WIDER * _widest_but(segment, index)):
        return True
    narrow = _pitch_of_kana(segment) / segment.em
    if segment.glyphs[index].text in SMALL and narrow >= NARROW_PITCH_EM:
        return False  # it begins no word, and its square has white before it
    if white >= WIDE_GAP_EM and gap >= 0.3:
        return not _is_in_step(segment, index)
    if len(segment.glyphs) == 2:
        # Two characters with a blank between them are all that there is to tell the em from: it came out too wide.
        return white >= LONE_WHITE_EM
    if white < 2 * _widest_but(segment, index):
        return False
    if narrow >= NARROW_PITCH_EM:
        return white >= WIDE_GAP_EM and gap >= 0.15 and not _is_in_step(segment, index)
    return white >= narrow * (VOICED_BLANK if segment.glyphs[index - 1].text in VOICED else NARROW_BLANK)


def _widest_but(segment: Segment, index: int) -> float:
    """The widest white between two other characters, in em; 0 where there are none."""
    others = (segment.white_before(other) for other in range(1, len(segment.glyphs)) if other != index)
    return max(others, default=0.0)


def _pitch_of_kana(segment: Segment) -> float:
    """From the middle of one kanji or kana to that of the next, as most stand: narrow digits say nothing of them."""
    steps = [second.x - first.x for first, second in pairwise(segment.glyphs) if not {first.text, second.text} & LATIN]
    return median(steps) if steps else segment.pitch


def _is_in_step(segment: Segment, index: int) -> bool:
    """Whether the characters around a gap stand as far apart as without a blank: the ink of イド is far apart, too."""
    if not 2 <= index < len(segment.glyphs) - 1:
        return False
    places = [glyph.x for glyph in segment.glyphs]
    near = [b - a for at, (a, b) in enumerate(pairwise(places), 1) if 0 < abs(at - index) <= NEAR_STEPS]
    # A step into a blank is longer, and one between digits of half width shorter.
    usual = [step for step in near if median(near) / BLANK_STEP < step < BLANK_STEP * median(near)]
    return len(usual) >= MIN_STEPS and (places[index + 1] - places[index - 2]) / mean(usual) < 3 + IN_STEP


NEAR_STEPS = 4
"""So many steps to either side tell what is usual."""
BLANK_STEP, IN_STEP = 1.5, 0.3
"""Steps longer than the usual one by this have a blank in them; four characters over less than three steps and this
have none: a narrow blank takes half of one."""
CLEAR_GAP_EM = 0.75
"""More room than this between two characters holds a blank, or a character that the recogniser dropped."""
SEEN_GAP_EM = 0.25
"""Room that holds a blank where the recogniser saw one, too: without one there was 0.13 at most, of 670."""
SEEN_WHITE_EM, CLEARLY_WIDER = 0.25, 1.5
"""White that is a blank where the recogniser saw one, too, as long as none other of the line is nearly as wide: the
narrow blank of a proportional face. It saw 142 of 269 blanks of names, and none in 670 other places."""
LONE_WHITE_EM = 0.45
"""White between the only two characters of a line that is a blank: two kanji side by side leave 0.05 to 0.2."""
NARROW_PITCH_EM = 0.7
"""Kana that stand closer than this are set in half width, whatever the recogniser calls them."""
NARROW_BLANK, VOICED_BLANK = 0.6, 0.8
"""White between such that is a blank, in their pitch, where it is also twice as wide as any other; behind the sign of
ダ there is half a pitch anyway."""
SMALL = frozenset("ァィゥェォッャュョぁぃぅぇぉっゃゅょ")
VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴﾞﾟ"


def is_letter(text: str) -> bool:
    """Whether a character is a Latin letter, of either width."""
    return text.isalpha() and (text.isascii() or "Ａ" <= text <= "ｚ")


LETTER_BLANK_EM = 0.42
"""White between two Latin letters that is a blank; half of it is enough where the recogniser saw one too."""


def _has_latin(texts: Sequence[str]) -> bool:
    return any(text in LATIN for text in texts)
