"""People of an invented sheet: in rows, in columns, in cards, or in cells above each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.sheets.canvas import POINT_MM
from tools.sheets.cities.page import SECRETS
from tools.sheets.invented.drawing import LONG, PAD, Drawing, Item

Rows = Sequence[Sequence[Item]]
"""For each person the items, in the same order."""


def draw_people(drawing: Drawing, people: Rows, x: float, w: float) -> None:
    """All people of a sheet, from the top on."""
    form = drawing.style.people
    if form in ("table", "stacked") and not _table(drawing, people, x, w, form == "stacked"):
        form = "cards"
    if form == "transposed":
        _transposed(drawing, people, x, w)
    elif form == "cards":
        _cards(drawing, people, x, w)


def _levels(drawing: Drawing, people: Rows, room: float, points: float, small: float, least: int):
    """The columns in as many levels as they need, with their widths; None where that would be too many."""
    widths = []
    for column in range(len(people[0])):
        items = [row[column] for row in people]
        wide = max(drawing.need(item, points) for item in items)
        if items[0].field in LONG:
            wide = min(wide, 50.0)
        word = drawing.paper.width(items[0].word, small) + 2.4
        widths.append(max(wide, word / 2 + 2 if len(items[0].word) > 4 else word))
    for count in range(least, 5):
        levels, target = [[]], sum(widths) / count
        used = 0.0
        for column, wide in enumerate(widths):
            if levels[-1] and len(levels) < count and used + wide / 2 > target:
                levels.append([])
                used = 0.0
            levels[-1].append((column, wide))
            used += wide
        if all(sum(wide for _, wide in level) <= room for level in levels):
            return levels
    return None


def _table(drawing: Drawing, people: Rows, x: float, w: float, stacked: bool) -> bool:
    style, rules = drawing.style, drawing.style.people_rules
    numbered = 7.0 if style.number_column else 0.0
    points, small = min(style.points, 9.5), min(style.small, 8)
    levels = None
    while levels is None and points >= 7:
        levels = _levels(drawing, people, w - numbered, points, small, 2 if stacked else 1)
        if levels is None:
            points, small = points - 0.5, max(6, small - 0.5)
    if levels is None:
        return False
    if stacked and len({len(level) for level in levels}) == 1 and len(levels) == 2:
        # Cells with two labels above each other, and two values.
        widest = [max(first[1], second[1]) for first, second in zip(*levels, strict=True)]
        merged = sum(widest) <= w - numbered
        if merged:
            levels = [[(column, wide) for (column, _), wide in zip(level, widest, strict=True)] for level in levels]
    else:
        merged = False
    top = drawing.y
    head = small * POINT_MM * 1.2 * 2 + 2.2
    edges = [_edges(level, x + numbered, w - numbered) for level in levels]
    if merged:
        edges = [edges[0]] * 2
    row_lines = [
        max(
            drawing.lines(row[column], points, right - left)
            for row in people
            for (column, _), left, right in zip(level, edge, edge[1:], strict=False)
        )
        for level, edge in zip(levels, edges, strict=True)
    ]
    highs = [max(7.0, drawing.high(points, lines)) for lines in row_lines]
    words = {column: drawing.named(item) for column, item in enumerate(people[0])}
    if numbered:
        drawing.cell(x, drawing.y, numbered, head * len(levels), rules)
        drawing.label(drawing.rng.choice(("", "番号", "No")), x, drawing.y, numbered, head * len(levels), 6)
    _level_rows(
        drawing,
        levels,
        edges,
        [head] * len(levels),
        merged,
        rules,
        lambda column, *box: drawing.label(words[column], *box, small),
    )
    for number, row in enumerate(people):
        if numbered:
            drawing.cell(x, drawing.y, numbered, sum(highs), rules)
            drawing.paper.text(x + numbered / 2, drawing.y + sum(highs) / 2, str(number + 1), points, "mm")
        _level_rows(
            drawing,
            levels,
            edges,
            highs,
            merged,
            rules,
            lambda column, left, y, wide, high, row=row: drawing.value(row[column], left, y, wide, high, points),
        )
    drawing.framed(x, top, w, drawing.y - top, rules)
    return True


def _level_rows(drawing, levels, edges, highs, merged, rules, draw) -> None:
    start = drawing.y
    for level, edge, high in zip(levels, edges, highs, strict=True):
        for (column, _), left, right in zip(level, edge, edge[1:], strict=False):
            if not merged:
                drawing.cell(left, drawing.y, right - left, high, rules)
            draw(column, left, drawing.y, right - left, high)
        drawing.y += high
    if merged:
        for left, right in zip(edges[0], edges[0][1:], strict=False):
            drawing.cell(left, start, right - left, drawing.y - start, rules)


def _edges(level, x: float, w: float) -> list[float]:
    spare = (w - sum(wide for _, wide in level)) / len(level)
    edges = [x]
    for _, wide in level:
        edges.append(edges[-1] + wide + spare)
    return edges


def _transposed(drawing: Drawing, people: Rows, x: float, w: float) -> None:
    style, rules = drawing.style, drawing.style.people_rules
    small = min(style.small, 9)
    words = [drawing.named(item) for item in people[0]]
    head = min(40.0, max(drawing.paper.width(word, small) for word in words) + 3)
    wide = min((w - head) / len(people), 75.0)
    points = style.points
    fixed = [item for row in people for item in row if item.field not in LONG]
    while points > 6 and max(drawing.need(item, points) for item in fixed) > wide:
        points -= 0.5
    top = drawing.y
    if style.number_column:
        drawing.cell(x, drawing.y, head, 7, rules)
        for at in range(len(people)):
            left = x + head + at * wide
            drawing.cell(left, drawing.y, wide, 7, rules)
            text = drawing.rng.choice((f"{at + 1}", f"異動者{at + 1}", f"（{at + 1}）"))
            drawing.paper.text(left + wide / 2, drawing.y + 3.5, text, small, "mm")
        drawing.y += 7
    for column, word in enumerate(words):
        lines = max(drawing.lines(row[column], points, wide) for row in people)
        h = max(drawing.high(points, lines), drawing.label_high(word, head, small), 6.5)
        drawing.cell(x, drawing.y, head, h, rules)
        drawing.label(word, x, drawing.y, head, h, small)
        for at, row in enumerate(people):
            drawing.cell(x + head + at * wide, drawing.y, wide, h, rules)
            drawing.value(row[column], x + head + at * wide, drawing.y, wide, h, points)
        drawing.y += h
    drawing.framed(x, top, head + wide * len(people), drawing.y - top, rules)


def _cards(drawing: Drawing, people: Rows, x: float, w: float) -> None:
    style = drawing.style
    beside = style.beside if w > 150 and style.cards not in ("inline", "bracketed") else 1
    heading = drawing.rng.choice(("", "", "異動者{}", "{}人目", "【{}】", "No.{}"))
    gap, wide = 4.0, (w - 4.0 * (beside - 1)) / beside
    secret = style.numbers in ("boxes", "comb") and wide < 85
    if secret:
        drawing.style = style = replace(style, numbers="plain")
    drawing_count = drawing._count
    for start in range(0, len(people), beside):
        top, ends = drawing.y, []
        state = drawing.rng.getstate()
        for at, row in enumerate(people[start : start + beside]):
            drawing.rng.setstate(state)
            drawing.y, drawing._count = top, drawing_count
            left = x + at * (wide + gap)
            if heading:
                drawing.paper.text(left + 1, drawing.y + 2, heading.format(start + at + 1), style.small)
                drawing.y += 4.5
            drawing.group(
                [item for item in row if not _left_out(item, row)], left, wide, style.cards, style.people_rules
            )
            ends.append(drawing.y)
        drawing.y = max(ends) + drawing.rng.choice((2.0, 4.0))


def _left_out(item: Item, row: Sequence[Item]) -> bool:
    """Whether an unruled card has no place for an empty value."""
    return False


__all__ = ["PAD", "SECRETS", "draw_people"]
