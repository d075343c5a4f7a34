"""A throw-away copy of this machine: an overlay over the root, in a mount namespace of its own.

Whatever is installed, started or removed inside is gone when the script ends; the machine never sees it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SET_UP = r"""
set -eu
work=$(mktemp -d)
mount -t tmpfs -o size=3g tmpfs "$work"
mkdir "$work/changes" "$work/work" "$work/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/changes,workdir=$work/work" "$work/root"
for place in proc sys dev; do mount --rbind "/$place" "$work/root/$place"; done
mount -t tmpfs tmpfs "$work/root/run"
mount -t tmpfs tmpfs "$work/root/tmp"
export CHANGES="$work/changes"
inside() { chroot "$work/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"; }
"""


def run(script: str, *, bring: dict[str, Path], seconds: int = 300) -> str:
    """Runs a shell script beside the copy and returns what it printed.

    Args:
        script: may call ``inside COMMAND …``; ``$CHANGES`` holds what differs from the machine.
        bring: files to lay into the copy's ``/root`` beforehand, by their names there.
        seconds: time-out.
    """
    copies = "".join(f'cp "{file}" "$work/root/root/{name}"\n' for name, file in bring.items())
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", _SET_UP + copies + script],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
