"""Row 13: camera missing, busy, black, frozen, hanging: told within three seconds, so that typing can take over."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from base.clock import HeldClock
from base.texts import LANGUAGES, action, message
from base.trouble import Trouble
from devices.camera.api import TROUBLES, CameraLimits, CameraStatus
from devices.camera.opencv import OpenCvCamera
from devices.camera.virtual import VirtualCamera

pytestmark = pytest.mark.expected_log("devices.camera_trouble")


def first_trouble(camera: OpenCvCamera, clock: HeldClock, limit_s: float = 3.0) -> tuple[str, float]:
    """The first trouble, and the seconds on the clock until it came, at ten frames a second."""
    began = clock.monotonic()
    while clock.monotonic() - began <= limit_s:
        try:
            camera.frame()
        except Trouble as trouble:
            return trouble.id, clock.monotonic() - began
        clock.advance(0.1)
    return "", clock.monotonic() - began


def sequence(folder: Path, pictures: list[np.ndarray]) -> str:
    for number, picture in enumerate(pictures):
        assert cv2.imwrite(str(folder / f"f{number:03d}.png"), picture)
    return str(folder / "f%03d.png")


def test_the_promise_in_seconds() -> None:
    limits = CameraLimits()
    assert max(limits.answer_s, limits.black_s, limits.frozen_s) <= 3


def test_missing(clock: HeldClock) -> None:
    assert first_trouble(OpenCvCamera(63, clock=clock), clock)[0] == "camera_absent"


@pytest.mark.parametrize(
    ("level", "id"), [(0, "camera_black"), (120, "camera_frozen")], ids=["covered lens", "frozen driver"]
)
def test_black_and_frozen_within_three_seconds(tmp_path: Path, clock: HeldClock, level: int, id: str) -> None:
    still = np.full((24, 32, 3), level, np.uint8)
    camera = OpenCvCamera(sequence(tmp_path, [still] * 40), clock=clock)
    told, seconds = first_trouble(camera, clock)
    camera.close()
    assert told == id
    assert seconds <= 3


def test_unplugged_at_every_frame(tmp_path: Path, clock: HeldClock) -> None:
    for frames in range(1, 6):
        folder = tmp_path / str(frames)
        folder.mkdir()
        camera = OpenCvCamera(
            sequence(folder, [np.full((8, 8, 3), 50 + n, np.uint8) for n in range(frames)]), clock=clock
        )
        assert first_trouble(camera, clock)[0] == "camera_failed"
        assert camera.frame().shape == (8, 8, 3)  # plugged in again
        camera.close()


class Hanging:
    """A driver that does not come back from opening until it is let go."""

    def __init__(self, may_go: threading.Event) -> None:
        self._may_go = may_go

    def __call__(self, source: int | str) -> Hanging:
        self._may_go.wait(20)
        return self

    def opened(self) -> bool:
        return False

    def release(self) -> None:
        """Nothing is held."""


def test_a_hanging_driver_is_left_behind() -> None:
    may_go = threading.Event()
    camera = OpenCvCamera(0, CameraLimits(answer_s=0.1), open_capture=Hanging(may_go))
    with pytest.raises(Trouble, match="camera_failed"):
        camera.frame()
    may_go.set()


@pytest.mark.parametrize("fault", list(TROUBLES))
def test_virtual_and_its_texts(fault: CameraStatus) -> None:
    camera = VirtualCamera()
    camera.fault = fault
    with pytest.raises(Trouble) as caught:
        camera.frame()
    for language in LANGUAGES:
        assert message(caught.value, language)
        assert action(caught.value, language)
    camera.fault = CameraStatus.READY
    assert camera.frame().any()
