"""Columns headed 旧 and 新, and what stands beneath their table."""

from __future__ import annotations

from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.places.nodes import Label, Place, box_of
from forms.certificate.arranging.tables.sides import take_matrix
from tests.forms.certificate.lines import segment


def label(text: str, left: float, top: float) -> Label:
    (piece,) = find_pieces(segment(text, left, top))
    return Label(piece, box_of(piece.segment))


def place(text: str, left: float, top: float) -> Place:
    line = segment(text, left, top)
    return Place((line,), box_of(line))


def test_a_relationship_in_a_table_beneath_two_columns_heads_no_row_of_these():
    heads = [place("旧", 440, 420), place("新", 1385, 420)]
    values = [place("別府泰三", 440, 720), place("別府泰三", 1385, 720)]
    values += [place("非加入", 1240, 1050), place("第1号", 1510, 1050)]
    labels = [label("世帯主", 180, 720), label("世帯主", 436, 1050)]  # what somebody is, in a table of its own
    told = {(target, each.text) for _, target, rows in take_matrix(labels, [*heads, *values]) for each in rows}
    assert told == {("householder.former", "別府泰三"), ("householder.new", "別府泰三")}
