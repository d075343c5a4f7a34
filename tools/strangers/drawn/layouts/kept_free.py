"""Freer sheets that are kept back: a letter for a window envelope, cards two by two, a slip to tear off, braces."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import (
    BLACK,
    BLUE,
    CERTIFIED,
    GREEN,
    NOTICES,
    RUST,
    VIOLET,
    Drawing,
    building,
    on_a_line,
    scope,
    serial,
)
from tools.strangers.drawn.stamps import Stamp


def letter(form: Form) -> None:
    """A letter: its addressee stands at the upper left for the envelope's window, the particulars in a box below."""
    case, word, home = form.case, form.case.label, form.case.household
    serial(form, 150, 14)
    form.label(150, 20, word("issued_on"), 8.5)
    form.value(150, 24.5, case.show("issued_on"))
    form.value_in((20, 22, 110, 7), case.show("former_address"))
    form.value_in((20, 29, 110, 7), building(form, "former"))
    form.value(25, 40, f"{case.persons[0].name}　様", 12)
    signed = form.value(122, 48, f"{case.show('issuer')}　{home.mayor}", 11)
    form.stamp(Stamp(min(signed.square[2] - 4, 186), 42, 17, home.issuer + "之印", turn=form.rng.uniform(-5, 5)))
    form.middle(70, word("title"), 17)
    form.label(24, 82, "下記のとおり、他の市区町村へ転出される届出がありましたので、証明します。", 9.5)
    form.middle(92, "記", 11)
    form.page.frame(18, 100, 174, 62, 0.5)
    y = 104.0
    rows = [
        (word("former_address"), case.show("former_address")),
        (word("new_address"), case.show("new_address")),
        (word("building"), building(form, "new")),
        (word("former"), case.show("householder.former")),
        (word("planned_on"), case.show("planned_on")),
        (word("registered_domicile"), case.show("registered_domicile")),
        (word("register_head"), case.show("register_head")),
    ]
    for words, value in rows:
        on_a_line(form, 22, y, 70, words, value, 120)
        y += 8
    y = 172.0
    form.page.line(18, y - 2, 192, y - 2, 0.35)
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.label(20, y + 0.6, f"{index + 1}")
        on_a_line(form, 26, y, 54, word("name"), v["name"], 50)
        on_a_line(form, 106, y, 138, word("kana"), v["kana"], 54)
        on_a_line(form, 26, y + 7, 54, word("birth_date"), v["birth_date"], 44)
        on_a_line(form, 106, y + 7, 124, word("sex"), v["sex"], 12)
        on_a_line(form, 138, y + 7, 166, word("relationship"), v["relationship"], 27)
        on_a_line(form, 26, y + 14, 54, word("code"), case.code(index), 50)
        form.page.line(18, y + 20.5, 192, y + 20.5, 0.15)
        y += 23
    form.note(20, y + 2, form.rng.choice(NOTICES), 168)


def cards(form: Form) -> None:
    """Heads on tinted bars; a card for each person, two beside each other."""
    case, word = form.case, form.case.label
    form.page.tint(15, 12, 180, 13, 0.16)
    form.middle(14.5, word("title"), 18)
    y = 31.0
    for place, which in enumerate(("former", "new")):
        form.page.tint(15, y, 180, 6.4, 0.2)
        form.label(17, y + 1.4, f"{'ⅠⅡ'[place]}　{('転出前', '転出後')[place]}", 9.5)
        form.page.frame(15, y, 180, 32, 0.25)
        on_a_line(form, 19, y + 9, 62, word(f"{which}_address"), case.show(f"{which}_address"), 130)
        on_a_line(form, 19, y + 16.5, 62, word("building"), building(form, which), 130)
        on_a_line(form, 19, y + 24, 62, word(which), case.show(f"householder.{which}"), 90)
        y += 36
    form.page.frame(15, y, 180, 18, 0.25)
    on_a_line(form, 19, y + 2.5, 62, word("planned_on"), case.show("planned_on"), 46)
    on_a_line(form, 112, y + 2.5, 150, word("notified_on"), case.show("notified_on"), 44)
    on_a_line(form, 19, y + 10.5, 62, word("registered_domicile"), case.show("registered_domicile"), 130)
    y += 22
    form.page.tint(15, y, 180, 6.4, 0.2)
    form.label(17, y + 1.4, f"Ⅲ　転出する方（{scope(form)}）", 9.5)
    y += 9
    for index in range(len(case.persons)):
        x, top = 15 + 92 * (index % 2), y + 50 * (index // 2)
        v = case.person(index, "name kana birth_date sex relationship")
        form.page.frame(x, top, 88, 47, 0.4)
        form.page.tint(x + 2, top + 2, 7, 6, 0.3, round=True)
        form.label(x + 4.4, top + 3.2, str(index + 1), 9)
        for row, (name, value) in enumerate(
            (
                ("kana", v["kana"]), ("name", v["name"]), ("birth_date", v["birth_date"]), ("sex", v["sex"]),
                ("relationship", v["relationship"]), ("number", case.number(index, " ")),
            )
        ):  # fmt: skip
            form.label(x + 11, top + 3 + row * 7.2, word(name), 8)
            form.value_in((x + 40, top + 1 + row * 7.2, 47, 7), value)
    form.sign(20, 254, points=12)


def tear_off(form: Form) -> None:
    """Above the certificate with rules between its lines only, below a slip that the receiving town sends back."""
    case, word = form.case, form.case.label
    form.label(18, 14, word("title"), 18)
    serial(form, 150, 16)
    y = 26.0

    def line(*cells: tuple[float, float, float, str, str]) -> None:
        nonlocal y
        for x, right, width, words, value in cells:
            form.label(x, y + 2, words, 8.5)
            form.value_in((right, y, width, 8), value)
        form.page.line(18, y + 8, 192, y + 8, 0.15)
        y += 8.2

    form.page.line(18, y, 192, y, 0.4)
    for which in ("former", "new"):
        line((20, 62, 130, word(f"{which}_address"), case.show(f"{which}_address")))
        if below := building(form, which):
            line((20, 62, 130, word("building"), below))
    line((20, 62, 44, word("former"), case.show("householder.former")),
         (108, 146, 46, word("planned_on"), case.show("planned_on")))  # fmt: skip
    line((20, 62, 130, word("registered_domicile"), case.show("registered_domicile")))
    line((20, 62, 60, word("register_head"), case.show("register_head")))
    y += 3
    heads = ((20, word("name")), (66, word("kana")), (118, word("birth_date")), (154, word("sex")),
             (166, word("relationship")))  # fmt: skip
    for x, words in heads:
        form.label(x, y, words, 7.5)
    y += 5
    form.page.line(18, y, 192, y, 0.4)
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        for x, width, name in ((19, 46, "name"), (65, 52, "kana"), (117, 37, "birth_date"), (153, 12, "sex"),
                               (165, 27, "relationship")):  # fmt: skip
            form.value_in((x, y, width, 9), v[name])
        form.page.line(18, y + 9, 192, y + 9, 0.15, 0.6)
        y += 9.2
    form.sign(20, 156, sentence=form.rng.choice(CERTIFIED), points=12)
    form.page.line(8, 192, 202, 192, 0.25, 2)
    form.middle(193.5, "切　り　取　り　線", 7.5)
    form.label(20, 202, "転入通知（転入地の市区町村で記入し、返送してください）", 9.5)
    for place, words in enumerate(("転入届出年月日", "転入年月日", "新世帯主", "転入地の住所", "担当課・担当者印")):
        form.labelled((20, 212 + place * 9, 44, 9), words)
        form.page.frame(64, 212 + place * 9, 128, 9, form.rule)
        if place < 2:
            form.label(90, 215 + place * 9, "年　　　　月　　　　日", 9)
    form.label(20, 262, "上記のとおり転入の届出があったので通知します。", 9)


def _brace(form: Form, x: float, y: float, height: float) -> None:
    """A square bracket that holds lines together."""
    form.page.line(x, y, x, y + height, 0.3)
    for end in (y, y + height):
        form.page.line(x, end, x + 2.5, end, 0.3)


def braces(form: Form) -> None:
    """B5: groups of lines held together by brackets, with the group's word before them; no cells."""
    case, word, home = form.case, form.case.label, form.case.household
    form.middle(16, word("title"), 18)
    y = 32.0
    for which, words in (("former", "転出前"), ("new", "転出後")):
        form.label(14, y + 9, words, 10)
        _brace(form, 32, y - 1.5, 24)
        on_a_line(form, 36, y, 82, word(f"{which}_address"), case.show(f"{which}_address"), 86)
        on_a_line(form, 36, y + 8, 82, word("building"), building(form, which), 86)
        on_a_line(form, 36, y + 16, 82, word(which), case.show(f"householder.{which}"), 86)
        y += 29
    form.label(14, y + 5, "届　出", 10)
    _brace(form, 32, y - 1.5, 16)
    on_a_line(form, 36, y, 82, word("planned_on"), case.show("planned_on"), 60)
    on_a_line(form, 36, y + 8, 82, word("notified_on"), case.show("notified_on"), 60)
    y += 21
    form.label(14, y + 5, "戸　籍", 10)
    _brace(form, 32, y - 1.5, 16)
    on_a_line(form, 36, y, 82, word("registered_domicile"), case.show("registered_domicile"), 86)
    on_a_line(form, 36, y + 8, 82, word("register_head"), case.show("register_head"), 60)
    y += 22
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.label(14, y + 9, f"異動者{index + 1}", 9)
        _brace(form, 32, y - 1.5, 24)
        form.value_in((80.8, y - 2.4, 86, 5), v["kana"], points=8.5)
        form.label(36, y - 1.2, word("kana"), 8)
        on_a_line(form, 36, y + 4, 82, word("name"), v["name"], 70)
        on_a_line(form, 36, y + 10.5, 82, word("birth_date"), v["birth_date"], 44)
        on_a_line(form, 132, y + 10.5, 148, word("sex"), v["sex"], 14)
        on_a_line(form, 36, y + 17, 82, word("relationship"), v["relationship"], 40)
        y += 28
    form.value(18, 230, case.show("issued_on"))
    signed = form.value(84, 238, f"{case.show('issuer')}　　{home.mayor}", 11)
    form.stamp(Stamp(min(signed.square[2] - 5, 160), 232, 16, home.issuer + "印", turn=form.rng.uniform(-5, 5)))


LAYOUTS = (
    Drawing("letter", letter, persons=(1, 3), points=(9.0, 10.0), inks=(BLACK, BLUE), drift=0.3,
            printers=("laser", "thermal"), dates=("half", "full", "gannen", "western")),
    Drawing("cards-two", cards, persons=(1, 4), points=(8.5, 10.0), inks=(BLUE, RUST, GREEN), drift=0.4,
            kana=("katakana", "hiragana"), dates=("half", "full", "padded")),
    Drawing("tear-off", tear_off, persons=(1, 5), points=(8.5, 10.0), inks=(GREEN, VIOLET, BLACK), drift=0.6,
            printers=("laser", "dots", "carbon"), dates=("half", "short", "letter", "spaced")),
    Drawing("braces", braces, size="b5", persons=(1, 2), points=(9.0, 10.0), inks=(BLACK,), drift=0.0,
            kana=("katakana", "half"), dates=("full", "half", "gannen")),
)  # fmt: skip
