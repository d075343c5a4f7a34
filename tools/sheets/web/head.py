"""The head of a certificate as a web page: its fields in groups, former and new ones under captions or as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.sheets.web import look as looks
from tools.sheets.web.groups import Item, group, label, tag, upright
from tools.sheets.web.household import Household
from tools.sheets.web.look import Look
from tools.sheets.web.words import SIDES


def head(home: Household, paths: Sequence[str]) -> str:
    """The whole head, with these fields in this order."""
    rng, look = home.rng, looks.choose(home.rng, home.points)
    former = [path for path in paths if path in ("former_address", "former_building", "householder.former")]
    new = [path for path in paths if path in ("new_address", "new_building", "householder.new")]
    family = [path for path in paths if path in ("registered_domicile", "register_head")]
    form = rng.choice((None, None, None, _captioned, _captioned, _matrix, _halves))
    blocks = []
    rest = list(paths)
    if form and len(former) > 0 and len(new) > 0:
        rest = [path for path in rest if path not in (*former, *new)]
        parts = [former, new]
        names = list(rng.choice(SIDES))
        if form == _captioned and len(family) == 2 and rng.random() < 0.4:
            rest = [path for path in rest if path not in family]
            parts.append(family)
            names.append("戸籍")
        blocks.append(form(home, names, parts, look))
    if rest:
        cut = rng.randrange(len(rest)) if rng.random() < 0.35 else 0
        for some in (rest[:cut], rest[cut:]):
            if some:
                blocks.insert(
                    rng.randrange(len(blocks) + 1),
                    group(rng, [home.item(path) for path in some], _other_look(home, look)),
                )
    gap = rng.choice(("0", "2mm", "5mm"))
    return "".join(f'<div style="margin-top:{gap}">{block}</div>' for block in blocks)


def _other_look(home: Household, look: Look) -> Look:
    return look if home.rng.random() < 0.6 else looks.choose(home.rng, home.points)


def _captioned(home: Household, names: Sequence[str], parts: Sequence[Sequence[str]], look: Look) -> str:
    """Sections with a caption at their side, above them, or in their frame."""
    rng = home.rng
    place = rng.choice(("side", "side", "above", "above", "legend"))
    mark = rng.choice(("{}", "【{}】", "■{}", "（{}）", "〈{}〉", "◎{}")) if place == "above" else "{}"
    state, made = rng.getstate(), ""
    vertical, gap = rng.random() < 0.7, rng.choice(("", "margin-top:2mm;", "margin-top:-1px;"))
    for name, paths in zip(names, parts, strict=True):
        items = [home.item(path, plain=True) for path in paths]
        rng.setstate(state)
        body = group(rng, items, look)
        if place == "side":
            caption = upright(name, rng) if vertical else name
            row = tag("td", f"{look.cell()}width:{8 if vertical else 20}mm;text-align:center", caption)
            row += tag("td", f"padding:0;{look.cell() if rng.random() < 0.3 else ''}", body)
            made += tag("table", f"width:100%;border-collapse:collapse;{gap}", tag("tr", "", row))
        elif place == "above":
            made += tag("div", gap, mark.format(name)) + tag("div", f"margin-left:{rng.choice((0, 0, 4))}mm", body)
        else:
            made += f'<fieldset style="margin:0 0 1mm;padding:1mm 2mm"><legend>{name}</legend>{body}</fieldset>'
    return made


def _halves(home: Household, names: Sequence[str], parts: Sequence[Sequence[str]], look: Look) -> str:
    """Two sections beside each other."""
    rng, made = home.rng, ""
    look = replace(look, wide=min(look.wide, 24))
    state = rng.getstate()
    for name, paths in zip(names, parts, strict=True):
        items = [home.item(path, plain=True) for path in paths]
        rng.setstate(state)
        made += tag("div", f"flex:1;{look.cell()}", tag("div", look.label, name) + group(rng, items, look))
    return f'<div style="display:flex;font-size:90%">{made}</div>'


def _matrix(home: Household, names: Sequence[str], parts: Sequence[Sequence[str]], look: Look) -> str:
    """Former and new as columns, or as rows, of one table."""
    rng = home.rng
    kinds = ("address", "building", "householder")
    items = [
        {next(kind for kind in kinds if kind in path): home.item(path, plain=True) for path in paths} for paths in parts
    ]
    kinds = tuple(kind for kind in kinds if any(kind in each for each in items))
    words = {kind: next(each[kind] for each in items if kind in each) for kind in kinds}

    def named(text: str, wide: str = "") -> str:
        return f'<th style="{look.cell()}{look.label}{wide}">{text}</th>'

    def cell(item: Item | None) -> str:
        return f'<td style="{look.cell()}{look.value}">{item.value if item else home.unused}</td>'

    if rng.random() < 0.6:
        rows = "<tr>" + "".join(named(text) for text in ("", *names)) + "</tr>"
        for kind in kinds:
            values = "".join(cell(each.get(kind)) for each in items)
            rows += f"<tr>{named(label(words[kind], look), 'width:24mm')}{values}</tr>"
    else:
        heads = ("", *(label(words[kind], look) for kind in kinds))
        rows = "<tr>" + "".join(named(text) for text in heads) + "</tr>"
        for name, each in zip(names, items, strict=True):
            rows += f"<tr>{named(name, 'width:24mm')}{''.join(cell(each.get(kind)) for kind in kinds)}</tr>"
    return f"{look.table()}{rows}</table>"
