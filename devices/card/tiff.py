"""Pictures of residence cards: TIFF of one bit a dot (MMR) made into PNG, in a child process with limits."""

from __future__ import annotations

import io

from base import child

SECONDS = 8
"""Wall-clock and processor time of the child, which decodes a few thousand bytes; on a busy machine its start takes
most of it."""
MEMORY_BYTES = 512 << 20
MAX_PIXELS = 4_000_000
"""The face of a card at 600 dpi has three million."""
_MARKS = (b"II*\0", b"MM\0*")


def to_png(data: bytes) -> bytes:
    """A TIFF as PNG; empty for what is none, or cannot be decoded: the card is read all the same."""
    if not data.startswith(_MARKS):
        return b""
    try:
        return child.run(__name__, data, seconds=SECONDS, memory=MEMORY_BYTES)
    except child.ChildFailed:
        return b""


def serve(data: bytes) -> bytes:
    """The child's side. Whatever it raises ends the child, and there is no picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too large")
        made = io.BytesIO()
        image.convert("1", dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()
