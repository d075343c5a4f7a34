"""Numbers in the corners of cells, and the legend that says what they stand for."""

from __future__ import annotations

from forms.certificate.arranging.labels.legend import with_labels_of_legend
from forms.certificate.pixels.cells import Cell
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import segment

LABELS = ("従来の住所", "今後の住所", "従来の世帯主", "届出の日", "氏名", "生年月日", "性別", "続柄")
HEAD = ("千葉県松戸市根本1", "東京都墨田区業平2", "瀬川靖", "令和8年10月26日")
PEOPLE = (("瀬川靖", "昭和39年5月17日", "男", "世帯主"), ("瀬川友紀", "昭和47年12月26日", "女", "妻"))
LEGEND_CELL = 40


class Ruled:
    """A head of one column and rows of four cells for people, all 600 by 100 pixels, and one cell for the legend."""

    def __init__(self):
        self.cells = [Cell(0, 100 * at, 600, 100 * at + 100) for at in range(4)]
        self.cells += [Cell(600 * x, 1000 + 100 * y, 600 * x + 600, 1100 + 100 * y) for y in range(2) for x in range(4)]
        self.cells += [Cell(0, 2000, 2400, 3000)] * (LEGEND_CELL + 1 - len(self.cells))


def form(marks: str, entries: list[str], down: bool = True) -> list[Segment]:
    """A form whose cells have marks in their corners, a character each; ``_`` for one that was not read."""
    values = [*HEAD, *(value for person in PEOPLE for value in person)]
    found = []
    for at, (mark, value) in enumerate(zip(marks, values, strict=True)):
        cell = Ruled().cells[at]
        found += [segment(mark, cell.left + 5, cell.top + 5, at, em=20)] if mark != "_" else []
        found.append(segment(value, cell.left + 60, cell.top + 40, at))
    for at, entry in enumerate(entries):
        x, y = (at // 4, at % 4) if down else (at % 2, at // 2)
        found.append(segment(entry, 20 + 900 * x, 2050 + 60 * y, LEGEND_CELL))
    return found


def labels(segments: list[Segment]) -> list[str]:
    found = with_labels_of_legend(segments, Ruled())
    values = {*HEAD, *(value for person in PEOPLE for value in person)}
    return [each.text for each in found if each.text not in values]


MARKS = "①②③④⑤⑥⑦⑧⑤⑥⑦⑧"
NUMBERED = [f"{mark}{label}" for mark, label in zip("①②③④⑤⑥⑦⑧", LABELS, strict=True)]
ALL = [*LABELS, *LABELS[4:]]


def test_each_number_is_the_label_of_the_legend():
    assert labels(form(MARKS, NUMBERED)) == ALL


def test_a_legend_in_rows():
    assert labels(form(MARKS, NUMBERED, down=False)) == ALL


def test_numbers_and_labels_of_a_legend_apart():
    apart = form(MARKS, [])
    for at, label in enumerate(LABELS):
        y = 2050 + 60 * at
        apart += [segment("①②③④⑤⑥⑦⑧"[at], 20, y, LEGEND_CELL), segment(label, 120, y, LEGEND_CELL)]
    assert labels(apart) == ALL


def test_numbers_that_were_not_read_or_without_their_circles_are_told_by_the_order():
    assert labels(form("1②3④_⑥⑦8⑤6⑦⑧", NUMBERED)) == [*LABELS[:4], *LABELS[5:], *LABELS[4:]]
    assert labels(form("①B③④⑤⑥⑦⑧⑤⑥⑦⑧", NUMBERED)) == ALL


def test_a_digit_of_two_may_be_lost():
    """From ⑪ on each is the next one after ⑩, and ① of the next person is ⑪ again."""
    more = [f"{mark}{label}" for mark, label in zip(["⑨", "⑩", "①", "12"], LABELS[4:], strict=True)]
    few = ["⑤備考", "⑥手数料", "⑦枚数", "⑧人数"]
    found = labels(form("①②③④⑨⑩①②⑨⑩①②", [*NUMBERED[:4], *few, *more]))
    assert found == ALL


def test_without_a_legend_or_numbers_in_corners_nothing_is_told():
    plain = form(MARKS, NUMBERED[:3])
    assert with_labels_of_legend(plain, Ruled()) == plain
    bare = form("____________", NUMBERED)
    assert with_labels_of_legend(bare, Ruled()) == bare


def test_a_legend_whose_numbers_have_no_order_is_none():
    mixed = form(MARKS, [NUMBERED[at] for at in (3, 0, 6, 1, 7, 2, 5, 4)])
    assert with_labels_of_legend(mixed, Ruled()) == mixed
