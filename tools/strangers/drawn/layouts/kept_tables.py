"""Tables that are kept back: a wide ledger, before and after side by side, cells with codes, persons first."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import (
    BLACK,
    BLUE,
    BROWN,
    CERTIFIED,
    GREEN,
    NOTICES,
    RUST,
    STARS,
    VIOLET,
    Drawing,
    building,
    scope,
    serial,
)
from tools.strangers.drawn.stamps import Stamp

REMARKS = ("印鑑登録廃止", "平成２３年４月１日転入", "本人通知制度登録有", "選挙人名簿登録有", "住基カード返納済")
"""What a staff's column of remarks may hold, of which nothing is a field."""


def wide_ledger(form: Form) -> None:
    """Landscape: a row a person, a dozen columns, the narrow ones with their words from top to bottom."""
    case, word = form.case, form.case.label
    form.label(14, 12, f"{case.household.town.rpartition('県')[2]}", 10)
    form.middle(11, word("title"), 18)
    serial(form, 240, 12)
    columns = (
        ("name", 50), ("birth_date", 34), ("sex", 8), ("relationship", 20), ("health_insurance", 10), ("pension", 15),
        ("care_insurance", 14), ("child_allowance", 10), ("code", 30), ("number", 32), ("remarks", 42),
    )  # fmt: skip
    y = 23.0
    y = form.row(12, y, 9, (40, "l", word("former_address")), (150, "v", case.show("former_address")),
                 (83, "v", building(form, "former")))  # fmt: skip
    y = form.row(12, y, 9, (40, "l", word("new_address")), (150, "v", case.show("new_address")),
                 (83, "v", building(form, "new")))  # fmt: skip
    y = form.row(12, y, 9, (40, "l", word("former")), (50, "v", case.show("householder.former")),
                 (40, "l", word("planned_on")), (50, "v", case.show("planned_on")), (40, "l", word("notified_on")),
                 (53, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(12, y, 9, (40, "l", word("registered_domicile")), (140, "v", case.show("registered_domicile")),
                 (40, "l", word("register_head")), (53, "v", case.show("register_head")))  # fmt: skip
    y += 4
    form.labelled((12, y, 8, 26), "番号")
    x = 20.0
    for name, width in columns:
        words = "備　考" if name == "remarks" else word(name)
        if width > 18:
            form.labelled((x, y, width, 26), words)
        else:
            form.page.tint(x, y, width, 26, form.shade)
            form.page.frame(x, y, width, 26, form.rule)
            points = 7.5 if len(words) > 6 else 8.5
            length = len(words) * points * 0.3528
            form.label(x + width / 2 - points * 0.18, y + 13 - length / 2, words, points, down=True)
        x += width
    y += 26
    for index in range(5):
        _wide_row(form, y, columns, index)
        y += 14
    form.sign(20, 172, sentence=form.rng.choice(CERTIFIED), points=12)


def _wide_row(form: Form, y: float, columns: tuple[tuple[str, int], ...], index: int) -> None:
    case, there = form.case, index < len(form.case.persons)
    form.filled((12, y, 8, 14), str(index + 1) if there else "", "middle")
    x = 20.0
    for name, width in columns:
        box = (x, y, width, 14)
        x += width
        if not there:
            form.filled(box, "")
        elif name == "name":
            form.page.frame(*box, form.rule)
            form.value_in((box[0], y + 0.4, width, 5), case.member(index, "kana"), points=8.5)
            form.value_in((box[0], y + 5.4, width, 8), case.member(index, "name"), points=11)
        elif name == "remarks":
            form.filled(box, form.rng.choice(REMARKS) if form.rng.random() < 0.4 else "")
        else:
            words = {"code": case.code, "number": case.number}.get(
                name, lambda place, name=name: case.member(place, name)
            )
            form.filled(box, words(index), "middle")


def before_after(form: Form) -> None:
    """Before and after as columns of one table; domicile and head stand once beside all persons."""
    case, word = form.case, form.case.label
    form.middle(16, word("title"), 21)
    form.stamp(Stamp(166, 10, 22, "市民課/確認済", turn=form.rng.uniform(-12, 12), round=True, flat=True,
                     colour=(160, 60, 50)))  # fmt: skip
    sides = form.rng.choice((("転 出 前", "転 出 後"), ("旧", "新"), ("転 出 地", "転入予定地")))
    y = form.row(15, 36, 8, (26, "l", "区　分"), (77, "l", sides[0]), (77, "l", sides[1]))
    y = form.row(15, y, 14, (26, "l", "住　　所"), (77, "v", case.show("former_address")),
                 (77, "v", case.show("new_address")))  # fmt: skip
    y = form.row(15, y, 10, (26, "l", word("building")), (77, "v", building(form, "former")),
                 (77, "v", building(form, "new")))  # fmt: skip
    y = form.row(15, y, 10, (26, "l", "世 帯 主"), (77, "v", case.show("householder.former")),
                 (77, "v", case.show("householder.new")))  # fmt: skip
    y = form.row(15, y, 10, (40, "l", word("planned_on")), (50, "v", case.show("planned_on")),
                 (40, "l", word("notified_on")), (50, "v", case.show("notified_on")))  # fmt: skip
    y += 6
    widths = ((58, f"{word('name')}（{word('kana')}）"), (36, word("birth_date")), (12, word("sex")),
              (20, word("relationship")), (54, f"{word('registered_domicile')}\n{word('register_head')}"))  # fmt: skip
    y = form.row(15, y, 10, *((width, "l", words) for width, words in widths))
    count = len(case.persons)
    high = max(17.0, 24.0 / count)
    form.page.frame(141, y, 54, high * count, form.rule)
    top = y + high * count / 2 - 11
    form.value_in((141, top, 54, 13), case.show("registered_domicile"))
    form.value_in((141, top + 13, 54, 8), case.show("register_head"))
    for index in range(count):
        v = case.person(index, "name kana birth_date sex relationship")
        form.page.frame(15, y, 58, high, form.rule)
        form.value_in((15, y + 1, 58, 8), v["name"], points=12)
        form.value_in((15, y + 9, 58, 7), f"（{v['kana']}）" if v["kana"] else "", points=9)
        form.row(73, y, high, (36, "v", v["birth_date"]), (12, "c", v["sex"]), (20, "c", v["relationship"]))
        y += high
    for index in range(count):
        y = form.row(15, y + (3 if index == 0 else 0), 8, (14, "l", f"{index + 1}"), (36, "l", word("code")),
                     (46, "v", case.code(index)), (36, "l", word("number")), (48, "v", case.number(index)))  # fmt: skip
    form.note(16, y + 3, form.rng.choice(NOTICES), 176)
    form.sign(20, 250, sentence=form.rng.choice(CERTIFIED))


def coded(form: Form) -> None:
    """Each label has a code of the system before it; residents from abroad have their cells; more pages for more."""
    case, word = form.case, form.case.label
    a_page = 2 if case.foreign else 3
    starts = range(0, len(case.persons), a_page)
    for page, start in enumerate(starts):
        if page:
            form.turn_page()
        form.label(15, 13, f"様式第７号　（{page + 1}／{len(starts)}）", 8.5)
        form.middle(19, word("title"), 16)
        y = 32.0
        if not page:
            y = _coded_head(form, y)
        for index in range(start, min(start + a_page, len(case.persons))):
            y = _coded_person(form, y + 4, index)
    form.sign(20, 256, sentence=form.rng.choice(CERTIFIED), points=12)


def _code_row(form: Form, y: float, *cells: tuple[str, float, float, str, str]) -> float:
    """Code, width of the label, width of the value, label, value."""
    x = 15.0
    for code, label, width, words, value in cells:
        form.labelled((x, y, label, 7.6), f"{code} {words}", spread=False, points=8)
        form.filled((x + label, y, width, 7.6), value)
        x += label + width
    return y + 7.6


def _coded_head(form: Form, y: float) -> float:
    case, word = form.case, form.case.label
    for code, which in (("A1", "former"), ("B1", "new")):
        y = _code_row(form, y, (code, 44, 136, word(f"{which}_address"), case.show(f"{which}_address")))
        below = building(form, which)
        y = _code_row(
            form, y,
            (f"{code[0]}2", 44, 60, word("building"), below),
            (f"{code[0]}3", 40, 36, word(which), case.show(f"householder.{which}")),
        )  # fmt: skip
    y = _code_row(form, y, ("C1", 44, 60, word("planned_on"), case.show("planned_on")),
                  ("C2", 40, 36, word("notified_on"), case.show("notified_on")))  # fmt: skip
    return _code_row(form, y, ("C3", 44, 60, "異動事由", f"転出（{scope(form)}）"), ("C4", 40, 36, "処理番号", ""))


def _coded_person(form: Form, y: float, index: int) -> float:
    case, word = form.case, form.case.label
    v = case.person(index, "name kana birth_date sex relationship alias")
    home = (case.blank, case.blank)
    if not case.persons[index].foreign:
        home = (case.show("registered_domicile"), case.show("register_head"))
    top, letter = y, "DEFGH"[index]
    rows = [
        (("1", 34, 62, "name", v["name"]), ("2", 34, 50, "kana", v["kana"])),
        (("3", 34, 62, "birth_date", v["birth_date"]), ("4", 34, 16, "sex", v["sex"])),
        (("5", 34, 62, "relationship", v["relationship"]), ("6", 34, 50, "alias", v["alias"])),
        (("7", 34, 62, "code", case.code(index)), ("8", 34, 50, "number", case.number(index))),
        (("9", 34, 146, "registered_domicile", home[0]),),
        (("10", 50, 46, "register_head", home[1]),),
    ]  # fmt: skip
    if case.foreign:
        f = case.person(index, "nationality status_of_residence period_of_stay stay_until card_number")
        rows += [
            (("11", 34, 36, "nationality", f["nationality"]), ("12", 34, 76, "status_of_residence",
                                                               f["status_of_residence"])),
            (("13", 34, 36, "period_of_stay", f["period_of_stay"]), ("14", 44, 66, "stay_until", f["stay_until"])),
            (("15", 34, 80, "card_number", f["card_number"]),),
        ]  # fmt: skip
    for row in rows:
        cells = ((f"{letter}{code}", *widths, word(name), value) for code, *widths, name, value in row)
        y = _code_row(form, y, *cells)
    form.page.frame(15, top, 180, y - top, 0.45)
    return y


def persons_first(form: Form) -> None:
    """The words of certifying at the top, then those who move, and at the foot where from and where to."""
    case, word = form.case, form.case.label
    form.page.frame(120, 12, 75, 14, 0.5)
    form.label_in((120, 12, 75, 14), word("title"), 16, spread=True)
    form.label(15, 14, f"{case.household.town}", 11)
    form.label(15, 30, form.rng.choice(CERTIFIED).replace("上記", "下記"), 10)
    y = form.row(15, 40, 8, (9, "l", "№"), (45, "l", word("kana")), (34, "l", word("birth_date")),
                 (14, "l", word("sex")), (34, "l", word("code")), (44, "l", word("number")))  # fmt: skip
    y = form.row(15, y, 8, (9, "l", ""), (79, "l", word("name")), (48, "l", word("relationship")),
                 (44, "l", word("former_surname")))  # fmt: skip
    for place in range(4):
        there = place < len(case.persons)
        names = "kana birth_date sex name relationship former_surname"
        v = case.person(place, names) if there else dict.fromkeys(names.split(), "")
        code, number = (case.code(place), case.number(place)) if there else ("", "")
        form.filled((15, y, 9, 17), str(place + 1), "middle")
        y = form.row(24, y, 7, (45, "v", v["kana"]), (34, "v", v["birth_date"]), (14, "c", v["sex"]), (34, "v", code),
                     (44, "v", number))  # fmt: skip
        y = form.row(24, y, 10, (79, "v", v["name"]), (48, "v", v["relationship"]), (44, "v", v["former_surname"]))
    y += 6
    for left, path, right, other in (
        ("former_address", "former_address", "former", "householder.former"),
        ("new_address", "new_address", "new", "householder.new"),
        ("registered_domicile", "registered_domicile", "register_head", "register_head"),
    ):
        form.labelled((15, y, 120, 7), word(left), spread=False)
        form.labelled((135, y, 60, 7), word(right), spread=False)
        below = building(form, left.removesuffix("_address")) if left.endswith("address") else ""
        form.page.frame(15, y + 7, 120, 14, form.rule)
        form.value_in((15, y + 7, 120, 7 if below else 14), case.show(path))
        if below:
            form.value_in((15, y + 14, 120, 7), below)
        form.filled((135, y + 7, 60, 14), case.show(other))
        y += 21
    y = form.row(15, y, 8, (36, "l", word("planned_on")), (54, "v", case.show("planned_on")),
                 (36, "l", word("notified_on")), (54, "v", case.show("notified_on")))  # fmt: skip
    form.sign(20, 244)


LAYOUTS = (
    Drawing("wide-ledger", wide_ledger, size="landscape", persons=(1, 5), inks=(GREEN, BLACK), points=(8.5, 9.5),
            shade=0.1, drift=0.4, printers=("laser", "thermal"), dates=("half", "short", "letter"), full_width=False),
    Drawing("before-after", before_after, persons=(1, 4), inks=(BLUE, RUST), points=(9.0, 10.5), shade=0.08, drift=0.5,
            kana=("katakana", "hiragana"), dates=("full", "half", "gannen", "western")),
    Drawing("coded", coded, persons=(1, 5), foreign=0.7, inks=(BLACK, VIOLET), points=(8.0, 9.5), drift=0.2,
            blanks=(*STARS, ""), dates=("half", "padded", "spaced", "era-slashed")),
    Drawing("persons-first", persons_first, persons=(1, 4), inks=(BROWN, GREEN), points=(9.0, 10.0), shade=0.12,
            drift=0.7, printers=("laser", "dots"), dates=("full", "spaced", "half")),
)  # fmt: skip
