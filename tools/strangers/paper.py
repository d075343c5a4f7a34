"""What lies around the values on a real sheet: page, faces, seal, hidden pattern, stamps, codes, notes. All HTML."""

from __future__ import annotations

from html import escape
from random import Random

import segno

FACES = (
    "IPAMincho",
    "IPAPMincho",
    "IPAGothic",
    "IPAPGothic",
    "BIZ UDMincho",
    "BIZ UDPMincho",
    "BIZ UDGothic",
    "BIZ UDPGothic",
    "IPAmjMincho",
    "Noto Serif CJK JP",
    "Noto Sans CJK JP",
    "MotoyaLCedar",
    "Sawarabi Gothic",
    "VL Gothic",
    "VL PGothic",
    "UmePlus Gothic",
    "UmePlus P Gothic",
)
WIDTHS_SHOWN = {
    "IPAPMincho": "IPAMincho",
    "IPAPGothic": "IPAGothic",
    "BIZ UDPMincho": "BIZ UDMincho",
    "BIZ UDPGothic": "BIZ UDGothic",
}
"""Faces whose full-width figures look like half-width ones, so that the paper does not show which of them a value has,
and the face that takes their place for values; labels may have them."""
FIXED_FACES = ("IPAMincho", "IPAGothic", "BIZ UDMincho", "BIZ UDGothic", "VL Gothic", "MotoyaLCedar", "UmePlus Gothic")
"""Those whose half-width characters are all one width, as a line printer's are."""
BEHIND = '"IPAmjMincho", "Noto Serif CJK JP"'
"""Where a face lacks a character, an office prints it from its table of outside characters: a Mincho."""

_BASE = """
@page {{ size: {size}; margin: 0 }}
* {{ box-sizing: border-box }}
html {{ -webkit-print-color-adjust: exact }}
body {{ margin: 0; font: {points}pt/1.35 "{values}", {behind}; color: {ink} }}
section {{ position: relative; width: {width}mm; height: {height}mm; overflow: hidden; break-after: page;
  padding: {margin} }}
section:last-of-type {{ break-after: auto }}
.l, th {{ font-family: "{labels}", {behind}; font-weight: normal }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ padding: .6mm 1.6mm; text-align: left }}
.v {{ white-space: pre-wrap }}
h1 {{ font: normal 17pt "{labels}"; text-align: center; margin: 0 0 5mm }}
.pattern {{ position: absolute; inset: 0; z-index: -1 }}
.seal {{ position: absolute; border: .7mm solid {seal}; color: {seal}; writing-mode: vertical-rl;
  font: bold 11pt/1.05 "Noto Serif CJK JP"; padding: .4mm; mix-blend-mode: multiply; letter-spacing: .3mm }}
.stamp {{ position: absolute; border: .5mm solid {stamp}; color: {stamp}; font: 9pt/1.2 "Noto Sans CJK JP";
  padding: .8mm 2mm; text-align: center; mix-blend-mode: multiply; transform: rotate({turn}deg) }}
.note {{ font-size: 7.5pt; line-height: 1.45 }}
.right {{ text-align: right }} .center {{ text-align: center }}
"""
SIZES = {"portrait": (210, 297), "landscape": (297, 210), "a5": (210, 148), "b5": (182, 257), "card": (200, 148)}
"""Millimetres; a card is a reply-paid postcard unfolded."""
SEAL_INKS = ("#d22a1e", "#c8102e", "#e0452f", "#222")
STAMP_INKS = ("#c2183a", "#2a3f9d", "#6a2a7a", "#b8322a")


class Paper:
    """One sheet's paper: the faces and the inks, chosen once, and the HTML of what is not a value."""

    def __init__(self, rng: Random, size: str = "portrait", points: float = 10.5, margin: str = "14mm 15mm") -> None:
        self.rng, self.size, self.points, self.margin = rng, size, points, margin
        self.values = rng.choice(FACES)
        self.labels = self.values if rng.random() < 0.55 else rng.choice(FACES)
        self.values = WIDTHS_SHOWN.get(self.values, self.values)
        self.ink = rng.choice(("#000", "#000", "#111", "#2a2a2a"))
        self.seal_ink = rng.choice(SEAL_INKS)
        self.stamp_ink = rng.choice(STAMP_INKS)

    @property
    def millimetres(self) -> tuple[int, int]:
        return SIZES[self.size]

    def document(self, pages: list[str], css: str = "") -> str:
        """The whole HTML of a sheet."""
        width, height = self.millimetres
        base = _BASE.format(
            size=f"{width}mm {height}mm",
            points=self.points,
            values=self.values,
            labels=self.labels,
            behind=BEHIND,
            ink=self.ink,
            width=width,
            height=height,
            margin=self.margin,
            seal=self.seal_ink,
            stamp=self.stamp_ink,
            turn=self.rng.uniform(-9, 9),
        )
        body = "".join(f'<section class="page">{page}</section>' for page in pages)
        return f'<html lang="ja"><meta charset="utf-8"><style>{base}{css}</style><body>{body}</body></html>'

    def pattern(self, copied: bool, kinds: tuple[str, ...] = ("waves", "dots", "lines", "none")) -> str:
        """地紋 of one of those kinds; on a photocopy the word 複写 has come out of it."""
        kind = self.rng.choice(kinds)
        tint = self.rng.choice(("#cfe3d6", "#d5dcee", "#efdcd8", "#e2e2e2"))
        shapes = {
            "waves": f'<path d="M0 8q6 -7 12 0t12 0" fill="none" stroke="{tint}" stroke-width=".7"/>',
            "dots": f'<circle cx="4" cy="4" r=".8" fill="{tint}"/><circle cx="16" cy="13" r=".8" fill="{tint}"/>',
            "lines": f'<path d="M0 16L24 0" stroke="{tint}" stroke-width=".6"/>',
            "crosses": f'<path d="M4 1v6M1 4h6M16 9v6M13 12h6" stroke="{tint}" stroke-width=".8"/>',
            "scales": f'<path d="M0 16a12 12 0 0 1 24 0M6 16a6 6 0 0 1 12 0" fill="none" stroke="{tint}"/>',
            "none": "",
        }
        svg = (
            '<svg class="pattern" width="100%" height="100%"><defs><pattern id="p" width="24" height="16" '
            f'patternUnits="userSpaceOnUse">{shapes[kind]}</pattern></defs>'
            '<rect width="100%" height="100%" fill="url(#p)"/>'
        )
        return svg + (self._copied_words() if copied else "") + "</svg>"

    def _copied_words(self) -> str:
        width, height = (round(side * 96 / 25.4) for side in self.millimetres)
        words = "".join(
            f'<text x="{x}" y="{y}" transform="rotate(-20 {x} {y})">複写</text>'
            for y in range(180, height, 260)
            for x in range(40 + y % 3 * 40, width - 100, 270)
        )
        return f'<g font-family="Noto Sans CJK JP" font-size="58" fill="#c9c9c9" letter-spacing="16">{words}</g>'

    def seal(self, issuer: str, place: str) -> str:
        """公印, with its place as CSS: ``right:18mm;bottom:20mm``."""
        text = issuer + "之印"
        rows = 3 if len(text) > 6 else 2
        step = -(-len(text) // rows)
        lines = "<br>".join(escape(text[start : start + step]) for start in range(0, len(text), step))
        return f'<div class="seal" style="{place}">{lines}</div>'

    def stamp(self, words: str, place: str) -> str:
        """An office's stamp of receipt or of checking; `words` may hold <br>."""
        return f'<div class="stamp" style="{place}">{words}</div>'

    def barcode(self, place: str) -> str:
        """Bars that mean nothing to anybody but the office."""
        x, bars = 0.0, []
        while x < 36:
            width = self.rng.choice((0.25, 0.5, 0.75))
            bars.append(f'<rect x="{x:.2f}" width="{width}" height="7"/>')
            x += width + self.rng.choice((0.25, 0.5, 0.75))
        picture = f'<svg width="37mm" height="7mm" viewBox="0 0 37 7">{"".join(bars)}</svg>'
        return f'<div style="position:absolute;{place}">{picture}</div>'

    def code(self, place: str) -> str:
        """A square code with a number of the office's."""
        symbol = segno.make(f"J{self.rng.randrange(10**9):09d}", error="m")
        return f'<div style="position:absolute;{place}">{symbol.svg_inline(scale=2)}</div>'
