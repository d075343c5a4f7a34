"""Labels and values beside, above and within each other, in an invented city's style."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.sheets.canvas import POINT_MM
from tools.sheets.cities.page import SECRETS, Page
from tools.sheets.invented.dresses import PLAIN, Dress
from tools.sheets.invented.style import Style
from tools.sheets.people import Someone

PAD = 1.6
"""White at the sides of a cell, in mm."""
WITHIN = 0.2
"""Between a cell's rules and its ground, in mm."""
LONG = ("former_address", "new_address", "registered_domicile")
WRAPPED = 62.0
"""Where addresses are wrapped, their cells are at least so wide."""
BUILDINGS = {"former_address": "former_building", "new_address": "new_building"}


@dataclass(frozen=True, eq=False)
class Item:
    """A field to be drawn, or with neither path nor person a label whose value nobody wants."""

    field: str
    word: str
    path: str = ""
    value: str = ""
    person: Someone | None = None


class Drawing:
    """Draws items on a page.

    Attributes:
        y: where the next thing goes, in mm.
    """

    def __init__(self, page: Page, style: Style, dress: Dress = PLAIN) -> None:
        self.page, self.style, self.paper, self.rng = page, style, page.paper, page.rng
        self._dress = dress
        self.y, self._count = 0.0, 0

    # What a single value or label needs and how it is drawn.

    def written(self, item: Item) -> str:
        """A value's text as it will stand there."""
        if item.field in SECRETS:
            return self._number(item) if item.person else self.paper.manner.blank
        return self.paper.written(item.path, item.value) if item.path else item.value

    def _number(self, item: Item) -> str:
        number = getattr(item.person, item.field)
        if self.style.numbers == "groups":
            return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        return number

    def need(self, item: Item, points: float) -> float:
        """Width of a value's place in mm."""
        if item.field in SECRETS and self.style.numbers in ("boxes", "comb"):
            return 12 * 4.4 + 2 * PAD + 3
        wide = self.paper.width(self.written(item), points) + 2 * PAD + 0.6
        least = {"sex": 9.0, "name": 24.0, "kana": 24.0, "relationship": 14.0}.get(item.field, 18.0)
        return max(least, min(wide, WRAPPED) if item.field in LONG else wide)

    def high(self, points: float, lines: int = 1) -> float:
        """Height of a cell with so many lines."""
        return points * POINT_MM * 1.25 * lines + self.page.rng.choice((2.0, 3.0, 4.0))

    def lines(self, item: Item, points: float, room: float) -> int:
        """Lines that a value takes."""
        count = len(self.paper.wrapped(self.written(item), points, room - 2 * PAD))
        return count + bool(self._below(item) or self._above(item))

    def _below(self, item: Item) -> str:
        """The building that stands beneath an address without a label."""
        path = BUILDINGS.get(item.field) if self.style.building and item.path else None
        return self.page.of(path) if path else ""

    def _above(self, item: Item) -> str:
        """The reading that stands above a name without a label, or with its own in the label's cell."""
        if item.field != "name" or not item.person or not (self.style.kana or self.style.together):
            return ""
        return item.person.values.get("kana", "")

    def value(self, item: Item, x: float, y: float, w: float, h: float, points: float) -> None:
        """A value in its place."""
        paper, middle, align = self.paper, y + h / 2, self.style.values
        step = points * POINT_MM * 1.25
        if below := self._below(item):
            count = len(paper.wrapped(self.written(item), points, w - 2 * PAD))
            paper.value(x + PAD, middle + count * step / 2, BUILDINGS[item.field], below, points)
            middle -= step / 2
        elif above := self._above(item):
            paper.value(x + PAD, middle - step * 0.55, item.path.replace(".name", ".kana"), above, points * 0.75)
            middle += step * 0.45
        if item.field in SECRETS and item.person:
            self._secret(item, x, middle, points)
            return
        text, room = self.written(item), w - 2 * PAD
        wide = paper.width(text, points)
        left = x + PAD
        if align == "centre" and wide < room and not self._above(item):
            left = x + (w - wide) / 2
        elif align == "right" and wide < room:
            left = x + w - PAD - wide
        if item.path:
            paper.value(left, middle, item.path, item.value, points, room)
        else:
            paper.text(left, middle, text, points)

    def _secret(self, item: Item, x: float, middle: float, points: float) -> None:
        number, paper = getattr(item.person, item.field), self.paper
        paper.hidden.append(number)
        if self.style.numbers in ("boxes", "comb"):
            for at, digit in enumerate(number):
                left = x + PAD + at * 4.4 + (at // 4) * (1.0 if self.style.numbers == "boxes" else 0.0)
                paper.box(left, middle - 2.6, 4.4, 5.2)
                paper.text(left + 2.2, middle, digit, min(points, 10), "mm")
        else:
            paper.text(x + PAD, middle, self._number(item), points)

    def named(self, item: Item) -> str:
        """A label with its bullet."""
        self._count += 1
        bullet = self.style.bullet
        if bullet == "n.":
            bullet = f"{self._count}."
        elif bullet == "(n)":
            bullet = f"({self._count})"
        elif bullet == "①":
            bullet = chr(ord("①") + (self._count - 1) % 20)
        return bullet + item.word

    def label(self, text: str, x: float, y: float, w: float, h: float, points: float) -> None:
        """A label in its place, broken into lines where it is too long."""
        paper, align, own = self.paper, self.style.align, self.paper.ink
        if self._dress.ground:
            paper.ground(x + WITHIN, y + WITHIN, w - 2 * WITHIN, h - 2 * WITHIN, self._dress.ground)
        paper.ink = self._dress.ink or own
        lines = paper.wrapped(text, points, w - 1.6)
        step = points * POINT_MM * 1.15
        for at, line in enumerate(lines):
            middle = y + h / 2 + (at - (len(lines) - 1) / 2) * step
            wide = paper.width(line, points)
            if (
                align == "spread"
                and not self.style.bullet
                and len(lines) == 1
                and 2 <= len(line) <= 6
                and w > 1.6 * wide + 4
                and w < 60
            ):
                paper.spread(x + 2, middle, w - 4, line, points)
            elif align == "centre":
                paper.text(x + w / 2, middle, line, points, "mm")
            else:
                paper.text(x + 0.9, middle, line, points)
        paper.ink = own

    def label_high(self, text: str, w: float, points: float) -> float:
        return len(self.paper.wrapped(text, points, w - 1.6)) * points * POINT_MM * 1.15 + 1.4

    def cell(self, x: float, y: float, w: float, h: float, rules: str) -> None:
        """The rules of one cell."""
        match rules:
            case "full" | "double":
                self.paper.box(x, y, w, h)
            case "level":
                self.paper.rule(x, y, w)
                self.paper.rule(x, y + h, w)
            case "dotted":
                self.paper.dotted(x, y + h, w)

    def framed(self, x: float, y: float, w: float, h: float, rules: str) -> None:
        """The rules around a group of cells."""
        if rules == "double":
            self.paper.box(x - 0.9, y - 0.9, w + 1.8, h + 1.8)
        elif rules == "frame":
            self.paper.box(x - 0.6, y - 0.6, w + 1.2, h + 1.2)

    # Groups of labels with their values.

    def group(self, items: Sequence[Item], x: float, w: float, form: str, rules: str) -> None:
        """Items from the top on, each label with one value; moves `y` on."""
        top = self.y
        drawers: dict[str, Callable[..., None]] = {
            "beside": self._beside,
            "list": self._listed,
            "inline": self._inline,
            "above": self._over,
            "inside": self._over,
            "bracketed": self._inline,
            "stepped": self._stepped,
        }
        drawers[form](items, x, w, form, rules)
        self.framed(x, top, w, self.y - top, rules)

    def _rows(self, items: Sequence[Item], w: float, width: Callable[[Item], float], most: int):
        """The items row by row, with the width of each."""
        rows: list[list[tuple[Item, float]]] = []
        free = 0.0
        for item in items:
            need = min(width(item), w)
            if not rows or need > free or len(rows[-1]) >= most:
                rows.append([])
                free = w
            rows[-1].append((item, need))
            free -= need
        return rows

    def _beside(self, items, x, w, form, rules) -> None:
        style, small = self.style, self.style.small
        words = {item: self.named(item) for item in items}
        widest = max(self.paper.width(word, small) for word in words.values()) + 2.4
        even = self.rng.random() < 0.6
        tight = self.rng.random() < 0.2

        def head(item: Item) -> float:
            full = widest if even else self.paper.width(words[item], small) + 2.4
            return max(6.0, min(full, 16.0)) if tight else min(full, 46.0)

        rows = self._rows(items, w, lambda item: head(item) + self.need(item, style.points), style.columns)
        for row in rows:
            spare = (w - sum(width for _, width in row)) / len(row)
            widths = [(item, width + (spare if rules != "none" else spare * 0.5)) for item, width in row]
            lines = max(self.lines(item, style.points, width - head(item)) for item, width in widths)
            tallest = max(self.label_high(words[item], head(item), small) for item, _ in widths)
            h, left = max(self.high(style.points, lines), tallest, 7.0), x
            for item, width in widths:
                self.cell(left, self.y, head(item), h, rules)
                self.label(words[item], left, self.y, head(item), h, small)
                self.cell(left + head(item), self.y, width - head(item), h, rules)
                self.value(item, left + head(item), self.y, width - head(item), h, style.points)
                left += width
            self.y += h

    def _listed(self, items, x, w, form, rules) -> None:
        style = self.style
        points = style.points if self.rng.random() < 0.5 else style.small
        words = {item: self.named(item) + style.colon for item in items}
        head = max(self.paper.width(word, points) for word in words.values()) + 4
        tab = self.rng.random() < 0.7
        for item in items:
            own = head if tab else self.paper.width(words[item], points) + (1 if style.colon else 4)
            h = self.high(style.points, self.lines(item, style.points, w - own))
            self.cell(x, self.y, w, h, "none" if rules in ("full", "double") else rules)
            self.paper.text(x + 1, self.y + h / 2, words[item], points)
            self.value(item, x + own, self.y, w - own, h, style.points)
            self.y += h

    def _inline(self, items, x, w, form, rules) -> None:
        style = self.style
        brackets = self.rng.choice(("【】", "[]", "＜＞", "〔〕")) if form == "bracketed" else ""

        def word(item: Item) -> str:
            return f"{brackets[0]}{item.word}{brackets[1]}" if brackets else item.word + (style.colon or "：")

        gap = 5 * style.points * POINT_MM
        rows = self._rows(
            items,
            w,
            lambda item: self.paper.width(word(item), style.points) + self.need(item, style.points) + gap,
            max(2, style.columns),
        )
        for row in rows:
            lines = max(
                self.lines(item, style.points, width - self.paper.width(word(item), style.points))
                for item, width in row
            )
            h, left = self.high(style.points, lines), x
            self.cell(x, self.y, w, h, "none" if rules in ("full", "double") else rules)
            for item, width in row:
                own = self.paper.width(word(item), style.points) + (2 if brackets else 0)
                self.paper.text(left + 1, self.y + h / 2, word(item), style.points)
                place = min(width, w) - own
                self.value(item, left + own, self.y, place, h, style.points)
                left += width
            self.y += h

    def _over(self, items, x, w, form, rules) -> None:
        """Labels above their values: in cells of their own, or small in the value's."""
        style, small = self.style, min(self.style.small, 8)
        words = {item: self.named(item) for item in items}
        rows = self._rows(
            items,
            w,
            lambda item: max(self.need(item, style.points), self.paper.width(words[item], small) + 3),
            style.columns + 2,
        )
        inside = form == "inside"
        for row in rows:
            spare = (w - sum(width for _, width in row)) / len(row)
            widths = [(item, width + spare) for item, width in row]
            upper = small * POINT_MM * 1.25 + (0.8 if inside else 2.0)
            lower = self.high(style.points, max(self.lines(item, style.points, width) for item, width in widths))
            left = x
            for item, width in widths:
                if inside:
                    self.cell(left, self.y, width, upper + lower, rules)
                    self.paper.text(left + 0.9, self.y + 0.6 + upper / 2, words[item], small)
                else:
                    self.cell(left, self.y, width, upper, rules)
                    self.label(words[item], left, self.y, width, upper, small)
                    self.cell(left, self.y + upper, width, lower, rules)
                self.value(item, left, self.y + upper, width, lower, style.points)
                left += width
            self.y += upper + lower

    def _stepped(self, items, x, w, form, rules) -> None:
        style = self.style
        for item in items:
            h = self.high(style.points, self.lines(item, style.points, w - 12))
            self.paper.text(x + 1, self.y + 2.5, self.named(item), style.small)
            self.value(item, x + 10, self.y + 4, w - 12, h, style.points)
            self.y += h + 4
            if rules == "dotted":
                self.paper.dotted(x, self.y, w)
