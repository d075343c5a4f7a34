"""The visitor's copy: every label in two languages, every value exactly as on the notification."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from base.texts import LANGUAGES
from forms.display import label, shown
from forms.paper.copying import FORM, copy_data
from forms.paper.copying import LANGUAGES as COPIED
from forms.paper.description import get_form
from forms.paper.fill import compose, fill
from forms.paper.values import FormData

HOUSEHOLD = json.loads((Path(__file__).resolve().parents[3] / "samples" / "household.json").read_text(encoding="utf-8"))
DATA = FormData(HOUSEHOLD, reception_number="0042", visit_id="a" * 26)


def entries(data: FormData) -> dict[str, dict[str, str]]:
    """Japanese label → its row."""
    rows = [
        {name: data.values.get(f"form.entry[{row}].{name}", "") for name in ("label", "own", "value", "said")}
        for row in range(data.rows("entry"))
    ]
    return {each["label"]: each for each in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_is_for_those_who_do_not_read_the_notification(language):
    assert (copy_data(DATA, language) is None) == (language == "ja")


@pytest.mark.parametrize("language", COPIED)
def test_labels_stand_in_both_languages_and_values_as_on_the_notification(language):
    rows = entries(copy_data(DATA, language))
    for path in ("new_address", "moved_on", "phone", "members[2].name", "members[1].birth_date", "members[0].sex"):
        row = rows[label(path)]
        assert row["own"] == label(path, language) != row["label"]
        assert row["value"] == shown(path, HOUSEHOLD[path])
    assert rows[label("members[2].name")]["said"] == "" and rows[label("new_address")]["said"] == ""
    assert rows[label("members[1].birth_date")]["said"] == shown("members[1].birth_date", "1987-07-02", language)


def test_a_relationship_is_said_in_the_visitors_language():
    rows = entries(copy_data(DATA, "en"))
    assert rows[label("members[1].relationship")]["value"] == "妻"
    assert rows[label("members[1].relationship")]["said"] == "Wife"


def test_what_the_notification_does_not_say_is_not_on_the_copy():
    secret = {"members[0].resident_code": "12345678901", "members[0].health_insurance": "有"}
    said = entries(copy_data(FormData({**HOUSEHOLD, **secret, "form.whole_household": "part"}), "en"))
    for path in (*secret, "issuer", "planned_on", "notifier.name"):
        assert label(path) not in said
    out = entries(copy_data(FormData({**HOUSEHOLD, "kind": "moving_out"}), "en"))
    assert label("planned_on") in out


@pytest.mark.parametrize("language", COPIED)
def test_every_language_is_printed_with_every_character(language):
    data = copy_data(DATA, language)
    assert not [flag for page in compose(get_form(FORM), data) for flag in page.flagged]
    document = pypdfium2.PdfDocument(fill(FORM, data))
    text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")
    assert len(document) == 1
    for value in data.values.values():
        assert value == language or value.replace(" ", "") in text.replace(" ", ""), value


def test_a_large_family_goes_on_overleaf():
    values = HOUSEHOLD | {
        f"members[{row}].{name}": HOUSEHOLD[f"members[1].{name}"]
        for row in range(3, 9)
        for name in ("name", "kana", "birth_date", "sex", "relationship")
    }
    assert len(pypdfium2.PdfDocument(fill(FORM, copy_data(FormData(values), "ko")))) == 3
