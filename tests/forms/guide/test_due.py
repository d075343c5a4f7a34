from datetime import date

import pytest

from forms.guide.description import Deadline
from forms.guide.due import due_day


@pytest.mark.parametrize(
    ("unit", "count", "first", "start", "last"),
    [
        ("days", 14, False, "2026-11-10", "2026-11-24"),
        ("days", 14, True, "2026-11-11", "2026-11-24"),  # 戸籍法43条: the day of birth is the first
        ("days", 14, False, "2026-11-07", "2026-11-24"),  # Saturday, Sunday, a holiday
        ("days", 14, False, "2026-12-18", "2027-01-04"),  # year end
        ("months", 3, False, "2026-11-30", "2027-03-01"),  # 28 February, a Sunday
        ("months", 3, False, "2026-11-20", "2027-02-22"),
        ("years", 2, False, "2028-02-29", "2030-02-28"),
        ("before", 0, False, "2026-11-22", "2026-11-22"),
    ],
)
def test_last_day(unit: str, count: int, first: bool, start: str, last: str) -> None:
    assert due_day(Deadline("born_on", unit, count, first, "law"), date.fromisoformat(start)) == date.fromisoformat(
        last
    )


def test_nobody_knows_the_first_day() -> None:
    assert due_day(Deadline("born_on", "days", 14, True, "law"), None) is None
