"""Names that survive a power cut: a file's content is safe once the file was synced, its name once its folder was."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut."""
    if sys.platform == "win32":  # folders cannot be opened there, and NTFS journals names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """A folder and those above it, where they are not there yet, each safe before anything is put into it.

    Args:
        folder: to be made.
        mode: of the last one.

    Raises:
        OSError: it cannot be made, or something else has its name.
    """
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for each in reversed(missing):
        sync_folder(each.parent)


def name_new(half: Path, path: Path) -> None:
    """Gives a synced file its own name, which nobody may have yet.

    Raises:
        FileExistsError: somebody has it.
        OSError: any other reason.
    """
    if sys.platform == "win32":
        os.rename(half, path)  # noqa: PTH104  refuses an existing target there, Path.replace does not
    else:
        os.link(half, path)  # refuses an existing target, which rename would replace
        half.unlink()
    sync_folder(path.parent)
