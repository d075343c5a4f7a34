"""No printer takes what is no PDF, nor a title that could say whose it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from base.trouble import Trouble
from devices.printer.api import Printer
from devices.printer.cups import CupsPrinter
from devices.printer.folder import FolderPrinter
from devices.printer.virtual import VirtualPrinter
from tests.daemons.printing import document

PRINTERS = [
    lambda folder: CupsPrinter("x", host=str(folder / "none.sock")),
    FolderPrinter,
    lambda folder: VirtualPrinter(),
]


@pytest.fixture(params=PRINTERS, ids=["cups", "folder", "virtual"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Printer:
    make: Callable[[Path], Printer] = request.param
    return make(tmp_path)


@pytest.mark.parametrize("payload", [b"", b"form", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n%%EOF"])
def test_what_is_no_pdf_is_refused(printer: Printer, tmp_path: Path, payload: bytes) -> None:
    with pytest.raises(Trouble, match="print_not_pdf"):
        printer.print_pdf(payload, "kakanai")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["髙橋 一郎", "", "../form", "a b", "x" * 33])
def test_a_title_that_could_name_somebody_is_a_bug(printer: Printer, title: str) -> None:
    with pytest.raises(ValueError, match="title"):
        printer.print_pdf(document(), title)
