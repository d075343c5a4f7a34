"""The drawn sheets say what their truth says, with no text over another; a few are drawn to the end."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from forms.fields import Kind, find_field_type
from tools.strangers import numbers
from tools.strangers.conditions import CONDITIONS
from tools.strangers.drawn import codes, ground, ink, mishaps, stamps
from tools.strangers.drawn.canvas import FORM, PRINTER, Canvas, Crowded, Text
from tools.strangers.drawn.layouts import GROUPS
from tools.strangers.drawn.plan import NUMBERS, DrawnSheet, group_of, plan
from tools.strangers.writing import HALF, SEXES, era_of


def printed(sheet: DrawnSheet) -> str:
    """What the printer added, in the order in which it was drawn, then the words that it chose by rings."""
    pages = sheet.form.pages
    added = [text.words for page in pages for text in page.texts if text.layer == PRINTER]
    return "\n".join([*added, *(ring.words for page in pages for ring in page.rings)])


def shows_date(words: str, day: date) -> bool:
    figures = words.translate(HALF).replace("元年", "1年")
    years = (era_of(day)[3], day.year)
    return any(re.search(rf"(?<!\d)0?{year}\D+0?{day.month}\D+0?{day.day}(?!\d)", figures) for year in years)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_truth_is_drawn(number: int) -> None:
    sheet = plan(number)
    lines, manner = printed(sheet), sheet.case.manner
    words = "".join(lines.split())
    for path, value in sheet.case.truth.items():
        row = find_field_type(path)
        assert row, path
        if path in sheet.case.instead:
            assert "".join(sheet.case.instead[path].split()) in words, path
            continue
        if row.kind is Kind.DATE:
            assert shows_date(lines, date.fromisoformat(value)), path
            continue
        written = SEXES[value] if row.kind is Kind.SEX else manner.reading(value) if row.kind is Kind.KANA else value
        assert "".join(written.split()) in words, path


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sheet_says_what_a_certificate_must(number: int) -> None:
    case = plan(number).case
    assert {"planned_on", "issued_on", "issuer", "former_address", "new_address", "members[0].name"} <= (
        case.truth.keys()
    )
    assert all(hidden[-1] == numbers.check_digit(hidden[:-1]) for hidden in case.hidden)


def test_a_number_is_always_the_same_sheet() -> None:
    assert plan(NUMBERS[0]).form.pages == plan(NUMBERS[0]).form.pages


def test_layouts_and_conditions_all_have_their_turn() -> None:
    assert {plan(number).layout.name for number in NUMBERS} == {
        layout.name for group in GROUPS for layout in group.layouts
    }
    assert all(np.gcd(len(group.order), len(group.layouts)) == 1 for group in GROUPS)
    kept = {1200: False, 1239: False, 1250: True, 1279: True, 1400: False, 1450: True}
    assert {number: group_of(number).kept for number in kept} == kept


def text(x: float, y: float, words: str) -> Text:
    return Text(x, y, words, "IPAGothic", 10, FORM)


def test_a_text_over_another_is_refused() -> None:
    canvas = Canvas(100, 50)
    canvas.write(text(10, 10, "旧住所"))
    with pytest.raises(Crowded, match="lies over 旧住所"):
        canvas.write(text(15, 11, "新住所"))


def test_a_text_that_leaves_the_page_is_refused() -> None:
    with pytest.raises(Crowded, match="leaves the page"):
        Canvas(100, 50).write(text(95, 10, "住所"))


def test_a_rule_through_a_text_is_refused() -> None:
    canvas = Canvas(100, 50)
    canvas.write(text(10, 10, "旧住所"))
    canvas.line(15, 5, 15, 40)
    with pytest.raises(Crowded, match="runs through 旧住所"):
        canvas.check()


def test_half_width_characters_take_half_a_square_on_a_printer_of_fixed_pitch() -> None:
    one, other = (Text(0, 0, words, "BIZ UDGothic", 10, PRINTER, fixed=True) for words in ("１２", "12"))
    assert one.length == pytest.approx(2 * other.length)


@pytest.mark.parametrize("kind", ["laser", "dots", "thermal", "carbon"])
def test_every_printer_leaves_its_ink_and_the_form_its_own(kind: str) -> None:
    canvas = Canvas(60, 30)
    canvas.write(text(5, 5, "氏名"))
    canvas.write(Text(20, 5, "髙木 12", "IPAMincho", 10, PRINTER, fixed=True))
    canvas.line(5, 20, 50, 20, 0.4)
    rng = np.random.default_rng(3)
    paper = np.full((236, 472, 3), 255, np.uint8)
    page = ink.draw(rng, canvas, 200, ink.Ink((60, 120, 20)), ink.Ink((0, 0, 0), kind, (0.5, 0.2)), paper)
    label, value = page[40:70, 40:100], page[40:70, 160:320]
    assert value.min() < 110
    assert label[:, :, 1].min() > 100 > label[:, :, 2].min()
    assert (page[150:165, 100] < 250).any()


@pytest.mark.parametrize("kind", ground.KINDS)
def test_a_photocopy_shows_the_word(kind: str) -> None:
    plain, copied = (
        ground.make(np.random.default_rng(1), (100, 80), 60, kind=kind, copied=copied) for copied in (False, True)
    )
    assert plain.shape == copied.shape == (189, 236, 3)
    assert (copied[:, :, 0] == 208).sum() > 200 > (plain[:, :, 0] == 208).sum()


def test_a_stamp_lets_the_print_below_show() -> None:
    page = np.full((200, 200, 3), 255, np.uint8)
    page[90:110] = 0
    stamps.press(np.random.default_rng(1), page, stamps.Stamp(10, 10, 17, "前橋市長之印", turn=3), 200)
    assert page[95:105].max() == 0
    assert (page[:, :, 2].astype(int) - page[:, :, 0]).max() > 100


def test_codes_of_a_host_stand_for_values() -> None:
    assert codes.seven(date(1990, 5, 13)) == "4-020513"
    assert codes.seven(date(1990, 5, 13), foreign=True) == "0-19900513"
    assert codes.relationship("妻") == "12 妻"
    assert codes.relationship("妻の母") == "99 妻の母"


def test_a_ring_chooses_a_word_of_the_form() -> None:
    canvas = Canvas(60, 30)
    canvas.ring(canvas.write(text(20, 10, "男")))
    canvas.write(text(30, 10, "女"))
    paper = np.full((236, 472, 3), 255, np.uint8)
    page = ink.draw(np.random.default_rng(1), canvas, 200, ink.Ink((0, 0, 255)), ink.Ink((0, 0, 0)), paper)
    black = page.max(axis=2) < 100
    assert [ring.words for ring in canvas.rings] == ["男"]
    assert black[:, 150:193].any() and not black[:, 225:].any()


@pytest.mark.parametrize("name", sorted(mishaps.ALL.keys() - CONDITIONS.keys()))
def test_damage_is_the_same_each_time(name: str) -> None:
    page = np.full((351, 248, 3), 255, np.uint8)
    page[100:110, 40:200] = 0
    first, again = (mishaps.ALL[name].take(np.random.default_rng(7), page.copy(), 30) for _ in range(2))
    assert np.array_equal(first, again)
    assert first.min() < 128, "the print is lost"
