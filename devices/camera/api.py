"""What a camera can do, whatever it is. Every call may block, so it belongs on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


class CameraStatus(StrEnum):
    """One plain word per cause that a person can act on."""

    READY = "ready"
    ABSENT = "absent"  # no such device
    BUSY = "busy"  # another program holds it
    BLACK = "black"  # a cover before the lens, or no light
    FROZEN = "frozen"  # always the very same picture: the driver hangs
    FAILED = "failed"  # it is there and gives nothing


TROUBLES = {
    CameraStatus.ABSENT: "camera_absent",
    CameraStatus.BUSY: "camera_busy",
    CameraStatus.BLACK: "camera_black",
    CameraStatus.FROZEN: "camera_frozen",
    CameraStatus.FAILED: "camera_failed",
}
"""The trouble that :meth:`Camera.frame` raises in each state in which it shows nothing."""


@dataclass(frozen=True, slots=True)
class CameraLimits:
    """Time-outs in seconds, and what counts as no picture.

    Attributes:
        answer_s: for opening and for each frame; a driver that takes longer is left behind.
        black_s: of darkness before the camera counts as black; some start dark while they adjust.
        black_level: the brightest pixel, 0 to 255, of a black frame. A dark room still has noise above it.
        frozen_s: of identical frames before the camera counts as frozen; a live sensor never repeats itself.
    """

    answer_s: float = 3.0
    black_s: float = 2.0
    black_level: int = 16
    frozen_s: float = 2.0


class Camera(Protocol):
    """A camera that gives one frame at each call."""

    def status(self) -> CameraStatus:
        """Looks at a frame and says how the camera is."""
        ...

    def frame(self) -> np.ndarray:
        """The picture of now: height × width × 3, blue-green-red, uint8.

        Raises:
            Trouble: camera_absent, camera_busy, camera_black, camera_frozen, camera_failed, at the latest after
                ``answer_s``. The next call tries again from the start.
        """
        ...

    def close(self) -> None:
        """Lets the device go, so that its light goes out. The next frame opens it again."""
        ...
