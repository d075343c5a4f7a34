"""The strict reader of raw pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.scanner.pnm import read_pnm

MANY = 1_000_000


def trouble_of(file: Path, max_pixels: int = MANY) -> str:
    with pytest.raises(Trouble) as caught:
        read_pnm(file, max_pixels)
    return caught.value.id


def test_colour_becomes_blue_green_red(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P6\n# SANE data follows\n2 1\n255\n" + bytes([1, 2, 3, 4, 5, 6]))
    assert read_pnm(tmp_path / "p", MANY).tolist() == [[[3, 2, 1], [6, 5, 4]]]


def test_grey_becomes_three_equal_channels(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P5\n2 2\n255\n" + bytes([0, 10, 20, 255]))
    picture = read_pnm(tmp_path / "p", MANY)
    assert picture[:, :, 0].tolist() == [[0, 10], [20, 255]]
    assert (picture[:, :, 0] == picture[:, :, 2]).all()


def test_sixteen_bits_keep_the_upper_eight(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P5\n2 1\n65535\n" + bytes([0x12, 0x34, 0xFF, 0x00]))
    assert read_pnm(tmp_path / "p", MANY)[0, :, 0].tolist() == [0x12, 0xFF]


def test_a_set_bit_of_a_bitmap_is_black(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P4\n9 1\n" + bytes([0b10000000, 0b10000000]))
    assert read_pnm(tmp_path / "p", MANY)[0, :, 0].tolist() == [0, *[255] * 7, 0]


def test_the_35_bytes_that_a_failed_scanimage_leaves_are_no_picture(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P5\n# SANE data follows\n157 196\n255\n")
    assert (tmp_path / "p").stat().st_size == 35
    assert trouble_of(tmp_path / "p") == "scanner_failed"


@pytest.mark.parametrize("cut", [1, 100, 599])
def test_a_picture_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    (tmp_path / "p").write_bytes((b"P6\n20 10\n255\n" + bytes(600))[:-cut])
    assert trouble_of(tmp_path / "p") == "scanner_failed"


def test_a_huge_picture_is_refused_by_its_header_alone(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"P6\n100000 100000\n255\n")
    assert trouble_of(tmp_path / "p") == "page_too_large"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.one_of(st.binary(max_size=64), st.binary(max_size=40).map(lambda rest: b"P6\n2 3\n255\n" + rest)))
def test_any_bytes_are_a_picture_or_a_trouble(tmp_path: Path, payload: bytes) -> None:
    (tmp_path / "p").write_bytes(payload)
    try:
        picture = read_pnm(tmp_path / "p", MANY)
    except Trouble as trouble:
        assert trouble.id in ("scanner_failed", "page_too_large")
    else:
        assert picture.dtype == np.uint8
        assert picture.shape[2] == 3
