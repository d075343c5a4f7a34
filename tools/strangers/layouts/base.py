"""What layouts share: how one is declared, and the parts that most sheets have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.strangers.case import Case
from tools.strangers.paper import FIXED_FACES, Paper
from tools.strangers.writing import DATE_STYLES, KANA_STYLES

STYLES = Path(__file__).resolve().parent / "styles"
Pages = list[str]
"""The pages' HTML."""

CERTIFIED = (
    "上記の者は、転出届をした者であることを証明する。",
    "上記のとおり転出の届出があったことを証明します。",
    "この証明書は、住民基本台帳法施行令第２４条の規定により交付する。",
    "住民基本台帳に記録されている者が、上記のとおり転出することを証明する。",
)
NOTES = (
    "※新しい住所に住み始めた日から１４日以内に、この証明書を添えて転入の届出をしてください。",
    "（注意）転出を取りやめたときは、この証明書を持って届け出てください。届出には本人確認書類が必要です。",
    "◎転入先の市区町村で届出をする際は、在留カード又は特別永住者証明書を持参してください。",
    "この証明書は、再発行できない場合があります。国民健康保険の資格確認書は、転出日以降使用できません。",
)
REMARKS = (
    "小学校在学中（豊岡小学校　３年）",
    "平成３０年４月２日　旭川市永山から転入",
    "印鑑登録　有　　転出により廃止",
    "住民となった日　平成２８年３月３０日",
    "電話　０９０－００００－００００",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """One city's sheet.

    Attributes:
        draw: gives the pages; asks the case for each value that it shows.
        size: a name of :data:`tools.strangers.paper.SIZES`.
        persons: fewest and most persons of a household on it.
        old: whether a member may have a register of their own, as where only one domicile stands in the head.
        foreign: how often somebody comes from abroad; 0 where the sheet has no boxes for it.
        faces, dates, kana: what the sheet's printer can do.
        full_width: whether digits are full-width; None: either.
        blanks: what may stand in empty cells.
        shared: names of style sheets that it has in common with other layouts.
    """

    name: str
    draw: Callable[[Case, Paper], Pages]
    size: str = "portrait"
    points: float = 10.5
    margin: str = "14mm 15mm"
    persons: tuple[int, int] = (1, 4)
    old: bool = True
    foreign: float = 0.0
    faces: tuple[str, ...] = ()
    dates: tuple[str, ...] = DATE_STYLES
    kana: tuple[str, ...] = KANA_STYLES[:2]
    full_width: bool | None = None
    blanks: tuple[str, ...] = ("",)
    shared: tuple[str, ...] = ()

    @property
    def css(self) -> str:
        """The style sheets, its own last."""
        return "".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in (*self.shared, self.name))


LINE_PRINTER = {"faces": FIXED_FACES, "kana": ("half",), "full_width": False}
"""What a line printer's sheet is declared with."""


def foot(case: Case, paper: Paper, bottom: int = 22, sentence: bool = True) -> str:
    """The words of certifying, the date of issue, who signs, and the seal. `bottom` in millimetres."""
    home, rng = case.household, case.rng
    words = f'<div class="l">{rng.choice(CERTIFIED)}</div>' if sentence else ""
    gap = rng.choice(("　", "　　"))
    right, turn = rng.choice((17, 22, 26)), rng.uniform(-4, 4)
    place = f"right:{right}mm;bottom:{bottom - 6}mm;transform:rotate({turn:.1f}deg)"
    return (
        f'<div style="position:absolute;left:20mm;right:30mm;bottom:{bottom}mm">{words}'
        f'<div style="margin:3mm 0 2mm 6mm">{case.show("issued_on")}</div>'
        f'<div class="right" style="font-size:13pt">{case.show("issuer")}{gap}{home.mayor}</div></div>'
        + paper.seal(home.issuer, place)
    )


def title(case: Case, size: float = 17) -> str:
    return f'<h1 style="font-size:{size}pt">{case.label("title")}</h1>'


def address(case: Case, which: str) -> str:
    """An address with its building on a line of its own below, where there is one."""
    home = case.household
    building = case.show(f"{which}_building") if getattr(home, f"{which}_building") else ""
    return case.show(f"{which}_address") + (f"<br>{building}" if building else "")


def foreign_rows(case: Case, index: int) -> list[tuple[str, str]]:
    """Label and value of what only a foreign resident's entry has."""
    names = ("nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number")
    return [(case.label(name), case.member(index, name)) for name in names]


def number(case: Case, place: str = "right:15mm;top:9mm") -> str:
    """The office's own number of this sheet."""
    words = case.rng.choice(("発行番号", "証明番号", "整理番号", "№"))
    return f'<div class="l note" style="position:absolute;{place}">{words}　{case.rng.randrange(10**6):06d}</div>'


def whole(case: Case) -> str:
    """全部・一部, with the right one ringed or ticked."""
    ticks = ("☑", "□") if case.household.whole else ("□", "☑")
    return f"{ticks[0]}全部　{ticks[1]}一部"
