"""People of a household as markup: as rows, columns, blocks, cards beside each other, or in running text."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from unicodedata import east_asian_width

from tools.sheets.web.groups import BLANK, FORMS, Item, label, tag, upright
from tools.sheets.web.look import Look

Person = dict[str, Item]
"""Field → its item, in the sheet's order; the same fields for each person of a sheet."""
HEADINGS = (
    "異動者{}",
    "{}人目",
    "【{}】",
    "No.{}",
    "転出する人（{}）",
    "（{}）",
    "■ {}",
    "{}",
    "{}番目の方",
    "異動者　その{}",
)
SPEAKING = ("kana", "birth_date", "sex", "relationship")
"""What needs no label to be understood."""
CAPTIONS = ("異動者", "本人", "資格", "番号等", "戸籍", "外国人住民", "世帯", "保険・年金", "身分事項")
ONCE = 0.08
"""How many sheets with a block for each person have labels in the first one alone."""


def people(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str, wide: bool) -> str:
    """All people of a sheet.

    Args:
        everybody: people, the unused rows after them without values.
        unused: what stands in place of their values.
        wide: whether the sheet is a landscape.
    """
    if rng.random() < 0.1:
        everybody = _quiet(rng, everybody)
    forms = [_table, _table, _table, _levels, _columns, _blocks, _blocks, _cards, _cards, _lines, _printed, _strings]
    if len(everybody[0]) > (13 if wide else 9):
        forms = [_levels, _columns, _blocks, _blocks, _cards, _lines]
    return rng.choice(forms)(rng, everybody, look, unused)


def _heading(rng: random.Random) -> str:
    return rng.choice(HEADINGS)


def _quiet(rng: random.Random, everybody: Sequence[Person]) -> list[Person]:
    """People without the labels of what says itself what it is; a name's alone may be left."""
    silent = {name for name in SPEAKING if rng.random() < 0.8}
    return [
        {name: replace(item, word="", english="") if name in silent else item for name, item in person.items()}
        for person in everybody
    ]


def _joined(rng: random.Random, person: Sequence[str]) -> list[list[str]]:
    """Fields by cells: two to four of them may stand above each other in one."""
    cells: list[list[str]] = []
    share, most = rng.choice((0.0, 0.0, 0.25, 0.5, 0.8)), rng.choice((2, 2, 2, 3, 4))
    for name in person:
        if cells and len(cells[-1]) < most and rng.random() < share:
            cells[-1].append(name)
        else:
            cells.append([name])
    return cells


def _value(item: Item, look: Look, unused: str) -> str:
    return item.value or unused


def _table(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """A row for each person beneath a row of labels; some cells with two values."""
    cells = _joined(rng, list(everybody[0]))
    counted = rng.random() < 0.5
    last = rng.random() < 0.1
    between = rng.choice(("<br>", "<br>", "<br>", "／", "・"))
    html = look.table(rng.choice(("", "", "table-layout:fixed;", "font-size:90%;")))
    plain = replace(look, numbered="")
    head = _captions(rng, [len(cells) // 2, len(cells) - len(cells) // 2], counted, look) if len(cells) > 3 else ""
    head += "<tr>"
    if counted:
        head += f'<th style="{look.cell()}{look.label}">{rng.choice(("", "番号", "No."))}</th>'
    for names in cells:
        words = between.join(word for name in names if (word := label(everybody[0][name], plain)))
        head += f'<th style="{look.cell()}{look.label}">{words}</th>'
    head += "</tr>"
    rows = ""
    for at, person in enumerate(everybody):
        rows += "<tr>" + (f'<td style="{look.cell()}text-align:center">{at + 1}</td>' if counted else "")
        for names in cells:
            values = [_value(person[name], look, unused) for name in names]
            rows += f'<td style="{look.cell()}{look.value}">{"<br>".join(values)}</td>'
        rows += "</tr>"
    return html + (rows + head if last else head + rows) + "</table>"


def _captions(rng: random.Random, widths: Sequence[int], counted: bool, look: Look) -> str:
    """A row of captions, each over the labels of several columns; none in most cities."""
    if rng.random() < 0.88:
        return ""
    words = rng.sample(CAPTIONS, len(widths))
    cells = "".join(
        f'<th colspan={wide} style="{look.cell()}{look.label}">{word}</th>'
        for wide, word in zip(widths, words, strict=True)
    )
    return "<tr>" + (f'<th style="{look.cell()}"></th>' if counted else "") + cells + "</tr>"


def _levels(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """Two or three rows for each person, and as many of labels: once at the top, or before each person."""
    names = list(everybody[0])
    count = 2 if len(names) < 9 else rng.choice((2, 3))
    size = -(-len(names) // count)
    levels = [names[at : at + size] for at in range(0, len(names), size)]
    spans = [_spans(rng, len(level), 12) for level in levels]
    counted, repeated = rng.random() < 0.5, rng.random() < 0.25
    plain = replace(look, numbered="")

    def rows(person: Person, first: str, labels: bool) -> str:
        html = ""
        for at, (level, widths) in enumerate(zip(levels, spans, strict=True)):
            html += "<tr>"
            if counted and not at:
                html += f'<td rowspan={len(levels)} style="{look.cell()}text-align:center">{first}</td>'
            for name, span in zip(level, widths, strict=True):
                body = label(person[name], plain) if labels else _value(person[name], look, unused)
                style = look.label if labels else look.value
                html += f'<td colspan={span} style="{look.cell()}{style}">{body}</td>'
            html += "</tr>"
        return html

    html = look.table("table-layout:fixed;" if rng.random() < 0.5 else "")
    head = rows(everybody[0], rng.choice(("", "番号", "項番")), True)
    for at, person in enumerate(everybody):
        html += (head if repeated or not at else "") + rows(person, str(at + 1), False)
    return html + "</table>"


def _spans(rng: random.Random, count: int, whole: int) -> list[int]:
    cuts = sorted(rng.sample(range(1, whole), count - 1)) if count <= whole else list(range(1, count))
    edges = [0, *cuts, max(whole, count)]
    return [end - start for start, end in zip(edges, edges[1:], strict=False)]


def _columns(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """A column for each person, labels at the left, at the right too now and then; captions of several rows."""
    html = look.table(rng.choice(("", "table-layout:fixed;")))
    plain = replace(look, numbered=look.numbered if rng.random() < 0.5 else "")
    groups = rng.random() < 0.25
    names = list(everybody[0])
    if rng.random() < 0.6:
        heading = _heading(rng)
        corner = rng.choice(("", "異動者", "区分"))
        html += f'<tr><th style="{look.cell()}{look.label}" colspan={2 if groups else 1}>{corner}</th>'
        html += "".join(f'<th style="{look.cell()}">{heading.format(at + 1)}</th>' for at in range(len(everybody)))
        html += "</tr>"
    both = rng.random() < 0.08
    size = rng.choice((2, 3, 4))
    for at, name in enumerate(names):
        head = f'<th style="{look.cell()}width:{look.wide}mm;{look.label}">{label(everybody[0][name], plain, at)}</th>'
        html += "<tr>"
        if groups and at % size == 0:
            caption = upright(rng.choice(("異動者", "本人", "番号", "資格", "戸籍")), rng)
            html += f'<th rowspan={min(size, len(names) - at)} style="{look.cell()}width:7mm">{caption}</th>'
        html += head
        html += "".join(
            f'<td style="{look.cell()}{look.value}">{_value(person[name], look, unused)}</td>' for person in everybody
        )
        html += (head if both else "") + "</tr>"
    return html + "</table>"


def _block(rng: random.Random, person: Person, look: Look, form, unused: str, state) -> str:
    """One person as a group; the same state gives the same form again."""
    rng.setstate(state)
    items = [replace(item, value=_value(item, look, unused)) for item in person.values()]
    return form(rng, items, look)


def _unnamed(person: Person) -> Person:
    """A person without labels, as behind a first one who has them."""
    return {name: replace(item, word="", english="") for name, item in person.items()}


def _blocks(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """A block for each person beneath the other, with a heading, a line, a frame or white between them."""
    form, heading = rng.choice(FORMS), rng.choice(("", _heading(rng)))
    between = rng.choice(
        ("margin-top:4mm", "margin-top:1mm", "margin-top:-1px", f"border-top:{look.line};margin-top:2mm")
    )
    frame = rng.choice(("", "", "border:1px solid #333;padding:1mm;"))
    side = rng.random() < 0.2
    state, html, once = rng.getstate(), "", rng.random() < ONCE
    for at, person in enumerate(everybody):
        body = _block(rng, _unnamed(person) if once and at else person, look, form, unused, state)
        title = heading.format(at + 1)
        if side:
            caption = tag("td", f"width:9mm;text-align:center;border:{look.line}", title or str(at + 1))
            row = tag("tr", "", caption + tag("td", f"padding:0;border:{look.line}", body))
            html += tag("table", f"width:100%;border-collapse:collapse;{between}", row)
            continue
        title = f"<div>{title}</div>" if title else ""
        html += f'<div style="{between};{frame}">{title}{body}</div>'
    rng.setstate(state)
    rng.random()
    return html


def _cards(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """Blocks beside each other, two or three in a row."""
    form, heading = rng.choice(FORMS), rng.choice(("", _heading(rng)))
    most = rng.choice((2, 2, 2, 3))
    look = replace(look, wide=min(look.wide, 24 if most == 2 else 18))
    frame = rng.choice(("", "", "border:1px solid #333;padding:1mm;"))
    legend = rng.random() < 0.2 and heading
    state, html, once = rng.getstate(), "", rng.random() < ONCE
    for at, person in enumerate(everybody):
        body = _block(rng, _unnamed(person) if once and at else person, look, form, unused, state)
        title = heading.format(at + 1)
        if legend:
            body = f'<fieldset style="margin:0;padding:1mm"><legend>{title}</legend>{body}</fieldset>'
        elif title:
            body = f"<div>{title}</div>{body}"
        html += f'<div style="{frame}">{body}</div>'
    rng.setstate(state)
    gap = rng.choice((1, 3, 6, 10))
    return f'<div style="display:grid;grid-template-columns:repeat({most},1fr);gap:{gap}mm;font-size:90%">{html}</div>'


def _lines(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """People without cells: values in columns beneath their labels, or a line of values with few labels."""
    names = list(everybody[0])
    size = rng.choice((3, 4, 5))
    levels = [names[at : at + size] for at in range(0, len(names), size)]
    counted = rng.random() < 0.6
    line = rng.choice(("", "", f"border-top:{look.line};", "border-top:1px dashed #333;"))
    plain = replace(look, numbered="")
    grid = (
        f"display:grid;grid-template-columns:{'8mm ' if counted else ''}repeat({size},{rng.choice(('auto', '1fr'))});"
    )

    def row(cells: Sequence[str], first: str, style: str = "") -> str:
        body = "".join(f'<div style="padding-right:2mm;{style}">{cell}</div>' for cell in cells)
        body += "<div></div>" * (size - len(cells))
        return (f"<div>{first}</div>" if counted else "") + body

    html = f'<div style="{grid}{line}font-size:90%">'
    html += "".join(row([label(everybody[0][name], plain) for name in level], "", look.label) for level in levels)
    for at, person in enumerate(everybody):
        for number, level in enumerate(levels):
            html += row(
                [_value(person[name], look, unused) or "&nbsp;" for name in level], "" if number else str(at + 1)
            )
    return html + "</div>" + (BLANK if line else "")


def _strings(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """Each person's values one behind the other in two or three lines, their labels above all of them or nowhere."""
    names = list(everybody[0])
    cuts = sorted(rng.sample(range(1, len(names)), min(len(names) - 1, rng.choice((1, 1, 2)))))
    lines = [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]
    between, head = rng.choice((BLANK, BLANK * 2, " ", "、", " / ")), rng.choice(("・", "／", BLANK, None))
    counted = rng.choice(("", "{}．", "({}) ", f"{{}}{BLANK}", "{}) "))
    plain, html = replace(look, numbered=""), ""
    if head:
        words = (head.join(word for name in line if (word := label(everybody[0][name], plain))) for line in lines)
        html = tag("div", "", rng.choice(("／", "<br>", "<br>")).join(words))
    step, gap = rng.choice((0, 5, 10)), rng.choice((0, 1, 3))
    for at, person in enumerate(everybody):
        told = [between.join(value for name in line if (value := person[name].value)) for line in lines]
        body = counted.format(at + 1) + (told[0] or unused)
        body += "".join(tag("div", f"margin-left:{step}mm", line) for line in told[1:] if line)
        html += tag("div", f"margin-top:{gap}mm", body)
    return html


def _printed(rng: random.Random, everybody: Sequence[Person], look: Look, unused: str) -> str:
    """A line printer's table: columns of characters, with blanks or marks between them and no lines but of hyphens."""
    rows = [[label(item, replace(look, numbered="", spread=False)) for item in everybody[0].values()]]
    rows += [[_value(item, look, unused) for item in person.values()] for person in everybody]
    if any(mark in cell for row in rows for cell in row for mark in ("<br", "<ruby")):
        return _lines(rng, everybody, look, unused)
    size = rng.choice((3, 4, 5, 6))
    between, rule = rng.choice(("  ", " ", " | ", "|", BLANK, " ! ", ":")), rng.choice("-=－*")
    columns = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    html = []
    for row in rows:
        filled = [cell + " " * (column - _width(cell)) for cell, column in zip(row, columns, strict=True)]
        html += [between.join(filled[start : start + size]) for start in range(0, len(row), size)]
        if row is rows[0] or rng.random() < 0.15:
            html.append(rule * rng.choice((40, 60)))
    face, high = rng.choice(("IPAGothic", "IPAMincho", "VL Gothic")), rng.choice((1.2, 1.5, 2))
    body = "\n".join(html)
    return tag("div", f"white-space:pre;font-family:{face};line-height:{high}", body)


def _width(markup: str) -> int:
    """Half ems of a text in a face whose characters have one width or two."""
    text = unescape(re.sub("<[^>]*>", "", markup))
    return sum(1 + (east_asian_width(char) in "WFA") for char in text)
