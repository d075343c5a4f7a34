"""Pictures of single characters: square bitmaps of one bit a dot, made into PNG."""

from __future__ import annotations

import math
import struct
import zlib

SIDES = (16, 24, 32, 40, 48, 64)
"""Dots a side that a character may have; 32 fills the licence's file to the byte."""
MAX_LEAD_BYTES = 2
"""Bytes before the dots that say how they are arranged (文字構成), where a card writes them."""


def square(data: bytes | bytearray) -> tuple[int, bytes] | None:
    """The dots a side, and the rows; None when the length is that of no square."""
    for lead in range(MAX_LEAD_BYTES + 1):
        side = math.isqrt(8 * max(0, len(data) - lead))
        if side in SIDES and side * side == 8 * (len(data) - lead):
            return side, bytes(data[lead:])
    return None


def to_png(data: bytes | bytearray) -> bytes:
    """A bitmap as PNG, black (bits that are set) on white; empty when its length is that of no square."""
    found = square(data)
    if found is None:
        return b""
    side, dots = found
    return encode_png(side, side, bytes(byte ^ 0xFF for byte in dots))


def encode_png(width: int, height: int, dots: bytes) -> bytes:
    """Dots of one bit, row by row, each row in whole bytes, set where it is white, as PNG (ISO/IEC 15948)."""
    size = (width + 7) // 8
    rows = b"".join(b"\0" + dots[at : at + size] for at in range(0, height * size, size))
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
