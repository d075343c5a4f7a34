"""Sealing, the key ring and its file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from db.crypto import KeyRing, SealBroken

RING = KeyRing.generate()
ROW = ("actions", "a1", "v1", "1")


@given(st.binary(max_size=300), st.lists(st.text(max_size=8), max_size=4))
def test_what_is_sealed_opens_for_the_same_row(plain: bytes, identity: list[str]) -> None:
    sealed = RING.seal(plain, *identity)
    assert RING.unseal(sealed, *identity) == plain
    assert len(plain) < 8 or plain not in sealed


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(RING.seal("髙橋　一郎".encode(), *ROW))
    sealed[data.draw(st.integers(5, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        RING.unseal(bytes(sealed), *ROW)


@pytest.mark.parametrize(
    "other", [("actions", "a2", "v1", "1"), ("actions", "a1v1", "", "1"), ROW[:3], ("pages", *ROW[1:])]
)
def test_a_value_moved_to_another_row_does_not_open(other: tuple[str, ...]) -> None:
    with pytest.raises(SealBroken):
        RING.unseal(RING.seal(b"x", *ROW), *other)


def test_the_parts_of_an_identity_are_kept_apart() -> None:
    with pytest.raises(SealBroken):
        RING.unseal(RING.seal(b"x", "a", "bc"), "ab", "c")


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\x02" + bytes(60), bytes(60)])
def test_junk_is_no_sealed_value(junk: bytes) -> None:
    with pytest.raises(SealBroken):
        RING.unseal(junk, *ROW)


def test_the_same_value_is_never_sealed_the_same() -> None:
    assert len({RING.seal(b"x", *ROW) for _ in range(100)}) == 100


def test_a_key_that_the_ring_lacks_is_missing_and_not_damage() -> None:
    with pytest.raises(Trouble) as caught:
        KeyRing.generate().unseal(RING.seal(b"x", *ROW), *ROW)
    assert caught.value.id == "key_missing"


def test_a_rotated_ring_opens_the_old_and_seals_with_the_new() -> None:
    new = RING.rotated()
    assert new.unseal(RING.seal(b"old", *ROW), *ROW) == b"old"
    assert new.active != RING.active
    with pytest.raises(Trouble):
        RING.unseal(new.seal(b"new", *ROW), *ROW)
    assert new.blind_index("name", "髙橋") == RING.blind_index("name", "髙橋")


def test_a_blind_index_tells_equal_from_different_and_columns_apart() -> None:
    assert RING.blind_index("name", "髙橋") == RING.blind_index("name", "髙橋")
    others = {
        RING.blind_index("name", "高橋"),
        RING.blind_index("kana", "髙橋"),
        KeyRing.generate().blind_index("name", "髙橋"),
    }
    assert RING.blind_index("name", "髙橋") not in others
    assert len(others) == 3


def test_a_ring_comes_back_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "kakanai.key"
    ring = KeyRing.create(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert KeyRing.load(file).unseal(ring.seal(b"x", *ROW), *ROW) == b"x"
    assert KeyRing.load(file).blind_index("a", "b") == ring.blind_index("a", "b")


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    KeyRing.create(tmp_path / "k")
    before = (tmp_path / "k").read_bytes()
    with pytest.raises(Trouble) as caught:
        KeyRing.create(tmp_path / "k")
    assert caught.value.id == "key_exists"
    assert (tmp_path / "k").read_bytes() == before


def test_a_key_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble) as caught:
        KeyRing.create(tmp_path / "file" / "k")
    assert caught.value.id == "key_unwritable"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    KeyRing.create(tmp_path / "k")
    (tmp_path / "k").chmod(mode)
    with pytest.raises(Trouble) as caught:
        KeyRing.load(tmp_path / "k")
    assert caught.value.id == "key_exposed"


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        KeyRing.load(tmp_path / "none")
    assert caught.value.id == "key_missing"


def _without(name: str) -> bytes:
    ring = {
        "format": "kakanai-keys-1",
        "active": "00000000",
        "keys": {"00000000": "A" * 43 + "="},
        "index": "A" * 43 + "=",
    }
    del ring[name]
    return json.dumps(ring).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe junk",
        b"[]",
        b"{}",
        _without("format"),
        _without("active"),
        _without("keys"),
        _without("index"),
        b'{"format": "kakanai-keys-1", "active": "a", "keys": {"a": "short"}, "index": "!"}',
    ],
)
def test_a_damaged_key_file_is_told_without_its_content(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "k"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(Trouble) as caught:
        KeyRing.load(file)
    assert caught.value.id == "key_damaged"
    assert caught.value.__suppress_context__


def test_keys_are_in_no_repr(tmp_path: Path) -> None:
    ring = KeyRing.create(tmp_path / "k")
    secrets = json.loads((tmp_path / "k").read_text())["keys"].values()
    assert not any(secret in repr(ring) + str(vars(type(ring))) for secret in secrets)


def test_a_key_lies_apart_from_the_data(tmp_path: Path) -> None:
    ring = KeyRing.create(tmp_path / "data" / "deep" / "k")
    for folder in (tmp_path, tmp_path / "data", tmp_path / "data" / "deep", tmp_path / "x" / ".." / "data"):
        with pytest.raises(Trouble) as caught:
            ring.keep_apart(folder)
        assert caught.value.id == "key_beside_data"
    ring.keep_apart(tmp_path / "elsewhere")
    (tmp_path / "link").symlink_to(tmp_path / "data")
    with pytest.raises(Trouble):
        ring.keep_apart(tmp_path / "link")
    KeyRing.generate().keep_apart(tmp_path)  # in memory only: lies nowhere
