"""Not a test: rotates the keys of a store and is killed (SIGKILL), at a step that it is told. A program of its own.

Arguments: the folder of a store made by test_21_rotation_killed.py. For each line ``STEP FOLDER`` on standard input a
copy of it goes to FOLDER, and a forked child rotates its keys and kills itself at that step; the answer is ``killed``
or ``completed``.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from db import keys_commands


def _strike_at(step: int) -> None:
    """Kills this process after a statement, or before a commit or a change of the key file, counting all."""
    seen = 0

    def count(*_arguments: object) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("after_cursor_execute", "commit"):
        event.listen(Engine, name, count)

    def around(owner: object, name: str) -> None:
        true = getattr(owner, name)

        def act(*words: object) -> object:
            count()
            return true(*words)

        setattr(owner, name, act)

    # Half a key file under another name, a whole one, its own name, and the name on the disk.
    for name in ("fsync", "replace", "open"):
        around(os, name)


def main(made: Path) -> None:
    for line in sys.stdin:
        step, folder = line.split()
        shutil.copytree(made, folder)
        pid = os.fork()
        if pid == 0:
            _strike_at(int(step))
            keys_commands.rotate(f"sqlite:///{folder}/data/k.sqlite", Path(folder) / "keys" / "ring")
            os._exit(0)
        _pid, status = os.waitpid(pid, 0)
        print("completed" if status == 0 else "killed" if status == signal.SIGKILL else f"failed {status}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
