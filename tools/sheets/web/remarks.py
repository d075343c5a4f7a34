"""Remarks with dates, places and people in them, none of which is a value; and whom an envelope's window shows."""

from __future__ import annotations

import random
from collections.abc import Callable

from tools.sheets.people import Family, make_family
from tools.sheets.web.groups import BLANK, tag

REMARKS = (
    f"{{day}}{BLANK}{{place}}から転入",
    f"{{day}}{BLANK}{{place}}より転居",
    f"住民となった日{BLANK}{{day}}",
    f"住民となった年月日{BLANK}{{day}}",
    f"前住所{BLANK}{{place}}",
    f"{{day}}{BLANK}住所を定める",
    f"{{day}}{BLANK}{{name}}と婚姻",
    f"{{day}}{BLANK}世帯主変更{BLANK}{{name}}",
    f"印鑑登録{BLANK}有{BLANK}{{day}}登録",
    f"小学校在学中（３年）{BLANK}保護者{BLANK}{{name}}",
    f"個人番号カード{BLANK}有{BLANK}有効期限{BLANK}{{day}}",
    f"届出人{BLANK}{{name}}（本人）",
    f"資格取得年月日{BLANK}{{day}}",
    f"電話{BLANK}０９０－００００－００００",
)


def remark(rng: random.Random, written: Callable[[str], str]) -> str:
    """A remark.

    Args:
        written: writes a date (ISO) as the city does.
    """
    other = make_family(rng)
    day = f"{rng.randrange(1985, 2027)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return rng.choice(REMARKS).format(
        day=written(day),
        place=other.values["former_address"],
        name=other.people[0].values["name"],
    )


def receiver(rng: random.Random, family: Family) -> str:
    """The address to which a sheet is sent, as it stands above it for the envelope's window."""
    lines = [
        f"〒{rng.randrange(100, 999)}-{rng.randrange(10**4):04}",
        family.values["former_address"],
        family.values["former_building"],
        "&nbsp;",
        family.people[0].values["name"] + rng.choice((f"{BLANK}様", " 様", f"{BLANK}殿")),
    ]
    body = "".join(tag("div", "", line) for line in lines if line)
    return tag("div", f"margin:0 0 {rng.choice((6, 12, 20))}mm {rng.choice((0, 8, 15))}mm", body)
