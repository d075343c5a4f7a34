"""Sheets kept back: a text with rules of characters, questions, what was and what will be on either side, a tree."""

from __future__ import annotations

from tools.strangers.case import Case
from tools.strangers.layouts.base import LINE_PRINTER, Layout, Pages, title
from tools.strangers.layouts.flow_parts import (
    GROUNDS,
    box,
    certified,
    fact,
    facts,
    issued,
    notes,
    office,
    pair,
    person,
    remarks,
    signed,
)
from tools.strangers.layouts.lists import columns, pad
from tools.strangers.paper import Paper
from tools.strangers.people import data

KEPT = "flow/kept_texts"
Row = list[tuple[str, int]]
"""A row's cells: what stands in each, and its width in full-width characters."""
TEXT_WIDTH = 40
"""The width of a whole row in full-width characters, its rules among them: a line printer's 80 columns."""


def _ruled(rows: list[Row]) -> str:
    """A table as text, its rules drawn with the characters for them."""
    ends: list[set[int]] = []
    for row in rows:
        places, at = {0}, 0
        for _, width in row:
            at += width + 1
            places.add(at)
        ends.append(places)
    lines = [_rule(set(), ends[0])]
    for place, row in enumerate(rows):
        cells = (pad(html, 2 * width) if columns(html) < 2 * width else html for html, width in row)
        lines.append("│" + "│".join(cells) + "│")
        lines.append(_rule(ends[place], ends[place + 1] if place + 1 < len(rows) else set()))
    return "\n".join(lines)


def _rule(above: set[int], below: set[int]) -> str:
    """The rule between two rows, from where their cells end."""
    inside = {(True, True): "┼", (True, False): "┴", (False, True): "┬", (False, False): "─"}
    first, last = ("├", "┤") if above and below else ("└", "┘") if above else ("┌", "┐")
    middle = "".join(inside[place in above, place in below] for place in range(1, TEXT_WIDTH - 1))
    return first + middle + last


def text_rules(case: Case, paper: Paper) -> Pages:
    """A text of one pitch, printed as it is: cells between rules that are characters."""
    w, show, home = case.label, case.show, case.household

    def wide(word: str, value: str) -> Row:
        return [(word, 10), (value, 27)]

    rows: list[Row] = []
    for which in ("former", "new"):
        rows.append(wide(w(f"{which}_address"), show(f"{which}_address")))
        if getattr(home, f"{which}_building"):
            rows.append(wide("", show(f"{which}_building")))
        rows.append(wide(w(which), show(f"householder.{which}")))
    names = ("planned_on", "notified_on", "registered_domicile", "register_head")
    rows += [wide(w(name), show(name)) for name in names]
    parts = [_ruled(rows)]
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        parts.append(_ruled([
            [(f"{index + 1:02d}", 2), (w("kana"), 8), (v["kana"], 26)],
            [("", 2), (w("name"), 8), (v["name"], 26)],
            [("", 2), (w("birth_date"), 8), (v["birth_date"], 11), (w("sex"), 6), (v["sex"], 7)],
            [("", 2), (w("relationship"), 10), (v["relationship"], 9), ("住民票ｺｰﾄﾞ", 6), (case.code(index), 7)],
        ]))  # fmt: skip
    body = f'<pre class="l0">{chr(10).join(parts)}</pre>'
    return [paper.pattern(case.copy) + office(case, "right:17mm;top:9mm", KEPT) + title(case, 15) + body
            + certified(case, KEPT) + signed(case, paper, day=show("issued_on"))]  # fmt: skip


def questions(case: Case, paper: Paper) -> Pages:
    """Each label with a question in plain words behind it, the answer in a tinted field below."""
    asked = data(KEPT)["questions"]

    def explained(names: str) -> str:
        labels = ((name, f'{case.label(name)}<span class="why">{asked[name]}</span>') for name in names.split())
        return "".join(pair(label, fact(case, name)) for name, label in labels)

    people = []
    for index, each in enumerate(case.persons):
        names = "name.a kana.a birth_date sex relationship" + " former_surname" * bool(each.former_surname)
        people.append(f'<div class="turn l">{index + 1}人目</div>{box([person(case, index, names)], "answers")}')
    first = explained("former_address former new_address new planned_on notified_on registered_domicile register_head")
    return [paper.pattern(case.copy, GROUNDS) + title(case, 18) + box([first], "pairs")
            + '<div class="who-moves l">引っ越す人</div>' + "".join(people) + certified(case, KEPT)
            + signed(case, paper, day=issued(case))]  # fmt: skip


def butterfly(case: Case, paper: Paper) -> Pages:
    """What was stands at the left, what will be at the right, the words for both down the middle."""
    show, home = case.show, case.household

    def wings(left: str, middle: str, right: str, kind: str = "") -> str:
        return f'<div class="wings {kind}"><div>{left}</div><div class="l">{middle}</div><div>{right}</div></div>'

    heads = (f'<span class="l">{case.label(name)}等</span>' for name in ("former_address", "new_address"))
    rows = [
        wings(next(heads), "", next(heads), "top"),
        wings(show("former_address"), "住所", show("new_address")),
    ]
    if home.former_building or home.new_building:
        shown = (show(f"{which}_building") for which in ("former", "new"))
        rows.append(wings(next(shown), "方書", next(shown)))
    rows.append(wings(show("householder.former"), "世帯主", show("householder.new")))
    days = box([facts(case, "planned_on notified_on issued_on")], "days")
    people = []
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        middle = f'{index + 1}<br><span class="note">{case.label("relationship")}</span><br>{v["relationship"]}'
        left = pair(case.label("kana"), v["kana"]) + pair(case.label("name"), v["name"])
        right = pair(case.label("birth_date"), v["birth_date"]) + pair(case.label("sex"), v["sex"])
        people.append(wings(left, middle, right, "one"))
    families = box([facts(case, "registered_domicile register_head")], "families")
    return [paper.pattern(case.copy, GROUNDS) + title(case) + box(rows, "moves") + days + box(people, "people")
            + families + remarks(case, 1, KEPT) + certified(case, KEPT) + signed(case, paper)]  # fmt: skip


def tree(case: Case, paper: Paper) -> Pages:
    """The household as a tree: its head at the top, those who move below in boxes that hang from one line."""
    w, show = case.label, case.show
    former, new = (box([facts(case, f"{which}_address")], "place") for which in ("former", "new"))
    places = box([former, '<div class="to l">▶</div>', new], "places")
    root = f'<div class="root"><span class="k l">{w("former")}</span>{show("householder.former")}</div>'
    leaves = []
    for index in range(len(case.persons)):
        v = case.person(index, "relationship kana name birth_date sex")
        kana = f'<div class="kana">{v["kana"]}</div>' if case.persons[index].kana else ""
        lines = f'<div class="name">{v["name"]}</div><div>{v["birth_date"]}生</div><div>{v["sex"]}</div>'
        tag = f'<div class="tag"><span class="l">{w("relationship")}</span>　{v["relationship"]}</div>'
        leaves.append(f'<div class="leaf">{tag}{kana}{lines}</div>')
    rest = box([facts(case, "new planned_on notified_on registered_domicile register_head")], "rest")
    return [paper.pattern(case.copy, GROUNDS) + office(case, "left:16mm;top:10mm", KEPT) + title(case) + places + root
            + '<div class="stem"></div>' + box(leaves, "leaves") + rest + certified(case, KEPT)
            + signed(case, paper, day=issued(case)) + notes(case, 2, "・", KEPT)]  # fmt: skip


LAYOUTS = (
    Layout(
        "text-rules", text_rules, points=10.5, margin="20mm 20mm 14mm", persons=(1, 3), old=False, shared=("flow",),
        dates=("spaced", "letter", "half"), **LINE_PRINTER,
    ),
    Layout("questions", questions, points=10.5, margin="13mm 18mm", persons=(1, 3), shared=("flow",)),
    Layout(
        "butterfly", butterfly, points=10.5, margin="16mm 15mm 12mm", persons=(1, 4), shared=("flow",),
        blanks=("－", "（なし）", "＊＊＊"),
    ),
    Layout(
        "tree", tree, points=10, margin="20mm 15mm 12mm", persons=(2, 4), shared=("flow",),
        dates=("half", "gannen", "letter", "short"),
    ),
)  # fmt: skip
