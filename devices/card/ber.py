"""BER-TLV as cards write it (ISO/IEC 7816-4 §5.2.2, ISO/IEC 8825-1): tags of several bytes, any definite length.

Real My Number cards are known to write the same file with one-byte and with ``82 hh ll`` lengths, so nothing
here assumes the shortest form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MAX_TAG_BYTES = 3
MAX_LENGTH_BYTES = 3
HEAD_BYTES = 7
"""Enough for any head that we accept whose tag has at most three bytes."""


class BerError(ValueError):
    """These bytes are no BER-TLV, or are cut short. The text carries no content."""


@dataclass(frozen=True, slots=True)
class Head:
    """Tag and length of one object.

    Attributes:
        tag: its bytes as a number, for example 0xFF20.
        length: bytes of the value.
        start: where the value begins.
    """

    tag: int
    length: int
    start: int

    @property
    def end(self) -> int:
        """One past the value's last byte."""
        return self.start + self.length


def read_head(data: bytes | bytearray, offset: int = 0) -> Head:
    """Reads tag and length at an offset. The value itself need not be there.

    Raises:
        BerError: cut short, an indefinite length, or longer than anything on a card.
    """
    try:
        at = offset + 1
        if data[offset] & 0x1F == 0x1F:
            while data[at] & 0x80:
                at += 1
            at += 1
        if at - offset > MAX_TAG_BYTES:
            raise BerError("tag too long")
        tag = int.from_bytes(data[offset:at], "big")
        first = data[at]
        at += 1
        if first < 0x80:
            return Head(tag, first, at)
        count = first & 0x7F
        if not 1 <= count <= MAX_LENGTH_BYTES:
            raise BerError("no definite length of at most three bytes")
        if at + count > len(data):
            raise BerError("length cut short")
        return Head(tag, int.from_bytes(data[at : at + count], "big"), at + count)
    except IndexError:
        raise BerError("head cut short") from None


def objects(data: bytes | bytearray, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytearray]]:
    """The objects that fill ``data[start:end]`` one after the other, as tag and value.

    Raises:
        BerError: an object reaches past the end.
    """
    end = len(data) if end is None else end
    while start < end:
        head = read_head(data, start)
        if head.end > end:
            raise BerError("value cut short")
        yield head.tag, bytearray(data[head.start : head.end])
        start = head.end


def encode(tag: int, value: bytes, *, length_bytes: int = 0) -> bytes:
    """Writes one object; for the virtual cards.

    Args:
        length_bytes: 0 takes the shortest form; 1 forces ``81 LL``, 2 forces ``82 hh ll``.
    """
    size = len(value)
    if length_bytes == 0:
        length_bytes = 0 if size < 0x80 else 1 if size < 0x100 else 2
    length = bytes([size]) if length_bytes == 0 else bytes([0x80 | length_bytes]) + size.to_bytes(length_bytes, "big")
    return tag.to_bytes((tag.bit_length() + 7) // 8, "big") + length + value
