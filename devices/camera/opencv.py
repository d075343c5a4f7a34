"""A camera behind OpenCV: a USB camera by its number, or a recording (a file, an image sequence) for tests.

OpenCV may hang in the driver, when opening as well as when reading. So a thread of its own talks to the device
and the caller waits for it no longer than ``answer_s``; a thread that hangs is left behind, and no second one is
sent after it until it has come back.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble
from devices.camera.api import TROUBLES, CameraLimits, CameraStatus
from devices.camera.judge import FrameJudge

if TYPE_CHECKING:
    import numpy as np


class Capture:
    """What is used of ``cv2.VideoCapture``; tests hand in one that hangs."""

    def __init__(self, source: int | str) -> None:
        import cv2

        cv2.utils.logging.setLogLevel(
            cv2.utils.logging.LOG_LEVEL_SILENT
        )  # a missing camera is our trouble to tell, not OpenCV's to print
        if isinstance(source, int):
            backend = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
        else:
            backend = cv2.CAP_IMAGES if "%" in source else cv2.CAP_ANY
        self._capture = cv2.VideoCapture(source, backend)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest frame, not one from a moment ago

    def opened(self) -> bool:
        return self._capture.isOpened()

    def read(self) -> np.ndarray | None:
        return self._capture.read()[1]

    def release(self) -> None:
        self._capture.release()


class _Worker:
    """One thread, one open device. It answers requests until it is told to stop or nobody waits any more."""

    def __init__(self, source: int | str, open_capture: Callable[[int | str], Capture]) -> None:
        self.requests: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[tuple[bool, np.ndarray | None]] = queue.SimpleQueue()
        self._source = source
        self._open_capture = open_capture
        self.thread = threading.Thread(target=self._work, name="camera", daemon=True)
        self.thread.start()

    def _work(self) -> None:
        capture = self._open_capture(self._source)
        while self.requests.get():
            self.answers.put((capture.opened(), capture.read() if capture.opened() else None))
        capture.release()


class OpenCvCamera:
    """The camera with this number.

    Args:
        source: the camera's number (``/dev/video0`` is 0), or a file or image sequence with ``%`` in its name.
        limits: time-outs and levels.
    """

    def __init__(
        self,
        source: int | str = 0,
        limits: CameraLimits = CameraLimits(),  # noqa: B008 - frozen
        clock: Clock | None = None,
        open_capture: Callable[[int | str], Capture] = Capture,
    ) -> None:
        self._source = source
        self._limits = limits
        self._open_capture = open_capture
        self._judge = FrameJudge(limits, clock or SystemClock())
        self._worker: _Worker | None = None
        self._left_behind: threading.Thread | None = None
        self._noted = CameraStatus.READY

    def status(self) -> CameraStatus:
        try:
            self.frame()
        except Trouble as trouble:
            return next(status for status, id in TROUBLES.items() if id == trouble.id)
        return CameraStatus.READY

    def frame(self) -> np.ndarray:
        opened, frame = self._ask()
        status = self._missing(opened) if frame is None else self._judge.judge(frame)
        if frame is None:
            self.close()
        self._note(status)
        if status is not CameraStatus.READY:
            raise Trouble(TROUBLES[status])
        return frame

    def close(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            worker.requests.put(False)
            worker.thread.join(self._limits.answer_s)
            if worker.thread.is_alive():
                self._left_behind = worker.thread
        self._judge.forget()

    def _ask(self) -> tuple[bool, np.ndarray | None]:
        """Whether the device opened, and the frame if it gave one."""
        if self._left_behind and self._left_behind.is_alive():
            return True, None  # the driver still hangs; another thread would hang beside it
        self._left_behind = None
        if self._worker is None:
            self._worker = _Worker(self._source, self._open_capture)
        self._worker.requests.put(True)
        try:
            return self._worker.answers.get(timeout=self._limits.answer_s)
        except queue.Empty:
            self._worker.requests.put(False)
            self._left_behind, self._worker = self._worker.thread, None
            return True, None

    def _missing(self, opened: bool) -> CameraStatus:
        if opened:
            return CameraStatus.FAILED
        if isinstance(self._source, int) and sys.platform == "linux":
            # Video4Linux: a device that exists and does not open is held by another program.
            there = Path(f"/dev/video{self._source}").exists()
            return CameraStatus.BUSY if there else CameraStatus.ABSENT
        return CameraStatus.ABSENT

    def _note(self, status: CameraStatus) -> None:
        """Logs each change once, not each frame."""
        if status is not self._noted:
            self._noted = status
            if status is CameraStatus.READY:
                events.log("devices.camera_back")
            else:
                events.log("devices.camera_trouble", status=status.value)
