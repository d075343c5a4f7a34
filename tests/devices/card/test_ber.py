"""BER-TLV as cards write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.ber import BerError, encode, objects, read_head

TAGS = st.sampled_from([0xFF20, 0xDF21, 0xDF22, 0x90, 0x7F21, 0x5F37, 0xDF8101])


@given(st.lists(st.tuples(TAGS, st.binary(max_size=300), st.sampled_from([0, 2]))))
def test_what_is_written_is_read(parts: list[tuple[int, bytes, int]]) -> None:
    data = b"".join(encode(tag, value, length_bytes=form) for tag, value, form in parts)
    assert [(tag, bytes(value)) for tag, value in objects(data)] == [(tag, value) for tag, value, _ in parts]


@pytest.mark.parametrize(
    ("head", "tag", "length", "start"),
    [
        ("ff204d", 0xFF20, 0x4D, 3),
        ("ff2082004d", 0xFF20, 0x4D, 5),
        ("ff208183", 0xFF20, 0x83, 4),
        ("ff20820083", 0xFF20, 0x83, 5),
        ("df83010005", 0xDF8301, 0, 4),
        ("9000", 0x90, 0, 2),
        ("ff2083000083", 0xFF20, 0x83, 6),
    ],
)
def test_every_length_form(head: str, tag: int, length: int, start: int) -> None:
    found = read_head(bytes.fromhex(head))
    assert (found.tag, found.length, found.start) == (tag, length, start)


@pytest.mark.parametrize("bad", ["", "ff", "ff20", "ff2080", "ff2082", "ff208200", "ff2084ffffffff", "ff818181"])
def test_no_head_is_told(bad: str) -> None:
    with pytest.raises(BerError):
        read_head(bytes.fromhex(bad))


def test_a_value_beyond_its_frame_is_told() -> None:
    with pytest.raises(BerError):
        list(objects(bytes.fromhex("df2205414243")))


@given(st.binary(max_size=64))
def test_any_bytes_are_objects_or_an_error(data: bytes) -> None:
    try:
        found = list(objects(data))
    except BerError:
        return
    assert sum(len(value) for _, value in found) <= len(data)
