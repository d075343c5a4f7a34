"""A page in millimetres: rules, tints and texts in two inks, the form's and the printer's. Drawn late, at any dpi."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.strangers.drawn.faces import MM_A_POINT, advance, cell

FORM, PRINTER = "form", "printer"
"""The layers: what was on the paper before, and what the office's printer added."""
TOUCH = 0.25
"""Millimetres by which the squares of two texts may overlap: characters do not fill theirs."""


class Crowded(ValueError):
    """A text lies over another, or leaves the page."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one line. `x`, `y`: upper left corner of the first square; `gap`: millimetres after each character.

    Attributes:
        fixed: whether each character has a printer's cell whatever its own width.
        wide: how much wider than high it is printed, 1 as the face has it.
        down: whether the characters stand below each other.
    """

    x: float
    y: float
    words: str
    face: str
    points: float
    layer: str
    fixed: bool = False
    wide: float = 1.0
    gap: float = 0.0
    down: bool = False

    @property
    def em(self) -> float:
        """Height of a square in millimetres."""
        return self.points * MM_A_POINT

    def steps(self) -> list[float]:
        """How far the print moves on after each character, in millimetres."""
        if self.down:
            return [self.em + self.gap for _ in self.words]
        widths = (cell(char) if self.fixed else advance(self.face, char) for char in self.words)
        return [width * self.em * self.wide + self.gap for width in widths]

    @property
    def length(self) -> float:
        return sum(self.steps()) - self.gap if self.words else 0.0

    @property
    def square(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        if self.down:
            return self.x, self.y, self.x + self.em, self.y + self.length
        return self.x, self.y, self.x + self.length, self.y + self.em


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `dash`: millimetres on and off, 0 for none."""

    x: float
    y: float
    right: float
    bottom: float
    weight: float = 0.2
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Tint:
    """A filled rectangle, an ellipse where it is `round`; `grey`: how much of the form's ink, 0 … 1."""

    x: float
    y: float
    width: float
    height: float
    grey: float
    round: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse that the printer draws around one of several words of the form, to choose it."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass
class Canvas:
    """One page. What is asked for is kept as a list."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    tints: list[Tint] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)

    def write(self, text: Text) -> Text:
        """Adds the words.

        Raises:
            Crowded: they would lie over others or leave the page.
        """
        left, top, right, bottom = text.square
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            raise Crowded(f"{text.words} leaves the page")
        for other in self.texts:
            a, b, c, d = other.square
            if min(right, c) - max(left, a) > TOUCH and min(bottom, d) - max(top, b) > TOUCH:
                raise Crowded(f"{text.words} lies over {other.words}")
        self.texts.append(text)
        return text

    def check(self) -> None:
        """Looks whether a straight rule runs through a text.

        Raises:
            Crowded: one does.
        """
        for text in self.texts:
            left, top, right, bottom = text.square
            for rule in self.rules:
                across = min(rule.right, right) - max(rule.x, left)
                along = min(rule.bottom, bottom) - max(rule.y, top)
                if rule.x == rule.right and left + TOUCH < rule.x < right - TOUCH and along > TOUCH:
                    raise Crowded(f"a rule at x {rule.x} runs through {text.words}")
                if rule.y == rule.bottom and top + TOUCH < rule.y < bottom - TOUCH and across > TOUCH:
                    raise Crowded(f"a rule at y {rule.y} runs through {text.words}")

    def line(self, x: float, y: float, right: float, bottom: float, weight: float = 0.2, dash: float = 0.0) -> None:
        self.rules.append(Rule(x, y, right, bottom, weight, dash))

    def frame(self, x: float, y: float, width: float, height: float, weight: float = 0.2) -> None:
        for x0, y0, x1, y1 in (
            (x, y, x + width, y),
            (x, y + height, x + width, y + height),
            (x, y, x, y + height),
            (x + width, y, x + width, y + height),
        ):
            self.line(x0, y0, x1, y1, weight)

    def ring(self, text: Text) -> None:
        """Chooses the words of the form by a ring that leaves half a millimetre around them."""
        left, top, right, bottom = text.square
        self.rings.append(Ring(left - 0.8, top - 0.5, right - left + 1.6, bottom - top + 1.0, text.words))

    def tint(self, x: float, y: float, width: float, height: float, grey: float, *, round: bool = False) -> None:
        self.tints.append(Tint(x, y, width, height, grey, round))
