"""The second decoder, pyzbar, in a child process: zbar can abort the process that it runs in."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

from base import child

if TYPE_CHECKING:
    import numpy as np

SECONDS = 5.0
MEMORY = 2 * 1024**3
_HEAD = struct.Struct("<II")


def read_codes(gray: np.ndarray) -> list[str]:
    """The texts of the QR codes in a gray picture; empty when there are none or zbar fails.

    Args:
        gray: height × width, uint8.
    """
    height, width = gray.shape
    try:
        answer = child.run(__name__, _HEAD.pack(height, width) + gray.tobytes(), seconds=SECONDS, memory=MEMORY)
    except child.ChildFailed:
        return []  # It is only a second opinion: none is no trouble.
    return json.loads(answer)


def serve(data: bytes) -> bytes:
    """The child's side: picture in, JSON list of texts out."""
    import numpy as np
    from pyzbar.pyzbar import ZBarSymbol, decode

    height, width = _HEAD.unpack_from(data)
    gray = np.frombuffer(data, np.uint8, offset=_HEAD.size).reshape(height, width)
    found = decode(gray, symbols=[ZBarSymbol.QRCODE])
    # zbar guesses at the coding of binary payloads; ours are ASCII, so anything else is not ours.
    return json.dumps([code.data.decode("ascii") for code in found if code.data.isascii()]).encode()
