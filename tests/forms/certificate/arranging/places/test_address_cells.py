"""Addresses in several cells."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.places.address_cells import with_whole_addresses
from forms.certificate.pixels.cells import Cell
from tests.forms.certificate.lines import segment

HEADS = ("区分", "都道府県・市区町村", "町名・地番", "方書")
ROW = ("旧住所地", "東京都墨田区", "吾妻橋2丁目17番地12", "見本荘101号室")


class Ruled:
    """A head and two rows of four cells, 600 by 100 pixels each."""

    cells = tuple(Cell(600 * x, 100 * y, 600 * x + 600, 100 * y + 100) for y in range(3) for x in range(4))


def form(*rows: tuple[str, ...]):
    texts = [(at, text) for at, text in enumerate(text for row in rows for text in row) if text]
    return [segment(text, Ruled.cells[at].left + 20, Ruled.cells[at].top + 30, at, em=30) for at, text in texts]


def told(*rows: tuple[str, ...]):
    return [(each.cell, each.text) for each in with_whole_addresses(form(*rows), Ruled())]


def test_the_parts_of_an_address_come_into_the_cell_of_the_first():
    second = ("新住所地", "千葉県松戸市", "根本434番地13", "")
    assert told(HEADS, ROW, second) == [
        *((0, "区分"), (3, "方書"), (4, "旧住所地"), (5, "東京都墨田区"), (5, ROW[2]), (7, ROW[3])),
        *((8, "新住所地"), (9, "千葉県松戸市"), (9, "根本434番地13")),
    ]


@pytest.mark.parametrize("heads", [("区分", "住所", "町名・地番", "方書"), ("区分", "市区町村", "氏名", "方書")])
def test_other_heads_are_left_alone(heads):
    assert told(heads, ROW) == list(enumerate((*heads, *ROW)))


def test_heads_without_anything_beneath_them_are_left_alone():
    assert told(HEADS) == list(enumerate(HEADS))
