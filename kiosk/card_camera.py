"""The number of a residence card off the kiosk's camera: the picture lives on while one frame at a time is read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

from base.trouble import Trouble
from kiosk.frames import Told, frames

if TYPE_CHECKING:
    import numpy as np

    from devices.camera.api import Camera
    from forms.card_number import CardNumber


def watch_for_number(
    camera: Camera,
    wanted: Callable[[], bool],
    on_frame: Callable[[np.ndarray], None],
    on_trouble: Callable[[Trouble], None],
) -> str | None:
    """Looks through the camera until it has read a number clearly, or the same one twice, or nobody wants it any more.

    The number is a proposal: its holder looks at it, and the card opens with no other.

    Args:
        camera: asked frame by frame, closed at the end.
        wanted: asked between frames; False ends the watch.
        on_frame: each picture, height × width × 3, blue-green-red.
        on_trouble: a camera that shows nothing; once each time it changes.
    """
    from forms.card_number import CLEAR, find_card_number
    from forms.certificate.kept import get_reader

    recogniser = get_reader().recogniser
    told = Told(on_trouble)
    reading: Future[CardNumber | None] | None = None
    before = ""
    worker = ThreadPoolExecutor(1, "kiosk-card-number")
    try:
        with closing(frames(camera, wanted, on_frame, told)) as pictures:
            for picture in pictures:
                told.well()
                if reading is not None and reading.done():
                    found, reading = reading.result(), None
                    if found is not None:
                        if found.confidence >= CLEAR or found.number == before:
                            return found.number
                        before = found.number
                if reading is None:
                    reading = worker.submit(find_card_number, picture, recogniser)
    finally:
        worker.shutdown(wait=False, cancel_futures=True)  # the frame in hand is read to its end, for nobody
    return None
