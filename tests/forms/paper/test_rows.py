"""Lists of a form's own: rows that are no members."""

from __future__ import annotations

import pytest

from base.trouble import Trouble
from forms.paper.description import get_form
from forms.paper.fill import compose, fill_form
from forms.paper.values import FormData

from .test_fill import text_by_pdfium

TOML = """title = "試"

[rows.thing]
name = { label = "もの", max_length = 10 }
state = { label = "状態", choices = { new = "新", old = "旧" }, default = "new" }

[[sheet]]
id = "first"
background = 1
rows = 2
rows_of = "thing"
pitch = 20

[[sheet]]
id = "next"
background = 1
rows = 3
rows_of = "thing"
pitch = 20
continues = true

[[text]]
sheet = ["first", "next"]
text = ["{form.thing[].number}", "{form.thing[].name}", "{form.thing[].state:word}"]
join = " "
box = [20, 60, 90, 10]

[[text]]
text = "{form.thing.count} in all"
box = [20, 20, 90, 10]

[[tick]]
sheet = ["first", "next"]
box = [150, 60, 3, 3]
when = { "form.thing[].state" = "old" }
"""


def things(*names: str, **more: str) -> FormData:
    return FormData({f"form.thing[{i}].name": name for i, name in enumerate(names)} | more)


@pytest.fixture
def form(write_form):
    return get_form("try", write_form(TOML, background=True))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (99, 34)])
def test_no_row_falls_off_the_last_page(form, count: int, pages: int) -> None:
    filled = fill_form(form, things(*(f"n{i:02}" for i in range(count))))
    text = text_by_pdfium(filled.pdf)
    assert filled.pages == pages
    for i in range(count):
        assert f"{i + 1} n{i:02} 新" in text
    assert (f"{count} in all" in text) == bool(count)


def test_rows_without_data_stay_empty(form) -> None:
    (page,) = compose(form, things("n00"))
    assert len(page.texts) == 2
    assert page.ticks == ()


def test_ticks_follow_their_row(form) -> None:
    (page,) = compose(form, things("a", "b", **{"form.thing[1].state": "old"}))
    assert [box.top for box in page.ticks] == [80]


def test_members_and_own_rows_do_not_count_each_other(form) -> None:
    data = FormData({f"members[{i}].name": "髙橋" for i in range(9)})
    assert fill_form(form, data).pages == 1
    assert data.rows("members") == 9 and data.rows("thing") == 0


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("form.thing[0].nam", "a"),
        ("form.things[0].name", "a"),
        ("form.thing[0].state", "odd"),
        ("form.thing[0].name", "a" * 11),
        ("form.thing[100].name", "a"),
        ("form.thing[00].name", "a"),
        ("form.thing[].name", "a"),
        ("form.thing[0]", "a"),
    ],
)
def test_wrong_rows_are_refused(form, path: str, value: str) -> None:
    with pytest.raises(Trouble, match="data_invalid"):
        fill_form(form, FormData({path: value}))


def test_what_cannot_be_printed_is_named_by_its_row(form) -> None:
    filled = fill_form(form, things("a", "\ue000"))
    assert filled.flagged[0].path == "form.thing[1].number"
    filled_text = text_by_pdfium(filled.pdf)
    assert "手書きで補ってください（2件目の" in filled_text


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ('rows_of = "thing"', 'rows_of = "think"', "sheet[0].rows_of", "did you mean 'thing'"),
        ('rows_of = "thing"\n', "", "text[0]", "has members"),
        ("{form.thing[].name}", "{form.thing[].nam}", "text[0].text", "did you mean 'form.thing[].name'"),
        ("{form.thing[].name}", "{members[].name}", "text[0]", "names members, thing"),
        ('= "old"', '= "odd"', "tick[0].when.form.thing[].state", "did you mean 'old'"),
        ("[rows.thing]", "[rows.Thing]", "rows.Thing", "no name"),
        ('title = "試"', 'title = "試"\n[input.thing]\nlabel = "a"', "rows.thing", "names something else"),
    ],
)
def test_mistake_in_rows_is_told(write_form, old: str, new: str, key: str, says: str) -> None:
    with pytest.raises(Trouble) as caught:
        get_form("try", write_form(TOML.replace(old, new)))
    assert caught.value.details["key"] == key
    assert says in caught.value.details["problem"]
