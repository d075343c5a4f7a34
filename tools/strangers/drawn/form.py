"""What layouts draw with: labels and values in cells, and the parts that most sheets have. All in millimetres."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from tools.strangers.case import Case
from tools.strangers.drawn.canvas import FORM, PRINTER, Canvas, Crowded, Text
from tools.strangers.drawn.stamps import Stamp

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
PAD = 1.2
"""What stays free at a cell's left and right."""
SMALLEST = 8.0
"""Points of a value in a cell that is narrow for it, before it is broken or squeezed."""
SMALLEST_LABEL = 7.0
NARROWEST = 0.6
"""How narrow a system squeezes a value that would not go into its cell otherwise."""
SIZES = {"portrait": (210.0, 297.0), "landscape": (297.0, 210.0), "a5": (210.0, 148.0), "b5": (182.0, 257.0)}


@dataclass
class PlainCase(Case):
    """A case whose values come as the words that are printed.

    Attributes:
        instead: by path, what stands on the paper for a value that is not written as such: a code, a ringed word.
    """

    instead: dict[str, str] = field(default_factory=dict)

    def dress(self, written: str) -> str:
        return written

    def marked(self, path: str, html: str) -> str:
        return html

    def label(self, name: str) -> str:
        return self.words[name]

    def stand_in(self, index: int, name: str, written: str) -> str:
        """A person's value that the paper shows as `written`; the sheet's blank where there is none."""
        blank, path = self.member(index, name), f"members[{index}].{name}"
        if path not in self.truth:
            return blank
        self.instead[path] = written
        return written


@dataclass
class Form:
    """One sheet being drawn.

    Attributes:
        label_face, value_face: names of :data:`tools.strangers.drawn.faces.FILES`.
        label_points, value_points: sizes.
        fixed: whether values have a printer's cells whatever their characters' widths.
        rule: weight of the cells' rules.
        shade: tint of labels' cells, 0 … 1 of the form's ink.
    """

    case: PlainCase
    size: str
    label_face: str
    value_face: str
    label_points: float = 9.0
    value_points: float = 10.5
    fixed: bool = True
    rule: float = 0.2
    shade: float = 0.0
    pages: list[Canvas] = field(default_factory=list)
    stamps: list[list[Stamp]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn_page()

    @property
    def rng(self) -> Random:
        return self.case.rng

    @property
    def page(self) -> Canvas:
        return self.pages[-1]

    def turn_page(self) -> None:
        self.pages.append(Canvas(*SIZES[self.size]))
        self.stamps.append([])

    def stamp(self, stamp: Stamp) -> None:
        self.stamps[-1].append(stamp)

    # --- words
    def label(self, x: float, y: float, words: str, points: float = 0.0, *, down: bool = False, gap: float = 0) -> Text:
        return self.page.write(
            Text(x, y, words, self.label_face, points or self.label_points, FORM, down=down, gap=gap)
        )

    def value(self, x: float, y: float, words: str, points: float = 0.0, wide: float = 1.0) -> Text:
        return self.page.write(self.printed(x, y, words, points or self.value_points, wide))

    def printed(self, x: float, y: float, words: str, points: float, wide: float = 1.0) -> Text:
        """A value's text, not yet on the page."""
        return Text(x, y, words, self.value_face, points, PRINTER, fixed=self.fixed, wide=wide)

    def label_in(self, box: Box, words: str, points: float = 0.0, *, spread: bool = False, left: bool = False) -> None:
        """A label in the middle of a cell, in as many lines as it has or needs; spread over the cell's width."""
        x, y, width, height = box
        points = points or self.label_points
        while True:
            lines = [line for part in words.split("\n") for line in self._label_lines(part, width - 2 * PAD, points)]
            step = Text(0, 0, "", self.label_face, points, FORM).em * 1.12
            if step * len(lines) <= height or points <= SMALLEST_LABEL:
                break
            points -= 0.5
        top = y + (height - step * len(lines)) / 2 + step * 0.06
        for row, line in enumerate(lines):
            text = Text(x, top + row * step, line, self.label_face, points, FORM)
            if spread and 1 < len(line) < 6 and "　" not in line:
                spare = (width - 4 * PAD - text.length) / (len(line) - 1)
                text = replace(text, gap=max(0.0, min(spare, text.em * 1.6)))
            if text.length > width - 0.4 or step * len(lines) > height + 0.4:
                raise Crowded(f"{line} does not go into {width} x {height}")
            self.page.write(replace(text, x=x + (PAD if left else (width - text.length) / 2)))

    def _label_lines(self, words: str, width: float, points: float) -> list[str]:
        length = Text(0, 0, words, self.label_face, points, FORM).length
        if length <= width + PAD:
            return [words]
        cut = words.find("（")
        if not 2 <= cut <= len(words) - 2:
            cut = -(-len(words) // 2)
        return [*self._label_lines(words[:cut], width, points), *self._label_lines(words[cut:], width, points)]

    def value_in(self, box: Box, words: str, align: str = "left", points: float = 0.0) -> None:
        """A value in a cell: smaller, then in two lines, then squeezed, where the cell is narrow for it."""
        if not words:
            return
        x, y, width, height = box
        lines, points, wide = self._fit(words, width - 2 * PAD, height, points or self.value_points)
        step = self.printed(0, 0, "", points).em * 1.15
        top = y + (height - step * len(lines)) / 2 + step * 0.07
        for row, line in enumerate(lines):
            text = self.printed(x + PAD, top + row * step, line, points, wide)
            if align == "middle":
                text = replace(text, x=x + (width - text.length) / 2)
            self.page.write(text)

    def _fit(self, words: str, width: float, height: float, points: float) -> tuple[list[str], float, float]:
        size = points
        while size >= SMALLEST:
            if self.printed(0, 0, words, size).length <= width:
                return [words], size, 1.0
            size -= 0.5
        for size in (points, (points + SMALLEST) / 2, SMALLEST):
            text = self.printed(0, 0, words, size)
            parts, length = [""], 0.0
            for char, step in zip(words, text.steps(), strict=True):
                if length + step > width:
                    parts, length = [*parts, ""], 0.0
                parts[-1] += char
                length += step
            if text.em * 1.15 * len(parts) <= height + 0.3 and all(part.strip() == part for part in parts):
                return parts, size, 1.0
        size = max(SMALLEST, points - 1)
        wide = width / self.printed(0, 0, words, size).length
        if wide < NARROWEST:
            raise Crowded(f"{words} does not go into {width:.0f} x {height:.0f}")
        return [words], size, wide

    # --- cells
    def labelled(self, box: Box, words: str, *, spread: bool = True, points: float = 0.0) -> None:
        """A cell with a label in it, tinted where the form tints these."""
        if self.shade:
            self.page.tint(*box, self.shade)
        self.page.frame(*box, self.rule)
        self.label_in(box, words, points, spread=spread)

    def filled(self, box: Box, words: str, align: str = "left", points: float = 0.0) -> None:
        """A cell with a value in it."""
        self.page.frame(*box, self.rule)
        self.value_in(box, words, align, points)

    def row(self, x: float, y: float, height: float, *cells: tuple[float, str, str]) -> float:
        """Cells side by side: width; ``l`` label, ``v`` value, ``c`` value in the middle; words. Gives its end."""
        for width, kind, words in cells:
            box = (x, y, width, height)
            if kind == "l":
                self.labelled(box, words)
            else:
                self.filled(box, words, "middle" if kind == "c" else "left")
            x += width
        return y + height

    def pair(self, x: float, y: float, height: float, widths: tuple[float, float], name: str, value: str) -> float:
        """A field's label and its value as a row."""
        return self.row(x, y, height, (widths[0], "l", self.case.label(name)), (widths[1], "v", value))

    def captioned(self, box: Box, words: str, value: str, points: float = 7.5) -> None:
        """A cell with its label small at the upper left and the value below."""
        x, y, width, height = box
        self.page.frame(*box, self.rule)
        text = self.label(x + 0.8, y + 0.6, words, points)
        self.value_in((x, y + text.em + 0.6, width, height - text.em - 0.6), value)

    # --- parts of a certificate
    def middle(self, y: float, words: str, points: float, *, wide: float = 1.0, value: bool = False) -> Text:
        """Words in the middle of the page."""
        face, layer = (self.value_face, PRINTER) if value else (self.label_face, FORM)
        text = Text(0, y, words, face, points, layer, fixed=value and self.fixed, wide=wide)
        return self.page.write(replace(text, x=(self.page.width - text.length) / 2))

    def note(self, x: float, y: float, words: str, width: float, points: float = 7.5) -> float:
        """Small print in as many lines as it needs; gives where it ends."""
        em = Text(0, 0, "", self.label_face, points, FORM).em
        line = ""
        for char in words + "\n":
            if char == "\n" or Text(0, 0, line + char, self.label_face, points, FORM).length > width:
                self.label(x, y, line, points)
                y, line = y + em * 1.35, ""
            line += char.strip("\n")
        return y

    def sign(self, x: float, y: float, *, sentence: str = "", points: float = 13.0, right: float = 0.0) -> None:
        """Words of certifying, the date of issue, who signs, and the seal over the name's end.

        `right`: where the name ends at most, from the page's left; the page's margin if not given.
        """
        home = self.case.household
        if sentence:
            self.label(x, y, sentence)
        self.value(x + 6, y + 6.5, self.case.show("issued_on"))
        name = f"{self.case.show('issuer')}　{home.mayor}"
        text = self.printed(0, y + 14, name, points)
        end = right or self.page.width - 34
        text = self.page.write(replace(text, x=max(x + 2, end - text.length)))
        where = text.square[2] + self.rng.uniform(-5, 3)
        shape, turn = self.rng.random() < 0.2, self.rng.uniform(-5, 5)
        self.stamp(Stamp(where, y + 9.5, 17.0, home.issuer + "之印", turn=turn, round=shape))
