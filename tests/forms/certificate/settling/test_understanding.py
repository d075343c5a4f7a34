"""Whether a page was understood: by how much of its text is nobody's."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.data.values import Value
from forms.certificate.settling.understanding import doubt_unless_understood
from forms.fields import Kind
from tests.forms.certificate.lines import segment

KNOWN = ["昭和55年1月1日", "男", "世帯主", "令和8年9月1日", "山田　太郎", "ヤマダ　タロウ", "東京都", "京都市"]
UNKNOWN = ["C1異なる日", "C2移る先", "C3移る元", "D1呼び名", "D2読み", "D3生まれ", "D4続き", "D5男女"]
FACTS = ["10", "11", "＊＊＊", "印", "１２３４", "－", "13", "14"]
ENTRIES = [Entry("moved_on", Kind.DATE, Value("令和8年9月1日", "2026-09-01", 0.99, True, ()))]


def page(left: list[str], em: float = 40.0, values: int = 8) -> Sheet:
    """Values of known labels, and what is left over in another size."""
    label = segment("届出", 0, 0)
    hits = [Hit("moved_on", label, (Spot((segment(text, 200, 60 * at),)),)) for at, text in enumerate(KNOWN[:values])]
    return Sheet(hits, [segment(text, 900, 60 * at, em=em) for at, text in enumerate(left)])


def test_nothing_is_certain_of_a_page_that_leaves_as_much_over_as_it_gave() -> None:
    assert [entry.placed for entry in doubt_unless_understood(ENTRIES, page(UNKNOWN))] == [False]


@pytest.mark.parametrize(
    "sheet",
    [
        page([]),
        page(UNKNOWN[:7]),
        page(UNKNOWN[:2], values=2),
        page(UNKNOWN, em=20.0),
        page(FACTS),
        page(["複写", "複写複写", "写複写"] * 4),
        page([f"{text}を届け出てください。" for text in UNKNOWN]),
        Sheet([], [segment(text, 0, 0) for text in UNKNOWN]),
    ],
    ids=[
        "nothing left",
        "few texts",
        "a short page",
        "fine print",
        "numbers and marks",
        "a copy",
        "sentences",
        "no value",
    ],
)
def test_other_pages_are_left_as_they_are(sheet: Sheet) -> None:
    assert doubt_unless_understood(ENTRIES, sheet) == ENTRIES


def test_a_mark_of_a_photocopy_that_was_misread_counts_for_nothing_either() -> None:
    sheet = page(["複写"] * 3)
    sheet.loose += [segment("植写", 900, 60 * at, em=60.0) for at in range(9)]
    assert doubt_unless_understood(ENTRIES, sheet) == ENTRIES
