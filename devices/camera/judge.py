"""Tells a live picture from a black and a frozen one, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from base.clock import Clock
from devices.camera.api import CameraLimits, CameraStatus

if TYPE_CHECKING:
    import numpy as np


class FrameJudge:
    """Remembers since when the picture has been black, and since when it has been the same."""

    def __init__(self, limits: CameraLimits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Starts afresh, as after opening the device again."""
        self._last: np.ndarray | None = None
        self._black_since: float | None = None
        self._same_since: float | None = None

    def judge(self, frame: np.ndarray) -> CameraStatus:
        """READY, BLACK or FROZEN. A black frame is black first: it also repeats itself."""
        import numpy as np

        now = self._clock.monotonic()
        same = self._last is not None and np.array_equal(self._last, frame)
        self._last = frame
        self._same_since = (now if self._same_since is None else self._same_since) if same else None
        black = int(frame.max(initial=0)) <= self._limits.black_level
        self._black_since = (now if self._black_since is None else self._black_since) if black else None
        if self._black_since is not None and now - self._black_since >= self._limits.black_s:
            return CameraStatus.BLACK
        if self._same_since is not None and now - self._same_since >= self._limits.frozen_s:
            return CameraStatus.FROZEN
        return CameraStatus.READY
