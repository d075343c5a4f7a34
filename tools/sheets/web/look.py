"""How a web page looks: everything that is decided once for a sheet or for a part of it, as CSS."""

from __future__ import annotations

import random
from dataclasses import dataclass

FACES = (
    "BIZ UDGothic",
    "BIZ UDPGothic",
    "BIZ UDPMincho",
    "IPAGothic",
    "IPAMincho",
    "IPAPGothic",
    "IPAPMincho",
    "MotoyaLCedar",
    "Noto Sans CJK JP",
    "Noto Serif CJK JP",
    "Sawarabi Gothic",
    "UmePlus P Gothic",
    "VL PGothic",
)
BORDERS = ("all", "all", "all", "all", "level", "level", "none", "outside", "upright", "dotted", "under")
MARKS = ("{}", "{}", "{}", "{}", "{}：", "{}:", "【{}】", "［{}］", "（{}）", "■{}", "・{}", "○ {}", "◆{}", "{}　：")


@dataclass(frozen=True)
class Look:
    """The manner of one part of a page.

    Attributes:
        borders: which edges of cells are ruled.
        line: kind and width of ruled lines.
        pad: white within cells, CSS.
        label, value: CSS of labels and of values.
        mark: what stands around a label.
        numbered: whether labels are counted: ``1 氏名``, ``(1)氏名``, ``①氏名``; or nothing.
        spread: whether short labels are spread with blanks: 氏　名.
        wide: of labels beside their values, in mm.
    """

    borders: str
    line: str
    pad: str
    label: str
    value: str
    mark: str
    numbered: str
    spread: bool
    wide: float

    def table(self, style: str = "") -> str:
        """The opening tag of a table."""
        return f'<table style="border-collapse:collapse;width:100%;{self.around()}{style}">'

    def around(self) -> str:
        """CSS of what is around several cells."""
        return f"border:{self.line};" if self.borders in ("outside", "level") else ""

    def cell(self) -> str:
        """CSS of one cell."""
        edges = {
            "all": f"border:{self.line}",
            "level": f"border-top:{self.line};border-bottom:{self.line}",
            "upright": f"border-left:{self.line};border-right:{self.line}",
            "dotted": "border:1px dotted #333",
            "under": f"border-bottom:{self.line}",
        }
        return f"padding:{self.pad};{edges.get(self.borders, '')};"


def choose(rng: random.Random, points: float) -> Look:
    """A look at random.

    Args:
        points: size of the page's type.
    """
    small = rng.choice((1.0, 1.0, 0.9, 0.85, 0.75, 0.65))
    label = f"font-size:{max(5.5, points * small):.1f}pt;font-weight:normal;"
    label += rng.choice(("", "", "", "text-align:center;", "text-align:center;", "letter-spacing:.3em;"))
    label += rng.choice(("", "", "", "text-align-last:justify;", "vertical-align:top;", "background:#eee;"))
    value = rng.choice(("", "", "", "text-align:center;", "text-align:right;", "padding-left:1em;"))
    value += rng.choice(("", "", "font-weight:bold;", "font-size:110%;", "vertical-align:bottom;"))
    return Look(
        borders=rng.choice(BORDERS),
        line=rng.choice(("1px solid #222", "1px solid #222", "0.5px solid #666", "2px solid #000", "3px double #222")),
        pad=rng.choice(("0.3mm 1mm", "1mm", "1.5mm 2mm", "2.5mm 2mm", "0 0.5mm", "1mm 4mm")),
        label=label,
        value=value,
        mark=rng.choice(MARKS),
        numbered=rng.choice(("", "", "", "", "", "", "{} ", "({})", "{}.")),
        spread=rng.random() < 0.25,
        wide=rng.choice((18, 22, 26, 30, 34, 40, 48)),
    )
