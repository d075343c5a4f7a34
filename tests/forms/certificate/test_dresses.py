"""A dressed form is the invented one of its number with other rules, labels, dates …, and tells what stands where."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from tools.arranger.sheets import dressed_examples
from tools.sheets.canvas import Canvas
from tools.sheets.corpus import Certificate
from tools.sheets.invented import dresses
from tools.sheets.invented.dresses import PLAIN, choose, dress
from tools.sheets.invented.style import choose as choose_style
from tools.sheets.paper import Manner, Paper, make_other_manner
from tools.sheets.typefaces import SPARE

TABLE = tomllib.loads(Path(dresses.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FORMS = [(part, form) for part, forms in TABLE.items() for form in forms]
OWN = Manner({"name": "氏名", "birth_date": "生年月日"}, True, "plain", "wide", "", "")
VALUES = {
    "members[0].name": "見本　太郎",
    "members[0].birth_date": "1985-03-14",
    "members[0].sex": "female",
    "householder.former": "見本　太郎",
    "notified_on": "",
}


def written(manner: Manner) -> dict[str, str]:
    """Values as a city of this manner prints them."""
    paper = Paper(SPARE[0], manner, dry=True)
    return {path: paper.written(path, value) for path, value in VALUES.items()}


@pytest.mark.parametrize(("part", "form"), FORMS)
def test_each_form_of_a_part_changes_what_is_drawn(part: str, form: str) -> None:
    worn = dress({part: form})
    style = choose_style(random.Random(1), held_out=False)
    manner = worn.manner(OWN)
    changed = (manner.words, written(manner), worn.style(style).values, worn.pen, worn.ground, worn.ink)
    plain = (OWN.words, written(OWN), style.values, None, None, None)
    assert changed != plain or form == style.values
    assert worn.name == f"{part}.{form}"


@pytest.mark.parametrize(
    ("names", "path", "text"),
    [
        ({"dates": "middots"}, "members[0].birth_date", "昭和６０・３・１４"),
        ({"dates": "points"}, "members[0].birth_date", "昭和６０.３.１４"),
        ({"dates": "filled"}, "members[0].birth_date", "S６０.０３.１４"),
        ({"dates": "both"}, "members[0].birth_date", "１９８５年（昭和６０年）３月１４日"),
        ({"sexes": "brackets"}, "members[0].sex", "（女）"),
        ({"sexes": "code"}, "members[0].sex", "2 女"),
        ({"names": "sama"}, "householder.former", "見本　太郎　様"),
        ({"blanks": "none"}, "notified_on", "なし"),
    ],
)
def test_values_are_written_as_the_dress_has_them(names: dict[str, str], path: str, text: str) -> None:
    assert written(dress(names).manner(OWN))[path] == text


def test_words_are_put_into_what_the_dress_has_for_labels() -> None:
    assert dress({"labels": "lenticular"}).manner(OWN).words == {"name": "【氏名】", "birth_date": "【生年月日】"}
    assert dress({"labels": "spaced"}).manner(OWN).words == {"name": "氏　名", "birth_date": "生　年　月　日"}


def test_the_plain_dress_leaves_a_city_as_it_is() -> None:
    rng = random.Random(3)
    manner, style = make_other_manner(rng), choose_style(rng, held_out=True)
    assert (PLAIN.manner(manner), PLAIN.style(style), PLAIN.name) == (manner, style, "")


@pytest.mark.parametrize(
    ("form", "rules", "dotted"), [("level", 2, False), ("upright", 2, False), ("dotted", 4, True), ("thick", 4, False)]
)
def test_a_pen_draws_the_rules_that_its_form_has(form: str, rules: int, dotted: bool) -> None:
    canvas = Canvas()
    canvas.pen = dress({"rules": form}).pen
    canvas.box(20, 20, 60, 30)
    assert [rule.dotted for rule in canvas.rules] == [dotted] * rules
    for rule in canvas.rules:
        strip = canvas.image.crop((rule.left - 1, rule.top - 1, rule.right + 2, rule.bottom + 2))
        assert strip.convert("L").getextrema()[0] < 60


@pytest.mark.parametrize("number", [0, 7, 11])
def test_a_dressed_form_has_the_household_of_the_invented_one_and_tells_what_stands_where(number: int) -> None:
    (plain, *_), (worn, *_) = (list(Certificate(part, number, dry=True).sheets()) for part in ("invented", "dressed"))
    drawn = next(iter(Certificate("dressed", number).sheets()))
    assert (drawn.runs, drawn.rules, drawn.truth) == (worn.runs, worn.rules, worn.truth)
    names = {path: value for path, value in plain.truth.items() if path.endswith(".name")}
    assert names and names.items() <= worn.truth.items()
    layout, _, parts = Certificate("dressed", number, dry=True).layout.partition("~")
    assert layout == Certificate("invented", number, dry=True).layout
    assert parts == choose(number).name and 2 <= len(parts.split("+")) <= 4


def test_the_network_can_learn_from_dressed_forms() -> None:
    pages = dressed_examples([0, 1])
    assert len(pages) >= 2 and all((page.values > 0).any() for page in pages)
