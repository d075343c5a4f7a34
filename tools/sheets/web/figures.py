"""Dates whose figures stand in boxes, as on forms that are filled in by hand or by a machine."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tools.sheets.web.groups import tag


@dataclass(frozen=True)
class Boxes:
    """A city's manner of boxes.

    Attributes:
        single: whether each figure has a box of its own, rather than each number.
        marks: whether 年, 月 and 日 and the era have one, too.
        style: CSS of a box.
    """

    single: bool
    marks: bool
    style: str

    def around(self, printed: str) -> str:
        """Markup of a date."""
        part = r"\d|[^\d\s]+" if self.single else r"\d+|[^\d\s]+"
        return "".join(
            tag("span", self.style, text) if text[0].isdecimal() or self.marks else f"<span>{text}</span>"
            for text in re.findall(part, printed)
        )


def choose(rng: random.Random) -> Boxes | None:
    """A manner at random; most cities print no boxes."""
    if rng.random() >= 0.06:
        return None
    single = rng.random() < 0.7
    wide = rng.choice((4.2, 5, 6)) * (1 if single else 2)
    edge = rng.choice(("0.5px solid #444", "1px solid #222", "1px solid #222"))
    gap = rng.choice(("margin-left:-1px;", "margin-left:-1px;", "margin:0 0.5mm;", "margin:0 1.2mm;"))
    box = f"display:inline-block;min-width:{wide}mm;line-height:6mm;border:{edge};{gap}text-align:center"
    return Boxes(single, rng.random() < 0.25, box)
