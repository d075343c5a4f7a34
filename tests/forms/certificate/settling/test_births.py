"""A date of birth behind those of the sheet is misread, or these are."""

from __future__ import annotations

import pytest

from forms.certificate.settling.births import doubt_births_to_come
from forms.fields import Kind
from tests.forms.certificate.names.test_readings import entry


@pytest.mark.parametrize(
    ("path", "day", "firm"),
    [
        ("issued_on", "2026-10-08", (True, True)),
        ("issued_on", "2026-10-07", (True, True)),
        ("issued_on", "2026-10-06", (False, False)),
        ("notified_on", "2026-10-06", (False, False)),
        ("planned_on", "2026-10-06", (True, True)),
        ("issued_on", "", (True, True)),
    ],
)
def test_a_birth_after_the_sheet_was_printed_is_never_sure_nor_is_that_day(path, day, firm):
    rows = [entry("members[0].birth_date", Kind.DATE, "2026-10-07", {}, "")]
    rows += [entry(path, Kind.DATE, day, {}, "")] if day else []
    assert tuple(row.firm for row in doubt_births_to_come(rows)) == firm[: len(rows)]
