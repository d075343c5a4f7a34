"""The camera's pictures one after the other: they are shown while something in them is looked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from base.trouble import Trouble

if TYPE_CHECKING:
    import numpy as np

    from devices.camera.api import Camera

FRAME_S = 0.1
"""Seconds between two frames of the camera; decoding one takes 10 ms."""


class Told:
    """Says a trouble once, until something has gone well again."""

    def __init__(self, on_trouble: Callable[[Trouble], None]) -> None:
        self._on_trouble = on_trouble
        self._last: str | None = None

    def say(self, trouble: Trouble) -> None:
        """Tells of a trouble, unless it is the one told last."""
        if trouble.id != self._last:
            self._last = trouble.id
            self._on_trouble(trouble)

    def well(self) -> None:
        """Whatever comes next is news."""
        self._last = None


def frames(
    camera: Camera, wanted: Callable[[], bool], on_frame: Callable[[np.ndarray], None], told: Told
) -> Iterator[np.ndarray]:
    """Each picture, height × width × 3, blue-green-red, once it was shown, until nobody wants any more. The camera is
    closed at the end, however it comes.

    Args:
        camera: asked frame by frame; one that shows nothing is asked again.
        wanted: asked between frames; False ends it.
        on_frame: shows a picture.
        told: hears of a camera that shows nothing.
    """
    with closing(camera):
        while wanted():
            try:
                picture = camera.frame()
            except Trouble as refused:
                told.say(refused)
            else:
                on_frame(picture)
                yield picture
            time.sleep(FRAME_S)
