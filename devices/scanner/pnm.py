"""Reads the raw pictures (PNM) that scanimage writes, strictly: the size is known before a pixel is touched.

Own reader, because a decoder of many formats should not meet a file whose length is not checked yet.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from base.trouble import Trouble

if TYPE_CHECKING:
    import numpy as np

_HEADER = re.compile(rb"P([456])\s+(?:#[^\n]*\n\s*)*(\d{1,6})\s+(\d{1,6})\s+(?:(\d{1,5})\s)?")
_HEADER_BYTES = 512


def read_pnm(file: Path, max_pixels: int) -> np.ndarray:
    """One picture as height × width × 3, blue-green-red, uint8.

    Raises:
        Trouble: scanner_failed when the file is not a whole picture (a failed scanimage leaves 35 bytes),
            page_too_large when it has more pixels than allowed.
    """
    import numpy as np

    with file.open("rb") as stream:
        head = stream.read(_HEADER_BYTES)
    found = _HEADER.match(head)
    if not found:
        raise Trouble("scanner_failed")
    kind, width, height = (int(found[i]) for i in (1, 2, 3))
    # A bitmap has no greatest value; what the pattern took for one there would be pixels.
    bits = 1 if kind == 4 else {255: 8, 65535: 16}.get(int(found[4] or 0), 0)
    start = found.end(3) + 1 if kind == 4 else found.end()
    if not bits or not width or not height:
        raise Trouble("scanner_failed")
    if width * height > max_pixels:
        raise Trouble("page_too_large")
    channels = 3 if kind == 6 else 1
    row_bytes = (width * channels * bits + 7) // 8
    if file.stat().st_size != start + row_bytes * height:
        raise Trouble("scanner_failed")
    raw = np.fromfile(file, dtype=np.uint8, offset=start).reshape(height, row_bytes)
    if bits == 1:
        raw = (1 - np.unpackbits(raw, axis=1)[:, :width]) * np.uint8(255)
    elif bits == 16:
        raw = raw[:, ::2]  # big-endian: the first byte of each sample is the one that counts
    pixels = raw.reshape(height, width, channels)
    return np.repeat(pixels, 3, axis=2) if channels == 1 else np.ascontiguousarray(pixels[:, :, ::-1])
