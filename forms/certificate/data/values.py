"""From what is written to data, by the kind of the field, and whether the kind's own rules hold it possible."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from statistics import mean, median

from forms import addresses, dates, kana
from forms.certificate.data.pitch import LATIN, NARROW, NUMBERS, PARTED_EM, WIDE, with_widths
from forms.certificate.data.scripts import in_their_script
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.runs.segments import WIDE_GAP_EM, Glyph, Segment, same_row
from forms.certificate.words.catalogue import normalise, words
from forms.fields import Kind

SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "不明": "unknown"}
ERAS = "明治大正昭和平成令"
_KATAKANA = frozenset(map(chr, range(0x30A1, 0x30FB))) | {"ー", "・"}
_HIRAGANA = frozenset(map(chr, range(0x3041, 0x3095))) | {"ー"}
_DIRT = "·.,。、'\"`:：;；*＊|_^!?=＝~<>"
_BAD_NAME = re.compile(rf"[0-9０-９/／{re.escape(_DIRT)}]")
_POSTAL_CODE = re.compile(r"^〒?\s*[0-9０-９]{3}[-－ー―‐][0-9０-９]{4}\s*|^〒")
_BAD_PLACE = re.compile(f"[{re.escape(_DIRT)}]|[ \u3000](?:丁目|番|号|の)")
"""Dirt, and a number that is missing."""
_BEFORE_PLACE = re.compile("^[^一-鿿々ァ-ヺぁ-ゖ]{1,4}")
_ROUND = re.compile("(?<=[A-ZＡ-Ｚ])[〇○◯]|[〇○◯](?=[A-ZＡ-Ｚ])|(?<![0-9０-９])[0０](?=[A-ZＡ-Ｚ]{2})")
"""What the recogniser says of Ｏ among letters (ＮＯＺＯＭＩ, ＯＡＰ); 〇 itself stands among numerals."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as read.

    Attributes:
        text: what is written.
        value: as data.
        confidence: that of its least certain character.
        holds: whether the rules of its kind hold it possible.
        segments: the text it came from, as finally decoded.
        seen: the same as first read, where its kind allows only some characters: what is none of them is lost.
    """

    text: str
    value: str
    confidence: float
    holds: bool
    segments: tuple[Segment, ...]
    seen: tuple[Segment, ...] = ()


def read_value(kind: Kind, segments: Sequence[Segment], recogniser: Recogniser, target: str = "") -> Value | None:
    """The value of a field, or None where the place is blank or crossed out.

    Args:
        target: the field's pattern; some have a closed set of values.
    """
    rows = tuple(segment for segment in segments if not _is_blank(segment))
    if not rows:
        return None
    if kind is Kind.DATE:
        rows = _dated(rows)
    known, seen = words().closed.get(target), rows
    if allowed := _characters(known) if known else _allowed(kind, rows):
        rows = tuple(segment.decoded(recogniser, allowed) for segment in rows)
        if all(map(_is_blank, rows)) and any(glyph.text in "*＊" for row in seen for glyph in row.glyphs):
            return None
    rows = in_their_script(kind, rows)
    text = _together(kind, rows)
    value, holds = _PARSERS[kind](text)
    if known:
        holds = holds and text.translate(NARROW) in known
    glyphs = [glyph for segment in rows for glyph in segment.glyphs]
    if kind is Kind.DATE and target in PAPER_DATES:
        glyphs = _without_reiwa(glyphs)
    confidence = min(glyph.confidence for glyph in glyphs)
    return Value(text, value, float(min(1.0, max(0.0, confidence))), holds, rows, seen)


PAPER_DATES = frozenset({"planned_on", "notified_on", "issued_on"})
"""Dates of the sheet itself, none of which is older than 令和."""


def _without_reiwa(glyphs: list[Glyph]) -> list[Glyph]:
    """Without 令 of 令和, of which there are several forms: the only other era in 和 ended decades ago."""
    nexts = [*(glyph.text for glyph in glyphs[1:]), ""]
    return [glyph for glyph, after in zip(glyphs, nexts, strict=True) if (glyph.text, after) != ("令", "和")]


def _dated(rows: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Of what stands beside the label of a date only the one date: the mayor may stand on the same line."""
    found = []
    for row in rows:
        starts = [0, *accumulate(len(glyph.text) for glyph in row.glyphs)]
        for match in _DATE.finditer(row.text):
            if dates.find_date(match[0]) and match.start() in starts and match.end() in starts:
                found.append(row.part(starts.index(match.start()), starts.index(match.end())))
    days = {dates.find_date(part.text) for part in found}
    return tuple(found[:1]) if len(days) == 1 else rows  # 昭和45年3月4日（1970年3月4日） is one


_NUMERAL = "[0-9０-９〇一二三四五六七八九十]"
_YEAR = (
    rf"(?:明治|大正|昭和|平成|令和|西暦|[明大昭平令MTSHRＭＴＳＨＲ][.．]?(?![0-9０-９]{{3}}))?(?:{_NUMERAL}{{1,4}}|元)"
)
_DATE = re.compile(
    rf"{_YEAR}(?:(?:年|年?[(（]{_YEAR}年?[)）]年?){_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日"
    r"|([-./．／])[0-9０-９]{1,2}\1[0-9０-９]{1,2}(?![0-9０-９]))"
)
"""A whole date, as it comes from the recogniser before its characters are told from a date's alone."""


def respelt(value: Value, segments: Sequence[Segment], kind: Kind = Kind.NAME) -> Value:
    """A value with some of its characters told anew."""
    text = _together(kind, segments)
    told, holds = _PARSERS[kind](text)
    return replace(value, text=text, value=told, holds=holds, segments=tuple(segments))


def _together(kind: Kind, rows: Sequence[Segment]) -> str:
    """What is written in several lines or runs."""
    text = ""
    for at, row in enumerate(rows):
        part = written(row, kind in PLACES, len(rows) == 1)
        blank = _PARTED.get(kind, "") if text else ""
        if at and kind in PLACES and _are_parted(rows[at - 1], row):
            blank = "\u3000"
        # The words of a Latin name are parted by a narrow blank, also where they stand far apart.
        text += (" " if blank and is_letter(text[-1:]) and is_letter(part[:1]) else blank) + part
    return text


def _are_parted(before: Segment, after: Segment) -> bool:
    """Whether two runs of one line have a blank between them."""
    return same_row(before, after) and after.left - before.right > WIDE_GAP_EM * after.em


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
            # In a square of its own Ｉ has white on both sides.
            room = (segment.glyphs[index].x - segment.glyphs[index - 1].x) / segment.em - 1
            return " " if room >= LETTER_BLANK_EM else ""
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
    if second.text in NUMBERS:
        return "\u3000" if segment.white_before(index) >= WIDE_BLANK_EM else ""
    if is_letter(first.text) and is_letter(second.text) and (second.x - first.x) / segment.em < PARTED_LETTERS_EM:
        return ""
    return _blank_before(segment, index)


NO_BLANK_EM, WIDE_BLANK_EM = 0.65, 1.05
"""White up to which no blank stands before a number, and from which on it is a wide one. Of 1,100 numbers right behind
kanji and kana one in a hundred had more than 0.47, the widest 0.61. Behind a letter or another digit only that much
white is a wide one: within a number there is 0.1 to 0.6."""
PARTED_LETTERS_EM = 1.3
"""From the middle of one letter to that of the next, where a blank is between them."""


def is_blank_unclear(segment: Segment, index: int) -> bool:
    """Whether it cannot be told which blank stands before a number or a letter, if any."""
    first, second = segment.glyphs[index - 1], segment.glyphs[index]
    if index == 0 or second.text not in LATIN or first.text in LATIN:
        return False
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


def is_blank_before(segment: Segment, index: int) -> bool:
    """Whether kanji or kana are parted by more than their own width allows."""
    white, gap = segment.white_before(index), segment.gap_before(index)
    if gap >= CLEAR_GAP_EM:
        return True  # a fold's shadow hides the white
    if white >= WIDE_GAP_EM and gap >= 0.3:
        return not _is_in_step(segment, index)
    if len(segment.glyphs) == 2:
        # Two characters with a blank between them are all that there is to tell the em from: it came out too wide.
        return white >= LONE_WHITE_EM
    others = (segment.white_before(other) for other in range(1, len(segment.glyphs)) if other != index)
    if any(white < 2 * other for other in others):
        return False
    narrow = segment.pitch / segment.em
    if narrow >= NARROW_PITCH_EM:
        return white >= WIDE_GAP_EM and gap >= 0.15
    return white >= narrow * (VOICED_BLANK if segment.glyphs[index - 1].text in VOICED else NARROW_BLANK)


def _is_in_step(segment: Segment, index: int) -> bool:
    """Whether the characters around a gap stand as far apart as without a blank: the ink of イド is far apart, too."""
    if not 2 <= index < len(segment.glyphs) - 1:
        return False
    places = [glyph.x for glyph in segment.glyphs]
    steps = [b - a for at, (a, b) in enumerate(pairwise(places), 1) if at != index]
    usual = [step for step in steps if step < BLANK_STEP * median(steps)]
    return len(usual) >= MIN_STEPS and (places[index + 1] - places[index - 2]) / mean(usual) < 3 + IN_STEP


BLANK_STEP, IN_STEP = 1.5, 0.3
"""Steps longer than the usual one by this have a blank in them; four characters over less than three steps and this
have none: a narrow blank takes half of one."""
CLEAR_GAP_EM = 0.75
"""More room than this between two characters holds a blank, or a character that the recogniser dropped."""
LONE_WHITE_EM = 0.45
"""White between the only two characters of a line that is a blank: two kanji side by side leave 0.05 to 0.2."""
NARROW_PITCH_EM = 0.7
"""Kana that stand closer than this are set in half width, whatever the recogniser calls them."""
NARROW_BLANK, VOICED_BLANK = 0.6, 0.8
"""White between such that is a blank, in their pitch, where it is also twice as wide as any other; behind the sign of
ダ there is half a pitch anyway."""
VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴﾞﾟ"


def is_letter(text: str) -> bool:
    """Whether a character is a Latin letter, of either width."""
    return text.isalpha() and (text.isascii() or "Ａ" <= text <= "ｚ")


LETTER_BLANK_EM = 0.42
"""White between two Latin letters that is a blank; half of it is enough where the recogniser saw one too."""


def _has_latin(texts: Sequence[str]) -> bool:
    return any(text in LATIN for text in texts)


def _is_blank(segment: Segment) -> bool:
    marks = [glyph.text in words().blanks for glyph in segment.glyphs]
    # Some of a row of asterisks are taken for other characters; nothing real has two of them.
    starred = sum(glyph.text in "*＊" for glyph in segment.glyphs)
    if (starred or len(marks) >= MIN_STARS) and all(glyph.text in "*＊※大米木水火" for glyph in segment.glyphs):
        return True
    if normalise(segment.text).strip("()") in words().blank_words:
        return True
    return all(marks) or starred >= max(2, MOSTLY * len(marks))


MIN_STARS = 3
"""So many characters, all of them like a star (大, 水, 火), are a row of asterisks on a fax."""
MOSTLY = 0.4
"""The share of asterisks from which on a text is a row of them."""


@cache
def _date_characters() -> frozenset[str]:
    digits = "0123456789〇一二三四五六七八九十元"
    return frozenset(digits + digits.translate(WIDE) + "年月日生()（）.．/／・-－" + ERAS + "MTSHRＭＴＳＨＲ西暦")


@cache
def _characters(known: frozenset[str]) -> frozenset[str]:
    plain = frozenset("".join(known))
    return plain | frozenset("".join(known).translate(WIDE)) | words().blanks


def _allowed(kind: Kind, rows: Sequence[Segment]) -> frozenset[str] | None:
    if kind is Kind.DATE:
        return _date_characters()
    if kind is Kind.SEX:
        return frozenset("".join(SEXES))
    if kind is Kind.RELATIONSHIP:
        return _characters(words().relationships)
    if kind is Kind.KANA:
        texts = "".join(row.text for row in rows)
        return _HIRAGANA if sum(c in _HIRAGANA for c in texts) > len(texts) / 2 else _KATAKANA
    return None


def _date(text: str) -> tuple[str, bool]:
    day = dates.find_date(re.sub(r"[ \u3000]", "", text))
    return (day.isoformat(), True) if day else ("", False)


def _sex(text: str) -> tuple[str, bool]:
    return (SEXES[text], True) if text in SEXES else ("", False)


def _name(text: str) -> tuple[str, bool]:
    # A speck between the names; 中点 is ・.
    told = re.sub("[·•∙‧]", "", text)
    return told, len(told) > 1 and told == text and not _BAD_NAME.search(told) and not _mixes_scripts(told)


def _mixes_scripts(name: str) -> bool:
    """Whether a word has Latin letters beside other ones: メ is read as X where it is blurred."""
    return any(0 < sum(map(is_letter, word)) < len(word) for word in name.split() if word.isalpha())


def _kana(text: str) -> tuple[str, bool]:
    value = kana.to_katakana(text)
    return value, kana.is_katakana(value)


def _address(text: str) -> tuple[str, bool]:
    # A speck behind the last digit is read as a full stop.
    text = _with_letters(_POSTAL_CODE.sub("", text.strip(_DIRT + " \u3000")).lstrip(_DIRT + "．， \u3000"))
    if addresses.find_municipality(text) is None:
        # The number of the row, or what is left of a label's bracket, stands before it.
        bare = _BEFORE_PLACE.sub("", text)
        text = bare if addresses.find_municipality(bare) else text
    if (close := text.replace(" ", "")) != text and addresses.known_end(close) > addresses.known_end(text):
        text = close  # 赤坂Ｂ ｉ ｚタワー: full-width letters with white around them
    return text, addresses.find_municipality(text) is not None and not _BAD_PLACE.search(text)


def _with_letters(text: str) -> str:
    """The text with Ｏ among letters, as wide as they are."""

    def letter(match: re.Match[str]) -> str:
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        return "O" if any(char.isascii() and char.isalpha() for char in beside) else "Ｏ"

    return _ROUND.sub(letter, text)


def _building(text: str) -> tuple[str, bool]:
    text = _with_letters(text)
    return text, bool(text) and not _BAD_PLACE.search(text)


def _relationship(text: str) -> tuple[str, bool]:
    return text, text.replace("（", "(").replace("）", ")") in words().relationships


def _plain(text: str) -> tuple[str, bool]:
    return text, bool(text)


_PARSERS: dict[Kind, Callable[[str], tuple[str, bool]]] = {
    Kind.DATE: _date,
    Kind.SEX: _sex,
    Kind.NAME: _name,
    Kind.KANA: _kana,
    Kind.ADDRESS: _address,
    Kind.RELATIONSHIP: _relationship,
    Kind.BUILDING: _building,
    Kind.TEXT: _plain,
    Kind.CODE: _plain,
    Kind.PHONE: _plain,
    Kind.CHOICE: _plain,
}
_PARTED = {Kind.NAME: "\u3000", Kind.KANA: "\u3000"}
"""What joins two lines, or two runs, of one value."""
