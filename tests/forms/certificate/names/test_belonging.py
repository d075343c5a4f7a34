"""Names and readings that belong together are in their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.names.belonging import place_by_readings
from forms.fields import Kind
from tests.forms.certificate.named import entry


@pytest.mark.parametrize(
    ("written", "said", "other", "together"),
    [
        ("大濱　陽子", "オオハマ　ヨウコ", "眞鍋　雄介", True),
        ("𠮷田　俊彦", "ヨシダ　トシヒコ", "吉田　俊彦", True),  # the householder, who is the same person
        ("大濱　陽子", "オオハマ　タロウ", "眞鍋　雄介", False),
        ("大濱　陽子", "オオハマ　ヨウコ", "大浜　洋子", False),  # who is read so, too
        ("SOUZA BEATRIZ", "ソウザ　ベアトリス", "德永　湊", False),
    ],
)
@pytest.mark.parametrize("found", ["name", "kana"])
def test_what_is_read_so_is_in_its_place_where_the_other_is(written, said, other, together, found):
    rows = [
        entry("householder.former", Kind.NAME, other, {}, ""),
        entry("members[0].name", Kind.NAME, written, {}, ""),
        entry("members[0].kana", Kind.KANA, said, {}, ""),
    ]
    rows = [replace(row, placed=row.path.endswith(found)) for row in rows]
    placed = {row.path: row.placed for row in place_by_readings(rows)}
    assert placed["members[0].name"] is (together or found == "name")
    assert placed["members[0].kana"] is (together or found == "kana")
    assert not placed["householder.former"]


def test_where_neither_is_certain_both_stay_so():
    rows = [
        replace(entry("members[0].name", Kind.NAME, "大濱　陽子", {}, ""), placed=False),
        replace(entry("members[0].kana", Kind.KANA, "オオハマ　ヨウコ", {}, ""), placed=False),
    ]
    assert not any(row.placed for row in place_by_readings(rows))
