import subprocess
import sys

import pytest

from base.trouble import Trouble
from forms.paper.description import form_ids, get_form, list_forms
from forms.paper.strict import find_line

GOOD = """title = "ためしの届"

[input.copies]
label = "通数"
max_length = 2

[style.big]
size = 14

[[sheet]]
id = "first"
background = 1
rows = 3
pitch = 20

[[text]]
text = "{new_address}"
box = [20, 30, 100, 10]
style = "big"

[[text]]
text = "{members[].name}"
box = [20, 60, 60, 10]

[[tick]]
box = [150, 30, 3, 3]
when = { kind = "moving_in" }
"""


def broken(write_form, toml: str) -> dict:
    with pytest.raises(Trouble) as caught:
        get_form("try", write_form(toml))
    assert caught.value.id == "form_broken"
    return caught.value.details


def test_our_forms_are_listed_with_their_titles() -> None:
    assert {form.id: form.title for form in list_forms()} == {
        "acceptance_notice": "届出受理通知書",
        "audit_anchor": "監査記録の控え",
        "child_allowance_claim": "児童手当 認定請求書",
        "child_allowance_end": "児童手当 受給事由消滅届",
        "guide_sheet": "手続案内票",
        "move_notification": "住民異動届",
        "resident_record_copy": "住民票の写し等交付申請書",
        "visitor_copy": "住民異動届の控え",
    }


def test_listing_loads_nothing_heavy() -> None:
    code = (
        "import sys; from forms.paper.description import list_forms; list_forms();"
        "print([m for m in ('reportlab', 'pikepdf', 'uharfbuzz', 'fontTools', 'segno') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_every_form_has_its_background_and_its_sample() -> None:
    for id in form_ids():
        form = get_form(id)
        assert form.background.is_file()
        assert form.sample.is_file()


def test_unknown_form_names_the_nearest() -> None:
    with pytest.raises(Trouble) as caught:
        get_form("move_notifikation")
    assert caught.value.id == "form_unknown"
    assert caught.value.details["near"] == "move_notification"


def test_form_id_is_never_a_path() -> None:
    for id in ("..", "../paper/move_notification", "/etc", "move_notification/", ""):
        with pytest.raises(Trouble, match="form_unknown"):
            get_form(id)


def test_folder_is_all_that_a_new_form_needs(write_form) -> None:
    folder = write_form(GOOD)
    form = get_form("try", folder)
    assert form.title == "ためしの届"
    assert form.texts[0].style.size == 14
    assert form.texts[1].of_row and not form.texts[0].of_row
    assert [row.id for row in list_forms(folder)] == ["try"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ('title = "ためしの届"', 'titel = "ためしの届"', 1, "–", "lacks 'title'"),
        ('style = "big"', 'stile = "big"', 19, "text[0].stile", "did you mean 'style'"),
        ('style = "big"', 'style = "bigg"', 19, "text[0].style", "did you mean 'big'"),
        ("{new_address}", "{new_adress}", 17, "text[0].text", "did you mean 'new_address'"),
        ("{new_address}", "{new_address:erra}", 17, "text[0].text", "did you mean 'era'"),
        ("{new_address}", "{new_address", 17, "text[0].text", "brace"),
        ("[20, 30, 100, 10]", "[20, 30, 200, 10]", 18, "text[0].box", "edge of the page"),
        ("[20, 30, 100, 10]", "[20, 30, 100]", 18, "text[0].box", "left, top, width, height"),
        ("[20, 30, 100, 10]", "[20, 30, 0, 10]", 18, "text[0].box", "empty"),
        ("[20, 60, 60, 10]", "[20, 250, 60, 10]", 23, "text[1].box", "last row"),
        ('"moving_in"', '"moving_on"', 27, "tick[0].when.kind", "did you mean 'moving_in'"),
        ("kind = ", "kint = ", 27, "tick[0].when.kint", "did you mean 'kind'"),
        ("when = { kind", 'sheet = "second"\nwhen = { kind', 27, "tick[0].sheet", "no sheet 'second'"),
        ("size = 14", 'size = "14"', 8, "style.big.size", "wrong type"),
        ("size = 14", "size = true", 8, "style.big.size", "wrong type"),
        ("size = 14", "size = 1400", 8, "style.big.size", "between 3 and 72"),
        ("max_length = 2", "max_lenght = 2", 5, "input.copies.max_lenght", "did you mean 'max_length'"),
        ("rows = 3", "rows = 0", 21, "text[1]", "has no rows"),
        ("pitch = 20", "", 10, "sheet[0]", "needs 'pitch'"),
        ("rows = 3\npitch = 20", "continues = true", 10, "sheet[0]", "needs 'rows'"),
        ("when = { kind = ", "wehn = { kind = ", 25, "tick[0]", "lacks 'when'"),
        ("[[tick]]", "[[tik]]", 25, "tik", "did you mean 'tick'"),
    ],
)
def test_mistake_is_told_with_line_and_key(write_form, old, new, line, key, says) -> None:
    assert old in GOOD
    details = broken(write_form, GOOD.replace(old, new, 1))
    assert (details["line"], details["key"]) == (line, key)
    assert says in details["problem"]
    assert details["file"] == "form.toml"


def test_broken_toml_is_told_with_its_line(write_form) -> None:
    assert broken(write_form, GOOD.replace("size = 14", "size = "))["line"] == 8


def test_description_that_is_no_text_is_broken(write_form, tmp_path) -> None:
    folder = write_form(GOOD)
    (folder / "try/form.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Trouble, match="form_broken"):
        get_form("try", folder)


def test_line_of_a_place_that_is_not_there_is_its_nearest_parent() -> None:
    assert find_line(GOOD, ("text", 1, "valign")) == 21
    assert find_line(GOOD, ("text", 9, "box")) >= 1
