"""What is guessed of how a sheet lies before text is looked for on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.pictures import load_pictures
from forms.certificate.pixels.turning import looks_turned
from tests.forms.certificate.conftest import SAMPLES

SAMPLE_NAMES = ("certificate-grid.png", "certificate-list.png")


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sheet_on_its_side_looks_turned_and_no_other(name: str) -> None:
    (picture,) = load_pictures(SAMPLES / name)
    told = []
    for turns in range(4):
        sheet = np.rot90(picture, turns)
        told.append(looks_turned(np.ascontiguousarray(sheet[:, :, 2]), np.eye(3), sheet.shape[1::-1]))
    assert told == [False, True, False, True]


def test_a_sheet_without_text_does_not() -> None:
    bare = np.full((1200, 900), 255, np.uint8)
    cv2.rectangle(bare, (100, 100), (800, 1100), 0, 3)
    assert not looks_turned(bare, np.eye(3), (900, 1200))
