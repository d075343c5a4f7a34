"""A stranger's TIFF: a PNG of the same dots, or no picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from base import child
from devices.card import tiff
from devices.card.virtual.residence import mmr


def _tiff(image: Image.Image, compression: str = "group4") -> bytes:
    made = io.BytesIO()
    image.save(made, "TIFF", compression=compression)
    return made.getvalue()


def test_the_same_dots_come_out_padding_or_not() -> None:
    for data in (mmr("髙橋 𠮷"), mmr("髙橋 𠮷").ljust(7000, b"\0")):
        png = tiff.to_png(data)
        with Image.open(io.BytesIO(png)) as after, Image.open(io.BytesIO(data)) as before:
            assert after.format == "PNG" and after.convert("1").tobytes() == before.convert("1").tobytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"II*\0",
        b"\x89PNG\r\n\x1a\n",
        mmr("AB")[:40],
        b"II*\0" + b"\xff" * 100,
        _tiff(Image.new("1", (9000, 9000), 1)),
    ],
    ids=["nothing", "mark", "png", "cut", "noise", "huge"],
)
def test_what_cannot_be_decoded_is_no_picture(data: bytes) -> None:
    assert tiff.to_png(data) == b""


def test_what_is_no_tiff_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "run", None)
    assert tiff.to_png(b"\x89PNG") == b""
