"""What can be but one thing to say of the person in whose block it stands."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.people.unmistakable import with_unmistakable
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from tests.forms.certificate.arranging.people.test_blocks import people
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("text", "field"),
    [("第3号", "pension"), ("永住者", "status_of_residence"), ("UH41827365PA", "card_number"), ("妻", "relationship")],
)
def test_what_only_one_field_says_is_that_ones_in_doubt(text, field) -> None:
    found = with_unmistakable(Sheet(people(), [segment(text, 900, 750)]))
    assert [(hit.target, hit.member, hit.clear) for hit in found.hits[2:]] == [(f"members[].{field}", 1, False)]
    assert not found.loose


@pytest.mark.parametrize("text", ["有", "平成30年2月10日", "大久保"])
def test_what_several_fields_say_is_nobodys(text) -> None:
    assert with_unmistakable(Sheet(people(), [segment(text, 900, 750)])).hits[2:] == []


def test_of_two_such_texts_nobody_knows_which() -> None:
    texts = [segment("第1号", 900, 750), segment("第3号", 1200, 750)]
    assert with_unmistakable(Sheet(people(), texts)).loose == texts


def test_beneath_all_people_it_is_nobodys() -> None:
    assert with_unmistakable(Sheet(people(), [segment("永住者", 900, 1500)])).hits[2:] == []


@pytest.mark.parametrize(("top", "given"), [(330, True), (500, False)])
def test_of_a_pages_only_person_it_is_what_stands_among_that_ones_lines(top, given) -> None:
    label = segment("氏名", 0, 0)
    spots = (
        ("members[].name", segment("佐藤一郎", 300, 300)),
        ("members[].birth_date", segment("昭和5年1月2日", 300, 360)),
    )
    alone = [Hit(target, label, (Spot((text,)),), 0) for target, text in spots]
    found = with_unmistakable(Sheet(alone, [segment("第3号", 900, top)])).hits[2:]
    assert [(hit.target, hit.member, hit.clear) for hit in found] == (
        [("members[].pension", 0, False)] if given else []
    )
