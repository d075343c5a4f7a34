"""The camera behind OpenCV: recordings stand in for the device, which no test machine has."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from base.clock import HeldClock
from base.trouble import Trouble
from devices.camera.api import CameraLimits, CameraStatus
from devices.camera.opencv import OpenCvCamera

FAST = CameraLimits(answer_s=0.2)
RANDOM = np.random.default_rng(2)


def record(folder: Path, frames: int) -> str:
    """A recording of different frames, as OpenCV reads an image sequence."""
    for number in range(frames):
        picture = np.full((24, 32, 3), 50 + number, np.uint8)
        assert cv2.imwrite(str(folder / f"f{number:03d}.png"), picture)
    return str(folder / "f%03d.png")


class HeldCapture:
    """A driver that waits where it is told to, and counts how often it was opened and let go."""

    def __init__(self) -> None:
        self.open_may_go = threading.Event()
        self.read_may_go = threading.Event()
        self.opens = self.releases = 0

    def __call__(self, source: int | str) -> HeldCapture:
        self.opens += 1
        self.open_may_go.wait(20)
        return self

    def opened(self) -> bool:
        return True

    def read(self) -> np.ndarray | None:
        self.read_may_go.wait(20)
        return RANDOM.integers(0, 255, (4, 4, 3), dtype=np.uint8)

    def release(self) -> None:
        self.releases += 1


def test_frames_come_one_by_one(tmp_path: Path) -> None:
    camera = OpenCvCamera(record(tmp_path, 3))
    assert [int(camera.frame()[0, 0, 0]) for _ in range(3)] == [50, 51, 52]
    camera.close()


@pytest.mark.expected_log("devices.camera_trouble")
def test_a_camera_unplugged_while_it_runs_fails_and_the_next_call_tries_again(tmp_path: Path) -> None:
    camera = OpenCvCamera(record(tmp_path, 1))
    camera.frame()
    with pytest.raises(Trouble, match="camera_failed"):
        camera.frame()
    assert camera.frame().shape == (24, 32, 3)
    camera.close()


@pytest.mark.expected_log("devices.camera_trouble")
def test_no_such_camera_is_absent() -> None:
    assert OpenCvCamera(63).status() is CameraStatus.ABSENT


@pytest.mark.expected_log("devices.camera_trouble")
def test_a_device_that_exists_and_does_not_open_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda path: True)
    assert OpenCvCamera(63).status() is CameraStatus.BUSY


@pytest.mark.expected_log("devices.camera_trouble")
@pytest.mark.parametrize("where", ["open", "read"])
def test_a_driver_that_hangs_holds_nobody_up_and_is_not_asked_twice(where: str) -> None:
    driver = HeldCapture()
    if where == "read":
        driver.open_may_go.set()
    camera = OpenCvCamera(0, FAST, open_capture=driver)
    for _ in range(3):
        with pytest.raises(Trouble, match="camera_failed"):
            camera.frame()
    assert driver.opens == 1
    camera.close()
    left = camera._left_behind
    driver.open_may_go.set()
    driver.read_may_go.set()
    left.join(10)
    assert driver.releases == 1
    assert camera.frame().shape == (4, 4, 3)
    assert driver.opens == 2
    camera.close()


def test_closing_lets_the_device_go_and_the_next_frame_opens_it_again() -> None:
    driver = HeldCapture()
    driver.open_may_go.set()
    driver.read_may_go.set()
    camera = OpenCvCamera(0, open_capture=driver)
    camera.frame()
    camera.close()
    camera.close()
    assert (driver.opens, driver.releases) == (1, 1)
    camera.frame()
    camera.close()
    assert (driver.opens, driver.releases) == (2, 2)


@pytest.mark.expected_log("devices.camera_trouble")
def test_each_change_is_logged_once_not_each_frame(
    tmp_path: Path, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "kakanai")
    for number, level in enumerate([90, 0, 1, 2, 3, 91]):
        cv2.imwrite(str(tmp_path / f"f{number}.png"), np.full((8, 8, 3), level, np.uint8))
    camera = OpenCvCamera(str(tmp_path / "f%d.png"), clock=clock)
    told = []
    for _ in range(6):
        told.append(camera.status())
        clock.advance(1.5)
    camera.close()
    ready, black = CameraStatus.READY, CameraStatus.BLACK
    assert told == [ready, ready, ready, black, black, ready]
    assert [r.getMessage() for r in caplog.records] == ["devices.camera_trouble", "devices.camera_back"]
