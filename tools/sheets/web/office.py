"""The boxes that an office keeps for itself on a sheet: who has seen it, when it came in, what was done."""

from __future__ import annotations

import random

from tools.sheets.web.groups import tag

SEEN_BY = ("課長", "係長", "係", "受付", "入力", "照合", "確認", "交付", "審査", "決裁", "担当者", "処理者", "本人確認")
MARKS = ("", "", "", "印", "済", "免・旅・個", "窓口", "郵送", "有・無", "市民課", "住民係", "（印）")


def office(rng: random.Random) -> str:
    """A row of small cells, with a name or a date in some of them."""
    words = rng.sample(SEEN_BY, rng.choice((2, 3, 4, 5)))
    marks = [_mark(rng) if rng.random() < 0.4 else "" for _ in words]
    edge = "border:1px solid #222;padding:0.5mm 1mm;text-align:center"
    heads = "".join(tag("td", edge, word) for word in words)
    cells = "".join(tag("td", f"{edge};height:{rng.choice((6, 9))}mm", mark) for mark in marks)
    if rng.random() < 0.3:
        rows = tag("tr", "", "".join(tag("td", edge, text) for pair in zip(words, marks, strict=True) for text in pair))
    else:
        rows = tag("tr", "", heads) + tag("tr", "", cells)
    side = rng.choice(("margin-left:auto", "margin-left:auto", ""))
    return tag("table", f"border-collapse:collapse;font-size:{rng.choice((7, 8, 9))}pt;{side}", rows)


def _mark(rng: random.Random) -> str:
    """What is stamped or written into such a cell."""
    day = f"{rng.randrange(5, 9)}.{rng.randrange(1, 13)}.{rng.randrange(1, 29)}"
    return rng.choice((*MARKS, day, f"R{day}", "佐藤", "田中", "鈴木"))
