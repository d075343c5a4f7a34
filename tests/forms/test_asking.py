"""What somebody who asks and types is offered: every offer is usable, and nothing is offered twice."""

from __future__ import annotations

import pytest

from forms.asking import addable, suggestions
from forms.checks import find_fault
from forms.fields import APPLICATION_KINDS, FIELDS, KINDS, get_field_type
from forms.fusing import Field, State, fuse
from forms.reading import ReadField, Reading, Source
from forms.requirements import get_requirements


def said(**values: str) -> dict[str, Field]:
    rows = tuple(ReadField(path.replace("__", "."), value, value) for path, value in values.items())
    return fuse([Reading(Source.CLERK, rows)])


@pytest.mark.parametrize("kind", KINDS)
def test_every_offer_can_be_stored(kind: str) -> None:
    fields = fuse([], {}, kind)
    for path, field in fields.items():
        if field.state is State.MISSING:
            assert not [each for each in suggestions(path, fields) if find_fault(path, each)]


def test_people_named_already_are_offered_once_and_not_for_a_second_row() -> None:
    fields = fuse(
        [
            Reading(
                Source.CLERK,
                tuple(
                    ReadField(path, value, value)
                    for path, value in {
                        "householder.new": "佐藤　花",
                        "notifier.name": "佐藤　花",
                        "members[0].name": "佐藤　太郎",
                    }.items()
                ),
            )
        ]
    )
    assert suggestions("register_head", fields) == ("佐藤　太郎", "佐藤　花")
    assert suggestions("members[1].name", fields) == ("佐藤　花",)
    assert suggestions("members[0].name", said(householder__new="佐藤　花")) == ("佐藤　花",)


def test_the_householder_is_nobodys_child() -> None:
    rows = {"householder.new": "佐藤　花", "members[0].name": "佐藤　花", "members[1].name": "佐藤　太郎"}
    fields = fuse([Reading(Source.CLERK, tuple(ReadField(path, value, value) for path, value in rows.items()))])
    assert suggestions("members[0].relationship", fields) == ("世帯主",)
    assert "子" in suggestions("members[1].relationship", fields)


def test_what_can_be_added_is_what_is_not_there_and_never_the_resident_code() -> None:
    fields = fuse([Reading(Source.CLERK, (ReadField("members[0].name", "佐藤　花", "佐藤　花"),))])
    found = addable(fields)
    assert found[0] == "members[1].name"
    assert not set(found) & set(fields)
    assert not [path for path in found if path.endswith("resident_code")]
    assert len(found) == len(set(found))
    rest = {get_field_type(path).pattern for path in (*found, *fields)}
    assert rest == {row.pattern for row in FIELDS if not row.pattern.endswith("resident_code")}


@pytest.mark.parametrize("kind", APPLICATION_KINDS)
def test_a_form_of_its_own_is_offered_what_it_has_room_for(kind: str) -> None:
    fields = fuse([Reading(Source.CLERK, (ReadField("members[0].name", "佐藤　花", "佐藤　花"),))], {}, kind)
    found = addable(fields)
    assert {"members[1].name", "new_building", "members[0].kana"} <= set(found)
    assert not {"former_address", "registered_domicile", "issuer", "members[0].alias"} & set(found)
    others = {"copy.document", "allowance.begins", "allowance.ends"} - set(get_requirements(kind).visit)
    assert not others & set(found)
