"""From what is written to data, by the kind of the field, and whether the kind's own rules hold it possible."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from statistics import mean

from forms import addresses, dates, kana
from forms.certificate.data.blanks import PLACES, is_letter, written
from forms.certificate.data.pitch import NARROW, WIDE
from forms.certificate.data.places import DIRT, as_address, as_building
from forms.certificate.data.scripts import TWINS, in_their_script
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.runs.segments import BROKEN_GAP_EM, WIDE_GAP_EM, Glyph, Segment, same_row
from forms.certificate.words.catalogue import normalise, normalised, words
from forms.fields import Kind
from forms.scripts import is_kana, is_kanji

SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "不明": "unknown"}
ERAS = "明治大正昭和平成令"
_KATAKANA = frozenset(map(chr, range(0x30A1, 0x30FB))) | {"ー", "・"}
_HIRAGANA = frozenset(map(chr, range(0x3041, 0x3095))) | {"ー"}
_BAD_NAME = re.compile(rf"[0-9０-９/／{re.escape(DIRT)}]")
_CIRCLE = re.compile("[〇○◯OＯ0０oｏ]")
"""What the recogniser says of ○ where it is all that is said of an insurance: that somebody has it."""


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
    known = words().closed.get(target)
    rows = tuple(segment for segment in segments if not _is_blank(segment, known or ()))
    if not rows or (known and _is_dash(rows)):
        return None
    offered = kind is Kind.DATE and offers_eras("".join(row.text for row in rows))
    if kind is Kind.DATE and not offered:
        rows = _dated(rows)
    seen = rows = _without_initial(rows, known, target) if known else rows
    if allowed := _with_twins(_characters(known)) if known else _allowed(kind, rows):
        rows = tuple(segment.decoded(recogniser, allowed) for segment in rows)
        rows = tuple(_in_script_of(known, segment) for segment in rows) if known else rows
        if all(map(_is_blank, rows)) and any(glyph.text in "*＊" for row in seen for glyph in row.glyphs):
            return None
    if known and _is_another_word(seen, rows, known):
        rows = seen
    rows = in_their_script(kind, rows)
    text = _together(kind, rows)
    text = "○" if known and _CIRCLE.fullmatch(text) else text
    value, holds = _PARSERS[kind](text)
    if known:
        holds = holds and text.translate(NARROW) in known
    # Which of 大 昭 平 令 before one year counts, a ring or a stroke tells, never that it stands last.
    holds = holds and not offered
    glyphs = [glyph for segment in rows for glyph in segment.glyphs]
    if kind is Kind.DATE and target in PAPER_DATES:
        glyphs = _without_reiwa(glyphs)
    confidence = min(glyph.confidence for glyph in glyphs)
    return Value(text, value, float(min(1.0, max(0.0, confidence))), holds, rows, seen)


def _is_another_word(seen: Sequence[Segment], told: Sequence[Segment], known: Collection[str]) -> bool:
    """Whether a text was read so well that it is a word which a closed set has not got, rather than the beginning of
    one in its characters: 資格のみ, and not 資格."""
    text = "".join(row.text for row in told).translate(NARROW)
    lost = Counter("".join(row.text for row in seen)) - Counter(text)
    return (
        text not in known
        and any(map(_is_written, lost))
        and all(glyph.confidence >= WELL_READ for row in seen for glyph in row.glyphs)
    )


def _is_written(char: str) -> bool:
    """Whether it is a kanji or kana, and not a sign that a closed set has in another form: 技術·人文知識."""
    return is_kanji(char) or is_kana(char)


def _is_dash(rows: Sequence[Segment]) -> bool:
    """Whether it is one character that a dash is taken for, which the words of no closed set consist of."""
    return "".join(row.text for row in rows) in _LIKE_DASH


_LIKE_DASH = frozenset("二ニ=＝")
"""What a dash is taken for where a fold or a ruled line lies close to it."""
WELL_READ = 0.9
"""Confidence from which on a character outside a closed set is taken for what is printed."""
PAPER_DATES = frozenset({"planned_on", "notified_on", "issued_on"})
"""Dates of the sheet itself, none of which is older than 令和."""


def _without_reiwa(glyphs: list[Glyph]) -> list[Glyph]:
    """Without 令 of 令和, of which there are several forms: the only other era in 和 ended decades ago."""
    nexts = [*(glyph.text for glyph in glyphs[1:]), ""]
    return [glyph for glyph, after in zip(glyphs, nexts, strict=True) if (glyph.text, after) != ("令", "和")]


def offers_eras(text: str) -> bool:
    """Whether several eras stand before a year, one of which is meant."""
    return bool(_ERAS.search(text))


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
_ERA = "(?:明治|大正|昭和|平成|令和|西暦|[明大昭平令西])"
_ERAS = re.compile(rf"{_ERA}[^0-9０-９一-龠ぁ-んァ-ヶ]{{0,3}}{_ERA}[^0-9０-９一-龠ぁ-んァ-ヶ]{{0,3}}{_NUMERAL}")
"""Eras to choose from, with what may part them and a ring around one of them."""


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
        if at and kind in PLACES and _are_parted(rows[at - 1], row) and not _ends_in_city(text, rows[at - 1], row):
            blank = "\u3000"
        # The words of a Latin name are parted by a narrow blank, also where they stand far apart.
        text += (" " if blank and is_letter(text[-1:]) and is_letter(part[:1]) else blank) + part
    return text


def _ends_in_city(text: str, before: Segment, after: Segment) -> bool:
    """Whether a text is a city and nothing else, and what follows stands in a column of its own: no blank was typed."""
    found = addresses.find_municipality(text)
    return bool(found and found[1] and text.endswith(found[1])) and after.left - before.right > BROKEN_GAP_EM * after.em


def _are_parted(before: Segment, after: Segment) -> bool:
    """Whether two runs of one line have a blank between them."""
    return same_row(before, after) and after.left - before.right > WIDE_GAP_EM * after.em


def _is_blank(segment: Segment, known: Collection[str] = ()) -> bool:
    """Whether a text says that there is no value; なし is one where it is among the known ones."""
    if segment.text in known:
        return False
    marks = [glyph.text in words().blanks for glyph in segment.glyphs]
    # Some of a row of asterisks are taken for other characters; nothing real has two of them.
    starred = sum(glyph.text in "*＊" for glyph in segment.glyphs)
    if (starred or len(marks) >= MIN_STARS) and all(glyph.text in "*＊※大米木水火" for glyph in segment.glyphs):
        return True
    if words().say_nothing(normalise(segment.text)) or _ROW.search(segment.text):
        return True
    return all(marks) or starred >= max(2, MOSTLY * len(marks)) or _is_spoilt_row(segment, bool(starred))


def _is_spoilt_row(segment: Segment, starred: bool) -> bool:
    """Whether it is what a fax makes of asterisks: 女女女寅女, or anything behind one that was hardly legible."""
    if len(segment.glyphs) < MIN_ROW:
        return False
    char, count = Counter(glyph.text for glyph in segment.glyphs).most_common(1)[0]
    weak = mean(glyph.confidence for glyph in segment.glyphs) < SPOILT
    return (is_kanji(char) and count >= max(MIN_ALIKE, len(segment.glyphs) / 2)) or (starred and weak)


MIN_ROW, MIN_ALIKE, SPOILT = 4, 3, 0.7
"""So many characters are a row, so many of them alike, and mean confidence up to which nothing legible stands behind an
asterisk."""
_ROW = re.compile(r"([一-鿿])\1{3}")
"""No value has a kanji four times in a row."""
MIN_STARS = 3
"""So many characters, all of them like a star (大, 水, 火), are a row of asterisks on a fax."""
MOSTLY = 0.4
"""The share of asterisks from which on a text is a row of them."""


@cache
def _date_characters() -> frozenset[str]:
    digits = "0123456789〇一二三四五六七八九十元"
    return frozenset(digits + digits.translate(WIDE) + "年月日生()（）.．/／・-－" + ERAS + "MTSHRＭＴＳＨＲ西暦")


def _without_initial(rows: tuple[Segment, ...], known: frozenset[str], target: str) -> tuple[Segment, ...]:
    """The text of a closed set without the first character of its label, set small before it: 介 無, 児 受給."""
    text = normalise("".join(row.text for row in rows))
    first = rows[0]
    labels = (word for word, meant in words().targets.items() if meant == target)
    if len(first.glyphs) < 2 or text in normalised(known) or text[1:] not in normalised(known):
        return rows
    return (first.part(1, len(first.glyphs)), *rows[1:]) if any(word[0] == text[0] for word in labels) else rows


@cache
def _characters(known: frozenset[str]) -> frozenset[str]:
    """The characters of a closed set, in both widths."""
    plain = frozenset("".join(known))
    return plain | frozenset("".join(known).translate(WIDE)) | words().blanks


@cache
def _with_twins(allowed: frozenset[str]) -> frozenset[str]:
    """Characters and their twins of another script: 口 for ロ."""
    return allowed | {TWINS[char] for char in allowed if char in TWINS}


def _in_script_of(known: frozenset[str], segment: Segment) -> Segment:
    """With the twins of what a closed set has as that: ロ for 口 in 技能実習2号ロ."""
    plain = frozenset("".join(known))
    told = {char: TWINS[char] for char in segment.text if char not in plain and TWINS.get(char) in plain}
    glyphs = (replace(glyph, text=told[glyph.text]) if glyph.text in told else glyph for glyph in segment.glyphs)
    return replace(segment, glyphs=tuple(glyphs)) if told else segment


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
    said = re.sub(r"[ \u3000]", "", text).lstrip("(（")  # (2027年9月30日まで)
    day = dates.find_date(said)
    return (day.isoformat(), not _is_unevenly_padded(said)) if day else ("", False)


def _is_unevenly_padded(text: str) -> bool:
    """Whether a date has a nought before one number, and one digit alone as its month or day: the other was lost."""
    numbers = re.findall("[0-9]+", text.translate(NARROW))
    return any(each[0] == "0" for each in numbers) and any(len(each) == 1 for each in numbers[1:])


def _sex(text: str) -> tuple[str, bool]:
    return (SEXES[text], True) if text in SEXES else ("", False)


def _name(text: str) -> tuple[str, bool]:
    # A speck between the names; 中点 is ・.
    told = re.sub("[·•∙‧]", "", text)
    holds = len(told) > 1 and told == text and told[0] not in "(（" and not _BAD_NAME.search(told)
    return told, holds and not _mixes_scripts(told)


def _mixes_scripts(name: str) -> bool:
    """Whether a word has Latin letters beside other ones: メ is read as X where it is blurred."""
    return any(0 < sum(map(is_letter, word)) < len(word) for word in name.split() if word.isalpha())


def _kana(text: str) -> tuple[str, bool]:
    value = kana.to_katakana(text)
    return value, kana.is_katakana(value)


def _relationship(text: str) -> tuple[str, bool]:
    return text, text.replace("（", "(").replace("）", ")") in words().relationships


def _plain(text: str) -> tuple[str, bool]:
    return text, bool(text)


_PARSERS: dict[Kind, Callable[[str], tuple[str, bool]]] = {
    Kind.DATE: _date,
    Kind.SEX: _sex,
    Kind.NAME: _name,
    Kind.KANA: _kana,
    Kind.ADDRESS: as_address,
    Kind.RELATIONSHIP: _relationship,
    Kind.BUILDING: as_building,
    Kind.TEXT: _plain,
    Kind.CODE: _plain,
    Kind.PHONE: _plain,
    Kind.CHOICE: _plain,
}
_PARTED = {Kind.NAME: "\u3000", Kind.KANA: "\u3000"}
"""What joins two lines, or two runs, of one value."""
