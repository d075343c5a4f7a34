"""How a city writes its values: eras, widths, readings, blanks. One :class:`Manner` holds for a whole sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ERAS = (
    (date(2019, 5, 1), "令和", "令", "R"),
    (date(1989, 1, 8), "平成", "平", "H"),
    (date(1926, 12, 25), "昭和", "昭", "S"),
    (date(1912, 7, 30), "大正", "大", "T"),
)
"""First day, name, short name, letter."""
HALF = {
    ord(char): ord(char) - 0xFEE0
    for char in "０１２３４５６７８９－＆ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
}
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
DATE_STYLES = ("full", "half", "spaced", "padded", "short", "letter", "gannen")
"""令和８年１１月５日, 令和8年11月5日, 令和 8年11月 5日, 令和08年11月05日, 令8.11.5,
R08.11.05, and 元 for a first year."""
WESTERN_STYLES = ("slashed", "western", "era-slashed")
"""2026/11/05, 2026年11月5日, R8/11/05: of some systems only."""
SPREADSHEET = "ge.m.d"
"""R8.11.5, and 1990/4/12 where the year is a Western one: a spreadsheet's own formats."""
KANA_STYLES = ("katakana", "hiragana", "half")
SEXES = {"male": "男", "female": "女"}

_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_KATAKANA += "ァィゥェォッャュョー・　"
_HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ･ "
_VOICED = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "カキクケコサシスセソタチツテトハヒフヘホウ", strict=True)
)
_SEMI_VOICED = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))
_TO_HALF = dict(zip(_KATAKANA, _HALF_KANA, strict=True))
_HIRAGANA_BELOW = 0x60
"""Katakana stand this far above their hiragana in Unicode, ァ … ヴ."""


def half_kana(text: str) -> str:
    """Katakana as half-width ones, the marks of voice as characters of their own."""
    out = []
    for char in text:
        base = _VOICED.get(char) or _SEMI_VOICED.get(char)
        mark = "ﾞ" if char in _VOICED else "ﾟ" if char in _SEMI_VOICED else ""
        out.append(_TO_HALF.get(base or char, char) + mark)
    return "".join(out)


def hiragana(text: str) -> str:
    """Katakana as hiragana; ー and blanks stay."""
    return "".join(chr(ord(char) - _HIRAGANA_BELOW) if "ァ" <= char <= "ヴ" else char for char in text)


def era_of(day: date) -> tuple[str, str, str, int]:
    """Name, short name and letter of its era, and the year within it."""
    first, name, short, letter = next(row for row in ERAS if row[0] <= day)
    return name, short, letter, day.year - first.year + 1


@dataclass(frozen=True, slots=True)
class Manner:
    """How one sheet writes.

    Attributes:
        dates: one of :data:`DATE_STYLES` or :data:`SPREADSHEET`.
        kana: one of :data:`KANA_STYLES`.
        full_width: whether digits in addresses and other texts are full-width.
        blank: what stands in a cell that has no value.
        western: whether foreign persons' birth dates are Western ones.
    """

    dates: str
    kana: str
    full_width: bool
    blank: str
    western: bool

    def text(self, value: str) -> str:
        """An address, a building, a name: as the sheet shows it and so as the truth has it."""
        return value if self.full_width else value.translate(HALF)

    def reading(self, value: str) -> str:
        return {"katakana": str, "hiragana": hiragana, "half": half_kana}[self.kana](value)

    def date(self, day: date, foreign: bool = False) -> str:
        """A date as printed. `foreign` says whose birth date it is."""
        if foreign and self.western:
            if self.dates == SPREADSHEET:
                return f"{day.year}/{day.month}/{day.day}"
            text = f"{day.year}年{day.month}月{day.day}日"
            return text.translate(FULL) if self.dates == "full" else text
        name, short, letter, year = era_of(day)
        written = str(year)
        match self.dates:
            case "spaced":
                return f"{name}{year:2d}年{day.month:2d}月{day.day:2d}日".replace(" ", "\u00a0")
            case "padded":
                return f"{name}{year:02d}年{day.month:02d}月{day.day:02d}日"
            case "short":
                return f"{short}{year}.{day.month}.{day.day}"
            case "ge.m.d":
                return f"{letter}{year}.{day.month}.{day.day}"
            case "letter":
                return f"{letter}{year:02d}.{day.month:02d}.{day.day:02d}"
            case "slashed":
                return f"{day.year}/{day.month:02d}/{day.day:02d}"
            case "western":
                return f"{day.year}年{day.month}月{day.day}日"
            case "era-slashed":
                return f"{letter}{year}/{day.month:02d}/{day.day:02d}"
            case "gannen":
                written = "元" if year == 1 else written
        text = f"{name}{written}年{day.month}月{day.day}日"
        return text.translate(FULL) if self.dates == "full" else text
