import os
import sys

# Set before anything loads numpy: its products are small here, and threads that wait for each other spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from command.main import main  # noqa: E402

if __name__ == "__main__":  # and not in a process that a bench starts
    sys.exit(main())
