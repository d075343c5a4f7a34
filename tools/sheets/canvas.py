"""A sheet of paper to draw on, in millimetres from the top left corner, at 300 dpi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 300
A4 = (210.0, 297.0)
MINCHO = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
GOTHIC = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"
INK = (28, 28, 30)
POINT_MM = 25.4 / 72


def px(mm: float) -> int:
    """Millimetres to pixels."""
    return round(mm * DPI / 25.4)


@cache
def font(file: str, size_px: int) -> ImageFont.FreeTypeFont:
    """A font that shapes variation sequences, so that an IVS is drawn as its own glyph."""
    return ImageFont.truetype(file, size_px, layout_engine=ImageFont.Layout.RAQM)


@dataclass(frozen=True, slots=True)
class Run:
    """Text as it was drawn, in pixels of the clean sheet; `em` is the size of its type."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line as it was drawn, level or upright, in pixels of the clean sheet."""

    left: int
    top: int
    right: int
    bottom: int
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Pen:
    """How a form's rules are drawn where they are not plain thin lines.

    Attributes:
        wide: their width in mm.
        colour: RGB.
        dash, gap: of dashes and dots, in mm; without a gap a rule is solid.
        level, upright: whether there are rules of that direction.
        double: whether each is two lines.
    """

    wide: float = 0.18
    colour: tuple[int, int, int] = INK
    dash: float = 0.0
    gap: float = 0.0
    level: bool = True
    upright: bool = True
    double: bool = False

    def strokes(self, left: float, top: float, right: float, bottom: float) -> Iterator[tuple[float, ...]]:
        """The lines of one rule, in mm: left, top, right and bottom of each; none where the form has no such rule."""
        is_level = top == bottom
        if not (self.level if is_level else self.upright):
            return
        for aside in (-self.wide, self.wide) if self.double else (0.0,):
            across, along = (aside, 0.0) if not is_level else (0.0, aside)
            whole = (left + across, top + along, right + across, bottom + along)
            yield from _dashes(whole, self.dash, self.gap) if self.gap else (whole,)


def _dashes(rule: tuple[float, float, float, float], dash: float, gap: float) -> Iterator[tuple[float, ...]]:
    left, top, right, bottom = rule
    length = max(right - left, bottom - top)
    for at in np.arange(0.0, length, dash + gap).tolist():
        start, end = at / length, min(1.0, (at + dash) / length)
        yield (
            *(left + start * (right - left), top + start * (bottom - top)),
            *(left + end * (right - left), top + end * (bottom - top)),
        )


class _Nothing:
    """Draws nothing, for sheets of which only the plan is wanted."""

    def __getattr__(self, name: str):
        return lambda *args, **options: None


class Canvas:
    """White paper with a little colour of its own.

    Attributes:
        runs, rules: what was drawn.
        size: width and height in pixels.
        pen: what rules are drawn with; None for plain thin lines.
    """

    def __init__(self, size_mm: tuple[float, float] = A4, face: str = MINCHO, dry: bool = False) -> None:
        self.size = px(size_mm[0]), px(size_mm[1])
        self.runs: list[Run] = []
        self.rules: list[Rule] = []
        self.face, self.dry = face, dry
        self.pen: Pen | None = None
        self.image = Image.new("RGB", (1, 1) if dry else self.size, (252, 252, 250))
        self._draw = _Nothing() if dry else ImageDraw.Draw(self.image)

    def _ruled(self, left: float, top: float, right: float, bottom: float, dotted: bool = False) -> None:
        self.rules.append(Rule(px(left), px(top), px(right), px(bottom), dotted))

    def _penned(self, *rules: tuple[float, float, float, float]) -> bool:
        """Draws rules, in mm, with the form's own pen, and says whether it has one."""
        if self.pen is None:
            return False
        for rule in rules:
            strokes = list(self.pen.strokes(*rule))
            if strokes:
                self._ruled(*rule, dotted=bool(self.pen.gap))
            for stroke in strokes:
                self._draw.line([px(edge) for edge in stroke], fill=self.pen.colour, width=max(1, px(self.pen.wide)))
        return True

    def waves(self, step_mm: float = 5.0) -> None:
        """The pale wavy pattern (地紋) that certificates are printed on."""
        width, height = self.size
        along = np.arange(0, width + 8, 8)
        for y in np.arange(0, height + px(60), px(step_mm)):
            line = y - along * 0.16 + np.sin(along / px(9)) * px(0.5)
            self._draw.line(list(zip(along.tolist(), line.tolist(), strict=True)), fill=(224, 238, 230), width=2)

    def box(self, left: float, top: float, width: float, height: float, line_mm: float = 0.18) -> None:
        """A ruled rectangle."""
        right, bottom = left + width, top + height
        sides = ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom))
        sides = (*sides, (right, top, right, bottom))
        if self._penned(*sides):
            return
        for rule in sides:
            self._ruled(*rule)
        self._draw.rectangle(
            (px(left), px(top), px(left + width), px(top + height)), outline=INK, width=max(2, px(line_mm))
        )

    def rule(self, left: float, y: float, width: float) -> None:
        """A horizontal rule."""
        if self._penned((left, y, left + width, y)):
            return
        self._ruled(left, y, left + width, y)
        self._draw.line((px(left), px(y), px(left + width), px(y)), fill=INK, width=2)

    def dotted(self, left: float, y: float, width: float) -> None:
        """A horizontal rule of dots."""
        if self._penned((left, y, left + width, y)):
            return
        self._ruled(left, y, left + width, y, dotted=True)
        for x in range(px(left), px(left + width), 9):
            self._draw.line((x, px(y), x + 4, px(y)), fill=INK, width=2)

    def upright_rule(self, x: float, top: float, height: float) -> None:
        """An upright rule."""
        if self._penned((x, top, x, top + height)):
            return
        self._ruled(x, top, x, top + height)
        self._draw.line((px(x), px(top), px(x), px(top + height)), fill=INK, width=2)

    def shade(self, left: float, top: float, width: float, height: float, level: int = 226) -> None:
        """A grey ground, to be drawn before what stands on it."""
        self.ground(left, top, width, height, (level,) * 3)

    def ground(self, left: float, top: float, width: float, height: float, colour: tuple[int, ...]) -> None:
        """A ground of any colour, to be drawn before what stands on it."""
        self._draw.rectangle((px(left), px(top), px(left + width), px(top + height)), fill=colour)

    def stamp(self, x: float, y: float, radius: float, lines: tuple[str, ...], colour: tuple[int, int, int]) -> None:
        """A round stamp of the office, whose ink lets the print beneath show through."""
        if self.dry:
            return
        layer = Image.new("RGB", self.image.size, (255, 255, 255))
        draw = ImageDraw.Draw(layer)
        draw.ellipse((px(x - radius), px(y - radius), px(x + radius), px(y + radius)), outline=colour, width=px(0.6))
        face = font(self.face, px(radius * 0.42))
        for index, line in enumerate(lines):
            middle = px(y + (index - (len(lines) - 1) / 2) * radius * 0.6)
            draw.text((px(x), middle), line, font=face, fill=colour, anchor="mm")
        paper = np.asarray(self.image, np.uint16) * np.asarray(layer, np.uint16) // 255
        self.image = Image.fromarray(paper.astype(np.uint8))
        self._draw = ImageDraw.Draw(self.image)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A ring around a word, as choices are marked."""
        box = (px(x - radius), px(y - radius), px(x + radius), px(y + radius))
        self._draw.ellipse(box, outline=INK, width=3)

    def width(self, text: str, points: float) -> float:
        """How wide a text runs, in millimetres."""
        return font(self.face, px(points * POINT_MM)).getlength(text) * 25.4 / DPI

    def text(self, left: float, middle: float, text: str, points: float, anchor: str = "lm", colour=INK) -> None:
        """A line of text; `middle` is the height of its middle."""
        self._draw.text(
            (px(left), px(middle)), text, font=font(self.face, px(points * POINT_MM)), fill=colour, anchor=anchor
        )

    def cell(self, left: float, top: float, width: float, height: float, text: str, points: float) -> None:
        """A ruled cell; text that is too long wraps."""
        self.box(left, top, width, height)
        room, lines = width - 3.0, [""]
        for character in text:
            if self.width(lines[-1] + character, points) > room:
                lines.append("")
            lines[-1] += character
        step = points * POINT_MM * 1.25
        for index, line in enumerate(lines):
            self.text(left + 1.5, top + height / 2 + (index - (len(lines) - 1) / 2) * step, line, points)

    def seal(self, left: float, top: float, side: float, lines: tuple[str, ...]) -> None:
        """A red square seal whose ink lets the print beneath show through."""
        if self.dry:
            return
        layer = Image.new("RGB", self.image.size, (255, 255, 255))
        draw, red = ImageDraw.Draw(layer), (214, 48, 40)
        draw.rectangle((px(left), px(top), px(left + side), px(top + side)), outline=red, width=px(0.7))
        size = side / (len(lines) + 0.5)
        for index, line in enumerate(lines):
            draw.text(
                (px(left + side / 2), px(top + (index + 0.75) * size)),
                line,
                font=font(self.face, px(size * 0.82)),
                fill=red,
                anchor="mm",
            )
        paper = np.asarray(self.image, np.uint16) * np.asarray(layer, np.uint16) // 255
        self.image = Image.fromarray(paper.astype(np.uint8))
        self._draw = ImageDraw.Draw(self.image)
