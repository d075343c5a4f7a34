"""The child's side of :mod:`base.child`; it imports hardly anything, because whoever asked waits for it.

It imports a module, calls its ``serve(data: bytes)`` with standard input, and writes the answer, bytes or several after
each other, to standard output.
"""

from __future__ import annotations

import importlib
import sys

from base.trouble import Trouble

REFUSED = 3
"""Exit status of a child whose module refused the data: its answer is the id of the trouble."""


def main(arguments: list[str]) -> int:
    """Serves once, within limits.

    Args:
        arguments: the module, seconds of processor time, bytes of address space.
    """
    module, seconds, memory = arguments[0], int(arguments[1]), int(arguments[2])
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve = importlib.import_module(module).serve
    data = sys.stdin.buffer.read()
    try:
        answer = serve(data)
    except Trouble as trouble:
        sys.stdout.buffer.write(trouble.id.encode())
        return REFUSED
    sys.stdout.buffer.writelines([answer] if isinstance(answer, bytes) else answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
