"""The printer itself, as CUPS sees one: takes the document from standard input, lays it into a folder, or fails.

CUPS runs this file by itself (argv: job, user, title, copies, options); it can use nothing of ours. The file
``fault`` beside it says what the printer suffers from.
"""

import os
import sys
import time
from pathlib import Path

STOP = 4  # CUPS_BACKEND_STOP: stop the queue and keep the job
FAILED = 1  # CUPS_BACKEND_FAILED: the queue's error policy decides
POLL_S = 0.05

WAITING = {"paper_out": "media-empty-error", "door_open": "cover-open-error", "offline": "offline-report", "hang": ""}
"""Faults that last until they are lifted, and what the printer says meanwhile."""


def tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    if len(sys.argv) == 1:  # asked which printers there are
        print('direct kakanai "Unknown" "Kakanai"')
        return 0
    root = Path(os.environ["DEVICE_URI"].partition(":")[2])
    document = sys.stdin.buffer.read() if len(sys.argv) < 7 else Path(sys.argv[6]).read_bytes()

    def fault() -> str:
        return (root / "fault").read_text("ascii")

    told = ""
    while (now := fault()) in WAITING:
        if WAITING[now] and WAITING[now] != told:
            told = WAITING[now]
            tell(f"STATE: +{told}")
        time.sleep(POLL_S)
    if told:
        tell(f"STATE: -{told}")
    if now == "jam":
        tell("STATE: +media-jam-error")
        return STOP
    if now == "off":
        tell("STATE: +offline-report")
        return FAILED
    if now != "discard":
        part = root / "printed" / f"{time.time_ns()}-{sys.argv[1]}.part"
        part.write_bytes(document)
        part.rename(part.with_suffix(".pdf"))
    # What an earlier job complained of is deliberately left standing: real printers do that too.
    return 0


sys.exit(main())
