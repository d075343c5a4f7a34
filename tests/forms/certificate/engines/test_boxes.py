"""Boxes of text out of the detector's map: rapidocr's own, to the last pixel, and lines that touch."""

from __future__ import annotations

import cv2
import numpy as np

from forms.certificate.engines.boxes import boxes_of


def _map(*boxes: tuple[tuple[float, float], tuple[float, float], float, float]) -> np.ndarray:
    """A map of 240 × 320 with boxes (middle, sides, degrees, how likely)."""
    likely = np.zeros((240, 320), np.float32)
    for middle, sides, degrees, level in boxes:
        cv2.fillPoly(likely, [cv2.boxPoints((middle, sides, degrees)).astype(np.int32)], level)
    return cv2.GaussianBlur(likely, (0, 0), 1)


def test_a_box_is_grown_back_to_its_line() -> None:
    (quad,) = boxes_of(_map(((150, 100), (100, 20), 0, 0.9)))
    # Area to circumference, times 1.6: 13 pixels to each side.
    assert np.abs(quad - np.float32([[87, 77], [213, 77], [213, 123], [87, 123]])).max() <= 3


def test_dirt_and_what_is_hardly_likely_are_no_boxes() -> None:
    assert boxes_of(_map(((50, 50), (2, 2), 0, 0.9), ((150, 100), (100, 20), 0, 0.35))) == []


def test_the_boxes_are_those_of_rapidocr() -> None:
    # The package takes seconds to load, and no process that only collects this test needs it.
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    rng = np.random.default_rng(5)
    likely = _map(
        *(
            ((float(x), float(y)), (float(rng.integers(6, 60)), float(rng.integers(3, 14))), float(degrees), 0.8)
            for x, y, degrees in zip(
                rng.integers(0, 320, 60), rng.integers(0, 240, 60), rng.integers(-90, 90, 60), strict=True
            )
        )
    )
    theirs, _ = DBPostProcess(thresh=0.3, box_thresh=0.45, max_candidates=1000, unclip_ratio=1.6, use_dilation=True)(
        likely[None, None], likely.shape
    )
    ours = boxes_of(likely)
    assert len(theirs) > 10
    # Only what rapidocr leaves out, boxes that touch, is added.
    assert {quad.tobytes() for quad in np.float32(theirs)} <= {quad.tobytes() for quad in ours}


def test_a_black_seal_and_the_line_that_it_touches_are_boxes_of_their_own() -> None:
    likely = _map(((150, 100), (180, 10), 0, 0.9), ((280, 110), (60, 14), 0, 0.9), ((246, 104), (10, 4), 0, 0.45))
    line, seal = sorted(boxes_of(likely), key=lambda quad: quad[0, 0])
    assert line[1, 0] < 260 and abs(line[:, 1].mean() - 100) <= 2
    assert seal[0, 0] > 225 and abs(seal[:, 1].mean() - 110) <= 2
