"""Labels with their values as markup: tables, lists, boxes, running text, each put together in one of many ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tools.sheets.web.look import Look

BLANK = "\u3000"


@dataclass(frozen=True)
class Item:
    """A label and its value.

    Attributes:
        word: what the label says.
        value: markup of the value.
        long: whether it needs a line of its own rather than a part of one.
        english: markup of the label in English behind the other one, where the sheet has both.
    """

    word: str
    value: str
    long: bool = False
    english: str = ""


def tag(name: str, style: str, body: str, more: str = "") -> str:
    """An element with a style, and with more attributes."""
    return f'<{name} style="{style}"{more}>{body}</{name}>'


def label(item: Item, look: Look, at: int = 0, marked: bool = True) -> str:
    """A label's markup without its cell; the `at`-th of its group."""
    word = item.word
    if not word:
        return ""
    if look.spread and len(word) in (2, 3):
        word = (BLANK * (3 - len(word) + 1)).join(word)
    if look.numbered and marked:
        word = look.numbered.format(at + 1) + word
    text = look.mark.format(word) if marked else word
    return text + item.english


def group(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Labels with their values, all in one form."""
    return rng.choice(FORMS)(rng, items, look)


def _rows(rng: random.Random, items: Sequence[Item], most: int) -> list[list[Item]]:
    """Items by rows: long ones alone or with a short one, others up to so many in a row."""
    rows: list[list[Item]] = [[]]
    for item in items:
        room = most if not item.long else max(1, most // 2)
        long = any(each.long for each in rows[-1])
        if rows[-1] and (len(rows[-1]) >= room or (item.long and rng.random() < 0.8) or (long and rng.random() < 0.6)):
            rows.append([])
        rows[-1].append(item)
    return rows


def _beside(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """A table of labels with values beside them, the last one of a row as wide as is left."""
    most = rng.choice((1, 1, 2, 2, 3))
    html, at = look.table(), 0
    for row in _rows(rng, items, most):
        html += "<tr>"
        for place, item in enumerate(row):
            span = 2 * (most - len(row)) + 1 if place == len(row) - 1 else 1
            html += f'<th style="{look.cell()}width:{look.wide}mm;{look.label}">{label(item, look, at)}</th>'
            html += f'<td colspan={span} style="{look.cell()}{look.value}">{item.value}</td>'
            at += 1
        html += "</tr>"
    return html + "</table>"


def _above(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Tables of a row of labels and a row of values, one beneath the other."""
    most, html, at = rng.choice((2, 2, 3, 4)), "", 0
    apart = rng.choice(("margin-top:-1px;", "margin-top:2mm;", "margin-top:0;"))
    below = rng.random() < 0.12
    for row in _rows(rng, items, most):
        heads = "".join(
            f'<th style="{look.cell()}{look.label}">{label(item, look, at + n)}</th>' for n, item in enumerate(row)
        )
        values = "".join(f'<td style="{look.cell()}{look.value}">{item.value or "&nbsp;"}</td>' for item in row)
        lines = (values, heads) if below else (heads, values)
        html += look.table(apart) + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
        at += len(row)
    return html


def _inside(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Cells or boxes with the label small within them: above the value, beside it, or below it."""
    most, at = rng.choice((1, 2, 2, 3)), 0
    inner = rng.choice(("above", "above", "above", "beside", "below", "gap"))
    flex = rng.random() < 0.5
    html = "" if flex else look.table()
    for row in _rows(rng, items, most):
        html += '<div style="display:flex;margin-top:-1px">' if flex else "<tr>"
        for place, item in enumerate(row):
            text = label(item, look, at)
            at += 1
            if inner in ("above", "below"):
                parts = [
                    f'<div style="{look.label}">{text}</div>',
                    f'<div style="{look.value}">{item.value}&nbsp;</div>',
                ]
                body = "".join(parts if inner == "above" else reversed(parts))
            else:
                gap = BLANK if inner == "gap" else " "
                body = f'<span style="{look.label}">{text}</span>{gap}{item.value}'
            if flex:
                html += f'<div style="flex:{rng.choice((1, 1, 2)) + item.long};{look.cell()}">{body}</div>'
            else:
                span = most - len(row) + 1 if place == len(row) - 1 else 1
                html += f'<td colspan={span} style="{look.cell()}">{body}</td>'
        html += "</div>" if flex else "</tr>"
    return html + ("" if flex else "</table>")


def _list(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Rows without cells: the label has its width, the value what is left; sometimes a line of dots between them."""
    high = rng.choice((1.2, 1.5, 1.75, 2.2))
    most = rng.choice((1, 1, 1, 2))
    between = rng.choice(("", "", "", "：", "…………", "<b>|</b>"))
    under = rng.choice(("", "", f"border-bottom:{look.line};", "border-bottom:1px dotted #666;"))
    html, at = "", 0
    for row in _rows(rng, items, most):
        html += f'<div style="display:flex;line-height:{high};{under}">'
        for item in row:
            html += f'<div style="flex:{1 + item.long};display:flex">'
            html += f'<div style="width:{look.wide}mm;{look.label}">{label(item, look, at)}</div>'
            html += (
                f'<div style="min-width:8mm">{between}</div>' if between else ""
            ) + f"<div>{item.value}</div></div>"
            at += 1
        html += "</div>"
    return html


def _terms(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """A definition list: values beside their terms, or beneath them and further in."""
    if rng.random() < 0.5:
        grid = f"display:grid;grid-template-columns:{look.wide}mm 1fr;row-gap:{rng.choice((0, 1, 2))}mm;"
        inner = "margin:0;"
    else:
        grid, inner = f"column-count:{rng.choice((1, 1, 2))};", f"margin:0 0 1mm {rng.choice((0, 4, 9))}mm;"
    body = "".join(
        tag("dt", f"{look.label}break-after:avoid", label(item, look, at)) + tag("dd", inner, f"{item.value}&nbsp;")
        for at, item in enumerate(items)
    )
    return f'<dl style="margin:0;{grid}{look.around()}">{body}</dl>'


def _running(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Labels and values in lines of text, with blanks or marks between them."""
    most = rng.choice((1, 2, 2, 3))
    inner = rng.choice((BLANK, BLANK * 2, "：", " ： ", ""))
    if not inner and "【" not in look.mark and "［" not in look.mark:
        inner = BLANK
    outer = rng.choice((BLANK * 2, BLANK * 4, f"{BLANK}/{BLANK}", "<span style='margin-left:12mm'></span>"))
    high, at, html = rng.choice((1.3, 1.7, 2.2)), 0, ""
    for row in _rows(rng, items, most):
        texts = []
        for item in row:
            texts.append(f'<span style="font-weight:normal">{label(item, look, at)}</span>{inner}{item.value}')
            at += 1
        html += f'<p style="margin:0;line-height:{high}">{outer.join(texts)}</p>'
    return f'<div style="{look.around()}">{html}</div>'


def _underlined(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Values on lines, their labels small above, beside or beneath them."""
    most, at, html = rng.choice((1, 2, 3)), 0, ""
    place = rng.choice(("above", "beside", "beneath"))
    for row in _rows(rng, items, most):
        html += '<div style="display:flex;margin-top:2mm">'
        for item in row:
            text = f'<div style="{look.label}background:none;">{label(item, look, at)}</div>'
            flow = "display:flex;align-items:flex-end;" if place == "beside" else ""
            value = f'<div style="flex:1;border-bottom:{look.line};{look.value}">{item.value or "&nbsp;"}</div>'
            parts = (value, text) if place == "beneath" else (text, value)
            html += f'<div style="flex:{1 + item.long};margin-right:4mm;{flow}">{"".join(parts)}</div>'
            at += 1
        html += "</div>"
    return html


def _stepped(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """A label, and its value on the next line further in."""
    step = rng.choice((4, 8, 14))
    most, html, at = rng.choice((1, 1, 2)), "", 0
    for row in _rows(rng, items, most):
        html += '<div style="display:flex">'
        for item in row:
            html += f'<div style="flex:1;margin-bottom:1.5mm"><div>{label(item, look, at)}</div>'
            html += f'<div style="margin-left:{step}mm">{item.value}&nbsp;</div></div>'
            at += 1
        html += "</div>"
    return html


def _boxes(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """Boxes with their label in the frame, as forms have them."""
    wide = rng.choice((48, 31, 98))
    frame = f"display:inline-block;margin:0 0 1mm;padding:0 2mm 1mm;border:{look.line};width:"
    html = ""
    for at, item in enumerate(items):
        body = tag("legend", look.label, label(item, look, at)) + f"{item.value}&nbsp;"
        html += tag("fieldset", f"{frame}{98 if item.long else wide}%", body)
    return html


def _printer(rng: random.Random, items: Sequence[Item], look: Look) -> str:
    """A line printer's list: labels filled up with blanks, a mark, values one below the other."""
    face = rng.choice(("IPAGothic", "IPAMincho", "VL Gothic"))
    mark = rng.choice((" : ", ":", "：", BLANK, " "))
    texts = [label(item, replace(look, spread=False), at) for at, item in enumerate(items)]
    longest = max(len(text) for text in texts)
    lines = [
        f"{text}{BLANK * (longest - len(text))}{mark}{item.value}" for text, item in zip(texts, items, strict=True)
    ]
    high = rng.choice((1.2, 1.5, 2))
    return tag("div", f"white-space:pre-wrap;font-family:{face};line-height:{high}", "\n".join(lines))


FORMS: tuple[Callable[[random.Random, Sequence[Item], Look], str], ...] = (
    *(_beside,) * 4,
    *(_above,) * 2,
    *(_inside,) * 3,
    *(_list,) * 3,
    _terms,
    *(_running,) * 2,
    *(_underlined,) * 2,
    _stepped,
    _boxes,
    _printer,
)


def upright(text: str, rng: random.Random) -> str:
    """A caption from top to bottom, or in two or three lines."""
    if rng.random() < 0.5:
        return "<br>".join(text)
    return f'<span style="writing-mode:vertical-rl">{text}</span>'
