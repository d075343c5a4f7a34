"""Not a test: writes to a store and is killed, at a step that it is told. Run as a program of its own.

Arguments: the URL of the store, the key file. For each line ``STEP`` on standard input it forks a child that adds
one visit and kills itself (SIGKILL: nothing is tidied up) at that step, and answers with one line of JSON:
``{"visit": id, "acknowledged": whether the add had returned, "completed": whether the step was never reached}``.
``after SECONDS`` kills the child from outside at a moment of no meaning.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import event

from db.crypto import KeyRing
from db.store import Store
from forms.visit import new_id
from tests.db.made import TODAY, submitted


def _strike_at(store: Store, step: int) -> None:
    """Kills this process before or after a statement or a commit, counting both."""
    seen = 0

    def count(*_arguments: object) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    # "commit" comes before the commit itself; what comes after it is the next statement or the end of the add.
    for name in ("before_cursor_execute", "after_cursor_execute", "begin", "commit", "rollback"):
        event.listen(store._engine, name, count)
    event.listen(store._engine.pool, "checkin", count)


def _child(url: str, key_file: Path, visit_id: str, step: int | None, acknowledge: int) -> None:
    store = Store.open(url, KeyRing.load(key_file))
    number = store.next_reception_number(TODAY)
    actions, pages = submitted(number, visit_id)
    if step is not None:
        _strike_at(store, step)
    store.add(actions, expected_version=0, pages=pages)
    os.write(acknowledge, b"a")


def main(url: str, key_file: Path) -> None:
    for line in sys.stdin:
        words = line.split()
        step = None if words[0] == "after" else int(words[0])
        visit_id = new_id()
        receive, send = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(receive)
            _child(url, key_file, visit_id, step, send)
            os._exit(0)
        os.close(send)
        if step is None:
            time.sleep(float(words[1]))
            os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        acknowledged = os.read(receive, 1) == b"a"
        os.close(receive)
        print(json.dumps({"visit": visit_id, "acknowledged": acknowledged, "completed": status == 0}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
