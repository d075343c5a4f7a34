"""Certificates of cities that never were: a layout of its own for every sheet, put together at random.

Sheets from :data:`HELD_OUT_FROM` on also use words and forms that none below do.
"""

from __future__ import annotations

import random
from dataclasses import replace

from tools.sheets.cities.page import Page
from tools.sheets.invented.drawing import BUILDINGS, Drawing, Item
from tools.sheets.invented.dresses import PLAIN, Dress
from tools.sheets.invented.people import draw_people
from tools.sheets.invented.style import Style
from tools.sheets.invented.style import choose as choose_style
from tools.sheets.invented.words import DROPPED
from tools.sheets.invented.words import choose as choose_words
from tools.sheets.paper import Manner, Paper, make_other_manner
from tools.sheets.people import Family
from tools.sheets.typefaces import SPARE

UNSEEN_FROM, HELD_OUT_FROM = 5000, 8000
"""Numbers from which on sheets are only read for figures, and from which on they have forms of their own."""
PERSON = ("name", "kana", "birth_date", "sex", "relationship")
FOREIGN = ("nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number")
INSURANCE = ("health_insurance", "pension", "care_insurance", "child_allowance")
NOTES = (
    "個人番号カードをお持ちの方は、転入届の際に必ずお持ちください。",
    "氏名、生年月日、住所などに誤りがある場合は、窓口までお申し出ください。",
    "転出予定日を過ぎても転出しない場合は、届出をしてください。",
    "※この証明書は、転入届（転出予定日から14日以内）に必要です。",
    "この証明書に記載された個人番号及び住民票コードは、法令に定める場合を除き利用できません。",
    "国民健康保険に加入の方は、保険証を返還してください。",
)


def invent(rng: random.Random, family: Family, number: int, dress: Dress = PLAIN):
    """A layout of its own, dressed: its name, the city and the city's manner."""
    from tools.sheets.cities import City

    held_out = number >= HELD_OUT_FROM
    style = choose_style(rng, held_out)
    manner = replace(make_other_manner(rng), words=choose_words(rng, held_out), colon=style.colon)
    style, manner = dress.style(style), dress.manner(manner)
    fields = _fields(rng, style, family)
    most = {"transposed": 3, "table": 5, "stacked": 4}.get(style.people, 4)
    trial = rng.randrange(2**32)
    for rows, shrunk in ((most, 1.0), (most, 0.85), *((rows, 0.85) for rows in range(most - 1, 0, -1)), (1, 0.7)):
        style = replace(style, points=style.points * shrunk, small=max(5.5, style.small * shrunk))
        city = City(lambda page, style=style: _draw(page, style, dress, fields), rows, style.size)
        if _fits(city, family, manner, trial):
            break
    return "~".join(filter(None, (style.name, dress.name))), city, manner


def _fits(city, family: Family, manner: Manner, trial: int) -> bool:
    """Whether as many people as a sheet may hold have room on it."""
    paper = Paper(SPARE[0], manner, city.size, dry=True, quick=True)
    people = list(enumerate(family.people[: city.rows]))
    people += [(len(people) + n, None) for n in range(min(2, city.rows - len(people)))]
    city.draw(Page(paper, family, people, 1, 1, random.Random(trial)))
    return max(run.bottom for run in paper.runs) < paper.size[1] - 40


def _fields(rng: random.Random, style: Style, family: Family) -> tuple[list[str], list[str]]:
    """The fields of the head and of each person, in the city's order."""
    head = [
        path
        for path, likely in (
            ("former_address", 0.97),
            ("former_building", 0.5),
            ("new_address", 0.97),
            ("new_building", 0.5),
            ("householder.former", 0.93),
            ("planned_on", 0.93),
            ("notified_on", 0.4),
            ("registered_domicile", 0.75),
            ("register_head", 0.7),
            ("dropped", 0.3),
        )
        if rng.random() < likely and not (style.building and path in BUILDINGS.values())
    ]
    person = [name for name in PERSON if name in ("name", "birth_date") or rng.random() < 0.92]
    if (style.kana or style.together) and "kana" in person:
        person.remove("kana")
    person += style.hidden
    if rng.random() < 0.2:
        person.append("former_surname")
    if any(someone.foreign for someone in family.people):
        person += [name for name in FOREIGN if rng.random() < 0.8]
    if style.insurance:
        person += [name for name in INSURANCE if rng.random() < 0.7]
    if rng.random() < 0.15:
        moved = [path for path in ("registered_domicile", "register_head") if path in head]
        head = [path for path in head if path not in moved]
        person += moved
    if rng.random() < 0.12:
        person.append("dropped")
    if rng.random() < 0.6:
        rng.shuffle(head)
        # A building follows its address, or its label would say nothing.
        for address, building in BUILDINGS.items():
            if building in head:
                head.remove(building)
                head.insert(head.index(address) + 1 if address in head else 0, building)
    if rng.random() < 0.5:
        first, rest = person[:2], person[2:]
        rng.shuffle(rest)
        person = first + rest
    return head, person


def _draw(page: Page, style: Style, dress: Dress, fields: tuple[list[str], list[str]]) -> None:
    page.paper.pen = dress.pen
    drawing = Drawing(page, style, dress)
    paper, rng = page.paper, page.rng
    wide, high = style.size
    left = rng.choice((12.0, 15.0, 18.0))
    room = wide - 2 * left
    page.title(wide / 2, 16, rng.choice((14, 16, 18)))
    drawing.y = 26.0
    if style.issuer == "top":
        _issuer(page, wide - left - 75, 38)
        drawing.y = 46.0
    steps = [lambda: _head(drawing, fields[0], left, room), lambda: _people(drawing, fields[1], left, room)]
    for step in steps if style.household_first else reversed(steps):
        step()
        drawing.y += rng.choice((2.0, 4.0, 7.0))
    if style.notes:
        for note in rng.sample(NOTES, 2):
            paper.text(left, drawing.y + 2, note, min(style.small, 8))
            drawing.y += 4.5
    if style.issuer != "top":
        _issuer(page, {"right": wide - left - 80, "left": left}[style.issuer], max(drawing.y + 12, high - 22))
    if rng.random() < 0.4:
        paper.text(wide / 2, high - 6, f"- {page.number} -", 8, "mm")


def _issuer(page: Page, x: float, y: float) -> None:
    paper, issuer = page.paper, page.of("issuer")
    if page.rng.random() < 0.6:
        paper.text(x, y - 12, "上記のとおり転出届があったことを証明します。", 8)
    paper.value(x, y - 6, "issued_on", page.of("issued_on"), 9.5)
    text = issuer + page.rng.choice(("　見本　太郎", "　　印", "　見本太郎"))
    paper.text(x, y, text, 12)
    paper.place("issuer", issuer, (x, y - 3, x + paper.width(issuer, 12), y + 3))
    if page.rng.random() < 0.5:
        paper.seal(x + paper.width(text, 12) - 6, y - 8, 16, (issuer[:2], "長之印"))


def _item(page: Page, path: str, word: str = "") -> Item:
    if path == "dropped":
        word = page.paper.manner.words.get("dropped") or page.rng.choice(DROPPED)
        value = f"第{page.rng.randrange(100, 9999)}号" if "番号" in word else page.rng.choice(("本人", "転出", ""))
        return Item(path, word, "", value)
    return Item(path, word or page.paper.label(path), path, page.of(path))


def _head(drawing: Drawing, paths: list[str], x: float, w: float) -> None:
    page, style = drawing.page, drawing.style
    rest = list(paths)
    if style.sides != "none":
        former = [path for path in ("former_address", "former_building", "householder.former") if path in rest]
        new = [path for path in ("new_address", "new_building") if path in rest]
        if former and new:
            rest = [path for path in rest if path not in (*former, *new)]
            _sides(drawing, former, new, x, w)
    if rest:
        drawing.group([_item(page, path) for path in rest], x, w, style.pairs, style.head_rules)


def _plain(path: str) -> str:
    return {"address": "住所", "building": "方書", "former": "世帯主"}[path.split("_")[-1].split(".")[-1]]


def _sides(drawing: Drawing, former: list[str], new: list[str], x: float, w: float) -> None:
    page, style, rng, paper = drawing.page, drawing.style, drawing.rng, drawing.paper
    names = rng.choice(
        (("転出前", "転出後"), ("異動前", "異動後"), ("旧", "新"), ("転出元", "転出先"), ("変更前", "変更後"))
    )
    ruled = style.head_rules in ("full", "double")
    if style.sides == "matrix":
        rows = [_plain(path) for path in former]
        head, half = 24.0, (w - 24.0) / 2
        for at, name in enumerate(("", *names)):
            left, width = (x, head) if not at else (x + head + half * (at - 1), half)
            drawing.cell(left, drawing.y, width, 7, style.head_rules)
            paper.text(left + width / 2, drawing.y + 3.5, name, style.small, "mm")
        drawing.y += 7
        for word, path in zip(rows, former, strict=True):
            other = path.replace("former", "new")
            pair = [_item(page, path, word), Item(other, word, other if other in new else "", page.of(other))]
            h = drawing.high(style.points, max(drawing.lines(item, style.points, half) for item in pair))
            drawing.cell(x, drawing.y, head, h, style.head_rules)
            drawing.label(word, x, drawing.y, head, h, style.small)
            for at, item in enumerate(pair):
                drawing.cell(x + head + at * half, drawing.y, half, h, style.head_rules)
                if item.path:
                    drawing.value(item, x + head + at * half, drawing.y, half, h, style.points)
                else:
                    paper.text(x + head + at * half + 2, drawing.y + h / 2, paper.manner.blank, style.points)
            drawing.y += h
        return
    for name, paths in zip(names, (former, new), strict=True):
        items = [_item(page, path, _plain(path)) for path in paths]
        top = drawing.y
        if style.sides == "row" or not ruled:
            paper.text(x + 1, drawing.y + 3, rng.choice(("{}", "【{}】", "■{}", "（{}）")).format(name), style.points)
            drawing.y += 6
            drawing.group(items, x + 4, w - 4, style.pairs, style.head_rules)
        else:
            drawing.group(items, x + 9, w - 9, style.pairs, style.head_rules)
            drawing.cell(x, top, 9, drawing.y - top, style.head_rules)
            if len(name) * style.small * 0.36 * 1.2 < drawing.y - top:
                paper.upright(x + 4.5, top, drawing.y - top, name, style.small)
            else:
                paper.text(x + 4.5, (top + drawing.y) / 2, name, min(style.small, 8), "mm")
        drawing.y += rng.choice((0.0, 0.0, 3.0))


def _people(drawing: Drawing, names: list[str], x: float, w: float) -> None:
    page, style = drawing.page, drawing.style
    words = page.paper.manner.words
    if style.together and not style.kana:
        words = words | {
            "name": page.rng.choice((f"{words['kana']}　{words['name']}", f"{words['name']}（{words['kana']}）"))
        }
    rows = []
    for index, person in page.people:
        row = []
        for name in names:
            if name == "dropped":
                row.append(Item(name, "住民となった年月日", "", page.rng.choice(("平成20年4月1日", "令和2年10月3日"))))
            elif name in ("registered_domicile", "register_head"):
                row.append(Item(name, words[name], name, page.of(name) if person else ""))
            else:
                value = person.values.get(name, "") if person else ""
                row.append(Item(name, words[name], f"members[{index}].{name}", value, person))
        rows.append(row)
    if rows:
        draw_people(drawing, rows, x, w)
