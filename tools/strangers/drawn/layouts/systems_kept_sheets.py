"""Kept back: questions instead of labels, persons over two sheets, numbered articles, blocks named by relationship."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import BLACK, BLUE, GREEN, VIOLET, Drawing, building, on_a_line, scope, serial
from tools.strangers.drawn.layouts.systems_cells import MODERN
from tools.strangers.drawn.layouts.systems_parts import HINTS, SENTENCES, boxed, signed, square


def questions(form: Form) -> None:
    """Easy words: the parts are answers to いつ, どこから, どこへ and だれが."""
    case, word = form.case, form.case.label
    form.label(16, 13, word("title"), 20)
    square(form, 176, 10, 16)
    boxed(form, 96, 18, ("世帯の全員", "世帯の一部"), "世帯の全員" if case.household.whole else "世帯の一部", 9)

    def part(y: float, height: float, words: str) -> None:
        form.page.tint(14, y, 26, height, 0.22)
        form.page.frame(14, y, 182, height, 0.3)
        form.label_in((14, y, 26, height), words, 12)

    part(31, 14, "いつ")
    on_a_line(form, 44, 35.5, 78, word("planned_on"), case.show("planned_on"), 40)
    on_a_line(form, 124, 35.5, 154, word("notified_on"), case.show("notified_on"), 41)
    y = 48.0
    for which, words in (("former", "どこから"), ("new", "どこへ")):
        part(y, 27, words)
        on_a_line(form, 44, y + 3, 66, "住所", case.show(f"{which}_address"), 129)
        on_a_line(form, 44, y + 11, 66, "方書", building(form, which), 129)
        on_a_line(form, 44, y + 19, 66, "世帯主", case.show(f"householder.{which}"), 90)
        y += 30
    part(y, 19, "本籍は")
    on_a_line(form, 44, y + 3, 72, word("registered_domicile"), case.show("registered_domicile"), 123)
    on_a_line(form, 44, y + 11, 72, word("register_head"), case.show("register_head"), 90)
    y += 22
    part(y, 27.0 * len(case.persons) + 1, "だれが")
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        if index:
            form.page.line(40, y + 0.2, 196, y + 0.2, 0.15)
        form.value_in((48, y + 1, 90, 5.4), v["kana"], points=8.5)
        form.value_in((48, y + 6.2, 90, 8), v["name"], points=13)
        form.label(42, y + 8, str(index + 1), 10)
        on_a_line(form, 140, y + 3, 160, "続柄", v["relationship"], 35)
        on_a_line(form, 140, y + 10, 160, "性別", v["sex"], 20)
        on_a_line(form, 49, y + 17, 76, word("birth_date"), v["birth_date"], 50)
        on_a_line(form, 128, y + 17, 154, "住民票コード", case.code(index), 41)
        y += 27
    form.sign(20, 258, sentence=form.rng.choice(SENTENCES), points=12)


def two_sheets(form: Form) -> None:
    """Names and relationships on the first sheet; on the second, by the same numbers, what else there is to tell."""
    case, word = form.case, form.case.label
    form.middle(18, word("title"), 20)
    form.label(164, 12, "（２枚のうち１枚目）", 8.5)
    serial(form, 20, 30)
    y = 40.0
    for which in ("former", "new"):
        y = form.row(20, y, 10, (42, "l", word(f"{which}_address")), (128, "v", case.show(f"{which}_address")))
        y = form.row(20, y, 9, (42, "l", word("building")), (128, "v", building(form, which)))
    y = form.row(20, y, 9, (42, "l", word("former")), (128, "v", case.show("householder.former")))
    y = form.row(20, y, 9, (42, "l", word("planned_on")), (128, "v", case.show("planned_on")))
    y = form.row(20, y, 9, (42, "l", word("notified_on")), (128, "v", case.show("notified_on")))
    y += 6
    y = form.row(20, y, 8, (14, "l", "番号"), (86, "l", word("name")), (24, "l", word("sex")),
                 (46, "l", word("relationship")))  # fmt: skip
    for index in range(len(case.persons)):
        v = case.person(index, "name sex relationship")
        y = form.row(20, y, 10, (14, "c", str(index + 1)), (86, "v", v["name"]), (24, "c", v["sex"]),
                     (46, "v", v["relationship"]))  # fmt: skip
    form.label(24, y + 4, f"以上{len(case.persons)}名　{scope(form)}　　明細は２枚目に記載", 8.5)
    form.sign(24, 232, sentence=form.rng.choice(SENTENCES))
    form.turn_page()
    form.label(20, 18, f"{word('title')}　明細", 14)
    form.label(164, 12, "（２枚のうち２枚目）", 8.5)
    form.label(20, 27, "１枚目の番号の順に記載する。", 8.5)
    y = form.row(20, 34, 8, (14, "l", "番号"), (62, "l", word("kana")), (46, "l", word("birth_date")),
                 (48, "l", word("code")))  # fmt: skip
    for index in range(len(case.persons)):
        v = case.person(index, "kana birth_date")
        y = form.row(20, y, 9, (14, "c", str(index + 1)), (62, "v", v["kana"]), (46, "v", v["birth_date"]),
                     (48, "v", case.code(index)))  # fmt: skip
    y = form.row(20, y + 6, 9, (42, "l", word("registered_domicile")), (128, "v", case.show("registered_domicile")))
    y = form.row(20, y, 9, (42, "l", word("register_head")), (128, "v", case.show("register_head")))
    form.note(22, y + 4, form.rng.choice(HINTS), 164)


ITEMS = "アイウエオ"


def articles(form: Form) -> None:
    """An official letter: numbered articles, their items by (1) and ア; no rule at all."""
    case, word = form.case, form.case.label
    form.value(150, 14, case.show("issued_on"))
    form.label(20, 22, f"{case.household.town}　証明", 10)
    form.middle(34, word("title"), 17)
    y = 50.0
    for number, which in zip("１２", ("former", "new"), strict=True):
        form.label(20, y, f"{number}　{('転出元', '転出先')[which == 'new']}")
        on_a_line(form, 28, y + 7, 82, f"(1)　{word(f'{which}_address')}", case.show(f"{which}_address"), 112)
        y += 14
        if below := building(form, which):
            on_a_line(form, 28, y, 82, f"(2)　{word('building')}", below, 112)
            y += 7
        on_a_line(form, 28, y, 82, f"{'(3)' if below else '(2)'}　{word(which)}", case.show(f"householder.{which}"), 80)
        y += 9
    on_a_line(form, 20, y, 82, f"３　{word('planned_on')}", case.show("planned_on"), 80)
    on_a_line(form, 20, y + 8, 82, f"４　{word('notified_on')}", case.show("notified_on"), 80)
    on_a_line(form, 20, y + 16, 82, f"５　{word('registered_domicile')}", case.show("registered_domicile"), 112)
    on_a_line(form, 28, y + 23, 82, word("register_head"), case.show("register_head"), 80)
    y += 32
    form.label(20, y, f"６　転出する者（{len(case.persons)}名）")
    y += 7
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.label(28, y, f"({index + 1})")
        for row, name in enumerate(("name", "kana", "birth_date")):
            on_a_line(form, 38, y, 82, f"{ITEMS[row]}　{word(name)}", v[name], 64)
            y += 6.4
        on_a_line(form, 146, y - 12.8, 168, f"{ITEMS[3]}　性別", v["sex"], 26)
        on_a_line(form, 146, y - 6.4, 168, f"{ITEMS[4]}　続柄", v["relationship"], 26)
        y += 2.2
    signed(form, 96, y + 8, 12, last=182)


def by_relation(form: Form) -> None:
    """Each person's block is named by the relationship, which has no other label."""
    case, word = form.case, form.case.label
    form.middle(14, word("title"), 18)
    y = 30.0
    form.page.frame(14, y - 3, 182, 62, 0.4)
    for which in ("former", "new"):
        on_a_line(form, 18, y, 66, f"{word(f'{which}_address')}：", case.show(f"{which}_address"), 128)
        y += 7.4
        if below := building(form, which):
            form.value_in((70, y - 1.6, 120, 7), below)
        y += 7.4
    on_a_line(form, 18, y, 66, f"{word('former')}：", case.show("householder.former"), 60)
    on_a_line(form, 18, y + 7.4, 66, f"{word('planned_on')}：", case.show("planned_on"), 60)
    on_a_line(form, 18, y + 14.8, 66, f"{word('registered_domicile')}：", case.show("registered_domicile"), 128)
    on_a_line(form, 18, y + 22.2, 66, f"{word('register_head')}：", case.show("register_head"), 60)
    y += 36
    for index in range(len(case.persons)):
        v = case.person(index, "relationship name kana birth_date sex health_insurance")
        form.page.tint(14, y, 182, 7, 0.16)
        form.value_in((15, y, 60, 7), f"【{v['relationship']}】")
        form.page.frame(14, y, 182, 29, 0.25)
        on_a_line(form, 20, y + 10, 52, word("name"), v["name"], 60)
        on_a_line(form, 112, y + 10, 142, word("kana"), v["kana"], 54)
        on_a_line(form, 20, y + 16.6, 52, word("birth_date"), v["birth_date"], 52)
        on_a_line(form, 112, y + 16.6, 142, word("sex"), v["sex"], 20)
        on_a_line(form, 20, y + 23.2, 52, word("code"), case.code(index), 52)
        on_a_line(form, 112, y + 23.2, 142, word("health_insurance"), v["health_insurance"], 40)
        y += 32
    form.note(16, y, form.rng.choice(HINTS), 176)
    form.sign(20, 254, sentence=form.rng.choice(SENTENCES), points=12)


LAYOUTS = (
    Drawing("questions", questions, persons=(1, 4), values=MODERN, fixed=False, points=(9.0, 10.5), drift=0.0,
            inks=(BLACK, BLUE, GREEN), kana=("katakana", "hiragana"), dates=("half", "full", "western")),
    Drawing("two-sheets", two_sheets, persons=(2, 5), points=(9.5, 11.0), shade=0.08, drift=0.2,
            inks=(BLACK, VIOLET), dates=("full", "half", "padded")),
    Drawing("articles", articles, persons=(1, 4), points=(10.0, 10.5), drift=0.0,
            dates=("full", "half", "gannen"), labels=("IPAMincho", "Noto Serif", "BIZ UDMincho"),
            values=("IPAMincho", "BIZ UDMincho", "IPAGothic")),
    Drawing("by-relation", by_relation, persons=(1, 4), points=(9.0, 10.5), drift=0.3, inks=(GREEN, BLACK, VIOLET),
            printers=("laser", "dots", "thermal"), dates=("half", "spaced", "short")),
)  # fmt: skip
