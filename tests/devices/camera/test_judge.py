"""A live picture, a black one and a frozen one."""

from __future__ import annotations

import numpy as np

from base.clock import HeldClock
from devices.camera.api import CameraLimits, CameraStatus
from devices.camera.judge import FrameJudge

LIMITS = CameraLimits(black_s=2, frozen_s=2)
LIVE = np.random.default_rng(1)


def live() -> np.ndarray:
    return LIVE.integers(0, 255, (8, 8, 3), dtype=np.uint8)


def test_live_frames_are_ready_for_ever(clock: HeldClock) -> None:
    judge = FrameJudge(LIMITS, clock)
    for _ in range(100):
        assert judge.judge(live()) is CameraStatus.READY
        clock.advance(0.1)


def test_a_camera_that_starts_dark_has_time_to_adjust(clock: HeldClock) -> None:
    judge = FrameJudge(LIMITS, clock)
    for level in (0, 3, 9, 40):
        assert judge.judge(np.full((8, 8, 3), level, np.uint8)) is CameraStatus.READY
        clock.advance(0.6)


def test_darkness_that_lasts_is_black_even_with_noise(clock: HeldClock) -> None:
    judge = FrameJudge(LIMITS, clock)
    told = []
    for _ in range(5):
        told.append(judge.judge(LIVE.integers(0, LIMITS.black_level + 1, (8, 8, 3), dtype=np.uint8)))
        clock.advance(0.6)
    assert told == [*[CameraStatus.READY] * 4, CameraStatus.BLACK]


def test_the_same_picture_for_long_is_frozen_and_a_new_one_heals(clock: HeldClock) -> None:
    judge = FrameJudge(LIMITS, clock)
    still = live()
    told = []
    for _ in range(6):
        told.append(judge.judge(still.copy()))
        clock.advance(0.6)
    assert told == [*[CameraStatus.READY] * 5, CameraStatus.FROZEN]
    assert judge.judge(live()) is CameraStatus.READY


def test_a_dark_room_with_one_lamp_is_not_black(clock: HeldClock) -> None:
    judge = FrameJudge(LIMITS, clock)
    for number in range(6):
        frame = np.zeros((8, 8, 3), np.uint8)
        frame[0, 0] = 200 + number
        assert judge.judge(frame) is CameraStatus.READY
        clock.advance(0.6)
