"""A sheet of the corpus: draws labels and values in a city's own manner, and remembers what it wrote where."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from PIL import ImageFont

from forms.dates import era_date, era_text, short_era_text
from forms.kana import to_half_width
from tools.sheets.canvas import A4, DPI, INK, POINT_MM, Canvas, Run, px
from tools.sheets.people import Someone
from tools.sheets.typefaces import covering

WIDE = {ord("0") + n: ord("０") + n for n in range(10)} | {ord("-"): "－"}

WORDS = {
    "householder.former": ("世帯主", "世帯主氏名", "世帯主の氏名", "旧世帯主", "世帯主名"),
    "former_address": ("これまでの住所", "旧住所", "従前の住所", "今までの住所", "転出前住所", "異動前住所"),
    "former_building": ("方書", "転出前方書", "旧方書"),
    "new_address": ("新しい住所", "新住所", "転出先住所", "転出先", "転出先(予定)", "異動後住所"),
    "new_building": ("方書", "転出先方書", "新方書"),
    "planned_on": ("転出予定日", "転出予定年月日", "異動日", "転出(予定)年月日", "転出年月日", "異動年月日"),
    "notified_on": ("届出日", "届出年月日", "転出届出日"),
    "issued_on": ("発行日", "発行年月日", "交付年月日"),
    "registered_domicile": ("本籍", "本籍地"),
    "register_head": ("筆頭者", "筆頭者氏名", "筆頭者の氏名", "戸籍の筆頭者"),
    "name": ("氏名", "氏　名", "転出者氏名"),
    "kana": ("フリガナ", "ふりがな", "振り仮名", "氏名の振り仮名", "カナ氏名"),
    "former_surname": ("旧氏", "旧姓"),
    "birth_date": ("生年月日",),
    "sex": ("性別", "性　別"),
    "relationship": ("続柄", "世帯主との続柄", "続　柄"),
    "individual_number": ("個人番号", "マイナンバー"),
    "resident_code": ("住民票コード",),
    "nationality": ("国籍・地域", "国籍"),
    "status_of_residence": ("在留資格",),
    "period_of_stay": ("在留期間", "在留期間等"),
    "stay_until": ("在留期間の満了日", "満了日"),
    "card_number": ("在留カード等の番号", "在留カード番号"),
    "health_insurance": ("国民健康保険", "国保"),
    "pension": ("国民年金",),
    "care_insurance": ("介護保険",),
    "child_allowance": ("児童手当",),
}

MORE_WORDS = {
    "householder.former": ("旧世帯主", "世帯主", "転出前の世帯主", "異動前世帯主", "従前の世帯主"),
    "former_address": ("転出元", "今までの住所", "従前の住所", "異動前住所", "旧住所", "前住所", "これまでの住所"),
    "new_address": ("転出先", "転出予定先", "新住所", "これからの住所", "転出先の住所", "異動先住所", "転出先(予定)"),
    "planned_on": ("転出(予定)日", "転出予定日", "異動年月日", "転出(予定)年月日", "異動日", "転出年月日"),
    "notified_on": ("届出年月日", "届出の年月日", "届出日"),
    "registered_domicile": ("本籍", "戸籍の表示", "本籍地"),
    "register_head": ("筆頭者", "戸籍の筆頭者", "筆頭者氏名"),
    "name": ("氏名", "異動者氏名", "転出者氏名"),
    "kana": ("フリガナ", "氏名の振り仮名", "ふりがな", "カナ氏名", "氏名のフリガナ"),
    "birth_date": ("生年月日", "出生年月日", "出生の年月日"),
    "sex": ("性別", "男女の別"),
    "relationship": ("続柄", "世帯主との続柄", "続き柄"),
    "individual_number": ("個人番号", "マイナンバー", "個人番号(マイナンバー)"),
    "resident_code": ("住民票コード", "住民コード"),
}
"""Of the layouts that only training has."""


@dataclass(frozen=True)
class Manner:
    """How a city prints.

    Attributes:
        words: field → label.
        wide: digits in full width.
        date: ``plain``, ``padded``, ``short`` (S60.3.14), ``western``, ``spaced`` (令和 7年 4月 1日), ``blank``
            (the same with wide blanks), ``dotted`` (2025.04.01), ``slashed``, ``points`` (令和7.4.1), ``middots``
            (令和7・4・1), ``filled`` (R07.04.01) or ``both`` (2025年（令和7年）4月1日).
        kana: ``wide``, ``hiragana`` or ``half``.
        blank: what stands where there is no value.
        colon: what stands behind a label in a list.
        sex, name: what a sex and a name are put into; of a sex its code may be, too: ``{code} {}``.
    """

    words: dict[str, str]
    wide: bool
    date: str
    kana: str
    blank: str
    colon: str
    sex: str = "{}"
    name: str = "{}"


def make_manner(rng: random.Random) -> Manner:
    """A city's manner at random."""
    return Manner(
        {field: rng.choice(words) for field, words in WORDS.items()},
        rng.random() < 0.5,
        rng.choices(("plain", "padded", "short", "western"), (55, 25, 12, 8))[0],
        rng.choices(("wide", "hiragana", "half"), (60, 15, 25))[0],
        rng.choice(("", "＊＊＊", "", "－", "******")),
        rng.choice(("：", "　：", ":", "")),
    )


def make_other_manner(rng: random.Random) -> Manner:
    """One of a city whose layout only training has: more words, more ways of writing a date."""
    dates = ("plain", "padded", "short", "western", "spaced", "blank", "dotted", "slashed")
    return Manner(
        {field: rng.choice(words) for field, words in (WORDS | MORE_WORDS).items()},
        rng.random() < 0.5,
        rng.choices(dates, (20, 15, 12, 8, 20, 10, 10, 5))[0],
        rng.choices(("wide", "hiragana", "half"), (50, 20, 30))[0],
        rng.choice(("", "＊＊＊", "****", "－", "＊＊＊＊＊＊＊＊", "----")),
        rng.choice(("：", "　：", ":", "")),
    )


class Paper(Canvas):
    """A canvas that knows fields.

    Attributes:
        truth: path → value, of what was printed.
        boxes: path → left, top, right, bottom in pixels of the clean sheet.
        hidden: numbers that must not be found again.
        placed: every path with each of its boxes, in the order in which they were drawn.

    Args:
        dry: whether nothing is drawn, and only remembered.
        quick: whether text is measured character by character, out of a table.
    """

    def __init__(
        self,
        face: tuple[str, int],
        manner: Manner,
        size_mm: tuple[float, float] = A4,
        ink: tuple = INK,
        dry: bool = False,
        quick: bool = False,
    ) -> None:
        super().__init__(size_mm, face[0], dry)
        self._quick = quick
        self.typeface, self.manner, self.ink = face, manner, ink
        self.truth: dict[str, str] = {}
        self.boxes: dict[str, tuple[int, int, int, int]] = {}
        self.hidden: list[str] = []
        self.placed: list[tuple[str, tuple[int, int, int, int]]] = []

    def face_for(self, text: str, points: float) -> ImageFont.FreeTypeFont:
        """The typeface, or the spare one where it lacks a character."""
        file, number = covering(self.typeface, text)
        return _font(file, number, px(points * POINT_MM))

    def width(self, text: str, points: float) -> float:
        if self._quick:
            face = covering(self.typeface, text)
            return sum(_advance(*face, char) for char in text) * points * POINT_MM
        return self.face_for(text, points).getlength(text) * 25.4 / DPI

    def text(self, left, middle, text, points, anchor="lm", colour=None):
        if text:
            self._record(px(left), px(middle), text, points, anchor)
            self._draw.text(
                (px(left), px(middle)), text, font=self.face_for(text, points), fill=colour or self.ink, anchor=anchor
            )

    def _record(self, x: int, y: int, text: str, points: float, anchor: str) -> None:
        em = px(points * POINT_MM)
        wide = px(self.width(text, points)) if self._quick else self.face_for(text, points).getlength(text)
        x -= {"l": 0.0, "m": wide / 2, "r": wide}[anchor[0]]
        self.runs.append(Run(text, x, y - em / 2, x + wide, y + em / 2, em))

    def label(self, field: str) -> str:
        """The city's word for a field (the name within ``members[]``) or for a hidden number."""
        return self.manner.words[field]

    def written(self, path: str, value: str) -> str:
        """A value as this city prints it."""
        name = path.split(".")[-1]
        wide = self.manner.wide
        if not value:
            return self.manner.blank
        if name == "sex":
            word, code = {"male": ("男", 1), "female": ("女", 2)}[value]
            return self.manner.sex.format(word, code=code)
        if name in ("name", "former", "new", "register_head"):
            return self.manner.name.format(value)
        if name in ("birth_date", "planned_on", "notified_on", "issued_on", "stay_until"):
            day = date.fromisoformat(value)
            match self.manner.date:
                case "short":
                    return short_era_text(day)
                case "western":
                    text = f"{day.year}年{day.month}月{day.day}日"
                case "dotted":
                    text = f"{day.year}.{day.month:02}.{day.day:02}"
                case "slashed":
                    text = f"{day.year}/{day.month:02}/{day.day:02}"
                case "points" | "middots" as style:
                    day_in_era = era_date(day)
                    mark = "." if style == "points" else "・"
                    year = f"{day_in_era.era.name}{day_in_era.year_text}"
                    text = mark.join((year, str(day.month), str(day.day)))
                case "filled":
                    letter, *numbers = re.split("(?<=[A-Z])|[.]", short_era_text(day))
                    text = letter + ".".join(number.zfill(2) for number in numbers)
                case "both":
                    text = f"{day.year}年（{era_text(day).split('年')[0]}年）{day.month}月{day.day}日"
                case "spaced" | "blank" as style:
                    blank = " " if style == "spaced" else "\u3000"
                    text = re.sub("(?<![0-9])0", blank, era_text(day, padded=True))
                case style:
                    text = era_text(day, padded=style == "padded")
            return text.translate(WIDE) if wide else text
        if name == "kana":
            if self.manner.kana == "half":
                return to_half_width(value)
            if self.manner.kana == "hiragana":
                return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in value)
        if wide and name in ("former_address", "new_address", "registered_domicile", "new_building", "former_building"):
            return value.translate(WIDE)
        return value

    def note(self, path: str, value: str, box: tuple[int, int, int, int]) -> None:
        """Remembers what was printed where; the true value is in the width in which it was printed."""
        if not value:
            return
        name = path.split(".")[-1]
        wide = ("former_address", "new_address", "registered_domicile", "new_building", "former_building")
        self.truth[path] = value.translate(WIDE) if self.manner.wide and name in wide else value
        self.boxes[path] = box
        self.placed.append((path, box))

    def place(self, path: str, value: str, box_mm: tuple[float, float, float, float]) -> None:
        """Remembers a value that was drawn piece by piece."""
        self.note(path, value, tuple(px(edge) for edge in box_mm))

    def value(self, left: float, middle: float, path: str, value: str, points: float, room: float = 0) -> None:
        """A value on one line, or wrapped where there is less room (mm) than it needs."""
        text = self.written(path, value)
        lines = self.wrapped(text, points, room) if room else [text]
        step = points * POINT_MM * 1.25
        edges = []
        for index, line in enumerate(lines):
            y = middle + (index - (len(lines) - 1) / 2) * step
            self.text(left, y, line, points)
            edges.append((left, y - step / 2, left + self.width(line, points), y + step / 2))
        box = (min(e[0] for e in edges), min(e[1] for e in edges), max(e[2] for e in edges), max(e[3] for e in edges))
        self.note(path, value, tuple(px(edge) for edge in box))

    def wrapped(self, text: str, points: float, room: float) -> list[str]:
        """Lines that fit in so many millimetres."""
        if self.width(text, points) <= room:
            return [text]
        lines = [""]
        for char in text:
            if lines[-1] and self.width(lines[-1] + char, points) > room:
                lines.append("")
            lines[-1] += char
        return lines

    def valued(self, left, top, width, height, path, value, points) -> None:
        """A ruled cell with a value in it."""
        self.box(left, top, width, height)
        self.value(left + 1.5, top + height / 2, path, value, points, width - 3)

    def named(self, left, top, width, height, text, points, centred=False) -> None:
        """A ruled cell with a label in it."""
        self.box(left, top, width, height)
        lines = self.wrapped(text, points, width - 2)
        step = points * POINT_MM * 1.2
        for index, line in enumerate(lines):
            y = top + height / 2 + (index - (len(lines) - 1) / 2) * step
            if centred:
                self.text(left + width / 2, y, line, points, "mm")
            else:
                self.text(left + 1.2, y, line, points)

    def spread(self, left: float, middle: float, width: float, text: str, points: float) -> None:
        """A label whose characters are spread over a width (均等割付)."""
        size = points * POINT_MM
        step = (width - size) / max(1, len(text) - 1)
        for index, char in enumerate(text):
            self.text(left + index * step, middle, char, points)

    def upright(self, centre: float, top: float, height: float, text: str, points: float) -> None:
        """A caption from top to bottom, as at the side of a table."""
        step = min(height / (len(text) + 1), points * POINT_MM * 1.6)
        start = top + height / 2 - step * (len(text) - 1) / 2
        for index, char in enumerate(text):
            self.text(centre, start + index * step, char, points, "mm")

    def secret(self, left: float, middle: float, person: Someone, kind: str, points: float) -> None:
        """One of the two numbers of a person."""
        number = getattr(person, kind)
        self.hidden.append(number)
        text = number.translate(WIDE) if self.manner.wide and kind == "resident_code" else number
        self.text(left, middle, text, points)


@cache
def _advance(file: str, number: int, char: str) -> float:
    """Width of a character, in em."""
    return _font(file, number, MEASURED_PX).getlength(char) / MEASURED_PX


MEASURED_PX = 64
"""Size in which characters are measured where that has to be quick."""


@lru_cache(128)
def _font(file: str, number: int, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size_px, index=number, layout_engine=ImageFont.Layout.BASIC)
