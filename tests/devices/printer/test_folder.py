"""Printing into a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from base.trouble import Trouble
from devices.printer.api import PrinterStatus, PrintJob
from devices.printer.folder import FolderPrinter
from tests.daemons.printing import document


def test_a_document_lies_there_whole_and_for_our_eyes_only(tmp_path: Path, clock) -> None:
    printer = FolderPrinter(tmp_path / "prints", clock)
    job = printer.print_pdf(document("A"), "kakanai")
    printer.wait(job)
    [file] = (tmp_path / "prints").iterdir()
    assert file == printer.file(job)
    assert file.read_bytes() == document("A") or file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.name.startswith("kakanai-20261121-102400-")


def test_two_documents_of_one_second_do_not_meet(tmp_path: Path, clock) -> None:
    printer = FolderPrinter(tmp_path, clock)
    jobs = {printer.print_pdf(document(), "kakanai").id for _ in range(20)}
    assert len(jobs) == len(list(tmp_path.glob("*.pdf"))) == 20


def test_a_job_whose_document_is_gone_is_not_done(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="print_cancelled"):
        FolderPrinter(tmp_path).wait(PrintJob("kakanai-gone"))


@pytest.mark.expected_log("devices.print_queue_cleared")
def test_half_a_file_of_a_crash_is_cleared_and_a_whole_one_stays(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    job = printer.print_pdf(document(), "kakanai")
    (tmp_path / "kakanai-x.part").write_bytes(b"%PDF-")
    assert printer.clear_queue() == 1
    assert [file.name for file in tmp_path.iterdir()] == [f"{job.id}.pdf"]


def test_a_place_that_cannot_be_a_folder_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    printer = FolderPrinter(tmp_path / "file" / "prints")
    assert printer.status() is PrinterStatus.ABSENT
    with pytest.raises(Trouble, match="print_folder_unwritable") as caught:
        printer.print_pdf(document(), "kakanai")
    assert caught.value.details == {"folder": str(tmp_path / "file" / "prints")}


def test_a_disk_that_fails_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match="print_folder_unwritable"):
        FolderPrinter(tmp_path).print_pdf(document(), "kakanai")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="print_not_pdf"):
        FolderPrinter(tmp_path).print_pdf(b"text", "kakanai")
