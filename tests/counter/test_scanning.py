"""The code on the form before the counter's camera."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from base.trouble import Trouble
from counter.scanning import LOOK_FOR_S, look_for_code
from forms.visit import new_id
from forms.visit_code import visit_code


def seen(content: str) -> np.ndarray:
    """What a camera sees of a printed code."""
    import zxingcpp

    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode)
    picture = np.asarray(zxingcpp.write_barcode_to_image(code, scale=6))
    picture = np.pad(picture, 40, constant_values=255)
    return np.repeat(picture[:, :, None], 3, axis=2).astype(np.uint8)


class Camera:
    """Shows pictures one after the other, the last for ever; each takes a second of the clock."""

    def __init__(self, clock, *pictures) -> None:
        self._clock, self._pictures, self.closed = clock, list(pictures), 0

    def frame(self) -> np.ndarray:
        self._clock.advance(1)
        picture = self._pictures.pop(0) if len(self._pictures) > 1 else self._pictures[0]
        if isinstance(picture, Trouble):
            raise picture
        return picture

    def close(self) -> None:
        self.closed += 1


BLANK = np.full((300, 300, 3), 255, np.uint8)


def test_the_code_is_found_among_other_things(clock) -> None:
    visit_id = new_id()
    camera = Camera(clock, BLANK, seen("https://example.invalid"), seen(visit_code(visit_id)))
    assert look_for_code(camera, clock, lambda: False) == visit_id
    assert camera.closed == 1


def test_it_gives_up_in_time(clock) -> None:
    camera = Camera(clock, BLANK)
    start = clock.monotonic()
    assert look_for_code(camera, clock, lambda: False) is None
    assert clock.monotonic() - start <= LOOK_FOR_S + 1
    assert camera.closed == 1


def test_it_stops_when_told(clock) -> None:
    camera = Camera(clock, BLANK)
    assert look_for_code(camera, clock, lambda: True) is None
    assert camera.closed == 1


def test_the_camera_is_let_go_on_trouble(clock) -> None:
    camera = Camera(clock, Trouble("camera_absent"))
    with pytest.raises(Trouble):
        look_for_code(camera, clock, lambda: False)
    assert camera.closed == 1


def test_f6_opens_the_visit(qtbot, put, clean, desk, open_window, clock, tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.counter.hands import settled

    visit_id = put(clean)
    window = open_window(desk_=replace(desk, camera=Camera(clock, seen(visit_code(visit_id)))))
    window.read_code()
    settled(qtbot, window)
    settled(qtbot, window)
    assert window.view.review.visit.id == visit_id


@pytest.mark.expected_log()
def test_f6_without_a_camera_that_works_says_so(qtbot, desk, open_window, clock) -> None:
    from dataclasses import replace

    from tests.counter.hands import settled

    window = open_window(desk_=replace(desk, camera=Camera(clock, Trouble("camera_absent"))))
    window.read_code()
    settled(qtbot, window)
    assert window.foot.notice
