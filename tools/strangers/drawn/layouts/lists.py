"""Lists with few rules or none: line printers, leaders of dots, green bars, labels in two languages."""

from __future__ import annotations

from tools.strangers.drawn.faces import MM_A_POINT, cell
from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import BLACK, CERTIFIED, GREEN, NOTICES, Drawing, building, scope, serial

LINE = 25.4 / 6
"""Six lines an inch."""


class _Lines:
    """Places on a line printer's page: columns of half a kanji, lines of a sixth of an inch."""

    def __init__(self, form: Form, left: float, top: float) -> None:
        self.form, self.left, self.top, self.line = form, left, top, 0
        self.step = form.value_points * MM_A_POINT / 2

    def put(self, column: int, words: str, wide: float = 1.0) -> int:
        """Prints at a column of the present line; gives the first column after it."""
        if words:
            self.form.value(self.left + column * self.step, self.top + self.line * LINE, words, wide=wide)
        return column + round(sum(2 * cell(char) for char in words) * wide)

    def down(self, lines: int = 1) -> None:
        self.line += lines


def printed_list(form: Form) -> None:
    """All from one line printer: labels in half-width kana, rules of hyphens, no form beneath."""
    case = form.case
    page = _Lines(form, 20, 14)
    page.put(28, "転　出　証　明　書", 1.5)
    page.down(2)
    page.put(60, f"ﾍﾟｰｼﾞ 1/1   ｼﾖﾘ {case.rng.randrange(10**5):05d}")
    page.down(2)
    heads = (
        ("ｷﾕｳｼﾞﾕｳｼﾖ", "former_address"), ("ｶﾀｶﾞｷ", "former_building"), ("ｷﾕｳｾﾀｲﾇｼ", "householder.former"),
        ("ｼﾝｼﾞﾕｳｼﾖ", "new_address"), ("ｶﾀｶﾞｷ", "new_building"), ("ﾃﾝｼﾕﾂﾖﾃｲﾋﾞ", "planned_on"),
        ("ﾄﾄﾞｹﾃﾞﾋﾞ", "notified_on"), ("ﾎﾝｾｷ", "registered_domicile"), ("ﾋﾂﾄｳｼﾔ", "register_head"),
    )  # fmt: skip
    if form.rng.random() < 0.5:
        words = ("旧住所", "方書", "旧世帯主", "新住所", "方書", "転出予定日", "届出日", "本籍", "筆頭者")
        heads = tuple((word, path) for word, (_, path) in zip(words, heads, strict=True))
    for word, path in heads:
        page.put(0, word)
        page.put(14, ":")
        page.put(16, case.show(path))
        page.down(2)
    page.put(0, "-" * 86)
    page.down()
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        page.put(0, f"{index + 1:02d}")
        page.put(4, "氏名")
        page.put(12, v["name"])
        page.put(44, "ｶﾅ")
        page.put(50, v["kana"])
        page.down()
        page.put(4, "生年月日")
        page.put(14, v["birth_date"])
        page.put(36, "性別")
        page.put(42, v["sex"])
        page.put(50, "続柄")
        page.put(56, v["relationship"])
        page.down()
        page.put(4, "住民票ｺｰﾄﾞ")
        page.put(16, case.code(index))
        page.put(36, "個人番号")
        page.put(46, case.number(index))
        page.down()
        page.put(0, "-" * 86)
        page.down()
    page.put(30, "*** 以下余白 ***" if len(case.persons) < 4 else "")
    form.sign(24, 248, sentence=form.rng.choice(CERTIFIED))


def leaders(form: Form) -> None:
    """A numbered list; dots lead from each label to its value, and no rule is drawn."""
    case, word = form.case, form.case.label
    form.middle(16, word("title"), 20)
    serial(form, 156, 28)
    y, number = 38.0, 0

    def item(x: float, y: float, right: float, words: str, value: str, numbered: str = "") -> float:
        text = form.label(x, y, f"{numbered}{words}")
        dots = text.square[2] + 1.2
        while dots < right - 2:
            form.label(dots, y, "・", 6)
            dots += 3.4
        form.value_in((right, y - 1.6, 192 - right, 7), value)
        return y + 8.4

    rows = [("former_address", "former_address"), ("new_address", "new_address")]
    for name, path in rows:
        number += 1
        y = item(18, y, 66, word(name), case.show(path), f"{number}．")
        if getattr(case.household, name.replace("address", "building")):
            y = item(25, y, 66, word("building"), building(form, name.removesuffix("_address")))
    for name, path in (
        ("former", "householder.former"), ("planned_on", "planned_on"), ("notified_on", "notified_on"),
        ("registered_domicile", "registered_domicile"), ("register_head", "register_head"),
    ):  # fmt: skip
        number += 1
        y = item(18, y, 66, word(name), case.show(path), f"{number}．")
    number += 1
    form.label(18, y, f"{number}．異動する者　（{scope(form)}　{len(case.persons)}人）")
    y += 8
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        form.label(22, y, f"（{index + 1}）")
        item(31, y, 62, word("name"), v["name"])
        form.label(118, y, word("sex"))
        form.value_in((136, y - 1.6, 16, 7), v["sex"])
        form.label(150, y, word("relationship"), 8)
        form.value_in((174, y - 1.6, 20, 7), v["relationship"])
        y = item(31, y + 7, 62, word("kana"), v["kana"]) - 1.4
        y = item(31, y, 62, word("birth_date"), v["birth_date"]) - 1.4
        y = item(31, y, 62, word("code"), case.code(index)) + 1
    form.note(20, y + 1, form.rng.choice(NOTICES), 168)
    form.sign(20, 252, sentence=form.rng.choice(CERTIFIED))


def green_bars(form: Form) -> None:
    """Endless paper with bars: persons in lines of two, their words once at the head of the columns."""
    case = form.case
    page = _Lines(form, 17, 16)
    page.put(4, "転出証明書", 2.0)
    page.put(52, f"［{case.household.town}］")
    page.down(3)
    for label, path in (("従前の住所", "former_address"), ("方書", "former_building"), ("転出先住所", "new_address"),
                        ("方書", "new_building"), ("世帯主", "householder.former"), ("本籍", "registered_domicile"),
                        ("筆頭者", "register_head")):  # fmt: skip
        page.put(2, label)
        page.put(16, case.show(path))
        page.down(2)
    page.put(2, "異動日")
    page.put(16, case.show("planned_on"))
    page.put(46, "届出日")
    page.put(56, case.show("notified_on"))
    page.down(2)
    page.put(0, "=" * 88)
    page.down()
    for column, label in ((0, "NO"), (4, "氏　名"), (34, "生年月日"), (56, "性別"), (64, "続柄")):
        page.put(column, label)
    page.down()
    for column, label in ((4, "フリガナ"), (34, "住民票コード"), (56, "個人番号")):
        page.put(column, label)
    page.down()
    page.put(0, "=" * 88)
    page.down()
    for index in range(len(case.persons)):
        v = case.person(index, "name kana birth_date sex relationship")
        page.put(0, f"{index + 1:2d}")
        for column, name in ((4, "name"), (34, "birth_date"), (56, "sex"), (64, "relationship")):
            page.put(column, v[name])
        page.down()
        page.put(4, v["kana"])
        page.put(34, case.code(index))
        page.put(56, case.number(index))
        page.down(2)
    page.put(0, "-" * 88)
    form.sign(24, 246, sentence=form.rng.choice(CERTIFIED))


ENGLISH = {
    "name": "Name", "kana": "Name in katakana", "alias": "Alias", "birth_date": "Date of birth", "sex": "Sex",
    "relationship": "Relationship", "nationality": "Nationality / Region", "status_of_residence": "Status of residence",
    "period_of_stay": "Period of stay", "stay_until": "Date of expiration", "card_number": "Residence card No.",
    "former_address": "Former address", "new_address": "New address", "former": "Head of household",
    "planned_on": "Date of moving out", "code": "Resident record code", "number": "Individual number",
    "notified_on": "Date of notification", "building": "Building / Room",
}  # fmt: skip
"""What stands in small letters below the Japanese word."""


def bilingual(form: Form) -> None:
    """For residents from abroad: each label with its English below, rules only beneath the lines."""
    case, word = form.case, form.case.label
    form.middle(12, word("title"), 17)
    form.middle(20, "Certificate of Moving-Out", 10)

    def field(x: float, y: float, width: float, name: str, value: str, label: float = 36) -> None:
        form.label(x, y + 0.8, word(name), 8.5)
        form.label(x, y + 4.6, ENGLISH[name], 7)
        form.value_in((x + label, y, width - label, 8.6), value)
        form.page.line(x, y + 9, x + width - 2, y + 9, 0.15)

    y = 30.0
    for which in ("former", "new"):
        field(16, y, 180, f"{which}_address", case.show(f"{which}_address"), 44)
        field(16, y + 9.6, 180, "building", case.show(f"{which}_building"), 44)
        y += 19.2
    field(16, y, 96, "former", case.show("householder.former"))
    field(114, y, 82, "planned_on", case.show("planned_on"))
    y += 13
    a_page = 2
    for index in range(len(case.persons)):
        if index == a_page:
            form.middle(272, "1 ／ 2", 9)
            form.turn_page()
            form.label(16, 14, f"{word('title')}（続き）", 11)
            y = 26.0
        names = ("name kana alias birth_date sex relationship nationality status_of_residence period_of_stay "
                 "stay_until card_number")  # fmt: skip
        v = case.person(index, names)
        form.page.tint(14, y - 1, 184, 0.6, 0.9)
        form.label(16, y + 0.8, f"【{index + 1}】", 9)
        y += 6
        field(16, y, 180, "name", v["name"], 44)
        for left, right in (("kana", "alias"), ("birth_date", "sex"), ("relationship", "nationality"),
                            ("status_of_residence", "period_of_stay"), ("stay_until", "card_number")):  # fmt: skip
            y += 9.4
            field(16, y, 96, left, v[left], 34)
            field(114, y, 82, right, v[right], 34)
        y += 13
    if len(form.pages) > 1:
        form.middle(272, "2 ／ 2", 9)
    form.sign(20, 246, sentence=form.rng.choice(CERTIFIED), points=12)


LAYOUTS = (
    Drawing("printed-list", printed_list, points=(9.0, 10.0), printers=("dots", "laser", "carbon"), drift=0.0,
            kana=("half",), full_width=None, dates=("half", "letter", "spaced", "padded"), grounds=("plain", "specks"),
            persons=(1, 4)),
    Drawing("leaders", leaders, points=(10.0, 10.5), persons=(1, 4), kana=("katakana", "hiragana"), drift=0.0,
            dates=("full", "half", "gannen")),
    Drawing("green-bars", green_bars, points=(9.0, 10.0), printers=("dots", "laser"), holes=True, inks=(GREEN,),
            grounds=("bars",), kana=("half", "katakana"), dates=("spaced", "padded", "letter"), drift=0.0),
    Drawing("bilingual", bilingual, points=(8.5, 10.0), persons=(1, 4), foreign=1.0, inks=(BLACK, (110, 60, 30)),
            drift=0.4, blanks=("", "＊＊＊", "―"), dates=("half", "western", "full")),
)  # fmt: skip
