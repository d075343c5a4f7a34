"""A surname in half width, weighed in all lines of a household."""

from __future__ import annotations

import pytest

from forms.certificate.names.readings import hold_against_names
from tests.forms.certificate.names.test_weighing import line, read


@pytest.mark.parametrize(
    ("lost", "value", "vouched"),
    [
        ((0.95, 0.95), "オオタ", True),
        ((0.05, 0.05), "オオダ", True),
        ((0.05, 0.95), "オオタ", False),  # one line says ｵｵﾀ, the other ｵｵﾀﾞ
        ((0.8, 0.8), "オオタ", False),
    ],
)
def test_lines_that_leave_a_doubt_each_leave_none_together(lost, value, vouched):
    """How likely each line has no ﾞ behind ｵｵﾀ; both are read of 太田."""
    people = [("太田　桜", "ｵｵﾀﾞ ｻｸﾗ"), ("太田　清", "ｵｵﾀﾞ ｷﾖｼ")]
    lines = [line(said, at3=("", share)) for (_, said), share in zip(people, lost, strict=True)]
    rows = [read(name, given, at) for at, ((name, _), given) in enumerate(zip(people, lines, strict=True))]
    told = hold_against_names([each for row in rows for each in row])[3]
    assert told.vouched is vouched
    assert told.value.value.partition("　")[0] == value
    assert not hold_against_names(rows[1])[1].vouched


def test_lines_of_two_surnames_say_nothing_of_each_other():
    rows = [*read("太田　桜", line("ｵｵﾀﾞ ｻｸﾗ", at3=("", 0.95))), *read("山田　清", line("ﾔﾏﾀﾞ ｷﾖｼ", at3=("", 0.95)), 1)]
    assert not hold_against_names(rows)[1].vouched
