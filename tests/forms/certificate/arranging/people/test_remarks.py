"""What somebody has noted beneath the table of people."""

from __future__ import annotations

from forms.certificate.arranging.people.remarks import doubt_noted
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment

FIELDS = {"kana": "フリガナ", "name": "氏名", "birth_date": "生年月日", "relationship": "続柄"}


def people(*noted: tuple[str, str, str]) -> list[Hit]:
    """Two people in a table, and what stands beneath it."""
    table = [
        Hit(
            f"members[].{target}",
            segment(word, 100 + 300 * at, 300 + 100 * member, 10 * member + at),
            (Spot((segment("見本", 200 + 300 * at, 300 + 100 * member),), confirmed=True),),
            member,
        )
        for member in (0, 1)
        for at, (target, word) in enumerate(FIELDS.items())
    ]
    beneath = [
        Hit(
            f"members[].{target}", segment(word, 300 * at, 900), (Spot((segment(text, 300 * at, 950),), None, True),), 1
        )
        for at, (target, word, text) in enumerate(noted)
    ]
    return [*table, *beneath]


def doubted(hits: list[Hit]) -> list[str]:
    return [hit.target for hit in doubt_noted(hits) if not hit.clear and not hit.spots[0].confirmed]


def test_one_insurance_noted_beneath_a_table_is_nobodys_for_certain():
    assert doubted(people(("health_insurance", "国保", "あり"))) == ["members[].health_insurance"]


def test_a_row_of_them_beneath_it_is_no_note():
    assert doubted(people(("health_insurance", "国保", "あり"), ("pension", "年金", "無"))) == []


def test_people_without_a_table_have_nothing_else():
    hits = [hit for hit in people(("health_insurance", "国保", "あり")) if hit.member == 1][-2:]
    assert doubted(hits) == []
