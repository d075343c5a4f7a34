"""The field vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from base.texts import LANGUAGES
from forms.display import label
from forms.fields import (
    FIELDS,
    MAX_MEMBERS,
    Kind,
    Privacy,
    find_field_type,
    get_field_type,
    kana_path,
    member_fields,
    member_of,
    member_path,
    name_path,
    paper_order,
)
from forms.reading import Source
from forms.strength import origin, rank


def test_one_row_a_pattern_and_choices_only_for_choices():
    assert len({row.pattern for row in FIELDS}) == len(FIELDS)
    assert all(bool(row.choices) == (row.kind is Kind.CHOICE) for row in FIELDS)
    assert all(len(choice) <= row.max_length for row in FIELDS for choice in row.choices)
    assert {row.pattern for row in FIELDS if row.privacy is Privacy.OPEN} == {"kind"}
    assert not [row for row in FIELDS if "individual_number" in row.pattern]


def test_the_sample_speaks_the_vocabulary():
    for path in json.loads(Path("samples/household.json").read_text(encoding="utf-8")):
        assert get_field_type(path)


@pytest.mark.parametrize(
    "path",
    ["", "name", "members[].name", "members[20].name", "members[01].name", "members[-1].name", "members[0].phone",
     "members[0]", "members[0].name ", "members[٣].name", "kind.kind"],
)  # fmt: skip
def test_no_such_path(path):
    assert find_field_type(path) is None
    with pytest.raises(KeyError):
        get_field_type(path)


def test_paths_of_members():
    assert member_path(3, "name") == "members[3].name"
    assert member_of("members[3].name") == 3 and member_of("phone") is None
    assert find_field_type(f"members[{MAX_MEMBERS - 1}].name").path(2) == "members[2].name"
    assert get_field_type("phone").path() == "phone"
    assert {row.pattern for row in member_fields()} == {row.pattern for row in FIELDS if row.of_member}


def test_paper_order_is_the_visit_and_then_person_by_person():
    paths = ["members[1].name", "members[0].sex", "phone", "members[0].name", "kind"]
    assert sorted(paths, key=paper_order) == ["kind", "phone", "members[0].name", "members[0].sex", "members[1].name"]


def test_every_field_has_a_label_in_every_language():
    for row in FIELDS:
        for language in LANGUAGES:
            assert label(row.path(0) if row.of_member else row.path(), language)
        if not row.of_member:
            assert (label(row.pattern, "ja"), label(row.pattern, "en").lower()) == (row.label, row.english.lower())


def test_every_field_knows_how_much_each_source_weighs():
    for row in FIELDS:
        path = row.path(0) if row.of_member else row.path()
        assert sorted(rank(path, source) for source in Source) == list(range(len(Source)))
        assert rank(path, Source.CLERK) == 0


def test_what_one_person_typed_twice_is_one_origin():
    assert origin(Source.PRE_ENTRY) == origin(Source.VISITOR)
    assert len({origin(source) for source in Source}) == len(Source) - 1


def test_a_name_and_its_reading_lead_to_each_other() -> None:
    assert name_path("members[1].kana") == "members[1].name"
    assert kana_path("members[1].name") == "members[1].kana"
    assert {name_path("register_head"), kana_path("register_head")}.isdisjoint(row.pattern for row in FIELDS)
