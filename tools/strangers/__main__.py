"""``python -m tools.strangers FOLDER FIRST COUNT`` writes sheets with what they say."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.strangers.plan import write
from tools.strangers.press import Press


def main() -> None:
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with Press() as press:
        for number in range(first, first + count):
            write(press, folder, number)
            print(number, flush=True)


if __name__ == "__main__":
    main()
