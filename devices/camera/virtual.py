"""A camera without a camera: it sees the pictures held before it. For the demo, training and tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from base import events
from base.trouble import Trouble
from devices.camera.api import TROUBLES, CameraStatus

if TYPE_CHECKING:
    import numpy as np

WIDTH, HEIGHT = 1280, 720


class VirtualCamera:
    """Driven by its own words: show, look_away, fault.

    Attributes:
        fault: what the camera suffers from; READY is none.
    """

    def __init__(self) -> None:
        self.fault = CameraStatus.READY
        self._noted = CameraStatus.READY
        self._pictures: list[np.ndarray] = []
        self._next = 0

    def show(self, *pictures: Path | np.ndarray) -> None:
        """Holds these pictures before the lens, one after the other and round again.

        Raises:
            Trouble: camera_picture_unreadable when a file is no picture.
        """
        self._pictures = [_picture(p) if isinstance(p, Path) else p.copy() for p in pictures]
        self._next = 0

    def look_away(self) -> None:
        """Nothing before the lens any more: an empty, grey room."""
        self._pictures = []

    def status(self) -> CameraStatus:
        return self.fault

    def frame(self) -> np.ndarray:
        import numpy as np

        if self.fault is not self._noted:
            self._noted = self.fault
            if self.fault is CameraStatus.READY:
                events.log("devices.camera_back")
            else:
                events.log("devices.camera_trouble", status=self.fault.value)
        if self.fault is not CameraStatus.READY:
            raise Trouble(TROUBLES[self.fault])
        if not self._pictures:
            return np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
        picture = self._pictures[self._next % len(self._pictures)]
        self._next += 1
        return picture.copy()

    def close(self) -> None:
        self._next = 0


def _picture(file: Path) -> np.ndarray:
    import cv2
    import numpy as np

    raw = np.fromfile(file, dtype=np.uint8)
    picture = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    if picture is None:
        raise Trouble("camera_picture_unreadable")
    return picture
