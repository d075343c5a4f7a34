"""An annex that says by numbers whose its values are."""

from __future__ import annotations

from forms.certificate.arranging.people.numbered_people import told_by_number
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from tests.forms.certificate.lines import segment

COLUMNS = [segment("(1)", 600, 100), segment("(2)", 1000, 100)]
PART = segment("(2)", 100, 500)


def hit(name: str, top: float, *values: tuple[str, float]) -> Hit:
    spots = tuple(Spot((segment(text, left, top),)) for text, left in values)
    return Hit(f"members[].{name}", segment("見出し", 300, top), spots, 0)


TABLE = hit("pension", 160, ("1号", 605), ("第2号", 1005))
FOREIGN = [hit("nationality", 500, ("韓国", 600)), hit("status_of_residence", 560, ("永住者", 600))]


def told(hits: list[Hit], numbers: list, count: int = 2) -> list[tuple[str, int, str, bool]] | None:
    sheet = told_by_number(Sheet(hits), numbers, count)
    return sheet and [
        (each.target.removeprefix("members[]."), each.member, each.spots[0].segments[0].text, each.clear)
        for each in sheet.hits
    ]


def test_values_belong_to_the_number_above_them_or_left_of_their_part():
    assert told([TABLE, *FOREIGN], [*COLUMNS, PART]) == [
        ("pension", 0, "1号", True),
        ("pension", 1, "第2号", True),
        ("nationality", 1, "韓国", True),
        ("status_of_residence", 1, "永住者", True),
    ]


def test_where_not_everybody_has_a_number_all_are_in_doubt():
    assert [each[1:] for each in told(FOREIGN, [PART])] == [(1, "韓国", False), (1, "永住者", False)]


def test_numbers_of_labels_of_nobody_or_of_too_many_count_no_people():
    assert told([FOREIGN[0]], [PART]) is None  # it may count the label
    assert told(FOREIGN, []) is None
    assert told(FOREIGN, [PART], count=1) is None
    assert told(FOREIGN, [PART], count=0) is None


def test_a_page_that_names_somebody_counts_its_own_people():
    assert told([hit("name", 440, ("見本　太郎", 600)), *FOREIGN], [PART]) is None
