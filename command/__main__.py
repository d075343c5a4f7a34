import os
import sys

# Set before anything loads numpy: its products are small here, and threads that wait for each other spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from command.main import main  # noqa: E402

sys.exit(main())
