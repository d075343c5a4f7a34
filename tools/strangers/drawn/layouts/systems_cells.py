"""Cells of several systems: labels that run downwards, names and addresses in parts, bands of labels above values."""

from __future__ import annotations

from tools.strangers.drawn.form import Form
from tools.strangers.drawn.layouts.base import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    RUST,
    STARS,
    VIOLET,
    Drawing,
    address_in,
    building,
    serial,
)
from tools.strangers.drawn.layouts.systems_parts import (
    HINTS,
    REASONS,
    SENTENCES,
    boxed,
    square,
    strip,
    town_and_rest,
    two_parts,
)


def _down(form: Form, x: float, y: float, width: float, height: float, words: str) -> None:
    """A narrow cell whose label runs from top to bottom in its middle; 住所（旧） becomes 旧住所."""
    form.page.tint(x, y, width, height, form.shade)
    form.page.frame(x, y, width, height, form.rule)
    outside, _, inside = words.replace("　", "").rstrip("）").partition("（")
    words = inside + outside
    points = min(9.0, (height - 1.5) / len(words) / 0.3528)
    em = points * 0.3528
    gap = min(2.0, (height - 2 - em * len(words)) / len(words))
    length = len(words) * (em + gap) - gap
    form.label(x + (width - em) / 2, y + (height - length) / 2, words, points, down=True, gap=gap)


def side_words(form: Form) -> None:
    """Each label runs downwards in a narrow cell to the left of its value, in the head and for the persons."""
    case, word = form.case, form.case.label
    form.middle(12, word("title"), 17)
    serial(form, 158, 20)
    y = 27.0
    for which in ("former", "new"):
        _down(form, 10, y, 8, 22, word(f"{which}_address"))
        address_in(form, (18, y, 112, 22), which)
        _down(form, 130, y, 8, 22, "世帯主")
        form.filled((138, y, 62, 22), case.show(f"householder.{which}"))
        y += 22
    _down(form, 10, y, 8, 20, "本籍")
    form.page.frame(18, y, 112, 20, form.rule)
    form.value_in((18, y, 112, 11), case.show("registered_domicile"))
    form.label(19, y + 12.5, word("register_head"), 8)
    form.value_in((44, y + 10, 84, 9), case.show("register_head"))
    _down(form, 130, y, 8, 20, "年月日")
    for row, name in enumerate(("planned_on", "notified_on")):
        form.page.frame(138, y + row * 10, 62, 10, form.rule)
        form.label(139, y + row * 10 + 0.8, word(name), 7)
        form.value_in((138, y + row * 10 + 3, 62, 7), case.show(name))
    y += 25
    for index in range(len(case.persons)):
        v = case.person(index, "kana name birth_date sex relationship")
        form.labelled((10, y, 7, 22), str(index + 1))
        _down(form, 17, y, 7, 22, "氏名")
        form.page.frame(24, y, 54, 22, form.rule)
        form.label(25, y + 1.2, word("kana"), 7)
        form.value_in((24, y + 3.6, 54, 6.4), v["kana"], points=9)
        form.value_in((24, y + 10, 54, 11), v["name"], points=12)
        x = 78.0
        for label, width, value in ((word("birth_date"), 34, v["birth_date"]), (word("sex"), 9, v["sex"]),
                                    (word("relationship"), 20, v["relationship"])):  # fmt: skip
            _down(form, x, y, 7, 22, label)
            form.filled((x + 7, y, width, 22), value, "middle")
            x += 7 + width
        form.captioned((x, y, 200 - x, 11), word("code"), case.code(index))
        form.captioned((x, y + 11, 200 - x, 11), word("number"), case.number(index))
        y += 22
    form.note(12, y + 3, form.rng.choice(HINTS), 184)
    form.sign(20, 250, sentence=form.rng.choice(SENTENCES), points=12)


PARTS = ("都道府県・市区町村", "町名・地番", "方書")


def tiles(form: Form) -> None:
    """Persons in a grid of two by two; surname and given name have cells of their own, addresses three."""
    case, word = form.case, form.case.label
    form.label(15, 12, word("title"), 18)
    form.label(120, 14, f"{case.household.town}　　第{form.rng.randrange(9000) + 1000}号", 9)
    y = form.row(15, 24, 6, (30, "l", "区　分"), *zip((50, 54, 46), "lll", PARTS, strict=True))
    for which in ("former", "new"):
        town, rest = town_and_rest(form, which)
        y = form.row(15, y, 11, (30, "l", word(f"{which}_address")), (50, "v", town), (54, "v", rest),
                     (46, "v", building(form, which)))  # fmt: skip
    y += 3
    y = form.row(15, y, 8, (34, "l", word("former")), (56, "v", case.show("householder.former")),
                 (34, "l", word("new")), (56, "v", case.show("householder.new")))  # fmt: skip
    y = form.row(15, y, 8, (34, "l", word("planned_on")), (56, "v", case.show("planned_on")),
                 (34, "l", word("notified_on")), (56, "v", case.show("notified_on")))  # fmt: skip
    y = form.row(15, y, 9, (20, "l", word("registered_domicile")), (88, "v", case.show("registered_domicile")),
                 (26, "l", word("register_head")), (46, "v", case.show("register_head")))  # fmt: skip
    y += 4
    for index in range(4):
        _tile(form, 15 + 92 * (index % 2), y + 52 * (index // 2), index)
    y += 106
    form.note(16, y, form.rng.choice(HINTS), 176)
    form.sign(20, 258, sentence=form.rng.choice(SENTENCES), points=12)


def _tile(form: Form, x: float, y: float, index: int) -> None:
    case, word = form.case, form.case.label
    if index >= len(case.persons):
        form.page.frame(x, y, 88, 48, 0.4)
        form.page.line(x, y + 48, x + 88, y, 0.2)
        return
    v = case.person(index, "kana name birth_date sex relationship health_insurance")
    family_kana, given_kana = two_parts(v["kana"])
    family, given = two_parts(v["name"])
    form.labelled((x, y, 8, 18), f"({index + 1})")
    form.row(x + 8, y, 7, (14, "l", "セイ"), (26, "v", family_kana), (14, "l", "メイ"), (26, "v", given_kana))
    form.row(x + 8, y + 7, 11, (14, "l", "氏"), (26, "v", family), (14, "l", "名"), (26, "v", given))
    form.row(x, y + 18, 7.5, (22, "l", word("birth_date")), (40, "v", v["birth_date"]), (12, "l", "性別"),
             (14, "c", v["sex"]))  # fmt: skip
    form.row(x, y + 25.5, 7.5, (22, "l", word("relationship")), (26, "v", v["relationship"]),
             (20, "l", word("health_insurance")), (20, "c", v["health_insurance"]))  # fmt: skip
    form.row(x, y + 33, 7.5, (30, "l", word("code")), (58, "v", case.code(index)))
    form.row(x, y + 40.5, 7.5, (30, "l", word("number")), (58, "v", case.number(index, " ")))
    form.page.frame(x, y, 88, 48, 0.4)


BAND = 5.0
"""Height of a label's band."""


def _banded(form: Form, x: float, y: float, height: float, *cells: tuple[float, str, str]) -> float:
    """Cells side by side, each with its label on a band above its value: width, label, value. Gives their end."""
    for width, words, value in cells:
        form.labelled((x, y, width, BAND), words, spread=False, points=8)
        form.filled((x, y + BAND, width, height - BAND), value)
        x += width
    return y + height


def bands(form: Form) -> None:
    """Today's: a title in two languages, a square code, boxes to tick, bands of labels, figures for a machine below."""
    case, word = form.case, form.case.label
    a_page = 2 if case.foreign else 3
    starts = range(0, len(case.persons), a_page)
    for page, start in enumerate(starts):
        if page:
            form.turn_page()
        form.label(15, 13, word("title"), 19)
        form.label(15, 21.5, "CERTIFICATE OF MOVING-OUT", 9)
        square(form, 177, 10, 17)
        form.label(112, 15, f"{page + 1} / {len(starts)} 枚", 9)
        x = boxed(form, 96, 21.5, ("世帯全員", "一部"), "世帯全員" if case.household.whole else "一部")
        form.label(x, 21.5, f"事由：{form.rng.choice(REASONS)}", 8.5)
        y = 31.0 if page else _banded_head(form, 31)
        for index in range(start, min(start + a_page, len(case.persons))):
            y = _banded_person(form, y + 4, index)
    form.sign(20, 247, sentence=form.rng.choice(SENTENCES), points=12)
    strip(form, 282)


def _banded_head(form: Form, y: float) -> float:
    case, word = form.case, form.case.label
    for which in ("former", "new"):
        y = _banded(form, 15, y, 13.5, (112, word(f"{which}_address"), case.show(f"{which}_address")),
                    (68, word("building"), building(form, which)))  # fmt: skip
    return _banded(form, 15, y, 13.5, (46, word("former"), case.show("householder.former")),
                   (46, word("new"), case.show("householder.new")), (44, word("planned_on"), case.show("planned_on")),
                   (44, word("notified_on"), case.show("notified_on")))  # fmt: skip


def _banded_person(form: Form, y: float, index: int) -> float:
    case, word = form.case, form.case.label
    foreign = case.persons[index].foreign
    home = (case.blank, case.blank) if foreign else (case.show("registered_domicile"), case.show("register_head"))
    v = case.person(index, "kana name birth_date sex relationship")
    top = y
    y = _banded(form, 23, y, 12.5, (58, word("kana"), v["kana"]), (66, word("name"), v["name"]),
                (36, word("birth_date"), v["birth_date"]), (12, "性別", v["sex"]))  # fmt: skip
    y = _banded(form, 23, y, 12.5, (28, word("relationship"), v["relationship"]),
                (104, word("registered_domicile"), home[0]), (40, word("register_head"), home[1]))  # fmt: skip
    if case.foreign:
        f = case.person(index, "alias nationality status_of_residence period_of_stay stay_until card_number")
        y = _banded(form, 23, y, 12.5, (52, word("alias"), f["alias"]), (34, word("nationality"), f["nationality"]),
                    (86, word("status_of_residence"), f["status_of_residence"]))  # fmt: skip
        y = _banded(form, 23, y, 12.5, (40, word("period_of_stay"), f["period_of_stay"]),
                    (62, word("stay_until"), f["stay_until"]), (70, word("card_number"), f["card_number"]))  # fmt: skip
    y = _banded(form, 23, y, 12.5, (86, word("code"), case.code(index)),
                (86, word("number"), case.number(index, " ")))  # fmt: skip
    form.labelled((15, top, 8, y - top), str(index + 1))
    return y


MODERN = ("Noto Sans", "Noto Serif", "BIZ UDMincho", "BIZ UDGothic")

LAYOUTS = (
    Drawing("side-words", side_words, persons=(1, 4), points=(9.0, 10.5), inks=(GREEN, BROWN, BLACK), shade=0.1,
            drift=0.4, printers=("laser", "dots", "carbon"), dates=("half", "full", "short")),
    Drawing("tiles", tiles, persons=(1, 4), points=(8.5, 10.0), inks=(BLUE, VIOLET, BLACK), shade=0.14, drift=0.3,
            printers=("laser", "thermal"), dates=("half", "letter", "padded", "gannen")),
    Drawing("bands", bands, persons=(1, 4), foreign=0.6, values=MODERN, fixed=False, points=(8.5, 10.5), shade=0.16,
            drift=0.0, blanks=(*STARS, ""), dates=("full", "half", "gannen"), inks=(BLACK, RUST)),
)  # fmt: skip
