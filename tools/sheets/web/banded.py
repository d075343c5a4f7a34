"""Pages of a later manner: bands beneath each person for what only some have, labels down the side, people who are
none of the household's, blocks that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.sheets.people import Someone, make_family
from tools.sheets.web import look as looks
from tools.sheets.web.groups import BLANK, Item, group, label, tag, upright
from tools.sheets.web.household import BUILDINGS, FOREIGN, INSURANCE, SECRETS, Household
from tools.sheets.web.look import Look
from tools.sheets.web.people import Person

FORMS = ("beside", "beside", "above", "inside", "line")
WHOLE, LEAST = 24, 4
"""Columns of a table of bands, and of its narrowest field."""
FORMER_SURNAME = "former_surname"
REMARKS = ("備考", "備　考", "摘要", "特記事項", "記事", "その他")
NUMBERS = ("{}", "{}", "({})", "異動者{}", "{}人目", "No.{}")
OTHERS = ("届出人", "代理人", "請求者", "窓口に来た方", "送付先", "届出者", "届出をした人", "使者", "連絡先")
"""What is above the box of somebody who need not be of the household."""
ASKED = ("氏名", "住所", "電話番号", "生年月日", "続柄", "本人との関係", "連絡先")
"""What such a box asks of that one."""
TOWN = re.compile(".{2,}?[市区町村]")
SIDED = ("former_address", "new_address", "registered_domicile")
"""Labels that are written from top to bottom, with what belongs to them at their right."""


@dataclass(frozen=True)
class Band:
    """A row of a person's block: its fields, how labels stand to values, and how wide each field is."""

    names: tuple[str, ...]
    how: str
    spans: tuple[int, ...]


def leave_out(home: Household) -> None:
    """Leaves the second address empty, or with its municipality alone, as whoever does not know it yet."""
    if home.rng.random() < 0.25:
        town = TOWN.match(home.family.values.get("new_address", ""))
        home.family.values["new_address"] = town[0] if town and home.rng.random() < 0.5 else ""
        home.family.values["new_building"] = ""


def banded(home: Household, names: Sequence[str], everybody: Sequence[tuple[int, Someone | None]]) -> str:
    """A block of bands for each person: what everybody has, and what only some have beneath it."""
    rng, look = home.rng, replace(looks.choose(home.rng, home.points), numbered="")
    foreign = [name for name in names if name in FOREIGN]
    insurance = [name for name in names if name in INSURANCE] or (list(INSURANCE) if rng.random() < 0.5 else [])
    secrets = [name for name in names if name in SECRETS]
    main = [name for name in names if name not in (*foreign, *insurance, *secrets)]
    if rng.random() < 0.5:
        main, secrets = main + secrets, []
    size, how = rng.choice((2, 3, 4, 5)), rng.choice(FORMS)
    bands = _bands(home, main, size, how)
    kinds = [secrets, insurance]
    rng.shuffle(kinds)
    further = [band for some in kinds for band in _bands(home, some, 4, rng.choice(FORMS))]
    own = _bands(home, foreign, rng.choice((3, 6)), rng.choice(FORMS))
    for_all, remarks = rng.random() < 0.4, rng.choice((*("",) * 3, *REMARKS))
    unused, counted = rng.choice(("labels", "number", "marks")), rng.random() < 0.7
    heading, once = rng.choice(NUMBERS), how == "above" and rng.random() < 0.5
    side = rng.random() < 0.25
    html = look.table(rng.choice(("table-layout:fixed;", "table-layout:fixed;font-size:85%;")))
    if once:
        html += _heads(bands, home.person(0, None, main), look, counted)
    for index, someone in everybody:
        told = bands + (own if for_all or (someone and someone.foreign) else []) + further
        person = home.person(index, someone, [name for band in told for name in band.names])
        if not someone and unused == "number":
            person = {name: replace(item, word="", english="") for name, item in person.items()}
        empty = home.unused if not someone and unused == "marks" else ""
        rows = [row for band in told for row in _rows(band, person, look, empty, once and band in bands)]
        if remarks:
            body = _remark(home, index, someone)
            rows.append(_cell("td", look, look.label, remarks, 4) + _cell("td", look, look.value, body, WHOLE - 4))
        if counted:
            number = heading.format(index + 1)
            shown = upright(number, rng) if side else number
            rows[0] = tag("td", f"{look.cell()}text-align:center", shown, f" rowspan={len(rows)} colspan=2") + rows[0]
        html += "".join(tag("tr", "", row) for row in rows)
    return html + "</table>"


def _bands(home: Household, names: Sequence[str], most: int, how: str) -> list[Band]:
    """Fields in bands of so many, or of fewer where labels and values stand beside each other."""
    most = min(most, 3) if how == "beside" else most
    return [_band(home, names[at : at + most], how) for at in range(0, len(names), most)]


def _band(home: Household, names: Sequence[str], how: str) -> Band:
    """A band whose fields are as wide as each other, or not, and none narrower than `LEAST`."""
    count = len(names)
    edges = [0, *(round(WHOLE * at / count) for at in range(1, count)), WHOLE]
    if home.rng.random() < 0.5:
        free = WHOLE - LEAST * count
        cuts = sorted(home.rng.randrange(free + 1) for _ in range(count - 1))
        edges = [0, *(cut + LEAST * at for at, cut in enumerate(cuts, 1)), WHOLE]
    return Band(tuple(names), how, tuple(end - start for start, end in zip(edges, edges[1:], strict=False)))


def _cell(kind: str, look: Look, style: str, body: str, span: int) -> str:
    return tag(kind, f"{look.cell()}{style}", body or "&nbsp;", f" colspan={span}")


def _heads(bands: Sequence[Band], items: Person, look: Look, counted: bool) -> str:
    """The labels of what everybody has, once for all people."""
    rows = [
        "".join(
            _cell("th", look, look.label, label(items[name], look), span)
            for name, span in zip(band.names, band.spans, strict=True)
            if name in items
        )
        for band in bands
    ]
    if counted:
        rows[0] = tag("th", look.cell(), "", f" rowspan={len(rows)} colspan=2") + rows[0]
    return "".join(tag("tr", "", row) for row in rows)


def _rows(band: Band, person: Person, look: Look, empty: str, bare: bool) -> list[str]:
    """The rows of one band; without labels where they stand once for all people."""
    items = [(person[name], span) for name, span in zip(band.names, band.spans, strict=True) if name in person]
    values = "".join(_cell("td", look, look.value, item.value or empty, span) for item, span in items)
    if bare:
        return [values]
    if band.how == "above":
        return ["".join(_cell("th", look, look.label, label(item, look), span) for item, span in items), values]
    if band.how == "line":
        told = (f"{label(item, look)}{BLANK}{item.value or empty}" for item, _ in items)
        return [_cell("td", look, look.value, (BLANK * 2).join(told), WHOLE)]
    if band.how == "inside":
        told = ((tag("div", look.label, label(item, look)), item.value or empty, span) for item, span in items)
        return ["".join(_cell("td", look, look.value, f"{head}{value}&nbsp;", span) for head, value, span in told)]
    cells = ""
    for item, span in items:
        narrow = max(1, span // 3)
        cells += _cell("th", look, look.label, label(item, look), narrow)
        cells += _cell("td", look, look.value, item.value or empty, span - narrow)
    return [cells]


def _remark(home: Household, index: int, someone: Someone | None) -> str:
    """What is remarked of somebody: that one's former surname, something that is no value, or nothing."""
    if not someone or home.rng.random() < 0.4:
        return ""
    former = home.person(index, someone, [FORMER_SURNAME])[FORMER_SURNAME]
    if former.value and home.rng.random() < 0.7:
        return home.rng.choice(("{}：{}", f"{{}}{BLANK}{{}}", "{}（{}）")).format(former.word, former.value)
    return home.remark()


def somebody_else(home: Household) -> str:
    """A box of whoever brought the form or is to be written to, with a name, an address and a date of its own."""
    rng, other = home.rng, make_family(home.rng)
    asked = [name for name in ASKED if rng.random() < 0.5] or ["氏名"]
    said = {
        "氏名": other.people[0].values["name"],
        "住所": other.values["former_address"],
        "生年月日": home.sheet.paper.written("birth_date", other.people[0].values["birth_date"]),
        "続柄": rng.choice(("本人", "妻", "父", "代理人", "同一世帯員")),
        "本人との関係": rng.choice(("本人", "同一世帯員", "その他（　　）", "母")),
    }
    number = f"0{rng.randrange(10, 99)}-{rng.randrange(100, 999)}-{rng.randrange(1000, 9999)}"
    filled = rng.random() < 0.7
    items = [Item(name, said.get(name, number) if filled else "", name == "住所") for name in asked]
    look, title = looks.choose(rng, home.points), rng.choice(OTHERS)
    body = group(rng, items, look)
    if rng.random() < 0.4:
        side = tag("td", f"{look.cell()}width:9mm;text-align:center", upright(title, rng))
        return tag("table", "width:100%;border-collapse:collapse", tag("tr", "", side + tag("td", "padding:0", body)))
    return tag("div", "margin-top:2mm", rng.choice(("{}", "【{}】", "■ {}", "{}欄")).format(title) + body)


def sided(home: Household, paths: Sequence[str]) -> str:
    """The head with labels from top to bottom: an address with its building and householder at the right of it."""
    rng, look = home.rng, replace(looks.choose(home.rng, home.points), numbered="")
    rest, html, labelled = list(paths), look.table(), rng.random() < 0.5
    for path in (each for each in SIDED if each in paths):
        below = [BUILDINGS.get(path, ""), f"householder.{path.split('_')[0]}", "register_head" * (path == SIDED[-1])]
        below = [each for each in below if each in paths]
        rest = [each for each in rest if each not in (path, *below)]
        item = home.item(path)
        lines = [item.value]
        for each in below:
            inner = home.item(each)
            shown = f"{label(inner, look)}{BLANK}" if labelled or each != BUILDINGS.get(path) else ""
            lines.append(f"{shown}{inner.value}")
        caption = tag("td", f"{look.cell()}width:{rng.choice((7, 9))}mm;text-align:center", upright(item.word, rng))
        told = tag("td", f"{look.cell()}{look.value}", "".join(tag("div", "", line or "&nbsp;") for line in lines))
        html += tag("tr", "", caption + told)
    others = group(rng, [home.item(path) for path in rest], looks.choose(rng, home.points)) if rest else ""
    parts = [f"{html}</table>", others]
    if rng.random() < 0.4:
        parts.reverse()
    return tag("div", f"height:{rng.choice((0, 2))}mm", "").join(parts)
