"""Whether a folder lies on something that can be pulled out and carried away."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SYSFS = Path("/sys")
_MOUNTED = ("/media/", "/run/media/")
"""Where desktops mount what somebody has put in (udisks2)."""


def is_removable(folder: Path, sysfs: Path = _SYSFS) -> bool:
    """Whether a folder is on a USB stick, a card or a disk in a USB case.

    Asked of the kernel: the block device below, or the disk that it is a part of, is removable or hangs on USB. What is
    mounted by a desktop counts as well, whatever it is. A drive letter on Windows is asked of the system.

    Args:
        folder: that exists.
        sysfs: where the kernel tells of its devices.

    Raises:
        OSError: the folder is not there.
    """
    real = folder.resolve(strict=True)
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(f"{real.drive}\\") == 2  # DRIVE_REMOVABLE
    if f"{real}/".startswith(_MOUNTED):
        return True
    number = real.stat().st_dev
    device = (sysfs / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}").resolve()
    if any(part.startswith("usb") for part in device.relative_to(device.anchor).parts):
        return True
    return any(_says_yes(each / "removable") for each in (device, device.parent))


def _says_yes(file: Path) -> bool:
    try:
        return file.read_text().strip() == "1"
    except OSError:  # no disk: memory, a network, a container's layers
        return False
