"""Pictures of pages out of files that strangers hand in.

A file is decoded in a child process with limits on memory and time, because a small file can ask for gigabytes and a
decoder can crash. What comes back is pixels; nothing else of the file is looked at.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from base import child
from base.trouble import Trouble

if TYPE_CHECKING:
    import numpy as np

MAX_FILE_BYTES = 40 * 1024 * 1024
"""A colour A4 page at 300 dpi without any compression is 26 MB."""
MEMORY_BYTES = 1_100_000_000
"""Address space of the child, twice what is needed: with 0.6 GB eight photographs of the largest size, six sheets at
600 dpi and an A3 one came out the same to the last bit. With too little PDFium leaves pictures out without a word."""
DECODE_SECONDS = 40.0
"""Wall-clock and processor time of the child."""
MAX_HEAD_BYTES = 1024
"""Of the line that tells the sizes of all pages: eight have a third of it."""
_MODULE = "forms.certificate.pixels.decoding"
_TROUBLES = frozenset(
    {
        "not_a_picture",
        "picture_too_large",
        "empty_document",
        "document_damaged",
        "document_locked",
        "too_many_pages",
    }
)


def load_pictures(path: Path | str) -> list[np.ndarray]:
    """The pages of a PNG, JPEG, TIFF or PDF file.

    Returns:
        BGR uint8 arrays, (height, width, 3), in the order of the pages.

    Raises:
        Trouble: ``file_unreadable``, or as :func:`decode_pictures`.
    """
    # A pipe that nobody writes to would be waited for without an end.
    if not Path(path).is_file():
        raise Trouble("file_unreadable")
    try:
        with Path(path).open("rb") as file:
            # One byte more than allowed tells a file that is too large without reading it.
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        raise Trouble("file_unreadable") from None
    return decode_pictures(data)


def decode_pictures(data: bytes) -> list[np.ndarray]:
    """The pages of a PNG, JPEG, TIFF or PDF.

    Raises:
        Trouble: ``empty_document``, ``picture_too_large``, ``not_a_picture``, ``document_damaged``,
            ``document_slow``, ``document_locked`` or ``too_many_pages``.
    """
    if not data:
        raise Trouble("empty_document")
    if len(data) > MAX_FILE_BYTES:
        raise Trouble("picture_too_large")
    try:
        answer = child.run_mapped(_MODULE, data, seconds=DECODE_SECONDS, memory=MEMORY_BYTES)
    except child.ChildFailed as failed:
        raise Trouble(_trouble_of(failed)) from None
    return _pages(answer)


def _trouble_of(failed: child.ChildFailed) -> str:
    said = failed.answer.decode("ascii", "replace")
    if failed.reason == "refused" and said in _TROUBLES:
        return said
    # A sound file on a machine with too much to do runs out of the same time as one that was made to take long. One
    # that crashed the child, or was killed by its other limits, is damaged for whoever handed it in.
    return "document_slow" if failed.reason == "timed_out" else "document_damaged"


def _pages(answer: memoryview) -> list[np.ndarray]:
    """The first page as it came, which is not to be written to; the others, which are inflated one by one, so that
    hardly more than the pictures is ever held."""
    import numpy as np  # not before the child has begun: it takes half as long as the child

    head = bytes(answer[:MAX_HEAD_BYTES]).partition(b"\n")[0]
    pictures, at = [], len(head) + 1
    for height, width, length, deflated in json.loads(head):
        if deflated:
            flat = _inflated(answer[at : at + length], height * width * 3)
        else:
            flat = np.frombuffer(answer, np.uint8, length, at)
        pictures.append(flat.reshape(height, width, 3))
        at += length
    return pictures


def _inflated(packed: memoryview, size: int) -> np.ndarray:
    import numpy as np

    flat, unpacker, at = np.empty(size, np.uint8), zlib.decompressobj(), 0
    while at < size and (part := unpacker.decompress(packed, 1 << 22)):
        flat[at : at + len(part)] = np.frombuffer(part, np.uint8)
        at, packed = at + len(part), unpacker.unconsumed_tail
    return flat
