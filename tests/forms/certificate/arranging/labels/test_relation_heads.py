"""People whom their relationship heads."""

from __future__ import annotations

from forms.certificate.arranging.labels.relation_heads import with_relations_told
from tests.forms.certificate.lines import segment

CARDS = ("【世帯主】", "氏名", "渡邊葵", "【子の妻】", "氏名", "渡邊蓮")


def told(*texts: str) -> list[str]:
    lines = [segment(text, 100, 100 * at) for at, text in enumerate(texts)]
    return [each.text for each in with_relations_told(lines)]


def test_a_relationship_in_brackets_above_each_person_is_a_value():
    assert told(*CARDS) == ["続柄", "世帯主", "氏名", "渡邊葵", "続柄", "子の妻", "氏名", "渡邊蓮"]


def test_it_is_none_where_the_page_has_a_label_for_it_or_somebody_has_no_head():
    assert told(*CARDS, "続柄") == [*CARDS, "続柄"]
    assert told(*CARDS, "氏名", "渡邊渉") == [*CARDS, "氏名", "渡邊渉"]


def test_what_stands_beside_anything_is_no_head():
    lines = [segment("【世帯主】", 100, 0), segment("渡邊葵", 500, 0), segment("氏名", 100, 100)]
    assert with_relations_told(lines) == lines
