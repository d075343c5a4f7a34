"""Connected parts: numbered and measured as OpenCV does it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from forms.certificate.pixels.components import find_components


@pytest.mark.parametrize("connectivity", [4, 8])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.4, 0.95, 1.0])
def test_parts_are_those_of_opencv(share: float, connectivity: int) -> None:
    picture = (np.random.default_rng(7).random((61, 47)) < share).astype(np.uint8) * 255
    count, numbers, measures, _ = cv2.connectedComponentsWithStats(picture, connectivity=connectivity)
    parts, stats = find_components(picture, connectivity)
    assert np.array_equal(parts, numbers)
    assert stats.shape == (count, 5)
    assert np.array_equal(stats[1:], measures[1:])
    assert not stats[0].any()


def test_a_part_of_a_picture_may_be_asked_about() -> None:
    page = np.zeros((40, 60), np.uint8)
    page[10:15, 20:50] = 1
    page[12:30, 48:50] = 1
    _, stats = find_components(page[5:35, 10:55])
    assert stats.tolist() == [[0, 0, 0, 0, 0], [10, 5, 30, 20, 5 * 30 + 15 * 2]]
