"""How a drawn layout is declared, and what several of them print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.strangers.drawn.form import Form

BLACK, GREEN, BROWN, BLUE, RUST, VIOLET = (
    (20, 20, 20), (88, 120, 20), (40, 74, 112), (150, 82, 24), (44, 62, 168), (120, 52, 92),
)  # fmt: skip
"""Inks of forms: blue, green, red."""
STARS = ("＊＊＊", "＊＊＊＊＊")
KANJI_FACES = ("IPAMincho", "IPAGothic", "BIZ UDMincho", "BIZ UDGothic", "MotoyaLCedar", "VL Gothic", "UmePlus Gothic")
"""Of municipal systems' printers."""
FORM_FACES = ("Noto Sans", "Noto Serif", "BIZ UDGothic", "IPAGothic", "Sawarabi Gothic", "IPAMincho", "BIZ UDPGothic")
CERTIFIED = (
    "上記の者について、転出の届出を受理したことを証明する。",
    "この証明書は、届出に基づき住民票から作成したものに相違ない。",
    "上記のとおり転出することを証明します。",
    "住民基本台帳の記載に基づき、上記のとおり証明する。",
)
NOTICES = (
    "（ご注意）新住所に住み始めてから１４日以内に、転入先の市区町村役場へ本証明書を提出してください。",
    "※　転出を中止された場合は、この証明書と本人確認書類をお持ちのうえ、当庁窓口で取消の手続をしてください。",
    "＊この証明書の記載事項に誤りがあるときは、発行後すみやかに申し出てください。平成２７年１０月以前の様式は無効です。",
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One city's sheet.

    Attributes:
        draw: draws the pages; asks the form's case for each value that it shows.
        size: a name of :data:`tools.strangers.drawn.form.SIZES`.
        persons: fewest and most persons of a household on it.
        foreign: how often somebody comes from abroad; 0 where the sheet has no boxes for it.
        labels, values: faces.
        points: of labels and of values.
        fixed: whether values have a printer's cells whatever their characters' widths.
        inks: of the form; black where a laser prints form and values at once.
        printers: kinds of print, see :class:`tools.strangers.drawn.ink.Ink`.
        drift: millimetres by which values may be out of register.
        shade: tint of label cells, 0 … 1 of the form's ink.
        grounds: hidden patterns, of :data:`tools.strangers.drawn.ground.KINDS`.
        holes: whether the paper was drawn by the holes at its sides.
    """

    name: str
    draw: Callable[[Form], None]
    size: str = "portrait"
    persons: tuple[int, int] = (1, 4)
    foreign: float = 0.0
    labels: tuple[str, ...] = FORM_FACES
    values: tuple[str, ...] = KANJI_FACES
    points: tuple[float, float] = (9.0, 10.5)
    fixed: bool = True
    inks: tuple[tuple[int, int, int], ...] = (BLACK,)
    printers: tuple[str, ...] = ("laser",)
    drift: float = 0.5
    shade: float = 0.0
    rule: float = 0.2
    grounds: tuple[str, ...] = ("plain", "scales", "hatching", "specks", "rosettes")
    holes: bool = False
    dates: tuple[str, ...] = ("full", "half", "spaced", "padded", "gannen")
    kana: tuple[str, ...] = ("katakana",)
    full_width: bool | None = None
    blanks: tuple[str, ...] = ("",)


def serial(form: Form, x: float, y: float) -> None:
    """The number that the form has borne since it was printed, the same on all its pages."""
    number = int(form.case.household.persons[0].resident_code) % 10**6
    form.label(x, y, ("No.{:06d}", "№ {:06d}", "整理番号　{:06d}", "証明第{:06d}号")[number % 4].format(number), 8.5)


def building(form: Form, which: str) -> str:
    """The building of that address, or nothing: where no cell stands for it, no blank is printed."""
    return form.case.show(f"{which}_building") if getattr(form.case.household, f"{which}_building") else ""


def address_in(form: Form, box: tuple[float, float, float, float], which: str) -> None:
    """An address in a cell with its building below, where there is one."""
    x, y, width, height = box
    form.page.frame(*box, form.rule)
    below = building(form, which)
    part = height / 2 if below else height
    form.value_in((x, y, width, part), form.case.show(f"{which}_address"))
    if below:
        form.value_in((x, y + part, width, part), below)


def on_a_line(form: Form, x: float, y: float, right: float, words: str, value: str, width: float) -> None:
    """A label and its value on one line without a rule; `right`: where the value begins."""
    form.label(x, y + 0.6, words)
    form.value_in((right - 1.2, y - 1.2, width, 7.4), value)


def scope(form: Form) -> str:
    """全部 or 一部."""
    return "世帯全部" if form.case.household.whole else "世帯一部"
