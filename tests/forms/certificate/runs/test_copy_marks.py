"""Marks of a photocopy are no part of a value that they stand beside."""

from __future__ import annotations

from forms.certificate.runs.copy_marks import parted_from_marks
from tests.forms.certificate.lines import EM, segment


def test_a_row_of_large_marks_is_parted_wherever_it_begins():
    lines = [segment("方書", 100, 50), segment("第二清水903号室", 100, 100), segment("本籍", 100, 150)]
    marks = [segment(text, 700, 60, em=4 * EM) for text in ("写複", "写複写", "复", "复写複写")]
    assert parted_from_marks([*lines, *marks]) == (lines, marks)


def test_marks_and_large_parts_of_them_are_parted_from_what_is_printed():
    lines = [segment("続柄", 100, 100), segment("子", 300, 100), segment("写", 100, 200)]
    marks = [segment("複写", 400, 90, em=3 * EM), segment("写", 900, 90, em=3 * EM)]
    assert parted_from_marks([*lines[:2], *marks, lines[2]]) == (lines, marks)
    assert parted_from_marks([]) == ([], [])
