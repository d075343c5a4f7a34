"""Dates as they are written: which text is one, and what may be in it."""

from __future__ import annotations

import re
from functools import cache

from forms import dates
from forms.certificate.data.pitch import NARROW, WIDE
from forms.certificate.runs.segments import Glyph, Segment

PAPER_DATES = frozenset({"planned_on", "notified_on", "issued_on"})
"""Dates of the sheet itself, none of which is older than 令和."""
_NAMES = "|".join([*(era.name for era in dates.ERAS), "西暦"])
_INITIALS = "".join(era.name[0] for era in dates.ERAS)
_LETTERS = "".join(letter + letter.translate(WIDE) for letter in (era.letter for era in dates.ERAS))
_NUMERAL = "[0-9０-９〇一二三四五六七八九十]"
_YEAR = rf"(?:{_NAMES}|[{_INITIALS}{_LETTERS}][.．]?(?![0-9０-９]{{3}}))?(?:{_NUMERAL}{{1,4}}|元)"
_DATE = re.compile(
    rf"{_YEAR}(?:(?:年|年?[(（]{_YEAR}年?[)）]年?){_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日"
    r"|([-./．／・·])[0-9０-９]{1,2}\1[0-9０-９]{1,2}(?![0-9０-９]))"
)
"""A whole date, as it comes from the recogniser before its characters are told from a date's alone."""
_ERA = f"(?:{_NAMES}|[{_INITIALS}西])"
_ERAS = re.compile(rf"{_ERA}[^0-9０-９一-龠ぁ-んァ-ヶ]{{0,3}}{_ERA}[^0-9０-９一-龠ぁ-んァ-ヶ]{{0,3}}{_NUMERAL}")
"""Eras to choose from, with what may part them and a ring around one of them."""


_POINT = "[.．,，・·]"
_SPECK = re.compile(
    f"(?<=[0-9０-９元]){_POINT}(?=[年月日])|(?<=[年月][0-9０-９]){_POINT}(?=[0-9０-９][月日])"
    f"|(?<=[和成正治][0-9０-９]){_POINT}(?=[0-9０-９]年)"
    f"|(?<=[和成正治]){_POINT}(?=(?:{_NUMERAL}{{1,2}}|元)年)"
)
"""A point that no date has: before 年, 月 or 日, within a year, a month or a day, or between an era and its 8年."""


def is_date(text: str) -> bool:
    """Whether a text, without its blanks, is a whole date and nothing else: up to its 日, or with points."""
    plain = "".join(text.split())
    whole = plain.endswith("日") or "." in plain
    return whole and _DATE.fullmatch(plain) is not None and dates.find_date(plain) is not None


def without_specks(text: str) -> str:
    """A date without the dirt that was taken for points before its 年, 月 or 日, in a number or behind its era:
    令和·8年9.月1.4日."""
    return _SPECK.sub("", text)


def offers_eras(text: str) -> bool:
    """Whether several eras stand before a year, one of which is meant."""
    return bool(_ERAS.search(text))


def date_in(rows: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Of what stands beside the label of a date only the one date: the mayor may stand on the same line."""
    found = [
        part
        for row in rows
        for match in _DATE.finditer(row.text)
        if dates.find_date(match[0]) and (part := row.part_of_text(*match.span()))
    ]
    days = {dates.find_date(part.text) for part in found}
    return tuple(found[:1]) if len(days) == 1 else rows  # 昭和45年3月4日（1970年3月4日） is one


def without_reiwa(glyphs: list[Glyph]) -> list[Glyph]:
    """Without 令 of 令和, of which there are several forms: the only other era in 和 ended decades ago."""
    nexts = [*(glyph.text for glyph in glyphs[1:]), ""]
    return [glyph for glyph, after in zip(glyphs, nexts, strict=True) if (glyph.text, after) != ("令", "和")]


def lost_beginning(text: str, target: str) -> str:
    """What a date began with and was not read, where it can be but one: 令 of 和8年 on the sheet itself, 1 of 967年."""
    plain = text.translate(NARROW)
    if target in PAPER_DATES and _WITHOUT_REI.match(plain):
        return "令"
    match = _WITHOUT_CENTURY.match(plain)
    return {"9": "1", "0": "2"}[match[1]] if match else ""


_WITHOUT_REI = re.compile("和(?:[0-9]{1,2}|元)[年./]")
_WITHOUT_CENTURY = re.compile("([90])[0-9]{2}[年./]")


@cache
def date_characters() -> frozenset[str]:
    """All characters that dates are written with."""
    digits = "0123456789〇一二三四五六七八九十元"
    return frozenset(
        digits + digits.translate(WIDE) + "年月日生()（）.．/／・·-－" + _NAMES.replace("|", "") + _LETTERS
    )


def is_unevenly_padded(text: str) -> bool:
    """Whether a date has a nought before one number, and one digit alone as its month or day: the other was lost."""
    numbers = re.findall("[0-9]+", text.translate(NARROW))
    return any(each[0] == "0" for each in numbers) and any(len(each) == 1 for each in numbers[1:])
