"""The printed anchor: what stands on the paper is taken back, by scanner and by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp

from db.anchor_sheet import sheet
from db.lines import Anchor

ANCHOR = Anchor(48213, bytes(range(100, 132)))
MADE = datetime(2026, 11, 21, 15, 5, tzinfo=UTC)  # after midnight in Japan


@pytest.fixture(scope="module")
def page() -> pypdfium2.PdfPage:
    pdf = sheet(ANCHOR, office="千代田区　麹町出張所", place="kakanai.sqlite", day=date(2026, 11, 21), made=MADE)
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(opened) == 1
        yield opened[0]


def test_the_code_is_the_anchor(page) -> None:
    (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72, grayscale=True).to_pil())
    assert Anchor.parse(code.text) == ANCHOR


def test_what_is_printed_can_be_typed(page) -> None:
    lines = page.get_textpage().get_text_bounded().splitlines()
    assert {"千代田区　麹町出張所", "令和8年11月21日", "48213行", "kakanai.sqlite"} <= set(lines)
    start = lines.index("48213:")
    assert Anchor.parse(" ".join(lines[start : start + 5])) == ANCHOR
    assert any("11月22日" in line and "0時05分" in line for line in lines)


@pytest.mark.parametrize(
    "by_hand",
    [
        lambda text: text.lower(),
        lambda text: text.replace("-", "\n"),
        lambda text: text.replace("-", "ー"),
        lambda text: text.replace("0", "O").replace("1", "l").replace("482l3", "48213"),
        lambda text: "".join(chr(ord(each) + 0xFEE0) if each != "-" else "−" for each in text),
    ],
)
def test_however_it_is_typed(by_hand) -> None:
    assert Anchor.parse(by_hand(ANCHOR.text)) == ANCHOR
