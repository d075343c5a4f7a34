"""Files for people: whole under their own name, or not there at all."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from base.trouble import Trouble
from db.durable import sync_folder


@contextmanager
def whole_file(path: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """A new file, on the disk under its own name only once everything is in it.

    Written beside as ``….part``, synced, and given its name at the end; a stick that is pulled, a full disk or an
    error in between leaves no file of that name. A file that is there is never written over.

    Args:
        path: its name.
        check: reads what was written, before it gets its name, and raises when it is not right.

    Raises:
        Trouble: ``output_exists`` (`path`), ``output_failed`` (`path`).
    """
    half = path.with_name(f"{path.name}.part")
    if os.path.lexists(path):
        raise Trouble("output_exists", path=str(path))
    made = False
    try:
        try:
            handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            made = True
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if sys.platform == "linux":  # so that a check reads from the medium, not from memory
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            if check:
                check(half)
            os.replace(half, path)  # noqa: PTH105
            made = False
            sync_folder(path.parent)
        except OSError as error:
            raise Trouble("output_failed", path=str(path)) from error
    finally:
        if made:
            _forget(half)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files, under its own name only once all of them are on the disk.

    Args:
        path: its name; nothing may be there yet.
        files: name → content.

    Raises:
        Trouble: ``output_exists`` (`path`), ``output_failed`` (`path`).
    """
    half = path.with_name(f"{path.name}.part")
    if os.path.lexists(path):
        raise Trouble("output_exists", path=str(path))
    try:
        shutil.rmtree(half, ignore_errors=True)  # of a stick that was pulled
        half.mkdir(mode=0o700)
        for name, content in files.items():
            with os.fdopen(os.open(half / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(half)
        os.replace(half, path)  # noqa: PTH105
        sync_folder(path.parent)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise Trouble("output_failed", path=str(path)) from error


def _forget(half: Path) -> None:
    try:
        half.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, and the half file with it; its name says what it is


def defused(text: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula.

    Source: OWASP, CSV Injection: a cell that begins with ``= + - @``, a tab or a line break is a formula to some.
    """
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else text


def csv_line(cells: Iterable[object]) -> str:
    """A line of a CSV (RFC 4180) with every formula defused; None is an empty cell."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow([defused("" if cell is None else str(cell)) for cell in cells])
    return text.getvalue()
