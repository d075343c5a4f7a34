"""What a page gives of a field: of a person twice, or without a label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.entries import collect
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from tests.forms.certificate.lines import segment
from tools.sheets.simulated import Masked


@pytest.mark.parametrize(("again", "placed"), [("淺野　綾", True), ("性別", False)])
def test_a_value_that_two_labels_give_is_in_its_place_where_one_of_them_is_certain(again, placed):
    def hit(target: str, text: str, top: float, member: int, confirmed: bool) -> Hit:
        spot = Spot((segment(text, 600, top),), confirmed=confirmed)
        return Hit(target, segment("氏名", 100, top), (spot,), member)

    hits = [
        hit("members[].name", "淺野　綾", 200, 0, False),  # beneath the label of the one before
        hit("members[].name", again, 200, 0, True),  # beside its own
        hit("members[].birth_date", "平成2年9月21日", 300, 0, True),
    ]
    entries = {entry.path: entry for entry in collect(Sheet(hits), Masked())}
    assert (entries["members[0].name"].value.value, entries["members[0].name"].placed) == ("淺野　綾", placed)


def test_a_date_of_issue_without_a_label_needs_no_clear_era_either():
    row = segment("令和8年5月1日", 300, 900)
    row = replace(row, glyphs=(replace(row.glyphs[0], confidence=0.1), *row.glyphs[1:]))
    (issued,) = collect(Sheet([], [row, segment("石巻市長", 300, 1000)]), Masked())[:1]
    assert (issued.path, issued.value.value, issued.value.confidence) == ("issued_on", "2026-05-01", 0.99)
