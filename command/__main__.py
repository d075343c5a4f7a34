import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

# Set before anything loads numpy: its products are small here, and threads that wait for each other spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from command.main import main  # noqa: E402


def _leave(status: int) -> NoReturn:
    """Ends this process at once. Python takes everything apart before: a tenth of a second where models are loaded."""
    atexit._run_exitfuncs()
    with suppress(BrokenPipeError):  # nobody listens any more
        sys.stdout.flush()
    os._exit(status)


if __name__ == "__main__":  # and not in a process that a bench starts
    status = main()
    if sys.argv[1:3] == ["read", "certificate"]:  # whose threads have come to their ends
        _leave(status)
    sys.exit(status)
